"""What is corrected of a transfer before it is signed."""

import re

import pytest

from guitai.conversation import store
from guitai.kept import keep
from guitai.shield import at_rest, orders
from guitai.understanding.answer import How

CHEN, HOUSEHOLD = "6239990000000001668", "6239990000000001196"
THERE = "6214830000000009"


def test_a_correction_voids_the_order_before_it(lin, chen, order, holds):
    lin.says(f"给陈国强转五百块，账号{CHEN}")
    (before,) = lin.db.execute("SELECT order_id FROM shield.orders").fetchone()
    lin.says("不是500是5000")

    assert order(lin)["金额"] == 5000_00
    assert orders.order(lin.db, lin.owner, before).state == "void"


@pytest.mark.parametrize(
    "said",
    [
        f"不对，应该是{CHEN}",
        f"改成{CHEN}",
        "账号改成6239 9900 0000 0001 668",
        f"不是{HOUSEHOLD}，是{CHEN}",
        f"no, it should be {CHEN}",
    ],
)
def test_a_corrected_account_is_where_the_same_money_goes_and_is_not_kept_whole(lin, chen, order, said):
    lin.says(f"给陈国强转五百块，账号{HOUSEHOLD}")
    lin.says(said)

    assert (order(lin)["收款账号"][-3:], order(lin)["金额"]) == ("668", 500_00)
    (open_now,) = store.chat_of(lin.db, lin.owner).stack
    assert not [kept for kept in open_now.journal if kept.answer and re.search(r"\d{5}", kept.answer.text)]


NUMBER_ALONE = [
    CHEN,
    "6239 9900 0000 0001 668",
    f"卡号{CHEN}",
    f"賬號：{CHEN}",
    f"account no. {CHEN}",
]


@pytest.mark.parametrize("said", NUMBER_ALONE)
def test_a_number_alone_that_is_sent_at_an_order_is_the_account_that_it_goes_to(lin, chen, order, said):
    lin.says(f"给陈国强转五百块，账号{HOUSEHOLD}，备注饭钱")
    (before,) = lin.db.execute("SELECT order_id FROM shield.orders").fetchone()
    lin.says(said)

    shown = order(lin)
    assert [value for value in shown.values() if value in ("饭钱", 500_00, "6239 9900 0000 0001 668")] == [
        500_00,
        "6239 9900 0000 0001 668",
        "饭钱",
    ]
    assert orders.order(lin.db, lin.owner, before).state == "void"
    (open_now,) = store.chat_of(lin.db, lin.owner).stack
    assert not [kept for kept in open_now.journal if kept.answer and re.search(r"\d{5}", kept.answer.text)]


def test_a_number_alone_that_is_not_the_payees_is_asked_about(lin, chen):
    lin.says(f"给王小明转五百块，账号{THERE}，招商银行")

    assert lin.says(CHEN).startswith("户名账号不符，没有转出，您的钱没有变动。")
    assert lin.db.execute("SELECT state FROM shield.orders").fetchall() == [("void",)]


def test_a_mobile_number_alone_that_is_sent_at_an_order_is_whom_it_goes_to(lin, chen):
    lin.says("给19900000001转五百")

    assert lin.says("19900000009").startswith("这个手机号没有在本行登记，没有转出")


@pytest.mark.parametrize("said", ["19900000009", "改成19900000009"])
def test_a_mobile_number_is_not_taken_and_left_where_an_account_was_told(lin, chen, order, said):
    lin.says(f"给陈国强转五百块，账号{HOUSEHOLD}")

    assert lin.says(said).startswith("抱歉，没有听明白。")
    assert order(lin)["收款账号"] == "6239 9900 0000 0001 196"


def test_an_account_that_is_corrected_while_the_sum_is_asked_for_is_no_sum(lin, chen, order):
    lin.says("转账")
    lin.says(f"陈国强 {HOUSEHOLD}")

    lin.says(f"不对，应该是{CHEN}")
    lin.says("陈国强")
    lin.says("五百")
    assert (order(lin)["收款账号"], order(lin)["金额"]) == ("6239 9900 0000 0001 668", 500_00)


