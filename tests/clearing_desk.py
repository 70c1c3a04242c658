"""The bank's clearing in one transaction, for tests: a payer, what is sent for them, and what is heard."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

from tests.clearing_messages import MERCHANTS, NUMBER

from guitai import clock, outbox
from guitai.clearing import calls
from guitai.clearing.calls import CLEARING, HOUSE, Brought, Outcome
from guitai.clearing.inbox import carry_out, next_inbox
from guitai.clearing.inquiries import inquire, next_inquiry
from guitai.clearing.messages import Party
from guitai.clearing.news import news, next_news
from guitai.clearing.owed import next_owed
from guitai.clearing.payments import Payment, Rail, payment, send
from guitai.clearing.settlement import try_again
from guitai.customers import customers
from guitai.customers.customers import open_customer
from guitai.ledger.accounts import account, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.zone import BANK_ZONE

MONDAY = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
OPENED = Money(10_000_00)


PAYEE = Party("张三", "6214830000000009", MERCHANTS)


def work_inbox(db, admit):
    """Carry out the first message that waits; whether one did."""
    found = next_inbox(db)
    if found:
        carry_out(db, *found[:2], admit)
    return found is not None


def work_inquiries(db):
    """Ask for what is to be asked for first; whether there was any."""
    found = next_inquiry(db)
    if found is None or found[2] > db.now:
        return False
    inquire(db, found[1])
    return True


def work_owed(db):
    """Try again to give back what is owed and due first; whether there was any."""
    found = next_owed(db)
    if found is None or found[2] > db.now:
        return False
    try_again(db, *found[:2])
    return True


def every_news(db, most=9):
    """What is to be told, the oldest first."""
    told = []
    while len(told) < most and (found := next_news(db, [str(one.payment_id) for one in told])):
        customers.lock(db, found[0])
        one = news(db, *found[:2])
        if one is None:
            return told
        told.append(one)
    return told


class Desk:
    """The bank's clearing in one transaction, at a moment that can be moved."""

    def __init__(self, db, now=MONDAY):
        self.db = replace(db, now=now)
        self.numbers = count(1)
        self.refusing = None
        self.owner = open_customer(
            self.db,
            name="林晓雯",
            id_number="990101199804120260",
            mobile="19900000001",
            opened_on=MONDAY.date(),
        )
        self.account = open_account(self.db, self.owner, "current", NUMBER).key
        opening = transfer(
            OPENED, owner=self.owner, name="opening", source=Internal.OPENING_BALANCES, target=self.account
        )
        post(self.db, opening)

    def waits(self, **time):
        """Let time pass: a new transaction."""
        self.db = replace(self.db, now=self.db.now + timedelta(**time), turn_id=clock.uuid7(self.db.now))

    def is_at(self, *moment):
        self.waits(seconds=(datetime(*moment, tzinfo=BANK_ZONE) - self.db.now).total_seconds())

    def pays(self, yuan=500, *, rail=Rail.IBPS, memo="", fee=0, payer=None, to=PAYEE):
        """A payment to another bank, as a transfer makes it; its id."""
        payment_id = clock.uuid7(self.db.now)
        money = Money(yuan * 100)
        leaving = transfer(
            money,
            owner=self.owner,
            name=f"transfer {payment_id}",
            source=self.account,
            target=Internal.CLEARING_OUT,
        )
        sent = Payment(
            owner=self.owner,
            payment_id=payment_id,
            amount=money,
            payer=payer or self.account,
            payer_name="林晓雯",
            payer_account=NUMBER,
            payee_name=to.name,
            payee_account=to.account,
            payee_bank=to.bank,
            memo=memo,
            rail=rail,
            entry_id=post(self.db, leaving).entry_id,
            fee_entry_id=self._fee(payment_id, fee) if fee else None,
        )
        send(self.db, sent)
        return payment_id

    def funds(self, yuan):
        """The payer brings cash."""
        name = f"funds {clock.uuid7(self.db.now)}"
        cash = transfer(
            Money(yuan * 100), owner=self.owner, name=name, source=Internal.CASH, target=self.account
        )
        post(self.db, cash)

    def _fee(self, payment_id, yuan):
        fee = transfer(
            Money(yuan * 100),
            owner=self.owner,
            name=f"fee {payment_id}",
            source=self.account,
            target=Internal.FEES_INCOME,
        )
        return post(self.db, fee).entry_id

    def admit(self, db, meant, money, payer_account):
        if self.refusing:
            raise self.refusing

    def hears(self, xml):
        """The house puts up a message: the worker brings it, the core carries it out. Why it was set aside."""
        self.brings(HOUSE, Brought(Outcome.MESSAGE, xml), number=next(self.numbers))
        return self.works()

    def learns(self, payment_id, outcome, xml="", kind=calls.Kind.PAY):
        """Something comes of a call."""
        self.brings(self.owner, Brought(outcome, xml, kind, payment_id))
        return self.works()

    def works(self):
        before = self._done()
        assert work_inbox(self.db, self.admit)
        ((_, why),) = self._done() - before
        return why

    def _done(self):
        return set(
            self.db.execute("SELECT inbox_id, why FROM clearing.inbox WHERE state <> 'stored'").fetchall()
        )

    def brings(self, owner, brought, number=None):
        """The worker brings this; nothing is carried out yet."""
        self.db.execute("SET ROLE guitai_worker")
        calls.bring(self.db, owner, brought, turn_id=self.db.turn_id, number=number)
        self.db.execute("SET ROLE guitai_core")

    def asks(self):
        """Ask for all that is due to be asked for; how many that were."""
        return sum(1 for _ in iter(lambda: work_inquiries(self.db), False))

    def gives_back(self):
        """Try again to give back all that is owed and due; how often that was."""
        return sum(1 for _ in iter(lambda: work_owed(self.db), False))

    @property
    def called(self):
        """The calls that wait in the outbox, the oldest first."""
        rows = self.db.execute(
            """
            SELECT owner, request_id, body
              FROM outbox.requests
             WHERE destination IN ('clearing', 'clearing.answers')
             ORDER BY put_at, request_id
            """
        ).fetchall()
        return [calls.called(self.db, _request(self.db, *row)) for row in rows]

    def state(self, payment_id):
        """How it stands, and why."""
        stored = payment(self.db, self.owner, payment_id)
        return (str(stored.state), stored.reason) if stored.reason else str(stored.state)

    @property
    def payer_fen(self):
        return account(self.db, self.account).balance.fen

    @property
    def balance(self):
        """What the payer has, in yuan."""
        return self.payer_fen // 100

    @property
    def last_line(self):
        """What the payer's statement says of the last posting: what it was, with whom, the memo."""
        return self.db.execute(
            """
            SELECT summary, counterparty, memo
              FROM ledger.postings
             WHERE owner = %(owner)s AND account_id = %(account)s
             ORDER BY seq DESC
             LIMIT 1
            """,
            {"owner": self.owner, "account": self.account.account_id},
        ).fetchone()

    def fen(self, internal):
        """What one of the bank's own accounts has, on the side on which it grows."""
        ((fen,),) = self.db.execute(
            """
            SELECT sum(credits_posted_fen - debits_posted_fen)
              FROM ledger.accounts
             WHERE account_id = %(id)s AND owner <= 64
            """,
            {"id": internal.account_id},
        ).fetchall()
        return int(fen) * (1 if internal.side == "C" else -1)

    @property
    def in_transit(self):
        return self.fen(Internal.CLEARING_OUT) // 100

    @property
    def reserves(self):
        return self.fen(Internal.RESERVES) // 100

    @property
    def suspense(self):
        return self.fen(Internal.SUSPENSE) // 100


def _request(db, owner, request_id, body):
    return outbox.Request(owner, UUID(str(request_id)), db.turn_id, CLEARING, body, db.now, 1, 1)
