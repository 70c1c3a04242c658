CREATE SCHEMA transfers;

-- Whom a customer has paid. A payee is found again by a keyed hash of bank and number, which is not read from it.
CREATE TABLE transfers.payees (
    owner       bigint      NOT NULL,
    payee_id    uuid        NOT NULL,
    turn_id     uuid        NOT NULL, -- that changed it last
    payee_index bytea       NOT NULL,
    sealed      bytea       NOT NULL, -- name, number, bank, and what the customer calls them
    proved_at   timestamptz NOT NULL, -- when a payment arrived there first
    used_at     timestamptz NOT NULL,
    CONSTRAINT payees_pkey PRIMARY KEY (owner, payee_id),
    CONSTRAINT payees_index UNIQUE (owner, payee_index)
);

-- What was accepted, one row a payment. Its id is that of the order that was signed; one that was paid under a rule, or
-- that falls due by a plan, has one of its own.
CREATE TABLE transfers.transfers (
    owner       bigint      NOT NULL,
    transfer_id uuid        NOT NULL,
    turn_id     uuid        NOT NULL, -- that accepted it
    state       text        NOT NULL,
    placed_at   timestamptz NOT NULL,
    due_at      timestamptz, -- when it is sent, or tried again; none where nothing waits
    amount_fen  bigint      NOT NULL,
    fee_fen     bigint      NOT NULL,
    account_id  bigint      NOT NULL, -- that is paid from
    payee_index bytea       NOT NULL,
    mine        boolean     NOT NULL, -- to an account of the customer's own: it counts against no limit
    rail        text        NOT NULL,
    strength    smallint    NOT NULL, -- by which it was authorised: guitai.shield.strength
    device_id   uuid,                 -- that signed it; none: it was paid under a rule
    on_trial    boolean     NOT NULL, -- the device was in its first 24 hours
    plan_id     uuid,
    counted_on  date,                 -- against which day's limits
    held        boolean     NOT NULL, -- the ledger sets the money apart until it is sent
    sealed      bytea       NOT NULL, -- who is paid, and with which words
    why         bytea,                -- it did not arrive: in words, sealed
    ended_at    timestamptz,
    CONSTRAINT transfers_pkey PRIMARY KEY (owner, transfer_id),
    CONSTRAINT transfers_state CHECK (state IN ('scheduled', 'delayed', 'risk_hold', 'sent', 'in_doubt', 'success',
                                                'rejected', 'returned', 'cancelled', 'failed')),
    CONSTRAINT transfers_due CHECK ((due_at IS NOT NULL) = (state IN ('scheduled', 'delayed', 'risk_hold'))),
    CONSTRAINT transfers_amount CHECK (amount_fen > 0 AND fee_fen >= 0)
);

CREATE INDEX transfers_placed ON transfers.transfers (owner, placed_at);
CREATE INDEX transfers_by_due ON transfers.transfers (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX transfers_turn ON transfers.transfers (turn_id);

-- Every state that a transfer has been in, and the turn that brought it there.
CREATE TABLE transfers.events (
    owner       bigint      NOT NULL,
    transfer_id uuid        NOT NULL,
    seq         integer     NOT NULL,
    turn_id     uuid        NOT NULL,
    at          timestamptz NOT NULL,
    state       text        NOT NULL,
    CONSTRAINT events_pkey PRIMARY KEY (owner, transfer_id, seq),
    CONSTRAINT events_of FOREIGN KEY (owner, transfer_id) REFERENCES transfers.transfers (owner, transfer_id)
);

CREATE INDEX events_turn ON transfers.events (turn_id);

-- What is paid every month until it is stopped.
CREATE TABLE transfers.plans (
    owner       bigint      NOT NULL,
    plan_id     uuid        NOT NULL, -- the order that was signed
    turn_id     uuid        NOT NULL, -- that accepted it
    made_at     timestamptz NOT NULL,
    day         smallint    NOT NULL, -- of the month; 31 is its last
    next_at     timestamptz, -- none: it was stopped
    amount_fen  bigint      NOT NULL,
    account_id  bigint      NOT NULL,
    payee_index bytea       NOT NULL,
    mine        boolean     NOT NULL,
    strength    smallint    NOT NULL,
    device_id   uuid        NOT NULL,
    on_trial    boolean     NOT NULL,
    sealed      bytea       NOT NULL,
    stopped_at  timestamptz,
    CONSTRAINT plans_pkey PRIMARY KEY (owner, plan_id),
    CONSTRAINT plans_day CHECK (day BETWEEN 1 AND 28 OR day = 31),
    CONSTRAINT plans_amount CHECK (amount_fen > 0),
    CONSTRAINT plans_stopped CHECK ((next_at IS NULL) = (stopped_at IS NOT NULL))
);

CREATE INDEX plans_next ON transfers.plans (next_at) WHERE next_at IS NOT NULL;

GRANT USAGE ON SCHEMA transfers TO guitai_core, guitai_console;
GRANT SELECT, INSERT, UPDATE (turn_id, sealed, proved_at, used_at), DELETE ON transfers.payees TO guitai_core;
GRANT SELECT, INSERT, UPDATE (state, due_at, counted_on, held, rail, why, ended_at) ON transfers.transfers TO guitai_core;
GRANT SELECT, INSERT ON transfers.events TO guitai_core;
GRANT SELECT, INSERT, UPDATE (next_at, stopped_at) ON transfers.plans TO guitai_core;
GRANT SELECT ON transfers.transfers, transfers.events, transfers.plans TO guitai_console;
