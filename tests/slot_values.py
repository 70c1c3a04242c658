"""Values that people tell a bank: each once, for one thing, so that its origin is known wherever it turns up."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from random import Random

from tests.spoken_sums import spoken

from guitai.capabilities.deposits.rules import Deposit, OnSale
from guitai.money import Money
from guitai.understanding.slots.period import Period
from guitai.zone import BANK_ZONE

PEOPLE = (
    "王建国 李秀兰 赵国栋 孙丽华 周建平 吴晓红 郑志强 冯玉梅 黄文涛 徐海燕 高俊杰 马春梅 林志远 何雅琴 郭振华 罗婷婷 "
    "梁永福 宋佳怡 谢宏伟 韩雪梅 唐子轩 董淑珍 萧明亮 程思远"
).split()
TERMS = {"3M": "三个月", "6M": "半年", "1Y": "一年", "2Y": "两年", "3Y": "三年", "5Y": "五年"}
TAILS = ("1668", "1196")
DIGITS = "一二三四五六七八九十"
WANTS = ("买菜", "看病", "装修", "旅游", "补课", "过年", "搬家", "修车", "请客", "随礼", "买书", "理发")
TODAY = date(2026, 11, 23)  # on which all of this is told

Told = Money | Period | date | str


@dataclass(frozen=True)
class Value:
    """As it is said, and as the bank should have it."""

    said: str
    told: Told


class Stock:
    """Values of all kinds, none of which comes twice."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self._people = chance.sample(PEOPLE, len(PEOPLE))
        self._terms = chance.sample(list(TERMS), len(TERMS))
        self._tails = chance.sample(TAILS, len(TAILS))
        self._months = chance.sample([*range(1, 22)], 21)
        self._days = chance.sample(range(2, 60), 58)
        self._wants = chance.sample(WANTS, len(WANTS))
        self._sums = {int(tail) for tail in TAILS}

    def sum(self, least: int = 51, most: int = 49_000) -> Value:
        """So many yuan, in one of the ways in which they are said."""
        yuan = 0
        while not yuan or yuan in self._sums:
            yuan = self.chance.randint(least, most)
        self._sums.add(yuan)
        ways = (f"{yuan}元", f"{yuan}块", f"{yuan}块钱", spoken(yuan * 100, self.chance))
        return Value(self.chance.choice(ways), Money(yuan * 100))

    def person(self) -> Value | None:
        """Somebody of the payee book."""
        return Value(name, name) if (name := _next(self._people)) else None

    def term(self) -> Value | None:
        """How long something is saved."""
        return Value(TERMS[code], code) if (code := _next(self._terms)) else None

    def tail(self) -> Value | None:
        """One of the own accounts."""
        return Value(f"尾号{tail}", tail) if (tail := _next(self._tails)) else None

    def month(self) -> Value | None:
        """A month that is over: 9月, 去年三月."""
        back = _next(self._months)
        if back is None:
            return None
        year, month = divmod(TODAY.year * 12 + TODAY.month - 1 - back, 12)
        name = f"{self.chance.choice((f'{month + 1}', _numeral(month + 1)))}月"
        said = f"{'今年' if year == TODAY.year else '去年'}{name}"
        last = calendar.monthrange(year, month + 1)[1]
        return Value(said, Period(date(year, month + 1, 1), date(year, month + 1, last)))

    def day(self) -> Value | None:
        """A day to come: 12月5号."""
        ahead = _next(self._days)
        day = TODAY + timedelta(days=ahead or 0)
        year = "" if day.year == TODAY.year else "明年"
        return Value(f"{year}{day.month}月{day.day}号", day) if ahead else None

    def memo(self) -> Value | None:
        """A remark. What stands in it is meant for nothing else, whatever it looks like."""
        want = _next(self._wants)
        if want is None:
            return None
        other, more = self.person(), self.sum()
        text = self.chance.choice(
            (f"{want}的钱", f"还{other.said}{more.told.whole_yuan}" if other else want, want)
        )
        return Value(text, text)

    def message(self) -> Value:
        """What is written to the staff, with all sorts of things in it."""
        parts = [one.said for one in (self.person(), self.month(), self.sum(), self.term()) if one]
        self.chance.shuffle(parts)
        text = f"你们的服务我要说一下，{'，'.join(parts)}，都没有人管"
        return Value(text, text)


def values(kept: object) -> Iterator[Told]:
    """All that somebody may have told in what the bank keeps of an answer."""
    match kept:
        case Enum() | Deposit():
            return  # the bank's own
        case OnSale():
            yield kept.product.code
        case Money() | Period() | str():
            yield kept
        case datetime():
            yield kept.astimezone(BANK_ZONE).date()
        case date():
            yield kept
        case list() | tuple():
            for one in kept:
                yield from values(one)
        case _ if is_dataclass(kept):
            for field in fields(kept):
                yield from values(getattr(kept, field.name))


def _next(stock: list[object]) -> object:
    return stock.pop() if stock else None


def _numeral(month: int) -> str:
    return DIGITS[month - 1] if month <= 10 else f"十{DIGITS[month - 11]}"
