import threading
from datetime import date

import psycopg
import pytest

from guitai.customers import customers
from guitai.customers.customers import Customer

OPENED = date(2025, 3, 1)


def opened(db, name="林晓雯"):
    return customers.open_customer(
        db, name=name, id_number="990101199804120260", mobile="19900000001", opened_on=OPENED
    )


def count(db, table):
    return db.execute(
        "SELECT (SELECT count(*) FROM customers.customers), (SELECT count(*) FROM customers.openids)"
    ).fetchone()[table == "openids"]


def test_a_customer_is_somebody_and_a_stranger_is_a_visitor_whom_the_bank_does_not_know(db):
    lin = opened(db)
    stranger = customers.owner_of(db, "oStranger")

    assert customers.customer(db, lin) == Customer(lin, "林晓雯", "990101199804120260", "19900000001", OPENED)
    assert customers.customer(db, stranger) is None
    assert stranger > 1000


def test_who_writes_again_is_the_same_and_another_openid_is_somebody_else(db):
    first = customers.owner_of(db, "oStranger")

    assert customers.owner_of(db, "oStranger") == first
    assert customers.owner_of(db, "oAnother") != first
    assert customers.openid_of(db, first) == "oStranger"


def test_nobody_can_be_written_to_who_has_no_wechat(db):
    assert customers.openid_of(db, opened(db)) is None


def test_a_visitor_who_is_bound_is_the_customer_from_then_on(db):
    visitor, lin = customers.owner_of(db, "oLin"), opened(db)
    customers.bind_openid(db, "oLin", lin)

    assert customers.owner_of(db, "oLin") == lin
    assert customers.openid_of(db, lin) == "oLin"
    assert customers.openid_of(db, visitor) is None


def test_a_customer_who_binds_another_wechat_leaves_the_first(db):
    lin = opened(db)
    customers.bind_openid(db, "oOld", lin)
    customers.bind_openid(db, "oNew", lin)

    assert customers.openid_of(db, lin) == "oNew"
    assert customers.owner_of(db, "oOld") != lin


def test_binding_twice_changes_nothing(db):
    lin = opened(db)
    for _ in range(2):
        customers.bind_openid(db, "oLin", lin)

    assert (customers.owner_of(db, "oLin"), count(db, "openids")) == (lin, 1)


def test_a_stranger_who_writes_twice_at_once_is_one_visitor(database):
    found, both = set(), threading.Barrier(2)

    def write():
        with database.transaction() as db:
            both.wait()
            found.add(customers.owner_of(db, "oStranger"))

    together(write, write)

    assert len(found) == 1
    with database.transaction() as db:
        assert count(db, "customers") == count(db, "openids") == 1


def test_a_customers_messages_are_served_one_after_the_other_and_others_meanwhile(database):
    with database.transaction() as db:
        lin, wang = (customers.served(db, openid)[0] for openid in ("oLin", "oWang"))
    with database.transaction() as one, database.transaction() as other:
        customers.lock(one, lin)
        customers.lock(other, wang)
        other.execute("SET LOCAL lock_timeout = 100")

        with pytest.raises(psycopg.errors.LockNotAvailable):
            customers.lock(other, lin)


def test_a_binding_waits_for_the_visitors_turn(database):
    with database.transaction() as db:
        (visitor, _), lin = customers.served(db, "oLin"), opened(db)

    def bind():
        with database.transaction() as db:
            customers.bind_openid(db, "oLin", lin)

    with database.transaction() as turn:
        assert customers.served(turn, "oLin") == (visitor, None)
        binding = threading.Thread(target=bind)
        binding.start()
        wait_for_a_lock(turn)
        assert customers.owner_of(turn, "oLin") == visitor
    binding.join()

    with database.transaction() as db:
        assert customers.served(db, "oLin") == (lin, visitor)


def test_a_message_that_waited_for_a_binding_is_the_customers(database):
    with database.transaction() as db:
        (visitor, _), lin = customers.served(db, "oLin"), opened(db)
    served = []

    def write():
        with database.transaction() as db:
            served.append(customers.served(db, "oLin"))

    with database.transaction() as binding:
        customers.bind_openid(binding, "oLin", lin)
        writing = threading.Thread(target=write)
        writing.start()
        wait_for_a_lock(binding)
    writing.join()

    assert served == [(lin, visitor)]


def wait_for_a_lock(db):
    """Until somebody waits for what this transaction holds."""
    waiting = (
        "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
        " AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
    )
    while not db.execute(waiting).fetchone()[0]:
        db.execute("SELECT pg_stat_clear_snapshot()")


def together(*works):
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_who_is_unbound_has_a_visitors_chat_that_was_theirs(db):
    lin = opened(db)
    customers.bind_openid(db, "oLin", lin)
    customers.unbind(db, lin)

    visitor, before = customers.served(db, "oLin")

    assert before == lin != visitor
    assert customers.customer(db, visitor) is None
    assert customers.openid_of(db, lin) is None


def test_the_openid_before_another_one_becomes_a_visitors(db):
    lin = opened(db)
    customers.bind_openid(db, "oLin", lin)
    customers.bind_openid(db, "oLin2", lin)

    assert customers.openid_of(db, lin) == "oLin2"
    assert customers.served(db, "oLin")[1] == lin


def test_binding_what_is_bound_changes_nothing(db):
    lin = opened(db)
    customers.bind_openid(db, "oLin", lin)
    customers.bind_openid(db, "oLin", lin)

    assert customers.served(db, "oLin") == (lin, None)
