"""Numbers as people write and say them: 一万二, 10万零5百, 幺零零, 3.5w, 十二点五万. Exact, or not read at all."""

import re
from fractions import Fraction

from guitai.understanding.slots.english_numbers import ARABIC, WORDS, english_number

FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟俩仨〇wk", "一二三四五六七八九十百千两三零万千")
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"幺": 1, "两": 2}
UNITS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
SPELLED = re.compile("[幺一二三四五六七八九][幺零一二三四五六七八九]{2,}")
LONGEST = 80  # characters; no sum of money is longer, in words of any language

# Every character that may stand in a number; `w` and `k` only where no word goes on.
NUMERAL = "零〇幺一二两俩仨三四五六七八九十廿卅百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
# 1860一次付清, 5000六个月: behind a sum begins another word.
NEXT_WORD = (
    "(?<=\\d)[一二两三四五六七八九][次共起个年天期张位]"
    "|(?<=[\\d百千万一二三四五六七八九])一(?:[次共起把笔]|直(?!接)|样(?!品)|下子|口气)"
)


def _run(unless: str = "(?!)") -> str:
    # Figures are taken whole and not given back: each way to part a long row of them would be tried otherwise.
    return (
        rf"(?:(?>\d(?:[\d,.]*\d)?)|(?!{unless})[{NUMERAL}]|半(?=个?[万亿])|个(?=[万亿]|[wk](?![a-z]))"
        rf"|(?<=[\d{NUMERAL}])点(?=[\d{NUMERAL}])|(?<=[\d一二三四五六七八九两十个])[wk](?![a-z]))+"
    )


RUN, SUM_RUN = _run(), _run(NEXT_WORD)
__all__ = ["NUMERAL", "RUN", "SUM_RUN", "WORDS", "digits", "number", "whole"]


def number(text: str) -> Fraction | None:
    """The number that this is from end to end, or None where it can't be read for certain.

    >>> number("一万二"), number("10万零5百"), number("五六百")
    (Fraction(12000, 1), Fraction(100500, 1), None)
    """
    if len(text) > LONGEST:
        return None
    if re.search("[a-z]{2}", text):
        return english_number(text)
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
    if "点" in text and "万" not in text and "亿" not in text:
        return _spoken_point(*text.split("点")) if text.count("点") == 1 else None
    for unit, size in UNITS.items():
        head, found, tail = text.partition(unit)
        if found:
            times, rest = _times(head, size), _rest(tail, size)
            if times is None or rest is None or (rest and times.denominator > 1):
                return None
            return times * size + rest
    return _plain(text)


def _times(head: str, size: int) -> Fraction | None:
    """What stands before a unit. Only 十 needs nothing there: a bare 万 is a word (万一), not a number.

    Before 千, 百 and 十 stands a single digit, unless it is in figures: 两百五千 is no number.
    """
    if not head:
        return Fraction(1) if size == UNITS["十"] else None
    head = head.removesuffix("个")
    if head == "半":
        return Fraction(1, 2)
    times = _chinese(head)
    most = size if size >= UNITS["万"] else 10
    return times if times and (times < most or ARABIC.fullmatch(head)) else None


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
    return Fraction(digits(text)) if SPELLED.fullmatch(text) else None


def _spoken_point(left: str, right: str) -> Fraction | None:
    """十二点五, 1点5. A ten after the point is no digit."""
    before = _chinese(left)
    if before is None or before.denominator > 1 or not right or any(c in UNITS for c in right):
        return None
    after = digits(right)
    return Fraction(f"{before}.{after}") if len(after) == len(right) else None
