import subprocess

import psycopg
import pytest

from guitai.errors import Misconfigured
from guitai.postgres.account import chosen
from guitai.postgres.conftest import cluster, one
from guitai.postgres.server import Server, erase

pytestmark = pytest.mark.slow


def test_a_process_that_took_over_an_old_number_keeps_no_folder_shut(data):
    with Server(data, durable=False):
        left = (data / "postgres" / "cluster" / "postmaster.pid").read_text()
    stranger = chosen().spawn(["/bin/cat"], stdin=subprocess.PIPE)
    with stranger:
        old = left.replace(left.split()[0], str(stranger.pid), 1)
        (data / "postgres" / "cluster" / "postmaster.pid").write_text(old)

        with Server(data, durable=False) as server:
            assert one(server.url, "SELECT 1") == (1,)


def test_a_first_start_that_was_killed_half_way_is_made_again(data):
    half = data / "postgres" / "cluster.part"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("17\n")

    with Server(data, durable=False) as server:
        assert one(server.url, "SELECT 1") == (1,)
    assert not half.exists()


def test_a_folder_that_is_not_whole_is_named_and_left_as_it_is(data):
    cluster(data, postgresql_conf="")

    with pytest.raises(Misconfigured, match=r"postgres/cluster is no whole PostgreSQL folder: restore it"):
        Server(data).__enter__()
    assert (data / "postgres" / "cluster" / "postgresql_conf").exists()


def test_a_folder_too_deep_for_a_socket_is_served_all_the_same(data):
    deep = data / ("deep" * 20) / "data"
    deep.mkdir(parents=True)
    for folder in (deep, deep.parent):
        folder.chmod(0o711)

    with Server(deep, durable=False) as server:
        assert one(server.url, "SELECT inet_server_addr()") == (None,)


def test_erasing_takes_everything_and_the_next_start_is_a_first_one(data):
    with Server(data, durable=False) as server, psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept (name text)")

    erase(data)

    assert not (data / "postgres").exists()
    with Server(data, durable=False) as server:
        assert one(server.url, "SELECT to_regclass('kept')") == (None,)
