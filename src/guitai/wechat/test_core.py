import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from guitai import clock, outbox, turns
from guitai.customers import customers
from guitai.wechat import windows, xml
from guitai.wechat.core import REPLAY_WITHIN
from guitai.wechat.gateway import Delivery, Refused
from guitai.wechat.media import MEDIA

PATIENCE_SECONDS = 20


def content(plain):
    return xml.text(xml.parse(plain), "Content")


def test_a_push_is_answered_to_whoever_sent_it(bank):
    tree = xml.parse(bank.says("你好"))

    assert {name: xml.text(tree, name) for name in ("ToUserName", "FromUserName", "MsgType", "Content")} == {
        "ToUserName": "oLin",
        "FromUserName": "gh_bank",
        "MsgType": "text",
        "Content": "您好。",
    }
    assert (bank.told, bank.core.busy) == (1, 0)


def test_a_repeat_gets_the_same_plaintext_and_is_no_second_turn(bank):
    first = bank.says("你好")
    bank.ahead = timedelta(seconds=30)

    assert bank.says("你好", nonce="another") == first
    assert bank.rows("SELECT count(*) FROM turns.turns") == [(1,)]


def test_a_repeat_after_a_minute_is_somebody_elses(bank):
    bank.says("你好")
    bank.ahead = REPLAY_WITHIN + timedelta(seconds=1)

    with pytest.raises(Refused, match="replayed"):
        bank.says("你好")


@pytest.mark.parametrize(
    "push, reason",
    [
        ({"account": "gh_other"}, "account"),
        ({"openid": ""}, "account"),
        ({"fields": "<unclosed>"}, "malformed"),
    ],
)
def test_a_push_for_somebody_else_or_in_disorder_is_refused_and_leaves_nothing(bank, push, reason):
    with pytest.raises(Refused, match=reason):
        bank.hears(bank.delivery(**{"fields": "<MsgType>text</MsgType><Content>你好</Content>"} | push))

    assert bank.rows("SELECT count(*) FROM customers.customers") == [(0,)]


def test_what_was_altered_on_the_way_is_refused(bank):
    good = bank.text("你好")
    other = bank.text("长", 2)

    with pytest.raises(Refused, match="signature"):
        bank.hears(Delivery(**vars(good) | {"ciphertext": other.ciphertext}))


def test_an_answer_that_comes_too_late_for_the_line_waits_for_the_sweep_or_a_repeat(bank):
    assert bank.says("你好", answer_in=0.1) is None
    with bank.database.transaction() as db:
        assert turns.any_unsent(db)

    assert content(bank.says("你好")) == "您好。"
    assert bank.outbox() == []


def test_a_repeat_of_what_the_outbox_has_taken_is_acknowledged_and_no_more(bank):
    bank.says("你好", answer_in=-1)
    assert swept(bank, timedelta(minutes=1)) == [{"text": "您好。"}]

    assert bank.says("你好") is None
    assert bank.outbox() == [{"text": "您好。"}]


def swept(bank, after):
    """What the outbox holds when so much time has passed since a line that was open for 4.5 seconds."""
    with bank.database.transaction() as db:
        turns.send_overdue(replace(db, now=db.now + timedelta(seconds=4.5) + after))
    return bank.outbox()


def test_an_answer_that_never_went_out_goes_the_other_way(bank):
    delivery = bank.text("你好")
    asyncio.run(bank.core.pass_on(delivery))  # and the process died

    assert swept(bank, turns.CLAIMED_WITHIN - timedelta(seconds=1)) == []
    assert swept(bank, turns.CLAIMED_WITHIN + timedelta(seconds=1)) == [{"text": "您好。"}]
    assert bank.hears(delivery) is None
    assert bank.core.busy == 0


def test_an_answer_that_went_out_goes_no_other_way(bank):
    bank.says("你好")

    assert swept(bank, timedelta(minutes=1)) == []


def test_a_long_reply_begins_on_the_line_and_goes_on_by_the_outbox(bank):
    first = content(bank.says("长"))
    texts = [first, *(body["text"] for body in bank.outbox())]

    assert len(texts) > 1
    assert all(len(text.encode()) <= 1_800 for text in texts)
    assert "".join(texts).count("很长的一段话") == 180
    bank.says("长")
    assert len(bank.outbox()) == len(texts) - 1


def test_where_there_is_nothing_to_say_the_push_is_acknowledged(bank):
    assert bank.says("静") is None
    assert bank.outbox() == []


