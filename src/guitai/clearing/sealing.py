"""What stands sealed here, as JSON: at rest, or on its way between core and worker. It opens in its own row alone."""

import json
from typing import Any
from uuid import UUID

from guitai.database import Transaction
from guitai.keys.port import Use


def seal(db: Transaction, use: Use, what: str, owner: int, row: UUID, value: object) -> bytes:
    """The value, for that `row` of what is called so."""
    plain = json.dumps(value, ensure_ascii=False).encode()
    return db.keys.seal(use, plain, context=_context(what, owner, row))


def unseal(db: Transaction, use: Use, what: str, owner: int, row: UUID, sealed: bytes) -> Any:
    """The value in that place."""
    return json.loads(db.keys.unseal(use, bytes(sealed), context=_context(what, owner, row)))


def _context(what: str, owner: int, row: UUID) -> bytes:
    return f"{what} {owner} {row}".encode()
