-- Locks a customer for whoever serves them: a turn, or the worker, who may not even read the table. Without this, whoever
-- locks a row needs the right to change it.
CREATE FUNCTION customers.lock(whose bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM customers.customers WHERE owner = whose FOR UPDATE;
END
$$;

REVOKE EXECUTE ON FUNCTION customers.lock FROM PUBLIC;

GRANT USAGE ON SCHEMA customers TO guitai_core, guitai_worker;
GRANT EXECUTE ON FUNCTION customers.lock TO guitai_core, guitai_worker;
GRANT SELECT, INSERT ON customers.customers TO guitai_core;
GRANT USAGE ON SEQUENCE customers.customers_owner_seq TO guitai_core;
GRANT SELECT, INSERT, UPDATE (owner), DELETE ON customers.openids TO guitai_core;
GRANT SELECT ON customers.openids TO guitai_worker;
