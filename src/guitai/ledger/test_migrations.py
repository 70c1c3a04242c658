"""The map of the migrations in docs/ledger.md: in which of them each function and table is as it is in force."""

import re
from pathlib import Path

import guitai.ledger

FOLDER = Path(guitai.ledger.__path__[0])
DOCS = FOLDER.parents[2] / "docs" / "ledger.md"
MADE = re.compile(r"^(CREATE|DROP)(?: OR REPLACE)? (FUNCTION|TABLE) ledger\.(\w+)", re.MULTILINE)
IN_FORCE = """
SELECT CASE WHEN c.kind = 'f' THEN 'FUNCTION' ELSE 'TABLE' END, c.name
  FROM (
       SELECT 'f' AS kind, p.proname::text AS name
         FROM pg_proc AS p
        WHERE p.pronamespace = 'ledger'::regnamespace
        UNION ALL
       SELECT 't', r.relname::text
         FROM pg_class AS r
        WHERE r.relnamespace = 'ledger'::regnamespace AND r.relkind = 'r'
       ) AS c
"""


def made_last():
    """Where each was made for the last time."""
    made = {}
    for file in sorted((FOLDER / "migrations").glob("*.sql")):
        for does, kind, name in MADE.findall(file.read_text()):
            if does == "CREATE":
                made[kind, name] = file.name
            else:
                del made[kind, name]
    return made


def test_what_the_migrations_made_is_what_the_database_has(db):
    assert sorted(db.execute(IN_FORCE)) == sorted(made_last())


def test_the_map_says_in_which_migration_each_function_and_table_is():
    written = [
        [cell.strip() for cell in line.split("|")[1:4]]
        for line in DOCS.read_text().splitlines()
        if line.startswith("| `0")
    ]
    made = made_last()

    def here(kind, file):
        names = sorted(name for (one, name), place in made.items() if (one, place) == (kind, file))
        return ", ".join(f"`{name}`" for name in names) or "–"

    files = sorted(path.name for path in (FOLDER / "migrations").glob("*.sql"))
    assert written == [[f"`{file}`", here("FUNCTION", file), here("TABLE", file)] for file in files]
