-- What stood on all accounts of a kind when a day was closed, by stripe: totals over owners are added up from these.
CREATE TABLE ledger.closings (
    owner       bigint      NOT NULL, -- the stripe: a house owner; a customer's is the one that their entries meet
    day_on      date        NOT NULL,
    kind        text        NOT NULL,
    currency    text        NOT NULL,
    turn_id     uuid        NOT NULL,
    closed_at   timestamptz NOT NULL,
    accounts    bigint      NOT NULL,
    debits_fen  bigint      NOT NULL, -- posted since each was opened
    credits_fen bigint      NOT NULL,
    CONSTRAINT closings_pkey PRIMARY KEY (owner, day_on, kind, currency)
);
CREATE INDEX closings_day ON ledger.closings (day_on);

-- Takes down what stands on every account, at one moment: one statement sees one state of the books.
CREATE FUNCTION ledger.close_day(turn uuid, moment timestamptz, day date) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
INSERT INTO ledger.closings (owner, day_on, kind, currency, turn_id, closed_at, accounts, debits_fen, credits_fen)
SELECT CASE WHEN a.owner <= 64 THEN a.owner ELSE a.owner % 64 + 1 END,
       day, a.kind, a.currency, turn, moment, count(*), sum(a.debits_posted_fen)::bigint, sum(a.credits_posted_fen)::bigint
  FROM ledger.accounts AS a
 GROUP BY 1, a.kind, a.currency
$$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.close_day TO guitai_core;
GRANT SELECT ON ledger.closings TO guitai_core;
