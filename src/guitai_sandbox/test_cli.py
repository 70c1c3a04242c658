"""The command: how it starts, what it refuses, and how it ends."""

import signal
import socket
import subprocess
import sys

import httpx
import pytest

from guitai_sandbox.cli import main

pytestmark = pytest.mark.slow  # it starts servers, or writes two years of history

COMMAND = [sys.executable, "-m", "guitai_sandbox.cli"]


def started(*flags):
    return subprocess.Popen(
        [*COMMAND, *flags],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process):
    out, err = process.communicate(timeout=15)
    return process.returncode, out, err


def test_a_signal_ends_it_at_once_with_success_even_while_somebody_waits():
    running = {how: started("--port", "0") for how in (signal.SIGTERM, signal.SIGINT)}
    for how, process in running.items():
        line = process.stdout.readline()
        with (
            httpx.Client(base_url=line.split()[1]) as client,
            client.stream("GET", "/phone/events") as stream,
        ):
            next(stream.iter_lines())
            process.send_signal(how)

            assert line.startswith("ready http://127.0.0.1:")
            assert ended(process) == (0, "", "")


def test_a_port_in_use_is_one_clear_line(monkeypatch, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(sys, "argv", ["guitai-sandbox", "--port", str(port)])
        with pytest.raises(SystemExit) as ended:
            main()

    reason = f"port {port} cannot be used: Address already in use; choose another with --port"
    assert ended.value.code == 1
    assert capsys.readouterr() == ("", f"guitai-sandbox: {reason}\n")


@pytest.mark.parametrize(
    "flags, settings, named",
    [
        ([], {"MODE": "loud"}, "GUITAI_SANDBOX_MODE"),
        ([], {"AES_KEY": "short"}, "GUITAI_SANDBOX_AES_KEY"),
        ([], {"CALLBACK": "ftp://bank"}, "GUITAI_SANDBOX_CALLBACK"),
        ([], {"NOW": "yesterday"}, "GUITAI_SANDBOX_NOW"),
        (["--port", "0"], {"BANK_URL": "bank.example"}, "GUITAI_SANDBOX_BANK_URL"),
        (["--port", "0"], {"DEVICES": __file__}, "JSON"),
        (["--port", "0"], {"DEVICES": f"{__file__}/devices.json"}, __file__),
        (["--port", "http"], {}, "--port"),
        (["--port", "70000"], {}, "GUITAI_SANDBOX_PORT"),
        (["--paint"], {}, "--paint"),
        (["--port", "0", "--users", "/nowhere/users.json"], {}, "/nowhere/users.json"),
        (["--port", "0", "--users", __file__], {}, "JSON"),
        (["--port", "0", "--templates", __file__], {}, "JSON"),
        (["--port", "0", "--data", __file__], {}, __file__),
        (["--handshake", "--callback", "http://127.0.0.1:9/"], {}, "the callback could not be reached"),
    ],
)
def test_a_wrong_setting_is_one_clear_line(monkeypatch, capsys, flags, settings, named):
    monkeypatch.setattr(sys, "argv", ["guitai-sandbox", *flags])
    for name, value in settings.items():
        monkeypatch.setenv(f"GUITAI_SANDBOX_{name}", value)
    with pytest.raises(SystemExit) as ended:
        main()

    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (1, "")
    assert named in err
    assert err.count("\n") == 1


def test_the_handshake_can_be_tried_alone(monkeypatch, capsys, bot):
    monkeypatch.setattr(sys, "argv", ["guitai-sandbox", "--handshake", "--callback", f"{bot.url}/wechat"])
    main()

    assert capsys.readouterr().out == f"{bot.url}/wechat has passed the handshake\n"


def ask_for_ever(client):
    while True:
        client.get("/phone/clock")


def test_it_ends_with_its_parent():
    script = (
        "import os, subprocess;"
        f"child = subprocess.Popen({COMMAND!r} + ['--port', '0'], stdout=subprocess.PIPE, text=True,"
        " env={**os.environ, 'GUITAI_SANDBOX_PARENT': str(os.getpid())});"
        "print(child.stdout.readline().split()[1], flush=True); os._exit(0)"
    )
    parent = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, timeout=15)

    with httpx.Client(base_url=parent.stdout.strip(), timeout=15) as client, pytest.raises(httpx.HTTPError):
        ask_for_ever(client)
