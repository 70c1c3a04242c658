"""Sums of money as people say them, made from the sum; and numerals as a recogniser writes them. Reads no sentence."""

import re
from collections.abc import Iterator
from random import Random

DIGITS = "零一二三四五六七八九"
CAPITALS = str.maketrans("一二两三四五六七八九十百千", "壹贰贰叁肆伍陆柒捌玖拾佰仟", "零整")
PLACES = ((1000, "千"), (100, "百"), (10, "十"))
SHORTENED = re.compile(
    "(?<=[一二两三四五六七八九])([千万])([一二两三四五六七八九])[百千]$|(百)([一二三四五六七八九])十$"
)
RUN = re.compile("[零一二两三四五六七八九十百千万]+")
UNITS = tuple("块元")
DIGIT = "[一二两三四五六七八九]"
WHOLE = re.compile(
    rf"(?:(?P<wan>(?:{DIGIT}|[十百千零])+)万(?:(?P<of_wan>{DIGIT})$)?)?零?"
    rf"(?:(?P<qian>{DIGIT})千(?:(?P<of_qian>{DIGIT})$)?)?零?"
    rf"(?:(?P<bai>{DIGIT})百(?:(?P<of_bai>{DIGIT})$)?)?零?"
    rf"(?:(?P<shi>{DIGIT}?)(?P<ten>十))?(?P<one>{DIGIT})?"
)
VALUES = {
    "wan": 10_000,
    "of_wan": 1000,
    "qian": 1000,
    "of_qian": 100,
    "bai": 100,
    "of_bai": 10,
    "shi": 10,
    "one": 1,
}


def spoken(fen: int, chance: Random) -> str:
    """One of the ways in which this sum may be said."""
    return chance.choice(list(ways(fen)))


def ways(fen: int) -> Iterator[str]:
    """All of them: 三块五, 三块五毛, 三元五角."""
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    numbers = list(dict.fromkeys(_numbers(yuan)))
    if not yuan:
        yield (f"{DIGITS[jiao]}毛" if jiao else "") + (f"{DIGITS[rest]}分" if rest else "")
    elif jiao and rest:
        for number in numbers:
            yield from (
                f"{number}块{DIGITS[jiao]}毛{DIGITS[rest]}",
                f"{number}元{DIGITS[jiao]}角{DIGITS[rest]}分",
            )
    elif jiao:
        for number in numbers:
            yield from (
                f"{number}块{DIGITS[jiao]}",
                f"{number}块{DIGITS[jiao]}毛",
                f"{number}元{DIGITS[jiao]}角",
            )
    elif rest:
        yield from (f"{number}块零{DIGITS[rest]}分" for number in numbers)
    else:
        yield from (f"{number}{unit}" for number in numbers for unit in ("块", "元", "块钱"))
        yield from (number for number in numbers if len(number) > 1)
        yield from (short for number in numbers if (short := SHORTENED.sub(_shortened, number)) != number)


def capitals(fen: int) -> str:
    """The sum in a receipt's figures, its zeros and 整 aside: those are a matter of style."""
    head, rest = divmod(fen // 100, 10_000)
    whole = (f"{_below(head, inside=True)}万" if head else "") + (_below(rest, inside=True) if rest else "")
    jiao, last = fen // 10 % 10, fen % 10
    parts = (
        f"{whole}元" if whole else "",
        f"{DIGITS[jiao]}角" if jiao else "",
        f"{DIGITS[last]}分" if last else "",
    )
    return "".join(parts).translate(CAPITALS)


def in_figures(heard: str, chance: Random) -> str:
    """The same with its numerals as figures, where they are numerals: 五百块 is 500块, 给张三 stays."""
    wan = chance.random() < 0.5

    def figures(run: re.Match[str]) -> str:
        number = value(run[0]) if len(run[0]) > 1 or heard.startswith(UNITS, run.end()) else None
        if number is None:
            return run[0]
        thousands, below = divmod(number, 1000)
        if wan and thousands >= 10 and not below:
            return f"{thousands // 10}万{thousands % 10 or ''}"
        return str(number)

    return RUN.sub(figures, heard)


def value(numeral: str) -> int | None:
    """The whole number that this is; None where nobody says it so."""
    found = WHOLE.fullmatch(numeral)
    if not found or not numeral.strip("零"):
        return None
    total = 10 if found["ten"] and not found["shi"] else 0
    for part, size in VALUES.items():
        said = (found[part] or "").replace("两", "二")
        number = value(said) if part == "wan" and len(said) > 1 else DIGITS.find(said) if said else 0
        if number is None:
            return None
        total += 10 * size if said == "十" else number * size
    return total


def _numbers(number: int) -> Iterator[str]:
    plain = _numeral(number)
    yield plain
    yield plain.replace("两百", "二百")


def _numeral(number: int) -> str:
    if number < 10_000:
        return _below(number)
    head, rest = divmod(number, 10_000)
    gap = "零" if 0 < rest < 1000 else ""
    return f"{_below(head)}万{gap}{_below(rest, inside=True) if rest else ''}"


def _below(number: int, *, inside: bool = False) -> str:
    """A number of at most four digits; `inside` a longer one ten is 一十."""
    if number == 2 and not inside:
        return "两"
    said, gap = "", False
    for size, place in PLACES:
        digit, number = divmod(number, size)
        if digit:
            ten = size == 10 and digit == 1 and not said and not inside
            said += "零" * gap + ("" if ten else "两" if digit == 2 and size > 10 else DIGITS[digit]) + place
        gap = bool(said) and not digit
    return said + (("零" * gap + DIGITS[number]) if number else "")


def _shortened(match: re.Match[str]) -> str:
    place, digit = match[1] or match[3], match[2] or match[4]
    return place + digit.replace("两", "二")
