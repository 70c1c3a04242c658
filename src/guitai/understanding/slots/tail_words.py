"""A card's tail without a word for it, where nothing else makes sense: 5207的余额, 那1969呢.

A year and an amount keep their meaning: 2025上半年, 1000的支出, 那2100呢.
"""

import re
from collections.abc import Iterator

from guitai.understanding.slots.found import CARD, Found
from guitai.understanding.slots.number_words import digits

# What may follow a tail that stands for its card: freeze 4406 now.
CLOSES = (
    r"\W*$|[,;!?]|\.(?!\d)| (?:at once|now|immediately|please|pls|asap|right away|straight away|today|quick(?:ly)?|it's"
    r"|as|for me|because|since|card|lah|thanks|and)\b"
)
DIGIT = "[0-9零〇幺一二三四五六七八九]"
FOUR = rf"(?:\d{{4}}|{DIGIT}{{4}})"
NO_SUM = r"(?!\d\d00)"
NO_YEAR = r"(?!19\d\d|20\d\d|二[零〇])"
BEGINS = r"(?<![^\s,。;:看查询的下那和跟与及、开把])"
MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月"
OF_AN_ACCOUNT = (
    r"(?:余额|结余|明细|账|流水|户口|卡|还有多少|还剩|里面?[还有剩]|花了?多少|[进收用]了|有没有|有多少|到账|工资"
    r"|昨[天日晚]|前天|今[天年]|去年|最?近|[上这本]个?[周月]|上上个?[周月]|[上这本]个?(?:礼拜|星期)|国庆|春节)"
)
ENDS = r"(?![\d.,]\d|\d|\s?(?:yuan|rmb|cny|kuai|k|grand|thousand)(?![a-z]))"
CARD_WORD = r"(?:(?:credit |debit |bank )?card|account|acct?|a/c)(?![a-z])"
MENDED = r"(?:un)?(?:freeze|block|lock|suspend|hotlist)|(?:re|de)activate|disable"
ENGLISH = [
    # freeze 4406 at once, take the hold off 5590, the 4406 card, the 3876 one
    rf"\b(?:{MENDED}) (?:my |the )?(?P<tail>{FOUR})(?={CLOSES})",
    rf"\b(?:freeze|block|hold|lock|suspension) (?:on|off|from|of) (?:my |the )?(?P<tail>{FOUR})(?={CLOSES})",
    rf"\b(?:the|my|this|that) (?P<tail>{FOUR}) (?={CARD_WORD})",
    rf"\b(?:the|my|this|that) {NO_YEAR}{NO_SUM}(?P<tail>{FOUR}) (?=one\b)",
    # transactions on 7342, what's left on 7342, the minimum on 3876
    rf"\b(?:tra[a-z]*ions?|txns?|spend|spending|spent|activity|movements?|bal"
    r"|min(?:imum)?(?: payment)?|left)"
    rf" (?:on|in) (?:my |the )?{NO_YEAR}{NO_SUM}(?P<tail>{FOUR}){ENDS}",
    r"\bhow much (?:is |do i have |have i got |is left |left )?(?:in|on) (?:my |the )?"
    rf"{NO_YEAR}{NO_SUM}(?P<tail>{FOUR})(?={CLOSES})",
    rf"\bstatements?\b[^,.;?!]* for {NO_YEAR}{NO_SUM}(?P<tail>{FOUR}){ENDS}",
    rf"\bon the {NO_YEAR}{NO_SUM}(?P<tail>{FOUR})(?=\W*$)",
    rf"^(?:check|show|use|see) (?:my |the )?{NO_YEAR}{NO_SUM}(?P<tail>{FOUR})(?:,? (?:please|pls))?(?=\W*$)",
]
BARE_TAILS = [
    re.compile(pattern)
    for pattern in [
        rf"{BEGINS}(?P<tail>{FOUR})(?=(?:[和跟与及、]{FOUR})?的?{OF_AN_ACCOUNT})",
        rf"{BEGINS}(?P<tail>{FOUR})(?=的?(?:卡)?(?:解除?挂失|挂失|解冻|冻结))",
        rf"{BEGINS}{NO_YEAR}(?P<tail>{FOUR})(?=的?(?:{MONTH}|上半年|下半年|本季|上季))",
        rf"{BEGINS}{NO_SUM}(?P<tail>{FOUR})(?=的?(?:交易|支出|收入|消费|花[了的费]|收支|进出))",
        rf"(?:余额|明细|账单|流水|账户)\s?{NO_SUM}(?P<tail>{FOUR})(?=$|[\s,。?!吧呢的])",
        rf"^(?:那么?|还有|换成|换到|换|我?要?[查看]一?下?){NO_SUM}(?P<tail>{FOUR})(?=的?[吧呢]?\W*$)",
        rf"^{NO_SUM}(?P<tail>{FOUR})(?=的?[呢吧]\W*$)",
        rf"^(?:改|换)?[成为到]?(?:[从用走]|from |use ){NO_SUM}(?P<tail>{FOUR})(?=(?:来?付款?|扣款?|出|转)?[吧了]?\W*$)",
        rf"^(?:[改换]成)?{NO_SUM}(?P<tail>{FOUR})(?=(?:来?付款?|扣款?|出)[吧了]?\W*$)",
        rf"^(?:那就?|就|还是|改)?[从用]{NO_SUM}(?P<tail>{FOUR})(?=(?:[转存付扣出]|[的吧呢了])*\W*$)",
        rf"\b{NO_YEAR}(?P<tail>{FOUR})(?:'s)?(?= (?:balance|transactions|statement)\b)",
        rf"\b(?:balance|account|card|bill|limit|debt) (?:on|of|for) {NO_YEAR}(?P<tail>{FOUR})(?![\d.])",
        (
            rf"\b(?:came|went|paid|money|payments?|transfers?|deposits?) (?:into|out of"
            rf"|from) {NO_YEAR}(?P<tail>{FOUR})(?=$|[,.?!]| (?:in|on|last|this|since)\b)"
        ),
        *ENGLISH,
        rf"^(?:and|what about|how about) {NO_YEAR}(?P<tail>{FOUR})(?=\W*$)",
    ]
]
OWED = re.compile("(?:[欠借].{2,7}|[转汇打](?!账).{0,6})的$")  # 欠老周的1200今天还了, 转给老周的1200到账没
ALONE = re.compile(rf"({FOUR})\W*")


def bare_tails(text: str) -> Iterator[Found]:
    """Tails in folded text whose other numbers are masked already."""
    for match in (match for pattern in BARE_TAILS for match in pattern.finditer(text)):
        if not OWED.search(text[: match.start()]):
            yield Found(*match.span("tail"), CARD, {"account": digits(match["tail"])})


def lone_tail(text: str) -> str | None:
    """Four digits and nothing else may be a tail as well as an amount: who asked takes what was asked for.

    >>> lone_tail("1969"), lone_tail("19690"), lone_tail("1969元")
    ('1969', None, None)
    """
    alone = ALONE.fullmatch(text)
    return digits(alone[1]) if alone else None
