"""What a recogniser of speech makes of a sentence: here and there it hears another character, one too few or too many.

How often, and which, is as it was measured on spoken commands: one character in ten is wrong in poor recordings, and of
those that are wrong half sound the same but for the tone.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from random import Random

from pypinyin import lazy_pinyin
from tests.spoken_sums import in_figures

WRONG = 0.10  # of all characters
# Of what is heard wrongly: another character of the same syllable, one that sounds much like it, none, or it twice.
SAME, ALIKE, LOST, TWICE = "same", "alike", "lost", "twice"
KINDS = {SAME: 0.55, ALIKE: 0.30, LOST: 0.10, TWICE: 0.05}
FIGURES = 0.5  # of all sentences: the numerals in them are written as figures
FULL_STOP = 0.3

# What is easily taken for one another on a bad line, whoever speaks: half of the time that a numeral is heard as
# something that sounds like it, it is this.
NUMERALS = {"四": "十", "十": "四", "一": "七", "七": "一"}
INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), ("r", "l"), ("b", "p"), ("d", "t"))
FINALS = (
    ("ei", "ui"),
    ("ang", "an"),
    ("eng", "en"),
    ("ing", "in"),
    ("uang", "uan"),
    ("iang", "ian"),
    ("ong", "eng"),
)
LEVEL_ONE = range(0xB0A1, 0xD7FA)  # of GB 2312: the characters that are common


class Recogniser:
    """Hears what is said with so many of a hundred characters wrong."""

    def __init__(self, chance: Random, wrong: float = WRONG) -> None:
        self.chance, self.wrong = chance, wrong
        self.said = self.errors = 0  # characters

    def hears(self, said: str) -> str:
        """The sentence as it is written down. A recogniser writes what it has heard: figures come after errors."""
        heard = "".join(self._heard(character) for character in said)
        if self.chance.random() < FIGURES:
            heard = in_figures(heard, self.chance)
        return heard + ("。" if self.chance.random() < FULL_STOP else "")

    def _heard(self, character: str) -> str:
        if not _is_han(character):
            return character
        self.said += 1
        if self.chance.random() >= self.wrong:
            return character
        self.errors += 1
        while (heard := self._misheard(character)) == character:
            pass  # no other sounds so
        return heard

    def _misheard(self, character: str) -> str:
        match self.chance.choices(list(KINDS), list(KINDS.values()))[0]:
            case "lost":
                return ""
            case "twice":
                return character * 2
            case "alike":
                numeral = NUMERALS.get(character, "") if self.chance.random() < 0.5 else ""
                others = numeral or _alike(_syllable(character))
            case _:
                others = _table().get(_syllable(character), "")
        others = others.replace(character, "")
        return self.chance.choice(others) if others else character


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


@cache
def _syllable(character: str) -> str:
    return str(lazy_pinyin(character)[0])


@cache
def _table() -> dict[str, str]:
    """The common characters by their syllable, tones aside."""
    found: defaultdict[str, str] = defaultdict(str)
    for code in LEVEL_ONE:
        if code & 0xFF in range(0xA1, 0xFF):
            character = code.to_bytes(2, "big").decode("gb2312")
            found[_syllable(character)] += character
    return dict(found)


@cache
def _alike(syllable: str) -> str:
    """The characters of syllables that speakers of many dialects don't tell from this one."""
    return "".join(_table().get(other, "") for other in sorted(set(_confused(syllable))))


def _confused(syllable: str) -> Iterator[str]:
    for one, other in (*INITIALS, *((b, a) for a, b in INITIALS)):
        if syllable.startswith(one):
            yield other + syllable.removeprefix(one)
    for one, other in (*FINALS, *((b, a) for a, b in FINALS)):
        if syllable.endswith(one):
            yield syllable.removesuffix(one) + other
