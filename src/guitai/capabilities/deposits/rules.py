"""Deposits for a term and at notice: what there is to choose from, and what one is. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from guitai.interest import matures_on
from guitai.language import Words
from guitai.ledger.chart import AccountKey
from guitai.money import Money
from guitai.naming import account_name, joined, known_as
from guitai.terms.terms import PostedRates
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.fold import fold, said
from guitai.understanding.orders.at_maturity import at_maturity
from guitai.understanding.short_answers import same_words
from guitai.understanding.slots.own_accounts import paying
from guitai.understanding.slots.transfer_words import Monthly

FIXED, NOTICE = "fixed", "notice"
CURRENT = frozenset({"current", "current_2"})  # what deposits are opened from and paid to
NOTHING = Money(0)
LEAST = Money(50_00)  # 整存整取 from 50 yuan, of which as much stays after a part was withdrawn
LEAST_AT_NOTICE = Money(50_000_00)  # to open, to withdraw, and to stay
INSURED = "存款受存款保险保障：同一存款人在本行的本金和利息合计，最高偿付50万元。"  # 存款保险条例 art. 5


@dataclass(frozen=True)
class Product:
    """What can be chosen: a term of so many months, or so many days' notice."""

    code: str
    name: Words
    least: Money
    months: int = 0
    notice_days: int = 0
    known_as: tuple[str, ...] = ()

    @property
    def kind(self) -> Literal["fixed", "notice"]:
        """The kind of account that it is kept in."""
        return "fixed" if self.months else "notice"

    @property
    def named(self) -> Words:
        """In full: what a card and an order call it."""
        return Words("定期{term}", {"term": self.name}) if self.months else self.name

    def rate_bps(self, on: date, rates: PostedRates) -> int:
        """The rate posted on that day."""
        posted = rates.on(on)
        return posted.fixed_bps(self.months) if self.months else posted.notice_bps(self.notice_days)

    def ends_on(self, starts_on: date) -> date | None:
        """The day it matures; one at notice has none."""
        return matures_on(starts_on, self.months) if self.months else None


PRODUCTS = {
    product.code: product
    for product in (
        Product("3M", Words("三个月"), LEAST, months=3, known_as=("P3M", "3个月", "三个月", "一个季度")),
        Product("6M", Words("半年"), LEAST, months=6, known_as=("P6M", "6个月", "六个月", "半年")),
        Product("1Y", Words("一年"), LEAST, months=12, known_as=("P1Y", "P12M", "1年", "一年")),
        Product("2Y", Words("两年"), LEAST, months=24, known_as=("P2Y", "P24M", "2年", "两年", "二年")),
        Product("3Y", Words("三年"), LEAST, months=36, known_as=("P3Y", "P36M", "3年", "三年")),
        Product("5Y", Words("五年"), LEAST, months=60, known_as=("P5Y", "P60M", "5年", "五年")),
        Product("1D", Words("一天通知存款"), LEAST_AT_NOTICE, notice_days=1, known_as=("P1D", "一天", "1天")),
        Product(
            "7D",
            Words("七天通知存款"),
            LEAST_AT_NOTICE,
            notice_days=7,
            known_as=("P7D", "P1W", "七天", "7天"),
        ),
    )
}


@dataclass(frozen=True)
class OnSale:
    """A product at the rate of the day. Everybody may know both."""

    product: Product
    rate_bps: int

    @property
    def public_name(self) -> Words:
        """What the list says."""
        return Words("{product}，{rate}", {"product": self.product.name, "rate": self.rate})

    @property
    def rate(self) -> str:
        """The rate as it is read."""
        return percent(self.rate_bps)

    @property
    def known_as(self) -> tuple[str, ...]:
        """What a customer may call it."""
        return self.product.known_as


class Renewal(StrEnum):
    """What becomes of a fixed deposit on the day it matures (约定转存)."""

    NONE = "none"
    PRINCIPAL = "principal"
    ALL = "all"

    @property
    def public_name(self) -> Words:
        """What the list says."""
        return AT_MATURITY[self]

    @property
    def known_as(self) -> tuple[str, ...]:
        """What people say for it. 续存 alone means all of it: the order says so before it is signed."""
        return SAID_AT_MATURITY[self]


