"""A whole bank in one transaction, past the chat: its steps and doors, a clearing house, and the line between them."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from tests import everything_oracle as oracle
from tests.clearing_house import House
from tests.clearing_messages import MERCHANTS

from guitai import app, clock, outbox
from guitai.capabilities.accounts import stopping
from guitai.capabilities.accounts.issuing import sheet_of
from guitai.capabilities.accounts.steps import own_accounts
from guitai.capabilities.accounts.stopping import By, Ways
from guitai.capabilities.cards import steps as cards
from guitai.capabilities.deposits import steps as deposits
from guitai.capabilities.deposits.rules import Renewal
from guitai.capabilities.transfers import history, steps
from guitai.capabilities.transfers.arrival import AT_ONCE, Arrival, When
from guitai.capabilities.transfers.finding import found
from guitai.capabilities.transfers.whom import To
from guitai.clearing import calls, differences
from guitai.clearing.calls import HOUSE, Brought, Kind, Outcome
from guitai.conversation.turn import Turn
from guitai.customers import customers
from guitai.database import Database
from guitai.demo.numbers import id_number
from guitai.language import Catalogue, Language, Tongue
from guitai.ledger.accounts import accounts_of, open_account, page
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.schedule.clockwork import Clockwork
from guitai.shield import devices, orders
from guitai.shield.strength import DEFAULTS
from guitai.understanding.slots.period import Period
from guitai.zone import BANK_ZONE

TONGUE = Tongue(Catalogue({}), Language.SIMPLIFIED)
A_DAY, CLOSES_AT = timedelta(days=1), time(0, 5)
CALLS_OUT = {"transfers.due", "clearing.inbox", "clearing.inquiries"}
DOORS = app.doors()
ARRIVALS = {"": AT_ONCE, "2h": Arrival(When.TWO_HOURS), "next": Arrival(When.NEXT_DAY)}
# What comes of sending to an account of each conduct: what the house makes of it, and what the bank hears at once.
SENT = {
    oracle.TAKES: ("settled", Outcome.ANSWERED),
    oracle.REFUSES: ("rejected", Outcome.ANSWERED),
    oracle.SLOW: ("pending", Outcome.ACCEPTED),
    oracle.CUT: ("settled", Outcome.IN_DOUBT),
    oracle.CUT_REFUSES: ("rejected", Outcome.IN_DOUBT),
    oracle.NEVER: ("", Outcome.IN_DOUBT),
}
KINDS, MANY = ("current", "fixed", "notice"), 1000


class Here(Database):
    """The test's own transaction as a database: what would commit is a savepoint, at the bank's moment."""

    def __init__(self, db, now):
        self.db, self.now = db, now

    def run(self, work):
        """Do this in a savepoint, as a turn."""
        with self.db.savepoint():
            return work(self.turn())

    def turn(self):
        """The transaction, for a turn of its own."""
        return replace(self.db, turn_id=clock.uuid7(self.now), now=self.now)


class Bank:
    """Customers by their places, with a device each. `conducts` are those of accounts at other banks."""

    def __init__(self, db, now, conducts):
        self.here, self.conducts = Here(db, now), conducts
        self.house = House()
        self.owners, self.devices = [], []
        self.clockwork = Clockwork(self.here, DOORS, DEFAULTS, lambda _: None)
        self.fetched, self.made = 0, set()
        self.closed = None  # the last day that the house has closed
        self.called = Counter()

    @property
    def now(self):
        """The bank's moment."""
        return self.here.now

    # --- the bank's own

    def joins(self, name):
        """One more customer, with a device; their place."""
        place = len(self.owners)
        born = {"district": 1, "born_on": date(1985, 4, 12), "sequence": 10 + place}
        db = self.here.turn()
        owner = customers.open_customer(
            db, name=name, id_number=id_number(**born), mobile="15400000001", opened_on=db.now.date()
        )
        keys = {"sign_key": {}, "open_key": {}}
        self.owners.append(owner)
        self.devices.append(devices.add(db, owner, openid=f"o{place}", name="手机", low=False, **keys))
        return place

    def opens(self, place, number, fen):
        """A current account of theirs, with so much on it."""
        db, owner = self.here.turn(), self.owners[place]
        key = open_account(db, owner, "current", number, opened_on=db.now.date()).key
        begun = transfer(
            Money(fen), owner=owner, name=f"begun {number}", source=Internal.OPENING_BALANCES, target=key
        )
        post(db, begun)

    def begins(self, now):
        """From now on its days are closed: those before need nothing of it."""
        self.here.now = now
        self.clockwork.enrol()
        self.closed = now.date() - A_DAY

    # --- a customer's turns

    def pays(self, place, wish):
        """What somebody has in mind is put up, signed and carried out; its number."""

        def put_up(db):
            turn = self._turn(db, place)
            bank = "" if wish.payee.startswith("623999") else MERCHANTS
            (payee,) = found(turn, To(name=wish.payee_name, number=wish.payee), bank)
            sources = steps.payers(turn, wish.payer[-4:], payee)
            # One whose card is lost is not offered any more; it may have been lost only while the order was read.
            named = [*sources.accounts, *filter(None, [sources.gone])]
            source = next(one for one in named if one.number == wish.payer)
            agreed = steps.terms(turn, payee, Money(wish.fen), source, "", _arrival(wish))
            return agreed, steps.put_up(turn, agreed)

        agreed, order = self.here.run(put_up)
        self._signs(place, order, lambda turn: steps.carry_out(turn, order, agreed))
        return str(order)

    def cancels(self, place, number):
        """They take back a transfer or a plan."""

        def work(db):
            turn = self._turn(db, place)
            every = history.waiting(turn, "", None, monthly=False)
            (one,) = [one for one in every if number in (_number(one.transfer), _plan(one.plan))]
            history.take_back(turn, one)

        self.here.run(work)

    def loses(self, place, number):
        """A card is reported lost."""
        self.here.run(
            lambda db: cards.report_lost(self._turn(db, place), self._card(db, place, number, lost=False))
        )

    def finds(self, place, number):
        """It is found again."""
        order = self.here.run(
            lambda db: cards.draft_lifting(self._turn(db, place), self._card(db, place, number, lost=True))
        )
        self._signs(place, order, lambda turn: cards.lift_loss(turn, order))

    def is_stopped(self, number, stopped):
        """The police have it stopped, or freed."""
        said = (By.POLICE, "沪公1")
        about = {"by": "王柜员", "why": "协助通知书"}
        if stopped:
            self.here.run(lambda db: stopping.stop(db, number, *said, Ways.DEBITS, **about))
        else:
            self.here.run(lambda db: stopping.lift(db, number, *said, **about))

    def saves(self, place, source, code, fen, renewal):
        """They open a deposit; its number."""

        def put_up(db):
            turn = self._turn(db, place)
            chosen = next(one for one in deposits.on_sale(turn) if one.product.code == code)
            paid_from = next(one for one in deposits.currents(turn) if one.number == source)
            deposits.offer(turn, chosen, Money(fen), paid_from, Renewal(renewal))
            return deposits.draft_opening(turn, chosen, Money(fen), paid_from, Renewal(renewal))

        before = self._numbers(place)
        order = self.here.run(put_up)
        self._signs(place, order, lambda turn: deposits.open_signed(turn, order))
        (number,) = self._numbers(place) - before
        return number

    def withdraws(self, place, number, fen):
        """They take so much out of a deposit."""

        def put_up(db):
            turn, kept = self._turn(db, place), self._kept(db, place, number)
            target = deposits.paid_to(turn, kept, deposits.takers(turn), "")
            return deposits.draft_withdrawal(turn, kept, Money(fen), target)

        order = self.here.run(put_up)
        self._signs(place, order, lambda turn: deposits.withdraw_signed(turn, order))

    def renews(self, place, number, renewal):
        """They choose what becomes of it."""

        def put_up(db):
            kept = self._kept(db, place, number)
            return deposits.draft_renewal(self._turn(db, place), kept, Renewal(renewal))

        order = self.here.run(put_up)
        self._signs(place, order, lambda turn: deposits.renewal_signed(turn, order))

    def calls(self, place, number, fen):
        """They give notice that they will take so much out of it."""

        def put_up(db):
            return deposits.draft_notice(self._turn(db, place), self._kept(db, place, number), Money(fen))

        order = self.here.run(put_up)
        self._signs(place, order, lambda turn: deposits.notice_signed(turn, order))

    def statement(self, place, number, first, last):
        """What a statement of these days says."""
        turn = self._turn(self.here.turn(), place)
        own = next(
            one
            for one, known in zip(own_accounts(turn), accounts_of(turn.db, turn.customer), strict=True)
            if known.number == number
        )
        return sheet_of(turn, own, Period(first, last))

    # --- time, and other banks

    def goes_on(self, until):
        """Let time pass, and everybody do what falls due meanwhile, each at its moment."""
        self._works()
        while True:
            closes = datetime.combine(self.closed + 2 * A_DAY, CLOSES_AT, BANK_ZONE)
            waiting = self.clockwork.next()
            at = min(closes, waiting.at) if waiting else closes
            if at > until:
                break
            self.here.now = max(self.now, at.astimezone(BANK_ZONE))
            if at == closes:
                self.closed += A_DAY
                self.house.close(self.closed)
                self.fetches()
            else:
                assert self.clockwork.go_through(waiting), f"{waiting.door.name} does what is due"
                if waiting.door.name in CALLS_OUT:
                    self._works()
        self.here.now = until

    def fetches(self):
        """What the house has put up is brought."""
        for xml in self.house.put[self.fetched :]:
            self.fetched += 1
            self._brings(HOUSE, Brought(Outcome.MESSAGE, xml), self.fetched)

    def _works(self):
        """The worker makes the calls that wait, and brings what comes of them."""
        db = self.here.turn()
        rows = db.execute(
            """
            SELECT owner, request_id, destination, body
              FROM outbox.requests
             WHERE destination IN ('clearing', 'clearing.answers') AND request_id <> ALL(%(made)s::uuid[])
             ORDER BY put_at, request_id
            """,
            {"made": list(self.made)},
        ).fetchall()
        for owner, request_id, destination, body in rows:
            self.made.add(request_id)
            request = outbox.Request(
                owner, UUID(str(request_id)), db.turn_id, destination, body, self.now, 1, 1
            )
            call = calls.called(db, request)
            self.called[str(call.kind)] += 1
            self._brings(owner, self._comes_of(call))
        self.fetches()

    def _comes_of(self, call):
        if call.kind is Kind.TELL:
            self.house.hear(call.xml, self.now)
            return Brought(Outcome.ACCEPTED, "", call.kind, call.subject)
        if call.kind is Kind.ASK:
            return Brought(Outcome.ANSWERED, self.house.stands(call.subject.hex), call.kind, call.subject)
        (conduct,) = [self.conducts[number] for number in self.conducts if number in call.xml]
        decided, outcome = SENT[conduct]
        answer = self.house.take(call.xml, self.now, decided) if decided else ""
        heard = answer if outcome is Outcome.ANSWERED else ""
        return Brought(outcome, heard or "", call.kind, call.subject)

    def _brings(self, owner, brought, number=None):
        db = self.here.turn()
        db.execute("SET ROLE guitai_worker")
        calls.bring(db, owner, brought, turn_id=db.turn_id, number=number)
        db.execute("SET ROLE guitai_core")

    # --- what is found of it

    def sums(self):
        """By number: balance, what could leave, whether anything may, what is set apart for it."""
        return {
            one.number: (one.balance.fen, one.available.fen, one.debits_open, one.credits_pending.fen)
            for one in page(self.here.db, KINDS, most=MANY)
        }

    def transfers(self):
        """By number: state, whether it waits until when, how much."""
        rows = self.here.db.execute(
            "SELECT transfer_id::text, state, due_at, amount_fen FROM transfers.transfers"
        )
        return {number: tuple(row) for number, *row in rows}

    def made_by(self, plan, at):
        """The number of the transfer that a plan made at that moment."""
        ((number,),) = self.here.db.execute(
            "SELECT transfer_id::text FROM transfers.transfers WHERE plan_id::text = %(plan)s AND placed_at = %(at)s",
            {"plan": plan, "at": at},
        ).fetchall()
        return number

    def plans(self):
        """What runs every month, and when next."""
        return dict(
            self.here.db.execute(
                "SELECT plan_id::text, next_at FROM transfers.plans WHERE next_at IS NOT NULL"
            ).fetchall()
        )

    def fen(self, internal):
        """What one of the bank's own accounts has, on the side on which it grows."""
        ((fen,),) = self.here.db.execute(
            """
            SELECT coalesce(sum(credits_posted_fen - debits_posted_fen), 0)::bigint
              FROM ledger.accounts
             WHERE account_id = %(id)s AND owner <= 64
            """,
            {"id": internal.account_id},
        ).fetchall()
        return fen * (1 if internal.side == "C" else -1)

    def payments(self):
        """Every payment to another bank: its number there, and how it stands."""
        rows = self.here.db.execute("SELECT payment_id, state FROM clearing.payments")
        return {payment_id.hex: state for payment_id, state in rows}

    def differences(self):
        """What the house's statements and the bank's books say differently."""
        return [one for on in self.house.lines for one in differences.of_day(self.here.db, on)]

    # --- within

    def _turn(self, db, place):
        return Turn(db, self.owners[place], "a step", (), DEFAULTS, TONGUE)

    def _signs(self, place, order, then):
        def work(db):
            orders.sign(db, self.devices[place], order, "a signature")
            return then(self._turn(db, place))

        return self.here.run(work)

    def _card(self, db, place, number, *, lost):
        turn = self._turn(db, place)
        every = cards.reported_lost(turn, "") if lost else cards.own_cards(turn)
        return next(one for one in every if one.number == number)

    def _kept(self, db, place, number):
        return next(one for one in deposits.own_deposits(self._turn(db, place)) if one.number == number)

    def _numbers(self, place):
        return {one.number for one in accounts_of(self.here.turn(), self.owners[place])}


def _arrival(wish):
    if wish.choice == "monthly":
        return Arrival(When.MONTHLY, day=wish.due_at.day)
    return ARRIVALS[wish.choice] if wish.choice in ARRIVALS else Arrival(When.DATED, wish.due_at)


def _number(transfer):
    return str(transfer.transfer_id) if transfer else ""


def _plan(plan):
    return str(plan.plan_id) if plan else ""
