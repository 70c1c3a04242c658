"""What is unusual, what the customer's own rule pays, and what account classes allow: over transfers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from guitai.capabilities.transfers.conftest import order_behind
from guitai.capabilities.transfers.order import WAIVED
from guitai.classes import bound, counts
from guitai.classes.rules import Way
from guitai.customers import customers
from guitai.ledger.accounts import account_numbered, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.shield import devices, orders, usage
from guitai.shield.strength import Strength
from guitai.understanding.answer import How

LIN, CHEN, ZHOU, THERE = (
    "6239990000000002816",
    "6239990000000001668",
    "6239990000000006336",
    "6214830000000009",
)
SECOND, THIRD = "6239990000000002222", "6239990000000003333"


@pytest.fixture
def elder(lin):
    """Zhou Meihua, 65, on the phone that was Lin's, with money."""
    db = lin.db
    owner = customers.open_customer(
        db, name="周美华", id_number="990103196106280482", mobile="15400000003", opened_on=lin.now.date()
    )
    account = open_account(db, owner, "current", ZHOU)
    post(db, transfer(Money(50_000_00), owner=owner, name="in", source=Internal.CASH, target=account.key))
    lin.owner = owner
    return lin


def later(phone, **time):
    phone.now += timedelta(**time)


def codes(phone):
    return [code for (code,) in phone.db.execute("SELECT code FROM refusals.refusals ORDER BY refusal_id")]


def moves(phone, source, target, amount, signs, when=""):
    """Between two accounts of their own."""
    phone.says(f"从尾号{source[-4:]}转{amount}{when}")
    phone.says(target)
    signs(phone)


@pytest.mark.parametrize(
    "hour, amount, said",
    [
        (10, "五千零一", "第一次付给对方，又超过¥5,000.00，这一笔要加短信验证码。"),
        (23, "一千零一", "夜里23点到6点，超过¥1,000.00的付款要加短信验证码。"),
    ],
)
def test_what_is_unusual_is_said_and_stands_on_the_order(lin, chen, order, hour, amount, said):
    lin.now = lin.now.replace(hour=hour)
    reply = lin.says(f"给陈国强转{amount}，账号{CHEN}")

    assert reply.startswith(said)
    assert (order(lin)["notes"][0], order(lin)["needs"]) == (said, "CODE")


def test_that_it_is_the_first_payment_is_said_once(lin, chen, order):
    reply = lin.says(f"给陈国强转五千零一，账号{CHEN}")

    assert reply.count("第一次付给对方") == 1
    assert "为了您的资金安全，这一笔默认24小时后转出，转出以前可以撤销。" in reply
    assert "".join(order(lin)["notes"]).count("第一次付给对方") == 1


def test_many_payments_in_an_hour_ask_for_a_code(lin, chen, pay, order):
    pay(f"给陈国强转五百块，账号{CHEN}")
    for amount in (501, 502, 503, 504):
        pay(f"给陈国强转{amount}")
    lin.says("给陈国强转505")

    assert order(lin)["needs"] == "CODE"
    later(lin, hours=1, seconds=1)
    lin.says("取消")
    lin.says("给陈国强转505")
    assert order(lin)["needs"] == "PIN"


def test_far_more_than_usual_asks_for_a_code(lin, chen, pay, order):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says("给陈国强转一千五")
    assert order(lin)["needs"] == "PIN"

    lin.says("改成1500.01")
    assert order(lin)["needs"] == "CODE"


def test_while_a_device_is_new_every_order_asks_for_a_code(lin, chen, pay, new_device, order):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says("给陈国强转两百")

    assert order(lin)["needs"] == "CODE"


def test_what_somebody_of_sixty_five_pays_a_new_payee_waits_a_day_and_can_be_taken_back(
    elder, chen, sign_on_their_own, holds, order
):
    said = elder.says(f"给陈国强转五百块，账号{CHEN}")
    assert said.startswith("这是第一次付给对方，为了您的资金安全，默认24小时后转出，转出以前可以撤销。")
    assert order(elder)["转出时间"] == "2026年11月24日 10:00"
    sign_on_their_own(elder)

    assert elder.reply.parts[0].startswith("已经受理，为了您的资金安全")
    assert holds(ZHOU) == ("50000.00", "49500.00")
    assert elder.says("转给陈国强的钱到了吗").startswith("这一笔为了资金安全还没有转出")
    elder.says("撤销转账")
    elder.says("好的")
    assert holds(ZHOU) == ("50000.00", "50000.00")


