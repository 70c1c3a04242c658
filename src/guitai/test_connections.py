import threading
from contextlib import closing

import psycopg
import pytest

from guitai import connections
from guitai.connections import Connection, Connections

LOOKED_AT = "SELECT state, backend_xid, backend_xmin FROM pg_stat_activity WHERE pid = %s"


@pytest.fixture
def pool(database):
    """Makes a pool of so many on a database of this test's own."""
    pools = []

    def make(size):
        pools.append(Connections(Connection.connect(database.url), database.url, size=size))
        return pools[-1]

    yield make
    for each in pools:
        each.close()


def asked(connection, query="SELECT pg_backend_pid()"):
    return connection.execute(query).fetchall()[0][0]


def test_a_connection_waits_in_a_transaction_that_holds_nothing(pool, database):
    one = pool(1)
    connection = one.take()
    connection.execute("CREATE TEMPORARY TABLE seen AS SELECT 1")
    connection.keep()
    one.give_back(connection)

    with psycopg.connect(database.url) as other:
        assert other.execute(LOOKED_AT, [connection.info.backend_pid]).fetchall() == [
            ("idle in transaction", None, None)
        ]


@pytest.mark.parametrize("way", ["keep", "undo"])
def test_the_next_transaction_has_begun_when_one_ends(pool, way):
    one = pool(1)
    connection = one.take()
    ids = []
    for _ in range(2):
        ids.append(asked(connection, "SELECT pg_current_xact_id()"))
        assert asked(connection, "SELECT pg_current_xact_id()") == ids[-1]
        getattr(connection, way)()
        assert connection.fresh
    one.give_back(connection)

    assert len(set(ids)) == 2


@pytest.mark.parametrize("ask", [lambda one: one.execute("SELECT 1"), lambda one: one.transaction()])
def test_a_transaction_that_was_asked_something_is_not_fresh_any_more(pool, ask):
    connection = pool(1).take()
    assert connection.fresh
    ask(connection)

    assert not connection.fresh
    connection.close()


def test_what_was_committed_by_hand_leaves_the_next_one_to_begin(pool):
    one = pool(1)
    connection = one.take()
    connection.execute("SELECT 1")
    connection.commit()
    connection.keep()
    one.give_back(connection)

    again = one.take()
    assert (again is connection, again.fresh) == (True, True)
    one.give_back(again)


def test_the_one_used_last_is_given_first(pool):
    some = pool(3)
    taken = [some.take() for _ in range(3)]
    for connection in taken:
        some.give_back(connection)

    assert some.take() is taken[-1]


def test_one_that_is_lost_is_not_given_again(pool, database):
    one = pool(1)
    connection = one.take()
    lost = asked(connection)
    with psycopg.connect(database.url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 10000)", [lost])
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    connection.undo()
    one.give_back(connection)

    assert asked(one.take()) != lost
    assert connection.closed


def test_what_is_still_busy_is_not_given_again(pool):
    one = pool(1)
    connection = one.take()
    connection.pgconn.send_query(b"SELECT pg_sleep(60)")
    one.give_back(connection)

    assert connection.closed
    assert asked(one.take())


def test_who_waits_is_served_in_turn(pool):
    one = pool(1)
    connection, served = one.take(), []

    def wait(name):
        taken = one.take()
        served.append(name)
        one.give_back(taken)

    threads = [threading.Thread(target=wait, args=(name,)) for name in "abc"]
    for number, thread in enumerate(threads, 1):
        thread.start()
        while len(one._waiting) < number:
            pass
    one.give_back(connection)
    for thread in threads:
        thread.join()

    assert served == list("abc")


def test_who_waits_makes_a_connection_where_the_one_it_waited_for_is_lost(pool):
    one = pool(1)
    connection, given = one.take(), []
    thread = threading.Thread(target=lambda: given.append(one.take()))
    thread.start()
    while not one._waiting:
        pass
    connection.close()
    one.give_back(connection)
    thread.join()

    assert asked(given[0])


def test_nobody_waits_for_ever(pool, monkeypatch):
    monkeypatch.setattr(connections, "WAIT_SECONDS", 0.01)
    one = pool(1)
    connection = one.take()
    with pytest.raises(psycopg.errors.ConnectionTimeout):
        one.take()
    one.give_back(connection)

    assert one.take() is connection


def test_where_no_connection_can_be_made_the_next_one_tries_again(pool, database, monkeypatch):
    monkeypatch.setattr(connections, "WAIT_SECONDS", 0.01)
    one = pool(1)
    one.take().close()
    one._pass_on(None)
    one._url = "postgresql://guitai@127.0.0.1:1/guitai"
    with pytest.raises(psycopg.OperationalError):
        one.take()
    one._url = database.url

    assert asked(one.take())


def test_after_the_end_nothing_is_given_and_what_comes_back_is_closed(database):
    with closing(Connections(Connection.connect(database.url), database.url, size=2)) as two:
        here, away = two.take(), two.take()
        two.give_back(here)
    two.give_back(away)

    assert (here.closed, away.closed) == (True, True)
    with pytest.raises(psycopg.OperationalError, match="closed"):
        two.take()
