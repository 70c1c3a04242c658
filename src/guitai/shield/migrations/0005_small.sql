-- What customers may be charged without a signature, by a rule that they signed themselves. Nothing of a rule changes
-- but its end.
CREATE TABLE shield.small_rules (
    owner      bigint      NOT NULL,
    rule_id    uuid        NOT NULL,
    turn_id    uuid        NOT NULL, -- that put it in force
    order_id   uuid        NOT NULL, -- that was signed for it
    device_id  uuid        NOT NULL, -- that signed it: without the device the rule ends
    single_fen bigint      NOT NULL,
    day_fen    bigint      NOT NULL,
    from_at    timestamptz NOT NULL,
    until_at   timestamptz NOT NULL,
    ended_at   timestamptz,
    why_ended  text,
    CONSTRAINT small_rules_pkey PRIMARY KEY (owner, rule_id),
    CONSTRAINT small_rules_order UNIQUE (owner, order_id),
    CONSTRAINT small_rules_device FOREIGN KEY (owner, device_id) REFERENCES shield.devices (owner, device_id),
    CONSTRAINT small_rules_bounds CHECK (single_fen BETWEEN 1 AND day_fen),
    CONSTRAINT small_rules_time CHECK (from_at < until_at),
    CONSTRAINT small_rules_ended CHECK ((ended_at IS NULL) = (why_ended IS NULL))
);

CREATE UNIQUE INDEX small_rules_in_force ON shield.small_rules (owner) WHERE ended_at IS NULL;

-- What was paid on a day of the bank's, by how strongly it was signed: guitai.shield.strength numbers the strengths.
CREATE TABLE shield.usage (
    owner     bigint   NOT NULL,
    used_on   date     NOT NULL,
    strength  smallint NOT NULL,
    turn_id   uuid     NOT NULL, -- that changed it last
    spent_fen bigint   NOT NULL,
    CONSTRAINT usage_pkey PRIMARY KEY (owner, used_on, strength),
    CONSTRAINT usage_strength CHECK (strength BETWEEN 1 AND 4),
    CONSTRAINT usage_not_below_zero CHECK (spent_fen >= 0)
);

GRANT SELECT, INSERT, UPDATE (ended_at, why_ended) ON shield.small_rules TO guitai_core;
GRANT SELECT, INSERT, UPDATE (turn_id, spent_fen) ON shield.usage TO guitai_core;
