"""Which sum is ordered, learnt from sentences in which it is marked: 奖金发了三万六,先还信用卡[amount 五千].

Each sum is seen by the words around it, by what stands between it and the next, by its order and size, and by whether
its clause has a verb that orders such a thing or words of what was.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from guitai.money import Money
from guitai.understanding.known import READ_ON
from guitai.understanding.slots import wished
from guitai.understanding.slots.beside_money import Unread
from guitai.understanding.slots.money_words import Sum
from guitai.understanding.slots.reading import Reading, read
from guitai.understanding.slots.words import Meant
from guitai.understanding.tagging import field
from guitai.understanding.tagging.field import Field
from guitai.understanding.tagging.marked import AMOUNT, Marked, all_marked

# What is seen once alone only takes room: kept from learning it chooses as well without.
TRAINING = {"c1": 0.0, "c2": 0.3, "max_iterations": 80, "feature.minfreq": 2}
# How likely it must be that one of several is ordered. Of sentences made to mislead, kept from learning, it chooses two
# in three, and one in fifty of them wrongly.
SURE = 0.97
# With less than that all that are named are only told of, and one alone: of those that are ordered
# one in seventy is asked for, and of those that are not four in five are left out.
TOLD, TOLD_ALONE = 0.1, 0.5
MEANT, TOLD_OF = "M", "O"
PAUSE = re.compile("[,，。;；:：!！?？…~\n]")
MARKS = re.compile(r"([A-Z])\1+")  # a place that was read is as long as what was said
# How a sum is written: else it says that it is money (500块).
WRITTEN = {
    "digits": re.compile(r"[\d.,]+"),
    "numerals": re.compile("[零〇一二三四五六七八九十百两]+"),
    "large": re.compile(r"[\d.,零〇一二三四五六七八九十百两千万亿]*[千万亿wk]"),
}
LONG = 5  # more characters than that are all the same
FAR = 3  # further in the row of sums or clauses is all the same
BETWEEN = 14  # characters between two sums
NEAR, ASIDE = 10, 8  # characters in the same clause, and in the one beside it


def places(reading: Reading) -> list[Sum]:
    """The sums that are named, in their order."""
    return sorted(
        (place for place in reading.sums if place.money is not Unread.COUNT), key=lambda one: one.start
    )


def shown(taught: Mapping[str, Sequence[Marked]]) -> field.Sequences:
    """What is to be learnt of these sentences: of one without a mark, that no sum of it is ordered for certain."""
    for intent, sentences in taught.items():
        for one in sentences:
            reading = read(one.text, READ_ON)
            marks = [span for slot, span in one.spans if slot == AMOUNT]
            sums = places(reading)
            labels = [MEANT if any(_meet(place, span) for span in marks) else TOLD_OF for place in sums]
            if sums:
                yield features(intent, reading, sums), labels


def train(taught: Mapping[str, Sequence[str]]) -> bytes:
    """What is learnt of these sentences, by intent; takes some seconds."""
    return field.trained(shown(all_marked(taught, {intent: {AMOUNT} for intent in taught})), TRAINING)


def learnt(taught: Mapping[str, Sequence[str]], *, keep: bool) -> "Chooser":
    """What chooses for these intents. `keep`: what is learnt is kept for the next start."""
    made_of = [(intent, list(says)) for intent, says in taught.items()]
    return Chooser(field.learnt("sums", made_of, lambda: train(taught), keep=keep), frozenset(taught))


class Chooser:
    """Chooses for the intents that it was taught."""

    def __init__(self, learnt: Field, intents: frozenset[str]) -> None:
        self._field = learnt
        self._intents = intents

    def choose(self, intent: str, reading: Reading) -> Meant:
        """Of several sums the one that is all but certainly ordered; and whether they all are likely only told of."""
        sums = places(reading) if intent in self._intents else []
        if not sums:
            return Meant()
        with self._field.reader() as reader:
            reader.set(features(intent, reading, sums))
            chances = [reader.marginal(MEANT, at) for at in range(len(sums))]
        sure = {one.money for one, chance in zip(sums, chances, strict=True) if chance >= SURE}
        several = len({one.money for one in sums}) > 1
        only = sure.pop() if several and len(sure) == 1 else None
        told = max(chances) < (TOLD if several else TOLD_ALONE)
        return Meant(only if isinstance(only, Money) else None, told)


def features(intent: str, reading: Reading, sums: Sequence[Sum]) -> list[list[str]]:
    """For each sum what is seen of it."""
    clauses = [_clause(reading.valued, place) for place in sums]
    tells = [_tells(intent, reading.folded[slice(*clause)]) for clause in clauses]
    return [
        [
            f"i:{intent}",
            *_around(intent, reading.valued, place),
            *_size(place, sums),
            *_written(intent, reading, place),
            *_row(at, len(sums)),
            *_told(
                tells[at], [told for one, told in zip(sums, tells, strict=True) if one.money != place.money]
            ),
            *(_between(reading.valued, sums[at - 1], place, "b") if at else ()),
            *(_between(reading.valued, place, sums[at + 1], "n") if at + 1 < len(sums) else ()),
        ]
        for at, place in enumerate(sums)
    ]


def _around(intent: str, text: str, place: Sum) -> Iterator[str]:
    before, behind = PAUSE.split(text[: place.start]), PAUSE.split(text[place.end :])
    left, right = f"^{_short(before[-1])}", f"{_short(behind[0])}$"
    for many in (1, 2, 3, 4):
        yield f"L:{left[-many:]}"
        yield f"R:{right[:many]}"
    for many in (1, 2):
        yield f"iL:{intent}:{left[-many:]}"
        yield f"iR:{intent}:{right[:many]}"
        yield from (f"LR:{left[-many:]}A{right[:other]}" for other in (1, 2))
    yield from (f"l:{some}" for some in _grams(left[1:][-NEAR:], 3))
    yield from (f"r:{some}" for some in _grams(right[:-1][:NEAR], 3))
    yield from (f"ll:{some}" for some in _grams(_short(before[-2])[-ASIDE:] if before[1:] else "^", 2))
    yield from (f"rr:{some}" for some in _grams(_short(behind[1])[:ASIDE] if behind[1:] else "$", 2))
    yield f"clauses before:{min(len(before) - 1, FAR)}"
    yield f"clauses behind:{min(len(behind) - 1, FAR)}"


def _size(place: Sum, sums: Sequence[Sum]) -> Iterator[str]:
    if isinstance(place.money, Unread):
        yield f"unread:{place.money.name}"
        return
    said, fen = [one.money for one in sums], place.money.fen
    others = [money.fen for money in said if isinstance(money, Money) and money.fen != fen]
    yield "money"
    if others:
        yield "most" if fen > max(others) else "least" if fen < min(others) else "middle"
        yield from ["tiny"] if fen * 20 <= min(others) else []
    yield from ["again"] if said.count(place.money) > 1 else []
    pairs = [(one, other) for at, one in enumerate(others) for other in others[:at]]
    yield from ["total"] if any(one + other == fen for one, other in pairs) else []
    yield from ["rest"] if any(abs(one - other) == fen for one, other in pairs) else []


def _written(intent: str, reading: Reading, place: Sum) -> Iterator[str]:
    """Whether it is said to be money, or is a bare number, which may count anything; and what stands around that."""
    word = reading.folded[place.start : place.end].strip()
    how = next((how for how, form in WRITTEN.items() if form.fullmatch(word)), "unit")
    left = _short(reading.valued[max(0, place.start - 2) : place.start])
    right = _short(reading.valued[place.end : place.end + 2])
    yield from (f"w:{how}", f"w:{how}:{min(len(word), LONG)}", f"iw:{intent}:{how}")
    yield from (f"wL:{how}:{left[-1:]}", f"wL:{how}:{left}", f"wR:{how}:{right[:1]}", f"wR:{how}:{right}")


def _row(at: int, many: int) -> Iterator[str]:
    yield f"from:{min(at, FAR)}"
    yield f"to:{min(many - 1 - at, FAR)}"
    yield f"many:{min(many, FAR + 1)}"


def _tells(intent: str, clause: str) -> tuple[bool, bool, bool]:
    """Whether it has a verb that orders, words of what is told, words of what was."""
    verbs = wished.VERBS.get(intent)
    return (
        bool(verbs and verbs.search(clause)),
        bool(wished.TOLD.search(clause)),
        bool(wished.BEFORE.search(clause)),
    )


def _told(here: tuple[bool, ...], others: Sequence[tuple[bool, ...]]) -> Iterator[str]:
    orders, told, was = here
    ordered, all_told = any(one[0] for one in others), all(one[1] for one in others)
    yield from (f"orders:{orders}", f"told:{told}", f"was:{was}", f"here:{orders}{told}{was}")
    yield from (f"others:{ordered}", f"others told:{any(one[1] for one in others)}")
    yield f"both:{orders}{told}|{ordered}{all_told}"


def _between(text: str, one: Sum, other: Sum, side: str) -> Iterator[str]:
    between = _short(text[one.end : other.start])
    yield f"{side}:all:{between}"
    yield from (f"{side}:{some}" for some in _grams(between[:BETWEEN], 3))


def _clause(text: str, place: Sum) -> tuple[int, int]:
    before, behind = PAUSE.split(text[: place.start])[-1], PAUSE.split(text[place.end :])[0]
    return place.start - len(before), place.end + len(behind)


def _short(text: str) -> str:
    return MARKS.sub(r"\1", text)


def _grams(text: str, most: int) -> list[str]:
    """Every run of characters up to so many, each once, in a fixed order."""
    return sorted({text[at : at + many] for many in range(1, most + 1) for at in range(len(text) - many + 1)})


def _meet(place: Sum, span: tuple[int, int]) -> bool:
    return place.start < span[1] and span[0] < place.end
