import threading
import tracemalloc
from datetime import datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from guitai.database import Owner
from guitai.shield import audit
from guitai.shield.audit import Entry
from guitai.shield.audit_check import AT_ONCE, Summary, check

LIN, CHEN = Owner(1001), Owner(1002)
COLUMNS = ("turn_id", "at", "what", "subject", "by_whom", "result", "why", "link")


def fill(db):
    """Three things about Lin, one about Chen."""
    audit.note(db, LIN, "devices.add", by="openid oLin", subject="d1", why="绑定")
    audit.note(db, CHEN, "freeze", by="staff 7", why="电话挂失")
    audit.note(db, LIN, "cards.open", by="device d1", subject="c1")
    audit.note(
        db, LIN, "orders.sign", by="device d1", subject="o1", result="shield.wrong_pin", why="尾号2816"
    )


@pytest.fixture
def trail(db):
    fill(db)
    return db


def test_what_was_noted_is_there_with_who_and_why(trail):
    rows = audit.trace(trail, trail.turn_id)

    assert [tuple(row.values()) for row in rows] == [
        (LIN, 1, trail.now, "devices.add", "d1", "openid oLin", "done", "绑定"),
        (LIN, 2, trail.now, "cards.open", "c1", "device d1", "done", ""),
        (LIN, 3, trail.now, "orders.sign", "o1", "device d1", "shield.wrong_pin", "尾号2816"),
        (CHEN, 1, trail.now, "freeze", "", "staff 7", "done", "电话挂失"),
    ]
    assert check(trail) == Summary(entries=4, chains=2)


def test_what_is_named_leads_to_the_turn(trail):
    assert audit.turn_of(trail, "c1") == trail.turn_id
    assert audit.turn_of(trail, "c2") is None


def test_a_trail_of_nothing_is_whole(db):
    assert check(db) == Summary(0, 0)


def test_what_is_noted_in_work_that_fails_is_gone_with_it(trail):
    with trail.connection.transaction(force_rollback=True):
        audit.note(trail, LIN, "cards.open", by="device d1")

    audit.note(trail, LIN, "cards.open", by="device d2")
    assert check(trail) == Summary(entries=5, chains=2)


def test_two_at_once_about_one_customer_make_one_chain(database):
    both = threading.Barrier(2)

    def work():
        with database.transaction() as db:
            both.wait()
            for _ in range(20):
                audit.note(db, LIN, "cards.open", by="device d1")

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.transaction() as db:
        assert check(db) == Summary(entries=40, chains=1)


def test_others_do_not_wait(database):
    with database.transaction() as one, database.transaction() as other:
        audit.note(one, LIN, "cards.open", by="device d1")
        other.execute("SET LOCAL lock_timeout = 100")
        audit.note(other, CHEN, "cards.open", by="device d2")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            audit.note(other, LIN, "cards.open", by="device d1")


def altered(value):
    """What one other byte, one more or one less makes of it."""
    match value:
        case str():
            yield from (value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :] for at in range(len(value)))
            yield from {f"{value} ", value[:-1] or " "}
        case bytes():
            yield from (value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :] for at in range(len(value)))
            yield from (value + b"\0", value[:-1])
        case UUID():
            yield from (UUID(bytes=other) for other in altered(value.bytes) if len(other) == 16)
        case datetime():
            yield from (
                value + timedelta(microseconds=1),
                value + timedelta(hours=8),
                value.replace(year=1900),
            )


@pytest.mark.parametrize("column", COLUMNS)
def test_any_byte_of_an_entry_that_was_altered_is_found_and_named(trail, as_owner, column):
    name = sql.Identifier(column)
    select = sql.SQL("SELECT {} FROM shield.audit WHERE owner = 1001 AND seq = 3").format(name)
    update = sql.SQL("UPDATE shield.audit SET {} = %(value)s WHERE owner = 1001 AND seq = 3").format(name)
    ((value,),) = trail.execute(select)
    found = []
    for other in altered(value):
        as_owner(update, {"value": other})
        found.append(check(trail))
    as_owner(update, {"value": value})

    assert found
    assert {(one.owner, one.seq) for one in found} == {(LIN, 3)}
    assert check(trail) == Summary(entries=4, chains=2)


