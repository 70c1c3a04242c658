"""`guitai demo`: PostgreSQL, the sandbox and the bank, started in order, said to be ready, ended together."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import uvloop
from pydantic import SecretStr

from guitai import clock, serving
from guitai.customers.clear import index_mobiles, seal_clear
from guitai.database import Database, migrate
from guitai.demo.begun import Begun, begun, record
from guitai.demo.people import Person
from guitai.demo.pins import set_pins
from guitai.demo.players import SIX
from guitai.demo.seed import seed as seed_bank
from guitai.errors import Misconfigured
from guitai.keys import folder as keys
from guitai.postgres.server import Server, erase
from guitai.settings import ClearingSettings, Settings, SmsSettings, WeChatSettings
from guitai.terms.file import in_force
from guitai.terms.terms import BankTerms
from guitai.zone import BANK_ZONE

if TYPE_CHECKING:
    from guitai.app import Bank

Say = Callable[[str], None]
FIRST_SEED = 1
OPENS = time(9)
PHONES = "phones.json"  # the keys of the sandbox's phones, which outlive it as a phone's do


def demonstrate(
    settings: Settings,
    *,
    seed: int | None,
    start: date | None,
    reset: bool,
    browser: bool,
    say: Say,
    ready: Say,
) -> None:
    """Run the demo until told to end. `say` tells what is going on; `ready` gets the one line of addresses."""
    data = settings.data.absolute()
    terms = in_force(settings.terms)  # what is wrong in it is told before anything is begun
    # Never those of another installation, which GUITAI_KEYS may name: --reset removes them.
    settings = settings.model_copy(update={"keys": None})
    if reset:
        erase(data)
        if not settings.database_url:  # a database of somebody else's keeps what it has, and needs them
            keys.erase(settings.key_folder)
            (data / PHONES).unlink(missing_ok=True)
    with (
        serving.listen(settings.gateway_port, "gateway", "GUITAI_GATEWAY_PORT") as listening,
        # Whether the sandbox can have it is better known before two years of history are written.
        serving.listen(settings.sandbox_port, "sandbox", "GUITAI_SANDBOX_PORT") as promised,
        _database(settings, data, terms, say) as database,
    ):
        promised.close()
        there = _begin(database, seed, start, say)
        settings = _as_sandbox(settings)
        with _sandbox(settings, _now(database)) as started, _bank(settings, database, there) as bank:
            started()
            say("publishing the menu")
            bank.publish_menu()

            def is_ready() -> None:
                phone = f"http://127.0.0.1:{settings.sandbox_port}"
                ready(f"ready  phone: {phone}  gateway: {settings.public_url}")
                if browser:
                    webbrowser.open(phone)

            uvloop.run(bank.serve(listening, is_ready))
    say("ended")


def _begin(database: Database, seed: int | None, start: date | None, say: Say) -> Begun:
    """The demo that is there, with its history written. One begins at nine on its first day, or else now."""
    with database.transaction() as db:
        there = begun(db)
    if there is None:
        there = Begun(seed or FIRST_SEED, _start(database, start))
        _write_history(database, there, say)
    elif seed not in (None, there.seed) or start not in (None, there.start_on):
        raise Misconfigured(
            f"the data folder holds the demo of seed {there.seed} that began on {there.start_on}; "
            "leave --seed and --start out to go on with it, or begin another with --reset"
        )
    return there


def _now(database: Database) -> datetime:
    with database.transaction() as db:
        return db.now


def _start(database: Database, start: date | None) -> date:
    if start:
        with database.transaction() as db:
            clock.begin(db.connection, datetime.combine(start, OPENS, BANK_ZONE))
    return _now(database).date()


def _write_history(database: Database, demo: Begun, say: Say) -> None:
    def progress(done: int, of: int) -> None:
        say(f"writing two years of history: {done:,} of {of:,} entries")

    now = _now(database)
    start = now if now.date() == demo.start_on else datetime.combine(demo.start_on, OPENS, BANK_ZONE)
    seed_bank(database, seed=demo.seed, start=start, progress=progress)
    with database.transaction() as db:
        record(db, demo)


@contextmanager
def _database(settings: Settings, data: Path, terms: BankTerms, say: Say) -> Iterator[Database]:
    if settings.database_url:
        yield from _open(settings.database_url.get_secret_value(), settings.key_folder, terms, say)
        return
    with Server(data, progress=say) as server:
        yield from _open(server.url, settings.key_folder, terms, say)


def _open(url: str, key_folder: Path, terms: BankTerms, say: Say) -> Iterator[Database]:
    for name in migrate(url):
        say(f"migrated {name}")
    keys.create(key_folder)
    database = Database(url, moved=True, keys=keys.load(key_folder), terms=terms)
    try:
        seal_clear(database)
        index_mobiles(database)
        yield database
    finally:
        database.close()


@contextmanager
def _bank(settings: Settings, database: Database, there: Begun) -> Iterator["Bank"]:
    """The bank, with what it keeps of its customers. To load it takes seconds, in which the sandbox starts."""
    from guitai.app import open_bank
    from guitai.demo.deposits import keep_deposits
    from guitai.demo.payees import keep_payees

    set_pins(database)
    keep_deposits(database, there)
    keep_payees(database, there)
    with open_bank(settings, database) as bank:
        yield bank


def _as_sandbox(settings: Settings) -> Settings:
    """The settings of a bank whose WeChat is the sandbox: an account with secrets of this run."""
    address = f"http://127.0.0.1:{settings.sandbox_port}"
    wechat = WeChatSettings(
        app_id="wx" + secrets.token_hex(8),
        app_secret=SecretStr(secrets.token_hex(16)),
        original_id="gh_" + secrets.token_hex(6),
        token=SecretStr(secrets.token_hex(12)),
        aes_key=SecretStr("".join(secrets.choice("abcdefghijkmnopqrstuvwxyz23456789") for _ in range(43))),
        api_url=address,
        open_url=address,
    )
    return settings.model_copy(
        update={
            "sandbox": True,
            "wechat": wechat,
            "sandbox_url": address,
            "framed_by": address,
            "sms": SmsSettings(url=f"{address}/sms/send"),
            "clearing": ClearingSettings(url=address, token=SecretStr(secrets.token_hex(16))),
            "public_url": f"http://127.0.0.1:{settings.gateway_port}",
        }
    )


def _user(person: Person) -> dict[str, object]:
    names = ("name", "id_number", "card_number", "mobile", "pin")
    details = {name: getattr(person, name) for name in names}
    return {"openid": person.openid, "nickname": person.name, "customer": person.name, "details": details}


@contextmanager
def _sandbox(settings: Settings, now: datetime) -> Iterator[Callable[[], None]]:
    """The sandbox as a child process, which ends with us; what is given waits until it is ready."""
    with tempfile.NamedTemporaryFile("w", prefix="guitai-", suffix=".json") as users:
        json.dump([_user(one) for one in SIX if one.openid], users)
        users.flush()
        process = _start_sandbox(settings, now, users.name)

        def started() -> None:
            assert process.stdout is not None, "it was asked for"
            if not process.stdout.readline().startswith("ready"):
                raise Misconfigured("the sandbox did not start; what it said stands above")
            users.close()  # it has read them, and they are gone

        try:
            yield started
        finally:
            process.terminate()
            process.wait()


def _start_sandbox(settings: Settings, now: datetime, users: str) -> subprocess.Popen[str]:
    """It reads the file `users`, and is not ready yet. Its secrets travel in its environment."""
    wechat = settings.wechat
    environment = os.environ | {
        "GUITAI_SANDBOX_PORT": str(settings.sandbox_port),
        "GUITAI_SANDBOX_APP_ID": wechat.app_id,
        "GUITAI_SANDBOX_ORIGINAL_ID": wechat.original_id,
        "GUITAI_SANDBOX_APP_SECRET": wechat.app_secret.get_secret_value(),
        "GUITAI_SANDBOX_TOKEN": wechat.token.get_secret_value(),
        "GUITAI_SANDBOX_AES_KEY": wechat.aes_key.get_secret_value(),
        "GUITAI_SANDBOX_CALLBACK": f"{settings.public_url}/wechat",
        "GUITAI_SANDBOX_CLEARING_TOKEN": settings.clearing.token.get_secret_value(),
        "GUITAI_SANDBOX_NOW": now.isoformat(),
        "GUITAI_SANDBOX_USERS": users,
        "GUITAI_SANDBOX_BANK_URL": settings.public_url,
        "GUITAI_SANDBOX_DEVICES": str(settings.data.absolute() / PHONES),
        "GUITAI_SANDBOX_PARENT": str(os.getpid()),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "guitai_sandbox.cli"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for us alone: what is being sent still finds its way
    )
