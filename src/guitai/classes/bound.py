"""Which account an account of class II or III is bound to: one of the same person's, here or at another bank."""

from guitai.database import Transaction
from guitai.keys.port import Use
from guitai.ledger.chart import AccountKey


def bind(db: Transaction, key: AccountKey, number: str) -> None:
    """What moves between this account and the one of that number is not counted from now on."""
    db.execute(
        """
        INSERT INTO classes.bound (owner, account_id, turn_id, sealed)
        VALUES (%(owner)s, %(account)s, %(turn)s, %(sealed)s)
            ON CONFLICT ON CONSTRAINT bound_pkey DO UPDATE
           SET turn_id = EXCLUDED.turn_id, sealed = EXCLUDED.sealed
        """,
        {
            "owner": key.owner,
            "account": key.account_id,
            "turn": db.turn_id,
            "sealed": db.keys.seal(Use.REST, number.encode(), context=_context(key)),
        },
    )


def bound_to(db: Transaction, key: AccountKey) -> str | None:
    """The number of the account that this one is bound to."""
    row = db.execute(
        "SELECT sealed FROM classes.bound WHERE owner = %(owner)s AND account_id = %(account)s",
        {"owner": key.owner, "account": key.account_id},
    ).fetchone()
    return db.keys.unseal(Use.REST, bytes(row[0]), context=_context(key)).decode() if row else None


def _context(key: AccountKey) -> bytes:
    return f"classes.bound {key.owner} {key.account_id}".encode()
