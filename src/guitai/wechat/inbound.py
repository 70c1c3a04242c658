"""From what WeChat pushes to what the bank has heard."""

from guitai.understanding.answer import Heard, How, Place
from guitai.wechat.message import Kind, Message

GREET = "talk.greet"
GREETED = frozenset({"subscribe", "SCAN"})

HOW = {
    Kind.TEXT: How.TYPED,
    Kind.IMAGE: How.PICTURE,
    Kind.VOICE: How.SPOKEN,
    Kind.VIDEO: How.VIDEO,
    Kind.SHORT_VIDEO: How.VIDEO,
    Kind.LOCATION: How.PLACE,
    Kind.LINK: How.LINK,
    Kind.UNKNOWN: How.UNKNOWN,
}


def heard(message: Message) -> Heard:
    """What the customer said or tapped, or what happened: an event. A button's key is a wish."""
    if message.event in GREETED:
        return Heard(How.TAPPED, wish=GREET)
    if message.event == "CLICK":
        return Heard(How.TAPPED, wish=message.key)
    if message.kind is Kind.EVENT:
        return Heard(How.EVENT, message.event)
    how = How.STICKER if message.unsupported else HOW[message.kind]
    text = "" if message.unsupported else message.content or message.recognition
    return Heard(how, text.strip(), message.option or None, place=_place(message))


def _place(message: Message) -> Place | None:
    if message.kind is not Kind.LOCATION or message.latitude is None or message.longitude is None:
        return None
    return Place(message.latitude, message.longitude, message.label)
