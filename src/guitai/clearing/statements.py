"""The house's statements of a day, page by page, as they came."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from guitai.clearing.calls import HOUSE
from guitai.clearing.messages import Booked, Line, StatementPage
from guitai.database import Transaction
from guitai.money import Money


@dataclass(frozen=True)
class Statement:
    """All that was settled on a day, as far as the house had records: of what was sent from `since` on."""

    on: date
    since: datetime
    opening: Money
    closing: Money
    lines: tuple[Line, ...]


def store(db: Transaction, page: StatementPage) -> str:
    """Keep a page. Why not, where it fits to no other; empty also for one that is there already."""
    pages = _pages(db, page.on)
    before = pages.get(page.page)
    if before == page:
        return ""
    other = next(iter(pages.values()), page)
    head = (other.statement_id, other.since, other.opening, other.closing)
    fits = head == (page.statement_id, page.since, page.opening, page.closing)
    if before or not fits or any(one.last and one.page < page.page for one in pages.values()):
        return f"another statement of {page.on}"
    _insert(db, page)
    return ""


def statement(db: Transaction, on: date) -> Statement | None:
    """The statement of a day; None until all its pages are there."""
    pages = _pages(db, on)
    if not any(page.last for page in pages.values()) or len(pages) < max(pages):
        return None
    first = pages[min(pages)]
    lines = tuple(line for _, page in sorted(pages.items()) for line in page.lines)
    return Statement(on, first.since, first.opening, first.closing, lines)


def closed(db: Transaction, on: date) -> bool:
    """Whether the house has said all that it will of a day: its statement is there, or none came and a later one is."""
    later = db.execute(
        "SELECT EXISTS (SELECT 1 FROM clearing.statements WHERE owner = %(house)s AND settles_on > %(on)s)",
        {"house": HOUSE, "on": on},
    ).fetchone()
    return bool(later and later[0]) or statement(db, on) is not None


def closing_before(db: Transaction, on: date) -> Money | None:
    """What the statement of the day before closed with, if there was one."""
    pages = _pages(db, on - timedelta(days=1))
    return pages[min(pages)].closing if pages else None


def _pages(db: Transaction, on: date) -> dict[int, StatementPage]:
    heads = db.execute(
        """
        SELECT page, statement_id, last, since_at, opening_fen, closing_fen
          FROM clearing.statements
         WHERE owner = %(house)s AND settles_on = %(on)s
        """,
        {"house": HOUSE, "on": on},
    ).fetchall()
    lines = _lines(db, on) if heads else {}
    return {
        page: StatementPage(
            statement_id=statement_id,
            page=page,
            last=last,
            on=on,
            since=since_at,
            opening=Money(opening_fen),
            closing=Money(closing_fen),
            lines=tuple(lines.get(page, ())),
        )
        for page, statement_id, last, since_at, opening_fen, closing_fen in heads
    }


def _lines(db: Transaction, on: date) -> dict[int, list[Line]]:
    lines: dict[int, list[Line]] = {}
    rows = db.execute(
        """
        SELECT page, booked, tx_id, end_to_end_id, amount_fen
          FROM clearing.lines
         WHERE owner = %(house)s AND settles_on = %(on)s
         ORDER BY page, line
        """,
        {"house": HOUSE, "on": on},
    )
    for page, booked, tx_id, end_to_end_id, fen in rows:
        lines.setdefault(page, []).append(Line(Booked(booked), tx_id, end_to_end_id, Money(fen)))
    return lines


def _insert(db: Transaction, page: StatementPage) -> None:
    key = {"house": HOUSE, "on": page.on, "page": page.page}
    db.execute(
        """
        INSERT INTO clearing.statements
               (owner, settles_on, page, turn_id, statement_id, last, since_at, opening_fen, closing_fen)
        VALUES (%(house)s, %(on)s, %(page)s, %(turn)s, %(statement)s, %(last)s, %(since)s, %(opening)s, %(closing)s)
        """,
        {
            **key,
            "turn": db.turn_id,
            "statement": page.statement_id,
            "last": page.last,
            "since": page.since,
            "opening": page.opening.fen,
            "closing": page.closing.fen,
        },
    )
    db.cursor().executemany(
        """
        INSERT INTO clearing.lines (owner, settles_on, page, line, booked, tx_id, end_to_end_id, amount_fen)
        VALUES (%(house)s, %(on)s, %(page)s, %(line)s, %(booked)s, %(tx_id)s, %(end_to_end)s, %(fen)s)
        """,
        [
            {
                **key,
                "line": number,
                "booked": line.booked,
                "tx_id": line.tx_id,
                "end_to_end": line.end_to_end_id,
                "fen": line.amount.fen,
            }
            for number, line in enumerate(page.lines, 1)
        ],
    )
