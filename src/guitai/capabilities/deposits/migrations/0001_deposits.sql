-- Deposits for a term and at notice, and the interest on all deposits: what has accrued, and what was credited.
CREATE SCHEMA deposits;

-- One for each account of kind `fixed` or `notice`. The principal is what the ledger has in that account.
CREATE TABLE deposits.deposits (
    owner          bigint  NOT NULL,
    account_id     bigint  NOT NULL,
    turn_id        uuid    NOT NULL, -- that wrote it last
    number         text    NOT NULL,
    product        text    NOT NULL,
    renewal        text    NOT NULL,
    pays_to        bigint  NOT NULL, -- the owner's account
    opened_on      date    NOT NULL,
    starts_on      date    NOT NULL, -- the day it was opened, or renewed last
    matures_on     date,             -- none: at notice
    rate_bps       integer NOT NULL, -- for the whole term; at notice the rate of the day of withdrawal counts
    principal_fen  bigint  NOT NULL,
    accrued_on     date    NOT NULL, -- the last day that the interest in the books is for
    accrued_fen    bigint  NOT NULL,
    partly_on      date,             -- when a part was withdrawn early
    idle_yuan_days bigint  NOT NULL, -- days of notice that came to nothing
    called_on      date,             -- when the customer gave notice
    called_for_on  date,
    called_fen     bigint,
    reminded       boolean NOT NULL DEFAULT false, -- that this is the day they gave notice for
    state          text    NOT NULL,
    closed_on      date,
    CONSTRAINT deposits_pkey PRIMARY KEY (owner, account_id),
    CONSTRAINT deposits_renewal CHECK (renewal IN ('none', 'principal', 'all')),
    CONSTRAINT deposits_state CHECK (state IN ('open', 'overdue', 'closed')),
    CONSTRAINT deposits_closed CHECK ((state = 'closed') = (principal_fen = 0) AND (state = 'closed') = (closed_on IS NOT NULL)),
    CONSTRAINT deposits_sums CHECK (principal_fen >= 0 AND accrued_fen >= 0 AND idle_yuan_days >= 0),
    CONSTRAINT deposits_called CHECK (num_nulls(called_on, called_for_on, called_fen) IN (0, 3)),
    CONSTRAINT deposits_called_for CHECK (called_for_on > called_on AND called_fen BETWEEN 1 AND principal_fen)
);

CREATE INDEX deposits_matures ON deposits.deposits (matures_on) WHERE state = 'open';
CREATE INDEX deposits_called ON deposits.deposits (called_for_on) WHERE called_for_on IS NOT NULL;

-- What each signed order did, once.
CREATE TABLE deposits.orders (
    owner      bigint      NOT NULL,
    order_id   uuid        NOT NULL,
    turn_id    uuid        NOT NULL,
    account_id bigint      NOT NULL, -- the deposit's
    kind       text        NOT NULL,
    done_at    timestamptz NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (owner, order_id),
    CONSTRAINT orders_deposit FOREIGN KEY (owner, account_id) REFERENCES deposits.deposits (owner, account_id)
);

CREATE INDEX orders_turn ON deposits.orders (turn_id);

-- Current accounts: the sum of the whole yuan at the end of each day since interest was settled last.
CREATE TABLE deposits.accruals (
    owner       bigint NOT NULL,
    account_id  bigint NOT NULL,
    turn_id     uuid   NOT NULL,
    since_on    date   NOT NULL, -- the first day that is not settled
    through_on  date   NOT NULL, -- the last day that is counted
    yuan_days   bigint NOT NULL,
    accrued_fen bigint NOT NULL, -- what the books hold for it: all of it at the rate of the last day
    CONSTRAINT accruals_pkey PRIMARY KEY (owner, account_id),
    CONSTRAINT accruals_days CHECK (through_on >= since_on - 1),
    CONSTRAINT accruals_sums CHECK (yuan_days >= 0 AND accrued_fen >= 0)
);

CREATE INDEX accruals_since ON deposits.accruals (since_on);

-- The interest of a current account for the days from `since_on` to `settled_on`, and how it was reckoned.
CREATE TABLE deposits.settlements (
    owner        bigint  NOT NULL,
    account_id   bigint  NOT NULL,
    settled_on   date    NOT NULL,
    turn_id      uuid    NOT NULL,
    since_on     date    NOT NULL,
    yuan_days    bigint  NOT NULL,
    rate_bps     integer NOT NULL,
    interest_fen bigint  NOT NULL,
    state        text    NOT NULL, -- owed: the account took no credit, and it is tried again every day
    tried_on     date    NOT NULL,
    CONSTRAINT settlements_pkey PRIMARY KEY (owner, account_id, settled_on),
    CONSTRAINT settlements_state CHECK (state IN ('paid', 'owed')),
    CONSTRAINT settlements_interest CHECK (interest_fen >= 0)
);

CREATE INDEX settlements_owed ON deposits.settlements (tried_on) WHERE state = 'owed';

-- How far a day's work has come that is done in parts.
CREATE TABLE deposits.progress (
    owner         bigint NOT NULL, -- the house
    work          text   NOT NULL,
    turn_id       uuid   NOT NULL,
    for_on        date   NOT NULL,
    after_owner   bigint NOT NULL,
    after_account bigint NOT NULL,
    CONSTRAINT progress_pkey PRIMARY KEY (owner, work)
);

GRANT USAGE ON SCHEMA deposits TO guitai_core;
GRANT SELECT, INSERT, UPDATE (
    turn_id, renewal, pays_to, starts_on, matures_on, rate_bps, principal_fen, accrued_on, accrued_fen, partly_on,
    idle_yuan_days, called_on, called_for_on, called_fen, reminded, state, closed_on
) ON deposits.deposits TO guitai_core;
GRANT SELECT, INSERT ON deposits.orders TO guitai_core;
GRANT SELECT, INSERT, UPDATE (turn_id, since_on, through_on, yuan_days, accrued_fen) ON deposits.accruals TO guitai_core;
GRANT SELECT, INSERT, UPDATE (turn_id, state, tried_on) ON deposits.settlements TO guitai_core;
GRANT SELECT, INSERT, UPDATE (turn_id, for_on, after_owner, after_account) ON deposits.progress TO guitai_core;
