"""What each part of the bank may do in its database: as the catalogue has it, and as PostgreSQL enforces it."""

import re
from collections import defaultdict

import pytest
from psycopg.errors import InsufficientPrivilege
from tests.source import PRODUCTION, SRC

# A new table stands here, with what its migration grants; those of capabilities are held to one rule instead, below.
GRANTED = {
    "clock.moved": {"core": "SELECT", "worker": "SELECT, UPDATE (ahead)", "console": "SELECT"},
    "turns.turns": {
        "core": "SELECT, INSERT, UPDATE (route)",
        "worker": "SELECT (answer_by, heard_at, more, owner, route, said, turn_id), UPDATE (route)",
        "console": "SELECT",
    },
    "outbox.requests": {
        "core": "SELECT, INSERT, UPDATE (due_at, late, lost, state, tries, why)",
        "worker": "SELECT, INSERT, UPDATE (due_at, lost, state, tries, why)",
    },
    "refusals.refusals": {"core": "SELECT, INSERT", "console": "SELECT"},
    "customers.customers": {"core": "SELECT, INSERT"},
    "customers.customers_owner_seq": {"core": "USAGE"},
    "customers.openids": {"core": "SELECT, INSERT, DELETE, UPDATE (before, owner)", "worker": "SELECT"},
    "conversation.chats": {"core": "SELECT, INSERT, UPDATE (sealed, turn_id)"},
    "conversation.ended": {"core": "INSERT"},
    "classes.counters": {"core": "SELECT, INSERT, UPDATE (counted_on, day_fen, turn_id, year_fen)"},
    "classes.bound": {"core": "SELECT, INSERT, UPDATE (sealed, turn_id)"},
    "ledger.accounts": {"core": "SELECT"},
    "ledger.accounts_account_id_seq": {},
    "ledger.numbers": {"core": "SELECT"},
    "ledger.entries": {"core": "SELECT"},
    "ledger.postings": {"core": "SELECT"},
    "ledger.holds": {"core": "SELECT"},
    "ledger.held": {"core": "SELECT"},
    "ledger.stops": {"core": "SELECT"},
    "ledger.heads": {"core": "SELECT"},
    "ledger.signings": {"core": "SELECT"},
    "ledger.closings": {"core": "SELECT"},
    "shield.cards": {"core": "SELECT, INSERT, DELETE"},
    "shield.states": {"core": "SELECT, INSERT, DELETE"},
    "shield.visits": {"core": "SELECT, INSERT, DELETE"},
    "shield.challenges": {"core": "SELECT, INSERT, DELETE"},
    "shield.tries": {"core": "SELECT, INSERT, DELETE, UPDATE (count)"},
    "shield.bindings": {"core": "SELECT, INSERT, DELETE, UPDATE (done_at)"},
    "shield.codes": {"core": "SELECT, INSERT, DELETE, UPDATE (code_mac, expires_at, tries, turn_id)"},
    "shield.pins": {
        "core": "SELECT, INSERT, UPDATE "
        "(device_id, hash, locked_until, set_at, turn_id, wrong, wrong_on, wrong_today)"
    },
    "shield.devices": {"core": "SELECT, INSERT, UPDATE (removed_at, removed_why, used_at)"},
    "shield.certificates": {"core": "SELECT, INSERT, UPDATE (revoked_at)"},
    "shield.freezes": {"core": "SELECT, INSERT, UPDATE (lifted_at, lifted_by)"},
    "shield.orders": {"core": "SELECT, INSERT, UPDATE (device_id, shown_to, signature, signed_at, state)"},
    "shield.small_rules": {"core": "SELECT, INSERT, UPDATE (ended_at, why_ended)"},
    "shield.usage": {"core": "SELECT, INSERT, UPDATE (spent_fen, turn_id)"},
    "shield.issued": {"core": "SELECT, INSERT"},
    "shield.audit": {"core": "SELECT, INSERT"},
    "shield.audit_heads": {"core": "SELECT, INSERT, UPDATE (link, seq)"},
    "notices.waiting": {"core": "SELECT, INSERT, DELETE, UPDATE (due_at, put_at)"},
    "schedule.days": {"core": "SELECT, INSERT, UPDATE (done_on, turn_id)"},
    "schedule.aside": {
        "core": "SELECT, INSERT, DELETE, UPDATE (again_at, failed_at, tries, turn_id, why)",
    },
    "clearing.payments": {"core": "SELECT, INSERT, UPDATE (ask_at, asked, news_at, reason, state)"},
    "clearing.changes": {"core": "SELECT, INSERT"},
    "clearing.owed": {"core": "SELECT, INSERT, UPDATE (entry_id, given_at, given_turn_id, try_at)"},
    "clearing.received": {"core": "SELECT, INSERT, UPDATE (news_at, taken_back_on)"},
    "clearing.inbox": {
        "core": "SELECT, UPDATE (done_at, done_turn_id, state, why)",
        "worker": "INSERT, SELECT (number, owner)",
    },
    "clearing.statements": {"core": "SELECT, INSERT"},
    "clearing.lines": {"core": "SELECT, INSERT"},
    "clearing.differences": {"core": "SELECT, INSERT, UPDATE (resolved_at, resolved_turn_id)"},
    "wechat.tokens": {"worker": "SELECT, INSERT, UPDATE (access_token, expires_at, refresh_after)"},
    "wechat.brakes": {"worker": "SELECT, INSERT, UPDATE (paused_until, pauses, why)"},
    "wechat.windows": {
        "core": "SELECT, INSERT, DELETE, UPDATE (closes_at, owner, remaining, turn_id)",
        "worker": "SELECT, UPDATE (remaining)",
    },
    "wechat.visitors": {"core": "SELECT, DELETE", "worker": "SELECT, INSERT, DELETE"},
    "media.received": {
        "core": "SELECT, INSERT, DELETE, "
        "UPDATE (content_type, read_at, read_turn_id, sealed, taken_until, tries)",
        "worker": "SELECT (owner, state, turn_id), UPDATE (content_type, fetched_at, sealed, state)",
    },
    # Only who migrates needs these, and who begins a demo.
    "database.migrations": {},
    "demo.begun": {},
}
# Who may call what acts as the owner of its tables, and what that is made of.
CALLED = {
    "customers.lock": {"core", "worker"},
    "ledger.post": {"core"},
    "ledger.open_account": {"core"},
    "ledger.lines": {"core"},
    "ledger.number_at": {"core"},
    "ledger.hold": {"core"},
    "ledger.end_hold": {"core"},
    "ledger.expire": {"core"},
    "ledger.stop": {"core"},
    "ledger.lift": {"core"},
    "ledger.reasons": {"core"},
    "ledger.balance_before": {"core"},
    "ledger.balance_on": {"core"},
    "ledger.changes": {"core"},
    "ledger.take_heads": {"core"},
    "ledger.keep_signing": {"core"},
    "ledger.close_day": {"core"},
    "ledger.opening": set(),
    "ledger.mark": set(),
    "ledger.marks": {"core"},
    "ledger.standing": set(),
    "ledger.coming": set(),
    "ledger.let_go": set(),
}
CAPABILITIES = {path.name for path in SRC.glob("guitai/capabilities/*/") if path.name != "__pycache__"}

