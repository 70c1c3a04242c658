import os
import select
import subprocess
import sys

import psycopg
import pytest

from guitai.errors import Misconfigured
from guitai.postgres.cluster import as_superuser
from guitai.postgres.conftest import one
from guitai.postgres.folder import found
from guitai.postgres.installations import installation
from guitai.postgres.server import Server, erase, running_url

pytestmark = pytest.mark.slow  # every test starts a server

KEPT_ALIVE = """
import sys
from pathlib import Path
from guitai.postgres.server import Server

with Server(Path(sys.argv[1]), durable=False) as server:
    print(server.pid, flush=True)
    sys.stdin.read()
"""


def ended(pid):
    """Whether that process has ended, within ten seconds."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    with os.fdopen(handle):
        return bool(select.select([handle], [], [], 10)[0])


def test_a_new_folder_answers_to_a_role_that_owns_its_database_and_no_more(data):
    with Server(data, durable=False) as server:
        rights = "SELECT current_user, rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        role = one(server.url, rights)
        owner = one(
            server.url, "SELECT datdba::regrole::text, datname FROM pg_database WHERE datname = 'guitai'"
        )

    assert role == ("guitai", False, True)
    assert owner == ("guitai", "guitai")


def acts_as(url):
    """The roles that the bank's own can take, PostgreSQL's aside, and that can do no more."""
    return one(
        url,
        """
        SELECT array_agg(rolname::text ORDER BY rolname)
          FROM pg_roles
         WHERE pg_has_role(current_user, oid, 'MEMBER') AND rolname <> current_user AND rolname !~ '^pg_'
           AND NOT (rolcanlogin OR rolsuper OR rolcreaterole)
        """,
    )[0]


PARTS = ["guitai_console", "guitai_core", "guitai_worker"]


def test_the_role_acts_as_each_part_of_the_bank(data):
    with Server(data, durable=False) as server:
        assert acts_as(server.url) == PARTS


def test_a_folder_of_an_earlier_version_is_given_the_parts(data):
    with Server(data, durable=False):
        pass
    folder = found(data)
    programs = installation(major=folder.major, binaries=None).within_reach(
        folder.account, copies=folder.programs, progress=print
    )
    as_superuser("".join(f"DROP ROLE {part}\n" for part in PARTS), folder.cluster, folder, programs)
    folder.parts.unlink()

    with Server(data, durable=False) as server:
        assert acts_as(server.url) == PARTS


def test_a_commit_is_on_the_disk_unless_a_test_says_otherwise(data):
    with Server(data) as server:
        settings = [one(server.url, f"SHOW {name}")[0] for name in ("fsync", "synchronous_commit")]
        page = one(server.url, "SELECT current_setting('data_checksums'), current_setting('TimeZone')")

    assert settings == ["on", "on"]
    assert page == ("on", "UTC")


def test_what_was_committed_is_there_after_a_restart(data):
    with Server(data, durable=False) as server, psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept (name text)")
        connection.execute("INSERT INTO kept VALUES ('柜台')")

    with Server(data, durable=False) as server:
        assert one(server.url, "SELECT name FROM kept") == ("柜台",)


def test_nobody_enters_without_the_password(data):
    with Server(data, durable=False) as server:
        password = (data / "postgres" / "cluster" / "guitai.password").read_text()
        without = server.url.replace(password, "another")

        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(without)
        with pytest.raises(psycopg.OperationalError, match="no pg_hba"):
            psycopg.connect(server.url.replace("guitai:", "postgres:").replace("/guitai?", "/postgres?"))


def test_a_killed_parent_leaves_no_server_and_a_folder_that_opens_again(data):
    parent = subprocess.Popen(
        [sys.executable, "-c", KEPT_ALIVE, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with parent:
        pid = int(parent.stdout.readline())
        assert one(running_url(data), "SELECT 1") == (1,)

        parent.kill()
        parent.wait()
        with Server(data, durable=False) as server:
            assert server.pid != pid
            assert one(server.url, "SELECT 1") == (1,)
    assert ended(pid)


def test_a_folder_in_use_names_the_process_that_has_it(data):
    with Server(data, durable=False) as server:
        with pytest.raises(Misconfigured, match=f"is in use by process {os.getpid()}: stop that one"):
            Server(data).__enter__()
        with pytest.raises(Misconfigured, match="is in use"):
            erase(data)

        assert one(server.url, "SELECT 1") == (1,)


def test_stopping_twice_is_stopping_once_and_nothing_runs_after_it(data):
    with Server(data, durable=False) as server:
        server.stop()
        server.stop()

        assert ended(server.pid)
        assert running_url(data) is None


def test_the_url_is_known_to_other_processes_while_the_server_runs(data):
    assert running_url(data) is None

    with Server(data, durable=False) as server:
        assert running_url(data) == server.url


def test_a_server_that_does_not_start_says_why(data):
    with Server(data, durable=False):
        pass
    (data / "postgres" / "cluster" / "postgresql.conf").write_text("no_such_setting = 1\n")

    with pytest.raises(Misconfigured, match=r"did not start: .*; all of it is in .*/postgres/log"):
        Server(data, durable=False).__enter__()
