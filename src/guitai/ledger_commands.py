"""`guitai trial-balance`: what stands on all accounts of each kind, at the end of a day or now."""

import json
import sys
from collections import Counter
from dataclasses import asdict
from datetime import date

import click

from guitai.command import Day, open_database, settings_with, told_in_one_line


@click.command("trial-balance")
@click.option("--on", "day", type=Day(), help="As that day was closed; without it, as it stands now.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@told_in_one_line
def trial_balance_command(day: date | None, as_json: bool) -> None:
    """Print debits, credits and balance by kind of account. Exit 1 where they do not add up to nothing."""
    from guitai.ledger.closings import trial_balance

    with open_database(settings_with()) as database, database.transaction() as db:
        lines = trial_balance(db, day)
    sums: Counter[str] = Counter()
    for line in lines:
        sums[line.currency] += line.balance_fen
    if as_json:
        rows = [asdict(line) | {"balance_fen": line.balance_fen} for line in lines]
        click.echo(json.dumps({"on": day and day.isoformat(), "lines": rows, "sums_fen": dict(sums)}))
    else:
        _print(
            [
                (line.kind, line.accounts, line.debits_fen, line.credits_fen, line.balance_fen)
                for line in lines
            ]
        )
        click.echo(f"{day or 'now'}: " + ("it adds up" if lines and not any(sums.values()) else _wrong(sums)))
    sys.exit(0 if lines and not any(sums.values()) else 1)


def _print(rows: list[tuple[str, int, int, int, int]]) -> None:
    from guitai.money import Money

    for kind, accounts, *sums in rows:
        debits, credits, balance = (f"{Money(fen)}".rjust(20) for fen in sums)
        click.echo(f"{kind:<18}{accounts:>10}{debits}{credits}{balance}")


def _wrong(sums: Counter[str]) -> str:
    off = ", ".join(f"{fen} fen of {currency}" for currency, fen in sums.items() if fen)
    return f"debits and credits differ by {off}" if off else "that day was not closed"
