"""A page of lines as its customer sees it, and the card that shows it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from guitai.capabilities.accounts.filters import Filter, strung
from guitai.capabilities.accounts.kinds import kind
from guitai.capabilities.accounts.rules import Among
from guitai.language import Words
from guitai.money import Money
from guitai.shield.card import Bars, Card, Chart, Month, Part, Row, Shares
from guitai.understanding.called import Called

ORDINARY = frozenset({"消费", "转账"})  # summaries that say no more than the amount does
INTEREST = "利息"  # a category: it always comes from this bank


@dataclass(frozen=True)
class Line:
    """One line of an account: what came in is positive."""

    booked_on: date
    at: str
    tail: str
    amount: Money
    summary: str
    counterparty: str
    category: str
    memo: str

    @property
    def what(self) -> Words:
        """What it was, as far as the books say."""
        summary = "" if self.summary in ORDINARY and self.counterparty else kind(self.summary)
        counterparty = "" if self.category == INTEREST else self.counterparty
        parts = [Words("{part}", {"part": part}) for part in (summary, counterparty, self.memo) if part]
        return strung("{one} · {more}", parts) if parts else Words("")


@dataclass(frozen=True)
class Rest:
    """Where the next page of these lines begins. Other lines begin at their own first page."""

    wanted: Filter
    among: tuple[int, ...]
    shown: int  # on the pages before
    booked_at: datetime
    account_id: int
    seq: int


@dataclass(frozen=True)
class Sums:
    """What the lines that are asked for come to. Moves between the customer's own accounts stand apart.

    So does what came back of transfers that were not taken: it was never received.
    """

    came_in: Money
    went_out: Money
    moved_in: Money
    moved_out: Money
    count: int
    months: tuple[Month, ...]
    parts: tuple[Part, ...]
    came_back: Money


@dataclass(frozen=True)
class Page:
    """Some of the lines, the newest first; the sums over all of them, where all are asked for."""

    lines: tuple[Line, ...]
    shown: int  # on the pages before
    sums: Sums | None
    before: Rest | None  # where the next page begins, if there is one
    about: str = ""  # the word of the books that was looked for, where it is another than the customer's


def transactions_card(among: Among, asked: Filter, page: Page) -> Card:
    """A page of lines under the sums, with pictures where they say more than the lines."""
    rows = [Row("账户", among.names), Row("时间", asked.days)]
    if page.about:
        asked = replace(asked, counterparty=Called(str(asked.counterparty), page.about))
    if asked.conditions:
        rows.append(Row("条件", asked.conditions))
    if page.sums:
        rows += _sums(page.sums, asked)
        rows.append(Row("笔数", _place(page, page.sums.count)))
    several = len(among.accounts) > 1
    rows += [
        Row(_label(line, asked.day(line.booked_on), several=several), _signed(line)) for line in page.lines
    ]
    return Card("账户明细", tuple(rows), charts=tuple(_charts(page.sums, asked)) if page.sums else ())


def _sums(sums: Sums, asked: Filter) -> Iterator[Row]:
    if asked.direction != "out":
        yield Row("收入合计", sums.came_in)
        if sums.moved_in:
            yield Row("另有本人账户间转入", sums.moved_in)
    if asked.direction != "in":
        yield Row("支出合计", sums.went_out)
        if sums.moved_out:
            yield Row("另有本人账户间转出", sums.moved_out)
    if sums.came_back:
        yield Row("另有转账退回", sums.came_back)


def _place(page: Page, count: int) -> Words:
    first, last = page.shown + 1, page.shown + len(page.lines)
    if (first, last) == (1, count):
        return Words("共{count}笔", {"count": count})
    if first == last:
        return Words("第{first}笔，共{count}笔", {"first": first, "count": count})
    return Words("第{first}–{last}笔，共{count}笔", {"first": first, "last": last, "count": count})


def _label(line: Line, day: Words | date, *, several: bool) -> Words:
    values = {"day": day, "at": line.at, "what": line.what}
    if several:
        return Words("{day} {at} 尾号{tail} {what}", values | {"tail": line.tail})
    return Words("{day} {at} {what}", values)


def _signed(line: Line) -> Money | Words:
    return Words("+{amount}", {"amount": line.amount}) if line.amount.fen > 0 else line.amount


def _charts(sums: Sums, asked: Filter) -> Iterator[Chart]:
    """Where one direction is asked for, its months are shares: bars would call the other nothing."""
    months = [
        Part(_month(of.month), of.money_in if asked.direction == "in" else of.money_out) for of in sums.months
    ]
    if len(months) > 1:
        match asked.direction:
            case "in":
                yield Shares("每月收入", tuple(months))
            case "out":
                yield Shares("每月支出", tuple(months))
            case _:
                yield Bars("每月收支", sums.months)
    if len(sums.parts) > 1:
        yield Shares("钱花在哪里", sums.parts)


def _month(day: date) -> Words:
    return Words("{year}年{month}月", {"year": day.year, "month": day.month})
