"""The pytest plugin: PostgreSQL, started once a run; for a test, a transaction or a database of its own."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any, LiteralString
from uuid import uuid4

import hypothesis
import psycopg
import pytest
import structlog
from psycopg import conninfo, sql

from guitai import database as databases
from guitai.database import Database, Role, Transaction
from guitai.errors import Misconfigured
from guitai.keys.folder import create, load
from guitai.keys.keyring import Keyring
from guitai.postgres.server import Server, erase

URL = pytest.StashKey[str]()
PLENTY_BYTES = 4 * 1024**3  # of memory, for databases in it


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--full-size`, for `make proof`."""
    parser.addoption("--full-size", action="store_true", help="run the proofs at full size")


@pytest.fixture(scope="session")
def full_size(pytestconfig: pytest.Config) -> bool:
    """Whether proofs run at the size that docs/proofs.md reports; otherwise small, as a test."""
    return bool(pytestconfig.getoption("--full-size"))


@pytest.fixture(autouse=True)
def speaking_as_before() -> Iterator[None]:
    """A command decides for its whole process what that says of itself, a test for no other."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def pytest_configure(config: pytest.Config) -> None:
    """Let Hypothesis take its time: the machine may be slow, and the first example starts PostgreSQL."""
    hypothesis.settings.register_profile("guitai", deadline=None, print_blob=True)
    hypothesis.settings.load_profile("guitai")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Hand every xdist worker the same template: the process that started them keeps the server."""
    try:
        node.workerinput["guitai_template"] = _template(node.config)
    except (psycopg.Error, Misconfigured) as error:
        # Tests without a database run all the same.
        node.workerinput["guitai_failure"] = str(error)


def _template(config: pytest.Config) -> str:
    """The URL of a migrated database that is only ever copied; made at the first call, gone at the end."""
    worker = getattr(config, "workerinput", None)
    if worker:
        if "guitai_failure" in worker:
            raise Misconfigured(worker["guitai_failure"])
        return str(worker["guitai_template"])
    if URL not in config.stash:
        run = ExitStack()
        config.add_cleanup(run.close)
        server = os.environ.get("GUITAI_DATABASE_URL") or run.enter_context(_server())
        template = run.enter_context(_database(server))
        databases.migrate(template)
        config.stash[URL] = template
    return config.stash[URL]


@contextmanager
def _server() -> Iterator[str]:
    """An embedded server on a folder that the account it steps down to can reach."""
    for left in scratch().glob("guitai-run-*/postgres"):
        # Of a run that was killed; one that is in use says so.
        with suppress(OSError, Misconfigured):
            erase(left.parent)
            left.parent.rmdir()
    with _reachable("guitai-run-", scratch()) as folder, Server(folder, durable=False) as server:
        yield server.url


@contextmanager
def _reachable(prefix: str, place: Path) -> Iterator[Path]:
    with TemporaryDirectory(prefix=prefix, dir=place) as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


def scratch() -> Path:
    """Where databases of tests lie: in memory where there is plenty, where a copy is made five times as fast."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder in it gets a name of its own
    if not memory.is_dir():
        return Path(gettempdir())
    status = os.statvfs(memory)
    plenty = status.f_bavail * status.f_frsize > PLENTY_BYTES and not status.f_flag & os.ST_NOEXEC
    return memory if plenty else Path(gettempdir())


@contextmanager
def _database(url: str, *, template: str = "template1") -> Iterator[str]:
    """A new database on that server, a copy of `template`; dropped at the end, whoever is still connected."""
    name = f"test_{uuid4().hex}"
    names = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY").format(**names)
        )
        try:
            yield conninfo.make_conninfo(url, dbname=name)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {name} WITH (FORCE)").format(**names))


@contextmanager
def _copy(template: str) -> Iterator[str]:
    """A private copy of the migrated database."""
    name = str(conninfo.conninfo_to_dict(template)["dbname"])
    with _database(conninfo.make_conninfo(template, dbname="postgres"), template=name) as url:
        yield url


@pytest.fixture(scope="session")
def template_url(request: pytest.FixtureRequest) -> str:
    """The migrated database that copies are made of. Nothing may connect to it."""
    return _template(request.config)


@pytest.fixture(scope="session")
def shared_url(template_url: str) -> Iterator[str]:
    """A migrated database for transactions that are rolled back, one a worker."""
    with _copy(template_url) as url:
        yield url


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys for every use, made for this run: for a bank that is a process of its own."""
    folder = tmp_path_factory.mktemp("keys")
    create(folder)
    return folder


@pytest.fixture(scope="session")
def keys(key_folder: Path) -> Keyring:
    """The same keys, in this process."""
    return load(key_folder)


@pytest.fixture(scope="session")
def kept_connection(shared_url: str) -> Iterator[Callable[[Role], psycopg.Connection[Any]]]:
    """One connection a role, for this process's tests in turn: it has read the catalogue and planned the queries."""
    kept: dict[Role, psycopg.Connection[Any]] = {}

    def connection(role: Role) -> psycopg.Connection[Any]:
        if role not in kept or kept[role].closed:
            kept[role] = psycopg.connect(shared_url)
        return kept[role]

    yield connection
    for each in kept.values():
        each.close()


@contextmanager
def _rolled_back(connection: psycopg.Connection[Any], role: Role, keys: Keyring) -> Iterator[Transaction]:
    connection.execute(f"SET ROLE {role}")
    try:
        yield databases.begin(connection, moved=True, keys=keys)
    finally:
        connection.rollback()  # the role too


@pytest.fixture
def db(kept_connection: Callable[[Role], psycopg.Connection[Any]], keys: Keyring) -> Iterator[Transaction]:
    """A transaction of the core's that is rolled back at the end of the test."""
    with _rolled_back(kept_connection("guitai_core"), "guitai_core", keys) as db:
        yield db


@pytest.fixture
def worker_db(
    kept_connection: Callable[[Role], psycopg.Connection[Any]], keys: Keyring
) -> Iterator[Transaction]:
    """A transaction of the worker's that is rolled back at the end of the test."""
    with _rolled_back(kept_connection("guitai_worker"), "guitai_worker", keys) as db:
        yield db


@pytest.fixture
def as_owner(db: Transaction) -> Callable[..., psycopg.Cursor[Any]]:
    """Runs a statement in the test's transaction that the core may not: to tamper with rows, or to look at them."""

    def execute(statement: LiteralString, params: Mapping[str, object] | None = None) -> psycopg.Cursor[Any]:
        db.execute("RESET ROLE")
        cursor = db.execute(statement, params)
        db.execute("SET ROLE guitai_core")
        return cursor

    return execute


@pytest.fixture
def database(template_url: str, keys: Keyring) -> Iterator[Database]:
    """A database of this test's own as the core has it, for what takes more than one connection."""
    with (
        _copy(template_url) as url,
        closing(Database(url, size=8, moved=True, keys=keys, role="guitai_core")) as database,
    ):
        yield database


@pytest.fixture
def worker_database(database: Database) -> Iterator[Database]:
    """The same database as the worker has it."""
    with closing(database.acting_as("guitai_worker", size=8)) as acting:
        yield acting


@pytest.fixture
def owner_database(database: Database) -> Iterator[Database]:
    """The same database for its owner, whom nothing is forbidden: for what the bank would not do."""
    with closing(database.acting_as(None, size=8)) as acting:
        yield acting


@pytest.fixture
def data() -> Iterator[Path]:
    """An empty data folder that PostgreSQL's account can reach, unlike pytest's own."""
    with _reachable("guitai-data-", scratch()) as folder:
        yield folder
