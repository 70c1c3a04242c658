"""The rules on the code that no linter sees. A limit is a ratchet: where the code does better, tighten it."""

import ast
import re
from statistics import median, quantiles

import pytest
from tests.source import BANK, MIGRATIONS, MODULES, PRODUCTION, SRC, TESTS, length, public, with_decorators

MODULE_LINES = {"median": 90, "nine in ten": 200, "most": 400}
FUNCTION_LINES = {"median": 8, "nine in ten": 25, "most": 50}
FLOW_LINES = 45
CONVERSATION_LINES = {"all": 1200, "most": 250}
PAGE_SCRIPT_LINES = 200
COMMENTED = (0.02, 0.06)  # of the lines of code
DOCUMENTED = 0.70  # of the public names

# Tables that are asked with another key to find the owner; they hold nothing else of a customer's.
LOOK_UPS = {"customers.openids", "ledger.numbers"}

# Modules that name Money and weigh probabilities too, which are floats.
WEIGHING = {f"guitai/understanding/{module}.py" for module in ("understand", "printed", "tagging/sums")}

NAMED_TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE|REFERENCES|ON|USING)\s+([a-z_]+)\.[a-z_]+")
NEW_SCHEMA = re.compile(r"CREATE SCHEMA (?:IF NOT EXISTS )?([a-z_]+)")
SINGLE = {path.stem for path in SRC.glob("guitai/*.py")}
THE_DATABASES_TIME = re.compile(
    r"\b(now\s*\(|current_date|current_time|localtime|clock_timestamp|statement_timestamp)", re.IGNORECASE
)
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=")
CALLING = {"Client", "AsyncClient", "request", "stream", "get", "post", "put", "patch", "delete", "head"}
ASKED_BY_HAND = {"guitai/cli.py"}  # a command that somebody gives on a machine of their own, with its way out
WAITS_AND_MOCKS = {"sleep", "mock", "Mock", "MagicMock", "mocker", "skip", "skipif", "xfail", "importorskip"}


def spread(figures):
    figures = list(figures)
    return {"median": median(figures), "nine in ten": quantiles(figures, n=10)[-1], "most": max(figures)}


def over(limits, figures):
    """The measures that are past their limit, as they are."""
    return {name: figure for name, figure in spread(figures).items() if figure > limits[name]}


def test_modules_are_short():
    filled = [module for module in PRODUCTION if module.lines]

    assert over(MODULE_LINES, [module.lines for module in filled]) == {}
    assert [module.name for module in MODULES if module.lines > MODULE_LINES["most"]] == []


def test_functions_are_short():
    lines = [length(function) for module in PRODUCTION for function in module.functions]
    long = [
        f"{module.name}: {function.name}"
        for module in MODULES
        for function in module.functions
        if length(function) > FUNCTION_LINES["most"]
    ]

    assert over(FUNCTION_LINES, lines) == {}
    assert long == []


def test_a_flow_fits_on_a_screen():
    long = [
        f"{module.name}: {flow.name} {with_decorators(flow)}"
        for module in BANK
        for flow in module.flows
        if with_decorators(flow) > FLOW_LINES
    ]

    assert long == []


def test_the_conversation_stays_small():
    lines = {module.name: module.lines for module in BANK if module.name.startswith("guitai/conversation/")}

    assert sum(lines.values()) <= CONVERSATION_LINES["all"]
    assert {name: most for name, most in lines.items() if most > CONVERSATION_LINES["most"]} == {}


def test_a_script_of_a_page_is_short():
    scripts = {str(path.relative_to(SRC)): path.read_text().count("\n") for path in SRC.rglob("*.js")}

    assert {name: lines for name, lines in scripts.items() if lines > PAGE_SCRIPT_LINES} == {}


def test_a_page_keeps_scripts_and_styles_in_files_of_their_own():
    pages = [path for path in SRC.rglob("*.html") if INLINE.search(path.read_text())]

    assert [str(path.relative_to(SRC)) for path in pages] == []


