"""Where a word or a pause may part two wishes, whatever stands on either side of it. Pure.

Knows no intent: it proposes each place, and who understands both sides decides whether they are two wishes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from guitai.understanding.clauses import LONGEST
from guitai.understanding.fold import fold, said

MOST = 4  # places that are looked at: each takes as long as two sentences
SHORTEST = 2  # characters of a side that says anything


class Joint(Enum):
    """What stands between: a word that adds something (另外, and then), the end of a sentence, or a pause alone."""

    WORD = "word"
    STOP = "stop"
    PAUSE = "pause"


# These add something wherever they stand; the others do only behind a pause: 还有多少, 明天再转.
ANYWHERE = "然后|接着|随后|顺便|顺带|顺边|顺手|跟手|另外|此外|并且|以及|跟住|同埋|仲有(?!几|多)|同时"
BEHIND = "还有(?!多少|几|钱|没有|冇|什么|吗)|还要|仲要|而且|完了|之后|再(?![说见者不怎也次等过]|一次|多)"
ENGLISH = r"(?<![a-z'])(?:oh,? ?)?(?:and|also|plus|then)(?![a-z'])(?:,? ?(?:also|then|plus)(?![a-z']))?"
PAUSE = r"(?:[,;。!?~…]|\.(?=\s|$))"
PLACE = re.compile(
    rf"(?P<word>\s*{PAUSE}*\s*(?:(?:{ANYWHERE})再?|{ENGLISH})[,\s]*"
    rf"|(?:\s*{PAUSE}+\s*|(?<=[\u3400-\u9fff\d])\s+)(?:{BEHIND})[,\s]*"
    # 车险多少钱，意外险也给我买一份
    rf"|\s*{PAUSE}+\s*(?=[^,。;!?也]{{1,6}}也[想要给帮]))"
    r"|(?P<stop>\s*(?:[。;!?…]|\.(?=\s))+\s*)"
    r"|(?P<pause>\s*,\s*|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fffa-z]))"
)
LIST = re.compile(r"\s*[、/]\s*")
PARTS = re.compile(
    rf"{PAUSE}+\s*|(?<=[\u3400-\u9fff\d])\s+(?=[\u3400-\u9fff\d])|(?<=\d)(?=尾号)|(?<=[了掉])(?=再[给帮查看])|(?:{ANYWHERE})"
)


@dataclass(frozen=True)
class Place:
    """Where a text may be parted: what stands before and behind, as it was said, and what joins them."""

    before: str
    behind: str
    joint: Joint

    @property
    def shorter_first(self) -> Sequence[str]:
        """Both sides: the shorter one takes less to be understood, and is less often a wish."""
        return sorted((self.before, self.behind), key=len)


def places(text: str) -> Iterator[Place]:
    """Where it may be parted, first at the words; nowhere in a text that tells a story.

    >>> [(place.before, place.behind, place.joint.value) for place in places("绑一下卡，顺便问问限额")]
    [('绑一下卡', '问问限额', 'word')]
    """
    spoken = said(text)
    if len(spoken) > LONGEST:
        return
    found = [
        Place(spoken[: one.start()].strip(), spoken[one.end() :].strip(" ,，。;；!！"), Joint(one.lastgroup))
        for one in PLACE.finditer(fold(spoken))
    ]
    sides = [one for one in found if min(len(one.before), len(one.behind)) >= SHORTEST]
    yield from sorted(sides, key=lambda one: [*Joint].index(one.joint))[:MOST]


def pieces(text: str) -> tuple[list[str], bool]:
    """What stands between all that may part it, and whether marks of a list do: 我的定期、我的理财、我的保单.

    >>> pieces("余额多少 积分多少 额度还有多少")
    (['余额多少', '积分多少', '额度还有多少'], False)
    """
    spoken = said(text)
    folded = fold(spoken)
    cuts = [one.span() for one in (*PLACE.finditer(folded), *LIST.finditer(folded))]
    if not cuts or len(spoken) > LONGEST:
        return [spoken], False
    starts, ends = (
        [0, *(end for _, end in sorted(cuts))],
        [*(start for start, _ in sorted(cuts)), len(spoken)],
    )
    every = [piece for start, end in zip(starts, ends, strict=True) if (piece := spoken[start:end].strip())]
    return every, LIST.search(folded) is not None
