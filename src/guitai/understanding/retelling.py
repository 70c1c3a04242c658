"""What is told anew of an order that is open, clause by clause: 不对，800，从5207出，明天到就行. Pure.

A clause tells something where nothing is left of it but values of the order and the words that orders are talked of
in. What else is said may be a reason (明天我怕钱不够), a question or another wish: no value is taken from it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any, Protocol

from guitai.money import Money
from guitai.understanding.answer import Answer
from guitai.understanding.at_maturity import OPENS
from guitai.understanding.exact import Command, command
from guitai.understanding.fold import fold, said
from guitai.understanding.monthly_words import MonthlyBut, without_limits
from guitai.understanding.order_talk import (
    ANEW,
    APART,
    AS_IT_IS,
    BESIDES,
    DENIES,
    MENDS,
    QUESTION,
    TALK,
    TALK_OF,
    besides,
    left_of,
    parted,
    parts_named,
)
from guitai.understanding.slots.found import TIME, Unsure
from guitai.understanding.slots.people import likely
from guitai.understanding.slots.reading import ALL, Reading
from guitai.understanding.somebody_else import another_payee
from guitai.understanding.told_account import CARD, PAYS, accounts, spared, tail_alone
from guitai.understanding.told_memo import MISTAKEN, NO_MEMO, opens, renamed, written
from guitai.understanding.told_sum import OF_PURPOSE, by_noughts, changed_by
from guitai.understanding.told_when import SEND, hour_alone, told_when

Slots = Mapping[str, object]
Read = Callable[[str], tuple[Reading, Slots]]
"""How a text is read that is said of the order's own intent."""

SPARED = "spared"  # the account that nothing is taken from
HOLDER = "name"  # the question in whose name an account is
WHOM = frozenset({"payee", "account_no", "mobile", "bank", "own"})
NAMED = WHOM | {"counterparty"}  # as a name alone may be read
# What an order is made of.
PARTS = {
    SEND: WHOM | {"amount", "memo", "arrival", "account", SPARED},
    "deposits.open": frozenset({"amount", "term", "account", "renewal", "arrival", "when"}),
    "deposits.withdraw": frozenset({"amount"}),
    "deposits.notice": frozenset({"amount", "when"}),
    "deposits.renewal": frozenset({"renewal"}),
}

# What tells of something else where an order has no place for it.
FOREIGN = frozenset({"payee", "account_no", "mobile", "term", "product", "biller", "instalments"})

DIGITS = re.compile(r"\d[\d\s,]*")
SUM = re.compile(r"\d{2,3}|\d{5}|\d{1,3}(?:,\d{3})+")
DENIED = re.compile(
    r"(?:不对|不是|错了|太[晚早急多少大高迟][了啊]*|不[行够])[的啊呀]*$|\btoo (?:late|early|much|little|soon)$"
)
BUT = re.compile(rf"(?:{DENIES.pattern})[^,。;]+?(?:而是|应该是|改成|是)(?=.)")  # 不是女儿是李四
DROPS = re.compile(r"取消|撤销|\b(?:cancel|stop)\b")
# the other way round
SWAPPED = re.compile(r"反了|反过来|[搞弄写说]反|\b(?:other|opposite) way\b|\bvice versa\b|\bswap\b")
INTO_WHOM = frozenset("成为")
EVERYTHING = re.compile(r"全|所有|一分不|\ball\b")
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
GIVES = re.compile(r"[给转汇付打寄]|\b(?:to|pay|send|transfer)\b")
VAGUE = re.compile("[多几来余]|左右|大概|差不多|上下|或者?|还是|to")


class Asked(Protocol):
    """A question, and what it makes of an answer."""

    @property
    def name(self) -> str: ...
    def reads(self, answer: Answer) -> tuple[Any] | None: ...


@dataclass(frozen=True)
class Retold:
    """What is told anew, and what it `drops` of what was told before; or else that the order is left.

    `whole` says that nothing is said besides; `rest` is what is. `another` is told that is none of this one; `mends`
    that it was told otherwise before.
    """

    told: Slots = field(default_factory=dict)
    drops: frozenset[str] = frozenset()
    whole: bool = True
    leaves: bool = False
    another: bool = False
    mends: bool = False
    rest: str = ""


@dataclass(frozen=True)
class Order:
    """The order that is open: how what is said of it is read, and what was told `before` of it.

    `own` are the tails of the customer's accounts.
    """

    intent: str
    read: Read
    before: Slots
    own: Collection[str]


