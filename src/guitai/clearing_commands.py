"""`guitai reconcile`: the clearing house's day against the bank's. `guitai decide-payment`: what it can't know."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import click

from guitai.command import Day, open_database, settings_with, told_in_one_line

if TYPE_CHECKING:
    from guitai.clearing.reconciliation import Report


@click.command("reconcile")
@click.option("--on", "day", type=Day(), required=True, help="The day of the house's statement.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@told_in_one_line
def reconcile_command(day: date, as_json: bool) -> None:
    """Hold the clearing house's statement of a day against ours. Exit 1 if anything differs. Safe to run twice."""
    from guitai.clearing.ours import open_on
    from guitai.clearing.reconciliation import reconcile

    with open_database(settings_with()) as database, database.transaction() as db:
        report = reconcile(db, day)
        left_open = [] if report else open_on(db, day)
    if report is None:
        _print_no_statement(day, left_open, as_json)
        sys.exit(1)
    click.echo(json.dumps(_json(report)) if as_json else "\n".join(_lines(report)))
    sys.exit(0 if report.clean else 1)


@click.command("decide-payment")
@click.argument("payment_id", metavar="ID")
@click.argument("outcome", metavar="OUTCOME", type=click.Choice(["settled", "rejected"]))
@click.option("--by", required=True, help="Your name, for the record.")
@click.option("--why", required=True, help="How you know it, for the record.")
@told_in_one_line
def decide_payment_command(payment_id: str, outcome: str, by: str, why: str) -> None:
    """Decide a payment of which the clearing house will never know: settled, or rejected and the payer's again."""
    from guitai.capabilities.transfers.deciding import decide

    with open_database(settings_with()) as database, database.transaction() as db:
        decide(db, payment_id, settled=outcome == "settled", by=by, why=why)
    click.echo(outcome)


@click.command("give-back")
@click.argument("payment_id", metavar="ID")
@click.option("--to", "number", required=True, help="The number of another account of the same customer's.")
@click.option("--by", required=True, help="Your name, for the record.")
@click.option("--why", required=True, help="The reason, for the record.")
@told_in_one_line
def give_back_command(payment_id: str, number: str, by: str, why: str) -> None:
    """Give what came back, and the payer's account can't take any more, to another account of theirs."""
    from guitai.capabilities.transfers.deciding import give_back

    with open_database(settings_with()) as database, database.transaction() as db:
        amount = give_back(db, payment_id, number, by=by, why=why)
    click.echo(f"given back: {amount}")


def _print_no_statement(day: date, left_open: Sequence[UUID], as_json: bool) -> None:
    if as_json:
        left = [payment_id.hex for payment_id in left_open]
        click.echo(json.dumps({"on": day.isoformat(), "statement": False, "open": left}))
        return
    click.echo(f"{day}: no statement")
    for payment_id in left_open:
        click.echo(f"open {payment_id.hex}: no statement says what became of it")


def _json(report: "Report") -> dict[str, object]:
    return {
        "on": report.on.isoformat(),
        "statement": True,
        "since": report.since.isoformat(),
        "lines": report.lines,
        "differences": [
            {
                "kind": one.kind,
                "booked": one.booked,
                "id": one.tx_id,
                "house_fen": one.house.fen,
                "bank_fen": one.bank.fen,
            }
            for one in report.differences
        ],
        "open": [payment_id.hex for payment_id in report.open],
        "set_aside": [{"id": str(inbox_id), "why": why} for inbox_id, why in report.set_aside],
        "owed": [
            {
                "id": one.payment_id.hex,
                "fen": one.amount_fen,
                "since": one.since_at.isoformat(),
                "closed": one.payment_id in report.closed,
            }
            for one in report.owed
        ],
    }


def _lines(report: "Report") -> Iterator[str]:
    """The report for people: a line on the whole, then one on each thing that is for the staff."""
    found = len(report.differences) + len(report.open) + len(report.set_aside) + len(report.owed)
    yield f"{report.on}: {report.lines} lines, {found or 'nothing'} to look at"
    for one in report.differences:
        booked = f" {one.booked}" if one.booked else ""
        yield f"{one.kind}{booked} {one.tx_id}: the house has {one.house}, the bank {one.bank}"
    for payment_id in report.open:
        yield f"open {payment_id.hex}: the statement proves nothing of it"
    for inbox_id, why in report.set_aside:
        yield f"set aside {inbox_id}: {why}"
    for owed in report.owed:
        closed = owed.payment_id in report.closed
        why = "is closed: guitai give-back" if closed else "takes no credit"
        yield f"owed {owed.payment_id.hex}: {owed.amount} came back, and the payer's account {why}"
