"""What was told of an open order before it was told otherwise, and is meant again: 还是改回货款, 还是按一开始说的时间.
Pure.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from guitai.money import Money
from guitai.understanding.answer import Answer
from guitai.understanding.fold import fold
from guitai.understanding.slots.found import EitherDay, Unsure
from guitai.zone import BANK_ZONE

Formerly = Mapping[str, Collection[object]]
"""By slot, what was told of it before."""

CHINESE = r"(?:[改换变用写调]回|[改换变用写调俾畀][返番翻])(?:[成到为用俾畀给做]|去(?=.))?"
BACK = rf"(?:{CHINESE}|\b(?:back|return) to)"
GLUED = re.compile(rf"(?P<back>{CHINESE})[ \u3000,，]+(?=\S)")
AGAIN = re.compile(rf".{{0,12}}?{BACK} ?(?P<what>.+?)[吧了啦喇呀]*")
PLAIN = ("memo", "account")  # what is known by its words alone
# By when it was told and what it is called: 还是按一开始说的时间, go back to the original amount.
FIRST = "最?开始|一开始|开头|起初|最初|最早|第一[次回遍]|头一[次回遍]|first|initial"
LAST = "刚才|刚刚|头先|上一?[次回个]|前一?[次回个]|previous|last"
EARLIER = "原来|原先|原本|之前|先前|早前|以前|original|old|earlier"
CALLED = {
    "amount": "金额|数额|数目|数字?|钱数?|银码|amount|sum",
    "arrival": "时间|日期|日子|时候|date|day|time",
    "account": "(?:付款)?(?:账户|账号|卡)|account|card",
    "memo": "附言|备注|留言|memo|note",
    "payee": "(?:收款)?人|payee|person|recipient",
}
CALLED_SO = "|".join(f"(?P<{name}>{called})" for name, called in CALLED.items())
AS_BEFORE = re.compile(
    r"(?:(?:算了|[唉哎诶欸嗯哦噢啊呃额那就都先])*(?:还是|改回|换回|回到|恢复|按照?|照|用|就|都系|返)+我?"
    r"|(?:(?:no|ok|okay|oh|hmm+|actually|sorry|wait|let's|please|just) )*"
    r"(?:(?:go|change it|put it|switch|revert|return) (?:back )?to|back to|keep|use) (?:the |my )?)"
    rf"(?:(?P<first>{FIRST})|(?P<last>{LAST})|{EARLIER})"
    rf"我?(?:[说讲定写填给要]好?)?[了过]?[的嘅 ]?(?:[那嗰][个笔])?(?:{CALLED_SO})"
    r"(?:[来转付汇打办走吧了啦喇呀啊]|就好|好了| then| please| instead)*"
)
# All of the last change, and nothing of what that was: 看错了，改回来.
BACK_ALONE = re.compile(
    r"(?:算了|[唉哎诶欸嗯哦噢啊呃额那就都先要得]|还是|都系|不如|麻烦|请|帮我|给我|再|刚才|把它)*"
    r"(?:[改换变调][回返番翻](?:[来去]|转头)?|还原|恢复(?:原[来样状])?|改返转头)(?:一下)?[吧了啦喇呀啊]*(?:谢谢|唔该)?"
    r"|(?:(?:no|ok|okay|oh|hmm+|actually|sorry|wait|please|just|pls) )*"
    r"(?:(?:change|switch|put|set|turn) (?:it|that|this) back|revert(?: (?:it|that|this))?|undo(?: (?:it|that|this))?)"
    r"(?: please| pls| again)?"
)


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


def as_before(folded: str, formerly: Formerly, now: Mapping[str, object]) -> dict[str, object]:
    """What a clause goes back to by when it was told, where that is plain: of several before, only the first or last.

    >>> as_before("还是按一开始说的备注", {"memo": ["货款", "房租"]}, {"memo": "饭钱"})
    {'memo': '货款'}
    >>> as_before("还是原来的备注吧", {"memo": ["货款", "房租"]}, {"memo": "饭钱"})
    {}
    """
    found = AS_BEFORE.fullmatch(folded)
    if found is None:
        return {}
    name = str(found.lastgroup)
    told = [
        one for one in formerly.get(name, ()) if one is not None and not isinstance(one, Unsure | EitherDay)
    ]
    if found["first"]:
        return {name: told[0]} if told else {}
    others = [one for one in told if one != now.get(name)]
    plain = others and (found["last"] or all(one == others[0] for one in others))
    return {name: others[-1]} if plain else {}


def the_one_before(folded: str, formerly: Formerly, now: Mapping[str, object]) -> dict[str, object]:
    """What a clause goes back to that says nothing else, where one thing alone was told otherwise before.

    >>> the_one_before("改回来", {"memo": ["货款"], "account": ["2816"]}, {"memo": "饭钱", "account": "2816"})
    {'memo': '货款'}
    >>> the_one_before("改回来", {"memo": ["货款"], "account": ["5207"]}, {"memo": "饭钱", "account": "2816"})
    {}
    """
    if not BACK_ALONE.fullmatch(folded):
        return {}
    last = {name: [*values][-1] for name, values in formerly.items() if values}
    changed = {name: value for name, value in last.items() if value != now.get(name)}
    sure = len(changed) == 1 and not any(isinstance(one, Unsure | EitherDay) for one in changed.values())
    return changed if sure and None not in changed.values() else {}


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