def retold(text: str, order: Order) -> Retold | None:
    """What is told anew of an order; None where nothing is, or something is said that is not of it."""
    bare, before = fold(said(text)), order.before
    if order.intent not in PARTS or (DIGITS.fullmatch(bare) and not SUM.fullmatch(bare)):
        return None  # a PIN, a number of a list, a tail
    if another_payee(text, before):
        return Retold(drops=WHOM)
    reading, whole = order.read(renamed(said(APART.sub("，", text))))
    if MISTAKEN.match(str(whole.get("memo", ""))):
        return None
    clauses = [*_Reader(order).clauses(parted(reading))]
    limited = isinstance(whole.get("arrival"), MonthlyBut) and not any(
        "arrival" in one.named for one in clauses
    )
    monthly = {"arrival": whole["arrival"]} if limited else {}
    told = _settled({**_merged(clauses), **monthly}, clauses, order)
    others = [clause for clause in clauses if clause.other]
    rest = "，".join(clause.text for clause in others)
    if not told:
        leaves = any(clause.leaves for clause in clauses)
        return Retold(leaves=True, whole=not others, rest=rest) if leaves else None
    of_purpose = any(clause.of_purpose for clause in clauses)
    if any(clause.asks or clause.named - told.keys() for clause in others):
        return None
    if of_purpose and sum("amount" in clause.told for clause in clauses) > 1:
        return None  # 房租2000，水电费300
    sends, another_whom = order.intent == SEND, bool(WHOM & told.keys() and NAMED & before.keys())
    whole_order = ORDERS[sends].search(bare) or (sends and "amount" in told)
    another = another_whom or not sends or BARE_SUM.fullmatch(reading.valued)
    if another and whole_order and not any(clause.mends for clause in clauses):
        anew = another_whom and "amount" in told and not others
        return Retold(told, another=True) if anew else None  # an order of its own
    parts = (
        PARTS[order.intent] if sends and ANEW.search(bare) and {"payee", "amount"} <= told.keys() else WHOM
    )
    mends = any(clause.mends for clause in clauses)
    return Retold(told, _drops(told, before, parts), whole=not others, mends=mends, rest=rest)


class To(Enum):
    """What is said to the question that is open: its answer, or what that has to read for itself."""

    ANSWERS = auto()
    READS = auto()


def said_to(asked: Asked, new: Retold, answer: Answer, order: Order) -> To | None:
    """How it was said to the open question; None where it tells the order anew, whatever is asked."""
    if new.leaves or (new.drops and not new.told):
        return None
    taken = asked.reads(replace(answer, text="", slots=new.told)) is not None
    told, before, folded = new.told.keys(), order.before, fold(said(answer.text))
    another_own = told == {"own"} == before.keys() & WHOM
    named_alone = not GIVES.search(folded) or told & {"account_no", "mobile"}
    if told <= WHOM and new.mends and not taken:
        return None  # 不是王五，是李四, where 王五's number is asked
    if told <= WHOM and (named_alone or (taken and not another_own)):
        return To.READS
    whom = asked.reads(replace(answer, text="", slots={"payee": answer.text}))
    if whom and "account" in told and not PAYS.search(folded):
        return To.READS  # 尾号1196: that is paid
    if told == {"amount"} and isinstance(new.told["amount"], Unsure) and asked.name != "amount":
        return To.READS
    if told <= WHOM:
        return None
    if asked.name == HOLDER and taken and not told & {"account_no", "mobile"}:
        return To.ANSWERS  # 户名刘洋，备注书费
    again = told == {asked.name} or all(before.get(name) == value for name, value in new.told.items())
    if taken and new.whole and len(told) == 1 and (told - before.keys() or again):
        return To.ANSWERS
    taken = asked.reads(replace(answer, slots=new.told)) is not None
    return To.READS if taken and (told == {"amount"} or (not new.whole and len(told) == 1)) else None


