"""The day's closing: what stood on all accounts of each kind when it ended, and the trial balance made of it."""

from dataclasses import dataclass
from datetime import date

from psycopg.rows import class_row

from guitai.database import Transaction


@dataclass(frozen=True)
class Line:
    """All accounts of one kind: how many there are, and what was posted on their two sides since they were opened."""

    currency: str
    kind: str
    accounts: int
    debits_fen: int
    credits_fen: int

    @property
    def balance_fen(self) -> int:
        """What stands on them: debits less credits."""
        return self.debits_fen - self.credits_fen


def close_day(db: Transaction, day: date) -> None:
    """Take down what stood on all accounts when that day ended, with all that was booked by then. Safe to run twice.

    Whatever was booked by then must be committed: it is called when turns that began before midnight are over.
    """
    db.execute(
        "SELECT ledger.close_day(%(turn)s, %(now)s, %(day)s)",
        {"turn": db.turn_id, "now": db.now, "day": day},
    )


def trial_balance(db: Transaction, day: date | None) -> list[Line]:
    """By kind, as the day was closed, or, where none is given, as it stands; empty where that day was not closed."""
    return _as_closed(db, day) if day else _as_it_stands(db)


def _as_closed(db: Transaction, day: date) -> list[Line]:
    return (
        db.cursor(row_factory=class_row(Line))
        .execute(
            """
            SELECT currency, kind, sum(accounts)::bigint AS accounts, sum(debits_fen)::bigint AS debits_fen,
                   sum(credits_fen)::bigint AS credits_fen
              FROM ledger.closings
             WHERE day_on = %(day)s
             GROUP BY currency, kind
             ORDER BY currency, kind
            """,
            {"day": day},
        )
        .fetchall()
    )


def _as_it_stands(db: Transaction) -> list[Line]:
    return (
        db.cursor(row_factory=class_row(Line))
        .execute(
            """
            SELECT currency, kind, count(*) AS accounts, sum(debits_posted_fen)::bigint AS debits_fen,
                   sum(credits_posted_fen)::bigint AS credits_fen
              FROM ledger.accounts
             GROUP BY currency, kind
             ORDER BY currency, kind
            """
        )
        .fetchall()
    )
