"""Documents that the bank has given out, each with a code: whoever holds one can ask whether the bank wrote it so.

The bank keeps no code, only its digest, and tells of a document nothing but whether what somebody reads on it is right.
"""

import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from psycopg.rows import dict_row

from guitai import clock
from guitai.database import Owner, Transaction
from guitai.errors import Refusal
from guitai.serial import ALIKE, DIGITS, value, written
from guitai.shield import at_rest

RANDOM_BITS = 128
RANDOM_DIGITS = 26  # 128 bits
CHECKED_BY = 1021  # a prime: one wrong digit, or two of these that changed places, leave another remainder
CHECK_DIGITS = 2
GROUP = 4


class NotIssued(
    Refusal,
    code="shield.not_issued",
    says="没有查到这个核验码，本行没有开出过这样的文件。请对照文件再核对一遍；如果没有输错，这份文件不可信。",
):
    """No document has that code: it was forged, or read wrongly in a way that its check digits can't tell."""


class Mistyped(
    Refusal,
    code="shield.mistyped",
    says="核验码有输错的地方，请对照文件再输一遍。核验码是28位字母和数字。",
):
    """Its check digits do not fit, so that it is no code of the bank's: a slip, which is no try."""


@dataclass(frozen=True)
class Issued:
    """A document that the bank gave out: what it says, by name, and the digest of the file."""

    owner: Owner
    document_id: UUID
    facts: Mapping[str, str]
    file_digest: bytes


def new_code() -> str:
    """A code that can't be guessed, with its check digits."""
    number = written(secrets.randbits(RANDOM_BITS), RANDOM_DIGITS)
    return number + _check(number)


def grouped(code: str) -> str:
    """The code as it stands on paper."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(text: str) -> str:
    """The code that somebody has typed; refuses what can be none."""
    plain = unicodedata.normalize("NFKC", text).upper()
    code = "".join(character for character in plain if character.isalnum()).translate(ALIKE)
    number, check = code[:-CHECK_DIGITS], code[-CHECK_DIGITS:]
    if len(number) != RANDOM_DIGITS or not set(code) <= set(DIGITS) or _check(number) != check:
        raise Mistyped
    return code


def put(db: Transaction, owner: Owner, code: str, facts: Mapping[str, str], file: bytes) -> UUID:
    """This document is the bank's, and says this."""
    document_id = clock.uuid7(db.now)
    db.execute(
        """
        INSERT INTO shield.issued (owner, document_id, turn_id, issued_at, code_digest, facts, file_digest)
        VALUES (%(owner)s, %(id)s, %(turn)s, %(now)s, %(code)s, %(facts)s, %(file)s)
        """,
        {
            "owner": owner,
            "id": document_id,
            "turn": db.turn_id,
            "now": db.now,
            "code": sha256(code.encode()).digest(),
            "facts": at_rest.sealed(db, "issued", owner, dict(facts), row=document_id),
            "file": sha256(file).digest(),
        },
    )
    return document_id


def by_code(db: Transaction, code: str) -> Issued:
    """The document with this code; refuses where there is none."""
    row = db.execute(
        """
        SELECT owner, document_id, facts, file_digest
          FROM shield.issued
         WHERE code_digest = %(code)s
        """,
        {"code": sha256(code.encode()).digest()},
    ).fetchone()
    if row is None:
        raise NotIssued
    owner, document_id, facts, file_digest = row
    known = at_rest.opened(db, "issued", owner, facts, row=document_id)
    return Issued(owner, document_id, known, bytes(file_digest))


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """The turn that gave out the document with this id."""
    row = db.execute(
        "SELECT turn_id FROM shield.issued WHERE document_id::text = %(id)s", {"id": some_id}
    ).fetchone()
    return row[0] if row else None


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """The documents that this turn gave out; what they say is the customer's."""
    return (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT document_id, issued_at
              FROM shield.issued
             WHERE turn_id = %(turn)s
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )


def _check(number: str) -> str:
    return written(value(number) % CHECKED_BY, CHECK_DIGITS)
