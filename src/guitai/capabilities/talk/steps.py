"""What the bank does when people just talk to it: says what it can do, and keeps messages for its staff."""

from guitai import clock
from guitai.conversation.flow import public
from guitai.conversation.turn import Service, Turn
from guitai.customers import customers


@public
def services(turn: Turn) -> list[Service]:
    """What can be done in this chat, as the menu names it."""
    return list(turn.services)


def bound(turn: Turn) -> bool:
    """Whether this chat is a customer's; else somebody only writes to the bank."""
    return customers.customer(turn.db, turn.customer) is not None


def leave_message(turn: Turn, text: str, kind: str) -> None:
    """Keep a message for the staff."""
    turn.db.execute(
        """
        INSERT INTO talk.messages (owner, message_id, turn_id, left_at, kind, text)
        VALUES (%(customer)s, %(id)s, %(turn)s, %(now)s, %(kind)s, %(text)s)
        """,
        {
            "customer": turn.customer,
            "id": clock.uuid7(turn.db.now),
            "turn": turn.db.turn_id,
            "now": turn.db.now,
            "kind": kind,
            "text": text,
        },
    )
