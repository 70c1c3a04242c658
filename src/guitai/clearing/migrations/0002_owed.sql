-- What came back for a payer whose account took no credit: it is in suspense, and tried again until the account takes it.
CREATE TABLE clearing.owed (
    owner         bigint      NOT NULL,
    payment_id    uuid        NOT NULL,
    turn_id       uuid        NOT NULL,
    since_at      timestamptz NOT NULL,
    amount_fen    bigint      NOT NULL,
    try_at        timestamptz, -- none: the payer has it
    given_at      timestamptz,
    given_turn_id uuid,
    entry_id      uuid, -- from suspense to the payer
    CONSTRAINT owed_pkey PRIMARY KEY (owner, payment_id),
    CONSTRAINT owed_payment FOREIGN KEY (owner, payment_id) REFERENCES clearing.payments (owner, payment_id),
    CONSTRAINT owed_amount CHECK (amount_fen > 0),
    CONSTRAINT owed_given CHECK (num_nonnulls(given_at, given_turn_id, entry_id) = CASE WHEN try_at IS NULL THEN 3 ELSE 0 END)
);

CREATE INDEX owed_to_try ON clearing.owed (try_at) WHERE try_at IS NOT NULL;
CREATE INDEX owed_of_turn ON clearing.owed (turn_id);
CREATE INDEX owed_given_by ON clearing.owed (given_turn_id);

GRANT SELECT, INSERT, UPDATE (try_at, given_at, given_turn_id, entry_id) ON clearing.owed TO guitai_core;
