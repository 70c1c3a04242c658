"""Trading PINs that are guessed first: those of everybody's, and those of whoever knows the customer. Pure."""

import re

SERIES = "012345678901"
KEYPAD = ("147", "258", "369", "159", "357")
# Three digits in a line: counted up or down, one digit thrice, or straight across the keys of a telephone.
LINES = frozenset(
    line[::way]
    for line in (*(SERIES[at : at + 3] for at in range(10)), *(digit * 3 for digit in "0123456789"), *KEYPAD)
    for way in (1, -1)
)

# What sounds like words of love (我爱你一生一世), the digits of pi, and shapes that the keys of a telephone make.
LONGER = ("5201314", "1314520", "5211314", "1314521", "5841314", "314159265", "13579135", "24680246")
COMMON = frozenset(long[at : at + 6] for long in LONGER for at in range(len(long) - 5)) | frozenset(
    "010203 020304 101112 102030 110119 110120 112358 119110 121314 131420 134679 142536 147896 159263 "
    "172839 201314 235689 258000 321478 369874 520530 584520 696969 789632 963214 976431 987412".split()
)

BORN = re.compile(r"[0-9]{6}([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{3}[0-9Xx]")


def weak(pin: str, *, id_number: str, mobile: str, card_number: str) -> bool:
    """Whether these six digits are a PIN that is guessed first.

    Whoever found the phone has a handful of tries, and half of the PINs in use are among a few in a hundred: Wang,
    Gu, Huang and Wang, "Understanding Human-Chosen PINs" (ASIA CCS 2017), on Chinese ones too. That those made of
    the customer's own numbers are refused is bank practice. Of all PINs, seven or eight in a thousand are refused.
    """
    return (
        _simple(pin)
        or any(part in pin for part in _birthday(id_number))
        or any(pin in number for number in (mobile, id_number, card_number))
    )


def _simple(pin: str) -> bool:
    """Two digits or one, two lines, pairs, a half that comes again or is read backwards, or a common one."""
    first, second = pin[:3], pin[3:]
    return (
        len(set(pin)) <= 2
        or (first in LINES and second in LINES)
        or second in (first, first[::-1])
        or pin[::2] == pin[1::2]
        or pin in COMMON
    )


def _birthday(id_number: str) -> tuple[str, ...]:
    """What every way of writing the day of birth has in it: the year, or month and day."""
    born = BORN.fullmatch(id_number)
    if born is None:
        return ()
    year, month, day = born.groups()
    return year, month + day, day + month
