"""What the tests of transfers need beside a phone: a device that signs, what the books say, what other banks say."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from tests import clearing_messages

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee
from guitai.classes.opening import open_account
from guitai.clearing import payments, reading, settlement
from guitai.clearing.banks import OWN_CODE
from guitai.clearing.returns import come_back
from guitai.ledger.accounts import account, account_numbered
from guitai.ledger.chart import Internal
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.reply import Link
from guitai.shield import certificates, devices, orders, small
from guitai.shield.document import Document
from guitai.shield.strength import Strength
from guitai.terms.file import terms

ORDER = re.compile(r"/orders/([0-9a-f-]{36})")


@pytest.fixture
def posts(lin):
    """Gives the bank terms of its own: what stands in this text would stand in its file."""

    def in_a_file(text):
        lin.db = replace(lin.db, terms=terms(tomllib.loads(text), Path("terms.toml")))

    return in_a_file


@pytest.fixture
def device(lin):
    """Lin's device, bound a while ago, with a certificate."""
    return _device(lin)


@pytest.fixture
def new_device(lin):
    """Another of Lin's, bound just now."""
    return _device(lin, low=True)


def _device(phone, *, low=False):
    keys = {"sign_key": {"x": "s"}, "open_key": {"x": "o"}}
    one = devices.add(phone.db, phone.owner, openid="oLin", name="手机", low=low, **keys)
    certificates.issue(phone.db, one)
    return one


def order_behind(phone):
    urls = [part.url for part in phone.reply.parts if isinstance(part, Link)]
    (found,) = [match[1] for url in urls if (match := ORDER.search(url))]
    return UUID(found)


@pytest.fixture
def order():
    """What the order behind a phone's link says, by its labels, and how strongly it has to be signed."""

    def of(phone):
        drafted = orders.order(phone.db, phone.owner, order_behind(phone))
        document = Document.read(drafted.document)
        lines = {line["label"]: line.get("text", line.get("fen")) for line in document.content["lines"]}
        return lines | {"needs": Strength(drafted.strength).name, "notes": document.content["notes"]}

    return of


@pytest.fixture
def sign(device):
    """Signs the order behind a phone's link, as the page does once all is checked; what is said then."""

    def signs(phone, on=device):
        order_id = order_behind(phone)
        orders.sign(replace(phone.db, now=phone.now), on, order_id, "a signature")
        phone.happens("signed", order_id)
        return phone.reply.parts[0]

    return signs


@pytest.fixture
def sign_on_their_own():
    """The same for somebody who has a device of their own, bound a while ago."""

    def signs(phone):
        known = devices.devices(phone.db, phone.owner)
        order_id = order_behind(phone)
        orders.sign(replace(phone.db, now=phone.now), known[0] if known else _device(phone), order_id, "s")
        phone.happens("signed", order_id)

    return signs


@pytest.fixture
def known():
    """Makes somebody a payee whom a payment has reached before: what is paid them waits for nothing."""

    def reached(phone, name, number, bank=OWN_CODE, called=""):
        book.arrived(phone.db, phone.owner, Payee(name, number, bank, called=called))

    return reached


@pytest.fixture
def told(db):
    """What a phone was told unasked, the newest last: while the clock stands still, as it was written."""

    def of(phone):
        rows = db.execute(
            """
            SELECT body ->> 'text'
              FROM outbox.requests
             WHERE owner = %(owner)s AND destination = 'chat'
             ORDER BY put_at, xmin::text::bigint, cmin::text::bigint
            """,
            {"owner": phone.owner},
        )
        return [text for (text,) in rows]

    return of


@pytest.fixture
def pay(lin, sign):
    """Says one sentence, signs what comes of it, and gives what is said then."""

    def paid(sentence):
        lin.says(sentence)
        return sign(lin)

    return paid


@pytest.fixture
def rule(lin, device):
    """Lin has signed once that 150 yuan at once, 300 on a day, need no signature."""
    small.put_in_force(
        lin.db,
        lin.owner,
        UUID(int=1),
        device.device_id,
        single=Money(150_00),
        day=Money(300_00),
        from_at=lin.now - timedelta(days=1),
    )


@pytest.fixture
def holds(db) -> Callable[[str], tuple[str, str]]:
    """What is on the account of that number, and what of it could leave."""

    def of(number):
        one = account(db, account_numbered(db, number))
        return str(one.balance), str(one.available)

    return of


@pytest.fixture
def lines(db, as_owner):
    """The lines of the account of that number: side, amount, summary, counterparty, memo; the newest first."""

    def of(number, most=3):
        key = account_numbered(db, number)
        rows = as_owner(
            """
            SELECT side, amount_fen, summary, counterparty, memo
              FROM ledger.postings
             WHERE owner = %(owner)s AND account_id = %(account)s
             ORDER BY seq DESC
             LIMIT %(most)s
            """,
            {"owner": key.owner, "account": key.account_id, "most": most},
        )
        return [(side, str(Money(fen)), *more) for side, fen, *more in rows]

    return of


@pytest.fixture
def spend(lin):
    """Lin pays a sum elsewhere, with her card."""

    def out(yuan):
        source = account_numbered(lin.db, "6239990000000002816")
        paid = transfer(
            Money.parse(yuan), owner=lin.owner, name="a shop", source=source, target=Internal.RESERVES
        )
        post(lin.db, paid)

    return out


@pytest.fixture
def fund(chen):
    """Gives an account of Chen's a sum, or opens one of that kind for him first."""

    def put(number, yuan, kind=""):
        if kind:
            open_account(chen.db, chen.owner, kind, number)
        entry = transfer(
            Money.parse(yuan),
            owner=chen.owner,
            name=f"fund {number} {yuan}",
            source=Internal.CASH,
            target=account_numbered(chen.db, number),
            details=Details("存款"),
        )
        post(chen.db, entry)

    return put


class Elsewhere:
    """Another bank, as the clearing house tells of it."""

    def __init__(self, phone) -> None:
        self.phone = phone

    @property
    def payment(self):
        """The payment that was sent last."""
        row = self.db.execute(
            "SELECT payment_id FROM clearing.payments ORDER BY sent_at DESC LIMIT 1"
        ).fetchone()
        return payments.locked(self.db, row[0])

    @property
    def db(self):
        """The transaction, now."""
        return replace(self.phone.db, now=self.phone.now)

    def takes_it(self):
        """It arrives."""
        settlement.settle(self.db, self.payment)
        self.phone.ticks()

    def refuses(self, why):
        """It does not."""
        settlement.reject(self.db, self.payment, why)
        self.phone.ticks()

    def keeps_silent(self):
        """Nobody knows."""
        payments.change(self.db, self.payment, payments.State.IN_DOUBT)
        self.phone.ticks()

    def returns(self, why):
        """It comes back after it had arrived."""
        payments.change(self.db, self.payment, payments.State.RETURNED, reason=why)
        self.phone.ticks()

    def sends_back(self, why):
        """The same, and the money with it."""
        message = clearing_messages.returned(self.payment.payment.payment_id.hex, reason=why)
        come_back(self.db, reading.message(message.encode()))
        self.phone.ticks()


@pytest.fixture
def elsewhere(lin):
    """Another bank."""
    return Elsewhere(lin)
