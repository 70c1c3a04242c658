"""A customer's statement: lines by page, and their sums. A page costs what it shows, not the history."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from guitai.clock import BANK_ZONE
from guitai.database import Owner, Transaction
from guitai.ledger.chart import AccountKey, Side
from guitai.ledger.entry import MOST, Details
from guitai.money import Money

LEAST = Money(fen=1)
BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)
END = datetime(9999, 12, 31, tzinfo=UTC)
EVERYTHING, MONTH, CATEGORY = 3, 1, 2  # as grouping() numbers them: a bit for what is not grouped by


@dataclass(frozen=True)
class Wanted:
    """Which lines: of these accounts or all, booked on the days from `since` to `until`, and so on.

    Side CREDIT is what came in. `text` is any part of the counterparty's name, the summary, the memo or the
    category, in capitals or small letters. Lines that are rare in a long period cost reading the period, so
    whoever lets a customer filter gives a period too.
    """

    account_ids: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    side: Side | None = None
    least: Money = LEAST
    most: Money = MOST
    text: str = ""


@dataclass(frozen=True)
class Paid:
    """Which lines tell what somebody has paid to others: those of this summary, but for a category and a channel.

    Those from `since` on count, and from `longer` on those with this counterparty.
    """

    summary: str
    besides_category: str
    besides_channel: str
    since: datetime
    longer: datetime
    counterparty: str


@dataclass(frozen=True)
class Place:
    """Where a page ended."""

    booked_at: datetime
    account_id: int
    seq: int


@dataclass(frozen=True)
class Line:
    """One posting as its customer sees it. Side CREDIT came in, DEBIT went out."""

    entry_id: UUID
    place: Place
    effective_on: date
    side: Side
    amount: Money
    balance_after: Money
    details: Details

    @property
    def booked_at(self) -> datetime:
        """When it was booked, in the bank's zone."""
        return self.place.booked_at.astimezone(BANK_ZONE)

    @property
    def account_id(self) -> int:
        """On which of the customer's accounts."""
        return self.place.account_id


@dataclass(frozen=True)
class Page:
    """Lines, newest first, and where to go on if there are more."""

    lines: list[Line]
    more: Place | None


NONE = Money(fen=0)


@dataclass(frozen=True)
class Totals:
    """What came in and what went out, in how many lines, and what only came back: that was not received."""

    received: Money
    received_count: int
    paid: Money
    paid_count: int
    came_back: Money = NONE


NOTHING = Totals(NONE, 0, NONE, 0)


@dataclass(frozen=True)
class Sums:
    """The totals of the wanted lines: in all, by the first day of each month, newest first, by category.

    What was set `apart` is in none of the others.
    """

    total: Totals
    apart: Totals
    months: dict[date, Totals]
    categories: dict[str, Totals]


def page(
    db: Transaction, owner: Owner, wanted: Wanted, *, after: Place | None = None, size: int = 10
) -> Page:
    """The newest lines, or those after the place where a page ended."""
    place = after or Place(END, 0, 0)
    rows = db.execute(
        """
        SELECT l.entry_id, l.booked_at, l.account_id, l.seq, l.effective_on, l.side, l.amount_fen,
               l.balance_after_fen, l.summary, l.counterparty, l.category, l.channel, l.memo
          FROM ledger.accounts AS a
         CROSS JOIN LATERAL (
               SELECT *
                 FROM ledger.lines(a.owner, a.account_id, %(since)s, %(until)s, %(side)s,
                                   %(least)s, %(most)s, %(text)s)
                WHERE (booked_at, account_id, seq) < (%(at)s, %(place)s::bigint, %(seq)s::bigint)
                ORDER BY seq DESC
                LIMIT %(size)s + 1
               ) AS l
         WHERE a.owner = %(owner)s AND (%(everywhere)s OR a.account_id = ANY(%(account_ids)s::bigint[]))
         ORDER BY l.booked_at DESC, l.account_id DESC, l.seq DESC
         LIMIT %(size)s + 1
        """,
        _params(owner, wanted, up_to=place.booked_at)
        | {"at": place.booked_at, "place": place.account_id, "seq": place.seq, "size": size},
    ).fetchall()
    lines = [_line(row) for row in rows[:size]]
    return Page(lines, lines[-1].place if len(rows) > size else None)


def largest(
    db: Transaction, owner: Owner, wanted: Wanted, *, apart: Collection[str] = (), size: int = 1
) -> list[Line]:
    """The wanted lines with the largest amounts, but for these categories. Reads the period once."""
    rows = db.execute(
        """
        SELECT l.entry_id, l.booked_at, l.account_id, l.seq, l.effective_on, l.side, l.amount_fen,
               l.balance_after_fen, l.summary, l.counterparty, l.category, l.channel, l.memo
          FROM ledger.accounts AS a
         CROSS JOIN LATERAL ledger.lines(a.owner, a.account_id, %(since)s, %(until)s, %(side)s,
                                         %(least)s, %(most)s, %(text)s) AS l
         WHERE a.owner = %(owner)s AND (%(everywhere)s OR a.account_id = ANY(%(account_ids)s::bigint[]))
           AND l.category <> ALL(%(apart)s::text[])
         ORDER BY l.amount_fen DESC, l.booked_at DESC, l.account_id DESC, l.seq DESC
         LIMIT %(size)s
        """,
        _params(owner, wanted) | {"apart": list(apart), "size": size},
    ).fetchall()
    return [_line(row) for row in rows]


