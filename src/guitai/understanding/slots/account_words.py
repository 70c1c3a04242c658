"""Which account, card, bank or telephone number is meant. Read first: these digits are never an amount or a day."""

import re
from collections.abc import Iterator

from guitai.understanding.slots.found import CARD, MOBILE, Found
from guitai.understanding.slots.number_words import digits

DIGIT = "[0-9零〇幺一二三四五六七八九]"
ALONE = rf"(?<!{DIGIT})(?<![{DIGIT[1:-1]}][ -])"
MOBILE_NO = re.compile(
    rf"{ALONE}(?:\+?86[ -]?)?[1一幺][3-9三四五六七八九]{DIGIT}[ -]?{DIGIT}{{4}}[ -]?{DIGIT}{{4}}(?!{DIGIT})"
)
# A last group that is followed by a unit of money is an amount: 6225 8801 2345 6789 500元.
ACCOUNT_NO = re.compile(
    rf"{ALONE}(?:{DIGIT}{{12,19}}"
    rf"|{DIGIT}{{4}}(?:[ -]{DIGIT}{{4}}){{2,4}}(?:[ -]\d{{1,3}}(?!\s?[元块万千圆yrw]))?)(?!{DIGIT})"
)
TAIL = re.compile(
    rf"(?:[卡账]?尾[号数]?|(?:末|最?后)[四4]位数?"
    rf"|\b(?:ending|ends)(?: in| with)?|\blast (?:four|4)(?: digits)?|\btail)"
    rf"(?:号)?(?:码)?(?:是|为|:| is| of)?\s*(?P<after>{DIGIT}{{4}})(?!{DIGIT})"
    rf"|(?<![{DIGIT[1:-1]}年.])(?P<before>\d{{4}})(?:结尾)?(?=的?[那这]?张?(?:卡|账户|户口|信用卡|储蓄卡|借记卡|工资卡))"
    rf"|\b(?:card|account)(?: number| no\.?)?\s(?P<english>\d{{4}})(?!\d)"
    rf"|(?:活期|定期|那张卡|这张卡)\s?(?P<named>\d{{4}})(?![\d.]|\s?[元块万千百圆年月号])"
)
KINDS = {
    "credit": re.compile(r"信用卡|贷记卡|credit cards?"),
    "debit": re.compile(r"借记卡|储蓄卡|debit cards?"),
    "current": re.compile(r"活期|往来账户|current accounts?|checking"),
    "fixed": re.compile(r"定期|定存|(?:fixed|time|term) deposits?"),
}
# What each bank is called, after the short name that is meant.
BANKS = {
    "工商银行": "工行|icbc",
    "农业银行": "农行",
    "中国银行": "中行|bank of china",
    "建设银行": "建行|ccb",
    "交通银行": "交行",
    "邮储银行": "邮政储蓄银行|邮政储蓄|邮储",
    "招商银行": "招行|cmb",
    "浦发银行": "浦东发展银行|浦发",
    "中信银行": "中信",
    "光大银行": "光大",
    "广发银行": "广发",
}
OWN_NAME = [
    f"{name}银行"
    for name in "华夏 民生 兴业 平安 浙商 渤海 恒丰 北京 上海 江苏 宁波 南京 杭州 微众 网商".split()
]
BANK_NAMES = {alias: name for name, others in BANKS.items() for alias in (name, *others.split("|"))}
BANK_NAMES |= {name: name for name in OWN_NAME}
BANK = re.compile("|".join(BANK_NAMES))


def accounts(text: str) -> Iterator[Found]:
    """Tails, account numbers and telephone numbers in folded text, with their places."""
    for match in TAIL.finditer(text):
        tail = match["after"] or match["before"] or match["english"] or match["named"]
        yield Found(*match.span(), CARD, {"account": digits(tail)})
    taken = [match.span() for match in TAIL.finditer(text)]
    for match in ACCOUNT_NO.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield Found(*match.span(), CARD, {"account_no": digits(match[0])})
    for match in MOBILE_NO.finditer(text):
        yield Found(*match.span(), MOBILE, {"mobile": digits(match[0])[-11:]})


def account_kind(text: str) -> str | None:
    """`credit`, `debit`, `current` or `fixed`, where exactly one of them is named."""
    named = [kind for kind, words in KINDS.items() if words.search(text)]
    return named[0] if len(named) == 1 else None


def bank(text: str) -> str | None:
    """The common short name of the bank that is named, as in 招行 for 招商银行."""
    named = {BANK_NAMES[name] for name in BANK.findall(text)}
    return named.pop() if len(named) == 1 else None
