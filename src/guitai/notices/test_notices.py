from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from guitai.database import Owner
from guitai.language import Words
from guitai.money import Money
from guitai.notices import notices
from guitai.shield.card import Card, Row

LIN, WANG = Owner(1001), Owner(1002)
CARD = Card(Words("查余额"), (Row(Words("活期"), Money(123_45)),))


def test_what_was_put_down_is_taken_once_and_says_whose_turn_it_was(db):
    turn = uuid4()
    notices.put(replace(db, turn_id=turn), LIN, Words("{amount}", {"amount": Money(1)}), CARD)

    assert notices.take(db) == notices.Notice(LIN, turn, Words("{amount}", {"amount": Money(1)}), CARD)
    assert notices.take(db) is None
    assert notices.since(db) is None


def test_the_oldest_is_taken_first(db):
    notices.put(db, LIN, Words("好的。"))
    earlier = replace(db, now=db.now - timedelta(minutes=1))
    notices.put(earlier, WANG, Words("好的。"))

    assert notices.since(db) == earlier.now
    assert notices.take(db).owner == WANG


def test_what_one_turn_tells_somebody_is_told_in_its_order(db):
    for name in "abcdef":
        notices.put(db, LIN, Words("{name}", {"name": name}))

    assert [notices.take(db).words.values["name"] for _ in range(6)] == list("abcdef")


def test_two_who_tell_at_the_same_time_never_tell_the_same(database):
    with database.transaction() as db:
        for owner in (LIN, WANG):
            notices.put(db, owner, Words("好的。"))

    with database.transaction() as one, database.transaction() as other:
        taken = [notices.take(one), notices.take(other), notices.take(one)]

    assert {taken[0].owner, taken[1].owner} == {LIN, WANG}
    assert taken[2] is None


def test_one_is_taken_at_a_time_though_the_plan_was_made_while_there_was_none(owner_database):
    with owner_database._pool.connection() as connection:
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE notices.waiting")
    with owner_database.transaction() as db:
        for _ in range(10):  # by then the driver keeps the plan
            assert notices.take(db) is None
        for _ in range(6):
            notices.put(db, LIN, Words("好的。"))
        notices.take(db)

        assert db.execute("SELECT count(*) FROM notices.waiting").fetchone() == (5,)


def test_words_and_card_stand_sealed(db):
    notices.put(db, LIN, Words("{amount}", {"amount": Money(765_432)}), CARD)
    (row,) = db.execute("SELECT sealed FROM notices.waiting").fetchall()

    assert b"765432" not in bytes(row[0])
