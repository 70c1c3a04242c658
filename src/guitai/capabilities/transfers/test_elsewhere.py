"""Transfers to other banks: on their way, arrived, refused, returned, in doubt. What is said, where the money is."""

from dataclasses import replace
from datetime import timedelta

from guitai.clearing import incoming, settlement
from guitai.clearing.banks import OWN_CODE
from guitai.clearing.messages import CreditTransfer, Ids, Party
from guitai.clearing.rails import Rail
from guitai.ledger import stops
from guitai.ledger.accounts import account, account_numbered
from guitai.ledger.chart import Internal
from guitai.money import Money
from guitai.shield import cards, usage

LIN, THERE = "6239990000000002816", "6214830000000009"
FIVE_HUNDRED = f"给张三转五百块，账号{THERE}"


def in_transit(phone):
    return account(phone.db, Internal.CLEARING_OUT.stripe(phone.owner)).balance


def spent(phone):
    return sum(usage.spent(phone.db, phone.owner).values(), Money(0))


def states(phone):
    rows = phone.db.execute("SELECT state FROM transfers.events ORDER BY seq").fetchall()
    return [state for (state,) in rows]


def book(phone):
    return phone.db.execute("SELECT count(*) FROM transfers.payees").fetchone()[0]


def test_what_goes_to_another_bank_is_on_its_way_when_the_turn_ends(lin, pay, elsewhere, holds):
    said = pay(FIVE_HUNDRED)

    assert said == "已经提交给对方银行，处理中，请勿重复转账。到账或退回都会告诉您。"
    assert (holds(LIN)[0], in_transit(lin)) == ("54840.50", Money(500_00))
    sent = elsewhere.payment.payment
    assert (sent.payee_name, sent.payee_account, sent.payee_bank, sent.payer_name) == (
        "张三",
        THERE,
        "308584000013",
        "林晓雯",
    )
    assert (
        lin.db.execute("SELECT count(*) FROM outbox.requests WHERE destination = 'clearing'").fetchone()[0]
        == 1
    )


def test_its_arrival_is_told_and_makes_the_payee_known(lin, pay, elsewhere, order, told):
    pay(FIVE_HUNDRED)
    assert book(lin) == 0
    elsewhere.takes_it()

    assert told(lin)[-1].startswith("您的一笔转账已经到账，请点开卡片看。")
    assert states(lin) == ["sent", "success"]
    lin.says("给张三转两百")
    assert order(lin)["needs"] == "PIN"


def test_when_it_arrived_is_when_the_clearing_house_said_so_and_not_when_it_is_told(lin, pay, elsewhere):
    pay(FIVE_HUNDRED)
    lin.now = lin.now.replace(hour=23, minute=59, second=59)
    settlement.settle(elsewhere.db, elsewhere.payment)
    lin.now += timedelta(minutes=5)
    lin.ticks()

    lin.says("转账进度")
    assert lin.card["到账时间"] == "2026年11月23日 23:59"


def test_what_comes_from_another_bank_is_told_with_the_time_that_the_statement_has(lin, told):
    came_at = lin.now.replace(hour=23, minute=59, second=59)
    message = CreditTransfer(
        message_id="m1",
        made_at=came_at,
        ids=Ids("T1", "E1", "00000000-0000-4000-8000-000000000000"),
        rail=Rail.IBPS,
        amount=Money(300_00),
        settles_on=came_at.date(),
        payer=Party("李四", THERE, "308584000013"),
        payee=Party("林晓雯", LIN, OWN_CODE),
        memo="房租",
    )
    incoming.take(replace(lin.db, now=came_at), message, lambda *_: None)
    lin.now = came_at + timedelta(minutes=5)
    lin.ticks()

    assert told(lin)[-1].startswith("您收到一笔转账")
    (shown,) = lin.db.execute("SELECT card_id FROM shield.cards").fetchone()
    rows = {row["label"]: row["value"] for row in cards.card(lin.db, lin.owner, shown).content["rows"]}
    assert (rows["付款人"], rows["到账时间"]) == ("李四", "2026年11月23日 23:59")


def test_what_is_refused_is_back_at_once_with_the_reason_and_counts_no_more(
    lin, pay, elsewhere, holds, lines, told
):
    pay(FIVE_HUNDRED)
    assert spent(lin) == Money(500_00)
    elsewhere.refuses("BE01")

    assert told(lin)[-1].startswith("您的一笔转账对方银行没有收，钱已经退回您的账户。")
    assert (holds(LIN)[0], spent(lin), book(lin)) == ("55340.50", Money(0), 0)
    assert lines(LIN, 1)[0][:3] == ("C", "500.00", "退回")
    assert lin.says("为什么没转成").startswith("这一笔没有转成，钱已经退回您的账户")
    assert lin.card["原因"] == "户名和账号不一致。请核对收款人姓名。"


