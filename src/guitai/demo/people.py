"""Who banks at the Jianghai Bank. Nobody here exists: see `numbers`."""

from dataclasses import dataclass
from datetime import date
from random import Random

from guitai.demo.life import Life
from guitai.demo.names import full_name
from guitai.demo.numbers import card_number, id_number, mobile
from guitai.demo.plan import Party
from guitai.money import Money


@dataclass(frozen=True, slots=True)
class Person:
    """A name and its numbers. `openid` where a phone is bound; `pin` for those a reader can play."""

    name: str
    id_number: str
    card_number: str
    mobile: str
    openid: str | None = None
    pin: str | None = None

    @property
    def party(self) -> Party:
        """Who others pay: the account of the first card."""
        return Party(self.name, self.card_number)

    @property
    def born(self) -> int:
        """The year of birth, as the identity number tells it."""
        return int(self.id_number[6:10])


@dataclass(frozen=True, slots=True)
class Current:
    """A current account behind a debit card, and the money it was opened with."""

    number: str
    opened_on: date
    opening: Money


@dataclass(frozen=True, slots=True)
class Deposit:
    """A fixed deposit of so many months, renewed at its end without its interest."""

    number: str
    opened_on: date
    principal: Money
    months: int


@dataclass(frozen=True, slots=True)
class Customer:
    """A person, their accounts, the first card's first, and how they live."""

    person: Person
    currents: tuple[Current, ...]
    deposits: tuple[Deposit, ...]
    life: Life

    @property
    def accounts(self) -> tuple[Current | Deposit, ...]:
        """All of them."""
        return (*self.currents, *self.deposits)


def strangers(seed: int, count: int, taken: frozenset[str]) -> list[Person]:
    """So many people with names that are not `taken`; the first two are whom everybody tries: 张三, 李四."""
    chance = Random(f"people {seed}")
    return [_stranger(number, chance, taken) for number in range(1, count + 1)]


def _stranger(number: int, chance: Random, taken: frozenset[str]) -> Person:
    woman = chance.randrange(2) == 1 and number > 2
    born_on = date(chance.choice((1946, 1954, 1962, 1968, 1974, 1980, 1986, 1990, 1994, 1998, 2002)), 1, 1)
    born_on = born_on.replace(year=born_on.year + chance.randrange(6), month=chance.randint(1, 12))
    born_on = born_on.replace(day=chance.randint(1, 28))
    name = {1: "张三", 2: "李四"}.get(number) or full_name(chance, born=born_on.year, woman=woman)
    while name in taken:
        name = full_name(chance, born=born_on.year, woman=woman)
    return Person(
        name,
        id_number(
            district=chance.randint(1, 9), born_on=born_on, sequence=chance.randrange(499) * 2 + 1 - woman
        ),
        card_number(10_000_000 + number * 10_007 + chance.randrange(10_000)),
        mobile(100 + number),
    )
