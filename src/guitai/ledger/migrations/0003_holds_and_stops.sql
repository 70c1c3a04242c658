-- What happens to an account without moving money: holds, stops, closing, a cap on its balance. Each takes a place in the
-- account's chain like a posting, so `guitai check-ledger` proves what was held, stopped and open at every moment.

-- Above it the balance, and what is pending to come in, never goes; none: no cap. It is held by the functions alone, and
-- proved by the check: PostgreSQL parses a CHECK anew for each statement, and another one costs a posting 5 to 10 %.
ALTER TABLE ledger.accounts ADD COLUMN most_fen bigint;

-- Which entry of the same owner it takes back, if it is a reversal. Nothing is taken back twice.
ALTER TABLE ledger.entries ADD COLUMN reverses uuid;
CREATE UNIQUE INDEX entries_reverses ON ledger.entries (owner, reverses)
 WHERE reverses IS NOT NULL;

-- Postings that count for another day than they were booked on: few, so a balance by effective day is one by booking and these.
CREATE INDEX postings_value_dated ON ledger.postings (owner, account_id, effective_on)
 WHERE effective_on <> (booked_at AT TIME ZONE 'Asia/Shanghai')::date;

CREATE TYPE ledger.hold_state AS ENUM ('pending', 'posted', 'voided', 'expired');

-- A pending entry. When it is posted, the entry has its owner and name.
CREATE TABLE ledger.holds (
    owner        bigint      NOT NULL, -- who caused it
    hold_id      uuid        NOT NULL,
    turn_id      uuid        NOT NULL,
    name         text        NOT NULL,
    currency     text        NOT NULL,
    held_at      timestamptz NOT NULL,
    until_at     timestamptz, -- then it expires; none: never
    effective_on date, -- of the entry; none: the day of its booking
    digest       bytea       NOT NULL, -- of the entry's body, postings and details included
    state        ledger.hold_state NOT NULL DEFAULT 'pending',
    CONSTRAINT holds_pkey PRIMARY KEY (owner, hold_id),
    CONSTRAINT holds_name UNIQUE (owner, name)
);
CREATE INDEX holds_due ON ledger.holds (until_at)
 WHERE state = 'pending';
CREATE INDEX holds_turn ON ledger.holds (turn_id);

-- A line of a hold: pending on its account from one place in the account's chain to another.
CREATE TABLE ledger.held (
    owner          bigint      NOT NULL, -- the account's
    account_id     bigint      NOT NULL,
    seq            bigint      NOT NULL,
    hold_owner     bigint      NOT NULL,
    hold_id        uuid        NOT NULL,
    turn_id        uuid        NOT NULL,
    side           ledger.side NOT NULL,
    amount_fen     bigint      NOT NULL,
    summary        text        NOT NULL,
    counterparty   text        NOT NULL,
    category       text        NOT NULL,
    channel        text        NOT NULL,
    memo           text        NOT NULL,
    details_digest bytea, -- none where there are no details
    link           bytea       NOT NULL,
    over_seq       bigint, -- none while it is pending
    over_turn_id   uuid,
    over_at        timestamptz,
    over_link      bytea,
    CONSTRAINT held_pkey PRIMARY KEY (owner, account_id, seq),
    CONSTRAINT held_amount CHECK (amount_fen > 0),
    CONSTRAINT held_over CHECK (num_nulls(over_seq, over_turn_id, over_at, over_link) IN (0, 4))
);
CREATE INDEX held_pending ON ledger.held (owner, account_id)
 WHERE over_seq IS NULL;
CREATE INDEX held_hold ON ledger.held (hold_id);
CREATE INDEX held_over_turn ON ledger.held (over_turn_id)
 WHERE over_turn_id IS NOT NULL;

-- Why an account pays nothing out, or takes nothing in, from one place in its chain to another. Reasons stack.
CREATE TABLE ledger.stops (
    owner          bigint      NOT NULL,
    account_id     bigint      NOT NULL,
    seq            bigint      NOT NULL,
    turn_id        uuid        NOT NULL,
    reason         text        NOT NULL,
    debits         boolean     NOT NULL,
    credits        boolean     NOT NULL,
    stopped_at     timestamptz NOT NULL,
    link           bytea       NOT NULL,
    lifted_seq     bigint, -- none while it is in force
    lifted_turn_id uuid,
    lifted_at      timestamptz,
    lifted_link    bytea,
    CONSTRAINT stops_pkey PRIMARY KEY (owner, account_id, seq),
    CONSTRAINT stops_direction CHECK (debits OR credits),
    CONSTRAINT stops_lifted CHECK (num_nulls(lifted_seq, lifted_turn_id, lifted_at, lifted_link) IN (0, 4))
);
CREATE UNIQUE INDEX stops_in_force ON ledger.stops (owner, account_id, reason)
 WHERE lifted_seq IS NULL;
CREATE INDEX stops_turn ON ledger.stops (turn_id);
CREATE INDEX stops_lifted_turn ON ledger.stops (lifted_turn_id)
 WHERE lifted_turn_id IS NOT NULL;

