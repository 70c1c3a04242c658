"""What each kind of field of a category template may hold, by WeChat's table."""

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
CLOCK = r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?"
DAY = r"(\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2})"
TIME = rf"({DAY} ?)?{CLOCK}"
DATE = rf"{DAY}( ?{CLOCK})?"

KINDS = {
    "thing": re.compile(r".{1,20}"),
    "short_thing": re.compile(r".{1,10}"),  # WeChat only says that it is shorter than a thing
    "character_string": re.compile(rf"[^{HAN}]{{1,32}}"),
    "number": re.compile(r"(?=.{1,32}$)\d+(\.\d+)?"),
    "letter": re.compile(r"[A-Za-z]{1,32}"),
    "symbol": re.compile(rf"[^\w\s{HAN}]{{1,5}}"),
    "amount": re.compile(r"[¥￥$€£]?\d{1,10}(\.\d+)?元?"),
    "time": re.compile(rf"{TIME}( ?~ ?{TIME})?"),
    "date": re.compile(rf"{DATE}( ?~ ?{DATE})?"),
    "phone_number": re.compile(r"[\d+\-() ]{1,17}"),
    "car_number": re.compile(r".{1,8}"),
    "name": re.compile(rf"[{HAN}·]{{1,10}}|[A-Za-z .'\-]{{1,20}}"),
    "phrase": re.compile(rf"[{HAN}]{{1,5}}"),
}
NUMBERED = re.compile(r"([a-z_]+?)\d+")
LEGACY = re.compile(r"first|remark|keyword\d+")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
FOLDED_AT = 20


def fits(field: str, value: str) -> bool:
    """Whether the value is one that the field takes.

    >>> fits("thing1", "工资到账"), fits("phrase2", "approved"), fits("amount3", "¥88.00")
    (True, False, True)
    """
    if not value or CONTROL.search(value):
        return False
    match = NUMBERED.fullmatch(field)
    kind = KINDS.get(match[1]) if match else None
    return kind is None or kind.fullmatch(value) is not None


def is_legacy(field: str) -> bool:
    """Whether it is a field of a template from before the categories."""
    return LEGACY.fullmatch(field) is not None


def as_shown(field: str, value: str) -> str | None:
    """What the phone shows: long legacy values are folded, first and remark are gone since May 2023."""
    if field in ("first", "remark"):
        return None
    if is_legacy(field) and len(value) > FOLDED_AT:
        return value[:FOLDED_AT] + "…"
    return value
