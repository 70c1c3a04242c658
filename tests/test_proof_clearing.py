"""Any history of answers, repeated, late, reordered or lost: bank and house agree in the end, and nothing moved twice.

The oracle is the house's own books. What it never took is the payer's again, what it settled has left, and what the
bank has at the central bank has moved by what the house's statements say.
"""

import re
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from psycopg import Rollback
from tests.clearing_bank import open_bank
from tests.clearing_desk import OPENED, Desk, work_inquiries
from tests.clearing_house import House
from tests.clearing_messages import NUMBER
from tests.reporting import report

from guitai.clearing import differences, owed
from guitai.clearing.calls import Kind, Outcome
from guitai.clearing.messages import Party
from guitai.ledger.chart import Internal
from guitai.ledger.stops import lift, stop
from guitai.money import Money
from guitai_sandbox.conftest import running

pytestmark = [pytest.mark.slow, pytest.mark.proof]

DECIDED = st.sampled_from(["settled", "rejected", "pending"])


class Histories(RuleBasedStateMachine):
    """The bank at its desk, the house with its books, and a wire that loses, repeats and delays."""

    db = None  # set by the test
    counted: ClassVar[Counter[str]] = Counter()

    @initialize()
    def begin(self):
        self._savepoint = self.db.connection.transaction()
        self._savepoint.__enter__()
        self.desk, self.house = Desk(self.db), House()
        self.paid = {}  # payments: what the payer has lost of them if nobody gives it back
        self.fetched = 0
        self.wrong = set()  # payments in that name somebody else, or come while nothing may
        self.heard = set()  # payments in that the bank has heard of
        self.made = set()  # the calls that the worker has made
        self.late = []  # what came of them and is not noted yet
        self.stopped = False  # whether the payer's account takes no credit
        self.owed = set()  # payments that came back meanwhile

    def teardown(self):
        if hasattr(self, "_savepoint"):
            try:
                self.finish()
                self.agree()
            finally:
                self._savepoint.__exit__(Rollback, Rollback(), None)

    @property
    def now(self):
        return self.desk.db.now

    @rule(yuan=st.integers(1, 60))
    def pay(self, yuan):
        self._tick()
        payment_id = self.desk.pays(yuan)
        self.paid[payment_id] = Money(yuan * 100)

    @rule(decided=DECIDED, fate=st.sampled_from(["heard", "lost", "late"]), data=st.data())
    def the_house_takes_what_is_sent(self, decided, fate, data):
        """A payment arrives. Its answer arrives, is lost, or comes when nobody counts on it any more."""
        call = self._next(data, Kind.PAY)
        if call is None:
            return
        if self.now >= call.until:
            self._learn(call, Outcome.UNSENT)
            return
        answer = self.house.take(call.xml, self.now, decided)
        outcome = Outcome.ANSWERED if answer else Outcome.ACCEPTED
        if fate == "heard":
            self._learn(call, outcome, answer or "")
        elif fate == "lost":
            self._learn(call, Outcome.IN_DOUBT)
        else:
            self.late.append((call, outcome, answer or ""))

    @rule(fate=st.sampled_from([Outcome.IN_DOUBT, Outcome.REFUSED, Outcome.UNSENT]), data=st.data())
    def what_is_sent_never_arrives(self, fate, data):
        call = self._next(data, Kind.PAY)
        if call is not None:
            self._learn(call, fate)

    @rule(data=st.data())
    def the_worker_notes_late(self, data):
        if self.late:
            call, outcome, answer = self.late.pop(data.draw(st.integers(0, len(self.late) - 1)))
            self._learn(call, outcome, answer)

    @rule(state=st.sampled_from(["settled", "rejected"]), data=st.data())
    def the_house_decides(self, state, data):
        tx_id = self._of(data, "pending")
        if tx_id:
            self.house.decide(tx_id, state)

    @rule(data=st.data())
    def a_payment_comes_back(self, data):
        tx_id = self._of(data, "settled")
        if tx_id:
            self.house.give_back(tx_id, self.now)

    @rule(data=st.data())
    def the_house_repeats_itself(self, data):
        if self.house.put:
            self.house.put.append(data.draw(st.sampled_from(self.house.put)))

    @rule(yuan=st.integers(1, 60), name=st.sampled_from(["林晓雯", "林小雯"]))
    def another_bank_pays(self, yuan, name):
        tx_id = f"T{len(self.house.came)}"
        self.house.pay_in(tx_id, yuan, self.now, name=name)
        if name != "林晓雯":
            self.wrong.add(tx_id)

    @rule(most=st.integers(1, 6))
    def the_bank_fetches(self, most):
        for xml in self.house.put[self.fetched : self.fetched + most]:
            self.fetched += 1
            self._tick()
            self._comes_in(xml)
            with self._owing():
                assert self.desk.hears(xml) == ""

    @rule(stopped=st.booleans())
    def a_court_stops_what_comes_in_or_lets_it(self, stopped):
        self._tick()
        if stopped:
            stop(self.desk.db, self.desk.account, debits=False, credits=True, reason="court")
        else:
            lift(self.desk.db, self.desk.account, reason="court")
        self.stopped = stopped

    @rule()
    def the_bank_gives_back_what_it_owes(self):
        """An hour after it came back, and then every hour."""
        self._tick()
        tried = self.desk.gives_back()
        assert tried <= len(self.owed)
        if not self.stopped:
            still = {one.payment_id for one in owed.every(self.desk.db)}
            assert still <= self.owed
            self.owed = still

    @rule(seconds=st.sampled_from([1, 20, 300, 7200]))
    def time_passes(self, seconds):
        """Not past the moment at which the house closes the day."""
        closes_at = self.house.closes_at(self.now.date())
        if self.now + timedelta(seconds=seconds) < closes_at - timedelta(hours=1):
            self.desk.waits(seconds=seconds)

    @rule(lost=st.booleans(), data=st.data())
    def the_bank_asks(self, lost, data):
        """Its questions are answered with what the house knows, or the answer is lost, or comes late."""
        self._tick()
        while work_inquiries(self.desk.db):
            self._tick()
        call = self._next(data, Kind.ASK)
        if call is None:
            return
        answer = self.house.stands(call.subject.hex)
        if lost:
            self.late.append((call, Outcome.ANSWERED, answer))
        else:
            self._learn(call, Outcome.ANSWERED, answer)

    @rule(twice=st.booleans(), data=st.data())
    def the_bank_answers(self, twice, data):
        call = self._next(data, Kind.TELL)
        if call is not None:
            for _ in range(1 + twice):
                self.house.hear(call.xml, self.now)
            self._learn(call, Outcome.ACCEPTED)

    @precondition(lambda self: len(self.house.put) < 60)
    @rule()
    def the_day_ends(self):
        on = self.now.date()
        closes_at = self.house.closes_at(on)
        self.desk.waits(seconds=(closes_at - self.now).total_seconds())
        self.house.close(on)

    def finish(self):
        """Everything that is on its way arrives, and two more days are closed."""
        for _ in range(2):
            while (call := self._first(Kind.PAY)) is not None:
                self._learn(call, Outcome.IN_DOUBT)
            for call, outcome, answer in self.late:
                self._learn(call, outcome, answer)
            self.late = []
            self.the_bank_fetches(len(self.house.put))
            while (call := self._first(Kind.TELL)) is not None:
                self.house.hear(call.xml, self.now)
                self._learn(call, Outcome.ACCEPTED)
            self.the_day_ends()
            self.the_bank_fetches(len(self.house.put))
        self.a_court_stops_what_comes_in_or_lets_it(False)
        self.desk.waits(hours=1)
        self.the_bank_gives_back_what_it_owes()
        assert self.owed == set()

    def agree(self):
        """What the bank has of it is what the house has."""
        assert self.desk.fen(Internal.CLEARING_OUT) == 0
        assert self.desk.fen(Internal.RESERVES) == self.house.balance.fen
        assert self.desk.fen(Internal.SUSPENSE) == 0
        for payment_id in self.paid:
            known = self.house.payments.get(payment_id.hex)
            state = self.desk.state(payment_id)
            assert (state if isinstance(state, str) else state[0]) == (known.state if known else "rejected")
        assert [one for day in self.house.lines for one in differences.of_day(self.db, day)] == []
        self.counted["histories"] += 1
        self.counted["payments out"] += len(self.paid)
        self.counted["payments in"] += len(self.house.came)
        self.counted["messages of the house"] += len(self.house.put)
        self.counted["calls of the bank"] += len(self.made)

    @invariant()
    def nobody_has_lost_or_won_anything(self):
        """What the payer has is what is not in transit, has not left, or has come back: by what the bank has heard."""
        if not hasattr(self, "desk"):
            return
        states = {payment_id: self.desk.state(payment_id) for payment_id in self.paid}
        gone = sum(
            amount.fen
            for payment_id, amount in self.paid.items()
            if states[payment_id] in ("sent", "in_doubt", "settled") or payment_id in self.owed
        )
        assert {one.payment_id: one.amount for one in owed.every(self.desk.db)} == {
            payment_id: self.paid[payment_id] for payment_id in self.owed
        }
        in_transit = sum(
            amount.fen
            for payment_id, amount in self.paid.items()
            if states[payment_id] in ("sent", "in_doubt")
        )
        assert self.desk.fen(Internal.CLEARING_OUT) == in_transit
        assert self.desk.payer_fen == OPENED.fen + self.heard_in() - gone
        sent = [call.subject for call in self.desk.called if call.kind is Kind.PAY]
        assert len(sent) == len(set(sent)) == len(self.paid)

    def heard_in(self):
        """What the bank has credited, in fen, by the messages that it has fetched."""
        fetched = "".join(xml for xml in self.house.put[: self.fetched] if "pacs.008" in xml)
        return sum(
            amount.fen
            for tx_id, amount in self.house.came.items()
            if f"<TxId>{tx_id}</TxId>" in fetched and tx_id not in self.wrong
        )

    def _learn(self, call, outcome, xml=""):
        with self._owing():
            assert self.desk.learns(call.subject, outcome, xml, call.kind) == ""

    def _comes_in(self, xml):
        """What comes in while nothing may is refused, and stays so when it is repeated."""
        if "pacs.008" not in xml:
            return
        (tx_id,) = re.findall("<TxId>(.+?)</TxId>", xml)
        if self.stopped and tx_id not in self.heard:
            self.wrong.add(tx_id)
        self.heard.add(tx_id)

    @contextmanager
    def _owing(self):
        """What comes back here is owed where the account takes nothing."""
        before = self._back()
        yield
        if self.stopped:
            self.owed |= self._back() - before

    def _back(self):
        states = {payment_id: self.desk.state(payment_id) for payment_id in self.paid}
        return {payment_id for payment_id, state in states.items() if state[0] in ("rejected", "returned")}

    def _tick(self):
        """No two calls are put at one moment: the same history is the same each time."""
        self.desk.waits(milliseconds=1)

    def _first(self, kind):
        return self._take([call for call in self._open() if call.kind is kind][:1])

    def _next(self, data, kind):
        waiting = [call for call in self._open() if call.kind is kind]
        return self._take([data.draw(st.sampled_from(waiting))] if waiting else [])

    def _open(self):
        return [call for call in self.desk.called if call.xml not in self.made]

    def _take(self, calls):
        for call in calls:
            self.made.add(call.xml)
            return call
        return None

    def _of(self, data, state):
        ids = [tx_id for tx_id, known in self.house.payments.items() if known.state == state]
        return data.draw(st.sampled_from(ids)) if ids else None


