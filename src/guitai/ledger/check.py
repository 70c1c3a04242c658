"""Proves the books from stored rows alone: entries complete, chains whole, balances those of the replay."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, LiteralString
from uuid import UUID

from psycopg import DataError

from guitai.database import Transaction
from guitai.ledger.chart import STRIPES, AccountKey, Internal
from guitai.ledger.completeness import EntryRow, LineRow, flaw
from guitai.ledger.replay import AccountRow, PostingRow, Replay

CURRENCY = AccountRow._fields.index("currency")  # none where the account is missing
AT_ONCE = 10_000  # rows fetched: memory stays small however long the books are


@dataclass(frozen=True)
class Problem:
    """What is wrong, in which entry, on which account."""

    what: str
    entry_id: UUID | None = None
    account: AccountKey | None = None

    def __str__(self) -> str:
        entry = f"entry {self.entry_id}: " if self.entry_id else ""
        account = (
            f" (account {self.account.account_id} of owner {self.account.owner})" if self.account else ""
        )
        return f"{entry}{self.what}{account}"


@dataclass
class Report:
    """What was read and the first thing found wrong. Sums are debits less credits, by currency."""

    entries: int = 0
    postings: int = 0
    accounts: int = 0
    sums_fen: Counter[str] = field(default_factory=Counter)
    problem: Problem | None = None

    @property
    def sound(self) -> bool:
        """Whether everything was proved."""
        return self.problem is None

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        problem = self.problem or Problem("")
        return {
            "sound": self.sound,
            "entries": self.entries,
            "postings": self.postings,
            "accounts": self.accounts,
            "sums_fen": dict(self.sums_fen),
            "problem": problem.what or None,
            "entry": str(problem.entry_id) if problem.entry_id else None,
            "owner": problem.account.owner if problem.account else None,
            "account": problem.account.account_id if problem.account else None,
        }

    def __str__(self) -> str:
        if self.problem:
            return f"the books are wrong: {self.problem}"
        read = f"{self.entries} entries, {self.postings} postings, {self.accounts} accounts"
        return f"the books are right: {read}, debits equal credits"


def check(db: Transaction, progress: Callable[[str], None] = lambda _: None) -> Report:
    """Read the books from end to end, and stop at the first thing that is wrong.

    Each pass is one statement and so sees one moment: the bank may go on posting.
    """
    report = Report()
    try:
        progress("reading the entries")
        report.problem = next(_incomplete_entries(db, report), None)
        if report.sound:
            progress(f"{report.entries} entries are complete; replaying the accounts")
            wrong = chain(_broken_accounts(db, report), _sums(report), _numbers(db), _chart(db))
            report.problem = next(wrong, None)
    except (DataError, OverflowError):  # a moment or a day that no calendar has
        report.problem = Problem(
            f"a row after {report.entries} entries and {report.accounts} accounts can't be read"
        )
    return report


def _incomplete_entries(db: Transaction, report: Report) -> Iterator[Problem]:
    rows = _stream(
        db,
        """
        SELECT coalesce(e.entry_id, p.entry_id), coalesce(e.owner, p.entry_owner),
               e.name, e.currency, e.effective_on, e.digest, e.turn_id, e.booked_at,
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
        what = flaw(EntryRow(*together[0][:width]), [LineRow(*row[width:]) for row in together])
        if what:
            yield Problem(what, entry_id)


def _broken_accounts(db: Transaction, report: Report) -> Iterator[Problem]:
    rows = _stream(
        db,
        """
        SELECT coalesce(a.owner, p.owner), coalesce(a.account_id, p.account_id),
               a.turn_id, a.kind, a.number, a.currency, a.side::text, a.least_fen, a.opened_on,
               a.debits_pending_fen, a.debits_posted_fen, a.credits_pending_fen, a.credits_posted_fen,
               a.seq, a.head, a.booked_at,
               p.seq, p.entry_owner, p.entry_id, p.turn_id, p.side::text, p.amount_fen, p.balance_after_fen,
               p.booked_at, p.effective_on, p.details_digest, p.link, e.booked_at, e.digest, e.currency
          FROM ledger.accounts AS a
          FULL JOIN ledger.postings AS p ON (p.owner, p.account_id) = (a.owner, a.account_id)
          LEFT JOIN ledger.entries AS e ON (e.owner, e.entry_id) = (p.entry_owner, p.entry_id)
         ORDER BY 1, 2, p.seq
        """,
    )
    width = len(AccountRow._fields)
    for (owner, account_id), group in groupby(rows, key=itemgetter(0, 1)):
        key = AccountKey(owner, account_id)
        first = next(group)
        account = AccountRow(*first[:width])
        if first[CURRENCY] is None:
            yield Problem("it is posted to an account that is missing", first[width + 2], key)
            continue
        replay = Replay(account)
        for row in chain([first], group):
            if row[width] is None:
                break
            posting = PostingRow(*row[width:])
            if what := replay.add(posting):
                yield Problem(what, posting.entry_id, key)
        report.accounts += 1
        report.sums_fen[account.currency] += account.debits_posted_fen - account.credits_posted_fen
        if what := replay.disagreement():
            yield Problem(what, replay.entry_id, key)


def _sums(report: Report) -> Iterator[Problem]:
    for currency, sum_fen in report.sums_fen.items():
        if sum_fen:
            yield Problem(f"debits less credits in {currency} are {sum_fen} fen")


def _numbers(db: Transaction) -> Iterator[Problem]:
    """The look-up table says of every number what its account says."""
    rows = db.execute(
        """
        SELECT coalesce(a.owner, n.owner), coalesce(a.account_id, n.account_id)
          FROM (SELECT number, owner, account_id FROM ledger.accounts WHERE number IS NOT NULL) AS a
          FULL JOIN ledger.numbers AS n
                 ON (n.number, n.owner, n.account_id) = (a.number, a.owner, a.account_id)
         WHERE a.number IS NULL OR n.number IS NULL
         ORDER BY 1, 2
         LIMIT 1
        """
    )
    for owner, account_id in rows:
        yield Problem("its number leads elsewhere", None, AccountKey(owner, account_id))


def _chart(db: Transaction) -> Iterator[Problem]:
    """The bank's own accounts are those of the chart, in every stripe."""
    rows = db.execute(
        """
        SELECT owner, account_id, kind, side::text, currency, number, least_fen
          FROM ledger.accounts
         WHERE owner <= %(stripes)s
        """,
        {"stripes": STRIPES},
    ).fetchall()
    wanted = {
        (stripe, one.account_id, one.kind, str(one.side), "CNY", None, None)
        for stripe in range(1, STRIPES + 1)
        for one in Internal
    }
    for owner, account_id, *_ in sorted(wanted ^ set(rows), key=itemgetter(0, 1))[:1]:
        yield Problem("it is not as the bank's chart has it", None, AccountKey(owner, account_id))


def _stream(db: Transaction, sql: LiteralString) -> Iterator[tuple[Any, ...]]:
    with db.connection.cursor(name="check_ledger", binary=True) as cursor:
        cursor.itersize = AT_ONCE
        yield from cursor.execute(sql)
