-- A customer's postings are booked in the order of their numbers (ledger.post and `guitai check-ledger` see to it), so a
-- moment is found among them by halving, and an index by time is one more that every posting would be written into.
DROP INDEX ledger.postings_booked;

-- The number before which everything on a customer's account was booked before `moment`, and from which on nothing was.
-- Holds and stops have numbers too, so a number that is looked at stands for the next posting after it.
CREATE FUNCTION ledger.number_at(of_owner bigint, of_account bigint, moment timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    before    bigint := 0; -- all up to here was booked before
    number    bigint;      -- nothing from here on was
    middle    bigint;
    step      bigint := 1; -- what is asked for is mostly near the end: halving begins there, twice as far each time
    found_seq bigint;
    found_at  timestamptz;
BEGIN
    SELECT a.seq + 1, a.booked_at
      INTO number, found_at
      FROM ledger.accounts AS a
     WHERE a.owner = of_owner AND a.account_id = of_account;
    IF found_at < moment THEN
        RETURN number;
    END IF;
    WHILE number > before + 1 LOOP
        middle := greatest((before + number) / 2, number - step);
        step := 2 * step;
        SELECT p.seq, p.booked_at
          INTO found_seq, found_at
          FROM ledger.postings AS p
         WHERE p.owner = of_owner AND p.account_id = of_account AND p.seq >= middle AND p.seq < number
         ORDER BY p.seq
         LIMIT 1;
        IF found_at < moment THEN
            before := found_seq;
        ELSE
            number := middle;
        END IF;
    END LOOP;
    RETURN number;
END
$$;

-- An account's postings that a customer asks for: booked from `since` to before `until`, on a side if one is given.
-- PostgreSQL puts its body into the query that names it, so that a page is read from the index and no further.
CREATE OR REPLACE FUNCTION ledger.lines(
    of_owner bigint, of_account bigint, since timestamptz, until timestamptz,
    on_side ledger.side, from_fen bigint, to_fen bigint, words text
) RETURNS SETOF ledger.postings
LANGUAGE sql STABLE
AS $$
SELECT p.*
  FROM ledger.postings AS p
 WHERE p.owner = of_owner AND p.account_id = of_account AND p.balance_after_fen IS NOT NULL
   AND p.seq >= ledger.number_at(of_owner, of_account, since)
   AND p.seq < ledger.number_at(of_owner, of_account, until)
   AND (on_side IS NULL OR p.side = on_side)
   AND p.amount_fen BETWEEN from_fen AND to_fen
   AND (words = '' OR position(lower(words) IN lower(p.counterparty)) > 0
        OR position(lower(words) IN lower(p.summary)) > 0
        OR position(lower(words) IN lower(p.memo)) > 0
        OR position(lower(words) IN lower(p.category)) > 0)
$$;

-- What a customer's account held before a moment, by booking: what its last posting before that says.
CREATE OR REPLACE FUNCTION ledger.balance_before(of_owner bigint, of_account bigint, moment timestamptz) RETURNS bigint
LANGUAGE sql STABLE
AS $$
SELECT coalesce((
       SELECT p.balance_after_fen
         FROM ledger.postings AS p
        WHERE p.owner = of_owner AND p.account_id = of_account AND p.balance_after_fen IS NOT NULL
          AND p.seq < ledger.number_at(of_owner, of_account, moment)
        ORDER BY p.seq DESC
        LIMIT 1), 0)
$$;

-- What each effective day from `since` to `until` changed on it, where any did.
CREATE OR REPLACE FUNCTION ledger.changes(
    of_owner bigint, of_account bigint, since date, until date
) RETURNS TABLE (effective_on date, net_fen bigint)
LANGUAGE sql STABLE
AS $$
SELECT c.effective_on, sum(CASE c.side WHEN 'C' THEN c.amount_fen ELSE -c.amount_fen END)::bigint
  FROM (
       SELECT p.effective_on, p.side, p.amount_fen
         FROM ledger.postings AS p
        WHERE p.owner = of_owner AND p.account_id = of_account AND p.balance_after_fen IS NOT NULL
          AND p.seq >= ledger.number_at(of_owner, of_account, since::timestamp AT TIME ZONE 'Asia/Shanghai')
          AND p.seq < ledger.number_at(of_owner, of_account, (until + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
          AND p.effective_on = (p.booked_at AT TIME ZONE 'Asia/Shanghai')::date
        UNION ALL
       SELECT p.effective_on, p.side, p.amount_fen
         FROM ledger.postings AS p
        WHERE p.owner = of_owner AND p.account_id = of_account
          AND p.effective_on BETWEEN since AND until
          AND p.effective_on <> (p.booked_at AT TIME ZONE 'Asia/Shanghai')::date
       ) AS c
 GROUP BY c.effective_on
HAVING sum(CASE c.side WHEN 'C' THEN c.amount_fen ELSE -c.amount_fen END) <> 0
$$;

REVOKE EXECUTE ON FUNCTION ledger.number_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.number_at TO guitai_core;
