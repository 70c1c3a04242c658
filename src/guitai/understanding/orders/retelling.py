"""What is told anew of an order that is open, clause by clause: 不对，800，从5207出，明天到就行. Pure.

A clause tells something where nothing is left of it but values of the order and the words that orders are talked of
in. What else is said may be a reason (明天我怕钱不够), a question or another wish: no value is taken from it.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto
from typing import Any, Protocol

from guitai.clearing.banks import bank_named, bank_of_card
from guitai.money import Money
from guitai.understanding.answer import Answer
from guitai.understanding.exact import correction
from guitai.understanding.fold import fold, said
from guitai.understanding.order_talk import ANEW, AS_IT_IS, REGRETS, apart, parted
from guitai.understanding.orders.at_maturity import OPENS
from guitai.understanding.orders.monthly_words import MonthlyBut
from guitai.understanding.orders.of_order import PARTS, SPARED, WHOM, Clause, Reader
from guitai.understanding.orders.open_order import Order, Slots
from guitai.understanding.orders.perhaps import comes_to, instead
from guitai.understanding.orders.told_account import PAYS
from guitai.understanding.orders.told_formerly import glued
from guitai.understanding.orders.told_memo import MISTAKEN, renamed
from guitai.understanding.orders.told_when import SEND, not_now
from guitai.understanding.short_answers import choice_number
from guitai.understanding.slots.found import EitherDay, Unsure
from guitai.understanding.slots.sounding import SAME as SOUNDS_SAME
from guitai.understanding.slots.sounding import closeness
from guitai.understanding.somebody_else import another_payee
from guitai.understanding.understood import Understood

HOLDER = "name"  # the question in whose name an account is
CHANGES = "changes"  # the question whether it is for another sum
DAYS = frozenset({"arrival", "day", "each", "which_day"})  # the questions that a day alone answers
NAMED = WHOM | {"counterparty"}  # as a name alone may be read
MOST_OPTIONS = 20  # of a list; as a sum that is put away it is too little
DIGITS = re.compile(r"\d[\d\s,]*")
STARRED = re.compile(
    r"[*＊]+(?P<what>[^*＊]{1,12})|(?P<then>[^*＊]{1,12})[*＊]+"
)  # 转*: so a slip is put right
WEEKDAY = re.compile(
    r"(?:就?是)?(?:周|星期|礼拜|拜)[一二三四五六日天]"
    r"|(?:it's |that's )?(?:a )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
FOUR = re.compile(r"[1-9]\d{3}")
SUM = re.compile(r"\d{2,3}|\d{5}|\d{1,3}(?:,\d{3})+")

# An order of its own begins so: 给李四转账, 存一笔半年的定期. 转给李四 and 存半年 only tell a part.
ORDERS = {
    True: re.compile(
        r"[给帮向][^,。;]{1,8}[转汇打付](?!给)|(?:转账|汇款|打款|付款|[转打汇]钱)给"
        r"|^(?:please )?(?:send|transfer|pay)\b"
    ),
    False: re.compile(
        "[存开办][^,。;]{0,24}(?:定期|定存|存款)|(?:定期|定存|存款)[^,。;]{0,8}[支提取存]|[支提取][^,。;]{0,24}(?:定期|定存|存款)"
        r"|\b(?:open|deposit|withdraw)\b"
    ),
}
BARE_SUM = re.compile("[转汇打付][账款钱]?A+(?:块钱?|元|蚊)?")  # 转500, without a word of what it was before
MISNAMED = re.compile("(?:名字|姓名|户名)(?:我|又|给)?[写填说输打弄搞]?(?:错|不对|有误)")
ELSEWHERE = re.compile(
    r"(?:卡|账[户号]|号码?|手机)(?!没)[^,。;]{0,4}(?:错|不对|有误|[改换])|\b(?:account|number|card)\b"
)
GIVES = re.compile(r"[给转汇付打寄]|\b(?:to|pay|send|transfer)\b")
IS = re.compile("[那我说的就]*[是系]")


class Asked(Protocol):
    """A question, and what it makes of an answer."""

    @property
    def name(self) -> str: ...
    def reads(self, answer: Answer) -> tuple[Any] | None: ...


@dataclass(frozen=True)
class Retold:
    """What is told anew, and what it `drops` of what was told before; or else that the order is left, or stays.

    `whole` says that nothing is said besides; `rest` is what is. `another` is told that is none of this one; `mends`
    that it was told otherwise before. Of what may be told only `perhaps`, it is asked whether it is.
    """

    told: Slots = field(default_factory=dict)
    drops: frozenset[str] = frozenset()
    whole: bool = True
    leaves: bool = False
    stays: bool = False
    another: bool = False
    mends: bool = False
    perhaps: bool = False
    rest: str = ""


def retold(text: str, order: Order) -> Retold | None:
    """What is told anew of an order; None where nothing is, or something is said that is not of it."""
    if starred := STARRED.fullmatch(text.strip()):
        return retold(starred["what"] or starred["then"], order) or Retold(stays=True)
    bare, before = fold(said(text)), order.before
    if order.intent not in PARTS or _number_alone(text, bare, order):
        return None
    if another_payee(text, before):
        return Retold(drops=WHOM)
    reading, whole = order.read(renamed(said(apart(glued(not_now(text))))))
    if MISTAKEN.match(str(whole.get("memo", ""))):
        return None
    clauses = [*Reader(order).clauses(parted(reading))]
    since = _since_it_stays(clauses, regretted=REGRETS.search(bare) is not None)
    if len(since) < len(clauses) and not any(map(_says, since)):
        return Retold(stays=True)
    limits = _limits(whole) if since == clauses else {}
    clauses = since
    monthly = {} if any("arrival" in one.named for one in clauses) else limits
    told = _settled({**_merged(clauses), **monthly, **_of_interest(clauses, whole)}, clauses, order)
    leaves = any(clause.leaves for clause in clauses)
    if leaves or len(told) > 1:
        told = _but_him(told, before, bare)
    others = [clause for clause in clauses if clause.other]
    rest = "，".join(clause.text for clause in others)
    if not told:
        stays = bool(clauses) and all(AS_IT_IS.fullmatch(fold(clause.text)) for clause in clauses)
        return Retold(leaves=leaves, stays=stays, whole=not others, rest=rest) if leaves or stays else None
    if told.keys() == {"bank"} and _there(told["bank"], before):
        return Retold(stays=True)
    of_purpose = any(clause.of_purpose for clause in clauses)
    if any(_open(clause, told) for clause in others):
        return None
    if of_purpose and sum("amount" in clause.told for clause in clauses) > 1:
        return None  # 房租2000，水电费300
    sends = order.intent == SEND
    another_whom = bool(WHOM & told.keys() and NAMED & before.keys())
    whole_order = ORDERS[sends].search(bare) or (sends and "amount" in told)
    another = another_whom or not sends or (not order.asked and BARE_SUM.fullmatch(reading.valued))
    if another and whole_order and not any(clause.mends for clause in clauses):
        anew = another_whom and "amount" in told and not others
        return Retold(told, another=True) if anew else None  # an order of its own
    parts = (
        PARTS[order.intent] if sends and ANEW.search(bare) and {"payee", "amount"} <= told.keys() else WHOM
    )
    mends = any(clause.mends for clause in clauses)
    if _misspelt(told, order, bare):
        parts = frozenset({"own"})
    return Retold(told, _drops(told, before, parts), whole=not others, mends=mends, rest=rest)


def perhaps(text: str, order: Order) -> Retold | None:
    """The one sum that an order waiting for its signature may be for instead, where nothing is told for certain."""
    nothing = order.asked or order.intent != SEND or DIGITS.fullmatch(fold(said(text)))  # which may be a PIN
    if nothing or correction(text, signing=True):
        return None
    reading, slots = order.read(said(apart(text)))
    sum_ = instead(reading, slots, order.before, order.own)
    return Retold({"amount": sum_}, whole=False, perhaps=True, rest=text) if sum_ else None


def another_wish(besides: Understood, new: Retold, intent: str, served: Set[str]) -> bool:
    """Whether what is said besides is a wish of its own; of what is told perhaps, be it one that nobody serves."""
    if new.perhaps and besides.intent != intent and (besides.sure or besides.then):
        return True
    return besides.is_for(served - {intent}, plainly=not new.leaves)


def _number_alone(text: str, bare: str, order: Order) -> bool:
    """Whether it is a PIN, a number of a list, a tail: four digits may be which account pays, or the first sum."""
    listed = order.intent == OPENS and 0 < (choice_number(text) or 0) <= MOST_OPTIONS
    first = FOUR.fullmatch(bare) and (order.pays if bare in order.own else "amount" not in order.before)
    return listed or (DIGITS.fullmatch(bare) is not None and not (SUM.fullmatch(bare) or first))


def _limits(whole: Slots) -> Slots:
    """What is told of a transfer of every month that it can't have, which no clause alone tells."""
    return {name: value for name, value in whole.items() if isinstance(value, MonthlyBut)}


