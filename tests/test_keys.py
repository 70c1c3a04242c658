"""The bank's keys from the command line."""

import json
import re
import socket

import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from guitai.cli import cli
from guitai.demonstration import demonstrate
from guitai.errors import Misconfigured
from guitai.keys import folder as files
from guitai.keys.port import Use
from guitai.settings import Settings


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command on keys and data of this test's own; its exit status and what it said."""
    monkeypatch.setenv("GUITAI_DATA", str(tmp_path))

    def run(*arguments, answer=""):
        done = CliRunner().invoke(cli, arguments, input=answer, catch_exceptions=False)
        return done.exit_code, done.output

    return run


def listed(run):
    return [line.split()[:2] for line in run("keys", "list")[1].splitlines()]


def test_keys_are_made_once_listed_renewed_and_destroyed(run):
    assert run("keys", "create") == (0, "".join(f"{use}\n" for use in Use))
    assert run("keys", "create") == (0, "")
    old = dict(listed(run))["pepper"]
    status, fresh = run("keys", "rotate", "pepper")
    assert status == 0
    assert ["pepper", old] in listed(run)
    assert ["pepper", fresh.strip()] in listed(run)
    assert run("keys", "retire", "pepper", old, answer="n\n")[0] == 1
    assert ["pepper", old] in listed(run)
    assert run("keys", "retire", "pepper", old, "--yes") == (0, "")
    assert ["pepper", old] not in listed(run)


def test_the_list_shows_no_key(run, tmp_path):
    run("keys", "create")
    _, said = run("keys", "list")
    secrets = re.findall(
        r'"[kd]": "([^"]+)"', "".join(file.read_text() for file in (tmp_path / "keys").iterdir())
    )

    assert len(secrets) == len(Use)
    assert [secret for secret in secrets if secret in said] == []


def test_the_folder_can_be_given(run, tmp_path, monkeypatch):
    run("keys", "--folder", str(tmp_path / "one"), "create")
    monkeypatch.setenv("GUITAI_KEYS", str(tmp_path / "two"))
    run("keys", "create")

    found = [json.loads((tmp_path / name / "rest.json").read_text()) for name in ("one", "two")]
    assert found[0] != found[1]
    assert not (tmp_path / "keys").exists()


def test_a_mistake_is_told_in_one_line(run):
    status, said = run("keys", "rotate", "rest")

    assert (status, said.count("\n")) == (1, 1)
    assert said.startswith("guitai: ")
    assert "guitai keys create" in said


def test_a_bank_without_keys_says_how_to_make_them(run, monkeypatch):
    monkeypatch.setenv("GUITAI_SANDBOX", "1")
    status, said = run("bank")

    assert (status, said.count("\n")) == (1, 1)
    assert "run `guitai keys create`" in said


@pytest.fixture
def reset():
    """Runs `guitai demo --reset` to where it finds its port taken."""
    with socket.create_server(("127.0.0.1", 0)) as taken:

        def reset(**settings):
            port = taken.getsockname()[1]
            with pytest.raises(Misconfigured, match="in use"):
                demonstrate(
                    Settings(gateway_port=port, **settings),
                    seed=None,
                    start=None,
                    reset=True,
                    browser=False,
                    say=print,
                    ready=print,
                )

        yield reset


def test_a_demo_that_is_reset_begins_with_new_keys(reset, tmp_path):
    files.create(tmp_path / "keys")
    reset(data=tmp_path)

    assert not (tmp_path / "keys").exists()


def test_a_reset_takes_no_keys_that_something_else_needs(reset, tmp_path):
    files.create(tmp_path / "keys")
    files.create(tmp_path / "elsewhere")
    reset(data=tmp_path, database_url=SecretStr("postgresql://somewhere/else"))
    reset(data=tmp_path / "other", keys=tmp_path / "elsewhere")

    assert len([*(tmp_path / "keys").iterdir(), *(tmp_path / "elsewhere").iterdir()]) == 2 * len(Use)
