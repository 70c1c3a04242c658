"""What stands sealed in the database: JSON that opens in its own row alone."""

import json
from typing import Any
from uuid import UUID

from guitai.database import Owner, Transaction
from guitai.keys.port import Use


def sealed(db: Transaction, what: str, owner: Owner, value: object, *, row: UUID | None = None) -> bytes:
    """The value, for the one place of that name that this owner has, or for that `row` of it."""
    plain = json.dumps(value, ensure_ascii=False).encode()
    return db.keys.seal(Use.REST, plain, context=_context(what, owner, row))


def opened(db: Transaction, what: str, owner: Owner, kept: bytes | None, *, row: UUID | None = None) -> Any:
    """The value in that place; None where there is none."""
    if kept is None:
        return None
    return json.loads(db.keys.unseal(Use.REST, bytes(kept), context=_context(what, owner, row)))


def _context(what: str, owner: Owner, row: UUID | None) -> bytes:
    return f"{what} {owner} {row or ''}".encode()
