"""The values on slips, cards and bills, read strictly: what is uncertain is none. Pure."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from guitai.clearing.banks import bank_of_card
from guitai.money import Money
from guitai.understanding.fold import fold, said
from guitai.understanding.pictures.found import Field
from guitai.understanding.short_answers import amount_in
from guitai.understanding.slots.bank_words import bank

# How sure the reader has to be, of a hundred, of the letter of which it is least sure. What was misread in 150 photos,
# most of them bad, had 66 at most; what has a check digit, or stands in a list, was right down to 40.
SURE, CHECKED, UNCHECKED = 90, 50, 95

SPACES = re.compile(r"[\s-]")
NUMBER = re.compile(r"[0-9]{10,30}")
CARD = re.compile(r"62[0-9]{14,17}|[3-6][0-9]{15}")  # UnionPay's from 16 to 19 digits; others have 16
AMOUNT = re.compile(
    r"(?P<sign>[¥￥]|人民币|cny|rmb)?\s*[-−]?\s*(?P<yuan>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<fen>\.[0-9]{2})?\s*(?P<unit>元|人民币|cny)?"
)
FOREIGN = re.compile(
    r"(?<![a-z])(?:(?:nt|hk|us|au|ca|sg|nz|mo)?\$|[€£]|usd|eur|gbp|jpy|hkd|twd|mop|krw|aud|cad|sgd"
    r"|美元|欧元|英镑|日元|港币|港元|新台币|台币|澳门元|韩元)\s*[0-9]"
    r"|[0-9]\s*(?:usd|eur|gbp|jpy|hkd|twd|mop|krw|aud|cad|sgd|美元|欧元|英镑|日元|港币|港元|新台币|台币|澳门元|韩元)"
)
PERSON = r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,10}·[\u3400-\u9fff·]{1,15}"
FIRMS = "公司|店|厂|中心|商行|超市|学校|医院|协会|合作社|经营部|事务所|集团|局|委员会|工作室"
COMPANY = rf"[\u3400-\u9fffA-Za-z0-9()（）·]{{3,56}}(?:{FIRMS})"
NAME = re.compile(rf"{PERSON}|{COMPANY}|[A-Za-z][A-Za-z .'-]{{2,58}}[A-Za-z]")
DAY = re.compile(r"(20[0-9]{2})\s?[-./年]\s?([01]?[0-9])\s?[-./月]\s?([0-3]?[0-9])日?(?![0-9])")
# The chat repeats it, and somebody else may have written it: no address, no telephone number.
MEMO = re.compile(r"(?!.*[0-9]{5})[\u3400-\u9fffA-Za-z0-9 ,，、()（）-]{1,20}")
NO_MEMO = frozenset({"无", "-", "--", "/", "暂无"})


def luhn(number: str) -> bool:
    """Whether its last digit is the check digit that cards have (ISO/IEC 7812).

    >>> luhn("6239990000000002816"), luhn("6239990000000002818")
    (True, False)
    """
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (doubled + sum(map(int, number[-1::-2]))) % 10 == 0


def account_no(text: str, score: int) -> Field | None:
    """An account's whole number. A card's has to agree with its check digit."""
    number = SPACES.sub("", said(text))
    if not NUMBER.fullmatch(number):
        return None
    card = CARD.fullmatch(number)
    if (luhn(number) and score >= CHECKED) if card else score >= UNCHECKED:
        return Field(number, score)
    return None


def card_no(text: str, score: int) -> Field | None:
    """A card's whole number."""
    number = SPACES.sub("", said(text))
    return Field(number, score) if CARD.fullmatch(number) and luhn(number) and score >= CHECKED else None


def name(text: str, score: int) -> Field | None:
    """A person's or a firm's name; not 王*明."""
    found = said(text)
    return Field(found, score) if score >= SURE and NAME.fullmatch(found) else None


def bank_name(text: str, score: int) -> Field | None:
    """A bank by its short name: 招商银行, of 招商银行股份有限公司上海分行."""
    found = bank(fold(said(text)))
    return Field(found, score) if found and score >= CHECKED else None


def bank_by_number(number: str) -> str | None:
    """The bank that a card's first digits name."""
    found = bank_of_card(number)
    return found.short if found else None


def memo(text: str, score: int) -> Field | None:
    """What was remarked, in a few plain words."""
    found = said(text)
    return Field(found, score) if score >= SURE and MEMO.fullmatch(found) else None


def day(text: str, score: int) -> Field | None:
    """A day with its year."""
    found = DAY.search(said(text))
    if found is None or score < SURE:
        return None
    try:
        return Field(date(*map(int, found.groups())), score)
    except ValueError:
        return None


def amount(text: str, score: int) -> Field | None:
    """An amount as print has it, 1,234.50 or 500; without fen it may be one that has lost its point."""
    found = AMOUNT.fullmatch(fold(said(text)))
    if found is None or score < SURE:
        return None
    sum_ = Money.parse(found["yuan"].replace(",", "") + (found["fen"] or ""))
    return Field(sum_, score) if sum_.fen > 0 else None


def with_fen(text: str) -> bool:
    """Whether an amount is written with its fen."""
    found = AMOUNT.fullmatch(fold(said(text)))
    return bool(found and found["fen"])


def in_currency(text: str) -> bool:
    """Whether a line is an amount, and says of which money."""
    found = AMOUNT.fullmatch(fold(said(text)))
    return bool(found and (found["sign"] or found["unit"]))


def foreign(text: str) -> bool:
    """Whether a line names an amount of other money.

    >>> [foreign(text) for text in ("NT$1,000", "100美元", "¥100.00")]
    [True, True, False]
    """
    return FOREIGN.search(fold(said(text))) is not None


def capitals(text: str, score: int) -> Field | None:
    """An amount in capital figures: 壹仟贰佰叁拾肆元伍角整."""
    found = amount_in(said(text))
    return Field(found, score) if found and score >= SURE else None


def agreed(read: Callable[[str, int], Field | None], places: Iterable[tuple[str, int]]) -> Field | None:
    """What all these places say; None where two differ, or one can't be read."""
    found = [read(text, score) for text, score in places]
    if not found or None in found or len({one.value for one in found if one}) > 1:
        return None
    return max((one for one in found if one), key=lambda one: one.confidence)
