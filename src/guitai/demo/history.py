"""The history of the demo bank, day by day: the same customers, seed and start give the same one.

Pure. What somebody means to pay is paid if the account holds it at that moment: none ever falls below zero.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from guitai.demo.habits import month
from guitai.demo.lives import customer
from guitai.demo.people import Customer, Deposit, Person, strangers
from guitai.demo.plan import CASH, INTEREST, About, Day, Movement, Party
from guitai.demo.players import SIX
from guitai.demo.stories import morning, six
from guitai.interest import Accrual, credited, fixed_interest, matures_on
from guitai.money import Money
from guitai.terms.file import SHIPPED
from guitai.terms.terms import PostedRates
from guitai.zone import BANK_ZONE, day_of

OPENING = About("存款", "存款", "柜面", "开户存入")
MOVED_IN = About("转账", "本人转账", "柜面", "他行转入")
FIXED = About("转存定期", "定期", "柜面")
FIXED_INTEREST = About("定期利息", "利息", "系统", "到期转存")
DEMAND_INTEREST = About("结息", "利息", "系统")
REFUND_CATEGORY = "退款"


def beginning(start: date) -> date:
    """The first day of a history that ends on `start`: two years earlier, on the first of that month."""
    return start.replace(year=start.year - 2, day=1)


def customers(*, seed: int, start: date, count: int = 300) -> tuple[Customer, ...]:
    """Everybody who banks here: the six of the stories, then those whom the seed made."""
    begin = beginning(start)
    names = frozenset(person.name for person in SIX)
    others = strangers(seed, count - len(SIX), names)
    people = (*SIX, *others)
    drawn = (customer(number, person, people, begin, seed) for number, person in enumerate(others, 1))
    return (*six(others, begin, start), *drawn)


def history(
    everybody: Sequence[Customer], *, seed: int, start: datetime, rates: PostedRates = SHIPPED.rates
) -> Iterator[Day]:
    """Each day with what moved on it. On the day of `start`, until then, only people with a phone were up."""
    walk = Walk(everybody, seed, rates)
    today = day_of(start)
    day = beginning(today)
    walk.expect(intentions(everybody, seed, since=day, until=today, rates=rates))
    while day < today:
        yield Day(day, tuple(walk.live(day)))
        day += timedelta(days=1)
    walk.to_come[day] = [movement for movement in morning(day) if movement.at < start]
    yield Day(day, tuple(walk.live(day)))


def intentions(
    everybody: Sequence[Customer], seed: int, *, since: date, until: date, rates: PostedRates
) -> Iterator[Movement]:
    """What is meant to happen from the day `since` to before `until`, in no order."""
    opened = {account.number: account.opened_on for someone in everybody for account in someone.accounts}
    for someone in everybody:
        yield from _opening(someone)
        first = since
        while first <= matures_on(until, 1):  # a salary of next month's first days may be paid in this one
            chance = Random(f"{seed} {someone.person.card_number} {first}")
            for movement in month(someone.life, first, chance):
                on = movement.at.date()
                parties = (movement.source.account, movement.target.account)
                if all(opened.get(account, date.min) < on for account in parties):
                    yield movement
            first = matures_on(first, 1)
        for deposit in someone.deposits:
            yield from _deposit(someone.person, deposit, until, rates)


class Walk:
    """The balances as the days go by, and what is still to come."""

    def __init__(self, everybody: Sequence[Customer], seed: int, rates: PostedRates) -> None:
        self.to_come: defaultdict[date, list[Movement]] = defaultdict(list)
        self._rates = rates
        self._chance = Random(f"refunds {seed}")
        self._accounts = {
            account.number: Accrual(account.opened_on)
            for someone in everybody
            for account in someone.accounts
        }
        self._earning = {
            account.number: Party(someone.person.name, account.number)
            for someone in everybody
            for account in someone.currents
        }

    def expect(self, movements: Iterator[Movement]) -> None:
        """Take note of what is meant to happen."""
        for movement in movements:
            self.to_come[movement.at.date()].append(movement)

    def live(self, day: date) -> Iterator[Movement]:
        """What did happen on that day, in the order of time."""
        due = self.to_come.pop(day, [])
        if credited(day):
            due.extend(self._interest(day))
        for movement in sorted(due, key=lambda movement: movement.at):
            if self._moved(movement, day):
                yield movement
                if self._chance.randrange(100) < movement.refunds:
                    self.expect(iter([self._refund(movement)]))

    def _moved(self, movement: Movement, day: date) -> bool:
        source = self._accounts.get(movement.source.account)
        target = self._accounts.get(movement.target.account)
        if not movement.amount or (source and source.balance < movement.amount):
            return False
        if source:
            source.change(-movement.amount, day)
        if target:
            target.change(movement.amount, day)
        return True

    def _interest(self, day: date) -> Iterator[Movement]:
        at = datetime.combine(day, time(2, 10), BANK_ZONE)
        rate_bps = self._rates.on(day - timedelta(days=1)).demand_bps
        for number, party in self._earning.items():
            earned = self._accounts[number].settle(day, rate_bps=rate_bps)
            yield Movement(at, earned, INTEREST, party, DEMAND_INTEREST)

    def _refund(self, bought: Movement) -> Movement:
        percent = self._chance.choice((100, 100, 100, 50, 30))
        at = bought.at + timedelta(days=self._chance.randint(1, 8), seconds=self._chance.randrange(3600))
        about = About("退款", REFUND_CATEGORY, bought.about.channel, received=REFUND_CATEGORY)
        return Movement(at, Money(bought.amount.fen * percent // 100), bought.target, bought.source, about)


def _opening(someone: Customer) -> Iterator[Movement]:
    for account in someone.currents:
        at = datetime.combine(account.opened_on, time(9, 40), BANK_ZONE)
        yield Movement(at, account.opening, CASH, Party(someone.person.name, account.number), OPENING)


def _deposit(person: Person, deposit: Deposit, until: date, rates: PostedRates) -> Iterator[Movement]:
    """The money comes from another bank in the same second, so that nothing is bought with it in between."""
    at = datetime.combine(deposit.opened_on, time(10, 5, 30), BANK_ZONE)
    saved = Party(person.name, deposit.number)
    yield Movement(at, deposit.principal, Party(person.name), person.party, MOVED_IN)
    yield Movement(at, deposit.principal, person.party, saved, FIXED)
    since = deposit.opened_on
    term = 1
    while (ends_on := matures_on(deposit.opened_on, term * deposit.months)) < until:
        rate_bps = rates.on(since).fixed_bps(deposit.months)
        earned = fixed_interest(deposit.principal, rate_bps=rate_bps, months=deposit.months)
        at = datetime.combine(ends_on, time(2, 30), BANK_ZONE)
        yield Movement(at, earned, INTEREST, person.party, FIXED_INTEREST)
        since, term = ends_on, term + 1
