"""A turn: one message of one customer, answered in one transaction, once.

The message, its deduplication, the conversation's progress and the reply commit together or not at all. Until
`answer_by` the reply is the line's: what has gone out on it is claimed. What nobody has claimed by a little later, the
outbox takes, also after a crash: a reply may come twice then, and is never lost.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from psycopg.rows import class_row

from guitai import outbox
from guitai.conversation import store
from guitai.conversation.hearing import Conversations
from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.language import Words
from guitai.notices import notices
from guitai.reply import Reply, placed
from guitai.shield.card import Card, Page
from guitai.understanding.answer import Happened, Heard, How
from guitai.understanding.secret_words import kept
from guitai.understanding.unread import awaited


@dataclass(frozen=True)
class Message:
    """One message of a customer. `key` tells it from every other one; the line is open until `answer_by`.

    `before` is whose chat it was, if it has passed to this owner: a repeat was answered there.
    """

    owner: Owner
    key: bytes
    answer_by: datetime
    heard: Heard
    message_id: str = ""  # as the channel calls it
    before: Owner | None = None


Route = Literal["passive", "service", "none"]
# Some recognisers write Chinese with the marks of English.
AFTER_HAN = re.compile("(?<=[一-鿿])[,?!]")
WIDE = str.maketrans(",?!", "，？！")
HEARD = "您说的是“{text}”。"
CLAIMED_WITHIN = timedelta(
    seconds=2
)  # from the last moment for an answer on the line until its claim is written
CHAT = "chat"  # the outbox's destination for texts that can't be answered on the line


@dataclass(frozen=True)
class Said:
    """What was answered to a message, when it was first heard, and which way it went, if it has gone."""

    owner: Owner
    turn_id: UUID
    heard_at: datetime
    said: str
    route: Route | None
    repeated: bool = True


class Turns:
    """Hears messages and events. `render` makes a channel's texts from a reply, the first for the line."""

    def __init__(self, conversations: Conversations, render: Callable[[Reply], Sequence[str]]) -> None:
        self.conversations = conversations
        self.render = render

    def hear(self, db: Transaction, message: Message) -> Said:
        """Answer a message, or give the answer that it was given before. An event is noted; it has no answer."""
        customers.lock(db, message.owner)
        earlier = _earlier(db, [message.owner, message.before], message.key)
        if earlier is not None:
            return earlier
        if message.heard.how is How.EVENT:
            return _record(db, message, [])
        return _record(db, message, self.render(self._answered(db, message.owner, message.heard)))

    def happen(self, db: Transaction, owner: Owner, happened: Happened) -> Reply | None:
        """Go on with a conversation that waited for this, once; None where none does any more, or it went on before.

        No line is open: the outbox takes the reply.
        """
        customers.lock(db, owner)
        if _earlier(db, [owner], happened.key) is not None:
            return None
        reply, went_on = self.conversations.happen(db, owner, happened)
        texts = self.render(reply) if reply.parts else []
        _send(db, owner, db.turn_id, db.now, texts)
        heard = Heard(How.EVENT, happened.name)
        message = Message(owner, happened.key, db.now, heard)
        _write(db, message, texts, "service" if any(texts) else "none")
        return reply if went_on else None

    def tell(
        self, db: Transaction, owner: Owner, words: Words | str, card: Card | Page | None = None
    ) -> None:
        """Write to a customer unasked: at once, where the channel allows it, or else when they write next."""
        reply = self._blank(db, owner)
        reply.link(words, placed(db, owner, reply, card, life=outbox.LASTS) if card else "")
        _send(db, owner, db.turn_id, db.now, self.render(reply), lasting=True)

    def tell_notice(self, db: Transaction, owner: Owner, notice_id: UUID, *, morning: int) -> None:
        """Tell this notice, as part of the turn that it came from. At night what may wait is left for the morning."""
        if notices.wait_for_morning(db, morning):
            return  # this one may be among them
        notice = notices.take(db, owner, notice_id)
        if notice is not None and customers.openid_of(db, owner):  # who has no chat finds it in a statement
            self.tell(replace(db, turn_id=notice.turn_id), owner, notice.words, notice.card)

    def _answered(self, db: Transaction, owner: Owner, heard: Heard) -> Reply:
        """What the conversation says. Of what is read later no more than that; first, what was heard or seen."""
        if heard.awaited:
            reply = self._blank(db, owner)
            reply.say(awaited(heard.how))
            return reply
        reply = self.conversations.hear(db, owner, heard)
        if heard.how is How.SPOKEN and heard.text:
            reply.begin(repeated(heard.text))
        if heard.seen:
            reply.begin(heard.seen)
        return reply

    def _blank(self, db: Transaction, owner: Owner) -> Reply:
        told = self.conversations
        return Reply(told.catalogue, told.page_url, store.chat_of(db, owner).language)