def test_what_waits_a_day_is_sent_then(elder, chen, sign_on_their_own, holds):
    elder.says(f"给陈国强转五百块，账号{CHEN}")
    sign_on_their_own(elder)
    elder.waits(timedelta(days=1))

    assert (holds(ZHOU), holds(CHEN)[0]) == (("49500.00", "49500.00"), "500.00")


def test_what_was_signed_to_wait_is_set_apart_also_where_the_payee_is_known_by_then(
    elder, chen, sign_on_their_own, holds
):
    elder.says(f"给陈国强转五百块，账号{CHEN}")
    sign_on_their_own(elder)
    elder.waits(timedelta(hours=23, minutes=58))
    elder.says(f"给陈国强转八百块，账号{CHEN}")
    second = order_behind(elder)
    elder.waits(timedelta(minutes=3))
    assert holds(CHEN)[0] == "500.00"
    orders.sign(replace(elder.db, now=elder.now), devices.devices(elder.db, elder.owner)[0], second, "s")
    elder.happens("signed", second)

    assert elder.reply.parts[0].startswith("已经受理，为了您的资金安全")
    assert holds(ZHOU) == ("49500.00", "48700.00")


@pytest.mark.parametrize("said", ["今天给陈国强转五百块", "马上给陈国强转五百块"])
def test_whoever_says_when_to_pay_has_not_chosen_to_go_without_the_delay(elder, chen, order, said):
    elder.says(f"{said}，账号{CHEN}")

    assert order(elder)["转出时间"] == "2026年11月24日 10:00"


@pytest.mark.parametrize(
    "when, due", [("实时到账", "签名后马上转出，不能撤销"), ("两小时后到账", "签名后2小时")]
)
def test_who_wants_it_sooner_is_told_what_that_costs_and_the_order_says_so(
    elder, chen, sign_on_their_own, holds, order, when, due
):
    said = elder.says(f"给陈国强转五百块，账号{CHEN}，{when}")
    assert "提前转出就没有这段时间：转出以后不能撤销，受骗了也很难追回。要提前转出吗？" in said
    assert "这一步语音不算数" in elder.says("好的", How.SPOKEN)
    elder.taps("提前转出")
    assert (order(elder)["转出时间"], order(elder)["notes"][0]) == (due, WAIVED.text)
    sign_on_their_own(elder)
    elder.waits(timedelta(hours=2))

    assert holds(CHEN)[0] == "500.00"
    assert [
        why for (why,) in elder.db.execute("SELECT why FROM shield.audit WHERE what = 'transfers.accept'")
    ] == ["the customer gave up the wait of a first payment"]


@pytest.mark.parametrize("answer", ["24小时后转出", "不用了"])
def test_who_does_not_give_the_delay_up_after_all_has_it(
    elder, chen, sign_on_their_own, holds, order, answer
):
    elder.says(f"给陈国强转五百块，账号{CHEN}")
    assert "要提前转出吗" in elder.says("改成实时到账")
    elder.says(answer)
    assert order(elder)["转出时间"] == "2026年11月24日 10:00"
    sign_on_their_own(elder)

    assert holds(ZHOU) == ("50000.00", "49500.00")


@pytest.mark.parametrize(
    "said, due",
    [
        ("次日到账", "2026年11月24日 10:00"),
        ("明天到账", "2026年11月24日 10:00"),
        ("后天到账", "2026年11月25日 00:30"),
        ("每月24号", "每月24日，第一次是2026年11月24日 10:00"),
    ],
)
def test_what_is_for_another_day_leaves_on_it_and_not_before_the_delay_is_over(elder, chen, order, said, due):
    elder.says(f"给陈国强转五百块，账号{CHEN}，{said}")

    assert order(elder)["转出时间"] == due