def use_up_and_hold(bank, owner):
    with bank.database.transaction() as db:
        for _ in range(5):
            assert windows.take(db, owner, db.now)
        assert not windows.take(db, owner, db.now)
        db.execute(
            """
            INSERT INTO outbox.requests
            VALUES (%(owner)s, %(id)s, %(id)s, 'chat', '{"text": "旧"}', 0, %(now)s, 0, %(later)s, 3, 0, false,
                    'held', '')
            """,
            {
                "owner": owner,
                "id": clock.uuid7(db.now),
                "now": db.now,
                "later": db.now + timedelta(hours=48),
            },
        )


def held_back(bank):
    """Lin has written, used up the window, and one text is held back."""
    bank.says("你好")
    (owner,) = bank.rows("SELECT owner FROM customers.openids")[0]
    use_up_and_hold(bank, owner)


def test_every_message_opens_a_window_and_frees_what_was_held_back(bank):
    held_back(bank)
    bank.says("你好", number=2)

    assert bank.rows("SELECT remaining FROM wechat.windows") == [(5,)]
    assert bank.rows("SELECT state, tries FROM outbox.requests") == [("waiting", 0)]


def test_what_was_held_back_lets_the_present_answer_go_first(bank):
    held_back(bank)
    bank.says("长", number=2, answer_in=2)
    with bank.database.transaction() as db:
        later = replace(db, now=db.now + timedelta(minutes=1))
        sent = [request.body["text"] for request in everything(later)]

    assert len(sent) > 1
    assert sent[-1] == "旧"


def test_what_was_held_back_is_not_sent_while_the_line_is_open(bank):
    held_back(bank)
    delivery = bank.text("你好", 2)
    bank.hears(delivery)

    with bank.database.transaction() as db:
        before = replace(db, now=delivery.answer_by + timedelta(seconds=0.1))
        assert list(everything(before)) == []
        assert len(list(everything(replace(db, now=delivery.answer_by + turns.CLAIMED_WITHIN)))) == 1


def everything(db):
    """What the outbox gives out, one after the other."""
    while claimed := outbox.claim(db, turns.CHAT, most=1):
        outbox.settle(db, claimed[0])
        yield claimed[0]


def test_what_was_held_back_waits_for_an_answer_that_is_late(bank):
    held_back(bank)
    bank.says("你好", number=2, answer_in=0.1)
    with bank.database.transaction() as db:
        later = replace(db, now=db.now + timedelta(minutes=1))
        turns.send_overdue(later)
        sent = [request.body["text"] for request in everything(later)]

    assert sent == ["您好。", "旧"]


def test_an_event_that_opens_no_window_frees_nothing(bank):
    held_back(bank)
    bank.hears(bank.delivery("<MsgType>event</MsgType><Event>VIEW</Event><EventKey>k</EventKey>"))

    assert bank.rows("SELECT state FROM outbox.requests") == [("held",)]


def test_who_leaves_is_sent_nothing_more_and_keeps_what_they_sent(bank):
    held_back(bank)
    bank.hears(bank.delivery("<MsgType>image</MsgType><MediaId>m1</MediaId><MsgId>7</MsgId>"))
    leaving = bank.delivery("<MsgType>event</MsgType><Event>unsubscribe</Event><EventKey></EventKey>")
    bank.hears(leaving)

    found = bank.rows("SELECT destination, state, why FROM outbox.requests ORDER BY destination")
    assert found == [("chat", "failed", "left"), ("media", "waiting", "")]


def test_a_repeat_opens_no_window_again(bank):
    bank.says("你好")
    (owner,) = bank.rows("SELECT owner FROM customers.openids")[0]
    with bank.database.transaction() as db:
        windows.take(db, owner, db.now)
    bank.says("你好")

    assert bank.rows("SELECT remaining FROM wechat.windows") == [(4,)]


@pytest.mark.parametrize("event", ["VIEW", "location_select", "unsubscribe"])
def test_an_event_that_asks_for_nothing_gets_nothing_and_is_remembered(bank, event):
    fields = f"<MsgType>event</MsgType><Event>{event}</Event><EventKey>k</EventKey>"

    assert [bank.hears(bank.delivery(fields)) for _ in range(2)] == [None, None]
    assert bank.rows("SELECT how, heard, said, route FROM turns.turns") == [
        ("event", f"{event} k", "", "none")
    ]


def test_where_the_phone_is_all_the_time_costs_no_turn_and_no_row(bank):
    where = bank.delivery("<MsgType>event</MsgType><Event>LOCATION</Event><Latitude>31</Latitude>")

    assert [bank.hears(where) for _ in range(2)] == [None, None]
    assert bank.rows("SELECT count(*) FROM turns.turns") == [(0,)]
    assert bank.rows("SELECT count(*) FROM customers.customers") == [(0,)]


