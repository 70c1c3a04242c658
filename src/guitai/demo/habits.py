"""One month of a life: what somebody with these habits would pay and be paid, if the money lasts."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from guitai.demo.life import Life, Standing, Till
from guitai.demo.names import SURNAMES
from guitai.demo.places import price
from guitai.demo.plan import CASH, About, Movement, Party
from guitai.money import Money
from guitai.terms.file import SHIPPED
from guitai.workdays import FEASTS, paid_on
from guitai.zone import BANK_ZONE

WITHDRAWALS = (100, 200, 300, 500, 500, 500, 1000, 1000, 1000, 2000, 2000, 3000, 5000)  # yuan
PACKETS = (666, 888, 1880, 5200, 6600, 6666, 8800, 8888, 10000, 10000, 16800, 18800, 20000, 20000)  # fen
FAVOURS = (  # what a friend is paid for, and from and to how many yuan
    ("聚餐AA", 38, 180),
    ("饭钱", 15, 88),
    ("拼车", 20, 120),
    ("还你的", 100, 2000),
    ("电影票", 40, 90),
    ("代买", 30, 400),
    ("", 50, 1000),
)

PACKET = About("红包", "红包", "网上银行", "恭喜发财")
TAKINGS = About("扫码收款", "经营", "收款码")
CASH_TAKEN = About("取款", "取现", "ATM")


def month(life: Life, first: date, chance: Random) -> Iterator[Movement]:
    """What is meant to happen in the month that begins on `first`, in no order."""
    for standing in life.standing:
        if first.month in standing.months:
            yield _due(standing, first, chance)
    yield from _moments(life, first, chance)
    yield from _favours(life, first, chance)
    yield from _packets(life, first, chance)
    if chance.randrange(12) < life.cash:
        amount = Money(chance.choice(WITHDRAWALS) * 100)
        yield Movement(_at(_day(first, chance), 8, 21, chance), amount, life.purse, CASH, CASH_TAKEN)
    if life.till:
        yield from _takings(life.till, first, chance)


def _due(standing: Standing, first: date, chance: Random) -> Movement:
    percent = standing.season[first.month - 1] if standing.season else 100
    swing = chance.randint(-standing.varies * 100, standing.varies * 100) + 10_000
    amount = Money(standing.amount.fen * percent * swing // 1_000_000)
    day = first.replace(day=min(standing.day, _last(first)))
    at = _at(
        paid_on(day, SHIPPED.calendar) if standing.workdays else day, standing.hour, standing.hour + 1, chance
    )
    return Movement(at, amount, standing.source, standing.target, standing.about)


def _moments(life: Life, first: date, chance: Random) -> Iterator[Movement]:
    if not life.places:
        return
    weights = [place.weight * (2 if first.month in place.peaks else 1) for place in life.places]
    several = life.moments * chance.randint(75, 125) // 100
    for place in chance.choices(life.places, weights, k=several):
        at = _at(_day(first, chance), place.opens, place.closes, chance)
        yield Movement(at, price(chance, place), life.purse, place.party, place.about, place.refunds)


def _favours(life: Life, first: date, chance: Random) -> Iterator[Movement]:
    for _ in range(12):
        if life.friends and chance.randrange(144) < life.favours:
            memo, low, high = chance.choice(FAVOURS)
            yuan = low + (high - low) * chance.randrange(100) * chance.randrange(100) // 10_000
            yuan = yuan if yuan < 100 else yuan // 50 * 50
            about = About("转账", "转账", "网上银行", memo)
            at = _at(_day(first, chance), 9, 23, chance)
            yield Movement(at, Money(yuan * 100), life.purse, chance.choice(life.friends), about)


def _packets(life: Life, first: date, chance: Random) -> Iterator[Movement]:
    for feast in sorted(FEASTS):
        if (feast.year, feast.month) == (first.year, first.month):
            for friend in chance.sample(life.friends, k=len(life.friends) // 2):
                amount = Money(chance.choice(PACKETS))
                yield Movement(_at(feast, 8, 23, chance), amount, life.purse, friend, PACKET)


def _takings(till: Till, first: date, chance: Random) -> Iterator[Movement]:
    for number in range(_last(first)):
        day = first + timedelta(days=number)
        if any(feast - timedelta(days=1) <= day <= feast + timedelta(days=4) for feast in FEASTS):
            continue  # closed: the family is together
        for _ in range(chance.randint(till.least, till.most)):
            at = _at(day, till.place.opens, till.place.closes, chance)
            passer_by = chance.choice(SURNAMES) + chance.choice(("先生", "女士"))
            yield Movement(at, price(chance, till.place), Party(passer_by), till.account, TAKINGS)


def _last(first: date) -> int:
    return ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).day


def _day(first: date, chance: Random) -> date:
    return first.replace(day=chance.randint(1, _last(first)))


def _at(day: date, since: int, until: int, chance: Random) -> datetime:
    """A second of that day, from the hour `since` to before the hour `until`."""
    second = chance.randrange(since * 3600, until * 3600)
    return datetime.combine(day, time(tzinfo=BANK_ZONE)) + timedelta(seconds=second)