TAMPERED = {
    "an entry taken out": ("DELETE FROM shield.audit WHERE owner = 1001 AND seq = 2", 2),
    "the first": ("DELETE FROM shield.audit WHERE owner = 1001 AND seq = 1", 1),
    "the last": ("DELETE FROM shield.audit WHERE owner = 1001 AND seq = 3", 3),
    "all of them": ("DELETE FROM shield.audit WHERE owner = 1001", 1),
    "a number altered": ("UPDATE shield.audit SET seq = 7 WHERE owner = 1001 AND seq = 2", 2),
    "an owner altered": ("UPDATE shield.audit SET owner = 1003 WHERE owner = 1001 AND seq = 3", 3),
    "two in each other's place": (
        """
        UPDATE shield.audit SET seq = 99 WHERE owner = 1001 AND seq = 2;
        UPDATE shield.audit SET seq = 2 WHERE owner = 1001 AND seq = 3;
        UPDATE shield.audit SET seq = 3 WHERE owner = 1001 AND seq = 99
        """,
        2,
    ),
    "one put in between": (
        """
        UPDATE shield.audit SET seq = 3 + 1 WHERE owner = 1001 AND seq = 3;
        INSERT INTO shield.audit (owner, seq, turn_id, at, what, subject, by_whom, result, why, link)
        SELECT owner, 3, turn_id, at, what, subject, by_whom, result, why, link
          FROM shield.audit WHERE owner = 1001 AND seq = 2
        """,
        3,
    ),
    "one put behind the last": (
        """
        INSERT INTO shield.audit (owner, seq, turn_id, at, what, subject, by_whom, result, why, link)
        SELECT owner, 4, turn_id, at, what, subject, by_whom, result, why, link
          FROM shield.audit WHERE owner = 1001 AND seq = 3
        """,
        4,
    ),
    "the head taken away": ("DELETE FROM shield.audit_heads WHERE owner = 1001", 3),
    "the head put back": ("UPDATE shield.audit_heads SET seq = 2 WHERE owner = 1001", 3),
    "the head put forth": ("UPDATE shield.audit_heads SET seq = 4 WHERE owner = 1001", 4),
    "the head's link": ("UPDATE shield.audit_heads SET link = '' WHERE owner = 1001", 3),
}


@pytest.mark.parametrize("statements, seq", TAMPERED.values(), ids=TAMPERED)
def test_a_chain_that_was_tampered_with_is_found_and_the_first_bad_entry_named(
    trail, as_owner, statements, seq
):
    for statement in statements.split(";"):
        as_owner(statement)

    found = check(trail)

    assert (found.owner, found.seq) == (LIN, seq)


def test_the_last_entry_cut_off_with_the_head_set_back_is_found(trail, as_owner):
    """Whoever can also compute the link before could hide it: no key is in the chain."""
    as_owner("DELETE FROM shield.audit WHERE owner = 1001 AND seq = 3")
    as_owner("UPDATE shield.audit_heads SET seq = 2 WHERE owner = 1001")

    assert check(trail).seq == 2


def test_a_moment_that_no_calendar_has_is_told_all_the_same(trail, as_owner):
    as_owner("UPDATE shield.audit SET at = 'infinity' WHERE owner = 1002")

    assert "can't be read" in str(check(trail))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE shield.audit SET why = ''",
        "DELETE FROM shield.audit",
        "TRUNCATE shield.audit",
        "DELETE FROM shield.audit_heads",
        "UPDATE shield.audit_heads SET owner = 7",
    ],
)
def test_the_core_may_add_and_nothing_else(trail, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege), trail.savepoint():
        trail.execute(statement)


@pytest.mark.parametrize("table", ["shield.audit", "shield.audit_heads"])
def test_the_worker_does_not_even_read_it(worker_db, table):
    with pytest.raises(psycopg.errors.InsufficientPrivilege), worker_db.savepoint():
        worker_db.execute(sql.SQL("SELECT 1 FROM {}").format(sql.SQL(table)))


def test_memory_does_not_grow_with_the_trail(db, as_owner):
    peaks = []
    for count in (2 * AT_ONCE, 6 * AT_ONCE):
        as_owner("DELETE FROM shield.audit")
        write(db, count)
        tracemalloc.start()
        assert check(db) == Summary(count, 1)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < 1.2 * peaks[0]


def write(db, count):
    """A chain of so many entries, put there at once."""
    head, rows = audit.opening(LIN), []
    for seq in range(1, count + 1):
        entry = Entry(LIN, seq, db.turn_id, db.now, "cards.open", "c1", "device d1", "done", "")
        head = audit.link(head, entry)
        rows.append(vars(entry) | {"link": head})
    db.cursor().executemany(
        """
        INSERT INTO shield.audit (owner, seq, turn_id, at, what, subject, by_whom, result, why, link)
        VALUES (%(owner)s, %(seq)s, %(turn_id)s, %(at)s, %(what)s, %(subject)s, %(by_whom)s, %(result)s, %(why)s,
                %(link)s)
        """,
        rows,
    )
    db.execute(
        """
        INSERT INTO shield.audit_heads (owner, seq, link)
        VALUES (%(owner)s, %(seq)s, %(link)s)
            ON CONFLICT ON CONSTRAINT audit_heads_pkey DO UPDATE
           SET seq = EXCLUDED.seq, link = EXCLUDED.link
        """,
        rows[-1],
    )
