"""What no phone comes to: the rail for large sums, two who pay at once."""

import tomllib
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from uuid import UUID

import pytest

from guitai.capabilities.transfers import doors, judging, sending, store
from guitai.capabilities.transfers.arrival import AT_ONCE, USUAL, Arrival, When
from guitai.capabilities.transfers.order import Instruction, draft
from guitai.capabilities.transfers.refusals import LargeMeanwhile
from guitai.capabilities.transfers.rules import Payer
from guitai.capabilities.transfers.states import State
from guitai.capabilities.transfers.store import Authority
from guitai.capabilities.transfers.whom import Payee
from guitai.classes import bound, counts
from guitai.classes.rules import Way
from guitai.clearing import payments, settlement
from guitai.clearing.banks import OWN_CODE
from guitai.clearing.rails import Rail
from guitai.customers import customers
from guitai.errors import Refusal
from guitai.ledger.accounts import account, account_numbered, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.schedule.doors import Shift
from guitai.shield import devices, usage
from guitai.shield.strength import DEFAULTS, Limit, Limits, Strength
from guitai.terms.file import terms

LIN, CHEN, THERE = "6239990000000002816", "6239990000000001668", "6214830000000009"
NO_LIMITS = Limits(
    dict.fromkeys(Strength, Limit(Money(10**12), Money(10**12))), Limit(Money(0), Money(0)), Money(10**13)
)
SATURDAY = datetime.fromisoformat("2026-11-21T11:00:00+08:00")


def to_another_bank(phone, yuan):
    key = account_numbered(phone.db, LIN)
    payee = Payee("张三", THERE, "308584000013", proved=True)
    return Instruction(Payer(key, "current", LIN), payee, Money.parse(yuan), "")


def test_more_than_a_million_waits_at_the_weekend_for_the_rail_and_is_set_apart(lin, fund, holds):
    fund(LIN, "3000000")
    db = replace(lin.db, now=SATURDAY)
    agreed = judging.terms(db, lin.owner, to_another_bank(lin, "2000000"), USUAL, NO_LIMITS)

    assert (agreed.rail, f"{agreed.due_at:%m-%d %H:%M}", agreed.held) == (Rail.HVPS, "11-22 20:30", True)


def test_the_rail_is_closed_on_the_holidays_of_the_banks_own_file(lin, posts, fund):
    fund(LIN, "3000000")
    wednesday = datetime.fromisoformat("2027-04-07T17:20:00+08:00")

    def due():
        db = replace(lin.db, now=wednesday)
        agreed = judging.terms(db, lin.owner, to_another_bank(lin, "2000000"), USUAL, NO_LIMITS)
        return f"{agreed.due_at:%m-%d %H:%M}"

    assert due() == "04-07 20:30"
    posts("[[holidays]]\nyear = 2027\noff = [[2027-04-08, 2027-04-09]]\nworked = [2027-04-10]")
    assert due() == "04-09 20:30"


def test_up_to_a_million_goes_at_once_on_any_day(lin, fund):
    db = replace(lin.db, now=SATURDAY)
    agreed = judging.terms(db, lin.owner, to_another_bank(lin, "1000000"), USUAL, NO_LIMITS)

    assert (agreed.rail, agreed.due_at) == (Rail.IBPS, None)


def test_what_falls_due_while_its_rail_is_closed_waits_for_that(lin, device, fund, holds):
    fund(LIN, "3000000")
    friday = replace(lin.db, now=datetime.fromisoformat("2026-11-20T10:00:00+08:00"))
    at = Arrival(When.DATED, SATURDAY)
    agreed = judging.terms(friday, lin.owner, to_another_bank(lin, "2000000"), at, NO_LIMITS)
    number = UUID(int=7)
    authority = Authority(Strength.CERTIFICATE, device.device_id)
    sending.accept(friday, lin.owner, number, agreed, NO_LIMITS, authority, device)
    due = store.next_due(friday)[2]
    assert f"{due:%m-%d %H:%M}" == "11-22 12:30"  # in UTC: 20:30 on Sunday

    doors.send_what_is_due.work(Shift(replace(lin.db, now=due), due.date(), NO_LIMITS), lin.owner, number)
    assert store.transfer(lin.db, lin.owner, number).state is State.SENT


