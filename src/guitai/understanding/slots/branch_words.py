"""Where a branch is wanted, and what for, as it was said: 南山支行, 人民广场, 换外币, open an account."""

import re
from collections.abc import Iterator

from guitai.understanding.slots.gazetteer import Span, english, lexicon
from guitai.understanding.slots.noun_words import SMALL, noun_before

HAN = "[\u3400-\u9fff]"
NEAR = "(?:附近|周边|周围|旁边|边上|一带|那边|这边|那儿|那里|里面|对面|隔壁|嗰边|嗰头)"
BRANCH = r"(?:网点|支行|分行|银行|营业厅|营业部|分理处|atm|取款机|提款机|柜员机|你们|你哋|贵行|咱们?行)"
# 人民广场附近, 旺角有冇分行, 福田的网点, 浦东哪里有网点: what stands before these is a place.
AFTER_PLACE = re.compile(
    f"(?:的)?{NEAR}|(?:的|有没有|有冇|有无|有几个|有几家|有多少|有哪些|有哪个|有|哪里有|哪有|哪儿有"
    f"|边度有|哪个|哪家|哪间|最近的|最大的|就近的|这里有|这边有)+(?={HAN}{{0,6}}{BRANCH})"
)
BEFORE_PLACE = re.compile(r"(?:离|距离?|去|到|在|于|住在?|喺|来)(?:了)?$")
GOING = re.compile(
    f"(?:去|到|在|喺|来|选|约)(?P<name>{HAN}{{2,10}}?)(?:的)?(?:那家|那个|的)?(?=办|打|拉|领|补|激|挂"
    "|开|取|存|换|做|搞|约|预约|[A-Z]|$|,|咨询|面签|签)"
)
BOUNDARY = re.compile(
    "[一两几这那哪][个家间]|预约|预订|查一?下|查询|查找|找一?下|看一?下|看看|请问|附近|周边|最近|就近"
    "|离我|哪个|哪家|哪里|哪有|什么|有没有|有冇|帮我|帮忙|给我|我要|我想|想要|告诉我|在哪|怎么|办理"
    "|办业务|导航|"
    "[的了吗呢吧我你您他们把将在到去从离给帮让请是有没冇无想要约查找看问嘅喺去搵睇揾办能可换取做,]"
)
NO_PLACE = re.compile(
    "^(?:附近|最近|周边|旁边|这|那|哪|我|你|本|贵|其他|其它|别的|一|几|所有|银行|营业|自助|对公|个人"
    f"|24|人少|人多|不用|排队|预约|柜台|工商|农业|建设|招商|中国|交通)|^{SMALL}+$|银行$|^.?$"
)
ENDS = re.compile(rf"(?:{NEAR}|店|号|期|附近|业务|时间|柜台|预约|排队|经理)$")
WHERE = r"\b(?:near|in|at|around|to|by|close to|next to|from|nearest to|closest to|for)"
ENGLISH_BRANCH = re.compile(r"(?P<name>[A-Z][\w'’]+(?: [A-Z][\w'’]+){0,2} [Bb]ranch)\b")
LOWER_BRANCH = re.compile(
    r"\b(?:the|to|at|in|of|your) (?P<name>(?!(?:the|to|at|in|of|nearest|closest|any|an?|your|my|this"
    r"|that|which|what|local|bank|same|other|another|next|right|first|main)\b)[a-z]+(?: [a-z]+)?"
    r" branch)\b"
)
ENGLISH_PLACE = re.compile(rf"{WHERE} (?:the )?(?P<name>[A-Z][\w'’-]*(?: (?:of |the )?[A-Z][\w'’-]*){{0,3}})")
LOWER_PLACE = re.compile(
    r"\b(?:near|around|close to|next to|nearest to|closest to) (?P<name>(?:my |the |our )?(?!me\b|here\b"
    r"|my\b|the\b|our\b|by\b|that\b|this\b|where\b|us\b)[a-z]+(?: (?!to\b|on\b|at\b|and\b|for\b|with\b"
    r"|that\b|where\b|which\b|please\b|open\b|now\b|today\b|tomorrow\b)[a-z]+){0,2})"
)
NOT_PLACE = re.compile(
    r"(?:i|i'm|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|mon\w*"
    r"|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|atm|rmb|cny|wechat|id)$"
)
HAS = re.compile("有(?:啥|什么|咩|没有|无|哪些|冇)|边度|哪里|哪儿|哪有")
GAP = re.compile("[\u3400-\u9fff]{1,3}?(?=站|路|街|区|广场|大厦|机场|大学|医院|中心)")


