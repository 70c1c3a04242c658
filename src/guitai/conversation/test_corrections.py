"""What is corrected is the answer that was meant, and nothing that was agreed to before stands for what is new."""

import pytest

from guitai.conversation.flow import ask, choose, confirm, do, flow, given, look, public, say, suggest
from guitai.money import Money
from guitai.understanding.answer import Unclear


def amount(answer):
    value = answer.slots.get("amount")
    if not isinstance(value, Money):
        raise Unclear("没有看懂。")
    return value


def words(answer):
    if len(answer.text) < 2:
        raise Unclear("请写长一些。")
    return answer.text


def paid(turn, amount):
    turn.db.execute("INSERT INTO toy.paid VALUES (%(amount)s)", {"amount": amount})


def froze(turn):
    turn.db.execute("INSERT INTO toy.paid VALUES ('freeze')")


@flow("toy.pay", title="付", moves=True)
async def pay() -> None:
    value = await ask("amount", "多少？", amount)
    sure = await confirm("sure", "付{value}，确定吗？", value=value)
    if not sure:
        return
    note = await ask("note", "附言？", words)
    await do(paid, str(value))
    await say("付了{value}，附言{note}。", value=value, note=note)


@flow("toy.two", title="两")
async def two() -> None:
    unit = await ask("unit", "几元一份？", amount)
    total = await ask("total", "总共多少？", amount)
    await say("一份{unit}，总共{total}。", unit=unit, total=total)
    await ask("note", "附言？", words)


@flow("toy.freeze", title="冻")
async def freeze() -> None:
    sure = await confirm("sure", "确定冻结吗？")
    if sure:
        await do(froze)
    await say("好了。")


@flow("toy.name", title="名")
async def name() -> None:
    whose = await given("whose", "谁的名字？", words, "大家")
    called = await ask("called", "改叫什么？", words)
    await say("{whose}叫{called}。", whose=whose, called=called)


@public
def colours(turn):
    return ["红", "蓝"]


@flow("toy.colour", title="色")
async def colour() -> None:
    chosen = await choose("colour", "哪个？", await look(colours))
    await say("{chosen}！", chosen=chosen)
    await suggest("蓝的", "toy.colour", colour="蓝")


@flow("talk.other", title="其他")
async def other() -> None:
    await say("这个不懂。")


PHRASES = {
    "toy.pay": ["我要付钱"],
    "toy.two": ["买两份"],
    "toy.freeze": ["冻结"],
    "toy.colour": ["挑个颜色"],
    "toy.name": ["换个名字"],
    "talk.cancel": ["我改主意了", "不用了"],
    "talk.other": ["今天天气怎么样"],
}


@pytest.fixture
def lin(phone, as_owner):
    as_owner(
        """
        CREATE SCHEMA toy;
        CREATE TABLE toy.paid (amount text);
        GRANT USAGE ON SCHEMA toy TO guitai_core;
        GRANT SELECT, INSERT ON toy.paid TO guitai_core
        """
    )
    return phone([pay, two, freeze, colour, name, other], PHRASES)


@pytest.fixture
def done(db):
    return lambda: [amount for (amount,) in db.execute("SELECT amount FROM toy.paid").fetchall()]


def test_a_yes_is_asked_for_again_when_what_it_was_said_to_has_changed(lin, done):
    lin.says("我要付钱")
    lin.says("500元")
    lin.says("好的")

    assert lin.says("不是500元是5000元").startswith("付¥5,000.00，确定吗？")
    lin.says("好的")
    assert lin.says("房租") == "付了¥5,000.00，附言房租。"
    assert done() == ["5000.00"]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("不是50是60", "一份¥60.00，总共¥500.00。"),
        ("不是50元是60元", "一份¥60.00，总共¥500.00。"),
        ("不是500是600", "一份¥50.00，总共¥600.00。"),
    ],
)
def test_the_answer_that_is_named_is_the_one_that_is_corrected(lin, said, heard):
    lin.says("买两份")
    lin.says("50元")
    lin.says("500元")

    assert lin.says(said).startswith(heard)


def test_a_part_of_a_figure_is_no_answer(lin):
    lin.says("买两份")
    lin.says("50元")
    lin.says("500元")
    lin.says("不是5是6")

    assert "¥6" not in "".join(lin.reply.parts)


def test_what_nobody_said_is_not_what_is_corrected(lin):
    lin.says("换个名字")

    assert lin.says("不对，应该是小花").startswith("大家叫")


def test_a_new_amount_does_not_become_the_note(lin):
    lin.says("我要付钱")
    lin.says("500元")
    lin.says("好的")

    assert lin.says("不对，应该是5000元").startswith("付¥5,000.00，确定吗？")


def test_a_yes_of_the_last_time_is_not_one_of_this_time(lin, done):
    lin.says("冻结")
    lin.says("好的")

    assert lin.says("冻结").startswith("确定冻结吗？")
    assert done() == ["freeze"]


def test_what_is_said_again_does_nothing_again(lin, done):
    lin.says("冻结")
    said = lin.says("好的")

    assert lin.says("再说一遍") == said == "好了。"
    assert done() == ["freeze"]


def test_what_a_suggestion_says_counts_more_than_what_was_chosen_before(lin):
    lin.says("挑个颜色")
    lin.says("红")

    assert lin.taps("蓝的").startswith("蓝！")


def test_leaving_in_other_words_is_no_answer(lin):
    lin.says("我要付钱")
    lin.says("500元")
    lin.says("好的")

    assert lin.says("我改主意了") == "好的，已经取消。"


def test_a_no_answers_a_question_for_yes_or_no_and_leaves_any_other(lin):
    lin.says("冻结")
    assert lin.says("不用了") == "好了。"
    lin.says("我要付钱")

    assert lin.says("不用了") == "好的，已经取消。"