def test_a_package_has_nothing_in_its_init():
    assert [module.name for module in MODULES if module.path.name == "__init__.py" and module.text] == []


def test_every_folder_with_code_is_a_package():
    folders = {path.parent for path in SRC.rglob("*.py")} - {SRC}

    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_comments_are_few_and_there():
    least, most = COMMENTED
    share = sum(module.comments for module in PRODUCTION) / sum(module.code for module in PRODUCTION)

    assert least <= share <= most


def test_modules_say_what_they_are_for():
    assert [module.name for module in PRODUCTION if module.text and not ast.get_docstring(module.tree)] == []


def test_public_names_are_documented():
    names = [node for module in PRODUCTION for node in public(module)]
    documented = sum(bool(ast.get_docstring(node)) for node in names)

    assert documented / len(names) >= DOCUMENTED


def test_sql_names_only_its_own_schema():
    elsewhere = {
        f"{module.name}: {schema}"
        for module in BANK
        for text in module.sql
        for schema in NAMED_TABLE.findall(text)
        if schema not in (module.schema, "pg_catalog", "information_schema")
    }

    assert elsewhere == set()


def test_a_migration_touches_only_its_own_schema():
    elsewhere = [
        f"{path.relative_to(SRC)}: {schema}"
        for path in MIGRATIONS
        for schema in NAMED_TABLE.findall(path.read_text()) + NEW_SCHEMA.findall(path.read_text())
        if schema not in (SINGLE if path.parent.parent == SRC / "guitai" else {path.parent.parent.name})
    ]

    assert elsewhere == []


def test_sql_never_asks_the_database_for_the_time():
    asking = [module.name for module in BANK for text in module.sql if THE_DATABASES_TIME.search(text)]
    asking += [
        str(path.relative_to(SRC)) for path in MIGRATIONS if THE_DATABASES_TIME.search(path.read_text())
    ]

    assert asking == []


def test_no_float_comes_near_money():
    near = [
        module
        for module in BANK
        if module.name == "guitai/money.py" or "guitai.money.Money" in module.imports
        if module.name not in WEIGHING
    ]
    floats = [
        f"{module.name}:{node.lineno}"
        for module in near
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    ]

    assert floats == []


def test_tests_neither_wait_nor_pretend_nor_skip():
    outside = SRC.parent.joinpath("tests").glob("test_*.py")
    trees = {module.name: module.tree for module in TESTS}
    trees |= {path.name: ast.parse(path.read_text()) for path in outside}
    found = [
        f"{name}:{node.lineno}"
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in WAITS_AND_MOCKS)
        or (isinstance(node, ast.ImportFrom) and WAITS_AND_MOCKS & {alias.name for alias in node.names})
    ]

    assert found == []


def test_nothing_is_called_by_the_environments_proxies():
    clients = [
        (
            f"{module.name}:{node.lineno}",
            [keyword.value for keyword in node.keywords if keyword.arg == "trust_env"],
        )
        for module in PRODUCTION
        if module.name not in ASKED_BY_HAND
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "httpx"
        and node.func.attr in CALLING
    ]

    assert clients
    assert [where for where, trusts in clients if not trusts or ast.literal_eval(trusts[0])] == []


def test_a_flow_imports_nothing_but_the_bank():
    strangers = {
        f"{module.name}: {name}"
        for module in BANK
        if module.flows and "/capabilities/" in module.name
        for name in module.imports
        if name.partition(".")[0] != "guitai"
    }

    assert strangers == set()


def test_a_flow_is_a_script_of_single_steps():
    """One await a line, no text put together by hand, nothing to close: it is dropped at every wait."""
    wrong = [
        f"{module.name}:{node.lineno}"
        for module in BANK
        for flow in module.flows
        for node in ast.walk(flow)
        if isinstance(node, ast.JoinedStr | ast.With | ast.AsyncWith)
        or (isinstance(node, ast.Try) and node.finalbody)
        or (
            isinstance(node, ast.Await)
            and any(isinstance(inner, ast.Await) for inner in ast.walk(node.value))
        )
    ]

    assert wrong == []


