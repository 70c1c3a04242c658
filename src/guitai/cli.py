"""The `guitai` command. Thin: parse, call, print."""

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from guitai import logs
from guitai.account_commands import lift_stop_command, stop_account_command
from guitai.clearing_commands import decide_payment_command, give_back_command, reconcile_command
from guitai.command import Day, columns, database_url_of, open_database, settings_with, told_in_one_line
from guitai.errors import Misconfigured
from guitai.key_commands import keys_group
from guitai.keys.port import Use
from guitai.ledger_commands import trial_balance_command
from guitai.media_commands import received_command, show_received_command
from guitai.refusal_commands import refusals_command
from guitai.schedule_commands import set_aside_command
from guitai.terms_commands import terms_command
from guitai.understanding_commands import evaluate_command, understand_command
from guitai.voice_commands import transcribe_command


@click.group()
def cli() -> None:
    """Guitai (柜台): a bank counter inside a WeChat chat."""
    logs.configure()


cli.add_command(keys_group)
cli.add_command(stop_account_command)
cli.add_command(lift_stop_command)
cli.add_command(reconcile_command)
cli.add_command(decide_payment_command)
cli.add_command(give_back_command)
cli.add_command(received_command)
cli.add_command(show_received_command)
cli.add_command(refusals_command)
cli.add_command(trial_balance_command)
cli.add_command(set_aside_command)
cli.add_command(terms_command)
cli.add_command(transcribe_command)
cli.add_command(understand_command)
cli.add_command(evaluate_command)


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
    settings = settings_with(data=data)

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

    from guitai.app import open_bank
    from guitai.keys.folder import load

    settings = settings_with()
    load(settings.key_folder).needs(*Use)
    with (
        serving.listen(settings.gateway_port, "gateway", "GUITAI_GATEWAY_PORT") as listening,
        open_database(settings) as database,
        open_bank(settings, database) as served,
    ):
        uvloop.run(served.serve(listening, lambda: click.echo(f"ready  gateway: {settings.public_url}")))


@cli.command()
@told_in_one_line
def migrate() -> None:
    """Bring the database up to date: its schema, then what is kept in another way. Safe to run twice."""
    from guitai import database as databases
    from guitai.customers.clear import index_mobiles, seal_clear

    settings = settings_with()
    for name in databases.migrate(database_url_of(settings)):
        click.echo(name)
    with open_database(settings) as database:
        sealed = seal_clear(database)
        index_mobiles(database)
    if sealed:
        click.echo(f"sealed {sealed} customers")


@cli.command("database-url")
@told_in_one_line
def database_url() -> None:
    """Print where the database is. It holds a password: mind who reads it."""
    click.echo(database_url_of(settings_with()))


@cli.command()
@told_in_one_line
def menu() -> None:
    """Publish the menu that the capabilities declare. Safe to run twice."""
    from guitai.app import open_bank

    settings = settings_with()
    with open_database(settings) as database, open_bank(settings, database) as bank:
        bank.publish_menu()
    click.echo("published")


@cli.command("check-ledger")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--heads",
    type=click.Path(exists=True, path_type=Path),
    help="Compare with signed heads: a file that `guitai export-heads` wrote, or a folder of them.",
)
@told_in_one_line
def check_ledger(as_json: bool, heads: Path | None) -> None:
    """Prove the books from what is stored: sums, balances, bounds, holds, chains. Exit 1 at the first bad entry."""
    from guitai.ledger.check import check
    from guitai.ledger.heads import exported

    files = exported(heads) if heads else []
    with open_database(settings_with()) as database, database.transaction() as db:
        report = check(db, lambda line: click.echo(line, err=True), exports=files)
    click.echo(json.dumps(report.as_json(), ensure_ascii=False) if as_json else str(report))
    sys.exit(0 if report.sound else 1)


@cli.command("export-heads")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@told_in_one_line
def export_heads(folder: Path) -> None:
    """Write the signed heads of every day that FOLDER has not yet, a file a day. Safe to run twice."""
    from guitai.ledger.heads import export

    folder.mkdir(parents=True, exist_ok=True)
    with open_database(settings_with()) as database, database.transaction() as db:
        for file in export(db, folder):
            click.echo(file)


