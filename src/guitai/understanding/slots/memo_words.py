"""What is remarked on a transfer: in so many words, or by what the money is for."""

import re
from collections.abc import Iterator

from guitai.understanding.slots.found import REMARK, Found
from guitai.understanding.slots.gazetteer import Span, lexicon
from guitai.understanding.slots.named_things import quoted

# How it is put: 备注就写生活费, 附言再加一句 生日快乐. But 备注加班费 and 备注再见 begin with it themselves.
UP = "(?:上(?![次回个月周年])|返(?![程工修岗]))?"
PUT = (
    r"(?:(?:[呢嘛啊呀],?)?(?:(?:别|不要|唔好)写(?:[这那]个|[^,。;]{1,6}?),?(?=写))?(?:请|就|也|都|先|再|还是?|记得|别忘了|帮我|给我)*"
    rf"(?:写{UP}|填上?|打(?![车印包赏针球工]){UP}|注明|加(?:上|入|(?=一?[个句条]|\s?:)))"
    r"|[也再还]加(?!班|油|薪|倍))(?:一?[个句](?![人体税月]))?"
)
NONE = "[也都就]?(?:不[用填写要必]|(?:别|勿|甭|免|唔使|唔好)再?[写填打加留](?![^,。;]{1,6},?写))"
MEMO = re.compile(
    "(?:并|再|请|加个?|帮我)?(?:(?<![准用要必])备注|附言|留个?言|附个?言|附注|摘要|注明|用途|写明|写上|标注"
    r"|(?:memo|remark|note)(?=[一-鿿]))(?!名|改|修|吗|呢(?!,?就?[写填])|空|"
    rf"{NONE}|随便|没|算了"
    rf"|是什么|怎么|给客服|板)(?:[这那]?[一栏里项]*(?:{PUT})|一下|为|是|说|成)?(?P<put>[\s:,“”\"「『]*)"
    r"(?:[那这]个)?(?P<memo>(?!转[给\d账])[^\s,。;!?“”\"」』](?:(?!给[^,。]{1,6}[转汇打付]|(?:转|汇|打|(?<![首代应预已垫])付)(?:\d|[一二两三四五六七八九十百千]|给|账"
    r"|款))[^,。;!?“”\"」』])*)[“”\"」』]?"
    r"|\b(?:put|write|add|state|enter|with|mark it)(?: down)?(?: the words?)? [\"'“‘]?"
    r"(?P<into>(?!the\b|a\b|an?y?\b|it\b|th(?:is|at|ese|ose)\b|in\b|as\b|some)[^,.;!?\"”]{2,40}?)[\"'”’]?"
    r" (?:as|in|into|on|for) (?:the |a |my )?(?:memo|note|message|reference|remarks?|comment|narration)\b"
    r"|\b(?:with (?:the |a )?)?(?:memo|note|message|reference|saying|remark|comment|narration)(?: is| saying| that"
    r" says| (?:should|to) (?:say|read|be)|(?: (?:it|this|that)(?: down)?)? as)?"
    r"[\s:\"'“‘]+(?P<english>[^\s,.;\"“][^,.;\"”]*?)[\"”'’]?(?=[,.;!?]|$)"
)
# What follows a pause goes on with it (押金，下月退我200), but for what is said of the transfer (押金，明天转).
MORE = re.compile(r",\s?(?P<more>[^,。;!?]+)")
OF_THE_TRANSFER = re.compile(
    r"转(?![正学校让])|汇|打(?![车球])|付|到账|金额|收款|账[户号]|尾号|手机|[卡改换]|实时|[立即马]上|立[即刻]|次日|每|尽快|谢|麻烦|拜托|帮|请"
    r"|取消|撤销|确认|给[^退还,]{1,4}$|^[从用拿别不省免]|[他她]|[a-z]{3}"
    r"|^(?:[¥\d零一二两三四五六七八九十百千万.:块元钱今明后大上下周月日号天晚早午中点半时分年个礼拜星期前之吧就的在]|最[迟晚])+$"
)
OWED = re.compile(
    "[退补]|还(?![有要是得想可没差])"
)  # 借款，下个月还你: where no colon says that all of it is dictated
CLOSING = frozenset("“”\"」』'’)")
ENDS = re.compile("(?<=.)(?:(?<![酒网氧贴])吧|就行了?|就好了?|就可以了?|即可)+$")
REMARK_WORD = (
    r"(?:备注|附言|留言|附注|摘要|注明|用途|写明|写上|标注|附个言|memo|note|message|reference|saying|remark)"
)
REMARKED_BEFORE = re.compile(rf"{REMARK_WORD}[^,。;]{{0,8}}$")
REMARKED_AFTER = re.compile(rf".[^,。;]{{0,6}}{REMARK_WORD}")
FOR = re.compile("(?:A(?:块钱?|元钱?|蚊)?的?|当|作为|做|算|用于|是)$")
# Of what day that is: 作为明天的饭钱, 转500明天的饭钱.
WHOSE_DAY = re.compile(
    r"(?:作为|当作?|算作|用于|(?:转|汇|打|付|给)[账款钱]?\s?[\d一二两三四五六七八九十百千万.]+(?:块钱?|元)?(?=.+的$))"
    r"(?P<day>(?:[昨今明后前][天日晚早]|大[后前]天|[上下这本]个?(?:月|周|星期|礼拜|季度)|[去今明]年"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|周[一二三四五六日末])+(?:[早中晚]上?|[上下]午)?的?)$"
)
FOR_ENGLISH = re.compile(
    r"\bfor (?:the |a |an |his |her |their |our |my )?(?P<purpose>(?!me\b|him\b|her\b|them\b|us\b|now\b"
    r"|sure\b|free\b|it\b|each\b|all\b|both\b|everyone\b)(?:T+ )?[a-z]+(?:['’]s)?(?: (?!please\b|today\b|tomorrow\b"
    r"|now\b|from\b|to\b|on\b"
    r"|by\b)[a-z]+){0,2})",
    re.ASCII,
)
TOLD = re.compile(r"[,.;?!] ?(?:he|she|they|we|it|i)\b(?:(?!send|pay|transfer|wire|give)[^,.;?!])*$")


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
        english = "into" if found["into"] else "english"
        start, end = _dictated(folded, found) if found["memo"] else found.span(english)
        after = end + (folded[end : end + 1] in CLOSING)
        yield Found(found.start(), after, REMARK, {"memo": ENDS.sub("", said[start:end].strip())})
    else:
        for at, end in lexicon("memo", "purposes").spans(folded):
            if whose := WHOSE_DAY.search(folded[:at]):
                start = whose.start("day")
                yield Found(start, end, REMARK, {"memo": said[start:end]})


def _dictated(folded: str, found: re.Match[str]) -> Span:
    """All of it, with what goes on with it behind a pause; what closes around it ends it: (备注：饭钱)."""
    start, end = found.span("memo")
    while (more := MORE.match(folded, end)) and not OF_THE_TRANSFER.search(more["more"]):
        if ":" not in found["put"] and not OWED.search(more["more"]):
            break
        end = more.end()
    opened = 0
    for at in range(start, end):
        opened += (folded[at] == "(") - (folded[at] == ")")
        if opened < 0:
            return start, at
    return start, end


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
