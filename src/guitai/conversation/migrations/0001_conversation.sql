CREATE SCHEMA conversation;

-- What holds from one message to the next: the language, the open conversations with their journals, the taps.
CREATE TABLE conversation.chats (
    owner   bigint NOT NULL,
    turn_id uuid   NOT NULL,
    content jsonb  NOT NULL,
    CONSTRAINT chats_pkey PRIMARY KEY (owner)
);

-- Conversations that have ended, with all that was asked and answered in them, for the record.
CREATE TABLE conversation.ended (
    owner           bigint      NOT NULL,
    conversation_id uuid        NOT NULL,
    turn_id         uuid        NOT NULL, -- the turn in which it ended
    flow            text        NOT NULL,
    state           text        NOT NULL,
    opened_at       timestamptz NOT NULL,
    ended_at        timestamptz NOT NULL,
    content         jsonb       NOT NULL,
    CONSTRAINT ended_pkey PRIMARY KEY (owner, conversation_id),
    CONSTRAINT ended_state CHECK (state IN ('done', 'refused', 'left', 'expired', 'changed'))
);
