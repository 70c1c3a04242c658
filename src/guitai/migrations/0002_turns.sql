CREATE SCHEMA turns;

-- What was heard and what was answered. A message is heard once: its key is unique for its customer.
CREATE TABLE turns.turns (
    owner       bigint      NOT NULL,
    turn_id     uuid        NOT NULL,
    message_key bytea       NOT NULL, -- the message's, or the key of what happened
    message_id  text        NOT NULL, -- the channel's own name of the message, for people who trace it
    heard_at    timestamptz NOT NULL,
    how         text        NOT NULL,
    heard       text        NOT NULL,
    said        text        NOT NULL,
    more        text[]      NOT NULL, -- what the line has no room for: it follows by the outbox
    answer_by   timestamptz NOT NULL, -- until then somebody is on the line to answer to
    route       text,                 -- null: not yet sent
    CONSTRAINT turns_pkey PRIMARY KEY (owner, turn_id),
    CONSTRAINT turns_message_key UNIQUE (owner, message_key),
    CONSTRAINT turns_route CHECK (route IN ('passive', 'service', 'none'))
);

CREATE INDEX turns_unsent ON turns.turns (answer_by) WHERE route IS NULL;