@dataclass(frozen=True)
class _Clause:
    """One clause: what it tells, or what else it is. `named` are the parts that are named in what tells none."""

    text: str
    told: Slots = field(default_factory=dict)
    digits: str = ""  # which may be a sum or one of their accounts
    change: Money | None = None  # by how much it is more
    other: bool = False
    asks: bool = False
    leaves: bool = False
    mends: bool = False
    guessed: bool = False  # who is paid is what was left over
    of_purpose: bool = False  # it calls the sum by what it is for
    named: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Reader:
    """Reads the clauses of what is said of an order."""

    order: Order

    def clauses(self, parts: Iterable[str]) -> Iterator[_Clause]:
        """What each tells. Behind one of the remark 写… says what that is to be."""
        of_memo = False
        for text in parts:
            memo = written(text, fold(text)) if of_memo else None
            clause = self.clause(text) if memo is None else _Clause(text, {"memo": memo}, mends=True)
            of_memo = of_memo or "memo" in clause.told or "memo" in clause.named
            yield clause

    def clause(self, text: str) -> _Clause:
        """What a clause tells, or what else it is."""
        folded = fold(text)
        if (denied := BUT.match(folded)) and not DENIED.search(folded):
            return replace(self.clause(text[denied.end() :]), mends=True)
        if known := self._known(text, folded):
            return known
        reading, slots = self.order.read(text)
        told = self._told(reading, slots)
        lasts = frozenset({"term"} if isinstance(told.get("arrival"), MonthlyBut) else ())
        if slots.keys() & FOREIGN - PARTS[self.order.intent] - lasts:
            return _Clause(text, other=True, asks=True)  # 给李四转600, of a deposit
        if by := changed_by(reading.valued, told.get("amount"), TALK_OF[self.order.intent]):
            named = frozenset({"amount"} if by[0] is None else ())
            return _Clause(text, change=by[0], mends=True, other=by[0] is None, named=named)
        if DROPS.search(folded) and not left_of(DROPS.sub("", reading.masked), TALK_OF[self.order.intent]):
            same = all(self.order.before.get(name) == value for name, value in told.items())
            return _Clause(text, leaves=same, other=not same, mends=True)  # 取消转账
        sending = self.order.intent == SEND
        named_one = "payee" in told
        left = _left(reading, slots, told, TALK_OF[self.order.intent])
        guessed = "payee" in told and not named_one
        of_purpose = sending and OF_PURPOSE.fullmatch(reading.valued) is not None
        if sending and (hour_alone(folded) or of_purpose):
            left = ""
        denies = bool(DENIES.match(folded)) and "renewal" not in told  # 不要续了 tells what becomes of it
        asks = bool(QUESTION.search(folded))
        beside = besides(reading.valued, told)
        mends = bool(MENDS.search(folded) or (BESIDES.search(folded) and not beside))
        if denies and not told and not asks:
            return _Clause(text, mends=True)  # 那不要几点了
        if told and AS_IT_IS.fullmatch(re.sub(r"[A-Z\s]", "", reading.masked)):
            return _Clause(text, told, mends=True)  # 三年不变
        theirs = sending and self._theirs(told, folded)
        if left or asks or theirs or beside:
            named = frozenset(() if denies else told.keys() - WHOM - self._tail(told))
            another = beside and bool(WHOM & told.keys()) and "amount" in told
            if mends and not denies and not named:
                named = parts_named(folded)
            return _Clause(text, other=True, asks=asks or theirs or another, mends=mends, named=named)
        if denies or DENIED.search(folded):
            return _Clause(text, mends=True)
        if tail := tail_alone(folded, self.order.own):
            return _Clause(text, digits=tail, mends=mends)
        # A value that such an order has no place for is something else.
        other = not told and bool(re.search("[A-Z]", reading.masked))
        named = parts_named(folded) if other else frozenset()
        return _Clause(
            text, told, other=other, mends=mends, guessed=guessed, of_purpose=of_purpose, named=named
        )

    def _known(self, text: str, folded: str) -> _Clause | None:
        """What is known by its words alone."""
        if tail := spared(folded, self.order.own):
            return _Clause(text, {SPARED: tail} if SPARED in PARTS[self.order.intent] else {}, mends=True)
        if AS_IT_IS.fullmatch(folded):
            return _Clause(text, mends=True)
        if command(text, ordered=True) is Command.CANCEL:
            return _Clause(text, leaves=True, mends=True)
        if self.order.intent == SEND and NO_MEMO.fullmatch(folded):
            return _Clause(text, {"memo": ""}, mends=True)
        if self.order.intent == SEND and opens(folded):
            return _Clause(text, other=True, mends=True, named=frozenset({"memo"}))
        if (
            self.order.intent == SEND
            and SWAPPED.search(folded)
            and {"account", "own"} <= self.order.before.keys()
        ):
            swapped = {"account": self.order.before["own"], "own": self.order.before["account"]}
            return _Clause(text, swapped, mends=True)
        if better := by_noughts(folded, self.order.before.get("amount")):
            return _Clause(text, {"amount": better[0]} if better[0] else {}, mends=True)
        return None

    def _told(self, reading: Reading, slots: Slots) -> dict[str, object]:
        """The parts of the order that are read in a clause."""
        told = {name: value for name, value in slots.items() if name in PARTS[self.order.intent]}
        tails = accounts(reading.folded, self.order.own)
        told |= {name: tail for name, tail in tails.items() if name in PARTS[self.order.intent]}
        if self.order.intent == SEND:
            told["arrival"] = told_when(reading, told.get("arrival"), self.order.before.get("arrival"))
        sum_, tail = told.get("amount"), told.get("account")
        if (named := CARD.search(reading.folded)) and tail is None:
            told |= {"account": named["tail"], "amount": None}
        elif told.keys() & {"account", "own"} and self._tail(told):
            told["amount"] = None
        elif isinstance(sum_, Money) and tail == str(sum_.whole_yuan) and tail not in self.order.own:
            told["account"] = None
        if sum_ == ALL and not EVERYTHING.search(reading.folded):
            told["amount"] = None
        whom = str(told.get("payee", ""))
        if whom[:1] in INTO_WHOM and re.search(rf"[换改变]{re.escape(whom)}", reading.said):
            told["payee"] = whom[1:]  # 换成张三 is nobody of the name 成
        if not TALK.sub("", fold(str(told.get("payee", "")))):
            told["payee"] = None  # 金额改1150 names nobody
        return {name: value for name, value in told.items() if value is not None}

    def _theirs(self, told: Slots, folded: str) -> bool:
        """Whether the tail that is named is none of the customer's, and not to pay from: 他账号尾号是0207吧."""
        tail = str(told.get("account", ""))
        return tail.isdigit() and tail not in self.order.own and not PAYS.search(folded)

    def _tail(self, told: Slots) -> frozenset[str]:
        """The amount, where it may be an own account's tail as well."""
        sum_ = told.get("amount")
        tail = isinstance(sum_, Money) and str(sum_.whole_yuan) in self.order.own
        return frozenset({"amount"} if tail else ())


