"""A bill: who sends it, the number that they know the customer by, how much, by when. Pure."""

import re
from collections.abc import Sequence

from guitai.understanding.fold import fold, said
from guitai.understanding.pictures import values
from guitai.understanding.pictures.found import Field, Found, Kind
from guitai.understanding.pictures.labels import Labelled
from guitai.understanding.pictures.seen import Seen
from guitai.understanding.pictures.sums import sum_of

SERVICES = {
    "电费": "电费|用电|供电|电力",
    "水费": "水费|用水|供水|自来水|水务",
    "燃气费": "燃气|天然气|煤气|用气|供气",
    "话费": "话费|中国移动|中国联通|中国电信|手机账单",
    "宽带费": "宽带",
    "物业费": "物业",
    "取暖费": "取暖|供暖|供热|暖气|热力",
    "有线电视费": "有线电视|广电",
}
NUMBER = re.compile(r"[0-9]{6,20}")
ASKS = frozenset({"biller", "biller_no", "due", "due_on"})


def bill(picture: Seen, found: Sequence[Labelled]) -> Found | None:
    """What a bill says, or None where it is none: it asks for something that is paid for by bills."""
    services = [name for name, words in SERVICES.items() if re.search(words, fold(said(picture.text)))]
    roles = {one.role for one in found}
    if not services or not roles & {"biller_no", "due"} or not roles & ASKS:
        return None
    fields = {"biller": Field(services[0], 100)} if len(services) == 1 else {}
    unsure = [] if fields else ["biller"]
    for name, role, read in (("account_no", "biller_no", number), ("due_on", "due_on", values.day)):
        places = [(one.text, one.score) for one in found if one.role == role and one.text]
        value = values.agreed(read, places)
        fields |= {name: value} if value else {}
        unsure += [name] if places and not value else []
    amount, stands = sum_of(picture, found, "due")
    fields |= {"amount": amount} if amount else {}
    unsure += ["amount"] if stands and not amount else []
    return Found(Kind.BILL, fields, tuple(unsure))


def number(text: str, score: int) -> Field | None:
    """The number that a biller knows a customer by. It has no check digit."""
    found = values.SPACES.sub("", said(text))
    return Field(found, score) if score >= values.UNCHECKED and NUMBER.fullmatch(found) else None
