from dataclasses import replace
from datetime import datetime, timedelta
from threading import Thread
from uuid import uuid4

import pytest

from guitai.database import Owner
from guitai.language import Words
from guitai.money import Money
from guitai.notices import notices
from guitai.shield.card import Card, Row
from guitai.zone import BANK_ZONE

LIN, WANG = Owner(1001), Owner(1002)
CARD = Card(Words("查余额"), (Row(Words("活期"), Money(123_45)),))


def take_next(db):
    owner, notice_id, _ = notices.next_notice(db)
    return notices.take(db, owner, notice_id)


def test_what_was_put_down_is_taken_once_and_says_whose_turn_it_was(db):
    turn = uuid4()
    notices.put(replace(db, turn_id=turn), LIN, Words("{amount}", {"amount": Money(1)}), CARD)

    owner, notice_id, _ = notices.next_notice(db)
    told = notices.Notice(LIN, turn, Words("{amount}", {"amount": Money(1)}), CARD)
    assert notices.take(db, owner, notice_id) == told
    assert notices.take(db, owner, notice_id) is None
    assert notices.next_notice(db) is None


def test_the_oldest_is_taken_first(db):
    notices.put(db, LIN, Words("好的。"))
    earlier = replace(db, now=db.now - timedelta(minutes=1))
    notices.put(earlier, WANG, Words("好的。"))

    owner, _, since = notices.next_notice(db)
    assert (owner, since) == (WANG, earlier.now)


def test_what_one_turn_tells_somebody_is_told_in_its_order(db):
    for name in "abcdef":
        notices.put(db, LIN, Words("{name}", {"name": name}))

    assert [take_next(db).words.values["name"] for _ in range(6)] == list("abcdef")


def test_two_who_tell_at_the_same_time_never_tell_the_same(database):
    told = []
    with database.transaction() as db:
        for owner in (LIN, WANG) * 10:
            notices.put(db, owner, Words("好的。"))

    def core():
        while found := database.run(notices.next_notice):
            notice = database.run(lambda db, found=found: notices.take(db, *found[:2]))
            told.extend([found[1]] if notice else [])

    cores = [Thread(target=core) for _ in range(3)]
    for thread in cores:
        thread.start()
    for thread in cores:
        thread.join()

    assert len(told) == len(set(told)) == 20


@pytest.mark.parametrize(
    ("at", "told_at"),
    [
        ("2026-11-23T02:10", "2026-11-23T08:00"),
        ("2026-11-23T07:59", "2026-11-23T08:00"),
        ("2026-11-23T21:00", "2026-11-24T08:00"),
        ("2026-12-31T23:30", "2027-01-01T08:00"),
    ],
)
def test_at_night_what_may_wait_is_told_in_the_morning_and_what_may_not_at_once(db, at, told_at):
    night = replace(db, now=datetime.fromisoformat(f"{at}:00+08:00"))
    notices.put(night, LIN, Words("利息到了。"), by_day=True)
    notices.put(night, WANG, Words("您收到一笔转账。"))

    assert notices.wait_for_morning(night, 8)
    assert take_next(night).owner == WANG
    assert notices.next_notice(night)[2] == datetime.fromisoformat(f"{told_at}:00+08:00")
    assert not notices.wait_for_morning(night, 8)


def test_by_day_nothing_waits(db):
    day = replace(db, now=datetime(2026, 11, 23, 8, tzinfo=BANK_ZONE))
    notices.put(day, LIN, Words("利息到了。"), by_day=True)

    assert not notices.wait_for_morning(day, 8)
    assert notices.next_notice(day)[2] == day.now


def test_words_and_card_stand_sealed(db):
    notices.put(db, LIN, Words("{amount}", {"amount": Money(765_432)}), CARD)
    (row,) = db.execute("SELECT sealed FROM notices.waiting").fetchall()

    assert b"765432" not in bytes(row[0])