def test_past_three_hundred_thousand_on_a_day_the_customer_is_reminded_and_asked(lin, device, fund):
    fund(LIN, "3000000")
    usage.spend(lin.db, lin.owner, Money(250_000_00), Strength.CERTIFICATE)

    def agreed(yuan, arrival=USUAL):
        return judging.terms(lin.db, lin.owner, to_another_bank(lin, yuan), arrival, NO_LIMITS)

    much, within = agreed("50000.01"), agreed("50000")
    assert (much.large, within.large) == (True, False)
    assert much.question.public_name.text.startswith("当天转出的钱加起来会超过{most}")
    assert draft(much).notes[0].text.startswith("当天转出的钱加起来超过{most}")
    assert much.question.public_name.values == draft(much).notes[0].values == {"most": Money(300_000_00)}
    assert not any("加起来" in note.text for note in draft(within).notes)
    assert not agreed("60000", Arrival(When.DATED, SATURDAY + timedelta(days=7))).large
    usage.spend(lin.db, lin.owner, Money(1), Strength.CERTIFICATE)

    authority = Authority(Strength.CERTIFICATE, device.device_id)
    with pytest.raises(LargeMeanwhile):
        sending.accept(lin.db, lin.owner, UUID(int=1), within, NO_LIMITS, authority, device)
    sending.accept(lin.db, lin.owner, UUID(int=1), much, NO_LIMITS, authority, device)


TWO = 2


def opened_with_a_thousand(db, number, name, kind):
    """A customer, their account with a thousand yuan on it, their name, and a device of theirs."""
    owner = customers.open_customer(
        db, name=name, id_number=f"99010119980412{number:04d}", mobile="", opened_on=db.now.date()
    )
    one = open_account(db, owner, kind, f"62399900000000000{number:02d}")
    post(db, transfer(Money(1000_00), owner=owner, name="in", source=Internal.CASH, target=one.key))
    keys = {"sign_key": {}, "open_key": {}}
    device = devices.add(db, owner, openid=f"o{number}", name="手机", low=False, **keys)
    return owner, one, name, device


@pytest.fixture
def two_customers(database):
    """Two customers with a thousand yuan each, and a device each; their instructions to pay the other all of it."""
    with database.transaction() as db:
        return [
            opened_with_a_thousand(db, number, name, "current")
            for number, name in enumerate(("赵一", "钱二"))
        ]


@pytest.fixture
def third_class(database):
    """A third, whose account is of class III: 2,000 may be on it. In the books it has no bound of its own."""
    with database.transaction() as db:
        return opened_with_a_thousand(db, 2, "孙三", "current_3")


def accept(db, payer, payee, number, yuan):
    """One customer pays the other."""
    owner, one, _, device = payer
    of = Instruction(
        Payer(one.key, "current", one.number),
        Payee(payee[2], payee[1].number, OWN_CODE),
        Money.parse(yuan),
        "",
    )
    customers.lock(db, owner)
    agreed = replace(judging.terms(db, owner, of, AT_ONCE, DEFAULTS), again=True)
    authority = Authority(Strength.CERTIFICATE, device.device_id)
    sending.accept(db, owner, number, agreed, DEFAULTS, authority, device)


def accepts(database, payer, payee, number, refused, barrier, yuan="1000"):
    """The same in a transaction of its own, when everybody is ready."""
    barrier.wait()
    try:
        database.run(lambda db: accept(db, payer, payee, number, yuan))
    except Refusal as no:
        refused.append(no.code)


def until_it_waits(database, thread):
    """Until it stands before a row that is locked, or is over."""
    waiting = 0
    while thread.is_alive() and not waiting:
        with database.transaction() as db:
            (waiting,) = db.execute(
                """
                SELECT count(*)
                  FROM pg_locks
                  JOIN pg_stat_activity USING (pid)
                 WHERE datname = current_database() AND NOT granted
                """
            ).fetchone()


