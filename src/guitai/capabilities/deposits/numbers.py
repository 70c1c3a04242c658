"""The numbers of deposits' accounts: of the bank's own series, with two check digits, and in no order."""

from hashlib import sha256

SERIES = "8021"
DIGITS = 11


def deposit_number(owner: int, before: int, tried: int = 0) -> str:
    """A number for the account of somebody who has had so many `before`; another each time one was taken.

    It tells nothing of how many deposits there are, and is the same again where the same is done again.

    >>> checked(deposit_number(1001, 1))
    True
    """
    drawn = sha256(f"{owner} {before} {tried}".encode()).digest()
    digits = f"{SERIES}{int.from_bytes(drawn[:8]) % 10**DIGITS:0{DIGITS}d}"
    return f"{digits}{98 - int(digits) * 100 % 97:02d}"


def checked(number: str) -> bool:
    """Whether its check digits are right (ISO 7064, MOD 97-10)."""
    return number.isdecimal() and int(number) % 97 == 1
