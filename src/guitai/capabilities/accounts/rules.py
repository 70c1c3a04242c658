"""Accounts as their owner sees them, what may be asked of them, and the cards that answer. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from guitai.language import Words
from guitai.money import Money
from guitai.shield.card import Bars, Card, Chart, Month, Part, Row, Shares
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.period import Period
from guitai.zone import BANK_ZONE

T = TypeVar("T")

KINDS = {"current": "活期", "fixed": "定期"}
LONGEST = timedelta(days=366)  # asked for at once
MOVED = frozenset({"本人转账", "定期"})  # categories of what is still the customer's: moved, not spent
MONTHS = 3  # looked back where no period was named


@dataclass(frozen=True)
class OwnAccount:
    """One account of the customer's."""

    account_id: int
    kind: str
    tail: str
    balance: Money
    available: Money
    opened_on: date

    @property
    def public_name(self) -> Words:
        """The customer's own accounts may be named in the chat, by kind and tail."""
        return Words("{kind} 尾号{tail}", {"kind": Words(KINDS[self.kind]), "tail": self.tail})

    @property
    def known_as(self) -> tuple[str, ...]:
        """What the customer may call it."""
        return self.tail, f"尾号{self.tail}", f"{KINDS[self.kind]} 尾号{self.tail}", *CALLED[self.kind]


CALLED = {"current": ("current", "debit", "活期", "借记卡"), "fixed": ("fixed", "定期")}


@dataclass(frozen=True)
class Filter:
    """Which of an account's lines are asked for. What is empty takes all."""

    period: Period
    direction: str = ""
    amount: Money | None = None
    counterparty: str = ""


@dataclass(frozen=True)
class Line:
    """One line of an account: what came in is positive."""

    booked_on: date
    at: str
    amount: Money
    summary: str
    counterparty: str


@dataclass(frozen=True)
class Rest:
    """Where the next page of these lines begins. Other lines begin at their own first page."""

    wanted: Filter
    booked_at: datetime
    account_id: int
    seq: int


@dataclass(frozen=True)
class Page:
    """Some of the lines, the newest first, and the sums over all that were asked for."""

    lines: tuple[Line, ...]
    came_in: Money
    went_out: Money
    count: int
    months: tuple[Month, ...]
    parts: tuple[Part, ...]
    before: Rest | None  # where the next page begins, if there is one


def account_named(answer: Answer) -> str:
    """The account as it was named: a tail, or a kind."""
    return str(answer.slots.get("account") or answer.text)


def period_asked(answer: Answer) -> Period:
    """A period that the books can answer for: not in the future, a year at most."""
    period = answer.slots.get("period")
    if not isinstance(period, Period):
        raise Unclear("没有看懂是哪段时间。您可以说“上个月”“10月”，或者“11月1日到15日”。")
    today = answer.said_at.astimezone(BANK_ZONE).date()
    if period.first > today:
        raise Unclear("{first}还没有到，请换一段时间。", first=period.first)
    if period.last - period.first > LONGEST:
        raise Unclear("一次最多查一年，请把时间缩短一些。")
    return Period(period.first, min(period.last, today))


def lately(today: date) -> Period:
    """The period that is meant where none is named."""
    return Period.until(today, months=MONTHS)


def slot(name: str, kind: type[T]) -> Callable[[Answer], T]:
    """A reader that takes the slot of this name as it was understood, if it is a value of this kind."""

    def read(answer: Answer) -> T:
        value = answer.slots.get(name)
        if not isinstance(value, kind):
            raise Unclear("抱歉，没有听明白。")
        return value

    return read


def list_card(accounts: Sequence[OwnAccount]) -> Card:
    """What accounts there are, and since when."""
    rows = [Row(one.public_name, Words("{day}开户", {"day": one.opened_on})) for one in accounts]
    return Card("我的账户", tuple(rows))


def balance_card(accounts: Sequence[OwnAccount]) -> Card:
    """What each account holds, and, where there are several, all of them."""
    rows = [Row(one.public_name, one.balance) for one in accounts]
    rows += [
        Row(Words("{account} 可用", {"account": one.public_name}), one.available)
        for one in accounts
        if one.available != one.balance
    ]
    if len(accounts) > 1:
        rows.append(Row("合计", sum((one.balance for one in accounts), Money(0))))
    return Card("账户余额", tuple(rows))


def transactions_card(account: OwnAccount, asked: Filter, page: Page) -> Card:
    """A page of lines under the sums, with pictures where they say more than the lines."""
    rows = [
        Row("账户", account.public_name),
        Row("时间", Words("{first}至{last}", {"first": asked.period.first, "last": asked.period.last})),
        Row("收入合计", page.came_in),
        Row("支出合计", page.went_out),
        Row("笔数", str(page.count)),
        *(Row(_line(line), line.amount) for line in page.lines),
    ]
    return Card("账户明细", tuple(rows), charts=_charts(page))


def _line(line: Line) -> Words:
    what = line.counterparty or line.summary
    return Words("{day} {at} {what}", {"day": f"{line.booked_on:%m-%d}", "at": line.at, "what": what})


def _charts(page: Page) -> tuple[Chart, ...]:
    charts: list[Chart] = []
    if len(page.months) > 1:
        charts.append(Bars("每月收支", page.months))
    if len(page.parts) > 1:
        charts.append(Shares("钱花在哪里", page.parts))
    return tuple(charts)