@cli.command("check-audit")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@told_in_one_line
def check_audit(as_json: bool) -> None:
    """Prove that the audit trail is as it was written. Exit 1 at the first bad entry."""
    from guitai.shield.audit_check import Summary, check

    with open_database(settings_with()) as database, database.transaction() as db:
        result = check(db)
    sound = isinstance(result, Summary)
    click.echo(json.dumps({"sound": sound} | asdict(result)) if as_json else str(result))
    sys.exit(0 if sound else 1)


WHOM = click.option("--id-number", prompt="The customer's identity number", help="Asked for, if not given.")
BY = click.option("--by", required=True, help="Your name, for the record.")


@cli.command()
@WHOM
@BY
@click.option("--why", required=True, help="The reason, for the record.")
@told_in_one_line
def freeze(id_number: str, by: str, why: str) -> None:
    """Freeze a customer: nothing is opened or signed for them until `guitai unfreeze`."""
    from guitai.shield import staff

    with open_database(settings_with()) as database, database.transaction() as db:
        staff.freeze(db, id_number, by=by, why=why)
    click.echo("frozen")


@cli.command()
@WHOM
@BY
@told_in_one_line
def unfreeze(id_number: str, by: str) -> None:
    """Lift every freeze of a customer. Safe to run twice."""
    from guitai.shield import staff

    with open_database(settings_with()) as database, database.transaction() as db:
        lifted = staff.unfreeze(db, id_number, by=by)
    click.echo(f"{lifted} lifted")


@cli.command("close-account")
@click.argument("number", metavar="NUMBER")
@BY
@told_in_one_line
def close_account(number: str, by: str) -> None:
    """Close a current account at the counter: its interest is paid, its balance handed out in cash."""
    from guitai.capabilities.deposits import closing

    with open_database(settings_with()) as database, database.transaction() as db:
        closed = closing.close(db, number, by=by)
    click.echo(f"closed; {closed.cash} in cash, {closed.interest} of it interest")


@cli.command()
@click.option("--check", "origin", metavar="URL", help="Compare with what this origin serves.")
@told_in_one_line
def assets(origin: str | None) -> None:
    """Print the hashes of the pages' assets, or compare them with a gateway's. Exit 1 where one is another."""
    import httpx

    from guitai.pages import assets as files

    if origin is None:
        click.echo(files.listing(), nl=False)
        return
    try:
        with httpx.Client(base_url=origin) as http:
            altered = files.altered(http)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Misconfigured(f"{origin} can't be asked ({type(error).__name__}); check the address") from error
    for line in altered or ["all are as published"]:
        click.echo(line)
    sys.exit(1 if altered else 0)


@cli.command()
@click.argument("some_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@told_in_one_line
def trace(some_id: str, as_json: bool) -> None:
    """Print the turn of ID, whatever it is the id of, with all that the turn wrote. Exit 2 where it is unknown."""
    from guitai import trace as traces

    with open_database(settings_with()) as database, database.transaction() as db:
        found = traces.trace(db, some_id)
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
        heads = [name.replace("pin", "PIN").replace("_", " ") for name in rows[0]]
        for line in columns([heads, *([value or "-" for value in row.values()] for row in rows)]):
            click.echo(line)


@cli.command()
@click.argument("name")
@click.option(
    "--curve", is_flag=True, help="How it goes with the size of the bank, where the bench has that."
)
@told_in_one_line
def bench(name: str, curve: bool) -> None:
    """Measure NAME beside its baseline and print the figures as JSON."""
    from guitai.bench import benches

    there_are = benches.CURVES if curve else benches.ALL
    if name not in there_are:
        of = "curve of a bench" if curve else "bench"
        raise Misconfigured(f"there is no {of} {name!r}; there are {', '.join(sorted(there_are))}")
    click.echo(json.dumps(there_are[name](), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    cli()
