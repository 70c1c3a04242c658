"""A message is heard once, and its reply goes one way."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from guitai import clock, outbox, turns
from guitai.conversation.flow import do, flow, say, until
from guitai.conversation.hearing import Conversations
from guitai.customers import customers
from guitai.language import Catalogue
from guitai.turns import CHAT, Message, Turns, repeated
from guitai.understanding.answer import Happened, Heard, How
from guitai.understanding.understand import Understanding

LINE = timedelta(seconds=4.5)
OVER = LINE + turns.CLAIMED_WITHIN


class Broken(Exception):
    """The turn was broken off."""


def leave_a_mark(turn):
    outbox.put(turn.db, turn.customer, "mark", turn.key)


@flow("toy.long", title="多说几句")
async def long() -> None:
    await do(leave_a_mark)
    await say("一")
    await say("二")
    await say("三")


@flow("toy.wait", title="等一等")
async def wait() -> None:
    await until("rung", "请稍等。")
    await say("响了")
    await say("两声")


@flow("toy.nothing", title="不说")
async def nothing() -> None:
    await do(leave_a_mark)


FLOWS = {one.intent: one for one in (long, wait, nothing)}
PHRASES = {"toy.long": ["多说几句"], "toy.wait": ["等一等"], "toy.nothing": ["什么也别说"]}


@pytest.fixture
def bank():
    understanding = Understanding(PHRASES)
    return Turns(Conversations(FLOWS, Catalogue({}), understanding, str), lambda reply: reply.parts)


@pytest.fixture
def owner(db):
    return customers.owner_of(db, "oLin")


HEARD = {
    "我的余额是多少?": "我的余额是多少",
    "我的余额是多少？": "我的余额是多少",
    "你好,我的余额是多少?谢谢!": "你好，我的余额是多少？谢谢",
    "给张三转1,000块。": "给张三转1,000块",
    "what is my balance?": "what is my balance",
}


@pytest.mark.parametrize("heard", HEARD)
def test_what_was_heard_is_told_in_the_marks_of_its_script_and_without_the_last(heard):
    assert repeated(heard).values == {"text": HEARD[heard]}


def message(db, owner, text="多说几句", key=b"k"):
    return Message(owner, key, db.now + LINE, Heard(How.TYPED, text))


def later(db, time):
    return replace(db, now=db.now + time)


def sent(db, to=CHAT):
    """What the outbox holds, in the order in which it goes out, and of which turn it is."""
    rows = db.execute(
        "SELECT body, turn_id FROM outbox.requests WHERE destination = %(to)s ORDER BY put_at, place",
        {"to": to},
    )
    return [(body["text"] if to == CHAT else body, turn_id) for body, turn_id in rows]


def texts(db):
    return [text for text, _ in sent(db)]


def test_a_message_that_comes_again_gets_the_first_answer_and_does_nothing(bank, db, owner):
    first = bank.hear(db, message(db, owner))
    again = bank.hear(later(db, timedelta(seconds=5)), message(db, owner))

    assert (first.said, first.repeated) == ("一", False)
    assert again == replace(first, repeated=True)
    assert len(sent(db, "mark")) == 1


def test_the_same_key_of_another_customer_is_another_message(bank, db, owner):
    bank.hear(db, message(db, owner))
    other = customers.owner_of(db, "oWang")

    assert not bank.hear(db, message(db, other)).repeated


def test_a_reply_that_was_claimed_by_the_line_goes_nowhere_else(bank, db, owner):
    said = bank.hear(db, message(db, owner))

    turns.claim(db, said, "passive")
    turns.claim(db, said, "service")
    assert turns.send_overdue(later(db, timedelta(minutes=1))) == 0
    assert bank.hear(db, message(db, owner)).route == "passive"


def test_what_the_line_has_no_room_for_follows_once_the_line_has_the_beginning(bank, db, owner):
    said = bank.hear(db, message(db, owner))
    assert texts(db) == []
    turns.claim(db, said, "passive")
    turns.claim(db, said, "passive")

    assert sent(db) == [("二", said.turn_id), ("三", said.turn_id)]


def test_a_reply_whose_line_has_closed_is_sent_whole_and_in_order(bank, db, owner):
    said = bank.hear(db, message(db, owner))

    assert turns.any_unsent(db)
    assert turns.send_overdue(later(db, OVER)) == 0
    assert turns.send_overdue(later(db, OVER + timedelta(seconds=1))) == 1
    assert turns.send_overdue(later(db, OVER + timedelta(seconds=2))) == 0
    assert sent(db) == [("一", said.turn_id), ("二", said.turn_id), ("三", said.turn_id)]
    turns.claim(db, said, "passive")
    assert len(texts(db)) == 3
    assert bank.hear(db, message(db, owner)).route == "service"
    assert not turns.any_unsent(db)


def test_where_there_is_nothing_to_say_nothing_waits_to_be_sent(bank, db, owner):
    said = bank.hear(db, message(db, owner, "什么也别说"))

    assert (said.said, said.route) == ("", "none")
    assert not turns.any_unsent(db)


def test_an_event_goes_on_with_what_waited_for_it_by_the_outbox_and_only_once(bank, db, owner):
    bank.hear(db, message(db, owner, "等一等"))
    for _ in range(2):
        bank.happen(replace(db, turn_id=clock.uuid7(db.now)), owner, Happened("rung", b"first ring"))

    assert texts(db) == ["响了", "两声"]
    (how, said, route) = db.execute("SELECT how, said, route FROM turns.turns WHERE how = 'event'").fetchone()
    assert (how, said, route) == ("event", "响了", "service")


def test_an_event_that_nobody_waits_for_is_remembered_and_says_nothing(bank, db, owner):
    bank.happen(db, owner, Happened("rung", b"too early"))
    bank.hear(replace(db, turn_id=clock.uuid7(db.now)), message(db, owner, "等一等"))
    bank.happen(replace(db, turn_id=clock.uuid7(db.now)), owner, Happened("rung", b"too early"))

    assert texts(db) == []
    assert db.execute("SELECT how, route FROM turns.turns WHERE how = 'event'").fetchall() == [
        ("event", "none")
    ]


def test_a_turn_that_breaks_off_has_never_been(bank, database):
    with pytest.raises(Broken):
        fail_in_a_turn(bank, database)

    with database.transaction() as db:
        assert sent(db, "mark") == []
        assert not bank.hear(db, message(db, customers.owner_of(db, "oLin"))).repeated


def fail_in_a_turn(bank, database):
    with database.transaction() as db:
        bank.hear(db, message(db, customers.owner_of(db, "oLin")))
        raise Broken


def test_the_same_message_twice_at_once_is_heard_once(bank, database):
    """By two processes: nothing but the database stands between them."""
    with database.transaction() as db:
        owner = customers.owner_of(db, "oLin")
        push = message(db, owner)
    heard, both = [], threading.Barrier(2)

    def hear():
        both.wait()
        heard.append(database.run(lambda db: bank.hear(db, push)))

    threads = [threading.Thread(target=hear) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(said.repeated for said in heard) == [False, True]
    assert len({(said.turn_id, said.said) for said in heard}) == 1
    with database.transaction() as db:
        assert len(sent(db, "mark")) == 1


def test_the_line_and_the_sweep_never_both_take_a_reply(bank, database):
    with database.transaction() as db:
        said = bank.hear(db, message(db, customers.owner_of(db, "oLin")))

    def claim():
        database.run(lambda db: turns.claim(db, said, "passive"))

    with database.transaction() as db:
        assert turns.send_overdue(later(db, timedelta(minutes=1))) == 1
        line = threading.Thread(target=claim)
        line.start()  # it waits for the row, or comes when the sweep is through
    line.join()

    with database.transaction() as db:
        assert texts(db) == ["一", "二", "三"]


def test_the_sweep_passes_by_what_the_line_is_taking(bank, database):
    with database.transaction() as db:
        said = bank.hear(db, message(db, customers.owner_of(db, "oLin")))
    with database.transaction() as line, database.transaction() as sweep:
        turns.claim(line, said, "passive")

        assert turns.send_overdue(later(sweep, timedelta(minutes=1))) == 0
