"""A bank in one transaction, with a customer who has an account of each class, and what is done there past the chat."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from tests.house_words import returned, status
from tests.limit_payments import Account, Payment

from guitai.classes import bound
from guitai.classes.opening import open_account
from guitai.clearing import calls
from guitai.clearing.calls import Brought, Outcome
from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.demo.numbers import card_number, id_number, luhn_check
from guitai.ledger.accounts import account
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.reply import Link
from guitai.shield import devices, ending, orders
from guitai.shield.devices import Device
from guitai.shield.document import Document
from guitai.testing.phones import AT, Phone

RICH = 50_000_000_00
THIRD_BEGINS = 1_000_00
KINDS = {1: "current", 2: "current_2", 3: "current_3"}
NAMES = "王小明 李秀兰 赵国栋 孙丽华 周建平 吴晓红 郑志强 冯玉梅".split()
OPENED_ON = date(2025, 3, 1)
ORDER = re.compile(r"/orders/([0-9a-f-]{36})$")

Phones = Callable[[Transaction, Owner], Phone]


@dataclass(frozen=True)
class Place:
    """Where an account is: its number, the name that it is in, and the ledger's key where it is one of this bank's."""

    number: str
    holder: str
    key: AccountKey | None = None


class Bank:
    """Lin's phone at a bank where she and Chen have an account of each class, and she one of class II that is bound to
    none of hers; she has one device.
    """

    def __init__(self, phones: Phones, db: Transaction, chance: Random, born_on: date) -> None:
        self.chance, self.db = chance, replace(db, now=AT)
        self.places: dict[Account, Place] = {}
        self.owner = self._customer("林晓雯", born_on)
        self.phone = phones(self.db, self.owner)
        self.mine = [
            Account(f"mine {kind}", kind, mine=True, bound_to="mine 1" * (kind > 1)) for kind in KINDS
        ]
        self.mine.append(Account("mine, unbound", 2, mine=True))
        other = self._customer("陈国强", date(1980, 1, 1))
        self.others = [Account(f"other {kind}", kind) for kind in KINDS]
        for one in self.mine:
            self._open(self.owner, "林晓雯", one)
        for one in self.others:
            self._open(other, "陈国强", one)
        self.devices = [self.bound(low=False)]

    @property
    def now(self) -> Transaction:
        """The transaction, at the phone's time."""
        return replace(self.db, now=self.phone.now)

    @property
    def said(self) -> str:
        """The sentences of the last reply."""
        reply = self.phone.reply
        return "\n".join(part for part in reply.parts if isinstance(part, str)) if reply else ""

    @property
    def order(self) -> str:
        """The order that the last reply links to; empty where it links to none."""
        parts = self.phone.reply.parts if self.phone.reply else []
        found = [match[1] for part in parts if isinstance(part, Link) and (match := ORDER.search(part.url))]
        return found[-1] if found else ""

    def asked(self, wish: Payment, number: str) -> int:
        """How strongly the order has to be signed, which says what was wished."""
        order = orders.order(self.db, self.owner, UUID(number))
        document = Document.read(order.document)
        told = document.text("account").replace(" ", ""), document.amount("amount").fen
        assert told == (self.places[wish.payee].number, wish.fen), f"{told}, not {wish}"
        return order.strength

    def takes(self, device: Device, order: str) -> int:
        """How strongly this device has to sign it: the page asks a new one for a code too."""
        return orders.order(self.db, self.owner, UUID(order)).strength_on(device, self.now.now)

    def signs(self, device: Device, order: str) -> None:
        """As the page does, once all that the order asks for was checked."""
        orders.sign(self.now, device, UUID(order), "a signature")
        self.phone.happens("signed", UUID(order))

    def bound(self, *, low: bool) -> Device:
        """One more device; every one but the first begins with low limits."""
        keys: dict[str, dict[str, str]] = {"sign_key": {}, "open_key": {}}
        return devices.add(self.now, self.owner, openid="oLin", name="手机", low=low, **keys)

    def removes(self, device: Device) -> None:
        """This device is gone, with the rule that it signed."""
        ending.end(self.now, device, by="a test", why="removed")

    def transfers(self) -> list[tuple[str, str, object, int]]:
        """Every transfer: its number, its state, when it is due, how much it is."""
        rows = self.db.execute(
            """
            SELECT transfer_id::text, state, due_at, amount_fen
              FROM transfers.transfers
             WHERE owner = %(owner)s
             ORDER BY placed_at
            """,
            {"owner": self.owner},
        )
        return [(number, state, due_at, fen) for number, state, due_at, fen in rows]

    def plans(self) -> dict[str, object]:
        """What is paid every month: the number of its order, and when next."""
        rows = self.db.execute(
            """
            SELECT plan_id::text, next_at
              FROM transfers.plans
             WHERE owner = %(owner)s AND next_at IS NOT NULL
            """,
            {"owner": self.owner},
        )
        return dict(rows.fetchall())

    def made_by(self, plan: str, at: object) -> str:
        """The number of the transfer that a plan made at that moment."""
        ((number,),) = self.db.execute(
            "SELECT transfer_id::text FROM transfers.transfers WHERE plan_id::text = %(plan)s AND placed_at = %(at)s",
            {"plan": plan, "at": at},
        ).fetchall()
        return str(number)

    def counted(self) -> dict[tuple[date, int], int]:
        """What counts against limits, in fen, by day and strength."""
        rows = self.db.execute(
            "SELECT used_on, strength, spent_fen FROM shield.usage WHERE owner = %(owner)s AND spent_fen > 0",
            {"owner": self.owner},
        )
        return {(on, strength): fen for on, strength, fen in rows}

    def why(self) -> str:
        """What was said last, and what was refused last."""
        rows = self.db.execute(
            "SELECT code, detail FROM refusals.refusals WHERE owner = %(owner)s ORDER BY refused_at",
            {"owner": self.owner},
        ).fetchall()
        return f"{self.said} {rows[-2:]}"

    def balance(self, of: Account) -> int:
        """What the ledger has on this account, in fen."""
        key = self.places[of].key
        assert key is not None, "it is one of this bank's"
        return account(self.db, key).balance.fen

    def interest(self, of: Account) -> int:
        """What the bank has paid on it of its own, in fen."""
        key = self.places[of].key
        assert key is not None, "it is one of this bank's"
        rows = self.db.execute(
            """
            SELECT coalesce(sum(amount_fen), 0)::bigint
              FROM ledger.postings
             WHERE owner = %(owner)s AND account_id = %(account)s AND category = '利息'
            """,
            {"owner": key.owner, "account": key.account_id},
        ).fetchall()
        return int(rows[0][0])

    def spends(self, of: Account) -> None:
        """Whose account it is spends all that is in it."""
        key, money = self.places[of].key, Money(self.balance(of))
        if key and money:
            name = f"spent {self.phone.now}"
            post(self.now, transfer(money, owner=key.owner, name=name, source=key, target=Internal.MERCHANTS))

    def settled(self, one: Payment) -> None:
        """The other bank has it."""
        self._hears(status("s" + UUID(one.number).hex, UUID(one.number).hex, "ACSC", self.phone.now))

    def rejected(self, one: Payment) -> None:
        """The other bank won't have it."""
        self._hears(status("r" + UUID(one.number).hex, UUID(one.number).hex, "RJCT", self.phone.now, "AC04"))

    def returned(self, one: Payment) -> None:
        """The other bank gives it back."""
        number = UUID(one.number).hex
        self._hears(returned(f"b{number}", number, one.fen, self.phone.now, "AC06"))

    def stranger(self) -> Account:
        """An account at another bank to which nothing was ever paid."""
        serial = f"621483{self.chance.randrange(10**9):09}"
        one = Account(f"stranger {serial}", here=False)
        self.places[one] = Place(serial + luhn_check(serial), self.chance.choice(NAMES))
        return one

    def _hears(self, xml: str) -> None:
        """The worker has brought this."""
        db = self.now
        db.execute("RESET ROLE")
        brought, number = Brought(Outcome.MESSAGE, xml), calls.last_number(db) + 1
        calls.bring(db, calls.HOUSE, brought, turn_id=db.turn_id, number=number)
        db.execute("SET ROLE guitai_core")
        self.phone.ticks()

    def _customer(self, name: str, born_on: date) -> Owner:
        district, sequence = self.chance.randint(1, 9), self.chance.randrange(1000)
        return customers.open_customer(
            self.db,
            name=name,
            id_number=id_number(district=district, born_on=born_on, sequence=sequence),
            mobile="15400000001",
            opened_on=OPENED_ON,
        )

    def _open(self, owner: Owner, holder: str, one: Account) -> None:
        number = card_number(self.chance.randrange(10**11, 10**12))
        key = open_account(self.db, owner, KINDS[one.kind], number, opened_on=OPENED_ON).key
        self.places[one] = Place(number, holder, key)
        if one.mine:
            money = Money(THIRD_BEGINS if one.kind == 3 else RICH)
            begun = transfer(money, owner=owner, name=one.name, source=Internal.RESERVES, target=key)
            post(self.db, begun)
        if one.bound_to:
            bound.bind(self.db, key, self.places[self.mine[0]].number)


def yuan(fen: int) -> str:
    """An amount as somebody would type it."""
    return f"{fen // 100}" if fen % 100 == 0 else f"{fen // 100}.{fen % 100:02}"
