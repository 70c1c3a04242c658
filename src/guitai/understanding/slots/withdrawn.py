"""What was said and taken back in the same breath: 转500，不对，600; 分六期……算了还是九期吧. The later stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from guitai.understanding.slots.gazetteer import Span

FILLER = "[啊呀哦噢呃额嗯哎诶唉, 。!的吧.]*"
WRONG = (
    "(?:不对|[哦噢]不|不是(?=[,。 ])|不不不?|错了|[说写打讲搞输]错了?|讲错|更正|口误|唔系|唔啱|应该是|应为"
    r"|改[成为到]|换成|改回"
    r"|(?<=[吧啊呃嗯额哦噢,.])不(?=[,.A-Z]|$)|no,? ?(?:wait|sorry)|wait|sorry|i mean|i meant|make (?:it|that)"
    r"|scratch that|correction|actually|no(?=,))"
)
# 等下转300 is said of later on, 等下，300 of something better.
REGRET = rf"(?:{WRONG}|算[了啦喇罢]|慢着|(?<!行)不行(?!的?话|就)|不够(?=,)|嗯\?|等等(?=[,.!不是]|$)|等一?下(?=[,.!不]))"
# Between two values of one kind. A reason may stand between: 3200，不对，这个月涨了300，3500.
BETWEEN = re.compile(
    rf"(?:[^,。;?]{{0,12}}|[ a-z-]{{,30}}){FILLER}{REGRET}(?:{FILLER}{REGRET})*"
    rf"(?:(?P<reason>{FILLER}(?:(?!那)[\u3400-\u9fffACT]){{1,14}},)[^A-Z,;?]{{0,3}}|[^A-Z;?]{{0,8}})"
)
# What comes on top, or was before, is not said in the place of anything.
MORE = re.compile(r"还[有要]|再|另|加|也|又|上[次回]|之前|刚才|\b(?:and|also|plus)\b")
FALTERED = re.compile(r"\s?\.{3,}\s?")  # 三张……四张; of money it may be a range
RATHER = re.compile(r"[^,。;?A-Z]{0,8}[,。 ]\s?还是[^,。;?A-Z]{0,3}")  # 存2万定期，还是3万吧
VERB = "(?P<verb>[充转存取还借买赎贷分付交要])"
COIN = "(?:块钱?|元钱?|蚊)?"
# The value's place is marked with a #.
INSTEAD = re.compile(
    rf"不是#{COIN}[, ]*(?:而是|应该是|是|要|系|改成)[^A-Z;?]{{0,3}}|不{VERB}#{COIN}[, ]?[我就只先]?(?P=verb)"
    r"|\bnot(?: for| in| on)? ?#,? ?(?:(?:but|rather|it's|make it|i want|i mean) ?)?(?:(?:for|in|on) ?)?"
)
NOT_LAST = re.compile(
    rf"#{COIN}[, ]*(?:而不是|而唔系|not )[^A-Z;?]{{0,2}}|是#{COIN},?不是"
    rf"|{VERB}#[^,。;?A-Z]{{0,4}},(?:可|千万)?(?:别|不要|唔好)再?(?:给[我他她])?(?P=verb)"
)
# What is meant not to be it, where another is: 三百的不要, 1195那张还在; 别转成三百五, not the 3018 one.
LEFT_ALONE = re.compile(
    r"(?:块钱?|元|蚊)?(?:的?[那这嗰]?[张笔个份])?的?[^,。;?!A-Z]{0,4}"
    r"(?:(?:不[要用动急交缴还转]|唔[使要])(?=[了吧啊管查报喇]|\W|$)|别动|没事|没丢|还在|在身上|留着)"
    r"|[^,.;?!A-Z]{0,20} can wait\b"
)
NOT_IT = re.compile(
    rf"[,.。;!?] ?(?:(?:不是|唔系|别|不要|千万别|不(?=[充转存取还借买赎贷付交]))"
    rf"{VERB.replace('P<verb>', ':')}?[成给到]?"
    r"(?:之前|原来|刚才)?(?:[说讲]的)?(?:尾号)?"
    r"|not (?:the |for |on )?)$"
)
# Who is paid after all: 给李四转60，哦不对，应该是给张三.
AFTER_ALL = re.compile(
    rf"[给畀].*?[,。;!? ]{FILLER}(?:{REGRET}|[弄搞]错了?)(?:{FILLER}(?:{REGRET}))*{FILLER}"
    r"(?P<rest>(?:应该|应当|还是|就|是|要|我)*(?:转|打|汇|付|还)?[给畀](?![他她它佢]).+)"
)
NEAR = 8  # characters before a value that may say that it isn't meant

Said = tuple[int, int, str, object]


def withdrawn(marked: str, said: Iterable[Said]) -> list[Span]:
    """The places of the values that were taken back, of those that were `said`: from, to, of what kind, the value.

    >>> text = "给NN转AAA,不对,是AAA"
    >>> withdrawn(text, [(4, 7, "amount", 500), (12, 15, "amount", 600)])
    [(4, 7)]
    """
    kinds: dict[str, list[Said]] = {}
    for one in sorted(said, key=lambda one: one[:2]):
        kinds.setdefault(one[2], []).append(one)
    gone: list[Span] = []
    for every in kinds.values():
        for one, other in pairwise(every):
            gone += _taken_back(marked, one, other)
        for one, other in zip(every, every[2:], strict=False):  # with one between them that is told of
            gone += [one[:2]] if one[3] != other[3] and regretted(marked, one[1], other[0]) else []
        gone += _said_before(every, gone)
        gone += _not_it(marked, [one for one in every if one[:2] not in gone])
    return gone


def _not_it(marked: str, every: Sequence[Said]) -> list[Span]:
    """What is expressly not meant, where what is left is one: 7720那张，不是0772那张."""
    denied = [
        one
        for one in every
        if LEFT_ALONE.match(marked, one[1]) or NOT_IT.search(marked[max(0, one[0] - 2 * NEAR) : one[0]])
    ]
    left = {one[3] for one in every if one not in denied}
    return [one[:2] for one in denied] if len(left) == 1 else []


def _said_before(every: Sequence[Said], gone: Sequence[Span]) -> list[Span]:
    """Where what was taken back had been said already: 存半年，不对，不存半年，存三个月."""
    last = {one[3]: one[0] for one in every if one[:2] in gone}
    return [one[:2] for one in every if one[0] < last.get(one[3], 0)]


def _taken_back(marked: str, one: Said, other: Said) -> list[Span]:
    if one[3] == other[3] or one[1] > other[0]:
        return []
    if regretted(marked, one[1], other[0]) or _not_meant(INSTEAD, marked, one, other):
        return [one[:2]]
    if _not_meant(NOT_LAST, marked, one, other):
        return [other[:2]]
    settled = re.match(f"{COIN}吧", marked[other[1] :]) is not None
    if settled and RATHER.fullmatch(marked, one[1], other[0]):
        return [one[:2]]
    faltered = FALTERED.fullmatch(marked, one[1], other[0])
    return [one[:2]] if faltered and (one[2] != "amount" or settled) else []


def regretted(marked: str, start: int, end: int) -> bool:
    """Whether what stands between two values takes the first of them back."""
    between = BETWEEN.fullmatch(marked[start:end])
    return between is not None and not MORE.search(between[0].replace(between["reason"] or "", ""))


def said_again(text: str, first: Span, shape: str) -> Iterator[Span]:
    """What has that shape and is said in the place of the first: 尾号7721，嗯？7712，对，7712."""
    again = rf"(?P<again>{shape})(?!\d| ?[元块蚊万千])"
    regret = rf"[^,。;?A-Z\d]{{0,2}}{FILLER}(?:{REGRET}){FILLER}是?"
    instead = re.compile(f"(?:,是|{regret}){again}" if text[: first[0]].endswith("不是") else regret + again)
    at = first[1]
    while found := instead.match(text, at):
        yield found.span("again")
        at, instead = found.end(), re.compile(f"(?:,对,|{regret}){again}")


def whom_after_all(folded: str) -> int | None:
    """Where what says who is paid begins, where somebody else was said before and taken back; else None.

    >>> whom_after_all("给李四转60,哦不对,应该是给张三"), whom_after_all("给李四转60,哦不对,80")
    (14, None)
    """
    found = AFTER_ALL.search(folded)
    return found.start("rest") if found else None


def stands(start: int, end: int, gone: list[Span]) -> bool:
    """Whether this place was not taken back."""
    return not any(first <= start and end <= last for first, last in gone)


def _not_meant(denied: re.Pattern[str], marked: str, one: Said, other: Said) -> bool:
    before = marked[max(0, one[0] - NEAR) : one[0]]
    said = f"{before}#{marked[one[1] : other[0]]}"
    return any(denied.fullmatch(said, at) for at in range(len(before) + 1))
