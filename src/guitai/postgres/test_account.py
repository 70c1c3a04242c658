import multiprocessing
import os
from pathlib import Path

import psycopg
import pytest

from guitai.errors import Misconfigured
from guitai.postgres import folder as folders
from guitai.postgres.account import Account, chosen
from guitai.postgres.installations import PACKAGES, Installation, installations
from guitai.postgres.server import Server, erase, running_url

pytestmark = pytest.mark.slow


def serving(data: Path) -> tuple[int, tuple[int]]:
    with Server(data, durable=False) as server, psycopg.connect(server.url) as connection:
        return Path(f"/proc/{server.pid}").stat().st_uid, connection.execute("SELECT 1").fetchone()


def as_account(account: Account, work, data: Path):
    """What `work` gives in a child that has become this account for good."""
    ours, theirs = multiprocessing.Pipe()

    def become_it_and_work():
        os.setgroups([])
        os.setgid(account.gid)
        os.setuid(account.uid)
        try:
            theirs.send(work(data))
        except Misconfigured as error:
            theirs.send(error)

    child = multiprocessing.get_context("fork").Process(target=become_it_and_work)
    child.start()
    answer = ours.recv() if ours.poll(30) else None
    child.join()
    return answer


if os.geteuid() == 0:  # what only root can do, it can only do as root

    @pytest.mark.parametrize("name", ["daemon", "nobody"])
    def test_root_steps_down_to_an_account_that_owns_the_folder_from_then_on(data, name):
        with Server(data, account=name, durable=False) as server:
            runs_as = Path(f"/proc/{server.pid}").owner()
        with Server(data, durable=False) as server:
            runs_again_as = Path(f"/proc/{server.pid}").owner()

        assert (runs_as, runs_again_as) == (name, name)
        assert (data / "postgres").stat().st_mode & 0o777 == 0o700
        assert data.owner() == "root"

    def test_an_ordinary_user_serves_as_itself(data):
        account = chosen("nobody")
        os.chown(data, account.uid, -1)

        assert as_account(account, serving, data) == (account.uid, (1,))

    def test_what_root_made_is_served_by_its_account_and_by_nobody_else(data):
        reachable = installations()[-1].binaries  # the system's, wherever this checkout is
        with Server(data, account="nobody", binaries=reachable, durable=False):
            pass

        served = as_account(chosen("nobody"), serving, data)
        refused = as_account(chosen("daemon"), serving, data)

        assert served == (chosen("nobody").uid, (1,))
        assert "belongs to nobody: start as that account" in str(refused)

    def test_a_folder_out_of_the_accounts_reach_is_served_from_elsewhere(data, monkeypatch):
        monkeypatch.setattr(folders, "ELSEWHERE", data / "lib")
        private = data / "private"
        private.mkdir(mode=0o700)

        with Server(private / "data", durable=False) as server:
            assert running_url(private / "data") == server.url
        assert private.stat().st_mode & 0o777 == 0o700
        assert not (private / "data" / "postgres").exists()

        erase(private / "data")
        assert list((data / "lib").iterdir()) == []

    @pytest.mark.parametrize("name", PACKAGES.values())
    def test_programs_out_of_the_accounts_reach_are_copied_whole(data, name):
        [found] = [found for found in installations() if found.name == name]
        packages = data / "packages"
        packages.mkdir(mode=0o700)
        for part in found.binaries.parents[2].glob(f"{found.binaries.parents[1].name}*"):
            (packages / part.name).symlink_to(part)
        hidden = Installation(name, packages / found.binaries.relative_to(found.binaries.parents[2]))
        account = chosen()

        copy = hidden.within_reach(account, copies=data / "programs", progress=print)

        assert not account.reaches(hidden.binaries / "postgres")
        assert found.version in account.run([copy.binaries / "initdb", "--version"])
