"""What is heard goes where it was meant to go: to the open question, to a tap, to a wish."""

from datetime import timedelta

import pytest

from guitai.conversation import store
from guitai.conversation.conftest import drafted, placed
from guitai.conversation.flow import (
    ask,
    choose,
    confirm,
    do,
    flow,
    given,
    look,
    public,
    say,
    suggest,
    until,
)
from guitai.language import Language
from guitai.understanding.answer import How, Unclear


@public
def colours(turn):
    return ["红", "蓝"]


def of_words(answer):
    if len(answer.text) < 2:
        raise Unclear("请写长一些。")
    return answer.text


@flow("toy.buy", title="买", moves=True)
async def buy() -> None:
    name = await ask("name", "买什么？", of_words)
    order = await do(drafted, name)
    await until("signed", "请签名。", order)
    await do(placed, name)
    await say("买好了。")
    await ask("thanks", "满意吗？", of_words)


@flow("toy.pay", title="付", moves=True)
async def pay() -> None:
    await ask("payee", "付给谁？", of_words)
    await say("付好了。")


@flow("toy.colour", title="颜色")
async def colour() -> None:
    chosen = await choose("colour", "什么颜色？", await look(colours))
    await say("{chosen}色。", chosen=chosen)
    await suggest("看看", "toy.look")


@flow("toy.shape", title="形状")
async def shape() -> None:
    await confirm("round", "圆的吗？")


@flow("toy.look", title="看看")
async def look_up() -> None:
    day = await given("day", "哪一天？", of_words, "今天")
    await say("{day}很好。", day=day)
    await suggest("看看", "toy.look")


@flow("service.agent", title="给工作人员留言")
async def agent() -> None:
    text = await ask("message", "请留言。", of_words)
    await say("已转交：{text}", text=text)


@flow("talk.other", title="其他")
async def other() -> None:
    await say("这个不懂。")


FLOWS = (buy, pay, colour, shape, look_up, agent, other)
PHRASES = {
    "toy.buy": ["我要买东西", "buy something nice"],
    "toy.pay": ["我要付钱", "pay somebody now"],
    "toy.colour": ["挑个颜色"],
    "toy.shape": ["挑个形状"],
    "toy.look": ["看看", "看一看吧", "look around here"],
    "service.agent": ["我要留言"],
    "talk.other": ["今天天气怎么样"],
}


@pytest.fixture
def lin(phone, toys):
    return phone(FLOWS, PHRASES)


@pytest.fixture
def open_now(db, lin):
    """The flows that are open, the one on top last."""

    def flows():
        return [conversation.flow for conversation in store.chat_of(db, lin.owner).stack]

    return flows


@pytest.mark.parametrize("how", [how for how in How if how is not How.EVENT])
def test_a_message_without_a_word_is_answered_whatever_it_is(lin, how):
    assert lin.sends(how) != ""


@pytest.mark.parametrize("text", ["\u200b", "\u3164", "。", "？？？", "1", "😀"])
def test_a_text_without_a_meaning_is_answered(lin, text):
    assert lin.says(text) == "这个不懂。"


@pytest.mark.parametrize("said", ["是的", "对，没错", "嗯", "yes please"])
def test_a_yes_opens_the_one_wish_of_which_it_is_asked_whether_it_is_meant(lin, said):
    assert lin.says("想付") == "您是想办这一项吗？\n1. 付"

    assert lin.says(said) == "付给谁？"


def test_a_no_opens_nothing_nor_does_a_yes_what_was_only_suggested(lin):
    lin.says("想付")
    assert lin.says("不是") == "这个不懂。"
    lin.says("看看")

    assert lin.says("是的") == "这个不懂。"


def test_words_of_an_option_that_has_expired_are_a_wish_like_any_other(lin):
    lin.says("看看")
    lin.waits(timedelta(days=1))

    assert lin.says("看看") == "今天很好。\n1. 看看"


def test_a_number_of_an_expired_reply_is_no_tap(lin):
    lin.says("看看")
    lin.waits(timedelta(days=1))

    assert lin.says("1") == "这个不懂。"


def test_an_option_tapped_twice_is_taken_once(lin):
    lin.says("挑个颜色")
    lin.taps("红")
    option = lin.reply.taps[0].option_id
    lin.taps_option(option)

    assert lin.taps_option(option) == "这个选项已经失效了。"


