"""What a customer's account held at any past moment, by booking, or on any day, by effective day. Read by index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from guitai.database import Transaction
from guitai.ledger.arrays import array
from guitai.ledger.chart import AccountKey
from guitai.money import Money

MICROSECOND = timedelta(microseconds=1)  # PostgreSQL knows nothing shorter


@dataclass(frozen=True)
class Days:
    """The balance `before` a period, and what each day of it changed: a day without a change is left out."""

    key: AccountKey
    before: Money
    changes: tuple[tuple[date, Money], ...]


def balance_at(db: Transaction, key: AccountKey, at: datetime) -> Money:
    """What stood on it at this moment, with all that was booked by then."""
    assert not key.internal, "an internal account keeps no balances"
    row = db.execute(
        "SELECT ledger.balance_before(%(owner)s, %(account_id)s, %(moment)s)",
        {"owner": key.owner, "account_id": key.account_id, "moment": at + MICROSECOND},
    ).fetchone()
    return Money(row[0] if row else 0)


def balance_on(db: Transaction, key: AccountKey, day: date) -> Money:
    """What stood on it at the end of this day, with all that counts for it or a day before, whenever it was booked.

    That is what earns interest: a payment that is booked late counts from the day on which it is effective.
    """
    assert not key.internal, "an internal account keeps no balances"
    row = db.execute(
        "SELECT ledger.balance_on(%(owner)s, %(account_id)s, %(day)s)",
        {"owner": key.owner, "account_id": key.account_id, "day": day},
    ).fetchone()
    return Money(row[0] if row else 0)


def days(db: Transaction, wanted: Sequence[tuple[AccountKey, date]], until: date) -> list[Days]:
    """For each account, from a day of its own: the balance before and each day's change, by effective day."""
    rows = db.execute(
        """
        SELECT a.place, ledger.balance_on(a.owner, a.account_id, a.since - 1), c.effective_on, c.net_fen
          FROM unnest(%(owners)s::bigint[], %(accounts)s::bigint[], %(since)s::date[])
               WITH ORDINALITY AS a (owner, account_id, since, place)
          LEFT JOIN LATERAL ledger.changes(a.owner, a.account_id, a.since, %(until)s) AS c ON true
         ORDER BY a.place, c.effective_on
        """,
        {
            "owners": array(key.owner for key, _ in wanted),
            "accounts": array(key.account_id for key, _ in wanted),
            "since": array(since for _, since in wanted),
            "until": until,
        },
    ).fetchall()
    before = {place: Money(fen) for place, fen, *_ in rows}
    changes: dict[int, list[tuple[date, Money]]] = {place: [] for place in before}
    for place, _, day, net_fen in rows:
        if day is not None:
            changes[place].append((day, Money(net_fen)))
    return [Days(key, before[n], tuple(changes[n])) for n, (key, _) in enumerate(wanted, 1)]
