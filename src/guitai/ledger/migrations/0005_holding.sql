-- Places a hold: the sums of an entry's lines are pending on their accounts, within the same bounds as if it were posted.
-- Tells why not, and at which line, or that the name is taken. Lines come as ledger.post has them.
CREATE FUNCTION ledger.hold(
    turn uuid, moment timestamptz, hold uuid, of_owner bigint, called text, money text, effective date,
    until timestamptz, body bytea,
    account_owners bigint[], account_ids bigint[], debited bigint[], credited bigint[],
    summaries text[], counterparties text[], categories text[], channels text[], memos text[], details bytea[]
) RETURNS TABLE (outcome text, line integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
AS $$
DECLARE
    x       ledger.accounts;
    way     ledger.side;
    fen     bigint;
    surplus bigint := 0;
    mark    bytea;
BEGIN
    PERFORM y.owner
       FROM generate_series(1, cardinality(account_ids)) AS i
       LEFT JOIN LATERAL (
            SELECT *
              FROM ledger.accounts AS a
             WHERE (a.owner, a.account_id) = (account_owners[i], account_ids[i])
               FOR NO KEY UPDATE
            ) AS y ON true;

    SELECT CASE WHEN h.digest = body THEN 'repeated' ELSE 'name_reused' END
      INTO outcome
      FROM ledger.holds AS h
     WHERE (h.owner, h.name) = (of_owner, called);
    IF outcome IS NULL THEN
        SELECT 'name_reused'
          INTO outcome
          FROM ledger.entries AS e
         WHERE (e.owner, e.name) = (of_owner, called);
    END IF;
    IF outcome IS NOT NULL THEN
        RETURN NEXT;
        RETURN;
    END IF;

    -- What was written before a line that is refused goes with the block.
    BEGIN
        FOR l IN 1..cardinality(account_ids) LOOP
            SELECT *
              INTO x
              FROM ledger.accounts AS a
             WHERE (a.owner, a.account_id) = (account_owners[l], account_ids[l]);
            line := l;
            fen := debited[l] + credited[l];
            surplus := surplus + credited[l] - debited[l];
            way := CASE WHEN debited[l] > 0 THEN 'D' ELSE 'C' END;
            outcome := CASE
                WHEN x.owner IS NULL THEN 'no_such_account'
                WHEN x.currency <> money THEN 'currency_mismatch'
                WHEN NOT CASE way WHEN 'D' THEN x.debits_open ELSE x.credits_open END THEN 'account_closed'
                WHEN way <> x.side AND ledger.standing(x) - fen < x.least_fen THEN 'insufficient_funds'
                WHEN way = x.side AND ledger.coming(x) + fen > x.most_fen THEN 'balance_too_high'
            END;
            IF outcome IS NOT NULL THEN
                RAISE no_data_found;
            END IF;
            mark := ledger.mark(
                x.head, x.owner, x.account_id, x.seq + 1, turn, moment, 'held', of_owner::text, hold::text,
                way::text, fen::text, encode(body, 'hex'), encode(coalesce(details[l], ''), 'hex'),
                coalesce(encode(timestamptz_send(until), 'hex'), '-')
            );
            UPDATE ledger.accounts AS a
               SET debits_pending_fen = a.debits_pending_fen + debited[l],
                   credits_pending_fen = a.credits_pending_fen + credited[l],
                   seq = a.seq + 1, head = mark
             WHERE (a.owner, a.account_id) = (x.owner, x.account_id);
            INSERT INTO ledger.held (
                   owner, account_id, seq, hold_owner, hold_id, turn_id, side, amount_fen,
                   summary, counterparty, category, channel, memo, details_digest, link)
            VALUES (x.owner, x.account_id, x.seq + 1, of_owner, hold, turn, way, fen,
                    summaries[l], counterparties[l], categories[l], channels[l], memos[l], details[l], mark);
        END LOOP;
    EXCEPTION
        WHEN no_data_found THEN
            RETURN NEXT;
            RETURN;
    END;
    IF surplus <> 0 THEN
        RAISE EXCEPTION 'hold % is out of balance by % fen', hold, surplus;
    END IF;
    INSERT INTO ledger.holds (
           owner, hold_id, turn_id, name, currency, held_at, until_at, effective_on, digest)
    VALUES (of_owner, hold, turn, called, money, moment, until, effective, body);
END
$$;

-- What would be left on an account if all that is pending against it were posted, and nothing of what is to come.
CREATE FUNCTION ledger.standing(x ledger.accounts) RETURNS bigint
LANGUAGE sql IMMUTABLE
AS $$
SELECT CASE x.side
       WHEN 'C' THEN x.credits_posted_fen - x.debits_posted_fen - x.debits_pending_fen
       ELSE x.debits_posted_fen - x.credits_posted_fen - x.credits_pending_fen
       END
$$;

-- What would be on it if all that is to come were posted, and nothing of what is pending against it.
CREATE FUNCTION ledger.coming(x ledger.accounts) RETURNS bigint
LANGUAGE sql IMMUTABLE
AS $$
SELECT CASE x.side
       WHEN 'C' THEN x.credits_posted_fen + x.credits_pending_fen - x.debits_posted_fen
       ELSE x.debits_posted_fen + x.debits_pending_fen - x.credits_posted_fen
       END
$$;

-- Lets go of the lines of these holds, which somebody has locked: accounts in their order.
CREATE FUNCTION ledger.let_go(turn uuid, moment timestamptz, holds uuid[], became ledger.hold_state) RETURNS void
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
AS $$
DECLARE
    h    ledger.held;
    x    ledger.accounts;
    mark bytea;
BEGIN
    FOR h IN
        SELECT *
          FROM ledger.held AS y
         WHERE y.hold_id = ANY(holds) AND y.over_seq IS NULL
         ORDER BY y.owner, y.account_id, y.seq
    LOOP
        SELECT *
          INTO x
          FROM ledger.accounts AS a
         WHERE (a.owner, a.account_id) = (h.owner, h.account_id)
           FOR NO KEY UPDATE;
        mark := ledger.mark(
            x.head, x.owner, x.account_id, x.seq + 1, turn, moment, became::text, h.hold_owner::text, h.hold_id::text,
            h.side::text, h.amount_fen::text
        );
        UPDATE ledger.accounts AS a
           SET debits_pending_fen = a.debits_pending_fen - CASE h.side WHEN 'D' THEN h.amount_fen ELSE 0 END,
               credits_pending_fen = a.credits_pending_fen - CASE h.side WHEN 'C' THEN h.amount_fen ELSE 0 END,
               seq = a.seq + 1, head = mark
         WHERE (a.owner, a.account_id) = (x.owner, x.account_id);
        UPDATE ledger.held AS y
           SET over_seq = x.seq + 1, over_turn_id = turn, over_at = moment, over_link = mark
         WHERE (y.owner, y.account_id, y.seq) = (h.owner, h.account_id, h.seq);
    END LOOP;
END
$$;

-- Ends a hold that is pending, and says in which state it was found; none where there is no such hold. Whoever ends it as
-- posted posts its entry in the same transaction, or takes this back. What has expired by `moment` is not posted any more.
CREATE FUNCTION ledger.end_hold(
    turn uuid, moment timestamptz, of_owner bigint, called text, became ledger.hold_state
) RETURNS ledger.hold_state
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
AS $$
DECLARE
    h ledger.holds;
BEGIN
    SELECT *
      INTO h
      FROM ledger.holds AS y
     WHERE (y.owner, y.name) = (of_owner, called)
       FOR NO KEY UPDATE;
    IF h.state = 'pending' AND became = 'posted' AND h.until_at <= moment THEN
        RETURN 'expired';
    ELSIF h.state = 'pending' THEN
        PERFORM ledger.let_go(turn, moment, ARRAY[h.hold_id], became);
        UPDATE ledger.holds AS y
           SET state = became
         WHERE (y.owner, y.hold_id) = (h.owner, h.hold_id);
    END IF;
    RETURN h.state;
END
$$;

-- Lets go of so many of the holds whose time is over, those that were due first; how many those were.
CREATE FUNCTION ledger.expire(turn uuid, moment timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
AS $$
DECLARE
    due uuid[];
BEGIN
    SELECT array_agg(h.hold_id)
      INTO due
      FROM (
           SELECT y.hold_id
             FROM ledger.holds AS y
            WHERE y.state = 'pending' AND y.until_at <= moment
            ORDER BY y.until_at, y.owner, y.name
            LIMIT most
              FOR NO KEY UPDATE SKIP LOCKED
           ) AS h;
    PERFORM ledger.let_go(turn, moment, due, 'expired');
    UPDATE ledger.holds AS y
       SET state = 'expired'
     WHERE y.hold_id = ANY(due) AND y.state = 'pending';
    RETURN coalesce(cardinality(due), 0);
END
$$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.hold, ledger.end_hold, ledger.expire TO guitai_core;
