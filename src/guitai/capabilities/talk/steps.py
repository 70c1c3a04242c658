"""What the bank does when people just talk to it: says what it can do, and keeps messages for its staff."""

from guitai import clock
from guitai.conversation.flow import public
from guitai.conversation.turn import Service, Turn


@public
def services(turn: Turn) -> list[Service]:
    """What can be done in this chat, as the menu names it."""
    return list(turn.services)


def leave_message(turn: Turn, text: str) -> None:
    """Keep a message for the staff."""
    turn.db.execute(
        """
        INSERT INTO talk.messages (owner, message_id, turn_id, left_at, text)
        VALUES (%(customer)s, %(id)s, %(turn)s, %(now)s, %(text)s)
        """,
        {
            "customer": turn.customer,
            "id": clock.uuid7(turn.db.now),
            "turn": turn.db.turn_id,
            "now": turn.db.now,
            "text": text,
        },
    )