def _of_interest(clauses: Sequence[Clause], whole: Slots) -> Slots:
    """What becomes of a deposit, where one clause tells it and others what the interest is for, which isn't renewed."""
    told = sum("renewal" in clause.told for clause in clauses)
    return {"renewal": whole["renewal"]} if told == 1 and "renewal" in whole else {}


class To(Enum):
    """What is said to the question that is open: its answer, or what that has to read for itself."""

    ANSWERS = auto()
    READS = auto()


def said_to(asked: Asked, new: Retold, answer: Answer, order: Order) -> To | None:
    """How it was said to the open question; None where it tells the order anew, whatever is asked."""
    if new.stays:
        return To.READS if asked.reads(answer) else None
    if new.leaves or (new.drops and not new.told) or (new.told.keys() == {"renewal"} and not new.whole):
        return None
    taken = asked.reads(replace(answer, text="", slots=new.told)) is not None
    told, before, folded = new.told.keys(), order.before, fold(said(answer.text))
    another_own = told == {"own"} == before.keys() & WHOM
    named_alone = not GIVES.search(folded) or told & {"account_no", "mobile"}
    if told <= WHOM and (new.mends or IS.match(folded)) and not taken:
        return None  # 不是王五，是李四, where 王五's number is asked
    if told <= WHOM and (named_alone or (taken and not another_own)):
        return To.READS
    whom = asked.reads(replace(answer, text="", slots={"payee": answer.text}))
    if whom and "account" in told and not PAYS.search(folded):
        return To.READS  # 尾号1196: that is paid
    if told == {"term"} and asked.name != "term" and not (new.mends or "term" in order.read(answer.text)[1]):
        return To.READS  # three then: of the list that is shown, or of years
    if asked.name == CHANGES and told == {"amount"} and new.whole:
        return None
    unsure = new.told.get("amount")
    if told == {"amount"} and isinstance(unsure, Unsure) and unsure.said and asked.name != "amount":
        return To.READS
    if told <= WHOM:
        return None
    if asked.name == HOLDER and taken and not told & {"account_no", "mobile"}:
        return To.ANSWERS  # 户名刘洋，备注书费
    again = told == {asked.name} or all(before.get(name) == value for name, value in new.told.items())
    if taken and new.whole and len(told) == 1 and (told - before.keys() or again):
        return To.ANSWERS
    of_reason = (told == {"arrival"} and asked.name in DAYS) or (told == {"account"} and new.mends)
    if taken and of_reason:
        return To.ANSWERS  # 20号吧，19号我收房租; 5207不够，还是2816
    if taken and told == {"amount"} == {asked.name} and comes_to(order.read(answer.text)[0], unsure):
        return To.ANSWERS  # 再加50饭补 一共370
    read = asked.reads(replace(answer, slots=new.told))
    taken = read is not None and not _is_tail(read[0], new.told)  # 扣5207的吧，2816要还房贷 tells no sum
    return To.READS if taken and (told == {"amount"} or (not new.whole and len(told) == 1)) else None


