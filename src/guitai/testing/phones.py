"""The pytest plugin for conversations: a customer's phone, to whom the bank has restarted before every message."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID

import pytest

from guitai import app, clock
from guitai.acquaintances import People
from guitai.conversation.flow import Flow
from guitai.conversation.hearing import Conversations
from guitai.customers import customers
from guitai.database import Database, Owner, Result, Transaction
from guitai.language import Catalogue
from guitai.ledger.accounts import open_account
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import Details, Entry, transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.reply import Link, Reply
from guitai.shield import cards
from guitai.shield.strength import DEFAULTS
from guitai.turns import Message, Said, Turns
from guitai.understanding.answer import Happened, Heard, How, Place
from guitai.understanding.load import understanding
from guitai.understanding.understand import Understanding
from guitai.zone import BANK_ZONE


class Phone:
    """What a customer can do in the chat, and what they read there."""

    def __init__(self, db: Transaction, owner: Owner, conversations: Callable[[], Conversations]) -> None:
        self.db = db
        self.owner = owner
        self.now: datetime = db.now
        self.reply: Reply | None = None
        self._conversations = conversations
        self._last: Message | None = None

    def says(self, text: str, how: How = How.TYPED) -> str:
        """Type this, and read the reply."""
        return self.hears(how=how, text=text)

    def taps(self, label: str) -> str:
        """Tap one of the reply's options."""
        assert self.reply is not None, "there was a reply"
        (option,) = [tap.option_id for tap in self.reply.taps if tap.label == label]
        return self.taps_option(option, label)

    def taps_option(self, option_id: str, label: str = "") -> str:
        """Tap an option by its id: of an old reply, or forged."""
        return self.hears(text=label, option=option_id)

    def chooses(self, intent: str) -> str:
        """Tap a button of the menu."""
        return self.hears(wish=intent)

    def sends(self, how: How, place: Place | None = None) -> str:
        """Send a picture, a place, a sticker."""
        return self.hears(how=how, place=place)

    def hears(
        self,
        how: How = How.TYPED,
        text: str = "",
        option: str | None = None,
        wish: str | None = None,
        place: Place | None = None,
    ) -> str:
        """One new message, and the reply to it."""
        return self.shows(Heard(how, text, option, wish, place))

    def shows(self, heard: Heard) -> str:
        """The same, of what was made out already: a picture as it was read."""
        key = secrets.token_bytes(32)
        return self.turn(Message(self.owner, key, self.now + ANSWER_WITHIN, heard)).said

    def delivered_again(self) -> str:
        """The reply to the last message, when the channel delivers it once more."""
        assert self._last is not None, "there was a message"
        return self.turn(self._last).said

    def turn(self, message: Message) -> Said:
        """One turn in a savepoint of its own, with a bank that has just started."""
        self._last = message
        turn = replace(self.db, turn_id=clock.uuid7(self.now), now=self.now)
        with self.db.savepoint():
            return self._turns().hear(turn, message)

    def happens(self, event: str, subject: object = None, value: object = None, key: bytes = b"") -> None:
        """Something that a flow may wait for happens. What has the same `key` is the same."""
        turn = replace(self.db, turn_id=clock.uuid7(self.now), now=self.now)
        happened = Happened(event, key or secrets.token_bytes(32), subject, value)
        with self.db.savepoint():
            self._turns().happen(turn, self.owner, happened)

    def waits(self, time: timedelta) -> None:
        """Let time pass, and the bank do what falls due meanwhile, each at its moment."""
        until = self.now + time
        clockwork = app.clockwork(Here(self), self._turns(), DEFAULTS, lambda _: None)
        clockwork.enrol()
        while (waiting := clockwork.next()) and waiting.at <= until:
            self.now = max(self.now, waiting.at)
            assert clockwork.go_through(waiting), f"{waiting.door.name} does what is due"
        self.now = until

    def ticks(self) -> None:
        """Let the bank do what has fallen due by now."""
        self.waits(timedelta())

    @property
    def card(self) -> dict[str, str]:
        """The rows of the last card in the last reply."""
        assert self.reply is not None, "there was a reply"
        *_, last = (part for part in self.reply.parts if isinstance(part, Link))
        stored = cards.card(self.db, self.owner, UUID(last.url.rpartition("/")[2]))
        assert stored is not None, "a card that was just shown has not expired"
        return {row["label"]: row["value"] for row in stored.content["rows"]}

    def _turns(self) -> Turns:
        def read(reply: Reply) -> Sequence[str]:
            self.reply = reply
            texts = [f"[{part.label}]" if isinstance(part, Link) else part for part in reply.parts]
            return ["\n".join(texts + [f"{tap.number}. {tap.label}" for tap in reply.taps])]

        return Turns(self._conversations(), read)


