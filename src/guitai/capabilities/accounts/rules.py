"""Accounts as their owner sees them, what may be asked of them, and the cards that answer. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from guitai.capabilities.accounts.filters import strung
from guitai.language import Words
from guitai.money import Money
from guitai.naming import EVERYDAY, KINDS, account_name, known_as, state_name
from guitai.shield.card import Card, Row
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.called import Called
from guitai.understanding.fold import fold
from guitai.understanding.lookups.things import Unmet
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.reading import ALL
from guitai.understanding.tagging.marked import WORDED
from guitai.zone import day_of

T = TypeVar("T")

LONGEST = timedelta(days=366)  # asked for at once
MOVED = frozenset({"本人转账", "定期"})  # categories of what is still the customer's: moved, not spent
MONTHS = 3  # looked back where no period was named
LONGEST_NAME = 20
ANYBODY: str | Called = ""

# Whom a customer calls so, only the customer knows.
KIN = frozenset(
    "爸 妈 爸爸 妈妈 爸妈 父母 父亲 母亲 老爸 老妈 阿爸 阿妈 麻麻 粑粑 岳父 岳母 公公 婆婆 "
    "老婆 老公 老伴 爱人 太太 先生 丈夫 妻子 媳妇 对象 男朋友 女朋友 儿子 女儿 闺女 孩子 儿媳 儿媳妇 女婿 "
    "孙子 孙女 外孙 外孙女 哥 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 大哥 大姐 爷爷 奶奶 外公 外婆 姥姥 姥爷 "
    "叔叔 阿姨 舅舅 姑姑 姑妈 伯伯 伯父 房东 房客 租客 老板 同事 室友 同学 朋友 邻居 亲戚 "
    "mum mom mother dad father parents wife husband son daughter brother sister landlord landlady tenant boss friend "
    "girlfriend boyfriend colleague roommate grandmother grandfather grandma grandpa uncle aunt".split()
)
MINE = re.compile("^(?:[我咱]们?家?的?|my )")


@dataclass(frozen=True)
class OwnAccount:
    """One account of the customer's."""

    account_id: int
    kind: str
    tail: str
    balance: Money
    available: Money
    opened_on: date
    state: str = "open"  # as the ledger has it
    lost: bool = False

    @property
    def public_name(self) -> Words:
        """The customer's own accounts may be named in the chat, by kind and tail."""
        return account_name(self.kind, self.tail)

    @property
    def known_as(self) -> tuple[str, ...]:
        """What the customer may call it."""
        return known_as(self.kind, self.tail)

    @property
    def closed(self) -> bool:
        """Whether it is an account no more."""
        return self.state == "closed"

    @property
    def unusual(self) -> Words | None:
        """What is not as usual with it, if anything is."""
        return state_name(self.state, lost=self.lost)


@dataclass(frozen=True)
class Only:
    """One account of several, to look at alone."""

    tail: str

    @property
    def public_name(self) -> Words:
        """What the tap says."""
        return Words("只看尾号{tail}", {"tail": self.tail})


@dataclass(frozen=True)
class Mention:
    """The customer's own accounts, as a part of a sentence."""

    public_name: Words


@dataclass(frozen=True)
class Among:
    """The accounts whose lines are asked for: those that were named, or else all that are used day by day."""

    accounts: tuple[OwnAccount, ...]
    named: bool

    @property
    def whose(self) -> Mention:
        """What begins the sentence that something was found: what was named."""
        return Mention(Words("{account}，", {"account": self._name}) if self.named else Words(""))

    @property
    def where(self) -> Mention:
        """What begins the sentence that nothing was found."""
        return Mention(Words("{account}在", {"account": self._name}) if self.named else Words(""))

    @property
    def _name(self) -> Words:
        one, *more = self.accounts
        kind = one.kind if all(other.kind == one.kind for other in more) else EVERYDAY[0]
        return Words(KINDS[kind]) if more else one.public_name

    @property
    def names(self) -> Words:
        """Each of them, for a card."""
        return strung("{one}、{more}", [one.public_name for one in self.accounts])

    @property
    def singles(self) -> tuple[Only, ...]:
        """Each of them alone, where there are several."""
        return tuple(Only(one.tail) for one in self.accounts) if len(self.accounts) > 1 else ()

    @property
    def ids(self) -> tuple[int, ...]:
        """As the books number them."""
        return tuple(one.account_id for one in self.accounts)