def _is_tail(value: object, told: Slots) -> bool:
    return isinstance(value, Money) and str(value.whole_yuan) == told.get("account")


def _since_it_stays(clauses: list[Clause], *, regretted: bool) -> list[Clause]:
    """What is said after it was said that all stays; what was told before that is taken back, where it is regretted."""
    stays = max((at for at, clause in enumerate(clauses) if clause.stays), default=-1)
    told = any(clause.told for clause in clauses[:stays])
    return clauses if stays < 0 or (told and not regretted) else clauses[stays + 1 :]


def _says(clause: Clause) -> bool:
    return bool(clause.told or clause.digits or clause.change or clause.leaves or clause.other)


def _open(clause: Clause, told: Slots) -> bool:
    """Whether what else is said asks, or tells of a part that isn't told. Who asks and tells the same has answered."""
    settled = clause.asked and all(told.get(name) == value for name, value in clause.asked.items())
    return bool((clause.asks and not settled) or clause.named - told.keys())


def _but_him(told: dict[str, object], before: Slots, bare: str) -> dict[str, object]:
    """What is told, without who is paid, where that is he who was paid before: 你礼拜六给他转两千三."""
    whom = str(told.get("payee", ""))
    same = whom and whom == before.get("payee") and fold(whom) not in bare
    return {name: value for name, value in told.items() if name != "payee" or not same}


