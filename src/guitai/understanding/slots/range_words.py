"""Which movements of many are meant: 500元以上, 1000到2000之间, 最近5笔, 最大的一笔."""

import re
from collections.abc import Iterator
from itertools import pairwise

from guitai.understanding.slots.found import COUNT, Found
from guitai.understanding.slots.money_words import Sum, sums
from guitai.understanding.slots.number_words import NUMERAL, WORDS, whole

MOST_BEFORE = re.compile(
    r"(?:不[超大高多]?[过于]|[小低少]于(?<!不[小低少]于)|不到|不足|[最至]多|<=?"
    r"|\b(?:under|below|up to|at most|(?:(?<!no )(?<!not )less|lower|no more|not more) than))\s?[是有花]?\s?$"
)
LEAST_BEFORE = re.compile(
    r"(?:超过|[大高多]于|不[小低少]于|[最至]少|起码|>=?"
    r"|\b(?:over|above|at least|exceeding|(?:more|greater|higher|larger|no less|not less) than))\s?[是有花]?\s?$"
)
LEAST_AFTER = re.compile(r"\s?(?:及|或|和)?(?:[以之]上|\s?(?:or|and) (?:more|above|over|up)\b)")
MOST_AFTER = re.compile(r"\s?(?:及|或|和)?(?:[以之][下内]|\s?(?:or|and) (?:less|below|under)\b)")
TO = re.compile(r"\s?(?:到|至|-|~|—|–|to)\s?")
AND = re.compile(r"\s?(?:和|与|跟|and)\s?")
BETWEEN_BEFORE, BETWEEN_AFTER = re.compile(r"(?:\bbetween |在)$"), re.compile(r"\s?(?:之间|中间)")
NEAR = 20  # characters before a number; the words that make it a bound stand closer

MANY = rf"(?P<count>\d{{1,3}}|[{NUMERAL}]{{1,3}})"
ENGLISH_MANY = rf"(?P<english>\d{{1,3}}|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
MOVEMENT = (
    r"(?:transactions?|payments?|purchases?|transfers?|movements?|entries|entry|deposits?|debits?|charges?)"
)
NEWEST = re.compile(
    rf"(?:最近|最新|最后|最大)的?{MANY}[笔条](?!.*最[大多高])"
    r"|(?P<one>(?:上|最后|最近|最新)的?那?一?笔)"
    rf"|\b(?:last|latest|newest|most recent|recent) {ENGLISH_MANY}(?= {MOVEMENT}\b| of them\b|\W*$)"
    rf"|\b(?P<single>(?:last|latest|newest|most recent) {MOVEMENT.replace('s?', '')})\b"
)
LARGEST = re.compile(
    rf"最大的?(?:那?[\d{NUMERAL}]{{0,3}}笔|支出|消费|开[销支]|花[销费]|收入|进账|交易|转账|金额)"
    "|最[多高大](?:的|额)?那?一?笔|最贵|金额最[大高]"
    r"|\b(?:largest|biggest|highest|most expensive)\b"
)


def ranges(text: str) -> Iterator[Found]:
    """Bounds of an amount, both of them within it. They leave no marks: the numbers' own say enough."""
    named = [place for place in sums(text) if place.said is not None]
    joined: set[Sum] = set()
    for one, two in pairwise(named):
        if one not in joined and (bounds := _between(text, one, two)):
            joined |= {one, two}
            yield Found(one.start, two.end, "", bounds)
    for place in named:
        if place not in joined and (bound := _bound(text, place)):
            yield Found(place.start, place.end, "", {bound: place.said})


def picks(text: str) -> Iterator[Found]:
    """How many of the newest are meant, or that the largest is."""
    for match in NEWEST.finditer(text):
        said = match["count"] or match["english"]
        newest = whole(said) if said else 1
        if newest:
            yield Found(
                *match.span("count" if match["count"] else "english" if said else 0),
                COUNT if said else "",
                {"newest": newest},
            )
    for match in LARGEST.finditer(text):
        yield Found(*match.span(), "", {"largest": True})


def _between(text: str, one: Sum, two: Sum) -> dict[str, object] | None:
    """From one to the other. 1到2万 is left out: the first may be ten thousand as well."""
    joint = text[one.end : two.start]
    named = BETWEEN_BEFORE.search(text[: one.start]) or BETWEEN_AFTER.match(text, two.end)
    if not (TO.fullmatch(joint) or (named and AND.fullmatch(joint))):
        return None
    least, most = one.said, two.said
    if least is None or most is None or not least < most or least * 100 < most:
        return None
    return {"least": least, "most": most}


def _bound(text: str, place: Sum) -> str | None:
    before = text[max(0, place.start - NEAR) : place.start]
    if MOST_BEFORE.search(before) or MOST_AFTER.match(text, place.end):
        return "most"
    return "least" if LEAST_BEFORE.search(before) or LEAST_AFTER.match(text, place.end) else None
