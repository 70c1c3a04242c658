-- What the bank does by itself every day, and how far it has come with it.
CREATE SCHEMA schedule;

CREATE TABLE schedule.days (
    owner   bigint NOT NULL, -- the house
    door    text   NOT NULL,
    turn_id uuid   NOT NULL,
    done_on date   NOT NULL, -- the last business day that is done
    CONSTRAINT days_pkey PRIMARY KEY (owner, door)
);

GRANT USAGE ON SCHEMA schedule TO guitai_core;
GRANT SELECT, INSERT, UPDATE (turn_id, done_on) ON schedule.days TO guitai_core;
