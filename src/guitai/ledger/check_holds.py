"""Reads every hold with its lines: complete, to the letter, and over in the way that it says."""

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter

from guitai.database import Transaction
from guitai.ledger.completeness import HeldRow, HoldRow, flaw_of_hold
from guitai.ledger.reading import stream, told
from guitai.ledger.report import Problem, Report


def incomplete_holds(db: Transaction, report: Report, progress: Callable[[str], None]) -> Iterator[Problem]:
    """The holds that are not as they were placed, or not over as they say."""
    rows = stream(
        db,
        """
        SELECT coalesce(h.hold_id, l.hold_id), coalesce(h.owner, l.hold_owner),
               h.name, h.currency, h.effective_on, h.digest, h.turn_id, h.state::text,
               CASE h.state
               WHEN 'posted' THEN ARRAY(
                    SELECT concat_ws(' ', p.owner, p.account_id, p.side, p.amount_fen)
                      FROM ledger.entries AS e
                      JOIN ledger.postings AS p ON (p.entry_owner, p.entry_id) = (e.owner, e.entry_id)
                     WHERE (e.owner, e.name) = (h.owner, h.name)
                    )
               END,
               l.owner, l.account_id, l.side::text, l.amount_fen, l.turn_id, l.over_seq IS NOT NULL,
               l.details_digest, l.summary, l.counterparty, l.category, l.channel, l.memo
          FROM ledger.holds AS h
          FULL JOIN ledger.held AS l ON (l.hold_owner, l.hold_id) = (h.owner, h.hold_id)
         ORDER BY h.held_at, 1, 2
        """,
    )
    width = len(HoldRow._fields)
    for (hold_id, _), group in groupby(rows, key=itemgetter(0, 1)):
        together = list(group)
        report.holds += 1
        told(progress, report.holds, "holds")
        what = flaw_of_hold(HoldRow(*together[0][:width]), [HeldRow(*row[width:]) for row in together])
        if what:
            yield Problem(what, hold_id=hold_id)
