"""A bank whose every byte that crosses a border is looked through: it runs as in use, on a PostgreSQL of its own."""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from tests.canary import Canary, Watch
from tests.outside import Outside
from tests.running import Bank, an_account, running

from guitai.bench.pushes import OfficialAccount
from guitai.database import Database, migrate
from guitai.keys.keyring import Keyring
from guitai.postgres.folder import found
from guitai.postgres.server import Server
from guitai.testing.fixtures import scratch
from guitai.wechat.api import WeChatApi
from guitai.wechat.menu import Button, build

SEED = 2026


class CanaryBank(Bank):
    """The bank of `canary_bank`."""

    PROGRAM = ("-m", "tests.canary_bank")

    def __init__(
        self, url: str, keys: Path, account: OfficialAccount, folder: Path, outside: Outside
    ) -> None:
        super().__init__(
            url,
            keys,
            account,
            folder / "bank.log",
            sandbox_url=outside.url,
            app_secret=secrets.token_hex(16),
        )
        self.bus = folder / "bus"
        self._environment |= {
            "CANARY_BUS": str(self.bus),
            "GUITAI_SMS__URL": f"{outside.url}/sms/send",
            "GUITAI_WECHAT__OPEN_URL": outside.url,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }


@dataclass
class WatchedBank:
    """What the tests have of it. `watch` is whoever looks now."""

    process: CanaryBank
    outside: Outside
    database: Database
    http: httpx.Client  # a browser's line to its pages
    files: dict[str, Path]
    watch: Watch = field(default_factory=lambda: Watch(Canary([])))

    def saw(self, channel: str, *crossed: bytes) -> None:
        """Show what crosses there to whoever looks now."""
        self.watch.saw(channel, *crossed)

    def publish(self, buttons: list[Button]) -> None:
        """Put a menu of these buttons up, as `guitai menu` does."""
        api = WeChatApi(app_id="wx", app_secret="secret", api_url=self.outside.url, database=self.database)
        with closing(api):
            api.create_menu(build(buttons))

    @contextmanager
    def watched(self, canary: Canary) -> Iterator[Watch]:
        """Look through what crosses from here on, and at the end through what was written down meanwhile."""
        self.watch = Watch(canary)
        sizes = {name: file.stat().st_size for name, file in self.files.items()}
        with self.database.transaction() as db:
            since = db.now
        yield self.watch
        self.outside.settle()
        for name, file in self.files.items():
            with file.open("rb") as written:
                written.seek(sizes[name])
                self.watch.saw(name, written.read())
        with self.database.transaction() as db:
            query = "SELECT body::text FROM outbox.requests WHERE put_at >= %(since)s"
            self.watch.saw("outbox", *(body.encode() for (body,) in db.execute(query, {"since": since})))


@contextmanager
def served(folder: Path, key_folder: Path, keys: Keyring) -> Iterator[WatchedBank]:
    """The bank, its database and all that it calls, from here to the end."""
    with _data() as data, Server(data, durable=False) as server, Outside(seed=SEED).open() as outside:
        migrate(server.url)
        bank = CanaryBank(server.url, key_folder, an_account(), folder, outside)
        postgres = found(data)
        assert postgres is not None, "it runs on this folder"
        files = {"log": bank.log, "bus": bank.bus, "PostgreSQL's log": postgres.log}
        with (
            closing(Database(server.url, size=2, moved=True, keys=keys)) as database,
            running(bank),
            _browser(bank.port) as http,
        ):
            watched = WatchedBank(bank, outside, database, http, files)
            outside.saw = watched.saw
            yield watched


def _browser(port: int) -> httpx.Client:
    # The bank's server closes a line after five idle seconds: none is used that is about to be closed.
    limits = httpx.Limits(keepalive_expiry=1)
    return httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, limits=limits, trust_env=False)


@contextmanager
def _data() -> Iterator[Path]:
    """An empty folder that PostgreSQL's account can reach."""
    with TemporaryDirectory(prefix="guitai-canary-", dir=scratch()) as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)