# Sequences too. What the owner has is left out: everything.
TABLES = """
SELECT n.nspname || '.' || c.relname, coalesce(a.grantee::regrole::text, ''), a.privilege_type, a.columns
  FROM pg_class AS c
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
  LEFT JOIN LATERAL (
       SELECT x.grantee, x.privilege_type, '' AS columns
         FROM aclexplode(c.relacl) AS x
        UNION ALL
       SELECT x.grantee, x.privilege_type, string_agg(t.attname, ', ' ORDER BY t.attname)
         FROM pg_attribute AS t
        CROSS JOIN LATERAL aclexplode(t.attacl) AS x
        WHERE t.attrelid = c.oid
        GROUP BY x.grantee, x.privilege_type
       ) AS a ON a.grantee <> c.relowner
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname !~ '^pg_|^information_schema$'
 ORDER BY a.columns <> '', array_position(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'], a.privilege_type)
"""
FUNCTIONS = """
SELECT n.nspname || '.' || p.proname,
       ARRAY(SELECT x.grantee::regrole::text FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS x
              WHERE x.grantee <> p.proowner),
       p.prosecdef, 'search_path=pg_catalog, pg_temp' = ANY(p.proconfig)
  FROM pg_proc AS p
  JOIN pg_namespace AS n ON n.oid = p.pronamespace
 WHERE n.nspname !~ '^pg_|^information_schema$'
"""
MAKERS = """
SELECT n.nspname, x.grantee::regrole::text
  FROM pg_namespace AS n
 CROSS JOIN LATERAL aclexplode(n.nspacl) AS x
 WHERE x.privilege_type = 'CREATE' AND x.grantee <> n.nspowner AND n.nspname !~ '^pg_|^information_schema$'
"""
ROLES = """
SELECT rolname, rolcanlogin OR rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls,
       ARRAY(SELECT m.roleid::regrole::text FROM pg_auth_members AS m WHERE m.member = r.oid)
  FROM pg_roles AS r
 WHERE rolname IN ('guitai_core', 'guitai_worker', 'guitai_console')
"""
LEAVING = re.compile(r"\b(RESET|SET( LOCAL| SESSION)?) (ROLE|SESSION AUTHORIZATION)\b", re.IGNORECASE)


