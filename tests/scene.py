"""Where the shield is tampered with: two customers, their devices, and all that the bank holds of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import count
from uuid import UUID

import psycopg
from psycopg import sql
from tests.devices import Device, Pages
from tests.rows import TABLES

from guitai import turns
from guitai.customers import customers
from guitai.database import Owner
from guitai.demo import players
from guitai.demo.people import Person
from guitai.language import Catalogue, Language, Tongue
from guitai.ledger.accounts import open_account
from guitai.money import Money
from guitai.shield import cards, devices, ending, freezes, small
from guitai.shield.card import Card, Row
from guitai.shield.devices import NEW
from guitai.shield.strength import Strength
from guitai.understanding.answer import Heard, How

# What is written down of every try, whatever comes of it.
ON_RECORD = {"refusals.refusals", "shield.audit", "shield.audit_heads", "shield.tries", "clock.moved"}
# A challenge that was signed is used up by a no as well.
USED = {"shield.challenges"}
COUNTERS = ["wrong", "wrong_today", "wrong_on", "locked_until", "tries", "used_at"]
TONGUE = Tongue(Catalogue({}), Language.SIMPLIFIED)
WRONG_PIN = "739105"
PINS = ("258036", "402918", "583026")  # Lin's, one after the other


@dataclass
class Customer:
    """Somebody with an account, a phone, and a tablet that is as good."""

    person: Person
    owner: Owner
    phone: Device
    tablet: Device
    pin: str

    @property
    def another_pin(self) -> str:
        """What the PIN may be changed to."""
        return PINS[(PINS.index(self.pin) + 1) % len(PINS)]

    @property
    def details(self) -> dict[str, str]:
        """What binding asks for."""
        return {name: value for name, value in asdict(self.person).items() if name in DETAILS}


DETAILS = ("name", "id_number", "card_number", "mobile")


class Scene:
    """The bank's pages, and who comes to them. `all_of_it` is the database's owner, to look and to put back."""

    def __init__(self, pages: Pages, all_of_it: psycopg.Connection[tuple[object, ...]]) -> None:
        self.pages = pages
        self.database = pages.database
        self.all_of_it = all_of_it
        self._keys = count()
        self.lin = self._customer(players.LIN, "oLin")
        self.chen = self._customer(players.CHEN, "oChen")
        self.stranger = Device(pages, "oStranger")
        self.stranger.loads("/bind")
        self.move(NEW)
        query = sql.SQL(" UNION ALL ").join(self._table(*table) for table in self._tables())
        self._state = query.as_string(all_of_it)

    def state(self) -> dict[str, str]:
        """Every table with a digest over its rows, counters and records of tries aside."""
        return {str(name): str(digest) for name, digest in self.all_of_it.execute(self._state.encode())}

    def forgive(self) -> None:
        """Forget what was tried wrongly, so that the next try is looked at."""
        self.all_of_it.execute(
            """
            UPDATE shield.tries SET count = 0;
            UPDATE shield.codes SET tries = 0;
            UPDATE shield.pins SET wrong = 0, wrong_today = 0, locked_until = NULL
            """
        )

    def move(self, time: timedelta) -> None:
        """Let so much time pass for everybody; or be as if it had not yet."""
        self.all_of_it.execute("UPDATE clock.moved SET ahead = ahead + %(time)s", {"time": time})

    @contextmanager
    def ahead(self, time: timedelta) -> Iterator[None]:
        """So much later, or earlier, and then back again."""
        self.move(time)
        try:
            yield
        finally:
            self.move(-time)

    def says(self, customer: Customer, text: str = "", wish: str | None = None) -> str:
        """A message in the chat, and the reply."""
        with self.database.transaction() as db:
            heard = Heard(How.TYPED, text, None, wish)
            key = b"%032d" % next(self._keys)
            message = turns.Message(customer.owner, key, db.now + timedelta(seconds=4), heard)
            return self.pages.turns.hear(db, message).said

    def order(self, customer: Customer, strength: Strength = Strength.CODE) -> str:
        """An order that waits for its signature: a small-amount rule. What waited before is void."""
        with self.database.transaction() as db:
            small.end(db, customer.owner, why="tampering")
        self.says(customer, "取消")
        self.says(customer, wish="identity.small")
        self.says(customer, "150元")
        order = self.says(customer, "600元").partition("/orders/")[2].partition('"')[0]
        self.all_of_it.execute(
            "UPDATE shield.orders SET strength = %(strength)s WHERE order_id = %(order)s",
            {"strength": strength, "order": order},
        )
        return order

    def card(self, customer: Customer, *, age: timedelta = timedelta(), text: str = "") -> str:
        """The id of a card that was shown so long ago."""
        with self.ahead(-age), self.database.transaction() as db:
            shown = Card("余额", (Row("余额", Money.parse("20000.99")),), text)
            return str(cards.store(db, customer.owner, shown, TONGUE))

    def coded(self, customer: Customer, order: str) -> tuple[bytes, str]:
        """The order as it is opened on the phone, and the code that it asks for."""
        phone = customer.phone
        document = phone.opens_order(order)
        phone.calls(f"/orders/{order}/codes", proof=phone.proof("orders.code", order))
        return document, phone.code(customer.owner)

    def begun(self, customer: Customer, phone: Device) -> tuple[str, str]:
        """The number of a binding that this phone has begun for somebody, and the code for it."""
        phone.loads("/bind")
        number = phone.calls("/shield/bindings", **customer.details)["binding"]
        return number, phone.code(customer.owner)

    def certified(self, customer: Customer, phone: Device) -> str:
        """The bank's certificate on this device's key."""
        phone.loads("/devices")
        mine = f"/shield/devices/{phone.device_id}"
        phone.calls(f"{mine}/codes", proof=phone.proof("certificates.code"))
        given = {"pin": customer.pin, "code": phone.code(customer.owner)}
        answer = phone.calls(f"{mine}/certificates", proof=phone.proof("certificates.issue"), **given)
        return str(answer["certificate"])

    def ends(self, customer: Customer, device_id: str) -> None:
        """A device that was good for one thing goes again."""
        with self.database.transaction() as db:
            device = devices.device(db, customer.owner, UUID(device_id))
            assert device is not None, "it was bound just now"
            ending.end(db, device, by="scene", why="tampering")

    def lift(self, customer: Customer) -> None:
        """End a freeze."""
        with self.database.transaction() as db:
            freezes.lift(db, customer.owner, by="staff")

    def _customer(self, person: Person, openid: str) -> Customer:
        with self.database.transaction() as db:
            owner = customers.open_customer(
                db,
                name=person.name,
                id_number=person.id_number,
                mobile=person.mobile,
                opened_on=date(2025, 3, 1),
            )
            open_account(db, owner, "current", person.card_number, opened_on=date(2025, 3, 1))
        phone, tablet = (Device(self.pages, openid).binds(asdict(person), owner) for _ in range(2))
        return Customer(person, owner, phone, tablet, person.pin)

    def _tables(self) -> list[tuple[str, str]]:
        found = self.all_of_it.execute(TABLES.encode()).fetchall()
        return [
            (str(schema), str(table))
            for schema, table in found
            if f"{schema}.{table}" not in ON_RECORD | USED
        ]

    @staticmethod
    def _table(schema: str, table: str) -> sql.Composed:
        query = """
            SELECT {name}, md5(coalesce(string_agg(row, ' ' ORDER BY row), ''))
              FROM (SELECT md5((to_jsonb(t) - {counters}::text[])::text) AS row FROM {table} AS t) AS rows
            """
        return sql.SQL(query).format(
            name=sql.Literal(f"{schema}.{table}"),
            counters=sql.Literal(COUNTERS),
            table=sql.Identifier(schema, table),
        )
