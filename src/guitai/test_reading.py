"""What customers sent in is read outside of any turn, and answered as if they had said it."""

from datetime import timedelta

import pytest

from guitai import clock, turns_trace
from guitai.conversation.flow import ask, flow, say
from guitai.conversation.hearing import Conversations
from guitai.customers import customers
from guitai.language import Catalogue
from guitai.media import files, trace
from guitai.media.waiting import MOST_TRIES
from guitai.reading import FRESH, LATE, LOST, OVERTAKEN, Read, Reader, Reading
from guitai.turns import Message, Turns
from guitai.understanding.answer import Heard, How
from guitai.understanding.understand import Understanding

UNCLEAR = "没有听清。"


def anything(answer):
    return answer.text


@flow("toy.greet", title="您好")
async def greet() -> None:
    await say("您好。")


@flow("toy.note", title="记下")
async def note() -> None:
    word = await ask("word", "记什么？", anything)
    await say("记下了：{word}。", word=word)


@flow("talk.help", title="帮助")
async def help_() -> None:
    await say("能打招呼。")


FLOWS = {one.intent: one for one in (greet, note, help_)}
PHRASES = {"toy.greet": ["你好"], "toy.note": ["记一下"]}


class Ear:
    """Reads what is said from the bytes themselves."""

    def __init__(self):
        self.heard = []

    def __call__(self, content):
        self.heard.append(content)
        if content == b"noise":
            return Read(Heard(How.SPOKEN, unclear=UNCLEAR), ("audio/amr", b"silence"))
        return Read(Heard(How.SPOKEN, content.decode()))


@pytest.fixture
def told():
    return Turns(
        Conversations(FLOWS, Catalogue({}), Understanding(PHRASES), str),
        lambda reply: ["\n".join(str(part) for part in reply.parts)],
    )


@pytest.fixture
def ear():
    return Ear()


@pytest.fixture
def reading(database, told, ear):
    return Reading(database, told, {"voice": Reader(How.SPOKEN, ear)}, lambda did: None)


@pytest.fixture
def lin(database):
    with database.transaction() as db:
        return customers.owner_of(db, "oLin")


@pytest.fixture
def sends(database, worker_database, told, lin):
    """Lin sends a recording, which is acknowledged and fetched; the id of its turn."""

    def send(content, *, kind="voice"):
        with database.transaction() as db:
            heard = Heard(How.SPOKEN, awaited=True)
            said = told.hear(db, Message(lin, db.turn_id.bytes, db.now, heard))
            files.expect(db, lin, kind, keep=timedelta(days=1), reads=True)
        with worker_database.transaction() as db:
            if content is None:
                files.lose(db, lin, said.turn_id)
            else:
                files.keep(db, lin, said.turn_id, "audio/amr", content)
        return said

    return send


@pytest.fixture
def types(database, told, lin):
    def type_(text):
        with database.transaction() as db:
            return told.hear(db, Message(lin, db.turn_id.bytes, db.now, Heard(How.TYPED, text))).said

    return type_


@pytest.fixture
def sent(database):
    """What waits in the outbox for the chat."""

    def texts():
        with database.transaction() as db:
            rows = db.execute(
                "SELECT body FROM outbox.requests WHERE destination = 'chat' ORDER BY put_at, place"
            )
            return [body["text"] for (body,) in rows]

    return texts


def test_a_recording_is_acknowledged_at_once_and_answered_when_it_was_heard(reading, sends, sent):
    said = sends("你好".encode())
    assert said.said == "正在听您的语音，请稍候。"

    assert [reading.round(), reading.round()] == [1, 0]
    assert sent() == ["您说的是“你好”。\n您好。"]


def test_what_was_said_answers_the_open_question(reading, sends, types, sent):
    types("记一下")
    sends("买米".encode())
    reading.round()

    assert sent() == ["您说的是“买米”。\n记下了：买米。"]


def test_what_nobody_could_make_out_is_asked_for_again_and_the_question_too(reading, sends, types, sent):
    types("记一下")
    sends(b"noise")
    reading.round()

    assert sent() == [f"{UNCLEAR}\n记什么？"]


def test_two_recordings_are_answered_in_the_order_in_which_they_were_said(reading, sends, sent):
    sends("记一下".encode())
    sends("买米".encode())
    reading.round()
    reading.round()

    assert sent() == ["您说的是“记一下”。\n记什么？", "您说的是“买米”。\n记下了：买米。"]


