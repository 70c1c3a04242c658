"""What no bank has: flows whose steps fail with the books' values in their errors, and flows that tell them outright.

The first must leak nothing; of the others each leaks on one channel, so that the canary can be seen to find it. Every
one is reached by a tap whose key is its intent.
"""

import logging
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import structlog
from tests.planting import values
from tests.spellings import SPELLINGS, Value, commas

from guitai import outbox
from guitai.conversation.flow import Flow, do, flow, look, public, say, show, until
from guitai.conversation.turn import Turn
from guitai.language import Words
from guitai.money import Money
from guitai.shield import orders
from guitai.shield.card import Page
from guitai.shield.document import Draft, Line
from guitai.shield.strength import Strength
from guitai.sms import send_text

log = structlog.get_logger(__name__)


def everything(turn: Turn) -> str:
    """All that the books have of this customer, in one text."""
    return "; ".join(value.text for value in _values(turn))


@public
def balance(turn: Turn) -> str:
    """The balance, said to be public, which it is not."""
    [said] = commas(values(turn.db, turn.customer)["balance"][0])
    return said


def _values(turn: Turn) -> Iterator[Value]:
    for found in values(turn.db, turn.customer).values():
        yield from found


def raising(turn: Turn) -> None:
    """A bug, whose words tell what it was working on."""
    raise ValueError(f"{everything(turn)} is no amount")


def raising_twice(turn: Turn) -> None:
    """A bug that was met while another was looked after, with notes."""
    try:
        raising(turn)
    except ValueError as error:
        error.add_note(everything(turn))
        raise KeyError(everything(turn)) from error


def raising_together(turn: Turn) -> None:
    """Several at once."""
    raise ExceptionGroup(everything(turn), [ValueError(everything(turn)), KeyError(everything(turn))])


def raising_beside(turn: Turn) -> None:
    """A bug in a thread, of which nobody hears."""
    thread = threading.Thread(target=raising, args=[turn])
    thread.start()
    thread.join()


def breaking_a_rule(turn: Turn) -> None:
    """A row that PostgreSQL refuses, and repeats."""
    turn.db.execute(
        """
        INSERT INTO talk.messages (owner, message_id, turn_id, left_at, kind, text)
        VALUES (%(owner)s, %(turn)s, %(turn)s, %(now)s, 'neither', %(text)s)
        """,
        {"owner": turn.customer, "turn": turn.db.turn_id, "now": turn.db.now, "text": everything(turn)},
    )


def breaking_a_type(turn: Turn) -> None:
    """A value that PostgreSQL can't read, and repeats."""
    turn.db.execute("SELECT %(text)s::text::bigint", {"text": everything(turn)})


def told_by_a_library(turn: Turn) -> None:
    """A library that says all it has."""
    logging.getLogger("library").error("it broke on %s", everything(turn))
    logging.getLogger("library").warning(f"it breaks on {everything(turn)}")


def drafted(turn: Turn) -> object:
    """An order for the small-amount rule, as the bank drafts it."""
    wanted = Draft("canary", Words("试签"), (Line("single", Words("金额"), Money(100)),))
    return orders.draft(turn.db, turn.customer, wanted, Strength.PIN, tongue=turn.tongue)


def failing(step: Callable[[Turn], None]) -> Flow:
    """The flow in which this step is taken."""

    @flow(f"canary.{step.__name__}", title="出错")
    async def fails() -> None:
        await look(step)
        await say("没有出错。")

    return fails


@flow("canary.fails_when_signed", title="签了再出错")
async def fails_when_signed() -> None:
    """The page's call meets the bug, after the signature."""
    order = await do(drafted)
    await until("signed", "请签名。", order)
    await look(raising)


IN_THE_LINE = (
    raising,
    raising_twice,
    raising_together,
    breaking_a_rule,
    breaking_a_type,
)  # WeChat gets an error
FAILING = (*map(failing, (*IN_THE_LINE, raising_beside, told_by_a_library)), fails_when_signed)


def saying(name: str) -> Flow:
    """The flow that says everything in this spelling."""

    @public
    def spelled(turn: Turn) -> str:
        return "\n".join(text for value in _values(turn) for text in SPELLINGS[name](value)[:1])

    @flow(f"canary.says.{name}", title="说出来")
    async def says() -> None:
        text = await look(spelled)
        await say("{text}", text=text)

    return says


def sending(destination: str, body: Callable[[str], object]) -> Flow:
    """The flow that puts the balance into the outbox for this destination."""

    def put(turn: Turn) -> None:
        outbox.put(turn.db, turn.customer, destination, body(balance(turn)))

    @flow(f"canary.sends.{destination}", title="发出去")
    async def sends() -> None:
        await do(put)

    return sends


def telling(name: str, tell: Callable[[str], object]) -> Flow:
    """The flow in which the process itself tells the balance."""

    def told(turn: Turn) -> None:
        tell(balance(turn))

    @flow(f"canary.tells.{name}", title="写下来")
    async def tells() -> None:
        await look(told)

    return tells


def texting(turn: Turn) -> None:
    """The balance by SMS."""
    send_text(turn.db, turn.customer, "15400000000", balance(turn))


def noted_by_postgresql(turn: Turn) -> None:
    """The balance in PostgreSQL's own log."""
    turn.db.connection.execute(f"DO $$ BEGIN RAISE LOG '{balance(turn)}'; END $$".encode())


@flow("canary.texts", title="发短信")
async def texts() -> None:
    """A text message that says the balance."""
    await do(texting)


@flow("canary.notes", title="记下来")
async def notes() -> None:
    """A line in PostgreSQL's log."""
    await look(noted_by_postgresql)


@flow("canary.links", title="给链接")
async def links() -> None:
    """A link with the balance in it."""
    text = await look(balance)
    await show("请看。", Page(f"bind?balance={text}&"))


@flow("canary.answers", title="签了再说")
async def answers() -> None:
    """The answer to a signature says the balance."""
    order = await do(drafted)
    await until("signed", "请签名。", order)
    text = await look(balance)
    await say("{text}", text=text)


def _to_standard_error(text: str) -> None:
    print(f"Traceback: {text}", file=sys.stderr, flush=True)


def _as_words(text: str) -> None:
    log.error("it failed", why=str(ValueError(text)))


BODIES: Mapping[str, Callable[[str], Any]] = {
    "chat": lambda text: {"text": text},
    "media": lambda text: {"media_id": text, "kind": "image"},
    "oauth": lambda text: {"code": text},
    "nowhere": lambda text: {"kept": text},
}
LEAKING = (
    *map(saying, SPELLINGS),
    *(sending(destination, body) for destination, body in BODIES.items()),
    telling("debug", lambda text: log.debug("looked up", balance=text)),
    telling("event", lambda text: log.warning(f"the balance is {text}")),
    telling("words", _as_words),
    telling("report", _to_standard_error),
    texts,
    notes,
    links,
    answers,
)
ALL = {one.intent: one for one in (*FAILING, *LEAKING)}
