"""Proof: a card is reported lost while a payment from it is signed: it was paid before, or it is refused for that."""

import secrets
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from tests.reporting import report

from guitai import app
from guitai.conversation.hearing import Conversations
from guitai.customers import customers
from guitai.ledger.accounts import account, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.check import check
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.ledger.stops import history, lift
from guitai.money import Money
from guitai.naming import LOST
from guitai.reply import Link
from guitai.shield import audit_check, devices, freezes, orders
from guitai.shield.refusals import OrderOver
from guitai.turns import Message, Turns
from guitai.understanding.answer import Happened, Heard, How
from guitai.understanding.load import understanding

pytestmark = pytest.mark.proof

LIN, CHEN = "6239990000000002816", "6239990000000001668"
BEGUN = Money(100_000_00)
OPENED_ON = date(2025, 3, 1)
ANSWER_WITHIN = timedelta(seconds=4.5)


class Bank:
    """Lin's phone and her signing page, at a bank that commits every turn on whichever connection it came by."""

    def __init__(self, database):
        self.database = database
        told = Conversations(app.flows(), app.catalogue(), understanding(), str, people=app.people())
        self.turns = Turns(told, lambda reply: ["\n".join(map(_text, reply.parts))])
        with database.transaction() as db:
            self.owner, self.lin = self._customer(db, "林晓雯", LIN)
            _, self.chen = self._customer(db, "陈国强", CHEN)
            begun = transfer(BEGUN, owner=self.owner, name="begun", source=Internal.RESERVES, target=self.lin)
            post(db, begun)
            keys = {"sign_key": {}, "open_key": {}}
            self.device = devices.add(db, self.owner, openid="oLin", name="手机", low=False, **keys)

    def hears(self, text):
        """A turn of Lin's: she types this. Its id, and the reply."""

        def work(db):
            heard = Heard(How.TYPED, text)
            return self.turns.hear(
                db, Message(self.owner, secrets.token_bytes(32), db.now + ANSWER_WITHIN, heard)
            )

        said = self.database.run(work)
        return said.turn_id, said.said

    def signs(self, order_id):
        """The turn of a signature over this order, once all that it asks for was checked. Its id, and the reply."""

        def work(db):
            customers.lock(db, self.owner)
            freezes.check(db, self.owner)
            orders.sign(db, self.device, order_id, "a signature")
            reply = self.turns.happen(db, self.owner, Happened("signed", order_id.bytes, order_id))
            assert reply is not None, "somebody waits for it"
            return db.turn_id, "\n".join(map(_text, reply.parts))

        return self.database.run(work)

    def found_again(self):
        """The card is as it was."""
        with self.database.transaction() as db:
            lift(db, self.lin, reason=LOST)

    def drafted(self):
        """The one order that waits to be signed."""
        with self.database.transaction() as db:
            ((order_id,),) = db.execute(
                "SELECT order_id FROM shield.orders WHERE owner = %(owner)s AND state = 'drafted'",
                {"owner": self.owner},
            ).fetchall()
        return UUID(str(order_id))

    def ended(self, order_id, turn_id, fen, before):
        """How the order ended, when all its traces say the same: `paid`, or what it was refused for."""
        with self.database.transaction() as db:
            rows = db.execute(
                "SELECT code FROM refusals.refusals WHERE owner = %(owner)s AND turn_id = %(turn)s",
                {"owner": self.owner, "turn": turn_id},
            ).fetchall()
            states = db.execute(
                "SELECT state FROM transfers.transfers WHERE owner = %(owner)s AND transfer_id = %(order)s",
                {"owner": self.owner, "order": order_id},
            ).fetchall()
            posted = db.execute(
                """
                SELECT p.seq
                  FROM ledger.entries AS e
                  JOIN ledger.postings AS p ON p.entry_id = e.entry_id
                 WHERE e.name = %(name)s AND (p.owner, p.account_id) = (%(owner)s, %(account)s)
                """,
                {
                    "name": f"transfer {order_id}",
                    "owner": self.owner,
                    "account": self.lin.account_id,
                },
            ).fetchall()
            stopped = db.execute(
                "SELECT max(seq) FROM ledger.stops WHERE (owner, account_id) = (%(owner)s, %(account)s)",
                {"owner": self.owner, "account": self.lin.account_id},
            ).fetchall()
            left = before - account(db, self.lin).balance
            lost = history(db, self.lin)[-1]
        assert (lost.reason, lost.lifted_at) == (LOST, None), "reported lost, whichever came first"
        if posted:
            assert (rows, states, left) == ([], [("success",)], fen)
            assert posted < stopped, "it had left before"
            return "paid"
        assert (states, left) == ([], Money(0)), "refused, and nothing of it is there"
        ((code,),) = rows
        return code

    def has(self):
        """What is on Lin's account."""
        with self.database.transaction() as db:
            return account(db, self.lin).balance

    @staticmethod
    def _customer(db, name, number):
        owner = customers.open_customer(
            db, name=name, id_number="990101199804120260", mobile="19900000001", opened_on=OPENED_ON
        )
        return owner, open_account(db, owner, "current", number, opened_on=OPENED_ON).key


def _text(part):
    return part if isinstance(part, str) else f"[{part.label}]" if isinstance(part, Link) else ""


def race(bank, pool, number):
    """Lin puts up a payment; then it is signed while she reports the card lost. How it ended for the payment."""
    bank.found_again()
    fen = Money(100 + number)  # the same twice within ten minutes is asked about
    bank.hears(f"给陈国强转{fen}元，账号{CHEN}，实时到账")
    order_id, before, start = bank.drafted(), bank.has(), Barrier(2)

    def at_once(act):
        start.wait()
        return act()

    def sign():
        try:
            return bank.signs(order_id)
        except OrderOver as void:
            return None, void

    acts = [lambda: bank.hears("挂失尾号2816"), sign]
    step = 1 if number % 2 else -1
    (_, lost), (turn_id, signed) = [*pool.map(at_once, acts[::step])][::step]

    assert "已经挂失，从现在起钱出不去" in lost
    if turn_id is None:
        assert bank.has() == before, "its draft was void before it was signed"
        return signed.code
    return bank.ended(order_id, turn_id, fen, before)


def test_a_payment_that_is_signed_as_its_card_is_lost_was_made_before_or_is_refused(database, full_size):
    bank, number = Bank(database), 1_000 if full_size else 25
    with ThreadPoolExecutor(2) as pool:
        ends = Counter(race(bank, pool, one) for one in range(number))

    assert set(ends) <= {"paid", "transfers.payer_lost", "shield.order_over"}
    with database.transaction() as db:
        assert check(db).problem is None
        assert isinstance(audit_check.check(db), audit_check.Summary)
    if full_size:
        report(
            "Two at once: A card is reported lost while a payment is signed",
            "Two turns of one customer, on connections of their own, started together: 挂失 in the chat, and the "
            "signature over a transfer from that card. The transfer was posted before the stop, or it was refused for "
            "it and left nothing behind. The books are proved afterwards.",
            {"races": number} | dict(ends.most_common()),
        )
