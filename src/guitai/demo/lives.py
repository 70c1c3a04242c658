"""How three hundred strangers came to live: work, home, habits and accounts, drawn so that they add up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from guitai.demo.life import (
    ALLOWANCE,
    BONUS,
    ELSEWHERE,
    MORTGAGE,
    PENSION,
    RENT,
    SALARY,
    SAVING,
    TO_PARENTS,
    Life,
    Standing,
    Till,
    bills,
)
from guitai.demo.numbers import card_number, deposit_number
from guitai.demo.people import Current, Customer, Deposit, Person
from guitai.demo.places import PLACES, Place
from guitai.demo.plan import Party
from guitai.demo.stories import NEIGHBOURS
from guitai.money import Money

EMPLOYERS = (  # with the day of the month on which each pays
    ("江海机械厂", 15),
    ("东港物流有限公司", 10),
    ("江海市第三中学", 5),
    ("江海市第一医院", 12),
    ("江海市政工程公司", 20),
    ("海棠服饰有限公司", 25),
    ("江海食品集团", 15),
    ("明湖置业有限公司", 10),
    ("江海公交集团", 8),
    ("海平会计师事务所", 28),
    ("江海建筑设计院", 5),
    ("金桥贸易有限公司", 10),
    ("云帆软件有限公司", 10),
    ("望江大酒店", 15),
)
SHOPS = ("小巷杂货铺", "晨光水果摊", "阿珍裁缝店", "河东早点", "顺手修车", "童趣文具店")
PURCHASE = 62  # yuan: what one costs on average in a set of places
AROUND_HERE = len(PLACES) // 2  # how many places somebody goes to


def customer(number: int, person: Person, people: Sequence[Person], begin: date, seed: int) -> Customer:
    """This person's accounts, opened in the weeks after `begin`, and life among these people."""
    chance = Random(f"life {seed} {number}")
    age = begin.year - person.born
    me = person.party
    others = [other.party for other in people if other is not person]
    pay, standing = _income(chance, me, age)
    moments = chance.choice((0, 0, 1, 1, 2, 2, 3, 4, 6, 10))
    standing += _home(chance, me, others, age, pay)
    spent = sum(paid.amount.fen * len(paid.months) // 12 for paid in standing if paid.source == me)
    left = pay.fen - spent - moments * PURCHASE * 100
    second = card_number(500_000_000 + number) if chance.randrange(6) == 0 and left > 100_000 else None
    if second or left > 500_000 or (left > 40_000 and chance.randrange(4)):
        standing += _put_away(chance, me, left, second)
    life = Life(
        me,
        standing,
        tuple(chance.sample(others, k=chance.randint(1, 4))),
        (*chance.sample(PLACES, k=AROUND_HERE), NEIGHBOURS),
        moments,
        favours=chance.randint(0, 14),
        cash=chance.choice((0, 0, 1, 2, 4)) if age < 50 else chance.choice((0, 4, 8, 12)),
    )
    if chance.randrange(60) == 0:
        stall = Place(chance.choice(SHOPS), "购物", 3, 60, 50, 7, 20, 1)
        life = replace(life, till=Till(me, stall, 0, 1))
    return Customer(person, *_accounts(chance, number, person, pay, begin, second), life)


def _income(chance: Random, me: Party, age: int) -> tuple[Money, tuple[Standing, ...]]:
    if age < 22:
        pay = Money(chance.randint(12, 25) * 100_00)
        return pay, (Standing(1, pay, Party("家人"), me, ALLOWANCE, 20),)
    if age >= 60:
        pay = Money(chance.randint(2300_00, 6200_00))
        return pay, (Standing(15, pay, Party("江海市社会保险中心"), me, PENSION, 7),)
    employer, day = chance.choice(EMPLOYERS)
    pay = Money(3_600_00 + 26_000_00 * chance.randrange(1000) * chance.randrange(1000) // 1_000_000)
    salary = Standing(
        day, pay, Party(employer), me, SALARY, 9, varies=chance.choice((0, 0, 4, 9)), workdays=True
    )
    if chance.randrange(5) < 2:
        bonus = replace(
            salary, day=20, amount=pay * chance.randint(1, 3), about=BONUS, varies=0, months=(1,), hour=15
        )
        return pay, (salary, bonus)
    return pay, (salary,)


def _home(chance: Random, me: Party, others: Sequence[Party], age: int, pay: Money) -> tuple[Standing, ...]:
    standing: tuple[Standing, ...] = ()
    roof = chance.randrange(100)
    if roof < 28 and 21 < age < 45:
        rent = Money(max(pay.fen * chance.randint(18, 32) // 100 // 100_00, 8) * 100_00)
        landlord = chance.choice(others) if chance.randrange(3) else Party("江海安居公寓")
        standing += (Standing(chance.randint(1, 5), rent, me, landlord, RENT, chance.randint(9, 20)),)
    elif roof < 60 and 26 < age < 60:
        loan = Money(pay.fen * chance.randint(20, 38) // 100)
        standing += (Standing(20, loan, me, Party("江海市住房贷款中心"), MORTGAGE, 6),)
    if chance.randrange(3) == 0 and age > 21:
        size = chance.randint(60, 190)
        standing += bills(
            me, day=chance.randint(6, 24), size=size, phone=chance.choice((39, 59, 79, 99, 129))
        )
    if 22 < age < 45 and chance.randrange(5) == 0:
        parents = Money(chance.randint(3, 15) * 100_00)
        standing += (Standing(chance.randint(11, 27), parents, me, chance.choice(others), TO_PARENTS, 20),)
    return standing


def _put_away(chance: Random, me: Party, left: int, second: str | None) -> tuple[Standing, ...]:
    amount = Money(left * chance.randint(55, 95) // 100 // 100_00 * 100_00)
    day = chance.randint(16, 28)
    if second:
        return (Standing(day, amount, me, Party(me.name, second), SAVING, 21),)
    return (Standing(day, amount, me, Party(me.name), ELSEWHERE, 21),)


def _accounts(
    chance: Random, number: int, person: Person, pay: Money, begin: date, second: str | None
) -> tuple[tuple[Current, ...], tuple[Deposit, ...]]:
    opened_on = begin + timedelta(days=chance.randrange(20))
    opening = Money(pay.fen * chance.randint(30, 420) // 100)
    currents = [Current(person.card_number, opened_on, opening)]
    if second:
        currents.append(Current(second, opened_on + timedelta(days=3), Money(0)))
    deposits = []
    if chance.randrange(100) < 8 + (begin.year - person.born) // 2:
        principal = Money(chance.choice((1, 1, 2, 2, 3, 5, 5, 8, 10, 20)) * 10_000_00)
        since = opened_on + timedelta(days=chance.randrange(1, 300))
        deposits.append(
            Deposit(deposit_number(1000 + number), since, principal, chance.choice((6, 12, 12, 24, 36)))
        )
    return tuple(currents), tuple(deposits)
