"""The third wish of a message that tells two: either of them may be two, be it a pause alone that parts them."""

from collections.abc import Callable, Sequence
from itertools import combinations

from guitai.understanding.clauses import ACT
from guitai.understanding.fold import fold
from guitai.understanding.joints import Joint, pieces, places
from guitai.understanding.orders.asked_of_order import asks
from guitai.understanding.several_payees import another
from guitai.understanding.understood import Understood

MOST_WISHES = 3
# Of a list, by whether it has the marks of one: how many it has, and how sure each is.
FEWEST, LISTED = {True: 2, False: 3}, {True: 0.9, False: 0.95}
# How sure each of two has to be: less where a word adds it, more where both are surely told as one.
ADDED, PLAINLY, SURELY = 0.85, 0.9, 0.95
ONE_WISH = 0.99

Understand = Callable[[str], Understood]


def with_third(first: Understood, second: Understood, understand: Understand) -> Sequence[Understood]:
    """The two, or three where one of them is two: 余额报一下，再看附近哪个网点人少 behind 无卡取款500，然后."""
    if two := halves(second, [first], understand):
        return [first, *two]
    if two := halves(first, [second], understand):
        return [*two, second]
    return [first, second]


def halves(whole: Understood, besides: Sequence[Understood], understand: Understand) -> Sequence[Understood]:
    """The two wishes that a part of a message is plainly made of, none of which is told `besides`; else none."""
    pause = SURELY if plain(whole, ONE_WISH) else PLAINLY
    for place in places(whole.text):
        enough = pause if place.joint is Joint.PAUSE else ADDED
        if all(plain(understand(side), enough) for side in place.shorter_first):
            both = [understand(place.before), understand(place.behind)]
            if differ([*besides, *both]):
                return both
    return []


def listed(text: str, understand: Understand) -> Sequence[Understood]:
    """The wishes of a list, each of which is plainly one, and another than the rest: 我的定期、我的理财、我的保单."""
    every, marked = pieces(text)
    if not FEWEST[marked] <= len(every) <= MOST_WISHES + 1:
        return []
    if not marked and not all(ACT.search(fold(piece)) or asks(piece) for piece in every[:MOST_WISHES]):
        return []
    found: dict[int, Understood] = {}
    for at in sorted(
        range(len(every)), key=lambda at: len(every[at])
    ):  # a list of names, or a story, shows at once
        found[at] = understand(every[at])
        closes = at == FEWEST[marked] == len(every) - 1 or at == MOST_WISHES  # 都发我, behind it all
        if closes and not found[at].sure:
            del found[at]
        elif not plain(found[at], LISTED[marked]):
            return []
    wishes = [found[at] for at in sorted(found)][:MOST_WISHES]
    return wishes if differ(wishes) else []


def differ(wishes: Sequence[Understood]) -> bool:
    """Whether each is another than all the rest."""
    return all(another(one, other) for one, other in combinations(wishes, 2))


def plain(one: Understood, enough: float) -> bool:
    """Whether it is so surely a wish."""
    return one.wishes and one.confidence >= enough
