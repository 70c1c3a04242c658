"""Whether it is asked what deposits earn, as anybody may know: 一年定期利率多少, what's the rate for two years. Pure.

What else is said is asked of something else: a loan, a product, a deposit of one's own.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from guitai.understanding.answer import Wish
from guitai.understanding.fold import fold, said
from guitai.understanding.slots.found import AMOUNT, TIME
from guitai.understanding.slots.reading import read
from guitai.zone import BANK_ZONE

INTENT = "deposits.rates"
CURRENT = "current"  # what earns from day to day
RATE = re.compile(
    "年?利率表?|利息|年化(?:收益)?率?|几个点|几厘"
    r"|(?<![a-z])(?:interest rates?|rates?|interest|apy|pays?|yields?|earns?)(?![a-z])"
)
SAVED = re.compile(
    "整存整取|通知存款|定期存款|活期存款|定期|定存|活期|存款|存钱|存"
    r"|(?<![a-z])(?:fixed|term|time|savings?|current|notice|deposits?|cds?)(?![a-z])"
)
DAILY = re.compile(r"活期|\bcurrent\b")
TERMED = re.compile(r"定期|定存|整存整取|通知|\b(?:fixed|term|time|notice|cds?)\b")
SMALL = re.compile(
    "多少|几多|哪个|边个|现在|而家|目前|今天|今日|最新|当前|最近|你们|你哋|咱们|本行|贵行|这边|这里|银行|请问|问一?下|问|知道|了解"
    "|看一?下|看看|看|查一?下|查|帮我|麻烦|一下|分别|到底|究竟|怎么样|什么|档|期限|如果|要是|可以|是|系|有|为|能|行|给|按|吗|呢|啊"
    "|呀|哦|的|嘅|得|了|个|笔|想|下|那|和|跟|都|各|咩|拿到?|赚|产生|几|期|我(?!的)|要|高"
    r"|(?<![a-z])(?:what'?s|what|are|is|the|your|for|on|of|an?|in|at|how|about|much|do|does|you|i|it|can|could|tell|me|please|hi|hello"
    r"|now|today|currently|right|get|give|given|offer(?:ed)?|per|year(?:ly)?|annual|bank|with|and|to|know|want|like|would|check|see|if|put|would|will"
    r"|money|long|all|higher|better|or|which)(?![a-z])"
)
ASKS = re.compile(r"率|\brates?\b|多少|几|[吗呢么?]|什么|知道|\b(?:what|how)\b")
ANY_TIME = datetime(2026, 1, 1, tzinfo=BANK_ZONE)  # for how long doesn't depend on the day


# A second clause says something else: 利率现在高，存一年. So does 利率高的存款.
PARTED = re.compile(r"[,，。;；!！]\s*\w|高的")
# Of another term, right after that: 那两年呢, and 3 years?
LEANS = re.compile(r"^(?:那么?|还有|and|what about|how about)|呢\W*$|\?\W*$")
ON = re.compile(
    r"[\W_]|那么?|还有|定期|定存|存|的|期|呢|嘞|啊|呀|(?<![a-z])(?:and|what|how|about|for|an?|the|deposits?|fixed|term|then)(?![a-z])"
)


def rates_asked(text: str, before: Sequence[str] = ()) -> Wish | None:
    """The wish to know them, with the term that is named; None where something else is asked.

    `before` is what was said before it: who asked for one rate asks for another by no more than its term.

    >>> [rates_asked(text) is not None for text in ("一年定期利率多少", "存款利率", "贷款利率多少", "我的定期利率")]
    [True, True, False, False]
    >>> rates_asked("存两万半年能拿多少利息").slots["amount"]
    Money(fen=2000000)
    """
    folded = fold(said(text))
    if before and LEANS.search(folded) and (term := _term_alone(text)):
        return Wish(INTENT, term) if rates_asked(before[-1], before[:-1]) else None
    asks = RATE.search(folded) and SAVED.search(folded) and ASKS.search(folded)
    if not asks or PARTED.search(folded):
        return None
    reading = read(said(text), ANY_TIME)
    rest = SAVED.sub(" ", RATE.sub(" ", reading.masked))
    if re.search(r"\w", SMALL.sub(" ", re.sub(f"[{TIME}{AMOUNT}]", " ", rest))):
        return None
    if "term" in reading.slots:
        return Wish(
            INTENT, {slot: reading.slots[slot] for slot in ("term", "amount") if slot in reading.slots}
        )
    daily = DAILY.search(folded) and not TERMED.search(folded)
    return Wish(INTENT, {"account": CURRENT} if daily else {})


def _term_alone(text: str) -> Mapping[str, object]:
    """The term, where nothing else is named."""
    reading = read(said(text), ANY_TIME)
    alone = "term" in reading.slots and not ON.sub("", reading.masked.replace(TIME, " "))
    return {"term": reading.slots["term"]} if alone else {}
