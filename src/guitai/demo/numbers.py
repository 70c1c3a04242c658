"""Identity, card, account and mobile numbers: their check digits are right, and nobody has one of them."""

from datetime import date

BIN = "623999"  # made up: UnionPay's range begins with 62, and this one was given to no issuer
BANK_DEPOSITS = "8021"  # how the numbers of fixed deposits begin

# GB 11643's area codes begin with a province, and none is called 99. A foreigner's permanent residence card
# begins with 9 as well, then two digits for the province that issued it: 90 is none either.
AREA = "9901"

# No operator was ever given the range 154, so no telephone rings.
MOBILE = "1540000"

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def id_number(*, district: int, born_on: date, sequence: int) -> str:
    """A resident's identity number (GB 11643) of a district of Jianghai; an odd sequence is a man's.

    >>> id_number(district=1, born_on=date(1998, 4, 12), sequence=26)
    '990101199804120262'
    """
    digits = f"{AREA}{district:02d}{born_on:%Y%m%d}{sequence:03d}"
    return digits + id_check(digits)


def id_check(digits: str) -> str:
    """The check character over the first seventeen digits (ISO 7064, MOD 11-2)."""
    return CHECKS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11]


def card_number(serial: int) -> str:
    """The number of a debit card, nineteen digits of which the last is Luhn's.

    >>> card_number(1)
    '6239990000000000018'
    """
    digits = f"{BIN}{serial:012d}"
    return digits + luhn_check(digits)


def luhn_check(digits: str) -> str:
    """The digit that makes these and itself pass ISO/IEC 7812's check."""
    doubled = (2 * int(digit) for digit in reversed(digits[-1::-2]))
    single = sum(int(digit) for digit in digits[-2::-2])
    return str(-(single + sum(twice // 10 + twice % 10 for twice in doubled)) % 10)


def deposit_number(serial: int) -> str:
    """The account number of a fixed deposit: seventeen digits, on no card."""
    return f"{BANK_DEPOSITS}{serial:013d}"


def mobile(serial: int) -> str:
    """A mobile number that passes for one and rings nowhere."""
    return f"{MOBILE}{serial:04d}"
