"""What is wished for in a story: people tell why they need it, what happened, and what their neighbour says.

Knows no intent: it parts the story, and chooses among what was made of each part. Beginnings say little: the wish is
where something is asked for, and most often at the end.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guitai.understanding.intents.embedding import LONGEST_BYTES

PAUSE = re.compile(r"(?:[,，。;；!！?？…\n]+|\.(?=\s|$)|\s(?:and|but|so|because)(?=(?: \S+){3}))\s*")
FEWEST = 3  # parts that a story has
MOST = 6  # parts that are looked at, the last ones: each takes as long as a sentence
SHORTEST = 4  # characters of a part that says anything
CERTAIN = 0.9  # how sure a part is of its wish, or of being none
# How likely the whole is any wish, at least, where a part may be one. Of 400 wishes that were set between what is no
# business of ours none was in a story that is less likely one; of 400 stories of nothing else 155 are.
ANYTHING = 0.005
LATE = 0.05  # what it adds at most that a part stands near the end
ASKS = re.compile(
    r"[帮幫给給替]我|[给給]咱|你[给給帮幫]|[麻唔][烦煩该該]|[请請想要吗呢查办辦睇]|可不?可?以|能不能|可唔可以|怎[么麼]|多少|[几幾]多|有没有|有冇"
    r"|看[看下一]|告[诉訴]"
    r"|\b(?:please|pls|can you|could|i want|i need|i'd like|let me|how much|show|what|where|when|do i|does|buy|pay"
    r"|get me|put|send|help)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Part:
    """A part of a story, or two that stand side by side. `late` grows towards the end of it, up to `LATE`."""

    text: str
    late: float

    @property
    def asks(self) -> bool:
        """Whether it asks for something, be it served here or not."""
        return ASKS.search(self.text) is not None


def is_none(text: str, likely: float) -> bool:
    """Whether it surely tells no wish: the whole of it was read, and is so little `likely` to be one."""
    return likely < ANYTHING and len(text.encode("utf-8", "replace")) <= LONGEST_BYTES


def parts(text: str) -> list[Part]:
    """The last parts of it that say anything; none where it is no story."""
    every = [part for part in PAUSE.split(text) if part]
    told = [Part(part, LATE * at / len(every)) for at, part in enumerate(every)]
    if len(every) < FEWEST:
        return []
    return [part for part in told if len(part.text) >= SHORTEST][-MOST:]


def pairs(story: Sequence[Part]) -> Iterator[Part]:
    """Each two side by side: 花了一千三，给我办理赔 says more than either."""
    for one, other in pairwise(story):
        yield Part(f"{one.text},{other.text}", (one.late + other.late) / 2)