def _left(reading: Reading, slots: Slots, told: dict[str, object], talk: re.Pattern[str]) -> str:
    """What is left of a clause but for values and talk. Somebody's name that is left over tells whom to pay."""
    rest = reading.masked
    if denied := DENIES.match(reading.folded):
        rest = " " * denied.end() + rest[denied.end() :]
    if isinstance(told.get("arrival"), MonthlyBut):
        rest = without_limits(rest, reading.folded)
    for value in slots.values():
        at = reading.folded.find(fold(value)) if isinstance(value, str) and value else -1
        if isinstance(value, str) and at >= 0:
            rest = rest[:at] + TIME * len(value) + rest[at + len(value) :]
    if isinstance(told.get("amount"), Unsure):
        rest = VAGUE.sub("", rest.replace(fold(reading.unsure), ""))
    left = left_of(rest, talk)
    if talk is TALK_OF[SEND] and len(left) == 1 and "payee" not in told and likely(left[0]):
        told["payee"] = left.pop()
    return "".join(left)


def _merged(clauses: Sequence[_Clause]) -> dict[str, object]:
    """What the clauses tell, the last word on each. What is left over of one is nobody's name beside somebody's."""
    told: dict[str, object] = {}
    for clause in clauses:
        kept = clause.told.keys() - ({"payee"} if clause.guessed and "payee" in told else set())
        told |= {name: clause.told[name] for name in kept}
    return told


def _settled(told: dict[str, object], clauses: Sequence[_Clause], order: Order) -> dict[str, object]:
    """What is told, with what hangs on the rest: digits that are a tail or a sum, so much more than before."""
    for digits in (clause.digits for clause in clauses if clause.digits):
        if "amount" in told:
            told.setdefault("account", digits)
        elif "account" in told:
            told["amount"] = Money.parse(digits)
        elif order.intent == OPENS and any(clause.mends for clause in clauses):
            told["account"] = digits  # 不对 2816
        else:
            return {}
    more = [clause.change for clause in clauses if clause.change is not None]
    sum_ = order.before.get("amount")
    if len(more) == 1 and "amount" not in told and isinstance(sum_, Money) and (sum_ + more[0]).fen > 0:
        told["amount"] = sum_ + more[0]
    return {name: value for name, value in told.items() if name != SPARED or "account" not in told}


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