@pytest.mark.parametrize(
    "amount, due", [("五千", "签名后马上转出，不能撤销"), ("五千零一", "2026年11月24日 10:00")]
)
def test_whoever_pays_more_than_a_little_to_somebody_new_has_the_delay(
    lin, chen, sign, order, holds, amount, due
):
    lin.says(f"给陈国强转{amount}，账号{CHEN}")
    assert order(lin)["转出时间"] == due
    sign(lin)

    assert (holds(CHEN)[0] == "0.00") is ("2026" in due)


def test_to_a_payee_who_is_known_nothing_waits(elder, chen, known, order):
    known(elder, "陈国强", CHEN)
    elder.says("给陈国强转一万，实时到账")

    assert order(elder)["转出时间"] == "签名后马上转出，不能撤销"


def test_the_rule_pays_a_known_payee_unsigned_after_a_yes(lin, chen, rule, pay, holds):
    pay(f"给陈国强转五百块，账号{CHEN}")
    said = lin.says("给陈国强转一百")
    assert said.startswith("给陈国强转¥100.00，大写：壹佰元整。\n这一笔按小额免密办理，不用签名。现在转吗？")
    assert holds(CHEN)[0] == "500.00"

    assert lin.says("好的").startswith("转账成功，回单在卡片上。")
    assert holds(CHEN)[0] == "600.00"
    assert usage.spent(lin.db, lin.owner)[Strength.RULE] == Money(100_00)


@pytest.mark.parametrize("yes", ["好的", "是的。", "现在转", "一", "第一个"])
def test_a_spoken_yes_pays_nothing_under_the_rule(lin, chen, rule, pay, holds, yes):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says("给陈国强转一百")
    said = lin.says(yes, How.SPOKEN)

    assert "为了您的资金安全，这一步语音不算数。要办请点选，或者打字回复“是”。" in said
    assert holds(CHEN)[0] == "500.00"
    assert lin.taps("现在转").startswith("转账成功，回单在卡片上。")
    assert holds(CHEN)[0] == "600.00"


def test_a_spoken_no_counts_under_the_rule(lin, chen, rule, pay, holds):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says("给陈国强转一百")

    assert "您的钱没有变动" in lin.says("不用了", How.SPOKEN)
    assert holds(CHEN)[0] == "500.00"


@pytest.mark.parametrize("said", ["给陈国强转一百五十块零一分", "给陈国强转一百，两小时后到账"])
def test_what_the_rule_does_not_cover_is_signed(lin, chen, rule, pay, order, said):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says(said)

    assert order(lin)["needs"] == "PIN"


def test_a_new_payee_is_signed_whatever_the_amount(lin, chen, rule, order):
    lin.says(f"给陈国强转一块，账号{CHEN}")

    assert order(lin)["needs"] == "CODE"


def test_the_rules_day_is_over_when_its_sum_is_paid(lin, chen, rule, pay, order):
    pay(f"给陈国强转五百块，账号{CHEN}")
    for amount in (100, 101):
        lin.says(f"给陈国强转{amount}")
        lin.says("好的")
    lin.says("给陈国强转99")
    assert "小额免密" in lin.reply.parts[1]
    lin.says("不转了")

    lin.says("给陈国强转99.01")
    assert order(lin)["needs"] == "PIN"


def test_a_second_class_account_pays_ten_thousand_a_day(lin, chen, fund, sign_on_their_own, order):
    fund(SECOND, "30000", kind="current_2")
    chen.says(f"从尾号2222给林晓雯转一万，账号{LIN}")
    sign_on_their_own(chen)
    chen.says(f"从尾号2222给林晓雯转一块，账号{LIN}")
    sign_on_their_own(chen)

    assert codes(chen) == ["classes.out_day"]


