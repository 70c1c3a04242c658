"""A script that changed under an open conversation is noticed before anything is said or done by it."""

import json
from dataclasses import dataclass

import pytest

from guitai.conversation import store
from guitai.conversation.flow import ask, choose, confirm, do, flow, look, say, until
from guitai.errors import Refusal
from guitai.kept import keep
from guitai.shield import at_rest
from guitai.understanding.answer import Unclear

STALE = "办理步骤刚刚更新了，请您重新说一次。"


class Crowded(Refusal, code="toy.crowded", says="{place}满了。"):
    """No place is left."""


@dataclass(frozen=True)
class Box:
    name: str


def boxes(turn):
    return [Box("红盒"), Box("蓝盒")]


def fill(turn, place):
    raise Crowded(place=place, detail="9 of 9")


def words(answer):
    if len(answer.text) < 2:
        raise Unclear("请写长一些。")
    return answer.text


def figure(answer):
    if "figure" not in answer.slots:
        raise Unclear("请写数字。")
    return answer.slots["figure"]


async def first_then_second() -> None:
    await ask("first", "第一？", words)
    await ask("second", "第二？", words)
    await say("好了。")


async def second_then_first() -> None:
    await ask("second", "第二？", words)
    await ask("first", "第一？", words)
    await say("好了。")


async def louder() -> None:
    await ask("first", "第一？", lambda answer: answer.text.upper() + "！")
    await ask("second", "第二？", words)


async def stricter() -> None:
    await ask("first", "第一？", figure)
    await ask("second", "第二？", words)


async def looked_first() -> None:
    await look(boxes)
    await ask("first", "第一？", words)


def toy(script, **more):
    return flow("toy.flow", title="玩", **more)(script)


OTHER = flow("talk.other", title="其他")(first_then_second)
PHRASES = {"toy.flow": ["玩一玩"], "talk.other": ["今天天气怎么样"]}


@pytest.fixture
def lin(phone):
    return phone([toy(first_then_second), OTHER], PHRASES)


@pytest.fixture
def later(phone, lin):
    """The same customer at a bank whose flow has been written anew."""

    def make(script):
        newer = phone([toy(script), OTHER], PHRASES)
        newer.owner = lin.owner
        return newer

    return make


@pytest.mark.parametrize("script", [second_then_first, louder, stricter, looked_first])
def test_a_flow_that_no_longer_reads_its_journal_begins_again(lin, later, script):
    lin.says("玩一玩")
    lin.says("abc")
    newer = later(script)

    assert newer.says("再说一遍").startswith(STALE)
    assert newer.says("玩一玩").endswith("？")


def test_a_flow_that_reads_its_journal_as_before_goes_on(lin, later):
    lin.says("玩一玩")
    lin.says("abc")

    assert later(first_then_second).says("def") == "好了。"


async def ready_or_not() -> None:
    await confirm("ready", "准备好了吗？")
    await say("好了。")


async def all_of_it() -> None:
    sure = await confirm("ready", "全部转出，确定吗？")
    await say("转出了。" if sure else "没有转。")


async def red_or_blue() -> None:
    colour = await choose("colour", "哪个？", ["红", "蓝"])
    await say("{colour}！", colour=colour)


async def blue_or_red() -> None:
    colour = await choose("colour", "哪个？", ["蓝", "红"])
    await say("{colour}！", colour=colour)


async def filled_first() -> None:
    await do(fill, "楼上")
    await confirm("ready", "准备好了吗？")


async def nothing_asked() -> None:
    await say("全办好了。")


@pytest.mark.parametrize(
    ("before", "after", "answer"),
    [
        (ready_or_not, all_of_it, "好的"),
        (red_or_blue, blue_or_red, "红"),
        (ready_or_not, filled_first, "好的"),
        (ready_or_not, nothing_asked, "好的"),
    ],
)
@pytest.mark.parametrize("tapped", [True, False])
def test_an_answer_is_never_taken_for_one_to_another_question(phone, db, before, after, answer, tapped):
    lin = phone([toy(before), OTHER], PHRASES)
    lin.says("玩一玩")
    newer = phone([toy(after), OTHER], PHRASES)
    newer.owner, newer.reply = lin.owner, lin.reply

    said = newer.taps(answer) if tapped else newer.says(answer)

    assert said.startswith(STALE)
    assert db.execute("SELECT count(*) FROM refusals.refusals").fetchone() == (0,)


async def read_it() -> None:
    await until("read", "请稍等。")
    await say("读好了。")


async def signed_it() -> None:
    await until("signed", "请签名。")
    await say("签好了。")


def test_what_happens_does_not_meet_another_wait(phone):
    lin = phone([toy(read_it), OTHER], PHRASES)
    lin.says("玩一玩")
    newer = phone([toy(signed_it), OTHER], PHRASES)
    newer.owner = lin.owner
    newer.happens("read")

    assert newer.reply.parts == [STALE]


async def looked() -> None:
    await look(boxes)
    await ask("first", "第一？", words)


async def looked_inside() -> None:
    found = await look(boxes)
    found.gone.sort()
    await ask("first", "第一？", words)


def test_a_script_that_can_not_read_what_was_kept_begins_again(phone):
    lin = phone([toy(looked), OTHER], PHRASES)
    lin.says("玩一玩")
    newer = phone([toy(looked_inside), OTHER], PHRASES)
    newer.owner = lin.owner

    assert newer.says("取消") == STALE + "\n好的。现在没有正在办理的业务。"


def test_a_value_of_another_make_costs_one_conversation_and_not_the_chat(phone, as_owner):
    lin = phone([toy(first_then_second), flow("toy.boxes", title="盒")(looked), OTHER], MORE)
    lin.says("玩一玩")
    lin.says("看盒子")
    kept = json.dumps(keep(store.chat_of(lin.db, lin.owner)), ensure_ascii=False).replace(":Box", ":Gone")
    sealed = at_rest.sealed(lin.db, "chats", lin.owner, json.loads(kept))
    as_owner("UPDATE conversation.chats SET sealed = %(sealed)s", {"sealed": sealed})

    assert lin.says("abc") == STALE + "\n第一？"
    assert lin.says("abc") == "第二？"
    (sealed,) = as_owner("SELECT sealed FROM conversation.ended WHERE state = 'changed'").fetchone()
    assert "红盒" in str(at_rest.opened(lin.db, "ended", lin.owner, sealed))


MORE = PHRASES | {"toy.boxes": ["看盒子"]}
