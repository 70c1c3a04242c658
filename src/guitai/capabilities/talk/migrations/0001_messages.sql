CREATE SCHEMA talk;

-- What customers leave for the staff to read.
CREATE TABLE talk.messages (
    owner      bigint      NOT NULL,
    message_id uuid        NOT NULL,
    turn_id    uuid        NOT NULL,
    left_at    timestamptz NOT NULL,
    kind       text        NOT NULL,
    text       text        NOT NULL,
    CONSTRAINT messages_pkey PRIMARY KEY (owner, message_id),
    CONSTRAINT messages_kind CHECK (kind IN ('message', 'complaint'))
);