def test_what_comes_back_to_an_account_that_takes_nothing_is_said_to_wait_and_comes_when_it_can(
    lin, pay, elsewhere, holds, lines, told
):
    pay(FIVE_HUNDRED)
    stops.stop(elsewhere.db, account_numbered(lin.db, LIN), debits=True, credits=True, reason="court")
    elsewhere.refuses("AC06")

    assert told(lin)[-1].startswith(
        "您的一笔转账对方银行没有收。您的账户目前不能入账，退回的钱由本行暂时保管，可以入账后自动退回；"
    )
    assert holds(LIN)[0] == "54840.50"
    assert lin.says("为什么没转成").startswith(
        "这一笔没有转成。您的账户目前不能入账，退回的钱由本行暂时保管，可以入账后自动退回；"
    )
    assert lin.card["状态"] == "没有转成，钱等待退回"

    stops.lift(elsewhere.db, account_numbered(lin.db, LIN), reason="court")
    lin.waits(timedelta(hours=1))

    assert told(lin)[-1].startswith("您有一笔转账退回的钱由本行暂时保管，现在已经退回您的账户，")
    assert (holds(LIN)[0], lines(LIN, 1)[0][:3]) == ("55340.50", ("C", "500.00", "退回"))
    assert lin.says("为什么没转成").startswith("这一笔没有转成，钱已经退回您的账户")
    assert (lin.card["状态"], lin.card["结束时间"]) == ("没有转成，钱已退回", "2026年11月23日 10:00")
    assert spent(lin) == Money(0)


def test_what_is_returned_to_an_account_that_takes_nothing_waits_too(lin, pay, elsewhere, told):
    pay(FIVE_HUNDRED)
    elsewhere.takes_it()
    stops.stop(elsewhere.db, account_numbered(lin.db, LIN), debits=False, credits=True, reason="court")
    elsewhere.sends_back("AC04")

    assert told(lin)[-1].startswith("您的一笔转账已经退汇。您的账户目前不能入账，")
    assert lin.says("退汇原因是什么").startswith("这一笔被退汇了。您的账户目前不能入账，")
    assert lin.card["状态"] == "已退汇，钱等待退回"


def test_what_waited_and_was_not_told_before_is_told_once(lin, pay, elsewhere, told):
    pay(FIVE_HUNDRED)
    key = account_numbered(lin.db, LIN)
    stops.stop(elsewhere.db, key, debits=False, credits=True, reason="court")
    settlement.reject(elsewhere.db, elsewhere.payment, "AC06")
    stops.lift(elsewhere.db, key, reason="court")
    before = len(told(lin))
    lin.now += timedelta(hours=1)
    settlement.try_again(elsewhere.db, lin.owner, elsewhere.payment.payment.payment_id)
    lin.ticks()

    (said,) = told(lin)[before:]
    assert said.startswith("您的一笔转账对方银行没有收，钱已经退回您的账户。")


def test_what_waited_is_told_to_be_on_its_way_whoever_set_the_time(lin, pay, elsewhere, told):
    pay(f"{FIVE_HUNDRED}，两小时后到账")
    lin.waits(timedelta(hours=2))

    assert told(lin)[-1].startswith("您的一笔转账已经转出，正在处理，请勿重复转账。")


def test_what_is_returned_later_goes_on_counting_and_proves_nobody(lin, pay, elsewhere, told):
    pay(FIVE_HUNDRED)
    elsewhere.takes_it()
    elsewhere.returns("AC04")

    assert told(lin)[-1].startswith("您的一笔转账已经退汇")
    assert (states(lin), spent(lin), book(lin)) == (["sent", "success", "returned"], Money(500_00), 0)
    lin.says("退汇原因是什么")
    assert lin.card["原因"] == "收款账户已经销户。请向收款人要一个新账号。"


def test_a_return_leaves_in_the_book_whom_another_payment_has_reached(lin, pay, elsewhere):
    pay(FIVE_HUNDRED)
    elsewhere.takes_it()
    lin.waits(timedelta(minutes=30))
    pay("给张三转两百")
    elsewhere.takes_it()
    elsewhere.returns("CUST")

    assert book(lin) == 1


def test_what_is_in_doubt_is_said_to_be_and_not_sent_again(lin, pay, elsewhere, holds, told):
    pay(FIVE_HUNDRED)
    elsewhere.keeps_silent()

    assert "请勿重复转账" in told(lin)[-1]
    assert lin.says("我转的钱到没到").startswith("这一笔还在处理中")
    assert (holds(LIN)[0], in_transit(lin)) == ("54840.50", Money(500_00))
    assert lin.says("撤销转账").startswith("钱已经转出，不能撤销了。")
    elsewhere.takes_it()
    assert states(lin) == ["sent", "in_doubt", "success"]


def test_a_second_one_while_the_first_is_on_its_way_is_asked_about(lin, pay):
    pay(FIVE_HUNDRED)

    assert lin.says(FIVE_HUNDRED).startswith("10分钟内您已经给同一收款人转过同样的金额。")


def test_what_was_refused_can_be_sent_again_unasked(lin, pay, elsewhere):
    pay(FIVE_HUNDRED)
    elsewhere.refuses("AC06")

    assert lin.says(FIVE_HUNDRED).startswith("给张三转¥500.00，大写：伍佰元整。请点开页面核对")