def test_an_option_of_the_question_before_is_no_answer_to_the_next(lin):
    lin.says("挑个颜色")
    red = lin.reply.taps[0].option_id
    lin.says("挑个形状")

    assert lin.taps_option(red) == "这个选项已经失效了。\n圆的吗？\n1. 好的\n2. 不用了"


def test_an_event_finds_its_flow_under_another_one(lin, notes):
    lin.says("我要买东西")
    lin.says("苹果")
    lin.says("我要留言")
    lin.happens("signed", "苹果")

    assert notes() == ["draft 苹果", "placed 苹果"]
    assert lin.says("很满意") == "我们接着办“给工作人员留言”。\n请留言。"


def test_an_event_does_not_revive_a_flow_that_has_expired(lin, notes):
    lin.says("我要买东西")
    lin.says("苹果")
    lin.waits(timedelta(minutes=4))
    lin.says("我要留言")
    lin.waits(timedelta(minutes=6))
    lin.happens("signed", "苹果")

    assert notes() == ["draft 苹果"]


def test_talking_does_not_keep_an_order_waiting_for_its_signature(lin, notes):
    lin.says("我要买东西")
    lin.says("苹果")
    for _ in range(3):
        lin.waits(timedelta(minutes=2))
        lin.says("看看")
    lin.happens("signed", "苹果")

    assert notes() == ["draft 苹果", "void 苹果"]


def test_leaving_after_the_signature_does_not_void_what_was_signed(lin, notes):
    lin.says("我要买东西")
    lin.says("苹果")
    lin.happens("signed", "苹果")

    assert lin.says("取消") == "好的，后面的步骤不再继续；前面已经办好的不受影响。"
    assert notes() == ["draft 苹果", "placed 苹果"]


def test_the_switch_to_another_money_wish_leaves_the_open_one_wherever_it_is(lin, notes, open_now):
    lin.says("我要买东西")
    lin.says("苹果")
    lin.says("我要留言")
    lin.says("我要付钱")

    assert lin.taps("改办付").endswith("付给谁？")
    assert open_now() == ["toy.pay"]
    assert notes() == ["draft 苹果", "void 苹果"]


def test_an_old_switch_leaves_nothing_that_it_was_not_meant_for(lin, open_now):
    lin.says("我要买东西")
    lin.says("我要付钱")
    switch = lin.reply.taps[1].option_id
    lin.says("取消")
    lin.says("我要留言")

    assert "取消" not in lin.taps_option(switch)


def test_looking_things_up_never_drops_an_open_order(lin, notes, open_now):
    for said in (
        "挑个颜色",
        "挑个形状",
        "我要留言",
        "我要买东西",
        "苹果",
        "看看",
        "挑个颜色",
        "看看",
        "挑个形状",
    ):
        lin.says(said)
    assert open_now().count("toy.buy") == 1
    assert len(open_now()) <= 4
    lin.happens("signed", "苹果")

    assert notes() == ["draft 苹果", "placed 苹果"]


def test_an_answer_that_came_too_late_is_not_given_to_the_question_below(lin, open_now):
    for said in ("我要留言", "挑个形状", "我要买东西", "苹果"):
        lin.says(said)
    assert open_now() == ["service.agent", "toy.buy"]
    lin.waits(timedelta(minutes=6))

    said = lin.says("两个苹果")

    assert said.startswith("刚才的“买”等待太久，已经结束，没有办理。")
    assert "已转交" not in said


@pytest.mark.parametrize("said", ["look at some places", "bananas are quite yellow", "cancel"])
def test_english_is_answered_in_english_even_where_nothing_was_understood(lin, said):
    lin.says(said)

    assert lin.reply.language is Language.ENGLISH


def test_a_figure_does_not_change_the_language(lin):
    lin.says("look around here")
    lin.says("12")

    assert lin.reply.language is Language.ENGLISH


def test_flows_that_are_gone_do_not_stand_in_the_way(lin, phone, db, toys):
    lin.says("我要买东西")
    lin.says("我要留言")
    lin.says("看看")
    newer = phone((agent, other), {"service.agent": ["我要留言"], "talk.other": ["今天天气怎么样"]})
    newer.owner = lin.owner

    assert newer.says("我要留言") == "请留言。"
    assert newer.says("你们好啊") == "已转交：你们好啊"
    assert newer.says("那昨天呢") == "这个不懂。"
