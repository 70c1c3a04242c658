"""Proves the books from stored rows alone: entries complete, chains whole, balances and holds those of the replay."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from guitai.database import Transaction
from guitai.ledger.check_accounts import broken_accounts
from guitai.ledger.check_chart import wrong_chart, wrong_numbers
from guitai.ledger.check_closings import wrong_closings
from guitai.ledger.check_entries import incomplete_entries
from guitai.ledger.check_heads import wrong_exports, wrong_heads, wrong_signings
from guitai.ledger.check_holds import incomplete_holds
from guitai.ledger.report import Problem, Report

Told = Callable[[str], None]


def check(db: Transaction, progress: Told = lambda _: None, *, exports: Sequence[Path] = ()) -> Report:
    """Read the books from end to end, and stop at the first thing that is wrong.

    `exports` are files of signed heads: only with them does it show whether the end of a chain was cut off, or all
    of it written anew by somebody who may.
    """
    report = Report()
    report.problem = next(problems(db, report, progress, exports), None)
    return report


def problems(
    db: Transaction, report: Report, progress: Told = lambda _: None, exports: Sequence[Path] = ()
) -> Iterator[Problem]:
    """Everything that is wrong, in the order in which it is found; `report` counts what was read.

    Each pass is one statement and so sees one moment: the bank may go on posting.
    """
    progress("reading the entries")
    yield from incomplete_entries(db, report, progress)
    progress(f"{report.entries} entries are complete; reading the holds")
    yield from incomplete_holds(db, report, progress)
    progress(f"{report.holds} holds are complete; replaying the accounts")
    yield from broken_accounts(db, report, progress)
    yield from _sums(report)
    yield from wrong_numbers(db)
    yield from wrong_chart(db)
    progress(f"{report.accounts} accounts are whole; comparing the closings")
    yield from wrong_closings(db, report)
    progress(f"{report.closings} closings are right; comparing the signed heads")
    yield from wrong_heads(db, report)
    yield from wrong_signings(db)
    yield from wrong_exports(db, exports)


def _sums(report: Report) -> Iterator[Problem]:
    for currency, sum_fen in report.sums_fen.items():
        if sum_fen:
            yield Problem(f"debits less credits in {currency} are {sum_fen} fen")
