"""Amounts in words: the capital figures of receipts (大写金额, 支付结算办法), hard to alter, and English. Pure."""

from guitai.language import Written
from guitai.money import Money

FIGURES = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")


ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
THOUSANDS = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))


def in_words(money: Money) -> Written:
    """The amount as it is written out, in the reader's language."""
    return Written(in_capitals(money), in_english(money))


def in_english(money: Money) -> str:
    """The amount in English words.

    >>> in_english(Money.parse("1240")), in_english(Money.parse("320.05")), in_english(Money.parse("0.90"))
    ('one thousand two hundred forty yuan', 'three hundred twenty yuan and five fen', 'ninety fen')
    """
    yuan, fen = divmod(money.fen, 100)
    parts = [f"{_spelt(yuan)} yuan"] if yuan or not fen else []
    return " and ".join([*parts, f"{_spelt(fen)} fen"] if fen else parts)


def in_capitals(money: Money) -> str:
    """The amount as a receipt has it; 整 where it ends with the yuan.

    >>> in_capitals(Money.parse("107000.53"))
    '壹拾万柒仟元零伍角叁分'
    """
    yuan, rest = divmod(money.fen, 100)
    jiao, fen = divmod(rest, 10)
    whole = f"{_whole(yuan)}元" if yuan else ""
    if not rest:
        return f"{whole or '零元'}整"
    tenths = f"{FIGURES[jiao]}角" if jiao else ""
    # 107,000.53 is 柒仟元零伍角, and 6,007.14 is 柒元壹角: a zero is named where one stands before what follows.
    zero = "零" if whole and (not jiao or yuan % 10 == 0) else ""
    return f"{whole}{zero}{tenths}{FIGURES[fen] + '分' if fen else ''}"


def _spelt(number: int) -> str:
    for size, name in THOUSANDS:
        if number >= size:
            rest = f" {_spelt(number % size)}" if number % size else ""
            return f"{_spelt(number // size)} {name}{rest}"
    if number < len(ONES):
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


def _whole(yuan: int) -> str:
    """The figures of a whole number of yuan, by groups of four from the left."""
    text = ""
    for at in range(len(GROUPS) - 1, -1, -1):
        group = yuan // 10_000**at % 10_000
        if not group:
            continue
        gap = text and (group < 1000 or yuan // 10_000 ** (at + 1) % 10_000 == 0)
        text += f"{'零' if gap else ''}{_group(group)}{GROUPS[at]}"
    return text


def _group(group: int) -> str:
    figures = f"{group:04d}".lstrip("0")
    text, zero = "", False
    for place, figure in zip(range(len(figures) - 1, -1, -1), figures, strict=True):
        if figure == "0":
            zero = True
            continue
        text += f"{'零' if zero else ''}{FIGURES[int(figure)]}{PLACES[place]}"
        zero = False
    return text
