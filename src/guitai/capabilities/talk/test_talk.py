from datetime import datetime, timedelta

import pytest

from guitai.understanding.answer import How
from guitai.zone import BANK_ZONE


@pytest.fixture
def left(as_owner):
    """What was left for the staff: the core can't read it again."""
    return lambda: as_owner("SELECT kind, text FROM talk.messages ORDER BY left_at").fetchall()


def test_a_greeting_names_the_bank_and_offers_what_it_does(lin):
    reply = lin.says("你好")

    assert reply.startswith("您好，这里是江海银行柜台。")
    assert "查余额" in reply


@pytest.mark.parametrize("words", ["你好", "你能做什么"])
def test_the_likeliest_are_offered_and_the_rest_is_a_tap_away(lin, words):
    lin.says(words)
    few = [tap.label for tap in lin.reply.taps]
    assert few == ["查余额", "转账", "查明细", "我的定期", "挂失", "全部服务"]

    lin.taps("全部服务")
    every = [tap.label for tap in lin.reply.taps]
    assert every[:5] == few[:5]
    assert len(every) > 10
    assert "全部服务" not in every
    assert lin.reply.parts[0] == (
        "菜单里的业务都列在下面，点一下，或者直接说。存定期、支取存款、解除挂失、核验对账单、投诉等，直接说就可以。"
    )


@pytest.mark.parametrize("words", ["全部服务", "所有业务", "全部功能", "all services", "show me everything"])
def test_all_of_it_is_listed_to_whoever_asks_for_all_in_words(lin, words):
    lin.says(words)

    assert lin.reply.parts[0].startswith(("菜单里的业务都列在下面", "What is on the menu is listed below"))
    assert len(lin.reply.taps) > 10


def test_what_a_customer_does_most_is_offered_first(lin):
    for said in ("安全设置", "我的收款人", "安全设置", "上个月的明细"):
        lin.says(said)
    lin.says("你好")

    assert [tap.label for tap in lin.reply.taps][:4] == ["安全设置", "查明细", "常用收款人", "查余额"]


@pytest.mark.parametrize("words", ["你好", "你能做什么"])
def test_a_stranger_is_told_how_to_bind_and_offered_only_what_works(stranger, words):
    reply = stranger.says(words)

    assert "还没有绑定本行账户" in reply
    assert [tap.label for tap in stranger.reply.taps] == ["绑定账户", "给工作人员留言"]
    assert stranger.taps("绑定账户").startswith("绑定要一两分钟")


def test_help_can_be_tapped(lin):
    lin.says("你能做什么")

    assert lin.taps("查余额").startswith("您的余额查好了")


def test_who_understands_nothing_gets_help(lin):
    assert lin.says("看不懂").startswith("您可以直接说要办的事")


def test_thanks_is_answered(lin):
    assert lin.says("谢谢") == "不客气，有需要随时叫我。"


@pytest.mark.parametrize("words", ["嗯", "好的", "👍", "🙂", "ok", "好"])
def test_a_nod_is_not_answered_with_a_list(lin, words):
    lin.says("你好")
    reply = lin.says(words)

    assert reply in ("好的，有需要随时说。", "All right. Just say when you need something.")


@pytest.mark.parametrize("words", ["你是机器人吗", "你是谁", "你们是哪个银行"])
def test_who_answers_is_said(lin, words):
    assert lin.says(words).startswith("这里是江海银行柜台，由程序自动回答。")


def test_harsh_words_are_answered_kindly_and_may_be_left_for_the_staff(lin):
    assert lin.says("你真笨").startswith("很抱歉让您不满意。")
    assert lin.taps("给工作人员留言").startswith("工作人员每天9:00至17:00在线。")


@pytest.mark.parametrize(
    "at, back",
    [
        (datetime(2026, 11, 28, 20, tzinfo=BANK_ZONE), "明天"),  # a Saturday
        (datetime(2026, 11, 29, 7, 30, tzinfo=BANK_ZONE), "今天"),
        (datetime(2026, 11, 23, 17, tzinfo=BANK_ZONE), "明天"),
    ],
)
def test_who_wants_somebody_outside_their_hours_is_told_when_they_are_back(lin, left, at, back):
    lin.now = at
    asked = lin.says("转人工")
    said = lin.says("我的卡丢了，请联系我")

    assert asked.startswith(f"工作人员每天9:00至17:00在线，现在不在，{back}9:00以后会看您的留言。")
    assert said == f"已经转给工作人员，他们{back}9:00以后回复您。"
    assert left() == [("message", "我的卡丢了，请联系我")]


def test_a_message_that_is_written_after_midnight_is_answered_on_that_day(lin):
    lin.now = datetime(2026, 11, 28, 23, 50, tzinfo=BANK_ZONE)
    lin.says("转人工")
    lin.now += timedelta(minutes=20)

    assert lin.says("我的卡丢了，请联系我") == "已经转给工作人员，他们今天9:00以后回复您。"