AT_MATURITY = {
    Renewal.NONE: Words("不续存，本金和利息都转到活期"),
    Renewal.PRINCIPAL: Words("本金续存，利息转到活期"),
    Renewal.ALL: Words("本金和利息一起续存"),
}
WHEN = ("", "到期", "到期后", "到期以后")
SAID = {
    Renewal.NONE: "不续存 不转存 不续 不续了 不续存了 不转存了 不用续存 不用转存 不要续存 不要转存 不自动续存"
    " 不自动转存 转活期 转到活期 都转活期 都转到活期 本息转活期 本息都转活期 本息转到活期 本息都转到活期 取出来"
    " 都取出来 dontrenew donotrenew norenewal",
    Renewal.PRINCIPAL: "本金续存 本金转存 只续本金 只转本金 只续存本金 只转存本金 利息转活期 利息转到活期 利息取出来"
    " 本金续存利息转活期 本金转存利息转活期 本金续存利息转到活期 本金转存利息转到活期 本金续存利息取出来"
    " 本金转存利息取出来"
    " renewprincipal renewtheprincipal renewtheprincipalonly renewprincipalonly renewonlytheprincipal principalonly",
    Renewal.ALL: "续存 转存 自动续存 自动转存 本息续存 本息转存 本息一起续存 本息一起转存 本息自动续存 本息自动转存"
    " 一起续存 一起转存 都续存 都转存 全部续存 全部转存 连本带息续存 连本带息转存 连本带利续存 连本带利转存"
    " 本金利息一起续存 本金利息一起转存 本金和利息续存 本金和利息转存 本金和利息一起续存 本金和利息一起转存"
    " renew renewall renewboth renewit renewautomatically renewprincipalandinterest",
}
SAID_AT_MATURITY = {
    renewal: tuple(when + words for when in WHEN for words in said.split()) for renewal, said in SAID.items()
}
RENEWALS = tuple(Renewal)


@dataclass(frozen=True)
class Source:
    """One of the customer's current accounts."""

    key: AccountKey
    kind: str
    number: str
    available: Money
    lost: bool

    @property
    def public_name(self) -> Words:
        """The customer's own accounts may be named in the chat, by kind and tail."""
        return account_name(self.kind, self.number[-4:])

    @property
    def known_as(self) -> tuple[str, ...]:
        """What the customer may call it."""
        return known_as(self.kind, self.number[-4:])


@dataclass(frozen=True)
class Told:
    """What was said to the account that is paid from: by which name, or what shall become of the deposit instead."""

    named: str = ""
    renewal: Renewal | None = None


@dataclass(frozen=True)
class Sources:
    """Those that a deposit can be paid from, and those whose card is lost: nothing leaves them."""

    open: tuple[Source, ...]
    lost: tuple[Source, ...] = ()

    @property
    def several(self) -> bool:
        """Whether it has to be said which."""
        return len(self.open) > 1

    @property
    def tails(self) -> tuple[str, ...]:
        """How their numbers end."""
        return tuple(one.number[-4:] for one in self.open)

    @property
    def choices(self) -> list[Source | Told]:
        """The same, of an answer that may say something else."""
        return [*self.open]

    @property
    def public_name(self) -> Words:
        """Which of them are lost."""
        return joined([source.public_name for source in self.lost])

    def besides(self, source: Source) -> list[Source | Money]:
        """The others."""
        return [one for one in self.open if one != source]

    def named(self, name: str) -> Source | None:
        """The one that goes by that tail or kind, where there is one and no other."""
        found = [one for one in self.open if name in one.known_as]
        return found[0] if len(found) == 1 else None

    def lost_one(self, name: str) -> bool:
        """Whether only such go by that tail or kind as are lost."""
        lost = any(name in one.known_as for one in self.lost)
        return lost and not any(name in one.known_as for one in self.open)


@dataclass(frozen=True)
class Call:
    """通知: on which day the customer will withdraw how much, as they said on an earlier one."""

    called_on: date
    for_on: date
    amount: Money

    @property
    def public_name(self) -> Words:
        """The day, which the customer named."""
        return Words("{day}", {"day": self.for_on})


