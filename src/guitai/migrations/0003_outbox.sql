CREATE SCHEMA outbox;

-- What leaves the bank. A claim leases a request by moving it into the future; who dies holding it loses it then.
CREATE TABLE outbox.requests (
    owner       bigint      NOT NULL,
    request_id  uuid        NOT NULL,
    turn_id     uuid        NOT NULL,
    destination text        NOT NULL,
    body        jsonb       NOT NULL,
    bucket      smallint    NOT NULL,
    put_at      timestamptz NOT NULL,
    place       integer     NOT NULL, -- among those of one turn
    due_at      timestamptz NOT NULL, -- of one that is held: when its time is over
    tries       integer     NOT NULL,
    lost        integer     NOT NULL, -- tries in a row of which nobody noted what came of them
    late        boolean     NOT NULL, -- it was held back: what is new goes first
    state       text        NOT NULL,
    why         text        NOT NULL,
    CONSTRAINT requests_pkey PRIMARY KEY (owner, request_id),
    CONSTRAINT requests_state CHECK (state IN ('waiting', 'held', 'sent', 'failed')),
    CONSTRAINT requests_lost_among_tries CHECK (lost BETWEEN 0 AND tries)
);

CREATE INDEX requests_due ON outbox.requests (due_at, destination) WHERE state IN ('waiting', 'held');
CREATE INDEX requests_line ON outbox.requests (owner, destination, late, put_at, place) WHERE state = 'waiting';
CREATE INDEX requests_held ON outbox.requests (owner, destination) WHERE state = 'held';