-- An account without a cap has the link that it always had: concat_ws leaves out what is NULL.
DROP FUNCTION ledger.open_account;
DROP FUNCTION ledger.opening;
CREATE FUNCTION ledger.opening(
    owner bigint, account_id bigint, turn_id uuid, kind text, number text, currency text, side ledger.side,
    least_fen bigint, opened_on date, most_fen bigint
) RETURNS bytea
LANGUAGE sql IMMUTABLE
AS $$
SELECT sha256(convert_to(concat_ws(
       E'\x1f', owner, account_id, turn_id, kind, coalesce(number, '-'), currency, side,
       coalesce(least_fen::text, '-'), opened_on - date '2000-01-01', most_fen), 'UTF8'))
$$;

-- The link of what moves no money. guitai.ledger.replay makes the same. A posting's begins with a number after the
-- link before it, this one with a word, so that neither is ever taken for the other.
CREATE FUNCTION ledger.mark(
    head bytea, owner bigint, account_id bigint, seq bigint, turn uuid, moment timestamptz, VARIADIC facts text[]
) RETURNS bytea
LANGUAGE sql IMMUTABLE
AS $$
SELECT sha256(
       head || 'mark'::bytea || int8send(owner) || int8send(account_id) || int8send(seq) || uuid_send(turn)
       || timestamptz_send(moment) || convert_to(array_to_string(facts, E'\x1f'), 'UTF8'))
$$;

-- All that moved no money, with what its link is over.
CREATE FUNCTION ledger.marks() RETURNS TABLE (
    owner bigint, account_id bigint, seq bigint, turn_id uuid, marked_at timestamptz, link bytea, facts text[]
)
LANGUAGE sql STABLE
AS $$
SELECT l.owner, l.account_id, l.seq, l.turn_id, h.held_at, l.link,
       ARRAY['held', l.hold_owner::text, l.hold_id::text, l.side::text, l.amount_fen::text, encode(h.digest, 'hex'),
             encode(coalesce(l.details_digest, ''), 'hex'), coalesce(encode(timestamptz_send(h.until_at), 'hex'), '-')]
  FROM ledger.held AS l
  LEFT JOIN ledger.holds AS h ON (h.owner, h.hold_id) = (l.hold_owner, l.hold_id)
 UNION ALL
SELECT l.owner, l.account_id, l.over_seq, l.over_turn_id, l.over_at, l.over_link,
       ARRAY[h.state::text, l.hold_owner::text, l.hold_id::text, l.side::text, l.amount_fen::text]
  FROM ledger.held AS l
  LEFT JOIN ledger.holds AS h ON (h.owner, h.hold_id) = (l.hold_owner, l.hold_id)
 WHERE l.over_seq IS NOT NULL
 UNION ALL
SELECT s.owner, s.account_id, s.seq, s.turn_id, s.stopped_at, s.link,
       ARRAY['stopped', s.reason, s.debits::int::text, s.credits::int::text]
  FROM ledger.stops AS s
 UNION ALL
SELECT s.owner, s.account_id, s.lifted_seq, s.lifted_turn_id, s.lifted_at, s.lifted_link, ARRAY['lifted', s.reason]
  FROM ledger.stops AS s
 WHERE s.lifted_seq IS NOT NULL
$$;

-- Opens a customer's deposit account, which never goes below zero, under a number that nobody has; none where somebody
-- has it, or for the bank itself. The link that its chain begins with is made here: who calls this can't make another.
CREATE FUNCTION ledger.open_account(
    owner bigint, turn uuid, kind text, number text, currency text, opened_on date, most_fen bigint
) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
WITH numbered AS (
    INSERT INTO ledger.numbers (number, owner, account_id)
    SELECT open_account.number, open_account.owner, nextval(pg_get_serial_sequence('ledger.accounts', 'account_id'))
     WHERE open_account.owner > 64
        ON CONFLICT ON CONSTRAINT numbers_pkey DO NOTHING
 RETURNING number, owner, account_id
)
INSERT INTO ledger.accounts
       (owner, account_id, turn_id, kind, number, currency, side, least_fen, opened_on, most_fen, head)
SELECT n.owner, n.account_id, turn, kind, n.number, currency, 'C', 0, opened_on, most_fen,
       ledger.opening(n.owner, n.account_id, turn, kind, n.number, currency, 'C', 0, opened_on, most_fen)
  FROM numbered AS n
RETURNING account_id
$$;

-- More of the bank's own chart, in 64 stripes.
INSERT INTO ledger.accounts (owner, account_id, turn_id, kind, currency, side, opened_on, head)
SELECT stripe, c.account_id, nobody, c.kind, 'CNY', c.side::ledger.side, first,
       ledger.opening(stripe, c.account_id, nobody, c.kind, NULL, 'CNY', c.side::ledger.side, NULL, first, NULL)
  FROM generate_series(1, 64) AS stripe
 CROSS JOIN (VALUES ('00000000-0000-0000-0000-000000000000'::uuid, '2000-01-01'::date)) AS always (nobody, first)
 CROSS JOIN (
       VALUES (12, 'interest_payable', 'C')
       ) AS c (account_id, kind, side);

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.open_account, ledger.marks TO guitai_core;
GRANT SELECT ON ledger.holds, ledger.held, ledger.stops TO guitai_core;
ANALYZE ledger.accounts;
