-- The bank's parts as roles: what a part doesn't need, it may not do. Only who owns the schema can do everything: who
-- migrates. A folder grants on its own tables, in its own migrations; on what nothing is granted, nothing can be done.
-- Roles belong to the whole cluster, so that another database's migration, or an administrator, may have made them.
DO $$
DECLARE
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['guitai_core', 'guitai_worker', 'guitai_console'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = part) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I', part);
                EXECUTE format('GRANT %I TO CURRENT_USER', part); -- who migrates may run the whole bank
            EXCEPTION
                WHEN duplicate_object OR unique_violation THEN
                    NULL; -- made elsewhere at this moment
            END;
        END IF;
    END LOOP;
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- The worker is told by the sandbox what time it is.
GRANT USAGE ON SCHEMA clock TO guitai_core, guitai_worker, guitai_console;
GRANT SELECT ON clock.moved TO guitai_core, guitai_worker, guitai_console;
GRANT UPDATE (ahead) ON clock.moved TO guitai_worker;

-- The worker sends what was said and came too late for its line. What was heard is not its business.
GRANT USAGE ON SCHEMA turns TO guitai_core, guitai_worker, guitai_console;
GRANT SELECT, INSERT, UPDATE (route) ON turns.turns TO guitai_core;
GRANT SELECT (owner, turn_id, heard_at, said, more, answer_by, route), UPDATE (route) ON turns.turns TO guitai_worker;
GRANT SELECT ON turns.turns TO guitai_console;

-- Where a request goes and what it says is never changed.
GRANT USAGE ON SCHEMA outbox TO guitai_core, guitai_worker;
GRANT SELECT, INSERT, UPDATE (due_at, tries, lost, late, state, why) ON outbox.requests TO guitai_core;
GRANT SELECT, INSERT, UPDATE (due_at, tries, lost, state, why) ON outbox.requests TO guitai_worker;

GRANT USAGE ON SCHEMA refusals TO guitai_core, guitai_console;
GRANT SELECT, INSERT ON refusals.refusals TO guitai_core;
GRANT SELECT ON refusals.refusals TO guitai_console;
