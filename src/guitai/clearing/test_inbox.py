"""What the worker brings is carried out in order, each once, by however many cores; what can't be read is kept."""

from collections import Counter
from datetime import timedelta
from threading import Thread

import pytest
from tests.clearing_desk import every_news, work_inbox, work_inquiries

from guitai.clearing import calls
from guitai.clearing.calls import HOUSE, Brought, Kind, Outcome
from guitai.clearing.inbox import next_inbox
from guitai.clearing.news import next_news, told
from guitai.keys.port import Use


def brings(db, xml, number):
    calls.bring(db, HOUSE, Brought(Outcome.MESSAGE, xml), turn_id=db.turn_id, number=number)


def at_once(core):
    """Four cores do their work side by side."""
    cores = [Thread(target=core) for _ in range(4)]
    for thread in cores:
        thread.start()
    for thread in cores:
        thread.join()


@pytest.fixture
def carried_out(database):
    """The numbers of the house's messages that were carried out, in their order."""

    def carried_out():
        with database.transaction() as db:
            rows = db.execute("SELECT number FROM clearing.inbox WHERE state <> 'stored' ORDER BY done_at")
            return [number for (number,) in rows]

    return carried_out


def test_what_came_of_a_call_is_carried_out_first_then_the_house_by_its_numbers(
    database, worker_database, new_desk, house, carried_out
):
    with database.transaction() as db:
        desk = new_desk(db, db.now)
        paid = desk.pays(500)
    with worker_database.transaction() as db:
        for number in (2, 3, 1):
            brings(db, house.status(paid.hex), number)
    with worker_database.transaction() as db:
        brought = Brought(Outcome.ACCEPTED, kind=Kind.PAY, subject=paid)
        calls.bring(db, desk.owner, brought, turn_id=db.turn_id)

    while database.run(lambda db: work_inbox(db, desk.admit)):
        pass

    assert carried_out() == [None, 1, 2, 3]
    with database.transaction() as db:
        assert next_inbox(db) is None


def test_several_cores_carry_each_out_once_and_in_order(database, worker_database, new_desk, house):
    admitted = []
    with database.transaction() as db:
        desk = new_desk(db, db.now)
    with worker_database.transaction() as db:
        for number in range(1, 31):
            brings(
                db, house.paid_in(f"T{number // 2}", f"{number // 2 + 1}.00"), number
            )  # most of them twice

    def admit(db, meant, money, payer):
        admitted.append(money.fen // 100)

    def core():
        while database.run(next_inbox):
            database.run(lambda db: work_inbox(db, admit))

    at_once(core)

    assert admitted == list(range(1, 17))
    with database.transaction() as db:
        desk.db = db
        assert (desk.balance, desk.reserves) == (10_136, 136)


def test_several_cores_ask_for_a_payment_once(database, new_desk):
    with database.transaction() as db:
        desk = new_desk(db, db.now - timedelta(hours=1))
        for _ in range(8):
            desk.pays(5)

    def core():
        while database.run(work_inquiries):
            pass

    at_once(core)

    with database.transaction() as db:
        desk.db = db
        assert Counter(call.kind for call in desk.called) == {Kind.PAY: 8, Kind.ASK: 8}


def test_several_cores_tell_each_piece_of_news_once(database, worker_database, new_desk, house):
    with database.transaction() as db:
        desk = new_desk(db, db.now)
        paid = [desk.pays(5) for _ in range(6)]
    with worker_database.transaction() as db:
        for number, payment_id in enumerate(paid, 1):
            brings(db, house.status(payment_id.hex), number)
        for number in (7, 8, 9):
            brings(db, house.paid_in(f"T{number}", "1.00"), number)
    heard = []

    def tell(db):
        for one in every_news(db, most=1):
            told(db, one.owner, one.payment_id)
            return [one.payment_id]
        return []

    def core():
        while database.run(next_inbox) or database.run(next_news):
            database.run(lambda db: work_inbox(db, desk.admit))
            heard.extend(database.run(tell))

    at_once(core)

    assert len(heard) == len(set(heard)) == 9
    assert set(paid) <= set(heard)


def test_what_breaks_off_is_carried_out_again(desk, house):
    class Broken(Exception):
        pass

    def breaks(*_):
        raise Broken

    desk.admit = breaks
    with pytest.raises(Broken), desk.db.savepoint():
        desk.hears(house.paid_in("T1"))
    assert (desk.balance, desk.called) == (10_000, [])
    del desk.admit

    assert desk.hears(house.paid_in("T1")) == ""
    assert (desk.balance, len(desk.called)) == (10_300, 1)


def test_what_was_altered_in_the_inbox_is_set_aside(desk, house, as_owner):
    desk.waits(minutes=1)
    as_owner(
        """
        INSERT INTO clearing.inbox (owner, inbox_id, turn_id, number, stored_at, sealed, state, why)
        VALUES (1, gen_random_uuid(), gen_random_uuid(), 1, %(now)s, %(sealed)s, 'stored', '')
        """,
        {"now": desk.db.now, "sealed": desk.db.keys.seal(Use.POST, b"[]", context=b"elsewhere")},
    )

    assert desk.works() == "unreadable: it was altered, or sealed for another place"


def test_whatever_can_not_be_read_is_kept_with_its_reason(desk, house):
    assert desk.hears("<a/>") == "unreadable: no document"
    assert desk.hears(house.document("pacs.028.001.03", "")).startswith("unreadable: pacs.028.001.03: ")
    assert desk.hears(house.document("pain.001.001.09", "")) == "unreadable: another message"
    ((count,),) = desk.db.execute(
        "SELECT count(*) FROM clearing.inbox WHERE state = 'set_aside' AND length(sealed) > 0"
    ).fetchall()
    assert count == 3


def test_nothing_waits_where_nothing_came(desk):
    assert next_inbox(desk.db) is None
    assert not work_inbox(desk.db, desk.admit)