def test_a_corrected_mobile_number_is_where_the_money_goes(lin, chen):
    lin.says("给19900000001转五百")

    assert lin.says("改成19900000009").startswith("这个手机号没有在本行登记，没有转出")


def test_the_arrival_is_changed_in_a_word(lin, chen, order):
    lin.says(f"给陈国强转五百块，账号{CHEN}")
    lin.says("改成次日到账")
    assert order(lin)["转出时间"] == "2026年11月24日 00:30"

    lin.says("改成实时到账")
    assert order(lin)["转出时间"] == "签名后马上转出，不能撤销"


ORDERED = {
    "给陈国强转五百块": ("给陈国强转¥500.00，大写：伍佰元整。", "“改成800”“改成次日到账”"),
    "给陈国强转300": ("给陈国强转¥300.00，大写：叁佰元整。", "“改成500”“改成次日到账”"),
    "每月5号给陈国强转300": (
        "给陈国强转¥300.00，大写：叁佰元整，每月5日转出，第一次是2026年12月5日 00:30。",
        "“改成500”“改成实时到账”",
    ),
    "给陈国强转300，次日到账": (
        "给陈国强转¥300.00，大写：叁佰元整，2026年11月24日 00:30转出。",
        "“改成500”“改成实时到账”",
    ),
    "给陈国强转300，两小时后到账": (
        "给陈国强转¥300.00，大写：叁佰元整，签名后2小时转出。",
        "“改成500”“改成实时到账”",
    ),
}


@pytest.mark.parametrize("words", ORDERED)
def test_the_chat_says_when_it_leaves_and_what_could_still_be_changed(lin, chen, words):
    says, hint = ORDERED[words]
    said = lin.says(f"{words}，账号{CHEN}")

    assert says in said
    assert f"比如{hint}；" in said


def test_a_monthly_transfer_that_becomes_one_at_once_is_said_to_be_so(lin, chen, order):
    lin.says(f"每月5号给陈国强转300，账号{CHEN}")
    said = lin.says("改成实时到账")

    assert "每月" not in said
    assert order(lin)["转出时间"] == "签名后马上转出，不能撤销"


def test_what_is_offered_in_english_is_understood(lin, chen, order):
    said = lin.says(f"transfer 300 to 陈国强 account {CHEN} next day")
    assert "to 陈国强, leaving on 24 Nov 2026 00:30: please open" in said
    assert "such as “make it 500” or “make it arrive at once”;" in said

    lin.says("make it arrive at once")
    assert order(lin)["Sent"] == "At once when you have signed; it can't be cancelled"


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("不是这个人，是陈国强", CHEN),
        ("不是他，是陈国强", CHEN),
        (f"不是这个账号，是{CHEN}", "陈国强"),
    ],
)
def test_who_was_said_last_need_not_be_named_to_be_corrected(lin, chen, order, words, more):
    lin.says("转300")
    lin.says("王小明 6214830000000009")
    lin.says(words)
    lin.says(more)

    assert (order(lin)["收款账号"][-3:], order(lin)["金额"]) == ("668", 300_00)


ANOTHER = [
    "换个人",
    "换个收款人",
    "改成别人",
    "转给别人",
    "不对，换个人",
    "換個人",
    "change the payee",
    "someone else",
]


@pytest.mark.parametrize("words", ANOTHER)
def test_another_payee_is_asked_for_and_the_sum_stays(lin, chen, order, words):
    lin.says(f"给王小明转五百块，账号{THERE}，备注饭钱，次日到账")
    (before,) = lin.db.execute("SELECT order_id FROM shield.orders").fetchone()

    assert lin.says(words) in (
        "转给谁？请说姓名，或者发卡号、账号、手机号。",
        "轉給誰？請說姓名，或者發卡號、賬號、手機號。",
        "Who is it for? Their name, card or account number, or mobile number.",
    )
    assert orders.order(lin.db, lin.owner, before).state == "void"
    lin.says(f"陈国强 {CHEN}")
    assert [order(lin)[label] for label in ("收款人", "收款账号", "金额", "附言", "转出时间")] == [
        "陈国强",
        "6239 9900 0000 0001 668",
        500_00,
        "饭钱",
        "2026年11月24日 00:30",
    ]


