import os
import time
from contextlib import closing

import pytest

from guitai.apart import Apart, Broken

MODULE = """
import os, sys, time

def maker(*arguments):
    def function(given):
        print("what a library prints is no answer")
        if given == b"die":
            os._exit(3)
        if given == b"raise":
            raise ValueError("the customer's words")
        if given == b"hang":
            time.sleep(600)
        if given == b"environment":
            return " ".join(sorted(os.environ)).encode()
        if given == b"process":
            return str(os.getpid()).encode()
        return b" ".join([*(one.encode() for one in arguments), given])
    return function
"""


@pytest.fixture
def apart(tmp_path, monkeypatch):
    """Starts processes whose function is the one above."""
    (tmp_path / "strange.py").write_text(MODULE)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("GUITAI_DATABASE_URL", "postgresql://secret")
    started = []

    def start(*arguments, within_seconds=30.0):
        started.append(Apart("strange:maker", *arguments, within_seconds=within_seconds))
        return started[-1]

    yield start
    for one in started:
        one.close()


def alive(pid):
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    return True


def test_a_function_is_called_in_a_process_of_its_own_and_that_one_goes_on(apart):
    function = apart("to", "whom")

    assert function(b"it is said") == b"to whom it is said"
    assert function(bytes(3_000_000)) == b"to whom " + bytes(3_000_000)
    first, second = function(b"process"), function(b"process")
    assert first == second != str(os.getpid()).encode()


def test_it_knows_nothing_of_the_banks_settings(apart):
    assert "GUITAI" not in apart()(b"environment").decode()


@pytest.mark.parametrize("poison", [b"die", b"raise"])
def test_what_breaks_there_breaks_one_call(apart, poison):
    function = apart()
    with pytest.raises(Broken):
        function(poison)

    assert function(b"next") == b"next"


def test_what_takes_too_long_is_ended(apart):
    function = apart(within_seconds=1.5)
    began = time.monotonic()
    with pytest.raises(Broken):
        function(b"hang")

    assert time.monotonic() - began < 30
    assert function(b"next") == b"next"


def test_an_errors_own_words_stay_unsaid(apart, capfd):
    with pytest.raises(Broken):
        apart()(b"raise")

    told = capfd.readouterr().err
    assert "guitai apart: ValueError at" in told
    assert "customer" not in told


def test_it_ends_when_it_is_told_to(apart):
    function = apart()
    pid = function(b"process")
    assert alive(pid)
    function.close()

    assert not alive(pid)
    with closing(function):
        assert function(b"again") == b"again"
