"""What was understood, as `guitai understand` prints it and evaluations compare it."""

from collections.abc import Mapping
from datetime import date, datetime

from guitai.money import Money
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.found import EitherDay, Unsure
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.transfer_words import Monthly
from guitai.understanding.understand import NONE_WITHIN
from guitai.understanding.understood import Understood


def as_json(understood: Understood, within: Mapping[str, str] = NONE_WITHIN) -> dict[str, object]:
    """The object that `guitai understand` prints: money in fen, days and moments as ISO 8601, only useful slots.

    An intent that only this bank tells apart goes by the wider one that it is `within`. `then` is what is wished for
    besides, printed so too, with what comes after that; it is there where something is.
    """
    useful = understood.slots.keys() if understood.useful is None else understood.useful
    intent = within.get(understood.intent, understood.intent)
    others: dict[str, float] = {}
    for other in understood.alternatives:
        name = within.get(other.intent, other.intent)
        others[name] = others.get(name, 0.0) + other.confidence
    printed = {
        "text": understood.text,
        "intent": intent,
        "confidence": understood.confidence,
        "slots": {
            slot: _plain(value)
            for slot, value in understood.slots.items()
            if slot in useful and not isinstance(value, Unsure | EitherDay)
        },
        "alternatives": [
            {"intent": name, "confidence": round(confidence, 3)}
            for name, confidence in others.items()
            if name != intent
        ],
    }
    return printed | ({"then": as_json(understood.then, within)} if understood.then else {})


def _plain(value: object) -> object:
    match value:
        case Money():
            return value.fen
        case Period():
            return {"from": value.first.isoformat(), "to": value.last.isoformat()}
        case datetime():
            return value.strftime("%Y-%m-%dT%H:%M")
        case date():
            return value.isoformat()
        case Term() | Monthly():
            return str(value)
    return value
