"""A transfer as it is put up for signing: what was agreed, and the document that says so. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from guitai.capabilities.transfers.arrival import Arrival, When, of_each_month
from guitai.capabilities.transfers.capitals import in_words
from guitai.capabilities.transfers.rules import Payer
from guitai.capabilities.transfers.whom import Payee, bank_name
from guitai.clearing.rails import Rail
from guitai.language import Sentence, Words
from guitai.money import Money
from guitai.shield.document import Draft, Line
from guitai.shield.risk import Reason
from guitai.shield.strength import Strength

SEND = "transfers.send"
IN_CAPITALS_FROM = Money(10_000_00)
LIKELY, LESS_LIKELY = "500", "800"  # sums, for an example
PLANNED = Words("您已经约好每月给同一收款人转同样的金额，请确认不是重复预约。")
WAIVED = Words(
    "这是第一次付给对方。您选择了提前转出，放弃默认的24小时等待：转出以后不能撤销，受骗了也很难追回。"
)
BEWARE = Words("如果有人要您转到“安全账户”、刷单、交保证金或退款，请立即停止，拨打反诈专线96110。")


SIGNED = {
    Strength.RULE: "用交易密码签名",
    Strength.PIN: "用交易密码签名",
    Strength.CODE: "用交易密码和短信验证码签名",
    Strength.CERTIFICATE: "用交易密码、短信验证码和数字证书签名",
}


@dataclass(frozen=True)
class Instruction:
    """From where, to whom, how much, with which words."""

    payer: Payer
    payee: Payee
    amount: Money
    memo: str


@dataclass(frozen=True)
class Terms:
    """What is asked of the customer for it, and what comes of it when.

    `due_at` is None where it leaves at once. `held` says that the money is set apart until then, `unusual` that it
    waits because of a risk, `sooner` that the customer wishes otherwise, `waived` that they gave that wait up for it.
    `by_rule` says that it needs no signature; `again` that the same was paid just now; `large`
    that it is much, with what counts on its day; `planned` that the same is paid every month already, as this would be.
    `more` says why signing takes more than the PIN, where none of the reasons does.
    """

    instruction: Instruction
    arrival: Arrival
    rail: Rail
    due_at: datetime | None
    held: bool
    unusual: bool
    fee: Money
    strength: Strength
    reasons: tuple[Reason, ...]
    again: bool
    large: bool
    by_rule: bool
    again_minutes: int
    large_day: Money
    planned: bool = False
    sooner: bool = False
    waived: bool = False
    more: Words | None = None

    @property
    def monthly(self) -> bool:
        """Whether it is sent again and again."""
        return self.arrival.when is When.MONTHLY

    @property
    def question(self) -> Sentence | None:
        """What has to be answered with yes before anything else, if anything has to."""
        if self.large:
            sure = "当天转出的钱加起来会超过{most}，金额较大。收款人和账号都核对过了吗？"
            return Sentence(Words(sure, {"most": self.large_day}))
        if self.planned:
            return Sentence(Words("您已经约好每月给同一收款人转同样的金额。还要再约一笔吗？"))
        if self.again:
            sure = "{within}内您已经给同一收款人转过同样的金额。还要再转一笔吗？"
            return Sentence(Words(sure, {"within": self.within}))
        if self.by_rule:
            return Sentence(Words("这一笔按小额免密办理，不用签名。现在转吗？"))
        return None

    @property
    def within(self) -> Words:
        """In how long the same was paid, where it was."""
        hours, minutes = divmod(self.again_minutes, 60)
        return (
            Words("{minutes}分钟", {"minutes": self.again_minutes})
            if minutes
            else Words("{hours}小时", {"hours": hours})
        )

    @property
    def costs(self) -> Sentence:
        """What it costs beside the amount, as it is said with that; nothing of what is free."""
        return Sentence(Words("，手续费{fee}", {"fee": self.fee}) if self.fee else Words(""))

    @property
    def by_what(self) -> Sentence:
        """With what the customer signs it: a code takes another device, which should be at hand."""
        return Sentence(Words(SIGNED[self.strength]))

    @property
    def leaves(self) -> Sentence:
        """When it leaves, as it is said with whom and how much; nothing of what leaves at once."""
        if self.due_at is None:
            return Sentence(Words(""))
        if self.monthly:
            first = {"each": of_each_month(self.arrival.day), "first": self.due_at}
            return Sentence(Words("，{each}转出，第一次是{first}", first))
        if self.in_two_hours:
            return Sentence(Words("，签名后2小时转出"))
        return Sentence(Words("，{at}转出", {"at": self.due_at}))

    @property
    def example(self) -> Sentence:
        """What could be said to change it: another sum, another time."""
        other = {"sum": LESS_LIKELY if self.instruction.amount == Money.parse(LIKELY) else LIKELY}
        if self.due_at is None:
            return Sentence(Words("“改成{sum}”“改成次日到账”", other))
        return Sentence(Words("“改成{sum}”“改成实时到账”", other))

    @property
    def in_two_hours(self) -> bool:
        """Whether it waits for so long from the signature on, and no longer."""
        return self.arrival.when is When.TWO_HOURS and not self.unusual


def draft(terms: Terms) -> Draft:
    """The order as the customer reads and signs it."""
    title = Words("每月转账") if terms.monthly else Words("转账确认")
    return Draft(SEND, title, tuple(_lines(terms)), tuple(_notes(terms)))


def _lines(terms: Terms) -> Iterator[Line]:
    of = terms.instruction
    yield Line("amount", Words("每次金额") if terms.monthly else Words("金额"), of.amount)
    if of.amount >= IN_CAPITALS_FROM:
        yield Line("capitals", Words("大写金额"), Words("{words}", {"words": in_words(of.amount)}))
    yield Line("payee", Words("收款人"), of.payee.shown_name)
    yield Line("account", Words("收款账号"), of.payee.shown_number)
    yield Line("bank", Words("收款银行"), bank_name(of.payee.bank))
    yield Line("payer", Words("付款账户"), of.payer.public_name)
    yield Line("fee", Words("每次手续费") if terms.monthly and terms.fee else Words("手续费"), terms.fee)
    yield Line("arrival", Words("转出时间"), _arrival(terms))
    if terms.due_at:
        yield Line("until", Words("撤销"), _until(terms))
    if of.memo:
        yield Line("memo", Words("附言"), of.memo)


def _arrival(terms: Terms) -> Words:
    if terms.due_at is None:
        return Words("签名后马上转出，不能撤销")
    if terms.monthly:
        values = {"each": of_each_month(terms.arrival.day), "first": terms.due_at}
        return Words("{each}，第一次是{first}", values)
    if terms.in_two_hours:
        return Words("签名后2小时")
    return Words("{at}", {"at": terms.due_at})


def _until(terms: Terms) -> Words:
    if terms.monthly:
        return Words("随时可以停掉，已经转出的不能撤销")
    return Words("转出以前可以撤销")


def _notes(terms: Terms) -> Iterator[Words]:
    if terms.waived:
        yield WAIVED
    if terms.planned:
        yield PLANNED
    if terms.again:
        again = "{within}内您已经给同一收款人转过同样的金额，请确认不是重复转账。"
        yield Words(again, {"within": terms.within})
    if terms.large:
        large = "当天转出的钱加起来超过{most}，金额较大，请再核对一遍收款人和账号。"
        yield Words(large, {"most": terms.large_day})
    yield from (reason.says for reason in terms.reasons)
    if terms.more:
        yield terms.more
    if not terms.instruction.payee.proved and not terms.instruction.payee.mine:
        yield BEWARE
