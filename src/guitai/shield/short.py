"""Amounts in few characters, for pictures, where an exact amount would not fit."""

from guitai.language import Language
from guitai.money import Money, half_up

ENDLESS = 10**30

# A unit's worth in yuan, what its amounts stay below, and its sign.
CHINESE = ((10**4, 10**8, "万"), (10**8, 10**12, "亿"), (10**12, ENDLESS, "万亿"))
TRADITIONAL = ((10**4, 10**8, "萬"), (10**8, 10**12, "億"), (10**12, ENDLESS, "萬億"))
ENGLISH = ((10**3, 10**6, "K"), (10**6, 10**9, "M"), (10**9, 10**12, "B"), (10**12, ENDLESS, "T"))

UNITS = {Language.SIMPLIFIED: CHINESE, Language.TRADITIONAL: TRADITIONAL, Language.ENGLISH: ENGLISH}


def short(money: Money, language: Language) -> str:
    """An amount of zero or more: whole yuan below ten thousand, then tenths of a unit, halves up.

    >>> short(Money.parse("8500.40"), Language.SIMPLIFIED), short(Money.parse("9999.50"), Language.SIMPLIFIED)
    ('8,500', '1.0万')
    >>> short(Money.parse("12000"), Language.ENGLISH), short(Money.parse("0.30"), Language.ENGLISH)
    ('12.0K', '<1')
    """
    if 0 < money.fen < 100:
        return "<1"
    yuan = half_up(money.fen, 100)
    if yuan < 10**4:
        return f"{yuan:,}"
    for worth, below, unit in UNITS[language]:
        tenths = half_up(money.fen, worth * 10)
        if tenths * worth < below * 10:  # as rounded: what rounds to 10,000万 is 1.0亿
            return f"{tenths // 10:,}.{tenths % 10}{unit}"
    raise ValueError(f"{money} is more money than there is")
