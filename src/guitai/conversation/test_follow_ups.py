"""What is said after something was shown is understood from it, and only where it leans on it."""

from datetime import timedelta

import pytest

from guitai.conversation import store
from guitai.conversation.flow import ask, choose, flow, given, look, public, say, suggest
from guitai.kept import keep
from guitai.money import Money
from guitai.understanding.answer import Unclear
from guitai.understanding.slots.period import Period


@public
def accounts(turn):
    return ["2816", "5207"]


def period(answer):
    value = answer.slots["period"]
    if not isinstance(value, Period) or value.first.year > 2026:
        raise Unclear("那天还没有到。")
    return value


def amount(answer):
    return answer.slots["amount"] if isinstance(answer.slots["amount"], Money) else Money(0)


def text(answer):
    if len(answer.text) < 2:
        raise Unclear("请写长一些。")
    return answer.text


@flow("toy.lines", title="查明细")
async def lines() -> None:
    when = await given("period", "哪段时间？", period, None)
    direction = await given("direction", "收入还是支出？", lambda answer: answer.slots["direction"], "都")
    money = await given("amount", "多少钱？", amount, None)
    account = await choose("which", "哪个账户？", await look(accounts))
    first = when.first if when else "最近"
    found = {"account": account, "first": first, "direction": direction, "money": money or "不限"}
    await say("{account}，{first}，{direction}，{money}。", **found)


@flow("toy.thanks", title="谢谢")
async def thanks() -> None:
    await say("不客气。")


@flow("service.agent", title="给工作人员留言")
async def agent() -> None:
    message = await ask("message", "请留言。", text)
    await say("已转交：{message}", message=message)


@flow("toy.pages", title="翻页")
async def pages() -> None:
    page = await given("page", "第几页？", lambda answer: answer.slots["page"], 1)
    await say("第{page}页。", page=page)
    if page == 1:
        await suggest("更早的", "toy.pages", page=2)


@flow("talk.other", title="其他")
async def other() -> None:
    await say("这个不懂。")


PHRASES = {
    "toy.lines": ["查明细", "看看明细", "收入", "上个月花了多少"],
    "toy.thanks": ["谢谢"],
    "toy.pages": ["翻页"],
    "service.agent": ["我要留言"],
    "talk.other": ["今天天气怎么样"],
}


@pytest.fixture
def lin(phone, at_ten):
    lin = phone([lines, thanks, agent, pages, other], PHRASES)
    lin.now = at_ten.now
    return lin


def test_what_was_asked_and_chosen_holds_for_what_leans_on_it(lin):
    lin.says("9月的明细")
    lin.says("5207")

    assert lin.says("那10月呢") == "5207，2026年10月1日，都，不限。"
    assert lin.says("收入呢") == "5207，2026年10月1日，in，不限。"


def test_who_names_two_things_asks_anew(lin):
    lin.says("9月收入的明细")
    lin.says("5207")

    assert lin.says("10月31块的是什么").startswith("哪个账户？")
    assert lin.says("2816") == "2816，2026年10月1日，都，¥31.00。"


def test_small_talk_that_names_a_day_looks_for_nothing(lin):
    lin.says("9月的明细")
    lin.says("5207")

    assert lin.says("昨天没睡好") == "这个不懂。"


def test_a_whole_question_is_not_taken_for_the_name_of_an_option(lin):
    lin.says("9月的明细")

    assert lin.says("看看10月收入的明细").startswith("哪个账户？")
    assert lin.says("2816") == "2816，2026年10月1日，in，不限。"


def test_a_sentence_that_names_the_look_up_asks_anew_even_when_it_is_misspelt(lin):
    lin.says("9月收入的明细")
    lin.says("5207")

    assert lin.says("10月的明细给看看下").startswith("哪个账户？")
    assert lin.says("2816") == "2816，2026年10月1日，都，不限。"


def test_what_was_shown_can_be_corrected(lin):
    lin.says("9月的明细")
    lin.says("5207")

    assert lin.says("不是9月是10月") == "5207，2026年10月1日，都，不限。"


def test_a_word_of_thanks_in_between_does_not_matter(lin):
    lin.says("9月的明细")
    lin.says("5207")
    lin.says("谢谢")

    assert lin.says("那10月呢") == "5207，2026年10月1日，都，不限。"


def test_what_could_not_be_taken_is_answered_anew_and_nothing_was_updated(lin):
    lin.says("9月的明细")
    lin.says("5207")
    assert lin.says("2027年呢") == "那天还没有到。\n哪段时间？"

    assert lin.says("10月") == "5207，2026年10月1日，都，不限。"


def test_back_does_not_ask_what_was_never_asked(lin):
    lin.says("9月收入的明细")

    assert lin.says("返回").startswith("没有可以返回的上一步。\n哪个账户？")


def test_a_form_that_waited_too_long_is_said_to_be_closed(lin):
    lin.says("我要留言")
    lin.waits(timedelta(hours=1))

    assert lin.says("我的卡坏了").startswith("刚才的“给工作人员留言”等待太久，已经结束，没有办理。")


def test_more_at_the_end_says_that_it_is_the_end(lin):
    lin.says("翻页")
    assert lin.says("更多") == "第2页。"

    assert lin.says("更多") == "已经全部显示了。"


@pytest.mark.parametrize("said", ["我的密码是258036", "验证码 482913"])
def test_a_secret_is_neither_taken_nor_kept(lin, db, said):
    lin.says("我要留言")
    reply = lin.says(said)

    assert reply.startswith("请不要在聊天里发送密码、验证码或证件号码")
    assert reply.endswith("请留言。")
    kept = str(keep(store.chat_of(db, lin.owner)))
    kept += str(db.execute("SELECT heard FROM turns.turns").fetchall())
    assert not any(digits in kept for digits in ("258036", "482913"))


def test_a_card_number_is_passed_on_and_kept_by_its_tail(lin, db):
    lin.says("我要留言")

    assert lin.says("我的卡6239990100600054710坏了") == "已转交：我的卡****4710坏了"
    assert db.execute("SELECT heard FROM turns.turns WHERE heard LIKE '%%坏了'").fetchone() == (
        "我的卡****4710坏了",
    )
