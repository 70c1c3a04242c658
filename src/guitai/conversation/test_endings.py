"""However a conversation ends: what was only drafted is void, what was done stands, and the customer is told which."""

from datetime import timedelta

import pytest

from guitai.conversation.conftest import drafted, placed
from guitai.conversation.flow import ask, choose, confirm, do, flow, look, say, until
from guitai.errors import Refusal
from guitai.understanding.answer import Unclear


class Closed(Refusal, code="toy.closed", says="今天不营业。"):
    """Nothing is done today."""


def words(answer):
    if len(answer.text) < 2:
        raise Unclear("请写长一些。")
    return answer.text


def closed(turn):
    raise Closed


async def buying() -> None:
    name = await ask("name", "买什么？", words)
    order = await do(drafted, name)
    await until("signed", "请签名。", order)
    await do(placed, name)
    await ask("thanks", "满意吗？", words)
    await ask("more", "还有呢？", words)


async def buying_with_stars() -> None:
    name = await ask("name", "买什么？", words)
    order = await do(drafted, name)
    await until("signed", "请签名。", order)
    await do(placed, name)
    await ask("stars", "几颗星？", words)


async def drafting() -> None:
    order = await do(drafted, "苹果")
    await ask("note", "附言？", words)
    await until("signed", "请签名。", order)


async def refused_after_drafting() -> None:
    await do(drafted, "苹果")
    await look(closed)


@flow("toy.lock", title="锁")
async def lock() -> None:
    sure = await confirm("sure", "现在锁吗？")
    if sure:
        await do(placed, "锁")
    await ask("thanks", "满意吗？", words)


@flow("toy.list", title="列")
async def listed() -> None:
    await choose("which", "看哪个？", ["红", "蓝"])


@flow("toy.look", title="看看")
async def look_up() -> None:
    await say("很好。")


@flow("talk.other", title="其他")
async def other() -> None:
    await say("这个不懂。")


PHRASES = {
    "toy.buy": ["我要买东西"],
    "toy.draft": ["先写下来"],
    "toy.look": ["看看"],
    "toy.lock": ["锁上"],
    "toy.list": ["列出来"],
    "talk.other": ["今天天气怎么样"],
}


@pytest.fixture
def bank(phone, toys):
    def make(script, *, moves=True, owner=None):
        buy = flow("toy.buy", title="买", moves=moves)(script)
        lin = phone([buy, flow("toy.draft", title="写")(drafting), lock, listed, look_up, other], PHRASES)
        lin.owner = owner or lin.owner
        return lin

    return make


def bought(bank):
    lin = bank(buying)
    lin.says("我要买东西")
    lin.says("苹果")
    lin.happens("signed", "苹果")
    return lin


def test_what_was_done_is_not_said_to_be_undone_when_the_last_question_waits_too_long(bank, notes):
    lin = bought(bank)
    lin.waits(timedelta(minutes=31))

    said = lin.says("很满意")

    assert said.startswith("刚才的“买”等待太久，后面的步骤不再继续；前面已经办好的不受影响。")
    assert notes() == ["draft 苹果", "placed 苹果"]


def test_a_question_after_the_order_waits_as_long_as_any_other(bank):
    lin = bought(bank)
    lin.waits(timedelta(minutes=29))

    assert lin.says("很满意") == "还有呢？"


def test_nobody_is_asked_to_order_again_what_was_ordered_before_the_script_changed(bank, notes):
    lin = bought(bank)
    newer = bank(buying_with_stars, owner=lin.owner)

    assert newer.says("很满意") == "办理步骤刚刚更新了，后面的步骤不再继续；前面已经办好的不受影响。"
    assert notes() == ["draft 苹果", "placed 苹果"]


def test_a_draft_is_void_when_its_question_waits_too_long_and_looking_things_up_does_not_keep_it(bank, notes):
    lin = bank(buying)
    lin.says("先写下来")
    for _ in range(2):
        lin.waits(timedelta(minutes=4))
        lin.says("看看")
    lin.waits(timedelta(minutes=4))
    lin.says("今天天气怎么样")

    assert notes() == ["draft 苹果", "void 苹果"]


def test_whoever_agrees_too_late_is_told_that_it_was_not_done(bank, notes):
    lin = bank(buying)
    lin.says("锁上")
    lin.waits(timedelta(minutes=31))

    assert lin.says("好的").startswith("刚才的“锁”等待太久，已经结束，没有办理。")
    assert notes() == []


def test_a_list_that_waited_too_long_is_let_go_without_a_word(bank):
    lin = bank(buying)
    lin.says("列出来")
    lin.waits(timedelta(minutes=31))

    assert lin.says("看看") == "很好。"


def test_what_was_not_agreed_to_yet_is_said_to_be_undone_when_something_else_takes_its_place(bank, notes):
    lin = bank(buying)
    lin.says("锁上")

    assert lin.says("我要买东西") == "刚才的“锁”没有办理。\n买什么？"
    assert notes() == []


def test_what_was_done_is_not_said_to_be_undone_when_something_else_takes_its_place(bank):
    lin = bank(buying)
    lin.says("锁上")
    lin.says("好的")

    assert lin.says("我要买东西") == "买什么？"


def test_that_is_said_too_where_an_order_below_is_left_for_another(bank):
    lin = bank(buying)
    for said in ("我要买东西", "苹果", "锁上", "我要买东西"):
        lin.says(said)

    assert lin.taps("改办新的买") == "刚才的“锁”没有办理。\n好的，已经取消。\n买什么？"


@pytest.mark.parametrize(
    "said, then, reply", [("锁上", "锁上", "现在锁吗？"), ("列出来", "我要买东西", "买什么？")]
)
def test_nothing_is_said_of_what_is_asked_again_or_was_only_to_be_shown(bank, said, then, reply):
    lin = bank(buying)
    lin.says(said)

    assert lin.says(then).startswith(reply)


def test_a_draft_is_void_when_the_flow_is_left_for_one_that_moves_money(bank, notes):
    lin = bank(buying)
    lin.says("先写下来")
    lin.says("我要买东西")

    assert notes() == ["draft 苹果", "void 苹果"]


def test_a_draft_is_void_when_the_bank_says_no_after_it(bank, notes):
    assert bank(refused_after_drafting).says("我要买东西") == "今天不营业。"
    assert notes() == ["draft 苹果", "void 苹果"]
