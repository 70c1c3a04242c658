-- Stops a customer's account in one direction or both, for a reason; a stop for the same reason in other directions takes
-- its place. False where it was in force already. `closed` is the reason that is for good, and only of an account with
-- nothing on it and nothing held: none where there is something, or no such account.
CREATE FUNCTION ledger.stop(
    turn uuid, moment timestamptz, of_owner bigint, of_account bigint, why text, of_debits boolean, of_credits boolean
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
AS $$
DECLARE
    x    ledger.accounts;
    mark bytea;
BEGIN
    SELECT *
      INTO x
      FROM ledger.accounts AS a
     WHERE (a.owner, a.account_id) = (of_owner, of_account) AND a.owner > 64
       FOR NO KEY UPDATE;
    IF NOT FOUND OR why = 'closed' AND (ledger.standing(x), ledger.coming(x)) <> (0, 0) THEN
        RETURN NULL;
    END IF;
    PERFORM s.seq
       FROM ledger.stops AS s
      WHERE (s.owner, s.account_id, s.reason) = (of_owner, of_account, why) AND s.lifted_seq IS NULL
        AND (s.debits, s.credits) = (of_debits, of_credits);
    IF FOUND THEN
        RETURN false;
    END IF;
    PERFORM ledger.lift(turn, moment, of_owner, of_account, why);
    SELECT *
      INTO x
      FROM ledger.accounts AS a
     WHERE (a.owner, a.account_id) = (of_owner, of_account);
    mark := ledger.mark(
        x.head, x.owner, x.account_id, x.seq + 1, turn, moment, 'stopped', why,
        of_debits::int::text, of_credits::int::text
    );
    UPDATE ledger.accounts AS a
       SET debits_open = a.debits_open AND NOT of_debits, credits_open = a.credits_open AND NOT of_credits,
           seq = a.seq + 1, head = mark
     WHERE (a.owner, a.account_id) = (of_owner, of_account);
    INSERT INTO ledger.stops (owner, account_id, seq, turn_id, reason, debits, credits, stopped_at, link)
    VALUES (of_owner, of_account, x.seq + 1, turn, why, of_debits, of_credits, moment, mark);
    RETURN true;
END
$$;

-- Lifts the stop for this reason; whether there was one. What other stops keep shut stays shut. Closing is for good.
CREATE FUNCTION ledger.lift(
    turn uuid, moment timestamptz, of_owner bigint, of_account bigint, why text
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
AS $$
DECLARE
    x    ledger.accounts;
    at   bigint;
    mark bytea;
BEGIN
    SELECT *
      INTO x
      FROM ledger.accounts AS a
     WHERE (a.owner, a.account_id) = (of_owner, of_account)
       FOR NO KEY UPDATE;
    SELECT s.seq
      INTO at
      FROM ledger.stops AS s
     WHERE (s.owner, s.account_id, s.reason) = (of_owner, of_account, why) AND s.lifted_seq IS NULL;
    IF at IS NULL OR why = 'closed' THEN
        RETURN false;
    END IF;
    mark := ledger.mark(x.head, x.owner, x.account_id, x.seq + 1, turn, moment, 'lifted', why);
    UPDATE ledger.stops AS s
       SET lifted_seq = x.seq + 1, lifted_turn_id = turn, lifted_at = moment, lifted_link = mark
     WHERE (s.owner, s.account_id, s.seq) = (of_owner, of_account, at);
    UPDATE ledger.accounts AS a
       SET debits_open = o.debits, credits_open = o.credits, seq = a.seq + 1, head = mark
      FROM (
           SELECT coalesce(bool_and(NOT s.debits), true) AS debits, coalesce(bool_and(NOT s.credits), true) AS credits
             FROM ledger.stops AS s
            WHERE (s.owner, s.account_id) = (of_owner, of_account) AND s.lifted_seq IS NULL
           ) AS o
     WHERE (a.owner, a.account_id) = (of_owner, of_account);
    RETURN true;
END
$$;

-- Why an account is stopped now.
CREATE FUNCTION ledger.reasons(of_owner bigint, of_account bigint) RETURNS text[]
LANGUAGE sql STABLE
AS $$
SELECT ARRAY(
       SELECT s.reason
         FROM ledger.stops AS s
        WHERE (s.owner, s.account_id) = (of_owner, of_account) AND s.lifted_seq IS NULL
        ORDER BY s.seq
       )
$$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.stop, ledger.lift, ledger.reasons TO guitai_core;