def test_the_sum_stays_that_was_told_with_the_payee_before(lin, chen, order):
    lin.says("转账")
    lin.says(f"王小明 {THERE}，300")
    lin.says("换个人")
    lin.says(f"陈国强 {CHEN}")

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("陈国强", 300_00)


def test_another_payee_may_be_asked_for_before_the_sum_was_told(lin, chen, order):
    lin.says(f"转给王小明，账号{THERE}")
    lin.says("换个人")
    assert lin.says(f"陈国强 {CHEN}") == "转多少钱？"
    lin.says("20")

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("陈国强", 20_00)


def test_an_account_of_theirs_that_was_to_be_paid_to_is_not_paid_from(chen, fund, order):
    fund(CHEN, "1000")
    chen.says("转账")
    chen.says("尾号1196")
    chen.says("300")
    chen.says("换个人")
    chen.says(f"王小明 {THERE}")

    assert (order(chen)["付款账户"], order(chen)["金额"]) == ("活期 尾号1668", 300_00)


@pytest.mark.parametrize("opening", ["转账", "转账300元"])
def test_who_has_named_nobody_yet_and_wants_somebody_else_means_the_staff(lin, opening):
    lin.says(opening)

    assert lin.says("换个人").startswith("工作人员每天9:00至17:00在线。")


PINS = [
    "258036",
    "258 036",
    "２５８０３６",
    "258036。",
    "258036！",
    "258-036",
    "2,5,8,0,3,6",
    "两五八零三六",
    "确认258036",
    "同意 258036",
    "258036，签名",
    "ok 258036",
]
IN_ANY_SPELLING = re.compile("2[ ,-]?5[ ,-]?8[ ,-]?0[ ,-]?3[ ,-]?6")
SPELLED = str.maketrans("零两三五六八", "023568")


@pytest.fixture
def remembers(lin):
    """All that is kept of Lin's chat, opened: turns, the chat, its conversations that ended, the outbox."""

    def remembered():
        lin.db.execute("RESET ROLE")  # nobody but the owner of the database reads what has ended
        turns = lin.db.execute("SELECT heard, said, more FROM turns.turns").fetchall()
        ended = lin.db.execute("SELECT sealed FROM conversation.ended").fetchall()
        opened = [at_rest.opened(lin.db, "ended", lin.owner, sealed) for (sealed,) in ended]
        outbox = lin.db.execute("SELECT body FROM outbox.requests").fetchall()
        return str([turns, keep(store.chat_of(lin.db, lin.owner)), opened, outbox])

    return remembered


@pytest.mark.parametrize("how", [How.TYPED, How.SPOKEN])
@pytest.mark.parametrize("pin", PINS)
def test_a_pin_that_is_told_in_the_place_of_a_signature_is_told_off_and_not_kept(
    lin, chen, order, remembers, pin, how
):
    lin.says(f"给陈国强转五百块，账号{CHEN}")

    said = lin.says(pin, how)

    assert "还没有签名，您的钱没有动。交易密码和验证码请只在下面的页面里输入" in said
    assert order(lin)["金额"] == 500_00
    lin.says("取消")
    kept = remembers()
    assert "五百块" in kept
    assert not IN_ANY_SPELLING.search(kept.translate(SPELLED))


@pytest.mark.parametrize("pin", ["258036", "258036。", "把密码从690417改成258036"])
def test_a_pin_that_is_told_where_nothing_is_open_is_not_kept_either(lin, remembers, pin):
    lin.says(pin)

    assert not IN_ANY_SPELLING.search(remembers())
