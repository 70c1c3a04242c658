"""What was told of an open order before it was told otherwise, and is meant again: 还是改回货款, 还是下周一. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from guitai.money import Money
from guitai.understanding.answer import Answer
from guitai.understanding.fold import fold
from guitai.zone import BANK_ZONE

Formerly = Mapping[str, Collection[object]]
"""By slot, what was told of it before."""

CHINESE = r"[改换变用写调]回(?:[成到为用]|去(?=.))?"
BACK = rf"(?:{CHINESE}|\b(?:back|return) to)"
GLUED = re.compile(rf"(?P<back>{CHINESE})[ \u3000,，]+(?=\S)")
AGAIN = re.compile(rf".{{0,12}}?{BACK} ?(?P<what>.+?)[吧了啦喇呀]*")
PLAIN = ("memo", "account")  # what is known by its words alone


class Kept(Protocol):
    """How a question was answered."""

    @property
    def answer(self) -> Answer | None: ...


class Replaced(Protocol):
    """A conversation, with the answers that were taken back."""

    @property
    def cut(self) -> Sequence[Kept]: ...


def formerly(telling: Replaced) -> Formerly:
    """All that was told before it was taken back."""
    told: dict[str, list[object]] = {}
    for kept in telling.cut:
        for name, value in kept.answer.slots.items() if kept.answer else ():
            told.setdefault(name, []).append(value)
    return told


def glued(text: str) -> str:
    """The text without a pause before what it goes back to.

    >>> glued("还是改回 货款")
    '还是改回货款'
    """
    return GLUED.sub(r"\g<back>", text)


def returned(text: str, before: Formerly, own: Collection[str]) -> dict[str, object]:
    """What a clause goes back to, where that was told in these words, or is an `own` account and was no sum.

    >>> returned("还是改回货款", {"memo": ["货款"]}, ()), returned("改回货款", {"memo": ["房租"]}, ())
    ({'memo': '货款'}, {})
    >>> returned("改回2816", {}, ["2816"]), returned("改回2816", {"amount": [Money.parse("2816")]}, ["2816"])
    ({'account': '2816'}, {})
    """
    again = AGAIN.fullmatch(fold(text))
    if again is None:
        return {}
    what = re.sub(r"^尾号|\s", "", again["what"])
    if what in own and Money.parse(what) not in before.get("amount", ()):
        return {"account": what}
    every = ((name, value) for name in PLAIN for value in before.get(name, ()))
    return next(({name: value} for name, value in every if fold(str(value)).replace(" ", "") == what), {})


def day_again(arrival: object, now: object, before: Formerly) -> object:
    """When it is to be sent: on a day that it was to be sent on before it had an hour, it has none again.

    `now` is when it was to be sent so far; its hour stays for any other day.
    """
    days = [day for day in before.get("arrival", ()) if isinstance(day, date)]
    if not isinstance(arrival, datetime) or not isinstance(now, datetime):
        return arrival
    at, so_far = arrival.astimezone(BANK_ZONE), now.astimezone(BANK_ZONE)
    moved = at.date() != so_far.date() and at.time() == so_far.time()
    return at.date() if moved and at.date() in days else arrival
