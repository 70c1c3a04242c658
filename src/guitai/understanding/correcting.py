"""Which answers a correction means, and what is told anew by it: 不是500是5000, 改成明天给张三转300. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from guitai.money import Money
from guitai.understanding.answer import Answer, How
from guitai.understanding.choices import Choice
from guitai.understanding.fold import fold, said
from guitai.understanding.interrupting import WHOM, Telling
from guitai.understanding.lookups.follow_up import plain, sums_first, tails_first
from guitai.understanding.order_talk import TALK
from guitai.understanding.orders.told_when import of_that_day


class Question(Protocol):
    """A question, and what it makes of an answer."""

    @property
    def name(self) -> str: ...
    @property
    def choice(self) -> Choice | None: ...
    def reads(self, answer: Answer) -> tuple[Any] | None: ...


class Kept(Protocol):
    """How it was answered."""

    @property
    def answer(self) -> Answer | None: ...
    @property
    def value(self) -> Any: ...
    @property
    def carries_over(self) -> bool: ...


# Who is named so need not be read as a name to be somebody else than before.
AIM = re.compile(
    r"给(?!对方|人家|别人|[我你他她它这那])(?P<whom>[\u3400-\u9fff·]{2,4}?)(?:[转打汇付存]|过去|$)"
)

WHO = WHOM | {"own"}
FROM = re.compile("(?:卡|账户)[来去]?付款?[吧了]*$")  # 建行那张卡付: not where the payee's account is

Answered = Mapping[int, tuple[Question, Kept]]
"""The questions that were answered so far, by place."""


@dataclass(frozen=True)
class Correction:
    """From which place on to ask anew. `told` answers as an opening message does, each slot its own question.

    Of the answers behind that place those named in `stays` hold for their questions still. The question named `wrong`
    was answered wrongly, and takes the whole answer in place of that: `whole` is what it makes of it. Where it makes
    nothing of it, it has to be asked again.
    """

    since: int
    told: Mapping[str, object]
    stays: frozenset[str]
    wrong: str = ""
    whole: tuple[Any] | None = None
    drops: frozenset[str] = frozenset()  # of what was told before


def told_anew(
    answered: Answered, told: Mapping[str, object], drops: frozenset[str], *, end: int
) -> Correction:
    """What is corrected by telling this anew and dropping that; from the `end` on, where none of it was asked yet."""
    names, whom = told.keys() | drops, bool(WHO & (told.keys() | drops))
    since = min((place for place, (question, _) in answered.items() if question.name in names), default=end)
    stays = {
        question.name
        for place, (question, kept) in answered.items()
        if place >= since and question.name not in names and kept.carries_over
        if not (whom and tells_whom(question, kept))
    }
    return Correction(since, {**sum_told(answered, since), **told}, frozenset(stays), drops=drops)


def meant(answered: Answered, old: Answer | None, new: Answer) -> Correction | None:
    """What is corrected by telling something `new`, in the place of `old` where that was named; None where nothing is.

    Of the answers that were given, nothing stays in which another value was named for it.
    """
    if new.then or (not new.slots and new.text.islower() and TALK.search(new.text)):
        return None  # a wish of its own stands beside it; no, keep the first one names nobody
    asked = {question.name: place for place, (question, _) in reversed([*answered.items()])}
    told = _told(answered, old, new)
    if "arrival" in told:
        told = {**told, "arrival": _of_its_day(answered, told["arrival"], new)}
    summed = "amount" in told or (old is not None and "amount" in old.slots)
    if "payee" in asked and not WHOM & told.keys() and (aim := AIM.search(fold(said(new.text)))):
        told = {**told, "payee": aim["whom"]}
    if "account" in asked and "bank" in told and FROM.search(fold(said(new.text))):
        told = {name: value for name, value in told.items() if name != "bank"} | {"account": told["bank"]}
    by_name = old is None and bool(told.keys() & asked.keys())
    place = None if by_name else _wrong(answered, old, new)
    if place is None and not by_name:
        return None
    wrong = None if place is None else answered[place][0]
    whole = wrong.reads(new) if wrong and new.text else None
    if wrong and whole:
        later = {name for name, at in asked.items() if place is not None and at > place}
        told = {name: told[name] for name in told.keys() & (later | beside(wrong, new).keys())}
    since = min([asked[name] for name in told.keys() & asked.keys()] + ([] if place is None else [place]))
    if not summed:
        told = {**sum_told(answered, since), **told}
    stays = {
        question.name
        for place, (question, kept) in answered.items()
        if place >= since and question is not wrong and kept.carries_over
        if not (("payee" in told or _names(new)) and tells_whom(question, kept))
    }
    return Correction(since, told, frozenset(stays), wrong.name if wrong else "", whole)


def told_besides(telling: Telling, question: Question, answer: Answer) -> Answer:
    """The opening message, with what is told beside an answer in its words: it answers what is not asked yet.

    A list's option says nothing besides, and of what a picture shows only what was asked for counts.
    """
    listed = question.choice is not None and question.choice.named(answer.text)
    if answer.how not in (How.TYPED, How.SPOKEN) or listed or not question.reads(answer):
        return telling.opening
    new = plain(answer.slots).keys() - {kept.name for kept in telling.journal}
    later = {name: value for name, value in beside(question, answer).items() if name in new}
    return telling.opening.without(*new).telling(later, answer.said_at)


def beside(question: Question, answer: Answer) -> dict[str, object]:
    """The slots that say nothing to this question, of an answer whose others do: they may say it to another.

    What names somebody belongs together.
    """
    whole = _without(question, answer)
    told = {} if whole is None else plain(answer.slots)
    others = {
        name
        for name, value in told.items()
        if name != question.name and _without(question, answer, value) == whole
    }
    if WHOM & (told.keys() - others):
        others -= WHOM
    return {name: told[name] for name in sorted(others)}


def mentions(answer: Answer | None, old: Answer) -> bool:
    """Whether what was wrong stands in this answer: in its words, or in what a picture said."""
    within = re.compile(rf"(?<!\d){re.escape(old.text)}(?!\d)")
    told = (
        [answer.text, *(value for value in answer.slots.values() if isinstance(value, str))] if answer else []
    )
    return any(within.search(one) for one in told)


def _told(answered: Answered, old: Answer | None, new: Answer) -> Mapping[str, object]:
    """What is told: of a bare number the tail, where that is one of a list that was asked: 换成5207."""
    if old:
        return plain(new.slots)
    lists = (question.choice for question, _ in answered.values() if question.choice)
    return tails_first(new.slots) if any(one.named(new.text) for one in lists) else sums_first(new.slots)


def _of_its_day(answered: Answered, arrival: object, new: Answer) -> object:
    """When it is to be sent: make it 10:30 leaves the day that was told before."""
    days = [kept.answer.slots.get("arrival") for _, kept in answered.values() if kept.answer]
    before = next((day for day in reversed(days) if day is not None), None)
    return of_that_day(fold(said(new.text)), arrival, before, new.said_at)


def _names(new: Answer) -> bool:
    """Whether it may name somebody: what belongs to who was named before is not theirs."""
    return not new.slots or bool(new.slots.keys() & {"payee", "counterparty"})


def tells_whom(question: Question, kept: Kept) -> bool:
    """Whether it says who is to be paid, or where: in words, or as one of several accounts."""
    several = question.choice.options if question.choice else ()
    return any(option.number for option in several) or bool(kept.answer and kept.answer.slots.keys() & WHOM)


def _wrong(answered: Answered, old: Answer | None, new: Answer) -> int | None:
    """The place of the answer that is `old`, or, where none was named, of the last one that `new` could replace."""
    last_first = dict(reversed([*answered.items()]))
    could = {place: one for place, one in last_first.items() if new.text and one[0].reads(new)}
    if old is None:
        return next((place for place, (_, kept) in could.items() if kept.answer), None)
    if named := [place for place, (question, _) in last_first.items() if question.name == old.text]:
        return named[0]
    for among in (could, last_first):
        same = [place for place, (question, kept) in among.items() if question.reads(old) == (kept.value,)]
        part = [place for place, (_, kept) in among.items() if mentions(kept.answer, old)]
        if same or len(part) == 1:
            return [*same, *part][0]
    return None


def _without(question: Question, answer: Answer, *but: object) -> tuple[Any] | None:
    """What the question makes of what was understood in the answer, but for this."""
    left = {name: value for name, value in answer.slots.items() if value not in but}
    return question.reads(replace(answer, text="", slots=left))


def sum_told(answered: Answered, since: int) -> dict[str, object]:
    """How much was told last from this place on, with whom to pay it to too."""
    told: dict[str, object] = {}
    for place, (question, kept) in answered.items():
        if place >= since and kept.answer and "amount" in plain(kept.answer.slots):
            here = "amount" not in beside(question, kept.answer)
            value = kept.value if isinstance(kept.value, Money) else kept.answer.slots["amount"]
            told |= {"amount": value} if here else {}
    return told