@dataclass(frozen=True)
class NoticeDay:
    """The day for which notice is given, so many days ahead at least; `too_soon` is what was asked for."""

    on: date
    days: int
    too_soon: date | None = None

    @property
    def public_name(self) -> Words:
        """That it can't be so soon."""
        said = {"day": self.too_soon, "days": self.days, "first": self.on}
        return Words("{day}支取不了：要提前{days}天通知，今天通知，最早{first}支取。", said)


@dataclass(frozen=True)
class Deposit:
    """A deposit as it stands. It has earned since `starts_on`: the day it was opened, or renewed last.

    `rate_bps` holds for a whole term; one at notice has none of its own. `idle_yuan_days` earn nothing.
    `accrued` is the interest that the books hold for it at the end of `accrued_on`. One that is `overdue` has matured
    and could not be paid.
    """

    key: AccountKey
    number: str
    product: Product
    renewal: Renewal
    pays_to: int
    opened_on: date
    starts_on: date
    matures_on: date | None
    rate_bps: int
    principal: Money
    accrued_on: date
    accrued: Money = NOTHING
    partly_on: date | None = None
    idle_yuan_days: int = 0
    call: Call | None = None
    state: Literal["open", "overdue", "closed"] = "open"

    @property
    def public_name(self) -> Words:
        """The customer's own accounts may be named in the chat, by kind and tail."""
        return account_name(self.product.kind, self.number[-4:])

    @property
    def known_as(self) -> tuple[str, ...]:
        """What the customer may call it."""
        return known_as(self.product.kind, self.number[-4:])

    def matured(self, on: date) -> bool:
        """Whether its term has ended by that day."""
        return self.matures_on is not None and self.matures_on <= on


def percent(rate_bps: int) -> str:
    """A yearly rate as people write it.

    >>> percent(5), percent(130)
    ('0.05%', '1.30%')
    """
    return f"{rate_bps // 100}.{rate_bps % 100:02d}%"


def day_said(answer: Answer) -> date | None:
    """The day that was named, without its hour; None where it is no single day."""
    day = answer.slots.get("when")
    return day.date() if isinstance(day, datetime) else day if isinstance(day, date) else None


def term_asked(answer: Answer) -> str:
    """The term of which the rate is asked, as its ISO duration."""
    if "term" not in answer.slots:
        raise Unclear("抱歉，没有听明白。")
    return str(answer.slots["term"])


def sum_asked(answer: Answer) -> Money:
    """The sum of which the interest is asked."""
    amount = answer.slots.get("amount")
    if not isinstance(amount, Money):
        raise Unclear("抱歉，没有听明白。")
    return amount


def daily_asked(answer: Answer) -> bool:
    """Whether it is the rate of what is kept on no term."""
    return answer.slots.get("account") == "current"


def every_month(answer: Answer) -> bool:
    """Whether something is to be paid in every month."""
    return isinstance(answer.slots.get("arrival"), Monthly)


def undone(answer: Answer) -> bool:
    """Whether notice is to be taken back, and none given."""
    return answer.slots.get("undo") is True


def renewal_said(answer: Answer) -> Renewal:
    """What shall become of it, in whatever words."""
    renewal = _renewal(answer.text)
    if renewal is None:
        raise Unclear("没有找到您说的这一项。请点选，或者回复前面的数字。")
    return renewal


def account_told(answer: Answer) -> Told:
    """What was said to it. What shall become of the deposit may be: it will be asked next."""
    if renewal := _renewal(answer.text):
        return Told(renewal=renewal)
    named = _account(answer)
    if not named:
        raise Unclear("没有找到您说的这一项。请点选，或者回复前面的数字。")
    return Told(named if named.isdigit() else "")  # 定期 says nothing of it


def another_told(answer: Answer) -> Told:
    """The same of a list that has none of that name."""
    told = account_told(answer)
    if told.named:
        raise Unclear("您没有可以转出的账户“{named}”，请换一个。", named=told.named)
    return told


def _renewal(text: str) -> Renewal | None:
    words = {same_words(text), at_maturity(text)}
    return next((one for one in RENEWALS if words & {*map(same_words, one.known_as)}), None)


def _account(answer: Answer) -> str:
    """The tail or the kind of an account, as it was named; empty where none was."""
    pays = paying(fold(said(answer.text)))
    return str(pays.slots["account"] if pays else answer.slots.get("account", ""))