def test_bank_and_house_agree_after_any_history(db, full_size):
    Histories.db = db
    Histories.counted.clear()

    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=1_000 if full_size else 40,
            stateful_step_count=50,
            derandomize=not full_size,
            suppress_health_check=list(HealthCheck),
        ),
    )

    if full_size:
        report(
            "The bank and the clearing house agree",
            "Random histories of payments to other banks and from them; answers are lost, late, repeated and "
            "reordered, days are closed, the payer's account is stopped and freed. In the end every payment stands "
            "where the house's books have it, nothing is in transit or owed, and the reserves have moved by the "
            "house's statements.",
            dict(Histories.counted),
        )


BEGINS = "2026-12-07T09:00:00+08:00"  # a Monday


@pytest.fixture
def bank(database, worker_database):
    """The bank as it runs, at the sandbox's clearing house."""
    with running({}, {"now": BEGINS}) as sandbox, open_bank(database, worker_database, sandbox) as bank:
        yield bank


def test_bank_and_the_sandboxs_house_agree_whatever_the_other_banks_do(bank, full_size):
    """Each account that the house knows has a way of its own; payments come in between, some in a wrong name."""
    chance = Random(2026)
    accounts = [
        Party(account["name"], account["account_no"], other["code"])
        for other in bank.house()["banks"]
        for account in other["accounts"]
    ]
    for _ in range(12 if full_size else 1):
        for payee in chance.sample(accounts, len(accounts)):
            bank.pays(chance.randint(1, 9), payee)
            if chance.random() < 0.3:
                name = chance.choice(["林晓雯", "林 晓雯", "林小雯"])
                credit = {
                    "account_no": NUMBER,
                    "name": name,
                    "amount": chance.randint(1, 90),
                    "from_name": "李四",
                }
                bank.sandbox.post("/phone/clearing/credit", **credit)
            bank.waits(minutes=chance.choice([0, 1, 10, 90]))
        bank.waits(days=1)
    bank.waits(days=3)

    bank.agrees()
    states = Counter(bank.of_the_house().values())
    assert {"settled", "rejected", "returned", "credited", "refused"} <= states.keys()
    if full_size:
        report(
            "The bank and the sandbox's clearing house agree",
            "The bank as it runs, over HTTP, against a house that was written from docs/clearing.md alone: its banks "
            "settle, refuse, return, are silent, cut the line, repeat themselves and contradict themselves.",
            {f"payments {state}": count for state, count in sorted(states.items())},
        )
