"""From what WeChat pushes to what the bank has heard."""

from guitai.understanding.answer import Heard, How, Place
from guitai.wechat.message import Kind, Message

GREET = "talk.greet"
GREETED = frozenset({"subscribe", "SCAN"})
ASKED = frozenset({"CLICK", "scancode_push", "scancode_waitmsg"})

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


def heard(message: Message) -> Heard | None:
    """What the customer said or tapped, or what happened: an event. A button's key is a wish.

    What a code held that was scanned stands beside the wish, as text that is not read as words. None: nothing to hear.
    """
    if message.kind is Kind.EVENT:
        return _happened(message)
    how = How.STICKER if message.unsupported else HOW[message.kind]
    text = "" if message.unsupported else message.content or message.recognition
    return Heard(how, text.strip(), message.option or None, place=_place(message))


def _happened(message: Message) -> Heard | None:
    if message.event == "LOCATION":
        # WeChat tells it every five seconds while a chat is open, asked for by nobody here.
        return None
    if message.event in GREETED:
        return Heard(How.TAPPED, message.key.removeprefix("qrscene_"), wish=GREET)
    if message.event in ASKED:
        return Heard(How.TAPPED, message.scan_result, wish=message.key)
    more = message.status if message.status else message.key
    return Heard(How.EVENT, f"{message.event} {more}".strip())


def _place(message: Message) -> Place | None:
    if message.kind is not Kind.LOCATION or message.latitude is None or message.longitude is None:
        return None
    return Place(message.latitude, message.longitude, message.label)
