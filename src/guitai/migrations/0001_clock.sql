-- How far the sandbox's clock is ahead of real time. One row; production never reads it.
CREATE SCHEMA clock;

CREATE TABLE clock.moved (
    one   boolean  NOT NULL DEFAULT true,
    ahead interval NOT NULL,
    CONSTRAINT moved_pkey PRIMARY KEY (one),
    CONSTRAINT moved_one_row CHECK (one)
);

INSERT INTO clock.moved (ahead) VALUES (interval '0');