def test_to_the_account_it_is_bound_to_nothing_counts(lin, chen, fund, sign_on_their_own):
    fund(SECOND, "40000", kind="current_2")
    second = account_numbered(chen.db, SECOND)
    bound.bind(chen.db, second, THERE)
    chen.says(f"从尾号2222给陈国强转一万五，账号{THERE}")
    sign_on_their_own(chen)
    bound.bind(chen.db, second, CHEN)
    moves(chen, SECOND, CHEN, "一万五", sign_on_their_own)

    assert codes(chen) == []
    assert counts.counted_by(chen.db, second, Way.OUT).day == Money(0)


@pytest.mark.parametrize(
    "source, target, way, why",
    [(SECOND, CHEN, Way.OUT, "classes.out_day"), (CHEN, SECOND, Way.IN, "classes.in")],
)
def test_another_account_of_ones_own_counts_like_anybodys(
    lin, chen, fund, sign_on_their_own, holds, source, target, way, why
):
    fund(SECOND, "20000", kind="current_2")
    fund(CHEN, "20000")
    bound.bind(chen.db, account_numbered(chen.db, SECOND), THERE)
    moves(chen, source, target, "一万", sign_on_their_own)
    moves(chen, source, target, "一块", sign_on_their_own)

    assert (codes(chen), holds(source)[0]) == ([why], "10000.00")
    assert counts.counted_by(chen.db, account_numbered(chen.db, SECOND), way).day == Money(10_000_00)
    assert usage.spent(chen.db, chen.owner) == {}


def test_what_was_to_go_to_ones_own_and_was_cancelled_is_given_back_to_the_class_alone(
    lin, chen, fund, sign_on_their_own
):
    fund(SECOND, "20000", kind="current_2")
    second = account_numbered(chen.db, SECOND)
    moves(chen, SECOND, CHEN, "一万", sign_on_their_own, when="，两小时后到账")
    assert counts.counted_by(chen.db, second, Way.OUT).day == Money(10_000_00)
    usage.spend(chen.db, chen.owner, Money(10_000_00), Strength.PIN)
    chen.says("撤销转账")
    chen.says("撤销")

    assert counts.counted_by(chen.db, second, Way.OUT).day == Money(0)
    assert usage.spent(chen.db, chen.owner) == {Strength.PIN: Money(10_000_00)}


def test_a_third_class_account_takes_two_thousand_and_no_more(lin, chen, fund, pay, holds):
    fund(THIRD, "500", kind="current_3")
    pay(f"给陈国强转一千五，账号{THIRD}")
    pay(f"给陈国强转一块，账号{THIRD}")

    assert codes(lin) == ["classes.in"]
    assert holds(THIRD)[0] == "2000.00"


def test_what_another_bank_refuses_is_given_back_to_the_class(
    lin, chen, known, fund, sign_on_their_own, elsewhere
):
    fund(SECOND, "30000", kind="current_2")
    known(chen, "张三", THERE, "308584000013")
    chen.says(f"从尾号2222给张三转一万，账号{THERE}")
    sign_on_their_own(chen)
    second = account_numbered(chen.db, SECOND)
    assert counts.counted_by(chen.db, second, Way.OUT).day == Money(10_000_00)
    elsewhere.refuses("AC01")

    assert counts.counted_by(chen.db, second, Way.OUT).day == Money(0)


def test_what_is_unusual_is_signed_though_the_rule_would_pay_it(lin, chen, rule, pay, order):
    pay(f"给陈国强转五百块，账号{CHEN}")
    for amount in (501, 502, 503, 504):
        pay(f"给陈国强转{amount}")
    lin.says("给陈国强转一百")

    assert order(lin)["needs"] == "CODE"


def test_to_an_account_of_ones_own_the_rule_is_not_used(chen, lin, fund, order):
    fund(CHEN, "1000")
    chen.says("转100到尾号1196")

    assert order(chen)["needs"] == "PIN"


def test_what_was_moved_to_ones_own_account_is_no_haste(chen, lin, fund, order, sign_on_their_own):
    fund(CHEN, "60000")
    chen.says("转50000到尾号1196")
    sign_on_their_own(chen)
    chen.says(f"从尾号1668给林晓雯转五百块，账号{LIN}")

    assert len(order(chen)["notes"]) == 2  # the two that everybody who pays somebody new is told
