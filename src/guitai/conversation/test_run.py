"""A flow goes on from its journal, and notices when the two no longer agree."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from guitai.conversation import sitting, store
from guitai.conversation.flow import (
    ask,
    choose,
    do,
    flow,
    given,
    look,
    public,
    say,
    show,
    suggest,
)
from guitai.errors import Refusal
from guitai.kept import keep
from guitai.shield.card import Card, Row
from guitai.shield.private import Leak
from guitai.understanding.answer import Unclear


class Full(Refusal, code="toy.full", says="{place}满了。"):
    """No place is left."""


@dataclass(frozen=True)
class Box:
    name: str

    @property
    def public_name(self):
        return self.name

    @property
    def known_as(self):
        return (self.name,)


def boxes(turn):
    return [Box("红盒"), Box("蓝盒")]


def only_box(turn):
    return [Box("蓝盒")]


def fill(turn, place):
    raise Full(place=place, detail="9 of 9")


def words(answer):
    if len(answer.text) < 2:
        raise Unclear("请写长一些。")
    return answer.text


async def first_then_second() -> None:
    await ask("first", "第一？", words)
    await ask("second", "第二？", words)
    await say("好了。")


async def refused() -> None:
    place = await ask("place", "哪里？", words)
    try:
        await do(fill, place)
    except Full:
        await say("换一个吧。")
    await ask("second", "第二？", words)


def toy(script, **more):
    return flow("toy.flow", title="玩", **more)(script)


OTHER = flow("talk.other", title="其他")(first_then_second)
PHRASES = {"toy.flow": ["玩一玩"], "talk.other": ["今天天气怎么样"]}


@pytest.fixture
def lin(phone):
    return phone([toy(first_then_second), OTHER], PHRASES)


def broken(turn):
    raise ValueError("不是给客户看的 88.88")


async def breaks() -> None:
    await ask("first", "第一？", words)
    await look(broken)


def test_a_bug_in_a_step_is_no_answer_that_was_not_understood(phone, db):
    lin = phone([toy(breaks), OTHER], PHRASES)
    lin.says("玩一玩")
    with pytest.raises(ValueError, match=r"88\.88"):
        lin.says("abc")

    assert lin.says("取消") == "好的，已经取消。"


def test_what_a_reader_says_in_its_own_words_is_not_said(phone):
    lin = phone([toy(whole_number), OTHER], PHRASES)
    lin.says("玩一玩")

    assert lin.says("abc") == "抱歉，没有听明白。\n几个？"


async def whole_number() -> None:
    await ask("count", "几个？", lambda answer: int(answer.text))


@public
def colours(turn):
    return ["红", "蓝", "绿"]


async def all_but_the_first() -> None:
    left = await look(colours)
    left.pop(0)
    colour = await choose("colour", "哪个？", left)
    await say("{colour}！", colour=colour)


def test_what_a_flow_takes_out_of_a_list_stays_in_the_journal(phone):
    lin = phone([toy(all_but_the_first), OTHER], PHRASES)
    lin.says("玩一玩")

    assert lin.says("蓝") == "蓝！"


async def says_no_itself() -> None:
    place = await ask("place", "哪里？", words)
    raise Full(place=place)


def test_a_flows_own_no_is_on_record_too(phone, db):
    lin = phone([toy(says_no_itself), OTHER], PHRASES)
    lin.says("玩一玩")

    assert lin.says("楼上") == "楼上满了。"
    assert db.execute("SELECT code, said FROM refusals.refusals").fetchall() == [("toy.full", "楼上满了。")]


def test_a_refusal_is_met_again_on_every_replay_and_kept_once(phone, db):
    lin = phone([toy(refused), OTHER], PHRASES)
    lin.says("玩一玩")
    assert lin.says("楼上") == "换一个吧。\n第二？"
    lin.says("再说一遍")

    assert db.execute("SELECT code, said, detail FROM refusals.refusals").fetchall() == [
        ("toy.full", "楼上满了。", "9 of 9")
    ]


def test_a_refusal_that_is_unknown_by_now_begins_the_flow_again(phone, monkeypatch):
    lin = phone([toy(refused), OTHER], PHRASES)
    lin.says("玩一玩")
    lin.says("楼上")
    monkeypatch.delitem(Refusal.known, "toy.full")

    assert lin.says("再说一遍").startswith("办理步骤刚刚更新了，请您重新说一次。")


async def from_a_box() -> None:
    boxes_now = await look(boxes)
    await suggest("再来", "toy.choose", box=boxes_now[1].name, text=boxes_now[1].name)


async def into_a_box() -> None:
    text = await given("text", "写什么？", lambda answer: answer.slots["text"], "空")
    box = await choose("box", "哪个盒子？", await look(boxes))
    await show("{box}好了。", text_card(text), box=box)


def text_card(text):
    return Card("卡", (Row("字", "有" if text == "蓝盒" else "无"),))


def test_what_the_bank_put_into_a_suggestion_answers_as_if_it_were_said_and_stays_private(phone):
    choosing = flow("toy.choose", title="选")(into_a_box)
    lin = phone([toy(from_a_box), choosing, OTHER], PHRASES)
    lin.says("玩一玩")

    assert lin.taps("再来") == "蓝盒好了。\n[点这里查看]"
    assert lin.card == {"字": "有"}


async def one_or_two() -> None:
    short = await given("short", "短？", lambda answer: answer.slots["short"], False)
    box = await choose("box", "哪个盒子？", await look(only_box if short else boxes))
    await say("{box}。", box=box)
    await suggest("短的", "toy.flow", short=True)


def test_what_was_chosen_before_does_not_keep_a_list_of_one_from_answering_itself(phone):
    lin = phone([toy(one_or_two), OTHER], PHRASES)
    lin.says("玩一玩")
    lin.says("红盒")

    assert lin.taps("短的").startswith("蓝盒。")


@dataclass(frozen=True)
class Holding:
    left: int

    def some(self, answer):
        raise Unclear("最多还有{left}份。", left=self.left)


def holding(turn):
    return Holding(77)


async def redeem() -> None:
    held = await look(holding)
    await ask("units", "多少份？", held.some)


def test_a_reader_of_the_banks_own_can_not_say_what_the_bank_knows(phone):
    lin = phone([toy(redeem), OTHER], PHRASES)
    lin.says("玩一玩")

    with pytest.raises(Leak):
        lin.says("一百份")


@public
def amount(turn):
    return "step"


async def named_alike() -> None:
    await look(amount)
    found = await given("amount", "多少？", lambda answer: answer.slots["amount"], "没说")
    await say("{found}", found=str(found))


def test_a_step_named_like_a_slot_does_not_take_it(phone):
    lin = phone([toy(named_alike), OTHER], {**PHRASES, "toy.flow": ["玩一玩五百元"]})

    assert lin.says("玩一玩五百元") == "500.00"


async def endless() -> None:
    while True:
        await look(boxes)


def test_a_flow_that_goes_round_in_circles_is_stopped(phone):
    lin = phone([toy(endless), OTHER], PHRASES)

    with pytest.raises(AssertionError, match="too many steps"):
        lin.says("玩一玩")


async def not_a_word() -> None:
    await Odd()


class Odd:
    def __await__(self):
        return (yield "something")


def test_a_flow_awaits_the_words_only(phone):
    lin = phone([toy(not_a_word), OTHER], PHRASES)

    with pytest.raises(TypeError, match="words only"):
        lin.says("玩一玩")


def test_going_back_again_and_again_does_not_make_the_chat_grow_for_ever(lin, db, monkeypatch):
    monkeypatch.setattr(sitting, "MOST_STEPS", 5)
    lin.says("玩一玩")
    sizes = []
    for _ in range(9):
        lin.says("abc")
        lin.says("返回")
        sizes.append(chat_size(db))

    assert sizes[-1] == sizes[5]


def chat_size(db):
    return db.execute("SELECT length(sealed) FROM conversation.chats").fetchone()[0]


def test_what_a_flow_looked_up_does_not_stay_with_the_chat(phone, db):
    lin = phone([toy(into_a_box), OTHER], PHRASES)
    lin.says("玩一玩")
    assert "Box" in str(keep(store.chat_of(db, lin.owner)))
    lin.says("红盒")
    lin.waits(timedelta(hours=1))
    lin.says("你好吗")

    assert "boxes" not in str(keep(store.chat_of(db, lin.owner)))


def test_what_was_looked_up_is_sealed_where_it_is_kept(phone, db, as_owner):
    lin = phone([toy(into_a_box), OTHER], PHRASES)
    lin.says("玩一玩")
    lin.says("红盒")

    kept = str(as_owner("SELECT * FROM conversation.chats").fetchall())
    kept += str(as_owner("SELECT * FROM conversation.ended").fetchall())
    assert "红盒" not in kept
    assert "Box" not in kept
