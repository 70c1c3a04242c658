CREATE SCHEMA classes;

-- What has gone into an account of class II or III, and out of it: on the day of the last, and in its year.
CREATE TABLE classes.counters (
    owner      bigint NOT NULL,
    account_id bigint NOT NULL,
    way        text   NOT NULL,
    turn_id    uuid   NOT NULL, -- that changed it last
    counted_on date   NOT NULL,
    day_fen    bigint NOT NULL,
    year_fen   bigint NOT NULL,
    CONSTRAINT counters_pkey PRIMARY KEY (owner, account_id, way),
    CONSTRAINT counters_way CHECK (way IN ('in', 'out')),
    CONSTRAINT counters_not_below_zero CHECK (day_fen BETWEEN 0 AND year_fen)
);

-- The number of the account that it is bound to, sealed for its row: what moves between the two is not counted.
CREATE TABLE classes.bound (
    owner      bigint NOT NULL,
    account_id bigint NOT NULL,
    turn_id    uuid   NOT NULL, -- that bound it last
    sealed     bytea  NOT NULL,
    CONSTRAINT bound_pkey PRIMARY KEY (owner, account_id)
);

GRANT USAGE ON SCHEMA classes TO guitai_core;
GRANT SELECT, INSERT, UPDATE (turn_id, counted_on, day_fen, year_fen) ON classes.counters TO guitai_core;
GRANT SELECT, INSERT, UPDATE (turn_id, sealed) ON classes.bound TO guitai_core;