def largest_paid(db: Transaction, owner: Owner, paid: Paid, *, newest: int = 500) -> Money | None:
    """The largest of them, None where there is none. Reads so many lines of each account at most, the newest."""
    row = db.execute(
        """
        SELECT max(l.amount_fen)
          FROM ledger.accounts AS a
         CROSS JOIN LATERAL (
               SELECT *
                 FROM ledger.lines(a.owner, a.account_id, %(longer)s, %(end)s, NULL, 1, %(most)s, '')
                ORDER BY seq DESC
                LIMIT %(newest)s
               ) AS l
         WHERE a.owner = %(owner)s AND l.side = 'D' AND l.summary = %(summary)s
           AND l.category <> %(besides_category)s AND l.channel <> %(besides_channel)s
           AND (l.booked_at >= %(since)s OR l.counterparty = %(counterparty)s)
        """,
        {**vars(paid), "owner": owner, "end": END, "most": MOST.fen, "newest": newest},
    ).fetchone()
    return Money(row[0]) if row and row[0] is not None else None


def booked_at(db: Transaction, key: AccountKey, entry_id: UUID) -> datetime:
    """When this entry moved that account, as its statement has it."""
    row = db.execute(
        """
        SELECT booked_at
          FROM ledger.postings
         WHERE owner = %(owner)s AND account_id = %(account_id)s AND entry_id = %(entry)s
        """,
        {"owner": key.owner, "account_id": key.account_id, "entry": entry_id},
    ).fetchone()
    assert row is not None, "the entry is one of the account's"
    moment: datetime = row[0]
    return moment.astimezone(BANK_ZONE)


def entry_named(db: Transaction, owner: Owner, name: str) -> UUID | None:
    """The entry that this owner's caller named so; None where nothing of that name was posted."""
    row = db.execute(
        "SELECT entry_id FROM ledger.entries WHERE owner = %(owner)s AND name = %(name)s",
        {"owner": owner, "name": name},
    ).fetchone()
    return row[0] if row else None


def sums(
    db: Transaction,
    owner: Owner,
    wanted: Wanted,
    *,
    apart: Collection[str] = (),
    came_back: Collection[str] = (),
) -> Sums:
    """What the wanted lines come to: in all, by month, by category. Reads the period once.

    Lines of the categories that are set `apart` have a total of their own. What came in with a summary of `came_back`
    is the customer's own money again.
    """
    rows = db.execute(
        """
        SELECT grouping(l.month, l.category), l.apart, l.month, l.category,
               coalesce(sum(l.amount_fen) FILTER (WHERE l.side = 'C' AND NOT l.came_back), 0)::bigint,
               count(*) FILTER (WHERE l.side = 'C'),
               coalesce(sum(l.amount_fen) FILTER (WHERE l.side = 'D'), 0)::bigint,
               count(*) FILTER (WHERE l.side = 'D'),
               coalesce(sum(l.amount_fen) FILTER (WHERE l.side = 'C' AND l.came_back), 0)::bigint
          FROM ledger.accounts AS a
         CROSS JOIN LATERAL (
               SELECT side, amount_fen, category, category = ANY(%(apart)s::text[]) AS apart,
                      summary = ANY(%(came_back)s::text[]) AS came_back,
                      date_trunc('month', booked_at AT TIME ZONE 'Asia/Shanghai')::date AS month
                 FROM ledger.lines(a.owner, a.account_id, %(since)s, %(until)s, %(side)s,
                                   %(least)s, %(most)s, %(text)s)
               ) AS l
         WHERE a.owner = %(owner)s AND (%(everywhere)s OR a.account_id = ANY(%(account_ids)s::bigint[]))
         GROUP BY GROUPING SETS ((l.apart), (l.apart, l.month), (l.apart, l.category))
         ORDER BY l.month DESC, sum(l.amount_fen) DESC, l.category
        """,
        _params(owner, wanted) | {"apart": list(apart), "came_back": list(came_back)},
    ).fetchall()
    whole = {is_apart: _totals(*row) for by, is_apart, _, _, *row in rows if by == EVERYTHING}
    counted = [row for row in rows if not row[1]]
    return Sums(
        total=whole.get(False, NOTHING),
        apart=whole.get(True, NOTHING),
        months={month: _totals(*row) for by, _, month, _, *row in counted if by == MONTH},
        categories={category: _totals(*row) for by, _, _, category, *row in counted if by == CATEGORY},
    )


def _params(owner: Owner, wanted: Wanted, *, up_to: datetime = END) -> dict[str, object]:
    until = _midnight(wanted.until + timedelta(days=1)) if wanted.until else END
    return {
        "owner": owner,
        "account_ids": list(wanted.account_ids),
        "everywhere": not wanted.account_ids,
        "since": _midnight(wanted.since) if wanted.since else BEGINNING,
        "until": min(until, up_to + timedelta.resolution),
        "side": wanted.side,
        "least": wanted.least.fen,
        "most": wanted.most.fen,
        "text": wanted.text,
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=BANK_ZONE)


def _totals(received: int, received_count: int, paid: int, paid_count: int, came_back: int) -> Totals:
    return Totals(Money(received), received_count, Money(paid), paid_count, Money(came_back))


def _line(row: tuple[Any, ...]) -> Line:
    entry_id, booked_at, account_id, seq, effective_on, side, amount, balance, *details = row
    place = Place(booked_at, account_id, seq)
    return Line(entry_id, place, effective_on, Side(side), Money(amount), Money(balance), Details(*details))
