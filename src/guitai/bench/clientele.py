"""Customers for a bench: each with a phone, two accounts and half a year of history in the ledger."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from guitai.customers.customers import bind_openid, open_customer
from guitai.database import Database, Owner, Transaction, migrate
from guitai.demo.numbers import card_number
from guitai.demo.people import Person, strangers
from guitai.errors import Refusal
from guitai.keys.port import Keys
from guitai.ledger.accounts import open_account
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import Details, Entry, transfer
from guitai.ledger.posting import post_all
from guitai.money import Money
from guitai.zone import day_of

SEED = 1
HISTORY = timedelta(days=180)
PURCHASES = 40
SAVINGS = 700_000_000  # where the serial numbers of second cards begin


def move_in(url: str, keys: Keys, count: int) -> list[str]:
    """So many customers of a bank on an empty database; their openids."""
    migrate(url)
    database = Database(url, size=2, keys=keys)
    try:
        return settle_in(database, count)
    finally:
        database.close()


def settle_in(database: Database, count: int) -> list[str]:
    """So many customers of an empty bank; their openids."""
    people = strangers(SEED, count, frozenset())
    return database.run(lambda db: [_settle(db, number, person) for number, person in enumerate(people)])


def _settle(db: Transaction, number: int, person: Person) -> str:
    since = db.now - HISTORY
    opened_on = day_of(since)
    owner = open_customer(
        db, name=person.name, id_number=person.id_number, mobile=person.mobile, opened_on=opened_on
    )
    cards = [person.card_number, card_number(SAVINGS + number)]
    keys = [open_account(db, owner, "current", card, opened_on=opened_on).key for card in cards]
    for result in post_all(db, list(_history(owner, keys, since))):
        assert not isinstance(result, Refusal), f"the history adds up: {result!r}"
    openid = f"oBench{number:022d}"
    bind_openid(db, openid, owner)
    return openid


def _history(owner: Owner, keys: Sequence[AccountKey], since: datetime) -> Iterator[Entry]:
    current, savings = keys
    about = Details("存款", "现金", "存款", "柜面")
    for key in keys:
        yield transfer(
            Money.parse("50000"),
            owner=owner,
            name=f"opening {key.account_id}",
            source=Internal.CASH,
            target=key,
            details=about,
            booked_at=since,
        )
    about = Details("消费", "江海食品集团", "餐饮", "微信支付")
    for number in range(PURCHASES):
        yield transfer(
            Money(fen=1_880 + 7 * number),
            owner=owner,
            name=f"purchase {number}",
            source=savings if number % 4 == 0 else current,
            target=Internal.MERCHANTS,
            details=about,
            booked_at=since + HISTORY * number / PURCHASES,
        )
