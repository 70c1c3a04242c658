import os
import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

# A process that answers each line, and says when it is ending.
PROGRAM = """
import signal, sys
from guitai import serving
{before}
serving.end_when_told()
try:
    print("begun", flush=True)
    for line in sys.stdin:
        print("heard", flush=True)
finally:
    print("ending", flush=True)
    sys.stdin.readline()
    print("ended", flush=True)
"""
NOHUP = "signal.signal(signal.SIGHUP, signal.SIG_IGN)"
NOBODY = "serving.os.getppid = lambda: 0"  # as in a container whose first process this is
SHELL = ["/bin/sh", "-c", 'exec 3<&0; "$@" <&3 & echo $!; wait', "sh"]


@pytest.fixture
def begin():
    """Starts the program, and returns once it is told of its end."""
    begun = []

    def start(before="", under=()):
        command = [*under, sys.executable, "-c", PROGRAM.format(before=before)]
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            # Of tests under nohup it would learn to outlive whoever starts it.
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
        )
        begun.append(process)
        pid = int(process.stdout.readline()) if under else process.pid
        assert process.stdout.readline() == "begun\n"
        return process, pid

    yield start
    for process in begun:
        process.stdin.close()
        process.stdout.close()
        process.wait()


def says(process, line):
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_an_end_in_good_order_and_a_second_one_changes_nothing(begin, number):
    process, _ = begin()
    process.send_signal(number)
    ending = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGTERM)
    says(process, "go on")

    assert (ending, process.stdout.readline()) == ("ending\n", "ended\n")
    assert process.wait() == 0


def test_the_end_of_whoever_started_it_is_an_end_in_good_order(begin):
    process, _ = begin(under=SHELL)
    process.kill()
    ending = process.stdout.readline()
    says(process, "go on")

    assert (ending, process.stdout.read()) == ("ending\n", "ended\n")


def test_under_nohup_it_outlives_whoever_started_it(begin):
    process, pid = begin(NOHUP, under=SHELL)
    process.kill()
    process.wait()
    says(process, "still there?")
    heard = process.stdout.readline()
    os.kill(pid, signal.SIGTERM)

    assert heard == "heard\n"
    assert process.stdout.readline() == "ending\n"


def test_the_first_process_of_a_container_has_nobody_to_watch(begin):
    process, _ = begin(NOBODY)
    process.terminate()

    assert process.stdout.readline() == "ending\n"