def repeated(text: str) -> Words:
    """What was heard, told to who said it."""
    told = AFTER_HAN.sub(lambda mark: mark[0].translate(WIDE), kept(text))
    return Words(HEARD, {"text": told.rstrip("。.，,？?！!")})


def any_since(db: Transaction, owner: Owner, moment: datetime) -> bool:
    """Whether this customer has typed, tapped or said something since, other than what is read later."""
    row = db.execute(
        """
        SELECT EXISTS (
            SELECT 1
              FROM turns.turns
             WHERE owner = %(owner)s AND heard_at > %(moment)s
               AND (how IN ('typed', 'tapped') OR (how = 'spoken' AND heard <> '' AND message_id <> '')))
        """,
        {"owner": owner, "moment": moment},
    ).fetchone()
    return bool(row and row[0])


def claim(db: Transaction, said: Said, route: Route) -> None:
    """Note that the reply goes this way, unless it has gone another.

    What the line has no room for goes to the outbox only now, so that it can't overtake the beginning.
    """
    taken = db.execute(
        """
        UPDATE turns.turns
           SET route = %(route)s
         WHERE owner = %(owner)s AND turn_id = %(turn)s AND route IS NULL
     RETURNING heard_at, said, more
        """,
        {"route": route, "owner": said.owner, "turn": said.turn_id},
    ).fetchone()
    if taken is not None:
        heard_at, first, more = taken
        _send(db, said.owner, said.turn_id, heard_at, ["" if route == "passive" else first, *more])


def send_overdue(db: Transaction) -> int:
    """Hand the replies that did not go out on the line to the outbox; how many there were."""
    overdue = db.execute(
        """
        SELECT owner, turn_id, heard_at, said, route
          FROM turns.turns
         WHERE route IS NULL AND answer_by < %(closed)s
           FOR UPDATE SKIP LOCKED
        """,
        {"closed": db.now - CLAIMED_WITHIN},
    ).fetchall()
    for row in overdue:
        claim(db, Said(*row), "service")
    return len(overdue)


def any_unsent(db: Transaction) -> bool:
    """Whether a reply has not taken its way yet."""
    row = db.execute("SELECT EXISTS (SELECT 1 FROM turns.turns WHERE route IS NULL)").fetchone()
    return bool(row and row[0])


def _send(
    db: Transaction,
    owner: Owner,
    turn_id: UUID,
    heard_at: datetime,
    texts: Sequence[str],
    *,
    lasting: bool = False,
) -> None:
    """Put up a turn's texts, each at its place in the turn, whichever of them come first. An empty one is none."""
    of_that_turn = replace(db, turn_id=turn_id, now=heard_at)
    for place, text in enumerate(texts):
        if text:
            outbox.put(of_that_turn, owner, CHAT, {"text": text}, place=place, lasting=lasting)


def _earlier(db: Transaction, owners: Sequence[Owner | None], key: bytes) -> Said | None:
    return (
        db.cursor(row_factory=class_row(Said))
        .execute(
            """
            SELECT owner, turn_id, heard_at, said, route
              FROM turns.turns
             WHERE owner = ANY(%(owners)s) AND message_key = %(key)s
            """,
            {"owners": list(owners), "key": key},
        )
        .fetchone()
    )


def _record(db: Transaction, message: Message, texts: Sequence[str]) -> Said:
    route: Route | None = None if any(texts) else "none"
    _write(db, message, texts, route)
    return Said(message.owner, db.turn_id, db.now, "".join(texts[:1]), route, repeated=False)


def _write(db: Transaction, message: Message, texts: Sequence[str], route: Route | None) -> None:
    db.execute(
        """
        INSERT INTO turns.turns
               (owner, turn_id, message_key, message_id, heard_at, how, heard, said, more, answer_by, route)
        VALUES (%(owner)s, %(turn)s, %(key)s, %(message)s, %(now)s, %(how)s, %(heard)s, %(said)s, %(more)s,
                %(answer_by)s, %(route)s)
        """,
        {
            "owner": message.owner,
            "turn": db.turn_id,
            "key": message.key,
            "message": message.message_id,
            "now": db.now,
            "how": message.heard.how,
            "heard": kept(message.heard.text),
            "said": "".join(texts[:1]),
            "more": list(texts[1:]),
            "answer_by": message.answer_by,
            "route": route,
        },
    )
