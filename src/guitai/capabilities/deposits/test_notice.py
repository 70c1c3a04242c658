"""Deposits at notice, on a phone: notice is given, kept, taken back."""

from datetime import datetime

import pytest
from tests import savings
from tests.savers import DAY, accounts, opens, ordered, rich, shown, told, waits

from guitai.capabilities.deposits import holdings
from guitai.money import Money
from guitai.understanding.load import understanding
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)


def test_a_deposit_at_notice_needs_fifty_thousand(lin, signs):
    lin.says("存七天通知存款")
    assert lin.reply.parts[-1].startswith("想存多少？")

    assert lin.says("4万").startswith("至少要存¥50,000.00")


def test_notice_is_given_kept_and_paid_at_its_rate(lin, signs):
    opens(lin, signs, "存5万元的七天通知存款", renewal="")
    lin.now += 10 * DAY
    lin.says("我的定期")
    lin.taps("通知支取")
    lin.says("全部")
    signs(lin)
    assert lin.reply.parts[0].startswith("通知已经办好。")

    waits(lin, 7)
    assert any("请当天办理" in text for text in told(lin))
    lin.says("支取存款")
    lin.says("全部")
    assert shown(lin)["利息"] == "¥7.08"  # 17 days at 0.30 %
    assert shown(lin)["比按通知支取少得利息"] == "¥0.00"
    signs(lin)

    assert accounts(lin) == {"current": Money.parse("55347.58")}


@pytest.mark.parametrize(
    "text",
    [
        "七日通知存款我想攞返七萬，幫我出通知",
        "notice deposit里的5万我下周要用，帮我取出来，先通知",
        "通知存款取三万，帮我先通知一下",
    ],
)
def test_notice_of_a_deposit_is_no_message_of_the_banks(text):
    assert understanding().understand(text, NOW).intent == "deposits.notice"


def test_messages_stay_messages():
    assert understanding().understand("存款到期通知关掉", NOW).intent == "notices.settings"


def test_to_book_money_out_of_a_deposit_at_notice_is_to_give_notice(lin, signs):
    opens(lin, signs, "存5万元的七天通知存款", renewal="")
    lin.says("通知存款那笔")

    lin.says("我要取五万 先给我约上")

    signs(lin)
    assert lin.reply.parts[0].startswith("通知已经办好。")


@pytest.fixture
def asked_to_take_it_back(lin, signs):
    opens(lin, signs, "存5万元的七天通知存款", renewal="")
    lin.says("通知支取")
    lin.says("全部")
    signs(lin)
    lin.says("取消通知支取")


@pytest.mark.parametrize("word", ["取消通知", "取消", "取消通知支取"])
def test_notice_can_be_taken_back(lin, asked_to_take_it_back, word):
    assert lin.says(word) == "这次通知已经取消。"

    (deposit,) = holdings.deposits_of(lin.db, lin.owner)
    assert deposit.call is None


@pytest.mark.parametrize("said", ["取消", "取消转账", "继续", "撤销", "嗯哼"])
def test_notice_stands_whatever_is_said_to_which_wish_comes_first(lin, asked_to_take_it_back, said):
    lin.says("转账")
    lin.says(said)

    (deposit,) = holdings.deposits_of(lin.db, lin.owner)
    assert deposit.call is not None


def test_notice_stands_where_something_else_is_done_first_and_that_is_said(lin, asked_to_take_it_back):
    lin.says("转账")

    assert lin.taps("改办转账").startswith("好的，没有改动，一切照旧。")
    (deposit,) = holdings.deposits_of(lin.db, lin.owner)
    assert deposit.call is not None


def test_less_than_fifty_thousand_is_not_withdrawn_from_a_deposit_at_notice(lin, signs):
    rich(lin)
    opens(lin, signs, "存15万元的七天通知存款", renewal="")
    lin.says("支取存款")
    assert (
        lin.says("3万")
        == "通知存款每次至少支取¥50,000.00，没有办理，您的钱没有变动。请您增加金额，或者全部支取。"
    )
    lin.says("支取存款")

    assert lin.says("12万").startswith("支取一部分以后，至少要留¥50,000.00")


@pytest.fixture
def saver(lin):
    """Lin, with a deposit at seven days' notice of 120,000 yuan, and one for a year."""
    savings.save_up(lin.db, lin.owner)
    return lin


@pytest.mark.parametrize(
    "words, day",
    [("12月3号", "2026年12月3日"), ("下周五取", "2026年12月4日"), ("11月30号", "2026年11月30日")],
)
def test_notice_is_given_for_the_day_that_was_named(saver, words, day):
    saver.says(f"预约支取通知存款6万，{words}")

    assert [line["text"] for line in ordered(saver).content["lines"] if line["label"] == "支取日"] == [day]


def test_a_day_that_is_too_soon_is_said_to_be_so(saver):
    saver.says("预约支取通知存款6万，明天取")

    assert saver.reply.parts[0] == (
        "2026年11月24日支取不了：要提前7天通知，今天通知，最早2026年11月30日支取。"
    )
    assert [line["text"] for line in ordered(saver).content["lines"] if line["label"] == "支取日"] == [
        "2026年11月30日"
    ]


@pytest.mark.parametrize("words", ["取消通知支取", "我不想通知支取了", "撤销支取通知"])
def test_where_no_notice_was_given_there_is_none_to_take_back(saver, words):
    assert saver.says(words).startswith("这笔存款没有通知过支取，没有要取消的，一切照旧。")


def test_right_after_notice_was_given_it_is_taken_back_in_its_own_words(saver, signs):
    saver.says("预约支取通知存款6万")
    signs(saver)

    assert saver.says("取消通知").startswith("这笔存款已经通知过支取。要取消这次通知吗？")


def test_nothing_is_withdrawn_on_a_later_day_and_that_is_said(saver):
    saver.says("支取定期1000元，下周五取")
    saver.says("1")

    assert saver.reply.parts[0].startswith("支取在签名的当天到账，不能预约以后的日子。想到2026年12月4日再取")
