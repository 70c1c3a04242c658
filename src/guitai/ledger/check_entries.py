"""Reads every entry with its postings: complete, to the letter, and a reversal the mirror of what it takes back."""

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter

from guitai.database import Transaction
from guitai.ledger.completeness import EntryRow, LineRow, flaw
from guitai.ledger.reading import stream, told
from guitai.ledger.report import Problem, Report


def incomplete_entries(db: Transaction, report: Report, progress: Callable[[str], None]) -> Iterator[Problem]:
    """The entries that are not as they were posted, in the order of their booking; then the wrong reversals."""
    rows = stream(
        db,
        """
        SELECT coalesce(e.entry_id, p.entry_id), coalesce(e.owner, p.entry_owner),
               e.name, e.currency, e.effective_on, e.digest, e.reverses, e.turn_id, e.booked_at,
               p.owner, p.account_id, p.side::text, p.amount_fen, p.turn_id, p.effective_on,
               p.details_digest, p.summary, p.counterparty, p.category, p.channel, p.memo
          FROM ledger.entries AS e
          FULL JOIN ledger.postings AS p ON (p.entry_owner, p.entry_id) = (e.owner, e.entry_id)
         ORDER BY coalesce(e.booked_at, p.booked_at), 1, 2
        """,
    )
    width = len(EntryRow._fields)
    for (entry_id, _), group in groupby(rows, key=itemgetter(0, 1)):
        together = list(group)
        report.entries += 1
        report.postings += len(together)
        told(progress, report.entries, "entries")
        what = flaw(EntryRow(*together[0][:width]), [LineRow(*row[width:]) for row in together])
        if what:
            yield Problem(what, entry_id)
    yield from _wrong_reversals(db)


def _wrong_reversals(db: Transaction) -> Iterator[Problem]:
    rows = stream(
        db,
        """
        SELECT r.entry_id
          FROM ledger.entries AS r
         WHERE r.reverses IS NOT NULL
           AND ARRAY(
               SELECT concat_ws(' ', p.owner, p.account_id, p.side, p.amount_fen)
                 FROM ledger.postings AS p
                WHERE (p.entry_owner, p.entry_id) = (r.owner, r.entry_id)
                ORDER BY 1
               ) <> ARRAY(
               SELECT concat_ws(' ', p.owner, p.account_id, CASE p.side WHEN 'D' THEN 'C' ELSE 'D' END, p.amount_fen)
                 FROM ledger.postings AS p
                WHERE (p.entry_owner, p.entry_id) = (r.owner, r.reverses)
                ORDER BY 1
               )
         ORDER BY r.booked_at, r.entry_id
        """,
    )
    for (entry_id,) in rows:
        yield Problem("it takes back another entry than it says", entry_id)
