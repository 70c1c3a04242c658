"""Current accounts (活期): the yuan-days since interest was settled last, counted at the end of every day.

Interest runs on the balance at the end of a day, by the effective day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from guitai.capabilities.deposits import books, progress
from guitai.database import Transaction
from guitai.interest import demand_interest, yuan_days
from guitai.ledger import balances
from guitai.ledger.accounts import page
from guitai.ledger.chart import AccountKey
from guitai.money import Money
from guitai.naming import EVERYDAY

WORK = "demand"
PART = 4000  # accounts in one transaction: others wait for an internal account no longer than that takes
DAY = timedelta(days=1)
NOTHING = Money(0)


@dataclass(frozen=True)
class Accrual:
    """What a current account has earned since its interest was settled last; `through_on` is counted."""

    key: AccountKey
    since_on: date
    through_on: date
    yuan_days: int = 0
    accrued: Money = NOTHING

    def counted(self, yuan_days: int, through_on: date, *, rate_bps: int) -> "Accrual":
        """With so many yuan-days through that day: what has accrued is what settling it then would give."""
        accrued = demand_interest(yuan_days, rate_bps=rate_bps)
        return replace(self, through_on=through_on, yuan_days=yuan_days, accrued=accrued)

    def settled(self) -> "Accrual":
        """The next period: it begins on the day after, with nothing earned."""
        return begun(self.key, self.through_on + DAY)


def begun(key: AccountKey, since_on: date) -> Accrual:
    """An account whose interest counts from that day."""
    return Accrual(key, since_on, since_on - DAY)


def accrue(db: Transaction, on: date, *, most: int = PART) -> bool:
    """Count the day for the next accounts; False where there are none left."""
    accounts = page(db, EVERYDAY, after=progress.reached(db, WORK, on), most=most)
    if not accounts:
        return False
    there = accruals(db, [account.key for account in accounts])
    before = [
        there.get(account.key) or begun(account.key, account.opened_on)
        for account in accounts
        if not account.closed
    ]
    before = [accrual for accrual in before if accrual.through_on < on]
    now = count(db, before, on)
    save(db, now)
    more = books.changes((new.key, old.accrued, new.accrued) for old, new in zip(before, now, strict=True))
    first = accounts[0].key
    books.set_aside(db, more, name=f"accrued {on} {first.owner}:{first.account_id}", on=on)
    progress.reach(db, WORK, on, accounts[-1].key)
    return True


def count(db: Transaction, every: Sequence[Accrual], on: date) -> list[Accrual]:
    """Each of these with the days after its last one, through this one, from the ledger."""
    since = {accrual.key: accrual.through_on + DAY for accrual in every}
    days = _yuan_days(db, since, on)
    rate_bps = db.terms.rates.on(on).demand_bps
    return [
        accrual.counted(accrual.yuan_days + days[accrual.key], on, rate_bps=rate_bps) for accrual in every
    ]


def count_anew(db: Transaction, every: Sequence[Accrual], on: date) -> list[Accrual]:
    """Each of these with its whole period through this day: what was booked later for an earlier day counts too."""
    days = _yuan_days(db, {accrual.key: accrual.since_on for accrual in every}, on)
    rate_bps = db.terms.rates.on(on).demand_bps
    return [accrual.counted(days[accrual.key], on, rate_bps=rate_bps) for accrual in every]


def accruals(db: Transaction, keys: Sequence[AccountKey]) -> dict[AccountKey, Accrual]:
    """What is counted for these accounts, locked in the order of their keys."""
    rows = db.execute(
        """
        SELECT a.owner, a.account_id, a.since_on, a.through_on, a.yuan_days, a.accrued_fen
          FROM deposits.accruals AS a
          JOIN unnest(%(owners)s::bigint[], %(accounts)s::bigint[]) AS k (owner, account_id)
         USING (owner, account_id)
         ORDER BY a.owner, a.account_id
           FOR UPDATE OF a
        """,
        {"owners": [key.owner for key in keys], "accounts": [key.account_id for key in keys]},
    )
    found = (
        Accrual(AccountKey(owner, account_id), since_on, through_on, days, Money(fen))
        for owner, account_id, since_on, through_on, days, fen in rows
    )
    return {accrual.key: accrual for accrual in found}


def save(db: Transaction, every: Sequence[Accrual]) -> None:
    """Keep these as they are now."""
    db.execute(
        """
        INSERT INTO deposits.accruals (owner, account_id, turn_id, since_on, through_on, yuan_days, accrued_fen)
        SELECT n.owner, n.account_id, %(turn)s, n.since_on, n.through_on, n.yuan_days, n.fen
          FROM unnest(%(owners)s::bigint[], %(accounts)s::bigint[], %(since)s::date[], %(through)s::date[],
                      %(yuan_days)s::bigint[], %(fen)s::bigint[])
               AS n (owner, account_id, since_on, through_on, yuan_days, fen)
            ON CONFLICT ON CONSTRAINT accruals_pkey DO UPDATE
           SET turn_id = EXCLUDED.turn_id, since_on = EXCLUDED.since_on, through_on = EXCLUDED.through_on,
               yuan_days = EXCLUDED.yuan_days, accrued_fen = EXCLUDED.accrued_fen
        """,
        {
            "turn": db.turn_id,
            "owners": [accrual.key.owner for accrual in every],
            "accounts": [accrual.key.account_id for accrual in every],
            "since": [accrual.since_on for accrual in every],
            "through": [accrual.through_on for accrual in every],
            "yuan_days": [accrual.yuan_days for accrual in every],
            "fen": [accrual.accrued.fen for accrual in every],
        },
    )


def _yuan_days(db: Transaction, since: dict[AccountKey, date], until: date) -> dict[AccountKey, int]:
    """The sums of the whole yuan at the end of each day from each account's own `since` to `until`."""
    wanted = [(key, first) for key, first in since.items() if first <= until]
    found: Iterable[balances.Days] = balances.days(db, wanted, until) if wanted else ()
    counted = {
        days.key: yuan_days(days.before, days.changes, since=since[days.key], until=until) for days in found
    }
    return dict.fromkeys(since, 0) | counted
