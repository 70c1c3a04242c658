-- Nobody writes here but two functions, which act as the owner of the tables. So a posting is never updated or deleted,
-- by whatever statement the core may be brought to run, and an account is changed by postings alone.
ALTER FUNCTION ledger.post SECURITY DEFINER SET search_path = pg_catalog, pg_temp;

-- Opens a customer's deposit account, which never goes below zero, under a number that nobody has; none where somebody
-- has it, or for the bank itself. The link that its chain begins with is made here: who calls this can't make another.
CREATE FUNCTION ledger.open_account(
    owner bigint, turn uuid, kind text, number text, currency text, opened_on date
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
       (owner, account_id, turn_id, kind, number, currency, side, least_fen, opened_on, head)
SELECT n.owner, n.account_id, turn, kind, n.number, currency, 'C', 0, opened_on,
       ledger.opening(n.owner, n.account_id, turn, kind, n.number, currency, 'C', 0, opened_on)
  FROM numbered AS n
RETURNING account_id
$$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;

GRANT USAGE ON SCHEMA ledger TO guitai_core;
GRANT SELECT ON ledger.accounts, ledger.numbers, ledger.entries, ledger.postings TO guitai_core;
GRANT EXECUTE ON FUNCTION ledger.post, ledger.open_account, ledger.lines TO guitai_core;
