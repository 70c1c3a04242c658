"""`guitai reconcile`: the clearing house's day against the bank's, and every difference."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

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
    from guitai.clearing.reconciliation import reconcile

    with open_database(settings_with()) as database, database.transaction() as db:
        report = reconcile(db, day)
    if report is None:
        click.echo(
            json.dumps({"on": day.isoformat(), "statement": False}) if as_json else f"{day}: no statement"
        )
        sys.exit(1)
    click.echo(json.dumps(_json(report)) if as_json else "\n".join(_lines(report)))
    sys.exit(0 if report.clean else 1)


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
    }


def _lines(report: "Report") -> Iterator[str]:
    """The report for people: a line on the whole, then one on each thing that is for the staff."""
    found = len(report.differences) + len(report.open) + len(report.set_aside)
    yield f"{report.on}: {report.lines} lines, {found or 'nothing'} to look at"
    for one in report.differences:
        booked = f" {one.booked}" if one.booked else ""
        yield f"{one.kind}{booked} {one.tx_id}: the house has {one.house}, the bank {one.bank}"
    for payment_id in report.open:
        yield f"open {payment_id.hex}: the statement proves nothing of it"
    for inbox_id, why in report.set_aside:
        yield f"set aside {inbox_id}: {why}"
