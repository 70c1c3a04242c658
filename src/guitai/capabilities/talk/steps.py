"""What the bank does when people just talk to it: says what it can do and why it did not, keeps messages for staff."""

from datetime import date, datetime, time, timedelta

from guitai import clock, refusals
from guitai.capabilities.talk.rules import back_on, by_use, told_of_order, why_card
from guitai.conversation.flow import public
from guitai.conversation.turn import Service, Turn
from guitai.customers import customers
from guitai.language import Sentence, Words
from guitai.refusals import Past
from guitai.shield import orders
from guitai.shield.card import Card
from guitai.understanding.orders.asked_of_order import SUPPOSES
from guitai.understanding.slots.period import Period
from guitai.zone import BANK_ZONE

LATELY_DAYS = 7
MOST_TOLD = 5


@public
def services(turn: Turn) -> list[Service]:
    """What can be done in this chat, as the menu names it; what this customer does most comes first."""
    return by_use([one for one in turn.services if one.listed and one.intent != "talk.help"])


@public
def staff_back(turn: Turn) -> Words | None:
    """On which day the staff are there again; None while they are."""
    return back_on(turn.db.now.astimezone(BANK_ZONE))


def bound(turn: Turn) -> bool:
    """Whether this chat is a customer's; else somebody only writes to the bank."""
    return customers.customer(turn.db, turn.customer) is not None


def of_the_order(turn: Turn, about: str) -> Sentence | None:
    """What the order that waits for its signature says of this; None where none is meant."""
    order = None if about == SUPPOSES else orders.waiting(turn.db, turn.customer)
    return told_of_order(about, order) if order else None


def refused(turn: Turn, period: Period | None) -> Card | None:
    """The card of what was refused in this time, or lately; none where nothing was."""
    past = _past(turn, period)
    return why_card(past, {one.intent: one.title for one in turn.services}) if past else None


def _past(turn: Turn, period: Period | None) -> list[Past]:
    today = turn.db.today
    asked = period or Period.until(today, days=LATELY_DAYS)
    until = _midnight(asked.last) + timedelta(days=1)
    return refusals.of(turn.db, turn.customer, since=_midnight(asked.first), until=until, most=MOST_TOLD)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=BANK_ZONE)


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
