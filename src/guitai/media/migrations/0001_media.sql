CREATE SCHEMA media;

-- What customers sent in, until its time is over. The row comes with the message, what it holds when it was fetched.
CREATE TABLE media.received (
    owner        bigint      NOT NULL,
    turn_id      uuid        NOT NULL, -- in which the message came: a message brings one file
    kind         text        NOT NULL,
    reads        boolean     NOT NULL, -- somebody waits for what it says
    said_at      timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    state        text        NOT NULL,
    fetched_at   timestamptz,
    content_type text        NOT NULL,
    sealed       bytea,
    taken_until  timestamptz NOT NULL, -- whoever reads it has it until then
    tries        integer     NOT NULL,
    read_at      timestamptz,
    read_turn_id uuid,                 -- in which the customer was answered
    CONSTRAINT received_pkey PRIMARY KEY (owner, turn_id),
    CONSTRAINT received_state CHECK (state IN ('wanted', 'here', 'lost')),
    CONSTRAINT received_here CHECK ((state = 'here') = (sealed IS NOT NULL AND fetched_at IS NOT NULL)),
    CONSTRAINT received_read CHECK (read_at IS NULL OR (reads AND state <> 'wanted'))
);

CREATE INDEX received_unread ON media.received (owner, said_at)
 WHERE reads AND read_at IS NULL;
CREATE INDEX received_of_turn ON media.received (turn_id);
CREATE INDEX received_expired ON media.received (expires_at);
CREATE INDEX received_answered ON media.received (read_turn_id)
 WHERE read_turn_id IS NOT NULL;

-- The worker puts in what it fetched, and can't look at it again.
GRANT USAGE ON SCHEMA media TO guitai_core, guitai_worker;
GRANT SELECT, INSERT, UPDATE (taken_until, tries, content_type, sealed, read_at, read_turn_id), DELETE
   ON media.received
   TO guitai_core;
GRANT SELECT (owner, turn_id, state), UPDATE (state, fetched_at, content_type, sealed)
   ON media.received
   TO guitai_worker;
