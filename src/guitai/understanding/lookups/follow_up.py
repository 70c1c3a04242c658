"""Whether a sentence leans on what was shown before it: 那九月呢, 支出呢, and the other card?"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import replace
from typing import Protocol

from guitai.money import Money
from guitai.understanding.answer import Answer, Wish
from guitai.understanding.antecedent import others_since
from guitai.understanding.called import Called
from guitai.understanding.fold import fold, said
from guitai.understanding.interrupting import WHOM, Telling, told_so_far
from guitai.understanding.lookups.narrowing import AMOUNTS, PARTS, WHOLE, narrowed, narrows, tails
from guitai.understanding.lookups.sought import INTENT, everything, part, sought
from guitai.understanding.lookups.things import Unmet, in_all
from guitai.understanding.slots.count_words import direction
from guitai.understanding.slots.people import likely
from guitai.understanding.slots.period import Period
from guitai.understanding.understood import Understood


class Known(Protocol):
    """Which accounts are theirs, and who is meant of those whom they have paid: Li Si, 女儿."""

    @property
    def own(self) -> Callable[[], Collection[str]]: ...
    def meant(self, name: str) -> str | Called: ...


LEANS = re.compile(
    r"^(?:那|那么|还有|再看|只看|只要)|[呢嘞](?:[?!。.]|$)|^(?:and|what about|how about|only|just)\b|\bonly\W*$"
    r"|^(?:over|under|above|below|between|(?:more|less) than|at (?:least|most)|up to)\b"
)
OF_NOTICE = re.compile("通知存款|天的?通知")
HIM = re.compile(r"(?<!其)[他她佢]|\b(?:him|her|them)\b")
SEND, BOOKING, NOTICE = "transfers.send", "branches.book", "deposits.notice"
# 流水 may be a statement, which has every line of its days: which of them is asked of the lines.
LINES = {"accounts.statement": (INTENT,)}
PARTIES = frozenset({"counterparty", "without"})
CHOSEN = frozenset({"which"})  # of several accounts, before one was named
ONCE = frozenset({"unmet"})  # is said of that message alone
ALWAYS = frozenset({"account", "period"})  # stay where all is wanted: they leave nothing out of it


def tails_first(slots: Mapping[str, object]) -> Mapping[str, object]:
    """Of a bare number that may be a card's tail or an amount, what was shown before takes the tail.

    >>> tails_first({"account": "5207", "amount": Money(520700)})
    {'account': '5207'}
    """
    amount = slots.get("amount")
    both = isinstance(amount, Money) and str(amount.whole_yuan) == slots.get("account")
    return {name: value for name, value in slots.items() if not (both and name == "amount")}


def sums_first(slots: Mapping[str, object]) -> Mapping[str, object]:
    """Of a bare number that may be an amount or a card's tail, what replaces something takes the amount.

    >>> from guitai.money import Money
    >>> sums_first({"account": "2070", "amount": Money(207000)})
    {'amount': Money(fen=207000)}
    """
    both = len(tails_first(slots)) < len(slots)
    return {name: value for name, value in slots.items() if not (both and name == "account")}


def plain(slots: Mapping[str, object]) -> Mapping[str, object]:
    """Without a bare number that may be either.

    >>> plain({"account": "5207", "amount": Money(520700), "memo": "饭钱"})
    {'memo': '饭钱'}
    """
    return {name: value for name, value in sums_first(slots).items() if name in tails_first(slots)}


def leans(text: str) -> bool:
    """Whether it is only understood together with what came before.

    >>> leans("那九月呢"), leans("支出呢？"), leans("what about income"), leans("上个月的明细")
    (True, True, True, False)
    """
    return bool(LEANS.search(fold(said(text))))


def wish_of(understood: Understood, last: Telling | None, heard: Sequence[Answer]) -> Wish:
    """The wish. 他 is who was looked up just now: 再给他转500, 他九月给我转了多少.

    Not if the customer was heard to speak of somebody else since.
    """
    if understood.intent == BOOKING and "amount" in understood.slots and _of_notice(heard):
        return Wish(NOTICE, understood.slots)  # 我要取五万 先给我约上, of a notice deposit
    wish, whom = (
        Wish(understood.intent, understood.slots),
        last.opening.slots.get("counterparty") if last else None,
    )
    if not last or not whom or others_since(heard, last.opening):
        return wish
    him = HIM.search(fold(said(understood.text)))
    if understood.intent == INTENT and him and not wish.slots.keys() & PARTIES:
        return replace(wish, slots={**wish.slots, "counterparty": whom})
    named = HIM.fullmatch(fold(str(wish.slots.get("payee", ""))))
    they = named or (him and not WHOM & wish.slots.keys())
    if understood.intent == SEND and they and (isinstance(whom, Called) or likely(str(whom))):
        return replace(wish, slots={**wish.slots, "payee": str(whom)})
    return wish


def _of_notice(heard: Sequence[Answer]) -> bool:
    return any(OF_NOTICE.search(fold(said(one.text))) for one in heard)


def goes_on(understood: Understood, last: str) -> tuple[bool, bool]:
    """Whether it may go on with the look-up that was shown `last`, and whether it does so as a whole sentence."""
    likely, leaning = understood.likely[:1], understood.brief or leans(understood.text)
    wish = understood.intent if understood.sure and not understood.brief else ""
    for flow in (last, *LINES.get(last, ())):
        if narrows(understood.text, flow, anew=wish == flow, other=wish not in ("", flow)):
            return True, False
    if last == INTENT and in_all(understood.text):
        return True, False
    if last == INTENT and part(understood.text) and not (wish and WHOLE.search(fold(said(understood.text)))):
        return True, False
    return (leaning or not understood.sure) and likely in ([], [last]), bool(likely) and not leaning


def follows(
    last: Telling, answer: Answer, known: Known, *, whole: bool
) -> tuple[Wish, frozenset[str]] | None:
    """The `last` look-up with these slots in, and to which questions the answers hold; None where none is in.

    A whole sentence, or one that names more than one thing, asks anew: what was looked for before is not meant. What
    only narrows what was shown may name several.
    """
    found = _follows(last, answer, known.own(), whole=whole)
    party = found[0].slots.get("counterparty") if found else None
    if not found or not isinstance(party, str):
        return found
    return replace(found[0], slots={**found[0].slots, "counterparty": known.meant(party)}), found[1]


def _follows(
    last: Telling, answer: Answer, own: Collection[str], *, whole: bool
) -> tuple[Wish, frozenset[str]] | None:
    before = tails(last.opening.text, last.opening.slots, own)
    misread = last.opening.slots.keys() - before.keys()
    asked = {kept.name for kept in last.journal}
    if last.flow == INTENT and in_all(answer.text):
        few = before.keys() & {"newest", "largest"}
        unmet = {"unmet": Unmet(reckoning=said(answer.text).strip("?？。!！ "))} if few else {}
        way = {"direction": "out"} if direction(fold(said(answer.text))) == "out" else {}
        return _with(last.flow, {**way, **unmet}, before, asked, misread)
    narrower = None if whole else narrowed(answer.text, last.flow, before, own, answer.said_at)
    if narrower:
        return _with(last.flow, narrower.told, before, asked, narrower.gone | misread)
    for flow in () if whole else LINES.get(last.flow, ()):
        so_far = {name: value for name, value in told_so_far(last).items() if name in PARTS[flow]}
        if narrower := narrowed(answer.text, flow, so_far, own, answer.said_at):
            kept = {name: value for name, value in so_far.items() if name not in narrower.gone}
            return Wish(flow, {**kept, **narrower.told}), frozenset()
    slots = tails(answer.text, answer.slots, own)
    if last.flow == INTENT:
        slots = tails(answer.text, sought(answer.text, slots, answer.said_at), own)
    widens = last.flow == INTENT and everything(answer.text)
    new = asked & slots.keys()
    if (not new and not widens) or (not whole and _only_tells_of_a_day(answer.text, slots, new)):
        return None
    told = new - AMOUNTS - (_implied(slots) if "counterparty" in new else frozenset())
    if whole or len(told) + bool(new & AMOUNTS) > 1:
        return Wish(last.flow, slots), frozenset()
    return _with(last.flow, slots, before, asked, (asked - ALWAYS if widens else set()) | misread)


def _only_tells_of_a_day(text: str, slots: Mapping[str, object], new: Set[str]) -> bool:
    """今天好累 tells of a day, and asks for no lines of it."""
    period = slots.get("period")
    day = isinstance(period, Period) and period.first == period.last
    return day and new <= {"period"} and not leans(text)


def _with(
    flow: str, slots: Mapping[str, object], before: Mapping[str, object], asked: Set[str], gone: Set[str]
) -> tuple[Wish, frozenset[str]]:
    """What was told before with these slots in, without what is `gone` and what they take the place of."""
    new = asked & slots.keys()
    gone = gone | ONCE | (AMOUNTS if new & AMOUNTS else set())
    gone |= PARTIES | _implied(before) if new & PARTIES else set()
    gone |= CHOSEN if "account" in slots else set()
    stays = {name: value for name, value in before.items() if name not in gone}
    return Wish(flow, {**stays, **slots}), frozenset(asked - gone)


def _implied(slots: Mapping[str, object]) -> frozenset[str]:
    """The direction, where the word for what is looked for tells it: 工资 comes in."""
    return frozenset({"direction"} if direction(fold(str(slots.get("counterparty", "")))) else ())