def places(text: str, said: str) -> list[Span]:
    """Every place that is named in masked text. Near here is none."""
    found = [place for place in _chinese(text) if _is_place(text[slice(*place)])]
    if found:
        return _longest(found)
    cities = lexicon("place", "cities").spans(text)
    if cities:
        return _longest([(start, _to_ending(text, end)) for start, end in cities])
    return [*_english(text, said)]


def services(text: str) -> list[Span]:
    """What is to be done at the branch, without 办 before it."""
    found = lexicon("service", "words").spans(text)
    specific = [
        place for place in found if text[slice(*place)] not in {"取款", "存款", "理财", "基金", "黄金"}
    ] or found
    return specific + [match.span() for match in _english_services(text)]


def _chinese(text: str) -> Iterator[Span]:
    for _, end in lexicon("place", "branches").spans(text):
        yield noun_before(text, end, boundary=BOUNDARY)
    for match in AFTER_PLACE.finditer(text):
        yield noun_before(text, match.start(), boundary=BOUNDARY)
    for match in HAS.finditer(text):
        start, end = noun_before(text, match.start(), boundary=BOUNDARY)
        if end - start > 2 and lexicon("place", "endings").before(text, end) < end:
            yield start, end
    for match in GOING.finditer(text):
        start, end = noun_before(text, match.end("name"), boundary=BOUNDARY)
        city = lexicon("place", "cities").at(text, start)
        if city > start or _known(text[start:end]):
            yield start, _to_ending(text, city) if city > start else end


def _is_place(word: str) -> bool:
    bare = re.sub("(?:支行|分行|营业网点|银行网点|网点|营业厅|营业部|分理处|营业所|储蓄所)$", "", word)
    if not bare or NO_PLACE.search(bare) or ENDS.search(bare):
        return False
    if bare != word:
        return True
    return _known(word) or 2 <= len(word) <= 4


def _known(word: str) -> bool:
    """Whether it is a place by itself: a city, or what ends like a place."""
    names, ends, kinds = lexicon("place", "cities"), lexicon("place", "endings"), lexicon("place", "branches")
    length = len(word)
    return (
        names.at(word, 0) > 0
        or (length > 2 and ends.before(word, length) < length)
        or kinds.before(word, length) < length
    )


def _to_ending(text: str, end: int) -> int:
    """深圳南山 and 福田区: what goes on with another place or an ending is one place."""
    known, ends, branches = (lexicon("place", name) for name in ("cities", "endings", "branches"))
    while (longer := max(words.at(text, end) for words in (known, ends, branches))) > end:
        end = longer
    gap = GAP.match(text, end)  # 深圳北站, 上海虹桥机场
    return max((ends.at(text, at) for at in range(end, gap.end() + 1)), default=end) if gap else end


def _longest(found: list[Span]) -> list[Span]:
    """Of places that overlap, the longest."""
    kept: list[Span] = []
    for place in sorted(set(found), key=lambda span: span[0] - span[1]):
        if not any(place[0] < end and start < place[1] for start, end in kept):
            kept.append(place)
    return sorted(kept)


def _english(text: str, said: str) -> Iterator[Span]:
    """The first place that one of the patterns finds, by its capitals if it has them."""
    if not re.search("[a-z]", text):
        return
    every = [(one.span("name"), one["name"]) for one in ENGLISH_BRANCH.finditer(said)]
    every += [(one.span("name"), one["name"]) for one in LOWER_BRANCH.finditer(text)]
    every += [(one.span("name"), one["name"]) for one in ENGLISH_PLACE.finditer(said)]
    every += [(one.span("name"), one["name"]) for one in LOWER_PLACE.finditer(text)]
    yield from [
        span for span, name in every if text[span[0]].islower() and not NOT_PLACE.match(name.lower())
    ][:1]


def _english_services(text: str) -> Iterator[re.Match[str]]:
    return english("service").finditer(text)
