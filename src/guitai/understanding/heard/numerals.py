"""A sum of money as it is said, in characters: how much that is, and how usual to say it so. Strict, and pure."""

import re
from collections.abc import Iterator

DIGITS = "零一二三四五六七八九"
PLACES = ((1000, "千"), (100, "百"), (10, "十"))
FIGURE, LEADING = "[一二三四五六七八九]", "[一二两三四五六七八九]"
BELOW = re.compile(
    rf"(?:(?P<qian>{LEADING})千)?(?P<gap>零)?(?:(?P<bai>{LEADING})百)?(?P<hole>零)?"
    rf"(?P<shi>{FIGURE}?十)?(?P<one>{FIGURE})?"
)
SPELLED = re.compile(f"{FIGURE}[零一二三四五六七八九]{{2,}}")
NUMBER = "[零一二两三四五六七八九十百千万]+"
SUM = re.compile(
    rf"(?P<number>{NUMBER})(?:(?P<unit>[块元])(?:钱|(?P<rest>零?{FIGURE}(?:[毛角分]|[毛角]{FIGURE}分?)?))?)?"
    rf"|(?P<coins>{FIGURE}(?:[毛角](?:{FIGURE}分?)?|分))钱?"
)
COINS = re.compile(
    rf"(?:零?(?P<jiao>{FIGURE})[毛角](?:(?P<fen>{FIGURE})分?)?|零?(?P<only>{FIGURE})分|零(?P<last>{FIGURE})|(?P<tenth>{FIGURE}))"
)
USUAL, RARE, ODD = 1.0, 0.3, 0.05


def sum_said(text: str) -> tuple[int, float] | None:
    """The fen that this is from end to end, and how usual it is to say it so; None where nobody does.

    >>> sum_said("三百二"), sum_said("三十块零五分"), sum_said("七四九块"), sum_said("二百九十十")
    ((32000, 1.0), (3005, 1.0), (74900, 0.05), None)
    """
    found = SUM.fullmatch(text)
    if found is None:
        return None
    if found["coins"]:
        return _coins(found["coins"]), USUAL
    read = _whole(found["number"])
    if read is None:
        return None
    yuan, usual, short = read
    # 六百二十元 and 六百二, but hardly 六百二元: the zero of 六百零二元 may be lost.
    usual = min(usual, ODD if short and found["unit"] else USUAL)
    return yuan * 100 + (_coins(found["rest"]) if found["rest"] else 0), usual


def said_of(number: int) -> Iterator[str]:
    """How a whole number is said: 1250 as 一千二百五十 and 一千二百五, 10 as 十 and 一十."""
    plain = _numeral(number)
    yield plain
    if re.fullmatch(rf".*{LEADING}[百千万]{FIGURE}[十百千]", plain):
        yield plain[:-1]
    if plain.startswith("十"):
        yield f"一{plain}"


def _coins(text: str) -> int:
    found = COINS.fullmatch(text)
    assert found, "it has been matched as part of a sum"
    jiao, fen = found["jiao"] or found["tenth"], found["fen"] or found["only"] or found["last"]
    return (DIGITS.index(jiao) * 10 if jiao else 0) + (DIGITS.index(fen) if fen else 0)


def _whole(text: str) -> tuple[int, float, bool] | None:
    """The yuan, how usual it is to say it so, and whether its last place is left unsaid, as in 三百二."""
    if text == "两":
        return 2, USUAL, False
    if SPELLED.fullmatch(text):
        return int("".join(str(DIGITS.index(one)) for one in text)), ODD, False
    head, wan, tail = text.partition("万")
    if not wan:
        return _below(text)
    times = _below(head) or ((2, USUAL, False) if head == "两" else None)
    if times is None or times[2]:
        return None
    if not tail:
        return times[0] * 10_000, times[1], False
    if re.fullmatch(FIGURE, tail):
        return times[0] * 10_000 + DIGITS.index(tail) * 1000, times[1], True
    rest = _below(tail.removeprefix("零"))
    if rest is None or (tail.startswith("零") and rest[0] >= 1000):
        return None
    usual = USUAL if (rest[0] >= 1000) != tail.startswith("零") else RARE if rest[0] >= 100 else ODD
    return times[0] * 10_000 + rest[0], min(times[1], rest[1], usual), rest[2]


def _below(text: str) -> tuple[int, float, bool] | None:
    found = BELOW.fullmatch(text)
    if found is None or not text or not (found["bai"] or found["qian"] or found["shi"] or found["one"]):
        return None
    gap, hole = bool(found["gap"]), bool(found["hole"])
    thousands, hundreds = (_digit(found[name]) for name in ("qian", "bai"))
    tens = _digit(found["shi"][:-1] or "一") if found["shi"] else 0
    ones = _digit(found["one"])
    usual, short = USUAL, False
    if gap and (not thousands or hundreds or hole or not (tens or ones)):
        return None
    if hole and (not hundreds or tens or not ones):
        return None
    if tens and found["shi"] == "十" and (thousands or hundreds):
        usual = ODD  # 二百十八: as likely as not the digit of the ten is lost
    if thousands and not hundreds and tens and not gap:
        return None
    if ones and not tens and not (gap or hole) and (thousands or hundreds):
        short, ones = True, ones * (10 if hundreds else 100)
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones, usual, short


def _digit(text: str | None) -> int:
    return DIGITS.index(text.replace("两", "二")) if text else 0


def _numeral(number: int) -> str:
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        return f"{_numeral(head)}万{'零' if 0 < rest < 1000 else ''}{_inside(rest) if rest else ''}"
    return re.sub("^一十", "十", _inside(number)) if number else "零"


def _inside(number: int) -> str:
    """A number of at most four digits, its ten said as 一十."""
    said, gap = "", False
    for size, place in PLACES:
        digit, number = divmod(number, size)
        if digit:
            said += "零" * gap + DIGITS[digit] + place
        gap = bool(said) and not digit
    return said + ("零" * gap + DIGITS[number] if number else "")
