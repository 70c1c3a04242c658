"""What is said of a transfer beside whom and how much: its memo, when it is to arrive, what to do with a payee."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guitai.understanding.slots.found import REMARK, TIME, Found
from guitai.understanding.slots.gazetteer import Span, lexicon
from guitai.understanding.slots.named_things import quoted
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
MEMO = re.compile(
    "(?:并|再|请|加个?|帮我)?(?:(?<![准用要必])备注|附言|留个?言|附个?言|附注|摘要|注明|用途|写明|写上|标注"
    "|(?:memo|remark|note)(?=[一-鿿]))(?!名|改|修|吗|呢|空|不[用填写要]|随便|没"
    r"|是什么|怎么|给客服|板)(?:[这那]?[一栏里项]*(?:请|就)?(?:写上?|填上?|打(?![车印包赏针球工])|注明)"
    r"|一下|为|是|说|成)?[\s:,“”\"「『]*"
    r"(?:[那这]个)?(?P<memo>(?!转[给\d账])[^\s,。;!?“”\"」』](?:(?!给[^,。]{1,6}[转汇打付]|(?:转|汇|打|付)(?:\d|[一二两三四五六七八九十百千]|给|账"
    r"|款))[^,。;!?“”\"」』])*)[“”\"」』]?"
    r"|\b(?:with (?:the |a )?)?(?:memo|note|message|reference|saying|remark)(?: is| saying| that"
    r" says)?[\s:\"'“‘]+(?P<english>[^\s,.;\"“][^,.;\"”]*?)[\"”'’]?(?=[,.;!?]|$)"
)
REMARK_WORD = (
    r"(?:备注|附言|留言|附注|摘要|注明|用途|写明|写上|标注|附个言|memo|note|message|reference|saying|remark)"
)
REMARKED_BEFORE = re.compile(rf"{REMARK_WORD}[^,。;]{{0,8}}$")
REMARKED_AFTER = re.compile(rf".[^,。;]{{0,6}}{REMARK_WORD}")
FOR = re.compile("(?:A(?:块钱?|元钱?|蚊)?的?|当|作为|做|算|用于|是)$")
FOR_ENGLISH = re.compile(
    r"\bfor (?:the |a |an |his |her |their |our |my )?(?P<purpose>(?!me\b|him\b|her\b|them\b|us\b|now\b"
    r"|sure\b|free\b|it\b|each\b|all\b|both\b|everyone\b)(?:T+ )?[a-z]+(?:['’]s)?(?: (?!please\b|today\b|tomorrow\b"
    r"|by\b)[a-z]+){0,2})",
    re.ASCII,
)
TOLD = re.compile(r"[,.;?!] ?(?:he|she|they|we|it|i)\b(?:(?!send|pay|transfer|wire|give)[^,.;?!])*$")
DAY = r"(?P<day>[0-3]?\d|[一二三四五六七八九十廿]{1,3})[号日]"
MONTHLY = re.compile(
    rf"每(?:个)?月的?(?:{DAY}|(?P<last>最后一[天日]|月?[底末]))?"
    rf"|按月(?:的?{DAY.replace('day', 'by')})?"
    r"|\b(?:every|each) month(?: on the (?P<english>\d{1,2})(?:st|nd|rd|th)?)?"
    r"|\bon the (?P<ordinal>\d{1,2})(?:st|nd|rd|th)? of (?:every|each) month"
    r"|\bmonthly\b(?! (?:instal|payment|repayment))(?: on the (?P<monthly>\d{1,2})(?:st|nd|rd|th)?)?"
    r"|\bon the last day of (?:every|each) month",
    re.ASCII,  # a Chinese character ends a word: to 李四 every month
)
AGAIN = re.compile(
    r"每(?:个?(?:星期|礼拜)|周|天|日|年|季度?|隔)"
    r"|\b(?:every|each) (?:(?:two|other|\d) )?(?:days?|weeks?|years?|quarters?|\w+day)\b"
    r"|\b(?:weekly|daily|fortnightly)\b",
    re.ASCII,
)
ARRIVALS = {
    TWO_HOURS: re.compile(
        r"(?:[2两二]个?小时)(?:[之以]?后)?(?:再)?(?:到账|转账?|汇出?|到)?|普通到账"
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
# 过几天, 年底, 发了工资再转, 明天下午, in a few days: later, and nobody knows when.
LATER = re.compile(
    r"(?:年底|年末|月初|月中|月尾|(?:下个?|这个?)(?:月|季度)(?!底|末|初|中|第|最后|\d|[一二三四五六七八九十]{1,3}[号日])|春节|过年"
    r"|(?:下个?|本|这个?)(?:周|星期|礼拜)[里内]?(?![一二三四五六日天末\d])|过[几两]天|过一?阵|(?:晚[点些]|迟[点些]|回头|改天|有空|下班[后以]?)再?"
    r"|(?:到了?|发了?|有了?)(?:工资|薪水|钱)|工资.{0,3}[到发]|[半\d两三四五六七八九十]个?半?(?:小时|钟头?|粒钟|个钟)[之以]?后?"
    r"|下午|晚上|傍晚|夜里|[今明后听]晚|\d+ ?h后)(?!了(?![再就以之])|的|还你)"
    r"|\b(?:in|after) (?:a|an|one|two|three|four|five|six|ten|\d+|a few|some|several) (?:hours?|days?|weeks?|months?)\b"
    r"|\b(?:days?|weeks?|hours?) (?:later|from (?:now|today))\b|\bnext (?:week|month)\b|\blater\b"
    r"|\b(?:tonight|this (?:evening|afternoon)|after (?:work|christmas|payday)|new year)",
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


def memos(folded: str, said: str) -> Iterator[Found]:
    """The memo, as it was said. It is read first: what stands in it is neither an amount nor a person."""
    between = [
        (start, end)
        for start, end in quoted(said)
        if said[start - 1] != "《" and _remarked(folded[:start], folded[end:])
    ]
    if len(between) == 1:
        start, end = between[0]
        yield Found(start - 1, end + 1, REMARK, {"memo": said[start:end].strip()})
    elif found := MEMO.search(folded):
        start, end = found.span("memo" if found["memo"] else "english")
        yield Found(*found.span(), REMARK, {"memo": said[start:end].strip()})


def _remarked(before: str, after: str) -> bool:
    """Whether what is quoted between these is the memo: 备注“拼车费”, 把“班费”写在附言里."""
    return bool(REMARKED_BEFORE.search(before) or REMARKED_AFTER.match(after))


def purposes(text: str) -> list[Span]:
    """What the money is for, where it isn't remarked in so many words: 转1000房租, 当生活费, for dinner."""
    found = [place for place in lexicon("memo", "purposes").spans(text) if _for(text[: place[0]])]
    return found + [
        match.span("purpose")
        for match in FOR_ENGLISH.finditer(text)
        if not TOLD.search(text[: match.start()])
    ]


def _for(before: str) -> bool:
    """Whether what follows is what the money is for. Who sends a 红包 says no more than that they send money."""
    return bool(FOR.search(before)) and not re.search("[发包](?:一?个|了)?A+(?:块钱?|元钱?)?的?$", before)


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
    said = next((found[name] for name in ("day", "by", "english", "ordinal", "monthly") if found[name]), "")
    return whole(said) or 0 if said else 0
