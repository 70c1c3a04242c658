"""What the clearing house can't know is decided by the staff, and what can't come back given to another account."""

from datetime import timedelta
from uuid import UUID

import pytest
from tests import clearing_messages as house

from guitai.capabilities.transfers import deciding
from guitai.clearing import reading
from guitai.clearing.reconciliation import book
from guitai.errors import Misconfigured
from guitai.ledger import stops
from guitai.ledger.accounts import account, account_numbered, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.shield import audit_check

LIN, CHEN, THERE = "6239990000000002816", "6239990000000001668", "6214830000000009"
WHY = "对方银行回函：没有收到"


@pytest.fixture
def begins_anew(elsewhere):
    """The house has lost what it had in the morning of a day, and says so in that day's statement."""

    def anew(on="2026-11-23"):
        xml = house.statement(on, since=f"{on}T11:00:00+08:00")
        assert book(elsewhere.db, reading.message(xml.encode())) == ""

    return anew


@pytest.fixture
def in_doubt(lin, pay, elsewhere):
    """500 yuan went to another bank at ten, nobody knows what became of them, and the day is over."""
    pay(f"给张三转五百块，账号{THERE}")
    elsewhere.keeps_silent()
    lin.waits(timedelta(days=1))
    return elsewhere.payment.payment.payment_id


@pytest.fixture
def decides(lin, elsewhere):
    """The staff's word on a payment."""

    def decided(some_id, *, settled):
        deciding.decide(elsewhere.db, str(some_id), settled=settled, by="王柜员", why=WHY)
        lin.ticks()

    return decided


def in_transit(phone):
    return account(phone.db, Internal.CLEARING_OUT.stripe(phone.owner)).balance


def test_what_never_arrived_is_the_payers_again_and_they_are_told(
    lin, in_doubt, begins_anew, decides, holds, told
):
    begins_anew()
    assert (holds(LIN)[0], in_transit(lin)) == ("54840.50", Money(500_00))

    decides(in_doubt.hex, settled=False)

    assert (holds(LIN)[0], in_transit(lin)) == ("55340.50", Money(0))
    assert told(lin)[-1].startswith("您的一笔转账对方银行没有收，钱已经退回您的账户。")
    lin.says("为什么没转成")
    assert lin.card["原因"] == "到当日清算结束时，这笔款没有清算。请重新转账。"


def test_what_arrived_has_left_the_bank(lin, in_doubt, begins_anew, decides, holds, told):
    begins_anew()

    decides(in_doubt, settled=True)

    assert (holds(LIN)[0], in_transit(lin)) == ("54840.50", Money(0))
    assert told(lin)[-1].startswith("您的一笔转账已经到账")


def test_who_decided_and_why_is_on_record(lin, in_doubt, begins_anew, decides):
    begins_anew()

    decides(in_doubt, settled=False)

    (noted,) = lin.db.execute(
        "SELECT subject, by_whom, result, why FROM shield.audit WHERE what = 'transfers.decide'"
    ).fetchall()
    assert noted == (str(in_doubt), "staff 王柜员", "rejected", WHY)
    assert isinstance(audit_check.check(lin.db), audit_check.Summary)


def test_while_the_house_may_still_say_it_nobody_else_does(lin, in_doubt, decides, begins_anew):
    with pytest.raises(Misconfigured, match="the house has not closed 2026-11-23"):
        decides(in_doubt, settled=False)
    lin.waits(timedelta(days=1))

    begins_anew("2026-11-24")  # of the day before there will be none any more

    decides(in_doubt, settled=False)
    assert in_transit(lin) == Money(0)


def test_what_is_decided_is_not_decided_again(in_doubt, begins_anew, decides):
    begins_anew()
    decides(in_doubt, settled=True)

    for settled in (True, False):
        with pytest.raises(Misconfigured, match="it is settled"):
            decides(in_doubt, settled=settled)


@pytest.mark.parametrize("some_id", ["nothing", str(UUID(int=7))])
def test_an_id_that_is_no_payments_is_told_in_one_line(decides, some_id):
    with pytest.raises(Misconfigured, match="no payment has this id"):
        decides(some_id, settled=True)


OTHER = "6239990000000005555"


@pytest.fixture
def empty(lin, pay, elsewhere):
    """Lin has sent all that she had, and it came back to an account that was closed meanwhile, or stopped."""

    def emptied(*, closed):
        key = account_numbered(lin.db, LIN)
        pay(f"给张三转五百块，账号{THERE}")
        if closed:
            left = account(lin.db, key).balance
            out = transfer(
                left, owner=lin.owner, name="out", source=key, target=Internal.CASH, details=Details("销户")
            )
            post(elsewhere.db, out)
            stops.close_account(elsewhere.db, key)
        else:
            stops.stop(elsewhere.db, key, debits=True, credits=True, reason="court")
        elsewhere.refuses("AC06")
        return elsewhere.payment.payment.payment_id.hex

    return emptied


@pytest.fixture
def gives_back(lin, elsewhere):
    """The staff give it to this account."""

    def given(some_id, number):
        lin.waits(timedelta(minutes=1))
        amount = deciding.give_back(elsewhere.db, some_id, number, by="王柜员", why="客户本人到柜台")
        lin.ticks()
        return amount

    return given


def test_what_came_back_to_a_closed_account_goes_to_another_of_the_payers(
    lin, empty, gives_back, holds, told
):
    open_account(lin.db, lin.owner, "current", OTHER)
    sent = empty(closed=True)

    assert gives_back(sent, OTHER) == Money(500_00)

    assert holds(OTHER)[0] == "500.00"
    assert told(lin)[-1].startswith("您有一笔转账退回的钱由本行暂时保管，现在已经退回您的账户")
    (noted,) = lin.db.execute(
        "SELECT by_whom, why FROM shield.audit WHERE what = 'transfers.give_back'"
    ).fetchall()
    assert noted == ("staff 王柜员", "客户本人到柜台")
    with pytest.raises(Misconfigured, match="nothing of this payment waits"):
        gives_back(sent, OTHER)


def test_what_came_back_to_a_stopped_account_stays_until_it_is_free(lin, empty, gives_back):
    open_account(lin.db, lin.owner, "current", OTHER)
    sent = empty(closed=False)

    with pytest.raises(Misconfigured, match="stopped"):
        gives_back(sent, OTHER)


def test_it_goes_to_nobody_else(lin, chen, empty, gives_back):
    sent = empty(closed=True)

    for number, why in {CHEN: "no current account of the payer's", LIN: r"ledger\.account_closed"}.items():
        with pytest.raises(Misconfigured, match=why):
            gives_back(sent, number)
    with pytest.raises(Misconfigured, match=r"ledger\.no_such_account"):
        gives_back(sent, "6239990000000000000")