def _merged(clauses: Sequence[Clause]) -> dict[str, object]:
    """What the clauses tell, the last word on each. What is left over of one is nobody's name beside somebody's."""
    told: dict[str, object] = {}
    for clause in clauses:
        kept = clause.told.keys() - ({"payee"} if clause.guessed and "payee" in told else set())
        kept -= {"arrival"} if _which_weekday(clause, told.get("arrival")) else set()
        told |= {name: clause.told[name] for name in kept}
    return told


def _which_weekday(clause: Clause, told: object) -> bool:
    """Whether the clause says no more than which day of the week that is: 放到7号，周一."""
    named = clause.told.get("arrival")
    days = named.days if isinstance(named, EitherDay) else (named,) if isinstance(named, date) else ()
    same = isinstance(told, date) and {day.weekday() for day in days} == {told.weekday()}
    return same and WEEKDAY.fullmatch(fold(clause.text)) is not None


def _settled(told: dict[str, object], clauses: Sequence[Clause], order: Order) -> dict[str, object]:
    """What is told, with what hangs on the rest: digits that are a tail or a sum, so much more than before."""
    for digits in (clause.digits for clause in clauses if clause.digits):
        if "amount" in told:
            told.setdefault("account", digits)
        elif "account" in told:
            told["amount"] = Money.parse(digits)
        elif order.pays or (
            any(clause.mends for clause in clauses) and (order.intent == OPENS or "account" in order.before)
        ):
            told["account"] = digits  # 不对 2816, 还是2816
        else:
            return {}
    more = [clause.change for clause in clauses if clause.change is not None]
    sum_ = order.before.get("amount")
    if len(more) == 1 and "amount" not in told and isinstance(sum_, Money) and (sum_ + more[0]).fen > 0:
        told["amount"] = sum_ + more[0]
    return {name: value for name, value in told.items() if name != SPARED or "account" not in told}


def _there(bank: object, before: Slots) -> bool:
    """Whether the card whose number was told is of that bank, as its first digits say."""
    named, of_card = bank_named(str(bank)), bank_of_card(str(before.get("account_no", "")))
    return named is not None and named == of_card


def _misspelt(told: Slots, order: Order, bare: str) -> bool:
    """Whether the name alone was written otherwise of who is paid by a number that was told: 名字打错了 是陈昊."""
    name, so_far = (str(slots.get("payee", "")) for slots in (told, order.before))
    there = order.before.keys() & {"account_no", "mobile"} and not told.keys() & {"account_no", "mobile"}
    if not (name and so_far and there) or order.knows(name) or ELSEWHERE.search(bare):
        return False
    if fold(name) == fold(so_far):
        return False
    alike = closeness(name, so_far[-len(name) :]) == SOUNDS_SAME  # 我弟陈浩
    return alike or (fold(name)[0] in fold(so_far) and MISNAMED.search(bare) is not None)


def _drops(told: Slots, before: Slots, parts: frozenset[str]) -> frozenset[str]:
    """What belonged to who was to be paid before, and says nothing of who is named now.

    Of an order that is told from the beginning all `parts` were told before.
    """
    same = all(before.get(name) == told[name] for name in told.keys() & WHOM)
    if told.keys() & {"payee", "own"} and not (same and parts == WHOM):
        return parts - told.keys()
    if told.get(SPARED, "") == before.get("account"):
        return frozenset({"account"})
    return frozenset({"own"}) if told.keys() & {"account_no", "mobile"} else frozenset()
