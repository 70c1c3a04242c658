-- A day's closing is what was booked by its end, however late it is taken down: what stands on the accounts now, without the
-- entries that were booked after that midnight. Those stand together at the end of the table, and this index, which costs
-- next to nothing to keep, tells where: the rest is not read.
CREATE INDEX entries_booked ON ledger.entries USING brin (booked_at) WITH (autosummarize = on);

-- Takes down what stood on all accounts when a day ended, which it must have; nothing, where that is done. One statement
-- reads the accounts and the entries, so it sees one state of the books. An entry counts for the day it was booked on
-- itself, on all its accounts: so debits equal credits.
CREATE OR REPLACE FUNCTION ledger.close_day(turn uuid, moment timestamptz, day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan -- how much there is after midnight decides how it is read
AS $$
DECLARE
    midnight timestamptz := (day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai';
BEGIN
    IF moment < midnight THEN
        RAISE EXCEPTION 'day % has not ended', day;
    END IF;
    IF EXISTS (SELECT FROM ledger.closings AS c WHERE c.day_on = day) THEN
        RETURN;
    END IF;
    INSERT INTO ledger.closings (owner, day_on, kind, currency, turn_id, closed_at, accounts, debits_fen, credits_fen)
    SELECT CASE WHEN a.owner <= 64 THEN a.owner ELSE a.owner % 64 + 1 END, day, a.kind, a.currency, turn, moment,
           count(*) FILTER (WHERE a.opened_on <= day),
           sum(a.debits_posted_fen - coalesce(l.debits_fen, 0))::bigint,
           sum(a.credits_posted_fen - coalesce(l.credits_fen, 0))::bigint
      FROM ledger.accounts AS a
      LEFT JOIN (
           SELECT p.owner, p.account_id,
                  sum(p.amount_fen) FILTER (WHERE p.side = 'D') AS debits_fen,
                  sum(p.amount_fen) FILTER (WHERE p.side = 'C') AS credits_fen
             FROM ledger.entries AS e
             JOIN ledger.postings AS p ON (p.entry_owner, p.entry_id) = (e.owner, e.entry_id)
            WHERE e.booked_at >= midnight
            GROUP BY p.owner, p.account_id
           ) AS l ON (l.owner, l.account_id) = (a.owner, a.account_id)
     GROUP BY 1, a.kind, a.currency
    HAVING bool_or(a.opened_on <= day)
        OR sum(a.debits_posted_fen - coalesce(l.debits_fen, 0)) <> 0
        OR sum(a.credits_posted_fen - coalesce(l.credits_fen, 0)) <> 0;
END
$$;

-- The days that were closed before, taken down anew.
DO $$
DECLARE
    turn   uuid;
    moment timestamptz;
    day    date;
BEGIN
    FOR turn, moment, day IN
        SELECT DISTINCT c.turn_id, c.closed_at, c.day_on
          FROM ledger.closings AS c
    LOOP
        DELETE FROM ledger.closings AS c
         WHERE c.day_on = day;
        PERFORM ledger.close_day(turn, moment, day);
    END LOOP;
END
$$;