def test_what_never_came_is_said_to_be_lost(reading, sends, sent, ear):
    sends(None)
    reading.round()

    assert sent() == [LOST]
    assert ear.heard == []


def test_what_comes_too_late_is_not_acted_on(reading, sends, sent, worker_database):
    sends("记一下".encode())
    with worker_database.transaction() as db:
        clock.move(db.connection, db.now + FRESH + timedelta(seconds=1))
    reading.round()

    assert sent() == [LATE]


def test_what_was_said_before_something_else_answers_no_later_question(reading, sends, types, sent):
    sends("买米".encode())
    types("记一下")
    reading.round()

    assert sent() == [f"您说的是“买米”。\n{OVERTAKEN}\n记什么？"]
    assert types("买油") == "记下了：买油。"


def test_what_was_said_before_something_else_is_done_all_the_same_where_nothing_is_open(
    reading, sends, types, sent
):
    sends("记一下".encode())
    types("你好")
    reading.round()

    assert sent() == ["您说的是“记一下”。\n记什么？"]


def test_it_is_answered_once_though_two_have_read_it(
    reading, sends, sent, worker_database, database, told, ear
):
    class Slow(Ear):
        def __call__(self, content):
            with worker_database.transaction() as db:
                clock.move(db.connection, db.now + timedelta(minutes=2))
            reading.round()
            return super().__call__(content)

    sends("你好".encode())
    slow = Reading(database, told, {"voice": Reader(How.SPOKEN, Slow())}, lambda did: None)
    slow.round()

    assert sent() == ["您说的是“你好”。\n您好。"]
    assert ear.heard == ["你好".encode()]


def test_a_file_of_which_something_else_is_kept_leaves_nothing_of_itself(reading, sends, database, lin):
    turn_id = sends(b"noise").turn_id
    reading.round()

    with database.transaction() as db:
        assert files.file(db, lin, turn_id).content == b"silence"


@pytest.mark.parametrize(
    "said", ["我的密码是258036", "我的密码是二五八零三六", "二五八零三六。", "确认258036"]
)
def test_of_a_recording_that_gives_a_password_away_nothing_is_kept(reading, sends, database, lin, said):
    turn_id = sends(said.encode()).turn_id
    reading.round()

    with database.transaction() as db:
        assert files.file(db, lin, turn_id).content == b""


def test_what_broke_its_reader_too_often_is_not_kept(reading, sends, database, lin, sent):
    turn_id = sends("你好".encode()).turn_id
    with database.transaction() as db:
        db.execute("UPDATE media.received SET tries = %(most)s", {"most": MOST_TRIES})
    reading.round()

    assert sent() == [LOST]
    with database.transaction() as db:
        assert files.file(db, lin, turn_id).content == b""


def test_who_has_the_chat_by_now_is_not_answered_for_somebody_else(reading, sends, sent, database, lin):
    sends("你好".encode())
    with database.transaction() as db:
        customers.unbind(db, lin)

    assert [reading.round(), reading.round()] == [1, 0]
    assert sent() == []


def test_a_secret_that_was_said_aloud_is_not_repeated(reading, sends, sent, database):
    sends("我的密码是258036".encode())
    sends(b"258036")
    reading.round()
    reading.round()

    assert "258036" not in "".join(sent())
    assert sent()[0].startswith("您说的是“我的密码是******”。\n请不要在聊天里发送密码")
    with database.transaction() as db:
        heard = db.execute("SELECT heard FROM turns.turns WHERE how = 'spoken'").fetchall()
    assert "258036" not in str(heard)


def test_the_turn_that_answers_is_found_from_the_one_that_brought_it(reading, sends, database):
    turn_id = sends("你好".encode()).turn_id
    reading.round()

    with database.transaction() as db:
        first, second = trace.turns(db, turn_id)
        assert first == turn_id
        (answer,) = turns_trace.trace(db, second)
        assert trace.turns(db, second) == [first, second]
    assert (answer["how"], answer["heard"], answer["route"]) == ("spoken", "你好", "service")


def test_nothing_is_due_once_all_is_read_or_what_waits_is_nobodys(reading, sends):
    sends("你好".encode())
    sends(b"...", kind="video")
    assert reading.anything_due()
    reading.round()

    assert not reading.anything_due()
