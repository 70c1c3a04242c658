"""A transfer's slip, or somebody's account as they pass it on: whom, where, how much. Pure."""

from collections.abc import Callable, Sequence

from guitai.understanding.pictures import values
from guitai.understanding.pictures.found import Field, Found, Kind
from guitai.understanding.pictures.labels import Labelled
from guitai.understanding.pictures.seen import Seen
from guitai.understanding.pictures.sums import sum_of

READ: dict[str, Callable[[str, int], Field | None]] = {
    "payee": values.name,
    "account_no": values.account_no,
    "bank": values.bank_name,
    "memo": values.memo,
}


def slip(picture: Seen, found: Sequence[Labelled]) -> Found | None:
    """What a slip says, or None where it is none: it names a payee or an account."""
    fields: dict[str, Field] = {}
    unsure: list[str] = []
    for name, read in READ.items():
        places = [(one.text, one.score) for one in found if one.role == name and _says(one.text)]
        if places:
            value = values.agreed(read, places)
            fields |= {name: value} if value else {}
            unsure += [] if value else [name]
    if not {"payee", "account_no"} & {*fields, *unsure}:
        return None
    amount, stands = sum_of(picture, found, "amount")
    fields |= {"amount": amount} if amount else {}
    foreign = any(values.foreign(line.text) for line in picture.lines)
    unsure += ["amount"] if stands and not amount and not foreign else []
    unsure += ["foreign"] if foreign else []
    return with_bank(Found(Kind.SLIP, fields, tuple(unsure)))


def with_bank(found: Found) -> Found:
    """With the bank that the number's first digits name. Where the print names another, one of the two is misread."""
    number, named = found.fields.get("account_no"), found.fields.get("bank")
    by_number = values.bank_by_number(str(number.value)) if number else None
    if number is None or by_number is None or (named and named.value == by_number):
        return found
    if named is None:
        unsure = tuple(name for name in found.unsure if name != "bank")
        return Found(found.kind, {**found.fields, "bank": Field(by_number, number.confidence)}, unsure)
    kept = {name: one for name, one in found.fields.items() if name not in ("account_no", "bank")}
    return Found(found.kind, kept, (*found.unsure, "account_no", "bank"))


def _says(text: str) -> bool:
    return bool(text) and text not in values.NO_MEMO
