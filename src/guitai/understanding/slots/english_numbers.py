"""Numbers in English words: two hundred and fifty, 1.2 million, two and a half thousand, 20 grand."""

import re
from fractions import Fraction

WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * tens
    for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
ONES = frozenset(word for word, number in WORDS.items() if 0 < number < 10)
WAN = "wan"  # 万, among those who live here: 5 wan
SCALES = {WAN: 10**4} | {
    word: size
    for size, words in {
        100: "hundred hundreds",
        1000: "thousand thousands grand",
        10**6: "million millions mil",
        10**9: "billion billions",
        # as they count in India
        10**5: "lakh lakhs lac lacs",
        10**7: "crore crores",
    }.items()
    for word in words.split()
}
# 1,50,000 is grouped as in India. Where it does not end in noughts it may be a list of sums: 10,20,300.
ARABIC = re.compile(
    r"(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?|[1-9]\d?(?:,\d{2})+,000(?:\.00?)?", re.ASCII
)

# It is a surname too, so it is a number only between one and what isn't a name.
FIGURES = r"(?:\d[\d,.]*\d|\d)"
COUNT = rf"(?:{FIGURES}|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
WAN_RUN = (
    rf"{COUNT}\s?{WAN}(?:\s{COUNT} (?:thousand|hundred)(?![a-z])"
    r"|(?=\W*$|[,.!?;]|\s(?:to|into|for|from|in|on|at|of|off|yuan|rmb|please|pls|now|today)(?![a-z])|\s?[\u3400-\u9fffA-Z]))"
)
SCALE = rf"(?:{'|'.join(sorted(SCALES.keys() - {WAN}, key=len, reverse=True))})"
WORD = rf"(?:{'|'.join(sorted([*WORDS, *(SCALES.keys() - {WAN})], key=len, reverse=True))})"
JOINT = r"(?:\s|-|\sand\s|\spoint\s)"
HALF = Fraction(1, 2)
PARTS = {"half": HALF, "three quarters": Fraction(3, 4), "quarter": Fraction(1, 4)}
PART_OF = rf"(?:half|(?:a )?quarter|three quarters)(?: of)? (?:an? )?{SCALE}"
ENGLISH_RUN = (
    rf"(?<![a-z\d])(?:{WAN_RUN}|{PART_OF}"
    rf"|(?:an?\s|{FIGURES}\s?(?={SCALE}))?{WORD}"
    rf"(?:{JOINT}(?:{WORD}|{FIGURES}\s{SCALE})|\sand an? half(?= {SCALE}))*)(?![a-z])"
)
MOST = 10**10  # above every scale


def english_number(text: str) -> Fraction | None:
    """The number that these words are from end to end, or None where it can't be read for certain.

    >>> english_number("two hundred and fifty"), english_number("half a million"), english_number("one fifty")
    (Fraction(250, 1), Fraction(500000, 1), None)
    >>> english_number("a quarter of a million"), english_number("three quarters of a million")
    (Fraction(250000, 1), Fraction(750000, 1))
    """
    words = re.split(r"[\s-]+|(?<=\d)(?=[a-z])", text)
    if re.fullmatch(PART_OF, text):
        return next(part for name, part in PARTS.items() if name in text) * SCALES[words[-1]]
    if "point" in words:
        return _with_point(words)
    if words[-1] in ONES and SCALES.get(words[-2] if words[1:] else "", 0) > 100:
        return None  # a thousand five is 1,005 or 1,500
    return _falling(words)


def _falling(words: list[str]) -> Fraction | None:
    """Words of falling scale. A scale needs a number before it: a hundred, not hundred."""
    total, part, last, scale = Fraction(0), Fraction(0), "", MOST
    for word in words:
        if word in SCALES:
            if (not part and last not in {"a", "an"}) or SCALES[word] >= scale:
                return None
            part = (part or Fraction(1)) * SCALES[word]
            if SCALES[word] > 100:
                total, part, scale = total + part, Fraction(0), SCALES[word]
        elif word == "half":
            part += HALF
        elif (value := _small(word, part)) is not None:
            part += value
        elif word not in {"and", "a", "an"}:
            return None
        last = word
    return None if last in {"and", "a", "an"} else total + part


def _small(word: str, part: Fraction) -> Fraction | None:
    """A number below a hundred that may follow what was said, or figures before a scale."""
    if word in WORDS:
        free = not part % 100 or (not part % 10 and part % 100 >= 20 and 0 < WORDS[word] < 10)
        return Fraction(WORDS[word]) if free and part.denominator == 1 else None
    return Fraction(word.replace(",", "")) if ARABIC.fullmatch(word) and not part else None


def _with_point(words: list[str]) -> Fraction | None:
    """One point five million: digits after the point, then at most one scale."""
    at = words.index("point")
    scale = SCALES.get(words[-1], 1)
    after = words[at + 1 : -1] if words[-1] in SCALES else words[at + 1 :]
    before = _falling(words[:at]) if at else None
    if (
        before is None
        or before.denominator > 1
        or not after
        or any(WORDS.get(word, 10) > 9 for word in after)
    ):
        return None
    return Fraction(f"{before}.{''.join(str(WORDS[word]) for word in after)}") * scale
