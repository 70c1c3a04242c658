"""Customers whose every value is one that nobody else has and nobody types: long, odd, and drawn from a seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.canary import Planted
from tests.spellings import Value, amount, number, words

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee
from guitai.customers import customers
from guitai.database import Database, Owner, Transaction
from guitai.demo.numbers import card_number, deposit_number, id_number
from guitai.errors import Refusal
from guitai.ledger import statement
from guitai.ledger.accounts import accounts_of, open_account
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import Details, Entry, transfer
from guitai.ledger.posting import post_all
from guitai.ledger.statement import Totals, Wanted
from guitai.money import Money

HAN = 0x4E00, 0x9FA5
HISTORY = timedelta(days=75)
BILLION_FEN = 10**11
PIN = "258036"
NOBODY = Owner(0)  # until the bank has taken them in
# By account, how much comes in or goes out, in billions of yuan, at the least: every sum of them has twelve figures.
MOVES = ((0, 380), (0, -110), (0, 105), (0, -125), (1, 310), (1, -140), (2, 110))
PAYEES_AT = ("308584000013", "308584000013", "102100099996")  # in the payee book, whom nobody names in a chat
TYPED = ("王建国", "冯宇", "陈静")  # whom dialogues pay by name
CATEGORIES = ("餐饮", "交通", "购物", "工资")


@dataclass
class Customer:
    """Somebody with planted values, and what their phone has to know about them."""

    openid: str
    name: str
    id_number: str
    card_number: str
    mobile: str
    owner: Owner = NOBODY
    pin: str = PIN
    codes: int = 0  # that were asked for
    planted: list[Planted] = field(default_factory=list)

    @property
    def details(self) -> dict[str, str]:
        """What they enter on a page when they bind."""
        names = ("name", "id_number", "card_number", "mobile", "pin")
        return {name: getattr(self, name) for name in names}


def plant(database: Database, count: int, *, seed: int, mark: str = "Planted") -> list[Customer]:
    """So many customers of the bank, each with a chat that is bound, two cards and a deposit, and some history."""
    chance = Random(seed)
    people = [_customer(chance, f"o{mark}{number:020d}") for number in range(count)]
    for start in range(0, count, 25):
        some = people[start : start + 25]
        database.run(lambda db, some=some: [_settle(db, one, chance) for one in some])
    return people


def values(db: Transaction, owner: Owner) -> dict[str, list[Value]]:
    """All that the books say of a customer, by what it is to them."""
    person = customers.customer(db, owner)
    assert person is not None, "a visitor has nothing to plant"
    payees = [entry.payee for entry in book.entries(db, owner)]
    accounts, lines = accounts_of(db, owner), statement.page(db, owner, Wanted(), size=100).lines
    return {
        "name": [words(person.name)],
        "identity number": [number(person.id_number)],
        "mobile": [number(person.mobile)],
        "account number": [number(one.number) for one in accounts],
        "balance": [_money(one.balance) for one in accounts]
        + [_money(sum_of(one.balance for one in accounts))],
        "amount of a line": [_money(line.amount) for line in lines],
        "balance after a line": [_money(line.balance_after) for line in lines],
        "sum of lines": [_money(money) for money in _sums(db, owner)],
        "counterparty": [words(line.details.counterparty) for line in lines],
        "memo": [words(line.details.memo) for line in lines],
        "payee": [words(payee.name) for payee in payees if payee.name not in TYPED],
        "payee's account": [number(payee.number) for payee in payees if payee.name not in TYPED],
    }


def sum_of(amounts: Iterator[Money]) -> Money:
    """All of them together."""
    return sum(amounts, Money(0))


def _sums(db: Transaction, owner: Owner) -> Iterator[Money]:
    found = statement.sums(db, owner, Wanted())
    totals: Sequence[Totals] = [found.total, *found.months.values(), *found.categories.values()]
    yield from (money for of in totals for money in (of.received, of.paid) if money)


def _money(money: Money) -> Value:
    return amount(str(money))


def _customer(chance: Random, openid: str) -> Customer:
    born_on = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
    return Customer(
        openid,
        _han(chance, 4),
        id_number(district=chance.randint(1, 9), born_on=born_on, sequence=chance.randrange(1000)),
        card_number(chance.randrange(10**11, 10**12)),
        f"154{chance.randrange(10**7, 10**8)}",
    )


def _settle(db: Transaction, one: Customer, chance: Random) -> None:
    since = db.now - HISTORY
    opened_on = since.date()
    one.owner = customers.open_customer(
        db, name=one.name, id_number=one.id_number, mobile=one.mobile, opened_on=opened_on
    )
    numbers = [one.card_number, card_number(chance.randrange(10**11, 10**12))]
    accounts = [("current", each) for each in numbers]
    accounts.append(("fixed", deposit_number(chance.randrange(10**12, 10**13))))
    keys = [open_account(db, one.owner, *account, opened_on=opened_on).key for account in accounts]
    for result in post_all(db, list(_history(db, one.owner, keys, chance))):
        assert not isinstance(result, Refusal), f"the history adds up: {result!r}"
    customers.bind_openid(db, one.openid, one.owner)
    for bank in PAYEES_AT:
        number_ = f"621483{chance.randrange(10**9, 10**10)}"
        book.arrived(db, one.owner, Payee(_han(chance, 4), number_, bank))
    one.planted = [
        Planted(one.openid, what, value)
        for what, found in values(db, one.owner).items()
        for value in dict.fromkeys(found)
    ]


def _history(db: Transaction, owner: Owner, keys: Sequence[AccountKey], chance: Random) -> Iterator[Entry]:
    for place, (which, billions) in enumerate(MOVES):
        key, comes_in = keys[which], billions > 0
        yield transfer(
            Money(abs(billions) * BILLION_FEN + chance.randrange(BILLION_FEN)),
            owner=owner,
            name=f"move {place}",
            source=Internal.RESERVES if comes_in else key,
            target=key if comes_in else Internal.MERCHANTS,
            details=Details(
                "转入" if comes_in else "消费",
                _han(chance, 5),
                chance.choice(CATEGORIES),
                memo=_han(chance, 5),
            ),
            booked_at=db.now - HISTORY + HISTORY * place / len(MOVES),
        )


def _han(chance: Random, count: int) -> str:
    """Characters of which hardly any two were ever seen beside each other."""
    return "".join(chr(chance.randint(*HAN)) for _ in range(count))