@pytest.fixture
def granted(db):
    """What each part may do with each table."""
    found = defaultdict(lambda: defaultdict(list))
    for table, role, privilege, columns in db.execute(TABLES):
        grants = found[table]
        if role:
            grants[role.removeprefix("guitai_")].append(f"{privilege} ({columns})" if columns else privilege)
    return {
        table: {role: ", ".join(privileges) for role, privileges in grants.items()}
        for table, grants in found.items()
    }


def of_a_capability(name):
    return name.partition(".")[0] in CAPABILITIES


@pytest.mark.parametrize("table", GRANTED)
def test_a_part_may_do_what_is_written_here_and_nothing_else(granted, table):
    assert granted[table] == GRANTED[table]


def test_every_table_is_written_here_or_is_a_capabilitys(granted):
    assert {table for table in granted if not of_a_capability(table)} == GRANTED.keys()


def test_what_a_capability_keeps_is_the_cores_and_shown_to_the_staff_and_never_the_workers(granted):
    """A table without a grant is of no use to anybody; a sequence needs none."""
    tables = {table: grants for table, grants in granted.items() if of_a_capability(table)}
    without = [table for table, grants in tables.items() if not grants and not table.endswith("_seq")]

    assert without == []
    assert {role for grants in tables.values() for role in grants} <= {"core", "console"}
    assert [table for table, grants in tables.items() if re.search("TRUNCATE|TRIGGER", str(grants))] == []


def test_a_function_is_called_by_those_who_are_written_here(db):
    called = {
        name: {role.removeprefix("guitai_") for role in roles} for name, roles, *_ in db.execute(FUNCTIONS)
    }

    assert {name: roles for name, roles in called.items() if not of_a_capability(name)} == CALLED
    assert [name for name, roles in called.items() if "-" in roles] == []  # so PUBLIC is written


def test_what_acts_as_the_owner_can_not_be_led_to_another_function(db):
    acting = {name: fixed for name, _, acts, fixed in db.execute(FUNCTIONS) if acts}

    assert {"ledger.post", "ledger.open_account", "customers.lock"} <= acting.keys()
    assert [name for name, fixed in acting.items() if not fixed] == []


def test_nobody_but_the_owner_makes_anything(db):
    assert db.execute(MAKERS).fetchall() == []


