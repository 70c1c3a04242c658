"""What is remembered of a customer's chat between two messages: one row, and one for each conversation that ended."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from guitai.database import Owner, Transaction
from guitai.kept import Forgotten, keep, readable, recall
from guitai.language import Language
from guitai.reply import Link
from guitai.shield import at_rest
from guitai.understanding.answer import Answer
from guitai.understanding.offers import Offers


@dataclass(frozen=True)
class Kept:
    """One line of a journal: what was asked for, and what came of it in which turn."""

    turn_id: UUID
    kind: str
    name: str
    answer: Answer | None = None
    value: Any = None

    @property
    def carries_over(self) -> bool:
        """Whether it answers the same question when that is asked again. A yes was said to what stood there then."""
        return self.answer is not None and not isinstance(self.value, bool)


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
    asks: str = ""  # the identity of what it waits for: a replay comes to it again, or the script has changed
    waits: str = ""  # for this event
    subject: Any = None  # which happens to this
    cuts: int = 0  # how often something was taken back: what is done afterwards has another key
    again: dict[str, Kept] = field(default_factory=dict)  # what a correction left standing, by question
    journal: list[Kept] = field(default_factory=list)
    cut: list[Kept] = field(default_factory=list)


@dataclass
class Chat:
    """What holds from one message to the next. `stack` has the conversation on top last."""

    language: Language = Language.SIMPLIFIED
    stack: list[Conversation] = field(default_factory=list)
    last: Conversation | None = None  # that ran to its end and did nothing: a look-up; or a statement
    said: list[str | Link] = field(default_factory=list)  # in the newest reply
    used: list[str] = field(default_factory=list)  # the flows that were opened lately, the newest first
    offers: Offers = field(default_factory=Offers)
    heard: list[Answer] = field(default_factory=list)  # lately, the newest last


def chat_of(db: Transaction, owner: Owner) -> Chat:
    """The customer's chat; a new one where nothing was said yet."""
    query = "SELECT sealed FROM conversation.chats WHERE owner = %(owner)s"
    row = db.execute(query, {"owner": owner}).fetchone()
    kept = at_rest.opened(db, "chats", owner, row[0] if row else None)
    try:
        return recall(kept) if kept else Chat()
    except Forgotten:
        return _what_is_left(kept["of"])


def _what_is_left(kept: Mapping[str, Any]) -> Chat:
    """A chat in which a value is of another make by now. Each tap and each conversation stands for itself."""
    live, older = (
        [one for _, one in readable(kept["offers"]["of"][name]) if one] for name in ("live", "older")
    )
    stack = [one or _unreadable(raw["of"]) for raw, one in readable(kept["stack"])]
    return Chat(recall(kept["language"]), stack, offers=Offers(live, older))


def _unreadable(kept: Mapping[str, Any]) -> Conversation:
    """One whose journal no script can read. It is closed as one whose script has changed, with what was kept in it."""
    times = {name: recall(kept[name]) for name in ("conversation_id", "opened_at", "expires_at")}
    whole = Kept(times["conversation_id"], "unreadable", "", value=json.dumps(kept, ensure_ascii=False))
    opening = Answer("", times["opened_at"])
    return Conversation(flow=kept["flow"], opening=opening, asks="unreadable", journal=[whole], **times)


def save(db: Transaction, owner: Owner, chat: Chat) -> None:
    """Remember the chat for the next message."""
    db.execute(
        """
        INSERT INTO conversation.chats (owner, turn_id, sealed)
        VALUES (%(owner)s, %(turn)s, %(sealed)s)
            ON CONFLICT ON CONSTRAINT chats_pkey DO UPDATE SET turn_id = EXCLUDED.turn_id, sealed = EXCLUDED.sealed
        """,
        {"owner": owner, "turn": db.turn_id, "sealed": at_rest.sealed(db, "chats", owner, keep(chat))},
    )


def end(db: Transaction, owner: Owner, ended: Conversation) -> None:
    """Put a conversation that has ended on record."""
    sealed = at_rest.sealed(db, "ended", owner, keep(ended))
    db.execute(
        """
        INSERT INTO conversation.ended (owner, conversation_id, turn_id, flow, state, opened_at, ended_at, sealed)
        VALUES (%(owner)s, %(conversation_id)s, %(turn)s, %(flow)s, %(state)s, %(opened_at)s, %(now)s, %(sealed)s)
        """,
        {**vars(ended), "owner": owner, "turn": db.turn_id, "now": db.now, "sealed": sealed},
    )