def test_what_was_scanned_is_kept_with_the_turn_and_not_read_as_words(bank):
    fields = "<MsgType>event</MsgType><Event>SCAN</Event><EventKey>长</EventKey>"

    assert content(bank.hears(bank.delivery(fields))) == "您好。"
    assert bank.rows("SELECT how, heard FROM turns.turns") == [("tapped", "长")]


def test_who_left_and_came_back_is_not_made_to_leave_by_a_replay(bank):
    leaving = bank.delivery("<MsgType>event</MsgType><Event>unsubscribe</Event><EventKey></EventKey>")
    bank.hears(leaving)
    bank.says("你好")
    bank.ahead = REPLAY_WITHIN + timedelta(seconds=1)

    with pytest.raises(Refused, match="replayed"):
        bank.hears(leaving)
    assert bank.rows("SELECT remaining FROM wechat.windows") == [(5,)]


def test_a_button_that_is_not_in_the_menu_any_more_is_answered(bank):
    fields = "<MsgType>event</MsgType><Event>CLICK</Event><EventKey>gone.by_now</EventKey>"

    assert content(bank.hears(bank.delivery(fields))) == "这项业务现在还不能在微信里办理。\n能打招呼。"


def test_a_picture_is_fetched_once_however_often_it_is_delivered(bank):
    fields = "<MsgType>image</MsgType><MediaId>m1</MediaId><MsgId>7</MsgId>"
    for _ in range(2):
        bank.hears(bank.delivery(fields))

    assert bank.outbox(MEDIA) == [{"media_id": "m1", "kind": "image"}]
    assert bank.rows("SELECT kind, state, reads FROM media.received") == [("image", "wanted", False)]


@pytest.mark.parametrize("heard", ["我的密码是258036", "二五八零三六。", "我密码忘了，以前是258036"])
def test_a_recording_in_which_wechat_has_heard_a_password_is_not_fetched(bank, heard):
    told = f"<Recognition>{heard}</Recognition>"
    bank.hears(bank.delivery(f"<MsgType>voice</MsgType><MediaId>m1</MediaId>{told}<MsgId>7</MsgId>"))

    assert bank.outbox(MEDIA) == []
    assert bank.rows("SELECT count(*) FROM media.received") == [(0,)]


def test_a_turn_that_fails_is_not_taken_in_and_can_be_delivered_again(bank):
    for _ in range(2):
        with pytest.raises(bank.Bug):
            bank.says("出错")

    assert (bank.core.busy, bank.told) == (0, 2)
    assert bank.rows("SELECT count(*) FROM turns.turns") == [(0,)]
    assert content(bank.says("你好", number=2)) == "您好。"


def test_a_customers_messages_wait_for_each_other_and_nobody_elses(bank):
    order = []

    async def say(name, text, number, openid):
        await bank.core.pass_on(bank.text(text, number, openid=openid))
        order.append(name)

    async def talk():
        first = asyncio.create_task(say("lin 1", "停", 1, "oLin"))
        await asyncio.to_thread(bank.gate.reached.acquire, timeout=PATIENCE_SECONDS)
        second = asyncio.create_task(say("lin 2", "你好", 2, "oLin"))
        await say("wang", "你好", 3, "oWang")
        busy = bank.core.busy
        bank.gate.open.set()
        await asyncio.gather(first, second)
        return busy

    assert asyncio.run(talk()) == 2
    assert order == ["wang", "lin 1", "lin 2"]


def test_a_repeat_during_the_first_turn_waits_for_it_and_both_say_the_same(bank):
    async def twice():
        first = asyncio.create_task(bank.core.pass_on(bank.text("停")))
        await asyncio.to_thread(bank.gate.reached.acquire, timeout=PATIENCE_SECONDS)
        again = asyncio.create_task(bank.core.pass_on(bank.text("停", nonce="m")))
        bank.gate.open.set()
        return await asyncio.gather(first, again)

    first, again = asyncio.run(twice())

    assert bank.opened(first) == bank.opened(again)
    assert bank.rows("SELECT count(*) FROM turns.turns") == [(1,)]


def test_a_customer_who_was_bound_is_served_as_the_customer(bank):
    bank.says("你好")
    with bank.database.transaction() as db:
        lin = customers.open_customer(db, name="林", id_number="1", mobile="1", opened_on=db.now.date())
        customers.bind_openid(db, "oLin", lin)
    bank.says("你好", number=2)

    assert bank.rows("SELECT owner FROM turns.turns ORDER BY heard_at DESC LIMIT 1") == [(lin,)]