class Here(Database):
    """The test's own transaction as a database: what would commit is a savepoint, at the phone's time."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone

    def run(self, work: Callable[[Transaction], Result]) -> Result:
        """Do this in a savepoint."""
        phone = self.phone
        with phone.db.savepoint():
            return work(replace(phone.db, turn_id=clock.uuid7(phone.now), now=phone.now))


ANSWER_WITHIN = timedelta(milliseconds=4500)
AT = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)

# Lin Xiaowen's account: day, what came in or went out, with whom, as what.
LINES = (
    ("2026-09-10", "18500.00", "江海软件", "工资"),
    ("2026-10-10", "18500.00", "江海软件", "工资"),
    ("2026-10-12", "-35.00", "老陈面馆", "餐饮"),
    ("2026-10-15", "-4.00", "江海地铁", "交通"),
    ("2026-11-10", "18500.00", "江海软件", "工资"),
    ("2026-11-20", "-120.50", "江海超市", "购物"),
)


@pytest.fixture
def at_ten(db: Transaction) -> Transaction:
    """The test's transaction on 23 November 2026, at ten in the morning."""
    return replace(db, now=AT)


@pytest.fixture
def lin(at_ten: Transaction) -> Phone:
    """Lin Xiaowen: one current account with tail 2816, some salaries and some spending."""
    owner = _customer(at_ten, "林晓雯", "oLin")
    account = open_account(at_ten, owner, "current", "6239990000000002816", opened_on=date(2025, 3, 1))
    for number, (day, amount, party, category) in enumerate(LINES):
        post(at_ten, _entry(account.key, f"line {number}", day, Money.parse(amount), party, category))
    return Phone(at_ten, owner, _bank())


@pytest.fixture
def chen(at_ten: Transaction) -> Phone:
    """Chen Guoqiang: two current accounts, 1668 and 1196, and a fixed deposit, 7001, with nothing in them."""
    owner = _customer(at_ten, "陈国强", "oChen")
    for kind, tail in (("current", "1668"), ("current", "1196"), ("fixed", "7001")):
        open_account(at_ten, owner, kind, f"623999000000000{tail}", opened_on=date(2025, 3, 1))
    return Phone(at_ten, owner, _bank())


@pytest.fixture
def stranger(at_ten: Transaction) -> Phone:
    """Somebody who only writes to the bank."""
    return Phone(at_ten, customers.owner_of(at_ten, "oStranger"), _bank())


def _customer(db: Transaction, name: str, openid: str) -> Owner:
    owner = customers.open_customer(
        db, name=name, id_number="990101199804120260", mobile="19900000001", opened_on=date(2025, 3, 1)
    )
    customers.bind_openid(db, openid, owner)
    return owner


def _entry(account: AccountKey, name: str, day: str, amount: Money, party: str, category: str) -> Entry:
    came_in = amount.fen > 0
    return transfer(
        amount if came_in else -amount,
        owner=account.owner,
        name=name,
        source=Internal.RESERVES if came_in else account,
        target=account if came_in else Internal.RESERVES,
        details=Details("代发工资" if came_in else "消费", party, category),
        booked_at=datetime.fromisoformat(f"{day}T12:30:00+08:00"),
    )


def _bank() -> Callable[[], Conversations]:
    """The bank with all its capabilities. A card's address is its id."""
    flows, catalogue, people = _capabilities()
    return lambda: Conversations(flows, catalogue, understanding(), str, people=people)


@cache
def _capabilities() -> tuple[Mapping[str, Flow], Catalogue, Sequence[People]]:
    """What the bank can do, its sentences in English, whose names it knows: read once for all tests."""
    return app.flows(), app.catalogue(), app.people()


@pytest.fixture
def phone(db: Transaction) -> Callable[[Iterable[Flow], Mapping[str, Sequence[str]]], Phone]:
    """Makes a visitor's phone on a bank that has these flows and knows these phrases."""

    def make(flows: Iterable[Flow], phrases: Mapping[str, Sequence[str]]) -> Phone:
        by_intent = {flow.intent: flow for flow in flows}
        toy = Understanding(phrases)
        owner = customers.owner_of(db, f"o{secrets.token_hex(13)}")
        return Phone(db, owner, lambda: Conversations(by_intent, Catalogue({}), toy, str))

    return make
