"""What one clause says of an open order: which of its parts it tells, or what else it is. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from guitai.money import Money
from guitai.understanding.exact import Command, command
from guitai.understanding.fold import fold
from guitai.understanding.order_talk import (
    AS_IT_IS,
    BESIDES,
    DENIES,
    JUST,
    KNOWS,
    MENDS,
    QUESTION,
    REQUEST,
    TALK,
    TALK_OF,
    besides,
    left_of,
    parts_named,
    stays,
)
from guitai.understanding.orders.at_maturity import OPENS
from guitai.understanding.orders.monthly_words import MonthlyBut, given_up, without_limits
from guitai.understanding.orders.open_order import Order, Slots
from guitai.understanding.orders.told_account import (
    CARD,
    PAYS,
    accounts,
    at_bank,
    pointed,
    spared,
    tail_alone,
)
from guitai.understanding.orders.told_formerly import day_again, returned
from guitai.understanding.orders.told_length import so_long
from guitai.understanding.orders.told_memo import NO_MEMO, TAKEN_OFF, opens, written
from guitai.understanding.orders.told_payee import may_be_named
from guitai.understanding.orders.told_sum import OF_PURPOSE, by_noughts, changed_by, up_to
from guitai.understanding.orders.told_when import SEND, hour_alone, hour_or_sum, shifted, told_when
from guitai.understanding.orders.which_order import of_another
from guitai.understanding.slots.found import TIME, Unsure
from guitai.understanding.slots.reading import ALL, Reading

SPARED = "spared"  # the account that nothing is taken from
WHOM = frozenset({"payee", "account_no", "mobile", "bank", "own"})

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
DENIED = re.compile(
    r"(?:不对|不是|错了|太[晚早急多少大高迟][了啊]*|不[行够])[的啊呀]*$|\btoo (?:late|early|much|little|soon)$"
)
NOT_THEN = re.compile(
    "T+(?:[我都也还就先]*)(?:[不唔](?:急|着急|方便|得闲)|[来赶]不及|嚟唔切)[了啊的嘅]*"
)  # 今天不急
# What was sent before is none of what is sent now: 刚刚给他打过200了.
PAST = re.compile(
    r"[打转付汇给](?:过|咗|了)[钱款他她佢]{0,2}A+.*了$|[转付打汇过]咗A|\b(?:paid|sent|gave|transferred)\b"
)
BUT = re.compile(rf"(?:{DENIES.pattern})[^,。;]+?(?:而是|应该是|改成|是)(?=.)")  # 不是女儿是李四
# It was said to somebody else.
ELSEWHERE = re.compile(
    r"发错(?:了?(?:窗口|群|对话框?|聊天框?|地方|人))+|(?:不是|唔系)(?:发|说|讲)给你的?"
    r"|\bwrong (?:chat|window|group)|\bnot (?:meant )?for you\b"
)
DROPS = re.compile(
    r"取消|撤[销銷回]?掉?|作废|删[掉除]?|(?:不要|唔要)[了啦喇吧]*$|(?<![a-z])cancel(?![a-z])|\b(?:stop|scrap|void"
    r"|drop(?!(?: (?:it|that|this|(?:the )?(?:amount|sum)))?(?: (?:down|back))? (?:to|by)\b))\b"
)

# Who pays is to be paid: the other way round.
SWAPPED = re.compile(r"反了|反过来|[搞弄写说]反|\b(?:other|opposite) way\b|\bvice versa\b|\bswap\b")
INTO_WHOM = frozenset("成为")
# 啊不 给张三转90: it was told otherwise before.
NO_ALONE = re.compile(r"[啊哦呃哎诶欸唉呀噢]*不+[啊呀]*|no+")
# 他那人计较 is why, and names nobody.
OF_HIM = re.compile(r"[他她佢](?:[这那]个?)?(?:人|太|很|真|比较|有点|老是?|总是?|最|嫌|爱|怕|急|又)")
EVERYTHING = re.compile(r"全|所有|一分不|\ball\b")
VAGUE = re.compile("[多几来余]|左右|大概|差不多|上下|或者?|还是|to")


@dataclass(frozen=True)
class Clause:
    """One clause: what it tells, or what else it is. `named` are the parts that are named in what tells none."""

    text: str
    told: Slots = field(default_factory=dict)
    digits: str = ""  # which may be a sum or one of their accounts
    change: Money | None = None  # by how much it is more
    other: bool = False
    asks: bool = False
    asked: Slots = field(default_factory=dict)  # what it asks about
    leaves: bool = False
    stays: bool = False  # all is as it was
    mends: bool = False
    guessed: bool = False  # who is paid is what was left over
    of_purpose: bool = False  # it calls the sum by what it is for
    named: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reader:
    """Reads the clauses of what is said of an order."""

    order: Order

    def clauses(self, parts: Iterable[str]) -> Iterator[Clause]:
        """What each tells. Behind one of the remark 写… says what that is to be, behind a day an hour is of that."""
        of_memo, reader, remark = False, self, ""
        for text in parts:
            memo = written(text, fold(text)) if of_memo else None
            clause = reader.clause(text) if memo is None else Clause(text, {"memo": memo}, mends=True)
            if (
                remark
                and clause.told.keys() == {"amount"} <= self.order.before.keys()
                and TAKEN_OFF.match(text)
            ):
                clause = Clause(text, {"memo": f"{remark} {text}"}, mends=True)
            if "arrival" in clause.told:
                before = {**self.order.before, "arrival": clause.told["arrival"]}
                reader = Reader(replace(self.order, before=before))
            remark = str(clause.told.get("memo", ""))
            of_memo = of_memo or "memo" in clause.told or "memo" in clause.named
            yield clause

    def clause(self, text: str) -> Clause:
        """What a clause tells, or what else it is."""
        folded = fold(text)
        denied = None if DENIED.search(folded) else BUT.match(folded)
        if ahead := denied or REQUEST.match(folded):
            return replace(self.clause(text[ahead.end() :]), mends=True)
        if known := self._known(text, folded):
            return known
        reading, slots = self.order.read(text)
        told, sending = self._told(reading, slots), self.order.intent == SEND
        another = sending and of_another(folded, reading.valued, slots, self.order.before)
        if "payee" in told and not self.order.pays_now(reading.folded, str(told["payee"])):
            slots = _without(slots, told.pop("payee"))
        if another or told.get("account") == "":
            return Clause(text, other=True, asks=another, mends=True, named=frozenset({"account"}))
        if moved := self._moved(text, reading):
            return moved
        lasts = frozenset({"term"} if isinstance(told.get("arrival"), MonthlyBut) else ())
        if slots.keys() & FOREIGN - PARTS[self.order.intent] - lasts - self._nobody(slots):
            asks = "amount" in slots or bool(WHOM & slots.keys())
            return Clause(text, other=True, asks=asks)  # 给李四转600
        if changed := self._changed(text, reading, told):
            return changed
        named_one = "payee" in told
        of_purpose = sending and OF_PURPOSE.fullmatch(reading.valued) is not None
        plain = of_purpose or (sending and hour_alone(folded))
        left = "" if plain else _left(reading, slots, told, self.order)
        guessed = "payee" in told and not named_one
        denies = bool(DENIES.match(folded)) and "renewal" not in told  # 不要续了 tells what becomes of it
        asks = bool(QUESTION.search(folded)) and not KNOWS.match(folded)
        beside = besides(reading.valued, told)
        mends = bool(MENDS.search(folded) or (BESIDES.search(folded) and not beside))
        if denies and not told and not asks:
            return Clause(text, mends=True)  # 那不要几点了
        if told and AS_IT_IS.fullmatch(re.sub(r"[A-Z\s]", "", reading.masked)):
            return Clause(text, told, mends=True)  # 三年不变
        theirs = sending and self._theirs(told, folded)
        if left or asks or theirs or beside or PAST.search(reading.valued):
            more = theirs or (beside and bool(WHOM & told.keys()) and "amount" in told)
            named = frozenset() if denies else self._parts(folded, told, mends=mends)
            of = told if asks and not more else {}
            return Clause(text, other=True, asks=asks or more, asked=of, mends=mends, named=named)
        if denies or DENIED.search(folded) or NOT_THEN.fullmatch(reading.masked):
            return Clause(text, mends=True)
        if tail := tail_alone(folded, self.order.own):
            return Clause(text, digits=tail, mends=mends)
        # A value that such an order has no place for is something else.
        other = not told and bool(re.search("[A-Z]", reading.masked))
        one = Clause(text, told, other=other, mends=mends, guessed=guessed, of_purpose=of_purpose)
        return replace(one, named=parts_named(folded)) if other else one

    def _known(self, text: str, folded: str) -> Clause | None:
        """What is known by its words alone."""
        if tail := spared(folded, self.order.own):
            return Clause(text, {SPARED: tail} if SPARED in PARTS[self.order.intent] else {}, mends=True)
        if NO_ALONE.fullmatch(folded):
            return Clause(text, mends=True)
        if stays(folded, self.order.intent):
            return Clause(text, stays=True, mends=True)
        if AS_IT_IS.fullmatch(folded):
            return Clause(text, mends=True)
        if day := given_up(folded, self.order.before.get("arrival")):
            return Clause(text, {"arrival": day}, mends=True)
        if self.order.intent == OPENS and (term := so_long(folded, self.order.term)):
            return Clause(text, {"term": term}, mends=True)
        if again := returned(text, self.order.formerly, self.order.own):
            return Clause(text, again, mends=True)
        elsewhere = ELSEWHERE.search(folded) and not left_of(ELSEWHERE.sub(" ", folded))
        if elsewhere or command(text, ordered=True) is Command.CANCEL:
            return Clause(text, leaves=True, mends=True)
        if self.order.intent == SEND and NO_MEMO.fullmatch(folded):
            return Clause(text, {"memo": ""}, mends=True)
        if self.order.intent == SEND and opens(folded):
            return Clause(text, other=True, mends=True, named=frozenset({"memo"}))
        between = self.order.intent == SEND and {"account", "own"} <= self.order.before.keys()
        if between and SWAPPED.search(folded):
            swapped = {"account": self.order.before["own"], "own": self.order.before["account"]}
            return Clause(text, swapped, mends=True)
        if better := by_noughts(folded, self.order.before.get("amount")):
            return Clause(text, {"amount": better[0]} if better[0] else {}, mends=True)
        return None

    def _moved(self, text: str, reading: Reading) -> Clause | None:
        """What says by how much sooner or later it is to be sent."""
        moved = shifted(reading, self.order.before.get("arrival")) if self.order.intent == SEND else None
        if moved is None:
            return None
        when = {"arrival": moved[0]} if moved[0] else {}
        return Clause(text, when, other=not when, mends=True, named=frozenset({"arrival"} - when.keys()))

    def _changed(self, text: str, reading: Reading, told: Slots) -> Clause | None:
        """What says by how much more or less it is, or that it is dropped."""
        if by := changed_by(reading.valued, reading.slots.get("amount"), TALK_OF[self.order.intent]):
            named = frozenset({"amount"} if by[0] is None else ())
            return Clause(text, change=by[0], mends=True, other=by[0] is None, named=named)
        rest, folded = DROPS.sub("", reading.masked), fold(text)
        if DROPS.search(folded) and not left_of(rest, TALK_OF[self.order.intent]):
            same = all(self.order.before.get(name) == value for name, value in told.items())
            some = re.search(f"[A-Z]|{JUST}", rest) and not told  # 昨天那笔撤掉 is of another order
            leaves = same and not some and not parts_named(folded)
            return Clause(text, leaves=leaves, other=not leaves, mends=True)  # 取消转账
        return None

    def _told(self, reading: Reading, slots: Slots) -> dict[str, object]:
        """The parts of the order that are read in a clause."""
        told = {name: value for name, value in slots.items() if name in PARTS[self.order.intent]}
        tails = accounts(reading.folded, self.order.own)
        told |= {name: tail for name, tail in tails.items() if name in PARTS[self.order.intent]}
        told |= up_to(reading.valued, slots)
        that = pointed(reading.masked, self.order.shown, self.order.before.get("account"))
        if that is not None and "account" in PARTS[self.order.intent]:
            told.setdefault("account", that)
        if self.order.intent == SEND:
            so_far = self.order.before.get("arrival")
            arrival = told_when(reading, told.get("arrival"), so_far)
            told["arrival"] = day_again(arrival, so_far, self.order.formerly)
        elif told.get("account") in ("fixed", "notice"):
            told["account"] = None  # 我的定期 is to be looked at, and pays nothing
        sum_, tail = told.get("amount"), told.get("account")
        if (named := CARD.search(reading.folded)) and tail is None:
            told |= {"account": named["tail"], "amount": None}
        elif told.keys() & {"account", "own"} and self._tail(told):
            told["amount"] = None
        elif isinstance(sum_, Money) and tail == str(sum_.whole_yuan) and tail not in self.order.own:
            told["account"] = None
        if isinstance(sum_, Money) and hour_or_sum(reading.folded, self.order.before.get("arrival")):
            so_far = self.order.before.get("amount")
            told["amount"] = Unsure("", (so_far, sum_) if isinstance(so_far, Money) else (sum_,))
        if sum_ == ALL and not EVERYTHING.search(reading.folded):
            told["amount"] = None
        whom = str(told.get("payee", "")).removeprefix("应为").removeprefix("应是")
        told |= (
            {
                "payee": whom
                if fold(whom) != reading.folded or may_be_named(whom) or self.order.knows(whom)
                else None
            }
            if whom
            else {}
        )
        if whom[:1] in INTO_WHOM and re.search(rf"[换改变]{re.escape(whom)}", reading.said):
            told["payee"] = whom[1:]  # 换成张三 is nobody of the name 成
        if not TALK.sub("", fold(str(told.get("payee", "")))):
            told["payee"] = None  # 金额改1150 names nobody
        return {name: value for name, value in told.items() if value is not None}

    def _nobody(self, slots: Slots) -> frozenset[str]:
        """The payee, where that is made of words of the order: 三万全取."""
        named = TALK_OF[self.order.intent].sub("", fold(str(slots.get("payee", ""))))
        return frozenset() if named else frozenset({"payee"})

    def _parts(self, folded: str, told: Slots, *, mends: bool) -> frozenset[str]:
        """The parts of the order that are named in what tells none; by their words, where no value is read."""
        if tail := self._tail(told):
            told = _only(told, tail)  # 2816月底要还房贷: the day too is said of that account
        named = frozenset(told.keys() - WHOM - tail)
        if mends and not named:
            return parts_named(folded)
        return frozenset(name for name in named if told[name] != self.order.before.get(name))

    def _theirs(self, told: Slots, folded: str) -> bool:
        """Whether the tail that is named is none of the customer's, and not to pay from: 他账号尾号是0207吧."""
        tail = str(told.get("account", ""))
        return tail.isdigit() and tail not in self.order.own and not PAYS.search(folded)

    def _tail(self, told: Slots) -> frozenset[str]:
        """The amount, where it may be an own account's tail as well."""
        sum_ = told.get("amount")
        tail = isinstance(sum_, Money) and str(sum_.whole_yuan) in self.order.own
        return frozenset({"amount"} if tail else ())


