"""What a character that a recogniser wrote may have been, of all that sums of money are said with, by its sound."""

from collections.abc import Mapping
from functools import cache, lru_cache

from guitai.understanding import pinyin
from guitai.understanding.slots.sounding import FINALS, INITIALS

SYMBOLS = dict(
    zip(
        "零一二两三四五六七八九十百千万块元钱毛角分",
        "ling yi er liang san si wu liu qi ba jiu shi bai qian wan kuai yuan qian mao jiao fen".split(),
        strict=True,
    )
)
WRITTEN = str.maketrans(
    "〇幺壹贰叁肆伍陆柒捌玖拾佰仟萬兩圆圓塊俩", "零一一二三四五六七八九十百千万两元元块两"
)
# Numerals that are taken for one another, whoever speaks.
TWINS = {"一": "七", "七": "一", "四": "十", "十": "四"}
# How likely a character is written for one of the same syllable, for one of a syllable much like it, for a twin;
# that one is written twice, or not at all: beside one that is written as it was said.
SAME, ALIKE, TWIN, TWICE, LOST = 0.055, 0.015, 0.015, 0.005, 0.01


@lru_cache(maxsize=8192)
def could_be(character: str) -> Mapping[str, float]:
    """The signs of a sum that it may stand for, and how likely each is.

    >>> could_be("百"), could_be("是"), could_be("好")
    ({'百': 1.0}, {'四': 0.015, '十': 0.055}, {})
    """
    plain = character.translate(WRITTEN)
    heard = SYMBOLS.get(plain) or syllable(character)
    same = {symbol: SAME for symbol, said in SYMBOLS.items() if said == heard}
    if plain in SYMBOLS:
        return same | {plain: 1.0} | ({TWINS[plain]: TWIN} if plain in TWINS else {})
    return {symbol: ALIKE for symbol, said in SYMBOLS.items() if careless(said) == careless(heard)} | same


@cache
def syllable(character: str) -> str:
    """How a character is said, without its tone; empty for what is no character."""
    return pinyin.syllable(character) if "\u3400" <= character <= "\u9fff" else ""


@cache
def careless(said: str) -> str:
    """A syllable as it is said by those who don't tell n from l, zh from z, ang from an."""
    for careful, easy in INITIALS:
        if said.startswith(careful):
            said = easy + said[len(careful) :]
            break
    for careful, easy in FINALS:
        if said.endswith(careful):
            return said[: -len(careful)] + easy
    return said
