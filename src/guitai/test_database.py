import threading
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from guitai import clock
from guitai.database import TRIES, Database, Prepared, migrate, migrations
from guitai.errors import Misconfigured


class Broken(Exception):
    """The work was broken off."""


@pytest.fixture
def counted(database, owner_database):
    """A table of two counters."""
    with owner_database.transaction() as db:
        db.execute("CREATE TABLE public.counters (name text PRIMARY KEY, count integer NOT NULL)")
        db.execute("INSERT INTO public.counters VALUES ('a', 0), ('b', 0)")
        db.execute("GRANT SELECT, INSERT, UPDATE ON public.counters TO guitai_core")
    return lambda: dict(read(database, "SELECT name, count FROM public.counters"))


def read(database, query):
    with database.transaction() as db:
        return db.execute(query).fetchall()


def count(db, name):
    db.execute("UPDATE public.counters SET count = count + 1 WHERE name = %(name)s", {"name": name})


def test_what_is_done_in_a_transaction_stays_or_none_of_it(database, counted):
    with database.transaction() as db:
        count(db, "a")
    with pytest.raises(Broken):
        break_off(database)

    assert counted() == {"a": 1, "b": 0}


def break_off(database):
    with database.transaction() as db:
        count(db, "a")
        count(db, "b")
        raise Broken


def test_a_part_that_fails_leaves_the_rest_standing(database, counted):
    with database.transaction() as db:
        count(db, "a")
        with pytest.raises(psycopg.errors.UniqueViolation):
            insert_twice(db)
        count(db, "b")

    assert counted() == {"a": 1, "b": 1}


def insert_twice(db):
    with db.savepoint():
        db.execute("INSERT INTO public.counters VALUES ('a', 9)")


def test_a_transaction_has_one_id_and_one_time(database):
    with database.transaction() as one, database.transaction() as other:
        assert one.turn_id != other.turn_id
        assert one.now.utcoffset() == timedelta(hours=8)
        with pytest.raises(AttributeError):
            one.now = other.now


SAID = Prepared("said", "SELECT %s::text, nullif(%s::integer, 0)::text, pg_current_xact_id()::text")
PUT = Prepared("put", "INSERT INTO public.counters VALUES (%s::text, %s::integer) RETURNING name")


@pytest.fixture
def real_time(database):
    """The same database where nothing moves the clock, so that a transaction begins with what it calls first."""
    with closing(Database(database.url, size=2, role="guitai_core")) as real_time:
        yield real_time


def called(database, *statements, before=False):
    """What each of them gives, in one transaction; which is begun by another statement if `before`."""
    with database.transaction() as db:
        if before:
            db.execute("SELECT 1")
        return [db.call(statement, values) for statement, *values in statements]


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize(
    "text", ["", "'", "\\", "\\'; DROP TABLE public.counters; --", "午饭 🍜", "a" * 20_000]
)
def test_what_is_called_says_its_values_to_the_letter(real_time, text, before):
    for _ in range(2):
        assert [
            row[:2] for (row,) in called(real_time, (SAID, text, "7"), (SAID, text, "0"), before=before)
        ] == [
            (text, "7"),
            (text, None),
        ]


def test_a_text_is_no_statement_where_backslashes_escape(real_time):
    with real_time.transaction() as db:
        db.execute("SET standard_conforming_strings = off")
    text = "\\'); SELECT 1; --"
    for (row,) in called(real_time, (SAID, text, "7")):
        assert row[0] == text


def test_what_is_called_first_begins_the_transaction_and_ends_with_it(real_time, counted):
    (first,), (second,) = called(real_time, (SAID, "", "7"), (SAID, "", "7"))
    assert first[2] == second[2]

    called(real_time, (PUT, "c", "1"))
    with pytest.raises(Broken):
        put_and_break_off(real_time)
    assert counted() == {"a": 0, "b": 0, "c": 1}


def put_and_break_off(database):
    with database.transaction() as db:
        db.call(PUT, ["d", "1"])
        raise Broken


def test_what_is_called_fails_as_any_statement_and_the_next_one_goes_on(real_time, counted):
    for _ in range(2):
        with pytest.raises(psycopg.errors.UniqueViolation) as failed:
            called(real_time, (PUT, "a", "1"))
        assert failed.value.diag.constraint_name == "counters_pkey"
        assert called(real_time, (SAID, "x", "7"))[0][0][0] == "x"


def test_a_statement_is_prepared_again_when_the_connection_has_forgotten_it(real_time):
    called(real_time, (SAID, "x", "7"))
    with real_time.transaction() as db:
        db.execute("DEALLOCATE ALL")

    assert called(real_time, (SAID, "x", "7"))[0][0][0] == "x"


def test_a_commit_that_fails_is_told(real_time, owner_database):
    with owner_database.transaction() as db:
        db.execute("CREATE TABLE public.late (one integer UNIQUE DEFERRABLE INITIALLY DEFERRED)")
        db.execute("GRANT INSERT ON public.late TO guitai_core")

    with pytest.raises(psycopg.errors.UniqueViolation), real_time.transaction() as db:
        db.execute("INSERT INTO public.late VALUES (1), (1)")


