"""What the bank knows of a person, as it is kept: sealed for their own row, and found by a keyed hash."""

import json
import unicodedata
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date

from guitai.database import Owner, Transaction
from guitai.keys.port import Use


@dataclass(frozen=True)
class Person:
    """Name and numbers, as they stand in the papers."""

    name: str
    id_number: str
    mobile: str


def seal(db: Transaction, owner: Owner, person: Person) -> bytes:
    """The person for this owner's row: in another's it does not open."""
    plain = json.dumps(asdict(person), ensure_ascii=False).encode()
    return db.keys.seal(Use.REST, plain, context=_context(owner))


def unseal(db: Transaction, owner: Owner, sealed: bytes) -> Person:
    """The person of this owner's row."""
    return Person(**json.loads(db.keys.unseal(Use.REST, sealed, context=_context(owner))))


def index(db: Transaction, id_number: str) -> bytes:
    """What this identity number is found by."""
    return db.keys.mac(Use.INDEX, _indexed(id_number))


def indexes(db: Transaction, id_number: str) -> list[bytes]:
    """What it may be found by: rows from before a rotation have an older key's."""
    return db.keys.macs(Use.INDEX, _indexed(id_number))


def mobile_index(db: Transaction, mobile: str) -> bytes:
    """What the customer with this mobile number is found by."""
    return db.keys.mac(Use.INDEX, _mobile(mobile))


def mobile_indexes(db: Transaction, mobile: str) -> list[bytes]:
    """What they may be found by, as for an identity number."""
    return db.keys.macs(Use.INDEX, _mobile(mobile))


def born_on(id_number: str) -> date | None:
    """The birthday that stands in an identity number of eighteen characters (GB 11643); None where there is none.

    >>> born_on("990101199804120262"), born_on("H1234567890")
    (datetime.date(1998, 4, 12), None)
    """
    number = normal(id_number)
    with suppress(ValueError):
        if len(number) == 18:
            return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return None


def normal(id_number: str) -> str:
    """The number in one form, however it was typed.

    >>> normal(" 990101 19980412 026x")
    '99010119980412026X'
    >>> normal("９９０１０１１９９８０４１２０２６ｘ")
    '99010119980412026X'
    """
    return "".join(unicodedata.normalize("NFKC", id_number).split()).upper()


def _indexed(id_number: str) -> bytes:
    return f"id_number {normal(id_number)}".encode()


def _mobile(mobile: str) -> bytes:
    return f"mobile {normal(mobile)}".encode()


def _context(owner: Owner) -> bytes:
    return f"customers.customers {owner}".encode()