@dataclass(frozen=True)
class Lately:
    """The account and the days that were looked at just now, as far as they were named."""

    account: str = ""
    period: Period | None = None


def account_named(answer: Answer) -> str:
    """The account as it was named: a tail, or a kind."""
    return str(answer.slots.get("account") or answer.text)


def digits_named(answer: Answer) -> str:
    """Four digits that were taken for a sum, where none is asked for: 开2816去年的流水. Empty where it is none."""
    amount = answer.slots.get("amount")
    return str(amount.whole_yuan) if isinstance(amount, Money) and 1000_00 <= amount.fen < 10_000_00 else ""


def period_asked(answer: Answer) -> Period:
    """A period that the books can answer for: not in the future, a year at most."""
    period = answer.slots.get("period")
    if not isinstance(period, Period):
        raise Unclear("没有看懂是哪段时间。您可以说“上个月”“10月”，或者“11月1日到15日”。")
    today = day_of(answer.said_at)
    if period.first > today:
        raise Unclear("{first}还没有到，请换一段时间。", first=period.first)
    if period.last - period.first > LONGEST:
        raise Unclear("一次最多查一年，请把时间缩短一些。")
    return Period(period.first, min(period.last, today))


def lately(today: date, *, newest: bool = False) -> Period:
    """The period that is meant where none is named: a longer one where only the newest of it are shown."""
    return Period.until(today, months=12 if newest else MONTHS)


def amount_asked(answer: Answer) -> Money | None:
    """An amount; 全部 is any."""
    amount = answer.slots.get("amount")
    if amount == ALL:
        return None
    if not isinstance(amount, Money):
        raise Unclear("抱歉，没有听明白。")
    return amount


def not_done(without: str, unmet: Unmet, named: str) -> list[Words]:
    """What was asked besides, and is not done: the lines that are shown are not what was meant in all."""
    text = "查明细时还不能排除“{name}”，下面的结果没有去掉这部分。"
    found = [Words(text, {"name": without})] if without else []
    text = "一次只能查一样，下面只查了“{name}”，“{others}”请再单独查。"
    found += [Words(text, {"name": named, "others": unmet.others})] if unmet.others else []
    text = "查明细时还不能按“{words}”来算，下面的结果没有这样算。"
    return found + ([Words(text, {"words": unmet.reckoning})] if unmet.reckoning else [])


def party_asked(answer: Answer) -> str | Called:
    """A name or a word to look for. Who a landlord or a daughter is, the books don't know, unless they were paid."""
    party = answer.slots.get("counterparty")
    if isinstance(party, Called):
        return party
    others = answer.slots.keys() - {"counterparty"} - WORDED  # a shop's name may be taken for a thing
    named = str(party or answer.text).strip()
    if MINE.sub("", fold(named)) in KIN:
        raise Unclear("我不知道“{name}”是谁，请您说姓名。", name=named)
    if others or len(named) > LONGEST_NAME:
        raise Unclear("抱歉，没有听明白。")
    return named


def slot(name: str, kind: type[T]) -> Callable[[Answer], T]:
    """A reader that takes the slot of this name as it was understood, if it is a value of this kind."""

    def read(answer: Answer) -> T:
        value = answer.slots.get(name)
        if not isinstance(value, kind):
            raise Unclear("抱歉，没有听明白。")
        return value

    return read


def list_card(accounts: Sequence[OwnAccount]) -> Card:
    """What accounts there are, since when, and what is not as usual with them."""
    rows = []
    for one in accounts:
        opened = Words("{day}开户", {"day": one.opened_on})
        value = (
            Words("{opened} · {state}", {"opened": opened, "state": one.unusual}) if one.unusual else opened
        )
        rows.append(Row(one.public_name, value))
    return Card("我的账户", tuple(rows))


def balance_card(accounts: Sequence[OwnAccount]) -> Card:
    """What each account holds, and, where there are several, all of them."""
    rows = [Row(one.public_name, one.balance) for one in accounts]
    rows += [
        Row(Words("{account} 可用", {"account": one.public_name}), one.available)
        for one in accounts
        if one.available != one.balance
    ]
    rows += [
        Row(Words("{account} 状态", {"account": one.public_name}), one.unusual)
        for one in accounts
        if one.unusual
    ]
    if len(accounts) > 1:
        rows.append(Row("合计", sum((one.balance for one in accounts), Money(0))))
    return Card("账户余额", tuple(rows))
