"""Replays every account from its opening: postings, holds and stops in the order of its chain."""

from collections.abc import Callable, Iterator
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from guitai.database import Transaction
from guitai.ledger.chart import AccountKey
from guitai.ledger.links import AccountRow, MarkRow, PostingRow
from guitai.ledger.reading import stream, told
from guitai.ledger.replay import Replay
from guitai.ledger.report import Problem, Report

WIDTH = len(AccountRow._fields)
CURRENCY = AccountRow._fields.index("currency")  # none where the account is missing
FACTS = WIDTH + len(PostingRow._fields)  # none where it is a posting


def broken_accounts(db: Transaction, report: Report, progress: Callable[[str], None]) -> Iterator[Problem]:
    """What is wrong with each account, in the order of owners and ids."""
    for (owner, account_id), group in groupby(_rows(db), key=itemgetter(0, 1)):
        key = AccountKey(owner, account_id)
        rows = iter(group)
        first = next(rows)
        account = AccountRow(*first[:WIDTH])
        if first[CURRENCY] is None:
            yield Problem("it is posted to an account that is missing", first[WIDTH + 2], key)
            continue
        yield from _broken(Replay(account), chain([first], rows), report, key)
        report.accounts += 1
        told(progress, report.accounts, "accounts")
        report.sums_fen[account.currency] += account.debits_posted_fen - account.credits_posted_fen


def _broken(
    replay: Replay, rows: Iterator[tuple[Any, ...]], report: Report, key: AccountKey
) -> Iterator[Problem]:
    for row in rows:
        if row[WIDTH] is None:
            break
        if row[FACTS] is None:
            what = replay.add(PostingRow(*row[WIDTH:FACTS]))
        else:
            report.stops += row[FACTS][0] == "stopped"
            what = replay.mark(
                MarkRow(row[WIDTH], row[WIDTH + 3], row[WIDTH + 7], row[WIDTH + 10], row[FACTS])
            )
        if what:
            yield Problem(what, replay.entry_id, key, replay.hold_id)
    if what := replay.disagreement():
        yield Problem(what, replay.entry_id, key, replay.hold_id)


def _rows(db: Transaction) -> Iterator[tuple[Any, ...]]:
    return stream(
        db,
        """
        SELECT coalesce(a.owner, m.owner), coalesce(a.account_id, m.account_id),
               a.turn_id, a.kind, a.number, a.currency, a.side::text, a.least_fen, a.most_fen, a.opened_on,
               a.debits_open, a.credits_open,
               a.debits_pending_fen, a.debits_posted_fen, a.credits_pending_fen, a.credits_posted_fen,
               a.seq, a.head, a.booked_at,
               m.seq, m.entry_owner, m.entry_id, m.turn_id, m.side, m.amount_fen, m.balance_after_fen,
               m.booked_at, m.effective_on, m.details_digest, m.link, e.booked_at, e.digest, e.currency,
               m.entry_id IS DISTINCT FROM lead(m.entry_id) OVER (PARTITION BY m.owner, m.account_id ORDER BY m.seq),
               m.facts
          FROM ledger.accounts AS a
          FULL JOIN (
               SELECT owner, account_id, seq, entry_owner, entry_id, turn_id, side::text, amount_fen,
                      balance_after_fen, booked_at, effective_on, details_digest, link, NULL::text[] AS facts
                 FROM ledger.postings
                UNION ALL
               SELECT owner, account_id, seq, NULL, NULL, turn_id, NULL, NULL,
                      NULL, marked_at, NULL, NULL, link, facts
                 FROM ledger.marks()
               ) AS m ON (m.owner, m.account_id) = (a.owner, a.account_id)
          LEFT JOIN ledger.entries AS e ON (e.owner, e.entry_id) = (m.entry_owner, m.entry_id)
         ORDER BY 1, 2, m.seq
        """,
    )