def both(*threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_the_last_money_is_paid_once_by_two_who_try_at_once(database, two_customers):
    zhao, qian = two_customers
    refused, barrier = [], Barrier(TWO)
    both(
        *(
            Thread(target=accepts, args=(database, zhao, qian, UUID(int=number), refused, barrier))
            for number in (1, 2)
        )
    )

    assert refused == ["ledger.insufficient_funds"]
    with database.transaction() as db:
        assert account(db, qian[1].key).balance == Money(2000_00)


@pytest.mark.parametrize("bound_to", ["", "赵一", "钱二"])
def test_two_who_pay_at_once_bring_no_third_class_account_over_what_may_be_on_it(
    database, two_customers, third_class, bound_to
):
    zhao, qian = two_customers
    with database.transaction() as db:
        for _, one, name, _ in two_customers:
            if name == bound_to:
                bound.bind(db, third_class[1].key, one.number)
    refused, ready = [], Barrier(1)
    second = Thread(target=accepts, args=(database, qian, third_class, UUID(int=2), refused, ready, "800"))
    with database.transaction() as db:
        accept(db, zhao, third_class, UUID(int=1), "800")
        second.start()
        until_it_waits(database, second)
    second.join()

    assert refused == ["classes.in"]
    with database.transaction() as db:
        assert account(db, third_class[1].key).balance == Money(1800_00)
        counted = counts.counted_by(db, third_class[1].key, Way.IN).day
        assert counted == Money(0 if bound_to == "赵一" else 800_00)


def test_two_who_pay_each_other_at_once_both_do(database, two_customers):
    zhao, qian = two_customers
    for round_ in range(5):
        refused, barrier = [], Barrier(TWO)
        both(
            Thread(
                target=accepts, args=(database, zhao, qian, UUID(int=10 + round_), refused, barrier, "300")
            ),
            Thread(
                target=accepts, args=(database, qian, zhao, UUID(int=20 + round_), refused, barrier, "300")
            ),
        )
        assert refused == []

    with database.transaction() as db:
        assert {account(db, one[1].key).balance for one in two_customers} == {Money(1000_00)}


FEES = """
[[transfer_fees]]
from = 2026-01-01
inside = [{ fee = "0" }]
outside = [{ fee = "2" }]
"""


def sends(db, payer, number):
    """Somebody pays to another bank, for a fee."""
    owner, one, _, device = payer
    of = Instruction(
        Payer(one.key, "current", one.number), Payee("张三", THERE, "308584000013"), Money(100_00), ""
    )
    agreed = judging.terms(db, owner, of, AT_ONCE, DEFAULTS)
    authority = Authority(Strength.CERTIFICATE, device.device_id)
    sending.accept(db, owner, number, agreed, DEFAULTS, authority, device)


def rejected(db, payer, number):
    """It does not arrive: the sum and the fee come back."""
    settlement.reject(db, payments.locked(db, number), "AC01")


@pytest.mark.parametrize("work", [sends, rejected])
def test_a_sum_and_its_fee_move_at_once_so_that_no_other_turn_comes_between(database, two_customers, work):
    payer, number, tries = two_customers[0], UUID(int=3), []
    ours = terms(tomllib.loads(FEES), Path("terms.toml"))
    owner, key = payer[0], payer[1].key

    def worked(db):
        tries.append(work)
        work(replace(db, terms=ours), payer, number)

    if work is rejected:
        database.run(lambda db: sends(replace(db, terms=ours), payer, number))
    moves = Thread(target=database.run, args=(worked,))
    with database.transaction() as db:
        source, target = Internal.FEES_INCOME, Internal.CASH
        post(db, transfer(Money(1_00), owner=owner, name="fees", source=source, target=target))
        moves.start()
        until_it_waits(database, moves)
        post(db, transfer(Money(1_00), owner=owner, name="to the payer", source=source, target=key))
    moves.join()

    assert tries == [work]


def test_two_clockworks_send_what_is_due_once(database, two_customers):
    zhao, qian = two_customers
    of = Instruction(
        Payer(zhao[1].key, "current", zhao[1].number),
        Payee(qian[2], qian[1].number, OWN_CODE),
        Money(400_00),
        "",
    )
    with database.transaction() as db:
        agreed = judging.terms(db, zhao[0], of, Arrival(When.TWO_HOURS), DEFAULTS)
        authority = Authority(Strength.CODE, zhao[3].device_id)
        sending.accept(db, zhao[0], UUID(int=1), agreed, DEFAULTS, authority, zhao[3])
    barrier = Barrier(TWO)

    def works():
        def work(db):
            later = replace(db, now=db.now + timedelta(hours=2, seconds=1))
            doors.send_what_is_due.work(Shift(later, later.now.date(), DEFAULTS), zhao[0], UUID(int=1))

        barrier.wait()
        database.run(work)

    both(Thread(target=works), Thread(target=works))
    with database.transaction() as db:
        assert account(db, qian[1].key).balance == Money(1400_00)
        assert db.execute("SELECT count(*) FROM transfers.events").fetchone()[0] == 2
