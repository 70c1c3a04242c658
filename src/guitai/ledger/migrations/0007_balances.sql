-- What a customer's account held before a moment, by booking: what its last posting before that says.
CREATE FUNCTION ledger.balance_before(of_owner bigint, of_account bigint, moment timestamptz) RETURNS bigint
LANGUAGE sql STABLE
AS $$
SELECT coalesce((
       SELECT p.balance_after_fen
         FROM ledger.postings AS p
        WHERE p.owner = of_owner AND p.account_id = of_account AND p.balance_after_fen IS NOT NULL
          AND p.booked_at < moment
        ORDER BY p.booked_at DESC, p.seq DESC
        LIMIT 1), 0)
$$;

-- What it held at the end of a day, by effective day: what it held by booking, with what was booked later and counts for
-- that day or one before it, and without what was booked by then and counts later.
CREATE FUNCTION ledger.balance_on(of_owner bigint, of_account bigint, day date) RETURNS bigint
LANGUAGE sql STABLE
AS $$
SELECT ledger.balance_before(of_owner, of_account, m.midnight) + coalesce((
       SELECT sum(CASE WHEN p.effective_on <= day THEN 1 ELSE -1 END
                  * CASE p.side WHEN 'C' THEN p.amount_fen ELSE -p.amount_fen END)::bigint
         FROM ledger.postings AS p
        WHERE p.owner = of_owner AND p.account_id = of_account
          AND p.effective_on <> (p.booked_at AT TIME ZONE 'Asia/Shanghai')::date
          AND (p.effective_on <= day) <> (p.booked_at < m.midnight)), 0)
  FROM (VALUES ((day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')) AS m (midnight)
$$;

-- What each effective day from `since` to `until` changed on it, where any did.
CREATE FUNCTION ledger.changes(
    of_owner bigint, of_account bigint, since date, until date
) RETURNS TABLE (effective_on date, net_fen bigint)
LANGUAGE sql STABLE
AS $$
SELECT c.effective_on, sum(CASE c.side WHEN 'C' THEN c.amount_fen ELSE -c.amount_fen END)::bigint
  FROM (
       SELECT p.effective_on, p.side, p.amount_fen
         FROM ledger.postings AS p
        WHERE p.owner = of_owner AND p.account_id = of_account AND p.balance_after_fen IS NOT NULL
          AND p.booked_at >= since::timestamp AT TIME ZONE 'Asia/Shanghai'
          AND p.booked_at < (until + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
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

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.balance_before, ledger.balance_on, ledger.changes TO guitai_core;
