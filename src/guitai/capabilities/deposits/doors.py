"""What is done about deposits every day after its end: interest is set aside and settled, deposits mature."""

from collections.abc import Callable, Sequence
from datetime import date, time, timedelta

from guitai.capabilities.deposits import demand, holdings, settlement, terms
from guitai.database import Owner, Transaction
from guitai.ledger.chart import AccountKey
from guitai.schedule import aside
from guitai.schedule.aside import Found
from guitai.schedule.doors import Shift, daily

DAY = timedelta(days=1)

First = Callable[[Transaction, date, Sequence[str]], AccountKey | None]
Work = Callable[[Transaction, AccountKey, date], None]


@daily("deposits.demand", at=time(0, 30))
def accrue_demand(shift: Shift) -> bool:
    """The day's interest on current accounts."""
    return demand.accrue(shift.db, shift.on)


@daily("deposits.terms", at=time(0, 40))
def accrue_terms(shift: Shift) -> bool:
    """The day's interest on deposits."""
    return terms.accrue(shift.db, shift.on)


@daily("deposits.settlement", at=time(2, 10), after=accrue_demand)
def settle(shift: Shift) -> bool:
    """After the 20th of a quarter's last month: its interest on current accounts, credited on the 21st.

    An account that is not counted through the 20th would be left out until the next quarter.
    """
    return settlement.settle(shift.db, shift.on)


@daily("deposits.maturity", at=time(2, 30))
def mature(shift: Shift) -> bool:
    """Deposits that mature today, the day after the one that is closed."""
    return _one_by_one(shift, "deposits.maturity", holdings.first_matured, terms.mature, shift.on + DAY)


@daily("deposits.lapse", at=time(8))
def lapse(shift: Shift) -> bool:
    """Notice that was given for the day that is closed, or one before, and that nobody used."""
    return _one_by_one(shift, "deposits.lapse", holdings.first_lapsed, terms.lapse, shift.on)


@daily("deposits.reminder", at=time(8))
def remind(shift: Shift) -> bool:
    """Notice that was given for today. In the morning: people are told of it."""
    return _one_by_one(shift, "deposits.reminder", holdings.first_due, terms.remind, shift.on + DAY)


def _one_by_one(shift: Shift, door: str, first: First, work: Work, on: date) -> bool:
    """The next deposit of a day's work; one that fails is set aside."""

    def found(besides: Sequence[str]) -> Found | None:
        key = first(shift.db, on, besides)
        return (Owner(key.owner), key.account_id, shift.db.now) if key else None

    def done(owner: Owner, account_id: int) -> None:
        work(shift.db, AccountKey(owner, account_id), on)

    return aside.do_one(shift.db, door, found, done)
