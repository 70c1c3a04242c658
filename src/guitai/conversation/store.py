"""What is remembered of a customer's chat between two messages: one row, and one for each conversation that ended."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from guitai.database import Owner, Transaction
from guitai.kept import Forgotten, keep, recall
from guitai.language import Language
from guitai.understanding.answer import Answer, Wish


@dataclass(frozen=True)
class Kept:
    """One line of a journal: what was asked for, and what came of it in which turn."""

    turn_id: UUID
    kind: str
    name: str
    answer: Answer | None = None
    value: Any = None


@dataclass
class Conversation:
    """One flow on its way. What it counts decides what has been said already and what is asked again."""

    conversation_id: UUID
    flow: str
    opening: Answer
    opened_at: datetime
    expires_at: datetime
    state: str = "open"
    said: int = 0
    misses: int = 0
    page: int = 0
    insists: str = ""  # on this question being asked, whatever its default
    waits: str = ""  # for this event
    again: dict[str, Kept] = field(default_factory=dict)  # what a correction left standing, by question
    journal: list[Kept] = field(default_factory=list)
    cut: list[Kept] = field(default_factory=list)


@dataclass(frozen=True)
class Offered:
    """Something to tap, once: a wish, or an answer to the question at one place of a conversation."""

    option_id: str
    number: int
    label: str
    means: Wish | tuple[UUID, int]
    expires_at: datetime


@dataclass
class Chat:
    """What holds from one message to the next. `stack` has the conversation on top last."""

    language: Language = Language.SIMPLIFIED
    stack: list[Conversation] = field(default_factory=list)
    last: Conversation | None = None  # that ran to its end
    live: list[Offered] = field(default_factory=list)  # the newest reply's: these are meant by their numbers
    older: list[Offered] = field(default_factory=list)  # wishes of earlier replies


def chat_of(db: Transaction, owner: Owner) -> Chat:
    """The customer's chat; a new one where nothing was said yet, or what was kept is of another make."""
    row = db.execute(
        "SELECT content FROM conversation.chats WHERE owner = %(owner)s", {"owner": owner}
    ).fetchone()
    try:
        return recall(row[0]) if row else Chat()
    except Forgotten:
        return Chat()


def save(db: Transaction, owner: Owner, chat: Chat) -> None:
    """Remember the chat for the next message."""
    db.execute(
        """
        INSERT INTO conversation.chats (owner, turn_id, content)
        VALUES (%(owner)s, %(turn)s, %(content)s)
            ON CONFLICT ON CONSTRAINT chats_pkey DO UPDATE
           SET turn_id = EXCLUDED.turn_id, content = EXCLUDED.content
        """,
        {"owner": owner, "turn": db.turn_id, "content": Jsonb(keep(chat))},
    )


def end(db: Transaction, owner: Owner, ended: Conversation) -> None:
    """Put a conversation that has ended on record."""
    db.execute(
        """
        INSERT INTO conversation.ended
               (owner, conversation_id, turn_id, flow, state, opened_at, ended_at, content)
        VALUES (%(owner)s, %(id)s, %(turn)s, %(flow)s, %(state)s, %(opened_at)s, %(now)s, %(content)s)
        """,
        {
            "owner": owner,
            "id": ended.conversation_id,
            "turn": db.turn_id,
            "flow": ended.flow,
            "state": ended.state,
            "opened_at": ended.opened_at,
            "now": db.now,
            "content": Jsonb(keep(ended)),
        },
    )
