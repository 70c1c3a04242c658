"""The `guitai` command. Thin: parse, call, print."""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
import structlog

from guitai import settings as all_settings
from guitai.clock import BANK_ZONE
from guitai.errors import Misconfigured
from guitai.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or one line on what is wrong."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2026-11-23", param, ctx)


def told_in_one_line(command: Callable[P, T]) -> Callable[P, T]:
    """Print what an installation lacks as one line, and exit with 1."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except Misconfigured as error:
            click.echo(f"guitai: {error}", err=True)
            sys.exit(1)

    return wrapped


@click.group()
def cli() -> None:
    """Guitai (柜台): a bank counter inside a WeChat chat."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger("warning"),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _settings(**given: object) -> Settings:
    read = all_settings.read()
    return read.model_copy(update={name: value for name, value in given.items() if value is not None})


def _database_url(settings: Settings) -> str:
    from guitai.postgres.server import running_url

    if settings.database_url:
        return settings.database_url.get_secret_value()
    url = running_url(settings.data.absolute())
    if url is None:
        raise Misconfigured(
            f"no database: nothing runs on {settings.data}; start `guitai demo`, or set GUITAI_DATABASE_URL"
        )
    return url


@cli.command()
@click.option("--reset", is_flag=True, help="Begin again with an empty data folder.")
@click.option("--seed", type=int, help="The seed of the demo bank's people and history; 1, if none is given.")
@click.option("--start", type=Day(), help="The day on which the demo begins; today, if none is given.")
@click.option("--browser/--no-browser", default=True, help="Open the phone in the browser.")
@click.option("--data", type=click.Path(path_type=Path), help="The data folder.")
@told_in_one_line
def demo(reset: bool, seed: int | None, start: date | None, browser: bool, data: Path | None) -> None:
    """Run the demo bank, its database and a phone, until Ctrl-C."""
    from guitai import serving

    serving.end_when_told()  # before the imports that take their time
    settings = _settings(data=data)

    from guitai.demonstration import demonstrate

    def say(line: str) -> None:
        click.echo(f"  {line}", err=True)

    demonstrate(
        settings,
        seed=seed,
        start=start,
        reset=reset,
        browser=browser,
        say=say,
        ready=click.echo,
    )


@cli.command()
@told_in_one_line
def bank() -> None:
    """Run gateway, core and worker in one process, on GUITAI_DATABASE_URL."""
    from guitai import serving

    serving.end_when_told()
    import uvloop

    from guitai.app import Bank
    from guitai.database import Database

    settings = _settings()
    with serving.listen(settings.gateway_port, "gateway", "GUITAI_GATEWAY_PORT") as listening:
        database = Database(_database_url(settings), size=settings.turns_at_once + 4, moved=settings.sandbox)
        try:
            served = Bank(settings, database)
            uvloop.run(served.serve(listening, lambda: click.echo(f"ready  gateway: {settings.public_url}")))
        finally:
            database.close()


@cli.command()
@told_in_one_line
def migrate() -> None:
    """Bring the database's schema up to date. Safe to run twice."""
    from guitai import database

    for name in database.migrate(_database_url(_settings())):
        click.echo(name)


@cli.command("database-url")
@told_in_one_line
def database_url() -> None:
    """Print where the database is. It holds a password: mind who reads it."""
    click.echo(_database_url(_settings()))


@cli.command()
@told_in_one_line
def menu() -> None:
    """Publish the menu that the capabilities declare. Safe to run twice."""
    from guitai.app import Bank
    from guitai.database import Database

    settings = _settings()
    database = Database(_database_url(settings), size=1, moved=settings.sandbox)
    try:
        Bank(settings, database).publish_menu()
    finally:
        database.close()
    click.echo("published")


@cli.command()
@click.argument("text", required=False)
@click.option("--now", type=click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d"]))
@told_in_one_line
def understand(text: str | None, now: datetime | None) -> None:
    """Print what TEXT means, or each line of standard input, as JSON."""
    from guitai.understanding.load import understanding
    from guitai.understanding.understand import as_json

    at = (now or datetime.now(BANK_ZONE)).replace(tzinfo=BANK_ZONE)
    lines: Iterable[str] = [text] if text is not None else sys.stdin
    for line in lines:
        said = json.loads(line) if line.startswith('"') else line.rstrip("\n")
        click.echo(json.dumps(as_json(understanding().understand(said, at)), ensure_ascii=False))


@cli.command("check-ledger")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@told_in_one_line
def check_ledger(as_json: bool) -> None:
    """Prove the books from what is stored: sums, balances, bounds, chains. Exit 1 at the first bad entry."""
    from guitai.database import Database
    from guitai.ledger.check import check

    settings = _settings()
    database = Database(_database_url(settings), size=1, moved=settings.sandbox)
    try:
        with database.transaction() as db:
            report = check(db, lambda line: click.echo(line, err=True))
    finally:
        database.close()
    click.echo(json.dumps(report.as_json(), ensure_ascii=False) if as_json else str(report))
    sys.exit(0 if report.sound else 1)


@cli.command()
@click.argument("some_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@told_in_one_line
def trace(some_id: str, as_json: bool) -> None:
    """Print the turn of ID, whatever it is the id of, with all that the turn wrote. Exit 2 where it is unknown."""
    from guitai import trace as traces
    from guitai.database import Database

    settings = _settings()
    database = Database(_database_url(settings), size=1, moved=settings.sandbox)
    try:
        with database.transaction() as db:
            found = traces.trace(db, some_id)
    finally:
        database.close()
    if found is None:
        click.echo(f"guitai: no turn, message, entry, card or request has the id {some_id}", err=True)
        sys.exit(2)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, default=str))
        return
    for part, rows in found.items():
        for row in rows:
            click.echo(f"{part}: " + "  ".join(f"{name}={value}" for name, value in row.items()))


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@told_in_one_line
def people(as_json: bool) -> None:
    """Print the demo bank's people whom a reader can play: three with a phone, three without. Sandbox only."""
    from guitai.demo.players import SIX

    rows = [
        {
            "openid": one.openid,
            "name": one.name,
            "id_number": one.id_number,
            "card_number": one.card_number,
            "mobile": one.mobile,
            "pin": one.pin,
        }
        for one in SIX
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            click.echo("  ".join(str(value or "-") for value in row.values()))


@cli.command()
@click.argument("name")
@told_in_one_line
def bench(name: str) -> None:
    """Measure NAME beside its baseline and print the figures as JSON."""
    from guitai.bench import benches

    if name not in benches.ALL:
        raise Misconfigured(f"there is no bench {name!r}; there are {', '.join(sorted(benches.ALL))}")
    click.echo(json.dumps(benches.ALL[name](), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    cli()
