CREATE SCHEMA demo;

-- Which demo this database holds. One row, written when its history is whole.
CREATE TABLE demo.begun (
    one      boolean NOT NULL DEFAULT true,
    seed     bigint  NOT NULL,
    start_on date    NOT NULL,
    CONSTRAINT begun_pkey PRIMARY KEY (one),
    CONSTRAINT begun_one_row CHECK (one)
);
