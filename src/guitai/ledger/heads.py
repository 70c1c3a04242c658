"""Signed heads: where every chain stood at the end of a day, signed by a key outside the database and kept outside.

A chain shows that nothing in it was changed, but not that its end was not cut off, or that the owner of the tables has
not written all of it anew. What was signed and carried away shows that.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from guitai.database import Transaction
from guitai.keys.port import Use

TYPE = "guitai-heads"
NAME = "heads-{day}.txt"


@dataclass(frozen=True)
class Signing:
    """The signature over the heads of a day."""

    day: date
    signed_at: datetime
    jws: str

    @property
    def digest(self) -> str:
        """What the signing after it says of this one."""
        return digest(self.jws)


def sign_heads(db: Transaction, day: date) -> Signing:
    """Sign where every chain stands that has moved since the signing before. Safe to run twice; days in their order."""
    signed = {signing.day: signing for signing in signings(db)}
    if day in signed:
        return signed[day]
    last = max(signed, default=date.min)
    if last > day:
        raise ValueError(f"the heads of {day} come too late: those of {last} are signed")
    db.execute("SELECT ledger.take_heads(%(turn)s, %(day)s)", {"turn": db.turn_id, "day": day})
    digest, accounts = summed(lines(db, day))
    says = {
        "day": day.isoformat(),
        "signed_at": db.now.isoformat(),
        "accounts": accounts,
        "heads": digest,
        "before": signed[last].digest if signed else None,
    }
    jws = db.keys.certified(json.dumps(says).encode(), typ=TYPE, use=Use.BOOKS)
    db.execute(
        "SELECT ledger.keep_signing(%(turn)s, %(now)s, %(day)s, %(signed)s)",
        {"turn": db.turn_id, "now": db.now, "day": day, "signed": jws},
    )
    return Signing(day, db.now, jws)


def export(db: Transaction, folder: Path) -> list[Path]:
    """Write a file for each signed day that has none in this folder; which those were. Safe to run twice.

    The first line is the signature, then an account a line: owner, id, number and link of the last thing in its chain.
    """
    written = []
    for signing in signings(db):
        path = folder / NAME.format(day=signing.day)
        if not path.exists():
            part = path.with_suffix(".part")
            with part.open("w") as file:
                file.write(f"{signing.jws}\n")
                file.writelines(lines(db, signing.day))
            part.rename(path)
            written.append(path)
    return written


def exported(path: Path) -> list[Path]:
    """This file, or those of this folder, the first day first."""
    return sorted(path.glob(NAME.format(day="*"))) if path.is_dir() else [path]


def digest(jws: str) -> str:
    """What stands for a signature in the one after it."""
    return sha256(jws.encode()).hexdigest()


def lines(db: Transaction, day: date | str) -> Iterator[str]:
    """The heads of this day as they are signed and exported. A text may be of a day that no calendar has."""
    with db.connection.cursor(name="heads") as cursor:
        cursor.execute(
            """
            SELECT owner, account_id, seq, encode(head, 'hex')
              FROM ledger.heads
             WHERE day_on = %(day)s
             ORDER BY owner, account_id
            """,
            {"day": day},
        )
        for owner, account_id, seq, head in cursor:
            yield f"{owner} {account_id} {seq} {head}\n"


def summed(heads: Iterable[str]) -> tuple[str, int]:
    """The digest of these lines, and how many they are."""
    digest, number = sha256(), 0
    for line in heads:
        digest.update(line.encode())
        number += 1
    return digest.hexdigest(), number


def signings(db: Transaction) -> list[Signing]:
    """Every one, the first first: a row a day."""
    rows = db.execute("SELECT day_on, signed_at, signed FROM ledger.signings ORDER BY day_on").fetchall()
    return [Signing(*row) for row in rows]
