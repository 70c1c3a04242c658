"""Names of things that no list can hold, such as products: where one begins and ends, and what speaks for it.

A name is what is left of a clause between small words and verbs. It is believed by its shape (安鑫半年丰, 医药混合A),
or by what is done with it or asked of it (买 …, … 的收益).
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from guitai.understanding.slots.gazetteer import Span

# What is written between these is named: the value needs no other sign.
QUOTED = re.compile(
    r"“([^“”]{2,40})”|\"([^\"]{2,40})\"|「([^「」]{2,40})」|『([^『』]{2,40})』|《([^《》]{2,40})》"
    r"|‘([^‘’]{2,40})’"
)
# A run of what a name may hold: none of the small words and verbs. A pause filled with 嗯 ends it too.
RUN = re.compile(
    "(?:新?能源|碳中和|万能|智能|全能|可转债|无忧|和[谐信睿瑞盈顺润]|[泰祥人]和"
    "|[悦福财运利喜]来(?=[宝福第的里])|未来|不便(?=险)|有色|要素|不动产|多元"
    "|(?![的了吗呢吧啊呀么嘛哦喔噢啦咯喽呗嗯呃们我你他她它您咱俺阿这那嗰哪几谁啥咩乜有没无冇不要想能会请帮给把将从到去就也都又还仲更很太"
    "买卖赎查看问说和跟与嘅咗啲喺唔系隻]|往(?=.{3})|可[以唔不]|较[好高低]|来(?!\\d{1,3}期)"
    "|最[近高低好])[\u3400-\u9fff]){1,14}"
)
# How a name goes on behind: 90天, 一年持有, 2026年第12期, 3号, 2026版, ETF联接C.
STAGE = "(?:持有(?![多几了着的在])|定期开放|定开|封闭|滚动|开放)"
SPAN = rf"(?:\d{{1,3}}|[一二两三六九半十]{{1,2}})(?:年|个?月|天)(?:{STAGE}|[丰盈鑫享宝利红添富赢期版开])+"
TAIL = re.compile(
    r"(?:来(?=第?\d{1,2}期)|[a-z]?\d{2,4}(?=指数|etf|联接|增强)|20\d\d年?(?=第)|第?(?:\d{1,3}"
    r"|[一二三四五六七八九十]{1,3})[期号]|20[2-6]\d(?![\d元块万千.,])版?"
    rf"|{SPAN}|(?:\d{{2,3}}[天日周](?:{STAGE})?期?|\d[天日周](?!收益|年化))(?![之以]?[前内后来])"
    rf"|{STAGE}期?|联接|指数(?:基金)?|增强|优选|精选|(?:fof|etf|lof|qdii|reits?)|[a-e][类款]?(?![a-z])|计划)+"
)


@dataclass(frozen=True)
class Naming:
    """How things of one kind are named, and what is said around their names.

    `first` is what stands at a run's beginning and is no part of a name; `head` and `cut` end one, the first of them as
    its last word. `taken` stands before what is bought, sold or pointed at, `asked` behind what something is asked of.
    `shaped` is how names end, `kind_before` where the word for a kind of thing begins that a name ends with. What
    `never` matches is no name. Where names are `dated` a term or number behind one is a sign of it.
    """

    first: re.Pattern[str]
    head: re.Pattern[str]
    cut: re.Pattern[str]
    taken: re.Pattern[str]
    asked: re.Pattern[str]
    shaped: re.Pattern[str]
    never: re.Pattern[str]
    kind_before: Callable[[str], int]
    dated: bool


NUMBERED = re.compile(r"\d{2,3}(?![\d元块万千百.,%天年月])")
# What has no shape of a name is none either, if it holds what is common in sentences: 上次, 全弄出, 之前, 发薪日扣.
COMMON = re.compile(
    "一[下次共直个笔单分点]|分之"
    "|[上下全弄出入取提扣换投返续追过回起共着被多少总累后前刚别几次笔单款份钱保险卡额银行网店时候今明昨试想做用看家店啱嘅边点撞碰摔坏]"
    "|收益|老[李王张]|期$"
)
SOMEBODY = re.compile("[哥姐叔爷妈爸姨婆嫂伯]")
LATIN = re.compile(
    "(?<![a-z])(?!(?:up|on|for|my|the|in|to|off|out|an|is|do|can|of|and|with)$|buy|sell|claim|quote|check|redeem|cancel|surrender|renew)[a-z]{2,6}$"
)


def quoted(text: str) -> list[Span]:
    """What stands between quotation marks."""
    return [match.span(match.lastindex or 0) for match in QUOTED.finditer(text)]


def named(naming: Naming, text: str, folded: str) -> Iterator[tuple[int, Span]]:
    """Every name in masked text, and how much speaks for it."""
    for run in RUN.finditer(text):
        at, begins = run.start(), True
        while at < run.end():
            if not begins and (more := naming.cut.match(text, at, run.end())):
                at = more.end()
                continue
            start, end, after = _part(naming, text, at, run.end())
            free = begins and not re.search("[\u3400-\u9fff](?<![查看问的把将说了吧])$", text[: run.start()])
            if end - start > 1 and not naming.never.search(text[start:end]):
                yield from _weighed(naming, text, folded, (start, end), free=free)
            at, begins = after, False


def _weighed(
    naming: Naming, text: str, folded: str, place: Span, *, free: bool
) -> Iterator[tuple[int, Span]]:
    """A name with what it goes on with; `free` where nothing stands before it that it might belong to."""
    start, end = place
    word = text[start:end]
    kind = naming.kind_before(word) < len(word)
    tail = (
        None if kind and re.match(r"[\d一二两三六九半十]", folded[end : end + 1]) else TAIL.match(folded, end)
    )
    last = tail.end() if tail else end
    shaped = kind or (bool(tail) and naming.dated) or bool(naming.shaped.search(word))
    if kind and (long := naming.kind_before(word)) > 4 and SOMEBODY.search(word[:long]):
        start += long  # 隔壁王姐天天念叨黄金: who says so is no name
    if shaped and (latin := LATIN.search(text[:start])):
        start = latin.start()  # ESG永续债
    numbered = NUMBERED.match(folded, last) if shaped else None
    if numbered and "A" in text[:last] + text[numbered.end() :]:
        last = numbered.end()  # 丰年享365, where the amount stands elsewhere
    if not shaped and (last - start < 3 or COMMON.search(text[start:last])):
        return
    asked = free and bool(naming.asked.match(text, last))
    if weight := 4 * shaped + 2 * bool(naming.taken.search(text[:start])) + asked:
        yield weight, (start, last)


def likeliest(every: Collection[tuple[int, Span]]) -> list[Span]:
    """Those that most speaks for, none within another."""
    found = [(weight, span) for weight, span in every if not any(_within(span, other) for _, other in every)]
    most = max((weight for weight, _ in found), default=0)
    return [span for weight, span in found if weight == most]


def _within(inner: Span, outer: Span) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _part(naming: Naming, text: str, start: int, end: int) -> tuple[int, int, int]:
    """From where to where a name may stand at the beginning of this, and where the rest begins."""
    first = naming.first.match(text, start, end)
    start = first.end() if first else start
    cut = naming.cut.search(text, start + 1, end)
    last, after = (cut.start(), cut.end()) if cut else (end, end)
    return start, max((head.end() for head in naming.head.finditer(text, start, last)), default=last), after