def test_a_part_is_no_more_than_itself(db):
    assert sorted(db.execute(ROLES)) == [
        ("guitai_console", False, []),
        ("guitai_core", False, []),
        ("guitai_worker", False, []),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger.postings SET amount_fen = 1",
        "UPDATE ledger.postings SET memo = ''",
        "DELETE FROM ledger.postings",
        "TRUNCATE ledger.postings",
        "DELETE FROM ledger.entries",
        "UPDATE ledger.entries SET name = ''",
        "UPDATE ledger.accounts SET credits_posted_fen = 1",
        "UPDATE ledger.accounts SET least_fen = NULL",
        "INSERT INTO ledger.accounts (owner, turn_id, kind, currency, side, opened_on, head)"
        " VALUES (1001, gen_random_uuid(), 'current', 'CNY', 'C', '2026-11-23', '')",
        "INSERT INTO ledger.entries SELECT * FROM ledger.entries",
        "INSERT INTO ledger.postings SELECT * FROM ledger.postings",
        "UPDATE ledger.numbers SET owner = 1001",
        "SELECT nextval('ledger.accounts_account_id_seq')",
        "SELECT ledger.opening(1, 1, NULL, '', '', '', 'C', 0, '2026-11-23', NULL)",
        "UPDATE ledger.holds SET state = 'voided'",
        "UPDATE ledger.held SET amount_fen = 1",
        "UPDATE ledger.stops SET lifted_seq = 1",
        "DELETE FROM ledger.stops",
        "UPDATE ledger.heads SET seq = 1",
        "DELETE FROM ledger.signings",
        "SELECT ledger.let_go(gen_random_uuid(), '2026-11-23', '{}', 'voided')",
        "SELECT ledger.mark('', 1001, 1, 1, gen_random_uuid(), '2026-11-23', '')",
        "ALTER FUNCTION ledger.post SECURITY INVOKER",
        "SELECT 1 FROM ledger.postings FOR UPDATE",
        "SELECT access_token FROM wechat.tokens",
        "UPDATE clock.moved SET ahead = '1 year'",
        "UPDATE turns.turns SET heard = ''",
        "UPDATE outbox.requests SET body = '{}'",
        "DELETE FROM refusals.refusals",
        "SELECT sealed FROM conversation.ended",
        "SELECT digest FROM database.migrations",
        "CREATE TABLE public.mine ()",
        "CREATE TABLE ledger.mine ()",
        "CREATE SCHEMA mine",
    ],
)
def test_the_core_is_refused_what_is_not_its_own(db, statement):
    with pytest.raises(InsufficientPrivilege):
        db.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1 FROM shield.cards",
        "SELECT 1 FROM shield.pins",
        "SELECT 1 FROM conversation.chats",
        "SELECT 1 FROM ledger.accounts",
        "SELECT 1 FROM talk.messages",
        "SELECT 1 FROM refusals.refusals",
        "SELECT owner FROM customers.customers",
        "UPDATE customers.openids SET owner = 1001",
        "SELECT heard FROM turns.turns",
        "UPDATE turns.turns SET said = ''",
        "UPDATE outbox.requests SET destination = ''",
        "SELECT sealed FROM media.received",
        "SELECT sealed FROM clearing.inbox",
        "UPDATE clearing.inbox SET state = 'stored'",
        "SELECT 1 FROM clearing.payments",
        "UPDATE wechat.windows SET closes_at = 'infinity'",
        "CREATE TABLE public.mine ()",
    ],
)
def test_the_worker_is_refused_what_is_not_its_own(worker_db, statement):
    with pytest.raises(InsufficientPrivilege):
        worker_db.execute(statement)


def test_the_bank_never_leaves_its_role_by_itself():
    bank = [module for module in PRODUCTION if not module.name.startswith("guitai/testing/")]

    assert [module.name for module in bank if LEAVING.search(module.text)] == []
