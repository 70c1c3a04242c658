"""Amounts in the capital figures of receipts (大写金额, 支付结算办法): 伍佰元整. They are hard to alter. Pure."""

from guitai.money import Money

FIGURES = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")


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
