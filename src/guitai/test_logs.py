"""A process's last words, in a process of their own."""

import json
import subprocess
import sys
from textwrap import dedent

import psycopg
import pytest

from guitai.logs import wordless

SECRET = "847,319,052,736.17"
BEGINS = """
import asyncio, gc, logging, structlog, sys, threading
from guitai import logs
logs.configure()
def broken(*_):
    raise ValueError(sys.argv[1])
"""


def says(script):
    """What a process says while it runs this: the lines of its log, once it is seen that none tells the secret."""
    command = [sys.executable, "-c", BEGINS + dedent(script), SECRET]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert SECRET not in done.stdout + done.stderr
    return [json.loads(line) for line in done.stderr.splitlines()]


@pytest.mark.parametrize(
    ("script", "event"),
    [
        ("broken()", "ended by an error"),
        ("threading.Thread(target=broken).start()", "a thread ended by an error"),
        (
            """
            class Gone:
                __del__ = broken
            Gone()
            """,
            "an error could not be raised",
        ),
        (
            """
            async def main():
                task = asyncio.create_task(asyncio.to_thread(broken))
                await asyncio.wait([task])
                del task
                gc.collect()
            asyncio.run(main())
            """,
            "Task exception was never retrieved",
        ),
        (
            """
            async def main():
                asyncio.get_running_loop().call_soon(broken, sys.argv[1])
                await asyncio.sleep(0)
            asyncio.run(main())
            """,
            "Exception in callback broken",
        ),
        (
            """
            try:
                broken()
            except ValueError:
                structlog.get_logger().exception("it failed")
            """,
            "it failed",
        ),
        (
            """
            try:
                broken()
            except ValueError as error:
                logging.getLogger("library").error("it failed on %s: %s", sys.argv[1], error, exc_info=error)
            """,
            "it failed on",
        ),
    ],
)
def test_an_error_is_told_by_its_kind_and_place_and_never_in_its_words(script, event):
    (line,) = says(script)

    assert (line["event"], line["level"]) == (event, "error")
    (told,) = line["exception"]
    assert told["kind"] == "builtins.ValueError"
    assert told["at"][-1].endswith(" broken")


def test_what_an_error_came_from_is_told_alike():
    (line,) = says(
        """
        try:
            try:
                broken()
            except ValueError as error:
                error.add_note(sys.argv[1])
                raise ExceptionGroup(sys.argv[1], [KeyError(sys.argv[1]), OSError(sys.argv[1])]) from error
        except ExceptionGroup:
            structlog.get_logger().exception("it failed")
        """
    )

    kinds = [told["kind"] for told in line["exception"]]
    assert kinds == [f"builtins.{name}" for name in ("ExceptionGroup", "KeyError", "OSError", "ValueError")]


def test_a_library_is_heard_by_who_it_is_and_how_it_begins():
    (line,) = says("logging.getLogger('library').warning(f'retrying {sys.argv[1]} again')")

    assert (line["library"], line["event"], line["level"]) == ("library", "retrying", "warning")


def test_a_refusal_of_postgresqls_is_told_by_its_rule_without_the_row(db):
    with pytest.raises(psycopg.errors.CheckViolation) as failed:
        db.execute(
            """
            INSERT INTO talk.messages (owner, message_id, turn_id, left_at, kind, text)
            VALUES (1001, %(id)s, %(id)s, %(now)s, 'neither', %(text)s)
            """,
            {"id": db.turn_id, "now": db.now, "text": SECRET},
        )

    (told,) = wordless(failed.value)
    assert SECRET in str(failed.value)
    assert SECRET not in json.dumps(told)
    assert (told["sqlstate"], told["constraint_name"]) == ("23514", "messages_kind")
