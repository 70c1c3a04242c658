"""The serial number (流水号) of an entry: its id in 26 letters and figures, as customers read it and staff type it.

Knows no entry and no database.
"""

import unicodedata
from uuid import UUID

# No letter is taken for a figure or for another letter: Crockford's base 32.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26  # of 128 bits
BITS = 5  # in a digit
ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def serial(entry_id: UUID) -> str:
    """The number by which people know this entry.

    >>> serial(UUID("01997f0c-5b1e-7d4c-9a51-2f6f0c7f1f3a"))
    '01K5ZGRPRYFN69MM9FDW67Y7ST'
    """
    return written(entry_id.int, LENGTH)


def entry_of(text: str) -> UUID:
    """The id of the entry with this number, however it was typed; a ValueError where it is none."""
    digits = plain(text)
    if len(digits) != LENGTH or not set(digits) <= set(DIGITS) or (number := value(digits)) >> 128:
        raise ValueError(f"no serial number: {text!r}")
    return UUID(int=number)


def written(number: int, length: int) -> str:
    """A whole number in so many digits."""
    return "".join(DIGITS[number >> BITS * place & len(DIGITS) - 1] for place in reversed(range(length)))


def value(digits: str) -> int:
    """The whole number of these digits."""
    number = 0
    for digit in digits:
        number = number << BITS | DIGITS.index(digit)
    return number


def plain(text: str) -> str:
    """What was typed, without hyphens and spaces, in capitals, and with the figure for each letter that is like one."""
    capitals = unicodedata.normalize("NFKC", text).upper()
    return "".join(one for one in capitals if one != "-" and not one.isspace()).translate(ALIKE)
