"""Amounts as people say them, to whole fen. What can't be read for certain is left out, never guessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from guitai.money import Money
from guitai.understanding.slots.found import AMOUNT, COUNT, Found
from guitai.understanding.slots.number_words import ENGLISH_RUN, RUN, number

DIGIT = "[1-9一二两三四五六七八九]"
YUAN = r"(?:块大洋|大洋|块钱?|元钱?|圆|蚊|人民币|(?:yuan|rmb|cny|kuai|renminbi)(?![a-z]))"
COINS = rf"(?P<jiao>{DIGIT})[角毛]钱?(?:(?P<fen>{DIGIT})分?)?|(?P<fen_alone>{DIGIT})分钱"
PART = rf"零?(?P<part_jiao>{DIGIT})[角毛](?:(?P<part_fen>{DIGIT})分?)?|零?(?P<part_fen_alone>{DIGIT})分"
LAST_DIGIT = rf"(?P<last_jiao>{DIGIT})(?=$|\W|[给到转吧的钱])"  # 三块五, but not 三块一共
SUM = re.compile(
    rf"(?P<sign>¥|rmb|cny|人民币)?\s?"
    rf"(?:{COINS}|(?P<number>{ENGLISH_RUN}|{RUN})(?:\s?(?P<unit>{YUAN})(?:{PART}|{LAST_DIGIT})?)?[整正钱]?)"
)
LARGE = re.compile(r"[百千万亿佰仟]|\S[十拾]|[十拾]\S|廿|卅|hundred|thousand|million")

VAGUE_BEFORE = re.compile(
    r"(?:[几数约近上成超负\-−–]|大概|大约|差不多|将近|接近|不到|不足|超过|[最至][多少]|起码|[少多大小高低]于"
    r"|\b(?:about|around|roughly|nearly|almost|over|under|up to|at least|at most|(?:less|more) than|minus|negative))"
    r"\s?[是有]?$"
)
VAGUE_AFTER = re.compile(
    r"\s?(?:[多来几余]|把(?=[块元])|左右|上下|[以之][上下内]|起步|出头|or so\b|ish\b|\+|[角毛])|[a-z]"
)
FOREIGN_BEFORE = re.compile(r"(?:[$€£]|美[元金]|港[币元]|usd|hkd|eur|gbp|jpy)\s?$")
FOREIGN_AFTER = re.compile(
    r"\s?(?:美[元金]|港[币元纸]|新?台币|日[元圆]|欧(?!阳)|英镑|韩[元币]|澳[元门币]|加[元币]|新元|卢布|泰铢|刀|比特币|[$€£]"
    r"|(?:usdt?|hkd|eur|gbp|jpy|btc|dollars?|bucks?|euros?|pounds?|yen)\b)"
)
COUNT_BEFORE = re.compile(r"(?:第|百分之|[a-z_#:/]|\bno\. ?)$")
COUNT_AFTER = re.compile(
    r"\s?(?:([年月天日周季])(?!\1)|[个次张笔人位折倍度期号点时分秒岁级条份只台里米步页件部辆栋层楼室座星礼%‰成]|小时|积分|[:/]\d"
    r"|(?:st|nd|rd|th|[ap]m|percent|days?|weeks?|months?|years?|times?|points?|tickets?|people|cards?|hours?|min\w*)\b"
    r"|(?:recent |last |latest )?(?:transactions?|payments?|instal\w+)\b)"
)
BETWEEN = re.compile(r"\s?(?:或者?|还是|到|至|-|~|—|–|、|or|to)\s?")
# 给张三三百: a name that ends in a digit. After 老 or 小 the surname stands alone.
SURNAME = re.compile(r"(?<![老小阿])[张李王赵陈刘孙]$")
MOVED = "[转取还买赎存提汇支]"
# 全部 alone answers how much; in a sentence it does so only beside a verb: 全部明细 is no amount.
ALL = re.compile(
    rf"(?:全部|全都?|所有的?钱|都)(?:的?(?:钱|余额|存款))?(?:给我)?{MOVED}|{MOVED}[出走掉回]?(?:全部|所有)(?!账户|卡)"
    r"|[把将][^,。]*?(?:全部|所有|全都|都)|^(?:全部|全额|全都|所有的?钱|all|everything)$|全额|一分不[剩留]"
    r"|\b(?:everything|all of (?:it|them)|all my money|the whole (?:amount|lot))\b"
    r"|\b(?:transfer|send|withdraw|redeem|sell|repay|pay)(?: back)? (?:it )?all\b"
)
MOST_FEN = 10**15
NEAR = 20  # characters; a word that changes what a number means stands closer


class Unread(Enum):
    """Why a number is no amount."""

    VAGUE = "vague"  # an amount, but which one isn't certain
    COUNT = "count"  # something else is counted: 2张, 3.5%


@dataclass(frozen=True)
class Sum:
    """A number that was named, as money or as the reason why it is none. `said` is it, however vaguely."""

    start: int
    end: int
    money: Money | Unread
    said: Money | None = None


def amount(text: str) -> Money | None:
    """The one amount that folded text names. Two different ones, or a vague one, are none.

    >>> amount("转一万二给李四"), amount("三千多"), amount("50或60")
    (Money(fen=1200000), None, None)
    """
    named = {place.money for place in sums(text)} - {Unread.COUNT}
    return only if len(named) == 1 and isinstance(only := named.pop(), Money) else None


def everything(text: str) -> bool:
    """Whether all of it is meant, as in 全部转给妈妈."""
    return bool(ALL.search(text))


def amounts(text: str) -> Iterator[Found]:
    """The places of amounts and counts in folded text, for masking."""
    for place in sums(text):
        yield Found(place.start, place.end, COUNT if place.money is Unread.COUNT else AMOUNT)


def sums(text: str) -> list[Sum]:
    """Every number that is named, in order. Both ends of a range are vague."""
    named = [place for match in SUM.finditer(text) if (place := _sum(text, match))]
    ranged = {
        side
        for one, two in pairwise(named)
        if BETWEEN.fullmatch(text[one.end : two.start])
        for side in (one, two)
        if side.money is not Unread.COUNT
    }
    return [replace(place, money=Unread.VAGUE) if place in ranged else place for place in named]


def _sum(text: str, match: re.Match[str]) -> Sum | None:
    start = match.start() + (text[match.start()] == " ")
    before, after, run = text[max(0, start - NEAR) : start], text[match.end() :], match["number"] or ""
    skip = _end_of_name(before, run)
    if skip is None:
        return Sum(start, match.end(), Unread.VAGUE)
    start, run = start + skip, run[skip:]
    explicit = bool(match["sign"] or match["unit"] or not run)
    if FOREIGN_BEFORE.search(before) or FOREIGN_AFTER.match(after):
        return Sum(start, match.end(), Unread.VAGUE)
    if not explicit and run != "一" and (COUNT_BEFORE.search(before) or COUNT_AFTER.match(after)):
        return Sum(start, match.end(), Unread.COUNT)
    if not explicit and not run[0].isdigit() and (not LARGE.search(run) or run[0] in "百千万亿"):
        return None
    money = _money(match, run, explicit)
    said = None if isinstance(money, Unread) else money
    if VAGUE_BEFORE.search(before) or VAGUE_AFTER.match(after):
        return Sum(start, match.end(), Unread.VAGUE, said)
    return Sum(start, match.end(), money, said)


def _end_of_name(before: str, run: str) -> int | None:
    """How many characters of a number belong to the name before it; None where both ways make sense."""
    if len(run) < 2 or run[0].isdigit() or not SURNAME.search(before) or number(run[1:]) is None:
        return 0
    return 1 if number(run) is None else None


def _money(match: re.Match[str], run: str, explicit: bool) -> Money | Unread:
    yuan = number(run) if run else Fraction(0)
    if yuan is None or (not explicit and len(run) > 8 and run.isdigit()):
        return Unread.VAGUE  # a bare number of nine digits is more likely a number of something
    jiao = match["jiao"] or match["part_jiao"] or match["last_jiao"]
    fen = match["fen"] or match["fen_alone"] or match["part_fen"] or match["part_fen_alone"]
    total = yuan * 100 + (number(jiao) or 0 if jiao else 0) * 10 + (number(fen) or 0 if fen else 0)
    return Money(int(total)) if total.denominator == 1 and total <= MOST_FEN else Unread.VAGUE
