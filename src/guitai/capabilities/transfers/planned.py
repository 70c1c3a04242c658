"""What is planned for a day: what is to be sent on it once, and every month. It counts when it is sent, not before."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from guitai.database import Owner, Transaction
from guitai.money import Money
from guitai.shield import usage
from guitai.shield.strength import Strength
from guitai.understanding.slots.transfer_words import LAST_DAY
from guitai.zone import BANK_ZONE


@dataclass(frozen=True)
class Day:
    """A day that something counts on, and what counts on it besides, by how strongly it was signed."""

    on: date
    spent: dict[Strength, Money]


def day(db: Transaction, owner: Owner, on: date) -> Day:
    """That day with what was paid on it, and what is planned for it."""
    paid, planned = usage.spent(db, owner, on=on), _planned(db, owner, on)
    return Day(on, {one: paid.get(one, Money(0)) + planned.get(one, Money(0)) for one in paid | planned})


def _planned(db: Transaction, owner: Owner, on: date) -> dict[Strength, Money]:
    """What is paid every month counts on each of its days from the next one on. One's own accounts count on none."""
    begins = datetime.combine(on, time(), BANK_ZONE)
    tomorrow = on + timedelta(days=1)
    rows = db.execute(
        """
        SELECT strength, sum(amount_fen)::bigint
          FROM (
               SELECT strength, amount_fen
                 FROM transfers.transfers
                WHERE owner = %(owner)s AND due_at >= %(begins)s AND due_at < %(ends)s AND counted_on IS NULL
                  AND NOT mine
                UNION ALL
               SELECT strength, amount_fen
                 FROM transfers.plans
                WHERE owner = %(owner)s AND next_at < %(ends)s AND day = ANY(%(days)s) AND NOT mine
               ) AS planned
         GROUP BY strength
        """,
        {
            "owner": owner,
            "begins": begins,
            "ends": datetime.combine(tomorrow, time(), BANK_ZONE),
            "days": [on.day, *([LAST_DAY] if tomorrow.month != on.month else [])],
        },
    )
    return {Strength(strength): Money(fen) for strength, fen in rows}
