-- What fell due and could not be done for an error of ours: left alone until its time comes again, so that the others go on.
CREATE TABLE schedule.aside (
    owner     bigint      NOT NULL,
    door      text        NOT NULL,
    item      text        NOT NULL, -- what the door calls it
    turn_id   uuid        NOT NULL, -- in which it failed last
    first_at  timestamptz NOT NULL,
    failed_at timestamptz NOT NULL,
    tries     integer     NOT NULL,
    again_at  timestamptz NOT NULL,
    why       text        NOT NULL, -- the kind of error: its words may hold what is a customer's
    CONSTRAINT aside_pkey PRIMARY KEY (owner, door, item),
    CONSTRAINT aside_tries CHECK (tries > 0)
);

GRANT SELECT, INSERT, UPDATE (turn_id, failed_at, tries, again_at, why), DELETE ON schedule.aside TO guitai_core;
