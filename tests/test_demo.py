"""The demo as whoever starts it meets it: ready, ended, in the way of something, and asked by its commands."""

import ctypes
import json
import os
import re
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import psycopg
import pytest
from tests.demo_process import Demo, free_ports, guitai
from tests.walking import Phone

READY_WITHIN_SECONDS = 10
MOST_STARTS = 9
PR_SET_CHILD_SUBREAPER = 36
UNREACHABLE = "postgresql://nobody:secret@127.0.0.1:1/nothing"


@pytest.fixture
def empty_data():
    """A data folder that nothing was started on, in one that PostgreSQL's account gets through."""
    with TemporaryDirectory(prefix="guitai-demo-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "data"


@pytest.fixture
def adopting():
    """Whoever is orphaned below this process becomes its child, so that the exit code is known."""
    prctl = ctypes.CDLL(None).prctl
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    yield
    prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def test_the_line_that_says_ready_holds_addresses_that_answer(demo):
    addresses = re.findall(r"http://127\.0\.0\.1:\d+", demo.ready)

    assert addresses == [f"http://127.0.0.1:{port}" for port in (demo.sandbox_port, demo.gateway_port)]
    assert "柜台沙箱" in httpx.get(addresses[0], trust_env=False).text
    assert httpx.get(f"{addresses[1]}/static/page.css", trust_env=False).status_code == 200


def test_however_it_ends_nothing_is_left_and_the_next_start_is_soon_ready(written_data):
    starts = []
    for number, code in ((signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 0), (signal.SIGTERM, 0)):
        demo = Demo(written_data)
        starts.append(demo.start())
        with demo.phones() as http:
            openid = http.get("/phone/users").json()["users"][0]["openid"]
            assert Phone(http, openid).says("我的余额")["links"]
        family = demo.family()
        assert {"postgres", "python"} <= set(family.names.values())
        assert demo.end(number) == code
        assert family.left() == []

    while (
        min(starts) > READY_WITHIN_SECONDS and len(starts) < MOST_STARTS
    ):  # the machine had other things to do
        demo = Demo(written_data)
        starts.append(demo.start())
        demo.end(signal.SIGTERM)
    assert min(starts) <= READY_WITHIN_SECONDS, starts


def test_the_end_of_whoever_started_it_ends_everything_in_good_order(written_data, adopting):
    demo = Demo(written_data)
    shell = demo.begin(under=("/bin/sh", "-c", '"$@" & echo $!; wait', "sh"))
    pid, ready = int(shell.stdout.readline()), shell.stdout.readline()
    family = demo.family()
    demo.end(signal.SIGKILL)

    assert ready.startswith("ready")
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert family.left() == []


def test_a_demo_that_still_writes_its_history_can_be_ended_too(empty_data):
    demo = Demo(empty_data)
    process = demo.begin(stderr=subprocess.PIPE)
    while "history" not in process.stderr.readline():
        pass
    family = demo.family()

    assert demo.end(signal.SIGINT) == 0
    assert process.stderr.read().count("Traceback") == 0
    assert family.left() == []
    process.stderr.close()


def in_use(demo, data):
    return {"GATEWAY_PORT": demo.gateway_port}, str(demo.gateway_port)


def sandbox_in_use(demo, data):
    return {"SANDBOX_PORT": demo.sandbox_port}, "GUITAI_SANDBOX_PORT"


def one_port_for_both(demo, data):
    (port,) = free_ports(1)
    return {"SANDBOX_PORT": port, "GATEWAY_PORT": port}, str(port)


def folder_in_use(demo, data):
    return {"DATA": demo.data}, f"in use by process {demo.process.pid}"


def half_a_folder(demo, data):
    (data / "postgres" / "cluster").mkdir(parents=True)
    return {"DATA": data}, "no whole PostgreSQL folder"


def a_file_for_a_folder(demo, data):
    data.touch()
    return {"DATA": data}, "choose another folder"


def no_database(demo, data):
    return {"DATABASE_URL": UNREACHABLE}, "GUITAI_DATABASE_URL"


def no_url(demo, data):
    return {"DATABASE_URL": "mysql//:secret@here"}, "GUITAI_DATABASE_URL"


def no_number(demo, data):
    return {"GATEWAY_PORT": "abc"}, "GUITAI_GATEWAY_PORT"


def no_port(demo, data):
    return {"SANDBOX_PORT": 70_000}, "GUITAI_SANDBOX_PORT"


@pytest.mark.parametrize(
    "hindrance",
    [
        in_use,
        sandbox_in_use,
        one_port_for_both,
        folder_in_use,
        half_a_folder,
        a_file_for_a_folder,
        no_database,
        no_url,
        no_number,
        no_port,
    ],
)
def test_what_is_in_the_way_is_said_in_one_line(demo, empty_data, hindrance):
    wrong, says = hindrance(demo, empty_data)
    sandbox_port, gateway_port = free_ports(2)
    sound = {"DATA": empty_data, "SANDBOX_PORT": sandbox_port, "GATEWAY_PORT": gateway_port}
    ended = guitai("demo", "--no-browser", **sound | wrong)

    assert (ended.returncode, ended.stdout) == (1, "")
    (line,) = ended.stderr.splitlines()
    assert line.startswith("guitai: ")
    assert says in line
    assert "secret" not in line


def test_the_people_are_three_with_a_phone_and_three_without(demo):
    people = json.loads(guitai("people", "--json", **demo.settings).stdout)
    with demo.phones() as http:
        phones = {user["openid"]: user for user in http.get("/phone/users").json()["users"]}

    assert [sorted(one) for one in people] == [
        ["card_number", "id_number", "mobile", "name", "openid", "pin"]
    ] * 6
    bound = [one for one in people if one["openid"]]
    assert len(bound) == 3
    assert [phones[one["openid"]]["customer"] for one in bound] == [one["name"] for one in bound]
    assert all(re.fullmatch(r"\d{6}", one["pin"]) for one in people)


def test_the_books_are_sound_however_the_demo_was_used(demo):
    checked = guitai("check-ledger", "--json", **demo.settings)
    report = json.loads(checked.stdout)

    assert checked.returncode == 0
    assert (report["sound"], report["problem"]) == (True, None)
    assert report["entries"] > 60_000


def test_the_database_can_be_reached_where_it_is_said_to_be(demo):
    url = guitai("database-url", **demo.settings).stdout.strip()

    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT current_database()").fetchone() == ("guitai",)


def test_commands_that_need_a_database_say_where_there_is_none(empty_data):
    for command in ("database-url", "check-ledger", "migrate"):
        ended = guitai(command, DATA=empty_data)

        assert (ended.returncode, ended.stdout) == (1, "")
        assert ended.stderr.startswith("guitai: no database")
        assert len(ended.stderr.splitlines()) == 1


def test_what_is_understood_is_one_object_a_line():
    lines = ["我的余额", json.dumps("今天\n天气怎么样"), "尾号2816上个月的明细"]
    told = guitai("understand", "--now", "2026-11-23T09:00", stdin="\n".join(lines)).stdout.splitlines()
    balance, weather, month = map(json.loads, told)

    assert list(balance) == ["text", "intent", "confidence", "slots", "alternatives"]
    assert (balance["text"], balance["intent"]) == ("我的余额", "accounts.balance")
    assert weather["intent"] == "talk.other"
    assert month["intent"] == "accounts.transactions"
    assert "2816" in json.dumps(month["slots"])
    assert json.loads(guitai("understand", "我的余额").stdout)["intent"] == "accounts.balance"


def test_the_bank_does_not_run_for_real_customers_without_https(demo):
    database = guitai("database-url", **demo.settings).stdout.strip()
    (port,) = free_ports(1)
    refused = guitai("bank", DATA=demo.data, DATABASE_URL=database, GATEWAY_PORT=port)

    assert (refused.returncode, refused.stdout) == (1, "")
    (line,) = refused.stderr.splitlines()
    assert "GUITAI_PUBLIC_URL" in line