@pytest.mark.parametrize(
    "at", [datetime(2026, 11, 28, 9, tzinfo=BANK_ZONE), datetime(2026, 11, 28, 16, 59, tzinfo=BANK_ZONE)]
)
def test_on_a_saturday_they_are_there_too(lin, at):
    lin.now = at

    assert lin.says("转人工").startswith("工作人员每天9:00至17:00在线。请把要说的事写在一条消息里")


def test_all_of_it_stands_in_the_order_in_which_people_need_it(lin):
    lin.says("全部服务")

    assert [tap.label for tap in lin.reply.taps] == (
        "查余额 转账 查明细 我的定期 挂失 查转账 常用收款人 我的账户 预约转账 撤销转账 开对账单 安全设置 给工作人员留言"
    ).split()


def test_a_message_for_the_staff_is_kept_once(lin, left):
    asked = lin.says("转人工")
    said = lin.says("我的卡丢了，请联系我")

    assert asked.endswith("请不要写密码、验证码和证件号码。")
    assert said == "已经转给工作人员，他们会在工作时间回复您。"
    assert left() == [("message", "我的卡丢了，请联系我")]


def test_a_message_is_kept_without_the_numbers_in_it(lin, left):
    lin.says("转人工")
    lin.says("我的卡6239990000000002816被吞了，请打19900000001")

    assert left() == [("message", "我的卡****2816被吞了，请打199****0001")]


def test_a_message_that_is_too_long_is_asked_for_again(lin, left):
    lin.says("转人工")

    assert lin.says("啊" * 501).startswith("留言最多500个字，请您写短一些。")
    assert left() == []


@pytest.mark.parametrize("words", ["转人工", "投诉"])
@pytest.mark.parametrize(
    "told", ["密码258036，帮我看看为什么今天取不出来", "身份证990101199804120262", "258036"]
)
def test_a_message_with_a_secret_is_not_kept_and_another_may_be_written(lin, left, words, told):
    lin.says(words)
    lin.says(told)
    assert left() == []

    lin.says("今天取款机取不出钱，请联系我")

    assert [text for _, text in left()] == ["今天取款机取不出钱，请联系我"]


def test_a_complaint_is_kept_as_one_and_acknowledged_with_what_happens_next(lin, left):
    asked = lin.says("我要投诉")
    said = lin.says("昨天在网点等了两个小时没人理")

    assert "请不要写密码" in asked
    assert "15天以内" in said
    assert left() == [("complaint", "昨天在网点等了两个小时没人理")]


@pytest.mark.parametrize(
    "words", ["有人盗刷我的卡", "被盗刷了", "卡丢了怎么办", "被骗了", "钱被转走了", "银行卡丢了", "挂失"]
)
def test_in_an_emergency_the_first_words_are_what_to_do_now(stranger, words):
    reply = stranger.says(words)

    assert reply.startswith("请马上拨打江海银行客服热线")
    assert "96110" in reply
    assert "110报警" in reply
    assert stranger.taps("给工作人员留言").startswith("工作人员每天9:00至17:00在线。")


def test_a_customer_can_block_the_card_in_the_same_chat(lin):
    assert lin.says("我的卡被盗刷了").startswith("请马上挂失银行卡：点下面就能办")
    assert lin.reply.taps[0].means.intent == "cards.freeze"


@pytest.mark.parametrize(
    "words", ["刚接到电话 说是公安局的 我涉嫌洗钱", "让我把5万转到安全账户6222024400288615758 户名刘强"]
)
def test_who_tells_what_is_like_a_fraud_is_warned(lin, words):
    reply = lin.says(words)

    assert reply.startswith("您说的很像诈骗，请先不要转账")
    assert "没有哪个机关会让人把钱转到“安全账户”" in reply
    assert "反诈专线96110" in reply
    assert "110报警" in reply
    assert lin.says("这是真的假的啊").startswith("拿不准是不是诈骗的时候，请先不要转账")


def test_what_is_told_to_the_staff_of_a_fraud_is_for_them(lin, left):
    lin.says("转人工")
    lin.says("有人打电话说是公安局的，说我涉嫌洗钱")

    assert [text for _, text in left()] == ["有人打电话说是公安局的，说我涉嫌洗钱"]


@pytest.mark.parametrize("words", ["利率多少", "几点下班", "手续费"])
def test_a_question_that_cannot_be_answered_goes_to_the_staff(lin, words):
    assert lin.says(words).startswith("这个问题现在还答不了。工作人员每天9:00至17:00在线")
    assert lin.taps("给工作人员留言").startswith("工作人员每天")


def test_what_the_bank_does_not_do_is_said_with_where_to_see_what_it_does(lin):
    assert lin.says("今天天气怎么样").startswith("抱歉，这件事柜台帮不上忙。")
    assert "查余额" in lin.taps("能办什么")


def test_everything_is_listed_in_english_too(lin):
    lin.says("hello")

    assert lin.taps("All services").startswith("What is on the menu is listed below")


def test_stickers_and_files_get_one_answer(lin):
    assert lin.sends(How.STICKER).startswith("表情和文件柜台都看不了，请打字告诉我要办什么。")
