"""The text of somebody whom the bank knows, so that their accounts and people in it are read as such. Pure.

A tail of theirs is called one where an account is talked of, and no numeral of a name or a sum is read with a day.
"""

import re
from collections.abc import Callable, Collection

NUMERALS = ("0零〇", "1一幺", "2二两", "3三", "4四", "5五", "6六", "7七", "8八", "9九")
DIGITS = re.compile(f"[{''.join(NUMERALS)}]{{4}}")
NUMERAL = re.compile("[0-9一二两三四五六七八九十]")
DAY = rf"{NUMERAL.pattern}{{1,3}}[月号日点]"
DATED = re.compile(f"[一二三四五六七八九十]{DAY}")
NO_COUNT = re.compile(r"(?<=\d)[ \u3000]+(?=(?:[这下上]个?)?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天末])")
# A tail where an account is talked of, and no word for it stands before.
BEFORE = (
    r"[从由用走到进往在喺查看我下]|我的|别动|余额|定期|定存|存款|(?:主|工资|储蓄|付款|银行)?(?:卡|账户|户头)|给(?=\d{4}[转打汇存])"
    r"|\b(?:from|in(?:to)?|to|use|using|on)\s(?:my\s)?"
)
BEGINS = r"^|[把,，。;；\s]"
LOST = "[停冻锁丢]|挂失|不见|找不|被[偷盗抢]"
BEHIND = (
    rf"\s?(?:{LOST}|[里上那嗰度这呢的卡账户出扣付走过每没]|还有|還有|仲有|有(?:[一几好两多]?[笔条]|多少)"
    r"|转(?:[^,，。;；]*[到给去进过])|拿出?(?=[\d一二两三四五六七八九十]))"
)
# Beside days that are looked at: 10月20号 5207 收入, 5207九月的对账单.
LOOKED_AT = re.compile("明细|流水|账单|对账|交易|记录|支出|收入|进账|出账|花|[查看睇]")
DAYS_BEFORE = r"(?:[月日天]|(?<!尾)号)\s?"
DAYS_BEHIND = r"(?:[一二三四五六七八九十]{1,2}月|[上本这]个?月|[今去]年|近)"
BEFORE_NAME = re.compile(r"\d[ \u3000]+[\u3400-\u9fff]")
# 应该是张三 870: what is ordered, where nothing is open that it puts right.
MEANS = re.compile(
    r"\W*应该?是[\u3400-\u9fff]{2,4}[ \u3000,，]*\d+(?:\.\d+)?(?:块钱?|元)?(?=$|[\s,，。])(?!.*[笔条吗嘛?？了])"
)
UNIT = r"[\d块元蚊年月日号点%多万千百]|[.,:]\d|\s?(?:yuan|rmb|cny)\b"


def parted(text: str, people: Callable[[], Collection[str]]) -> str:
    """The text, in which no day is read with a numeral before it: of a name (张三(在)九月), of a sum (1800(，)周四).

    Nor is a name a count: 456(，)张三帮我垫的.
    """
    text = NO_COUNT.sub("，", text)
    if MEANS.match(text):
        text = re.sub(rf"^\W*应该?是(?={'|'.join(map(re.escape, people())) or '$'})", "给", text)
    if BEFORE_NAME.search(text):
        text = re.sub(rf"(?<=\d)[ \u3000]+(?={'|'.join(map(re.escape, people())) or '$'})", "，", text)
    if not DATED.search(text):
        return text
    ends = sorted(re.escape(name) for name in people() if NUMERAL.search(name[-1:]))
    return re.sub(rf"({'|'.join(ends)})(?={DAY})", r"\1在", text) if ends else text


def plain(text: str, tails: Collection[str]) -> str:
    """The text, in which a tail of theirs is called one where an account is talked of, and is in figures.

    >>> plain("从5207转五百", {"5207"}), plain("转5207块", {"5207"}), plain("五二零七里的三千", {"5207"})
    ('从尾号5207转五百', '转5207块', '尾号5207里的三千')
    """
    called = "尾号" if re.search("[\u3400-\u9fff]", text) else "account "
    for tail in sorted(tails):
        digits = "".join(f"[{NUMERALS[int(digit)]}]" for digit in tail)
        place = rf"(?P<before>{BEFORE}){digits}(?!{UNIT})|(?P<begins>{BEGINS}){digits}(?={BEHIND})"
        text = re.sub(place, rf"\g<before>\g<begins>{called}{tail}", text)
        text = re.sub(rf"(?<!\d){digits}尾(?!数)", f"尾号{tail}", text)
        if LOOKED_AT.search(text):
            text = re.sub(rf"({DAYS_BEFORE}){digits}(?!{UNIT})", rf"\1{called}{tail}", text)
            text = re.sub(rf"(?<![\d号]){digits}(?={DAYS_BEHIND})", f"{called}{tail}的", text)
    return text
