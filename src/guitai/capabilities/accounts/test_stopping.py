"""What a court, the police or the bank orders about an account: it holds until that is lifted, and says no why."""

import pytest

from guitai.capabilities.accounts import stopping
from guitai.capabilities.accounts.stopping import By, Ways
from guitai.errors import Misconfigured
from guitai.ledger.accounts import account, account_numbered
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.ledger.refusals import AccountClosed
from guitai.ledger.stops import close_account
from guitai.money import Money
from guitai.shield import audit_check

LIN, CHEN = "6239990000000002816", "6239990000000001668"
FIRST, SECOND = "(2026)沪01执123", "(2026)沪02执45"


@pytest.fixture
def stops(lin):
    def stop(ordered=By.COURT, order=FIRST, ways=Ways.DEBITS, number=LIN):
        return stopping.stop(lin.db, number, ordered, order, ways, by="王柜员", why="协助冻结通知书")

    return stop


@pytest.fixture
def lifts(lin):
    def lift(ordered=By.COURT, order=FIRST, number=LIN):
        return stopping.lift(lin.db, number, ordered, order, by="王柜员", why="解除通知书")

    return lift


@pytest.fixture
def moves(lin):
    """Ten yuan in cash from this account, or into it."""

    def move(name, *, out):
        key = account_numbered(lin.db, LIN)
        source, target = (key, Internal.CASH) if out else (Internal.CASH, key)
        post(lin.db, transfer(Money(10_00), owner=lin.owner, name=name, source=source, target=target))

    return move


@pytest.mark.parametrize(
    ("ways", "state", "refused"),
    [
        (Ways.DEBITS, "credits_only", [True]),
        (Ways.CREDITS, "debits_only", [False]),
        (Ways.BOTH, "stopped", [True, False]),
    ],
)
def test_an_account_is_stopped_in_the_ways_that_were_ordered(lin, stops, moves, ways, state, refused):
    assert stops(ways=ways)

    assert account(lin.db, account_numbered(lin.db, LIN)).state == state
    for out in (True, False):
        if out in refused:
            with pytest.raises(AccountClosed):
                moves(f"moved {out}", out=out)
        else:
            moves(f"moved {out}", out=out)


def test_the_customer_is_told_that_it_does_not_pay_and_nothing_of_the_order(lin, chen, stops):
    stops(By.POLICE, "沪公(2026)9")

    said = lin.says(f"给陈国强转五百块，账号{CHEN}")
    assert "付款账户现在不能付款，这一笔没有转出" in said
    lin.says("我的账户")
    shown = " ".join(lin.card.values())
    assert "只收不付" in shown
    for told in (said, shown):
        assert not any(word in told for word in ("公安", "法院", "沪", "police", "挂失"))
    assert "不是您自己挂失的" in lin.says("解除挂失")


def test_each_order_is_lifted_by_itself(stops, lifts):
    stops()
    stops(order=SECOND)
    stops(By.BANK, "", Ways.CREDITS)

    assert lifts(order=SECOND) == "stopped"
    assert lifts() == "debits_only"
    assert lifts(By.BANK, "") == "open"


def test_the_same_order_twice_is_one(stops, lifts):
    assert stops()
    assert not stops()
    assert stops(ways=Ways.BOTH)

    assert lifts() == "open"


def test_what_no_order_stops_is_not_lifted_and_what_does_is_named(stops, lifts):
    stops()

    with pytest.raises(Misconfigured, match=r"court .2026.沪02执45 does not stop .*: court .2026.沪01执123"):
        lifts(order=SECOND)


def test_who_did_it_for_whom_is_on_record(lin, stops, lifts):
    stops()
    stops()
    lifts()

    noted = lin.db.execute(
        "SELECT what, subject, by_whom, why FROM shield.audit WHERE what ~ '^accounts.(stop|lift)' ORDER BY seq"
    ).fetchall()
    subject = f"account {account_numbered(lin.db, LIN).account_id}"
    assert noted == [
        ("accounts.stop", subject, "staff 王柜员", f"court {FIRST}, debits: 协助冻结通知书"),
        ("accounts.lift", subject, "staff 王柜员", f"court {FIRST}: 解除通知书"),
    ]
    assert isinstance(audit_check.check(lin.db), audit_check.Summary)


def test_a_loss_that_is_reported_at_the_counter_is_the_one_that_the_chat_knows(lin, stops, lifts):
    stops(By.LOST, "")

    assert "之前已经挂失，一直有效" in lin.says("挂失尾号2816")
    assert lifts(By.LOST, "") == "open"
    assert "您的卡没有挂失" in lin.says("解除挂失")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"number": "6239990000000000000"}, r"ledger\.no_such_account"),
        ({"number": CHEN}, "the account is closed"),
        ({"order": ""}, "the court's order has a number"),
        ({"ordered": By.POLICE, "order": ""}, "the police's order has a number"),
        ({"ordered": By.LOST}, "a lost card has no order's number"),
        ({"ordered": By.LOST, "order": "", "ways": Ways.BOTH}, "a lost card stops what leaves"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(lin, chen, stops, wrong, why):
    close_account(lin.db, account_numbered(lin.db, CHEN))

    with pytest.raises(Misconfigured, match=why):
        stops(**wrong)
