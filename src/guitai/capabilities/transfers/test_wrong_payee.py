"""A name, an account or a mobile number that is wrong: asked for once more, then the customer says how to go on."""

import pytest

LIN, CHEN, DEPOSIT = "6239990000000002816", "6239990000000001668", "6239990000000007001"
NOBODYS = "6239990000000000018"
AGAIN = "请再发一次对方的姓名、账号或手机号，其他的不用再说。不转了请回复“取消”。"
WAYS = ["再发一次", "换一个收款人", "不转了"]


def labels(phone):
    return [tap.label for tap in phone.reply.taps]


def moved(phone):
    return phone.db.execute("SELECT count(*) FROM transfers.transfers").fetchone()[0]


# What is said first, the first words about what is wrong, and what is said then.
MENDED = {
    "the name": (f"给李四转五百块，账号{CHEN}，备注饭钱", "户名账号不符，没有转出", "陈国强"),
    "the number": (f"给陈国强转五百块，账号{NOBODYS}，备注饭钱", "本行没有这个账号，没有转出", CHEN),
    "a deposit's number": (f"给陈国强转五百块，账号{DEPOSIT}，备注饭钱", "这个账户不能收转账", CHEN),
    "the mobile number": (
        "给陈国强转五百块，手机13800138000，备注饭钱",
        "姓名和手机号对不上",
        "19900000001",
    ),
    "the mobile, by an account": (
        "给陈国强转五百块，手机13800138000，备注饭钱",
        "姓名和手机号对不上",
        CHEN,
    ),
    "both": (
        f"给李四转五百块，账号{NOBODYS}，备注饭钱",
        "本行没有这个账号，没有转出",
        f"给陈国强，账号{CHEN}",
    ),
}


@pytest.mark.parametrize("said, why, better", MENDED.values(), ids=MENDED)
def test_what_is_wrong_is_said_and_asked_for_once_more_and_the_rest_stays(
    lin, chen, order, said, why, better
):
    asked = lin.says(said)
    assert asked.startswith(why)
    assert asked.endswith(AGAIN)

    assert "¥500.00，大写：伍佰元整。请点开页面核对" in lin.says(better)
    assert {name: order(lin)[name] for name in ("收款人", "金额", "附言")} == {
        "收款人": "陈国强",
        "金额": 500_00,
        "附言": "饭钱",
    }


def test_an_own_account_that_is_not_there_is_asked_for_again(chen, fund, order):
    fund(CHEN, "500")
    chen.says("转五百块")
    assert chen.says("尾号9999").startswith("您名下没有尾号9999的账户，没有转出")
    chen.says("尾号1196")

    assert order(chen)["收款账号"] == "6239 9900 0000 0001 196"


@pytest.mark.parametrize(
    "words",
    [
        f"陈国强 {CHEN}",
        f"{CHEN} 陈国强",
        f"给陈国强，账号{CHEN}",
        f"户名是陈国强，卡号是{CHEN}",
        "陈国强，6239 9900 0000 0001 668",
        f"户名陈国强，账号：{CHEN}",
        "陈国强，手机号19900000001",
    ],
)
def test_a_name_and_a_number_may_be_said_in_one(lin, chen, order, words):
    lin.says(f"给李四转五百块，账号{NOBODYS}")
    lin.says(words)

    assert order(lin)["收款人"] == "陈国强"


def test_what_stands_beside_a_number_is_not_taken_for_a_name(lin, chen, order):
    lin.says(f"给陈国强转五百块，账号{NOBODYS}")
    lin.says(f"对的是{CHEN}")

    assert order(lin)["收款人"] == "陈国强"


def test_what_was_wrong_once_is_on_record(lin, chen):
    lin.says(f"给李四转五百块，账号{CHEN}")

    assert lin.db.execute("SELECT code FROM refusals.refusals").fetchall() == [("transfers.name_mismatch",)]
    assert "为什么" not in lin.says("取消")
    lin.says("为什么没转成")
    assert "户名账号不符，没有转出，您的钱没有变动。请您向收款人核对姓名和账号。" in lin.card.values()


@pytest.fixture
def wrong_twice(lin, chen):
    lin.says(f"给李四转五百块，账号{CHEN}")
    return lin.says("王五")


def test_what_is_wrong_twice_leaves_a_choice(lin, wrong_twice):
    assert wrong_twice.startswith("户名账号不符，没有转出，您的钱没有变动。")
    assert labels(lin) == WAYS


def test_it_can_be_sent_once_more(lin, wrong_twice, order):
    assert lin.taps("再发一次") == AGAIN
    lin.says("陈国强")

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("陈国强", 500_00)


def test_somebody_else_can_be_paid_the_same(lin, wrong_twice, order):
    assert lin.says("换一个收款人") == "转给谁？请说姓名，或者发卡号、账号、手机号。"
    lin.says("6214830000000009")
    lin.says("王五")

    assert (order(lin)["收款银行"], order(lin)["收款人"], order(lin)["金额"]) == ("招商银行", "王五", 500_00)


def test_it_can_be_left(lin, wrong_twice):
    assert lin.taps("不转了") == "好的，没有转，您的钱没有变动。"
    assert (lin.says("五百"), moved(lin)) != ("", 1)


def test_the_third_time_the_bank_says_no_and_a_new_one_can_be_begun(lin, wrong_twice):
    lin.taps("再发一次")
    said = lin.says("赵六")

    assert said.startswith("户名账号不符，没有转出，您的钱没有变动。")
    assert (labels(lin), moved(lin)) == (["重新转账"], 0)
    assert lin.taps("重新转账").startswith("转给谁？")


def test_a_name_that_was_asked_for_is_asked_for_again(lin, chen, order):
    lin.says(f"转五百到{CHEN}")
    assert lin.says("李四").endswith(AGAIN)
    lin.says("陈国强")

    assert order(lin)["收款人"] == "陈国强"


def test_a_wrong_name_can_be_corrected_like_anything_else(lin, chen, order):
    lin.says(f"给李四转五百块，账号{CHEN}")
    lin.says("不是李四是陈国强")

    assert order(lin)["收款人"] == "陈国强"


def test_whose_account_it_is_is_never_said(lin, chen):
    told = [lin.says(f"给李四转五百块，账号{CHEN}"), *map(lin.says, ("王五", "1", "赵六"))]

    assert "国强" not in "".join(told)


ELSEWHERE = "6222021003112680544"


@pytest.mark.parametrize(
    "says, whom",
    [
        ("名字打错了 是陈昊 上面日下面天那个昊", "陈昊"),
        ("是陈昊", "陈昊"),
        ("名字写错了，是陈浩然", "陈浩然"),
    ],
)
def test_a_name_that_was_only_misspelt_keeps_the_number(lin, order, says, whom):
    lin.says(f"给我弟陈浩转500 卡号{ELSEWHERE}")
    lin.says(says)

    assert (order(lin)["收款人"], order(lin)["金额"]) == (whom, 500_00)


@pytest.mark.parametrize(
    "says", ["不是陈浩，是陈昊，卡号也不对", "不对，给王秀芳", "名字写错了是陈昊，卡号也换了"]
)
def test_of_somebody_else_or_where_the_number_is_wrong_too_it_is_asked_for(lin, says):
    lin.says(f"给陈浩转500 卡号{ELSEWHERE}")
    lin.says(says)

    assert "还不在您的收款人里。" in lin.reply.parts[0]