def test_who_loses_a_deadlock_does_the_whole_work_again(database, counted):
    both, runs = threading.Barrier(2), []

    def work(db, first, second):
        runs.append(db.turn_id)
        count(db, first)
        if len(runs) <= 2:
            both.wait()
        count(db, second)

    def run(first, second):
        database.run(lambda db: work(db, first, second))

    threads = [threading.Thread(target=run, args=names) for names in ("ab", "ba")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counted() == {"a": 2, "b": 2}
    # Who begins again may be first at the row, and meet the other once more.
    assert 3 <= len(runs) == len(set(runs))


@pytest.mark.parametrize("error", [psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure])
def test_work_that_always_loses_is_given_up_in_the_end(database, counted, error):
    runs = []

    def work(db):
        count(db, "a")
        runs.append(db)
        raise error

    with pytest.raises(error):
        database.run(work)

    assert len(runs) == TRIES
    assert counted() == {"a": 0, "b": 0}


def test_work_that_fails_of_itself_is_not_done_again(database):
    runs = []

    def work(db):
        runs.append(db)
        raise Broken

    with pytest.raises(Broken):
        database.run(work)
    assert len(runs) == 1


@pytest.mark.slow
def test_no_work_begins_on_a_connection_that_a_restart_of_postgresql_left_behind(database):
    with ExitStack() as many:
        for _ in range(4):
            many.enter_context(database.transaction())
    with psycopg.connect(database.url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    assert [read(database, "SELECT 1") for _ in range(5)] == [[(1,)]] * 5


@pytest.mark.parametrize("url", ["postgresql://guitai@127.0.0.1:1/guitai", "postgresql:secret//x y"])
def test_a_database_that_can_not_be_reached_is_named_in_one_line_without_its_password(url):
    with pytest.raises(Misconfigured) as no:
        Database(url)

    assert "\n" not in str(no.value)
    assert "secret" not in str(no.value)


@pytest.mark.parametrize("leaving", ["RESET ROLE", "DISCARD ALL"])
def test_a_connection_acts_as_its_part_from_the_first_statement_on_and_falls_back_to_it(
    worker_database, leaving
):
    who = "SELECT current_user::text"
    before = read(worker_database, who)
    with worker_database.transaction() as db:
        db.connection.commit()
        db.connection.autocommit = True
        db.execute("SET ROLE guitai_core")
        db.execute(leaving)
        db.connection.autocommit = False

    assert (before, read(worker_database, who)) == ([("guitai_worker",)], [("guitai_worker",)])


def test_what_the_url_sets_for_the_session_stays_set(database):
    url = make_conninfo(database.url, options="-c work_mem=5MB")
    with closing(Database(url, size=1, role="guitai_core")) as acting:
        assert read(acting, "SELECT current_user::text, current_setting('work_mem')") == [
            ("guitai_core", "5MB")
        ]


def test_a_part_that_the_user_can_not_act_as_is_named_in_one_line(database):
    with pytest.raises(Misconfigured, match=r"can't be reached as guitai_teller .* does not exist") as no:
        Database(database.url, role="guitai_teller")

    assert "\n" not in str(no.value)


def test_who_does_not_own_the_schema_can_not_migrate(database):
    with pytest.raises(Misconfigured, match=r"can't migrate \(permission denied"):
        migrate(make_conninfo(database.url, options="-c role=guitai_core"))


def test_migrating_again_does_nothing(owner_database):
    assert migrate(owner_database.url) == []
    assert read(owner_database, "SELECT count(*) FROM database.migrations") == [(len(migrations()),)]


def test_a_migration_that_was_changed_after_it_ran_is_refused(owner_database):
    with owner_database.transaction() as db:
        db.execute("UPDATE database.migrations SET digest = 'other' WHERE name LIKE '%%outbox'")

    with pytest.raises(Misconfigured, match="outbox was changed after it ran"):
        migrate(owner_database.url)


def forget(database, *migrations):
    with database.transaction() as db:
        for name in migrations:
            db.execute("DELETE FROM database.migrations WHERE name LIKE %(name)s", {"name": f"%{name}"})


def test_a_migration_that_fails_leaves_nothing_of_those_before_it(owner_database):
    with owner_database.transaction() as db:
        db.execute("DROP SCHEMA turns CASCADE")
    forget(owner_database, "0002_turns", "0003_outbox")
    with pytest.raises(psycopg.errors.DuplicateSchema):
        migrate(owner_database.url)

    assert read(owner_database, "SELECT to_regclass('turns.turns')") == [(None,)]


def test_of_two_that_migrate_at_once_one_does_it(owner_database):
    with owner_database.transaction() as db:
        db.execute("DROP SCHEMA turns CASCADE")
    forget(owner_database, "0002_turns")
    done = []
    threads = [threading.Thread(target=lambda: done.append(migrate(owner_database.url))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(len, done)) == [0, 1]


def test_migrations_run_folder_by_folder_in_the_order_of_their_numbers():
    names = [Path(name) for name, _ in migrations()]

    by_folder = {name.parent: [one for one in names if one.parent == name.parent] for name in names}
    assert all(found == sorted(found) for found in by_folder.values())
    assert len(set(names)) == len(names)
    assert names[0].stem == "0001_clock"


def test_the_time_of_a_transaction_is_the_sandboxes_where_it_may_be_moved(database, worker_database):
    with worker_database.transaction() as db:
        clock.move(db.connection, db.now + timedelta(days=400))
        before = db.now
    unmoved = Database(database.url, size=1)
    with database.transaction() as moved, unmoved.transaction() as real:
        assert moved.now - before >= timedelta(days=400)
        assert real.now - before < timedelta(days=1)
    unmoved.close()