def test_the_bank_and_the_outside_world_know_each_other_by_wire_only():
    met = [
        f"{module.name}: {name}"
        for module in MODULES
        for name in module.imports
        if name.partition(".")[0] in {"guitai", "guitai_sandbox"} - {module.name.partition("/")[0]}
    ]

    assert met == []


CONSTRAINTS = """
SELECT n.nspname || '.' || t.relname AS owned, c.conname,
       ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k (number, place)
               JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.number
              ORDER BY k.place) AS columns,
       fn.nspname || '.' || ft.relname AS pointed_to,
       ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY AS k (number, place)
               JOIN pg_attribute AS a ON a.attrelid = c.confrelid AND a.attnum = k.number
              ORDER BY k.place) AS pointed_at
  FROM pg_constraint AS c
  JOIN pg_class AS t ON t.oid = c.conrelid
  JOIN pg_namespace AS n ON n.oid = t.relnamespace
  LEFT JOIN pg_class AS ft ON ft.oid = c.confrelid
  LEFT JOIN pg_namespace AS fn ON fn.oid = ft.relnamespace
 WHERE c.contype IN ('p', 'u', 'f') AND n.nspname = ANY(%(schemas)s)
"""
OWNED = """
SELECT table_schema || '.' || table_name, data_type, is_nullable
  FROM information_schema.columns
 WHERE column_name = 'owner' AND table_schema = ANY(%(schemas)s)
"""
UNIQUE_INDEXES = """
SELECT n.nspname || '.' || t.relname, pg_get_indexdef(i.indexrelid, 1, true)
  FROM pg_index AS i
  JOIN pg_class AS t ON t.oid = i.indrelid
  JOIN pg_namespace AS n ON n.oid = t.relnamespace
 WHERE i.indisunique AND n.nspname = ANY(%(schemas)s)
"""
MONEY = """
SELECT table_schema || '.' || table_name || '.' || column_name
  FROM information_schema.columns
 WHERE column_name LIKE '%%fen' AND data_type <> 'bigint' AND table_schema = ANY(%(schemas)s)
"""
TRIGGERS = "SELECT tgname::text FROM pg_trigger WHERE NOT tgisinternal"


@pytest.fixture
def schemas(db):
    db.execute(
        "RESET ROLE"
    )  # information_schema shows everybody their own, and these rules are for all of it
    rows = db.execute(
        "SELECT nspname::text FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$|^public$'"
    )
    return {"schemas": [name for (name,) in rows]}


@pytest.fixture
def owned(db, schemas):
    return {table for table, _, _ in db.execute(OWNED, schemas)} - LOOK_UPS


def test_an_owner_is_a_number_and_always_there(db, schemas):
    assert [row for row in db.execute(OWNED, schemas) if row[1:] != ("bigint", "NO")] == []


def test_the_owner_comes_first_in_every_key_of_an_owned_table(db, schemas, owned):
    rows = db.execute(CONSTRAINTS, schemas).fetchall()
    without = [
        f"{table} {name}" for table, name, columns, *_ in rows if table in owned and columns[0] != "owner"
    ]
    without += [
        f"{table} {column}"
        for table, column in db.execute(UNIQUE_INDEXES, schemas)
        if table in owned and column != "owner"
    ]

    assert owned
    assert without == []


def test_a_foreign_key_stays_with_its_owner_or_points_to_a_table_without_one(db, schemas, owned):
    rows = db.execute(CONSTRAINTS, schemas).fetchall()
    strays = [name for _, name, _, target, at in rows if target in owned and at[0] != "owner"]

    assert strays == []


def test_nothing_happens_behind_the_codes_back(db):
    assert db.execute(TRIGGERS).fetchall() == []


def test_money_is_stored_in_whole_fen(db, schemas):
    assert db.execute(MONEY, schemas).fetchall() == []


def test_a_flow_never_reveals_what_is_private():
    files = {module for module in BANK if module.flows}

    assert [module.name for module in files if "guitai.shield.private" in module.imports] == []
