"""Numbers as people write them: 一万二, 10万零5百, 幺零零, 3.5w, twenty-five thousand. Exact, or not read at all."""

import re
from fractions import Fraction

FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟俩仨〇wk", "一二三四五六七八九十百千两三零万千")
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"幺": 1, "两": 2}
UNITS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
ARABIC = re.compile(r"(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?")
SPELLED = re.compile("[幺一二三四五六七八九][幺零一二三四五六七八九]{2,}")
LONGEST = 80  # characters; no sum of money is longer, in words of any language
SPOKEN_POINT = re.compile("([零一二三四五六七八九十])点([零一二三四五六七八九]+)")

# Every character that may stand in a number; `w` and `k` only where no word goes on.
NUMERAL = "零〇幺一二两俩仨三四五六七八九十廿卅百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
RUN = rf"(?:\d(?:[\d,.]*\d)?|[{NUMERAL}]|半(?=[万亿])|个(?=[万亿])|点(?=[\d{NUMERAL}])|(?<=\d)[wk](?![a-z]))+"

WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
} | {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6}
ENGLISH_WORD = rf"(?:{'|'.join(sorted([*WORDS, *SCALES], key=len, reverse=True))})"
ENGLISH_RUN = rf"\b(?:(?:an?|\d[\d,.]*\d|\d)\s)?{ENGLISH_WORD}(?:(?:\s|-|\sand\s){ENGLISH_WORD})*\b"


def number(text: str) -> Fraction | None:
    """The number that this is from end to end, or None where it can't be read for certain.

    >>> number("一万二"), number("10万零5百"), number("五六百")
    (Fraction(12000, 1), Fraction(100500, 1), None)
    """
    if len(text) > LONGEST:
        return None
    if re.search("[a-z]{2}", text):
        return _english(text)
    return _chinese(text.translate(FORMAL).replace("廿", "二十").replace("卅", "三十"))


def whole(text: str) -> int | None:
    """A whole number: a count, a month, a day."""
    value = number(text)
    return int(value) if value is not None and value.denominator == 1 else None


def digits(text: str) -> str:
    """Digits read aloud, as digits: 幺三八 is 138."""
    return "".join(
        str(DIGITS.get(c, c)) for c in text.translate(FORMAL) if c in DIGITS or c.isdigit() or c == "〇"
    )


def _chinese(text: str) -> Fraction | None:
    for unit, size in UNITS.items():
        head, found, tail = text.partition(unit)
        if found:
            times, rest = _times(head, size), _rest(tail, size)
            if times is None or rest is None or (rest and times.denominator > 1):
                return None
            return times * size + rest
    return _plain(text)


def _times(head: str, size: int) -> Fraction | None:
    """What stands before a unit. Only 十 needs nothing there: a bare 万 is a word (万一), not a number."""
    if not head:
        return Fraction(1) if size == UNITS["十"] else None
    if head == "半":
        return Fraction(1, 2)
    times = _chinese(head.removesuffix("个"))
    return times if times and (times < size or ARABIC.fullmatch(head)) else None


def _rest(tail: str, size: int) -> Fraction | None:
    """What follows a unit: 一万二 means two thousand more, 一万零二 means two, 1万200 two hundred."""
    if not tail:
        return Fraction(0)
    if len(tail) == 1 and (tail in DIGITS or tail.isdigit()):
        return Fraction(int(digits(tail)) * size // 10) if tail not in "零0" else None
    if tail.isdigit():
        width = len(str(size)) - 1
        return Fraction(int(tail)) if len(tail) == width or (width == 4 and len(tail) == 3) else None
    rest = _chinese(tail.lstrip("零"))
    return rest if rest is not None and 0 < rest < size and rest.denominator == 1 else None


def _plain(text: str) -> Fraction | None:
    if ARABIC.fullmatch(text):
        return Fraction(text.replace(",", ""))
    if text in DIGITS:
        return Fraction(DIGITS[text])
    if SPELLED.fullmatch(text):
        return Fraction(digits(text))
    spoken = SPOKEN_POINT.fullmatch(text)
    return Fraction(f"{digits(spoken[1])}.{digits(spoken[2])}") if spoken and spoken[1] != "十" else None


def _english(text: str) -> Fraction | None:
    """Words of falling scale: `two hundred and fifty thousand`, `1.2 million`."""
    total, part = Fraction(0), Fraction(0)
    for word in re.split(r"[\s-]+", text):
        if word in SCALES and SCALES[word] > 100:
            total, part = total + (part or Fraction(1)) * SCALES[word], Fraction(0)
        elif word in SCALES:
            part = (part or Fraction(1)) * SCALES[word]
        elif word in WORDS:
            if part % 10 or (part % 100 and WORDS[word] > 9):
                return None
            part += WORDS[word]
        elif ARABIC.fullmatch(word) and not part:
            part = Fraction(word.replace(",", ""))
        elif word not in {"and", "a", "an"}:
            return None
    return total + part