def _only(slots: Slots, names: frozenset[str]) -> Slots:
    return {name: value for name, value in slots.items() if name in names}


def _without(slots: Slots, whom: object) -> Slots:
    return {name: value for name, value in slots.items() if value != whom}


def _left(reading: Reading, slots: Slots, told: dict[str, object], order: Order) -> str:
    """What is left of a clause but for values and talk. Somebody's name that is left over tells whom to pay."""
    rest = reading.masked
    if denied := DENIES.match(reading.folded):
        rest = " " * denied.end() + rest[denied.end() :]
    if isinstance(told.get("arrival"), MonthlyBut):
        rest = without_limits(rest, reading.folded)
    for name, value in slots.items():
        if name == "counterparty" and told.keys() == {"arrival"}:
            continue  # a reason, of the day on which it comes in: 4号我退休金就到了
        at = reading.folded.find(fold(value)) if isinstance(value, str) and value else -1
        if isinstance(value, str) and at >= 0:
            rest = rest[:at] + TIME * len(value) + rest[at + len(value) :]
    if "bank" in told and told.keys() <= WHOM and at_bank(reading.folded, told.get("payee")):
        return ""
    if isinstance(told.get("amount"), Unsure):
        rest = VAGUE.sub("", rest.replace(fold(reading.unsure), ""))
    left = left_of(rest, TALK_OF[order.intent])
    name = " ".join(left)
    guessed = len(left) == 1 and may_be_named(name) and not OF_HIM.search(reading.folded)
    named = (order.knows(name) or guessed) and order.pays_now(reading.folded, name)
    if order.intent == SEND and named and "payee" not in told:
        told["payee"] = name
        return ""
    return "".join(left)
