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


@pytest.mark.parametrize("word", ["取消通知", "取消通知支取"])
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


@pytest.mark.parametrize("wish", ["支取存款", "通知支取"])
def test_of_a_deposit_at_notice_less_than_fifty_thousand_is_asked_for_again(lin, signs, wish):
    rich(lin)
    opens(lin, signs, "存15万元的七天通知存款", renewal="")
    lin.says(wish)
    assert lin.says("3万").startswith("通知存款每次至少支取¥50,000.00。您可以多取一些，或者全部支取。\n")
    assert lin.says("12万").startswith("支取一部分以后，至少要留¥50,000.00。您可以少取一些，或者全部支取。\n")
    lin.says("60000")

    assert ordered(lin).amount("amount") == Money.parse("60000")


@pytest.mark.parametrize("words", ["55000", "3万"])
def test_where_no_part_can_be_withdrawn_none_is_proposed(lin, signs, words):
    rich(lin)
    opens(lin, signs, "存8万元的七天通知存款", renewal="")
    lin.says("支取存款")
    assert "这笔存款只能全部支取，要取请说“全部”。" in lin.says(words)
    lin.says("全部")

    assert ordered(lin).amount("amount") == Money.parse("80000")


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

    assert saver.reply.parts[0].startswith("支取在签名的当天到账，不能预约以后的日子。想到2026年12月4日再取")


@pytest.fixture
def noticed(saver, signs):
    """The saver, who has given notice of 60,000 yuan for 30 November."""
    saver.says("预约支取通知存款6万")
    signs(saver)
    return saver


WITHDRAWS = [
    "取出通知存款",
    "取7天通知存款",
    "withdraw my notice deposit",
    "支取通知存款",
    "通知支取",
    "取通知存款",
]


@pytest.mark.parametrize("words", WITHDRAWS)
def test_on_the_agreed_day_what_was_given_notice_of_is_withdrawn(noticed, signs, words):
    waits(noticed, 7)
    noticed.says(words)
    if noticed.reply.taps:
        noticed.taps(
            next(
                tap.label
                for tap in noticed.reply.taps
                if "otice" in str(tap.label) or "通知" in str(tap.label)
            )
        )
    assert noticed.reply.parts[0] in ("今天是您通知的支取日。", "This is the day that you gave notice for.")
    order = ordered(noticed)
    signs(noticed)

    assert order.amount("amount") == Money.parse("60000")
    assert order.amount("lost") == Money(0)
    assert accounts(noticed)["notice"] == Money.parse("60000")


def test_on_the_agreed_day_another_sum_can_be_named(noticed):
    waits(noticed, 7)
    noticed.says("取出通知存款五万")

    assert ordered(noticed).amount("amount") == Money.parse("50000")


def test_on_the_agreed_day_all_of_it_can_still_be_said(noticed):
    waits(noticed, 7)
    noticed.says("取出通知存款")
    noticed.says("全部")

    assert ordered(noticed).amount("amount") == Money.parse("120000")


@pytest.fixture
def asked_early(noticed):
    """The same, who wants it three days before."""
    waits(noticed, 4)
    noticed.says("取出通知存款六万")
    return noticed


def test_before_the_day_it_is_said_until_when_the_notice_runs_and_what_is_lost(asked_early):
    assert asked_early.reply.parts[0] == (
        "这笔存款已经通知在2026年11月30日支取。提前支取算没有通知，按支取日的活期利率计息，这次通知也不再有效。"
    )
    assert [tap.label for tap in asked_early.reply.taps] == ["现在支取", "取消通知", "保留"]


@pytest.mark.parametrize("words", ["现在支取", "1", "现在就取", "withdraw now"])
def test_before_the_day_it_can_be_withdrawn_all_the_same(asked_early, words):
    asked_early.says(words)

    assert ordered(asked_early).amount("amount") == Money.parse("60000")
    assert ordered(asked_early).amount("lost") > Money(0)


@pytest.mark.parametrize("words", ["取消通知", "2", "不通知了"])
def test_before_the_day_the_notice_can_be_taken_back(asked_early, words):
    assert asked_early.says(words).startswith("这笔存款已经通知过支取。要取消这次通知吗？")
    assert asked_early.says("取消通知") == "这次通知已经取消。"


@pytest.mark.parametrize(
    "words, said",
    [
        ("保留", "好的，通知继续有效。"),
        ("到那天再取", "好的，通知继续有效。"),
        ("取消", "好的，没有改动，一切照旧。"),
        ("算了", "好的，没有改动，一切照旧。"),
        ("不取了", "好的，没有改动，一切照旧。"),
    ],
)
def test_before_the_day_the_notice_is_kept_by_whoever_wants_nothing_else(asked_early, words, said):
    assert asked_early.says(words) == said

    assert any(deposit.call for deposit in holdings.deposits_of(asked_early.db, asked_early.owner))


@pytest.mark.parametrize("words", ["取消通知支取", "撤销支取通知"])
def test_only_who_wants_to_take_the_notice_back_is_asked_whether_to(noticed, words):
    assert noticed.says(words).startswith("这笔存款已经通知过支取。要取消这次通知吗？")
