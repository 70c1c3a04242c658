CREATE SCHEMA refusals;

-- Every no, so that it can be asked for afterwards.
CREATE TABLE refusals.refusals (
    owner      bigint      NOT NULL,
    refusal_id uuid        NOT NULL,
    turn_id    uuid        NOT NULL,
    refused_at timestamptz NOT NULL,
    flow       text        NOT NULL,
    code       text        NOT NULL,
    said       text        NOT NULL,
    detail     text        NOT NULL,
    CONSTRAINT refusals_pkey PRIMARY KEY (owner, refusal_id)
);
