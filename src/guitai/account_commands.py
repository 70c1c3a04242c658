"""`guitai stop-account`, `guitai lift-stop`: what a court, the police or the bank has ordered about an account."""

import click

from guitai.command import open_database, settings_with, told_in_one_line

NUMBER = click.argument("number", metavar="NUMBER")
ORDERED = click.option(
    "--for",
    "ordered",
    type=click.Choice(["court", "police", "bank", "lost"]),
    required=True,
    help="Who has ordered it; lost: whoever lost the card.",
)
ORDER = click.option("--order", default="", help="The order's number, of a court's and of the police's.")
BY = click.option("--by", required=True, help="Your name, for the record.")
WHY = click.option("--why", required=True, help="The reason, for the record.")


@click.command("stop-account")
@NUMBER
@ORDERED
@ORDER
@click.option(
    "--stop",
    "ways",
    type=click.Choice(["debits", "credits", "both"]),
    default="debits",
    help="What leaves, what comes in, or both; what leaves, if not given.",
)
@BY
@WHY
@told_in_one_line
def stop_account_command(number: str, ordered: str, order: str, ways: str, by: str, why: str) -> None:
    """Stop an account on an order, until `guitai lift-stop`. Safe to run twice."""
    from guitai.capabilities.accounts import stopping
    from guitai.capabilities.accounts.stopping import By, Ways

    with open_database(settings_with()) as database, database.transaction() as db:
        new = stopping.stop(db, number, By(ordered), order, Ways(ways), by=by, why=why)
    click.echo("stopped" if new else "stopped already")


@click.command("lift-stop")
@NUMBER
@ORDERED
@ORDER
@BY
@WHY
@told_in_one_line
def lift_stop_command(number: str, ordered: str, order: str, by: str, why: str) -> None:
    """End the stop of this order, and no other."""
    from guitai.capabilities.accounts import stopping
    from guitai.capabilities.accounts.stopping import By

    with open_database(settings_with()) as database, database.transaction() as db:
        state = stopping.lift(db, number, By(ordered), order, by=by, why=why)
    click.echo(f"lifted; the account is {state} now")
