-- What customers are to be told unasked, until they are told.
CREATE SCHEMA notices;

CREATE TABLE notices.waiting (
    owner     bigint      NOT NULL,
    notice_id uuid        NOT NULL,
    turn_id   uuid        NOT NULL,
    put_at    timestamptz NOT NULL,
    place     integer     NOT NULL, -- among those of its customer and turn
    sealed    bytea       NOT NULL, -- the words, and the card if there is one
    CONSTRAINT waiting_pkey PRIMARY KEY (owner, notice_id)
);

CREATE INDEX waiting_put ON notices.waiting (put_at, owner, place);

GRANT USAGE ON SCHEMA notices TO guitai_core;
GRANT SELECT, INSERT, DELETE, UPDATE (put_at) ON notices.waiting TO guitai_core; -- UPDATE, to lock a row
