"""What is done about deposits every day after its end: interest is set aside and settled, deposits mature."""

from datetime import time, timedelta

from guitai.capabilities.deposits import demand, settlement, terms
from guitai.schedule.doors import Shift, daily

DAY = timedelta(days=1)


@daily("deposits.demand", at=time(0, 30))
def accrue_demand(shift: Shift) -> bool:
    """The day's interest on current accounts."""
    return demand.accrue(shift.db, shift.on)


@daily("deposits.terms", at=time(0, 40))
def accrue_terms(shift: Shift) -> bool:
    """The day's interest on deposits."""
    return terms.accrue(shift.db, shift.on)


@daily("deposits.settlement", at=time(2, 10))
def settle(shift: Shift) -> bool:
    """After the 20th of a quarter's last month: its interest on current accounts, credited on the 21st."""
    return settlement.settle(shift.db, shift.on)


@daily("deposits.maturity", at=time(2, 30))
def mature(shift: Shift) -> bool:
    """Deposits that mature today, the day after the one that is closed."""
    return terms.mature(shift.db, shift.on + DAY)


@daily("deposits.notice", at=time(8))
def notices_given(shift: Shift) -> bool:
    """Notice that was given for today, and notice that nobody used. In the morning: people are told of it."""
    return terms.lapse(shift.db, shift.on) or terms.remind(shift.db, shift.on + DAY)
