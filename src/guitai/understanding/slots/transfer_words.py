"""What is said of a transfer beside whom and how much: when it is to arrive, what to do with a payee."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guitai.understanding.slots.found import TIME, Found
from guitai.understanding.slots.number_words import whole

NOW, TWO_HOURS, NEXT_DAY = "now", "2h", "next_day"
OTHERWISE = "otherwise"  # again and again, but not by the month
SOME_TIME = "some time"  # later, at a time that was not said or can't be read


@dataclass(frozen=True)
class Monthly:
    """Every month on that day; 31 is the last day, whichever that is, and 0 a day that was not said."""

    day: int

    def __str__(self) -> str:
        return f"monthly {self.day}"


LAST_DAY = 31
DAY = r"(?P<day>[0-3]?\d|[一二三四五六七八九十廿]{1,3})[号日]"
MONTHLY = re.compile(
    rf"(?:每(?:个)?月的?|(?:月月|每)(?=[0-3]?\d号))(?:{DAY}|(?P<last>最后一[天日]|月?[底末]))?"
    rf"|按月(?:的?{DAY.replace('day', 'by')})?"
    r"|\b(?:every|each) month(?: on the (?P<english>\d{1,2})(?:st|nd|rd|th)?)?"
    r"|\b(?:on )?(?:the )?(?P<ordinal>\d{1,2})(?:st|nd|rd|th)? of (?:every|each) month"
    r"|\b(?:every|each) (?P<each>\d{1,2})(?:st|nd|rd|th)\b(?! (?:day|week|month|year))(?: of (?:the|each|every) month)?"
    r"|\bmonthly\b(?! (?:instal|payments?(?! (?:of [^,.]{1,12} )?to\b)|repayment))"
    r"(?: on the (?P<monthly>\d{1,2})(?:st|nd|rd|th)?)?"
    r"|\bon the last day of (?:every|each) month",
    re.ASCII,  # a Chinese character ends a word: to 李四 every month
)
AGAIN = re.compile(
    r"每(?:(?:隔?[\d两三四五六七八九十]{1,2})?(?:个?(?:星期|礼拜)|周|天|日|年|季度?)|隔?[2-9两三四五六七八九十]个月|隔)"
    r"|\b(?:every|each) (?:(?:two|other|\d) )?(?:days?|weeks?|years?|quarters?|\w+day)\b"
    r"|\b(?:weekly|daily|fortnightly)\b",
    re.ASCII,
)
ARRIVALS = {
    TWO_HOURS: re.compile(
        r"过?[2两俩二]个?(?:小时|钟头?|粒钟)(?!前)(?:[之以]?后)?(?:再)?(?:到账|转账?|汇出?|到)?|普通到账"
        r"|\b(?:in )?(?:two|2) hours(?: later)?",
        re.ASCII,
    ),
    NEXT_DAY: re.compile(r"(?:次日|隔日)(?:到账|转账?)?|\bnext[- ]day(?: arrival)?\b", re.ASCII),
    NOW: re.compile(
        r"(?:实时|即时)(?:到账|转账?)?|(?:立即|立刻|马上|现在就?)(?:到账|转(?!账)|汇)"
        r"|\b(?:in real time|right away|immediately|instantly|at once|right now)\b",
        re.ASCII,
    ),
}
# What comes in by itself, and is waited for.
INCOME = "(?:工资|薪水|奖金|养老金|退休金|津贴|补贴|社保|房租|租金|货款|分红)"
DAY_AFTER = "(?:第二天|隔天)"
FEASTS = (
    "(?:元旦|除夕|大年夜|春节|过年|元宵|情人节|清明|五一|劳动节|端午|七夕|中秋|国庆|重阳|冬至|平安夜|圣诞)节?"
)
# 过几天, 年底, 发了工资再转, 明天下午, in a few days: later, and nobody knows when.
LATER = re.compile(
    rf"(?:(?:年底|年末|月初|月中|月尾|周末|双休日|{FEASTS}|[过年节]前|节后|下个?(?:月|季度))(?=再|才|转|打|付|汇|给|吧|[之以]?[前后]|的时候|[,。;!?]|$)"
    r"|下个?(?:周|星期|礼拜)[里内]?(?![一二三四五六日天末\d])|(?:本|这个?)(?:周|星期|礼拜)[里内]|过[几两]天|过一?阵|(?:晚[点些]|迟[点些]|回头|改天|有空|下班[后以]?)再?"
    rf"|(?:到了?|发了?|有了?)(?:{INCOME}|钱)了?(?:再|就|[之以]?后|的时候)|{INCOME}(?:到账?|发(?:下来)?)了?(?:再|就|[之以]?后|的时候)"
    rf"|(?:发|到账?|领|收)[了完到]{{0,2}}(?:[之以]?后)?的?{DAY_AFTER}|[半\d两三四五六七八九十]个?半?(?:小时|钟头?|粒钟|个钟)[之以]?后?"
    rf"|(?:发|领|到账?)(?:{INCOME}|钱)的?[那当][天日]|{INCOME}(?:发|到账?|下来)的?[那当][天日]"
    r"|(?:等一?[下会]儿?|待会儿?|过会儿?)(?=再|给|转|帮我)|(?<![今昨前]天)(?<=[天日号周期拜一二三四五六末])(?:上午|中午|早上|早晨|清早)"
    r"|下午|晚上|傍晚|夜里|[今明后听]晚|\d+ ?h后)(?!了(?![再就以之])|的|还你)"
    r"|\b(?:in|after) (?:a|an|one|two|three|four|five|six|ten|\d+|a few|some|several) (?:hours?|days?|weeks?|months?)\b"
    r"|\b(?:days?|weeks?|hours?) (?:later|from (?:now|today))\b|\bnext (?:week|month)\b|\blater\b"
    r"|\b(?:tonight|this (?:evening|afternoon)|after (?:work|christmas|payday)|(?:this |the |next )?weekend|new year)",
    re.ASCII,
)
PAYEE = r"(?:收款人|收款账户|联系人|名册)"
REMOVE, RENAME = "remove", "rename"
DEALS = {
    REMOVE: re.compile(
        rf"(?:删除?掉?|移除|去掉).*{PAYEE}|{PAYEE}.*(?:删除?掉?|移除|去掉)|\b(?:delete"
        r"|remove)\b.*\b(?:payees?|recipients?)\b"
    ),
    RENAME: re.compile(
        rf"{PAYEE}.*(?:备注名?|称呼|昵称)|(?:改|修改|换|设置?|加)个?(?:备注名|称呼|昵称)|(?:备注名|称呼|昵称).*改"
        r"|\b(?:rename|nickname)\b"
    ),
}


def arrivals(text: str) -> Iterator[Found]:
    """How soon, or how often; no day of a month is read again as one to come. A day or a time is read elsewhere."""
    for found in MONTHLY.finditer(text):
        yield Found(*found.span(), TIME, {"arrival": Monthly(_day(found))})
    for found in AGAIN.finditer(text):
        yield Found(*found.span(), TIME, {"arrival": OTHERWISE})
    for arrival, pattern in ARRIVALS.items():
        for found in pattern.finditer(text):
            yield Found(*found.span(), TIME, {"arrival": arrival})


def deals(text: str) -> Iterator[Found]:
    """What to do with a payee of the book."""
    for deal, pattern in DEALS.items():
        if pattern.search(text):
            yield Found(0, 0, "", {"deal": deal})


def _day(found: re.Match[str]) -> int:
    if found["last"] or "last day" in found[0]:
        return LAST_DAY
    said = next(
        (found[name] for name in ("day", "by", "english", "ordinal", "each", "monthly") if found[name]), ""
    )
    return whole(said) or 0 if said else 0
