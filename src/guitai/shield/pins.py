"""The trading PIN: six digits, kept as Argon2id over a MAC by a pepper that is not in the database.

Three wrong ones on a day lock it for a day, six in a row for good: only a binding with a new one helps then. A try is
counted, and committed, before it is looked at.
"""

import re
from datetime import datetime, timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from guitai.database import Database, Owner, Transaction
from guitai.keys.port import Keys, Use
from guitai.shield.refusals import NoPin, PinDead, PinLocked, Unreadable, WrongPin

A_DAY = 3
IN_ALL = 6
LOCKED_FOR = timedelta(hours=24)
# OWASP's smallest for Argon2id: a core checks several at once, and 19 MiB each is what it can spare.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def pin_of(text: object) -> str:
    """Six digits."""
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{6}", text):
        raise Unreadable(detail="a PIN has six digits")
    return text


def hashed(keys: Keys, owner: Owner, pin: str) -> str:
    """What is kept of a PIN. Slow on purpose: not within anybody's lock."""
    return HASHER.hash(keys.mac(Use.PEPPER, _peppered(owner, pin)))


def has(db: Transaction, owner: Owner) -> bool:
    """Whether the customer has set a PIN."""
    row = db.execute("SELECT 1 FROM shield.pins WHERE owner = %(owner)s", {"owner": owner}).fetchone()
    return row is not None


def put(db: Transaction, owner: Owner, pin_hash: str, *, device_id: UUID | None) -> None:
    """This is the customer's PIN from now on."""
    db.execute(
        """
        INSERT INTO shield.pins (owner, turn_id, hash, set_at, device_id, wrong, wrong_today, wrong_on)
        VALUES (%(owner)s, %(turn)s, %(hash)s, %(now)s, %(device)s, 0, 0, %(today)s)
            ON CONFLICT ON CONSTRAINT pins_pkey DO UPDATE
           SET turn_id = EXCLUDED.turn_id, hash = EXCLUDED.hash, set_at = EXCLUDED.set_at,
               device_id = EXCLUDED.device_id, wrong = 0, wrong_today = 0, wrong_on = EXCLUDED.wrong_on,
               locked_until = NULL
        """,
        {
            "owner": owner,
            "turn": db.turn_id,
            "hash": pin_hash,
            "now": db.now,
            "today": db.now.date(),
            "device": device_id,
        },
    )


def check(database: Database, owner: Owner, pin: str) -> str:
    """Refuse a PIN that is another, or any where it is locked; what is kept of the one that was right."""
    pin_hash = database.run(lambda db: _count(db, owner))
    if isinstance(pin_hash, type):
        raise pin_hash
    with database.transaction() as db:
        peppered = db.keys.macs(Use.PEPPER, _peppered(owner, pin))
    if any(_same(pin_hash, one) for one in peppered):
        database.run(lambda db: _forgive(db, owner, pin_hash))
        return pin_hash
    with database.transaction() as db:
        raise _locked(db, owner) or WrongPin


def check_standing(db: Transaction, owner: Owner, pin_hash: str) -> None:
    """Refuse what was checked before the customer's lock was taken, if another PIN was set since, or this one died."""
    row = db.execute(
        "SELECT wrong > %(in_all)s FROM shield.pins WHERE owner = %(owner)s AND hash = %(hash)s",
        {"hash": pin_hash, "in_all": IN_ALL, "owner": owner},
    ).fetchone()
    if row is None:
        raise WrongPin
    if row[0]:
        raise PinDead


def lock_for_good(db: Transaction, owner: Owner, *, since: datetime, but_on: UUID) -> bool:
    """Whether the PIN was set since then, on any device but that one; then only a binding with a new one helps.

    So it is where it was set on a device that left in its first day: a thief's first one may set it for the next.
    """
    row = db.execute(
        """
        UPDATE shield.pins
           SET wrong = %(in_all)s + 1
         WHERE owner = %(owner)s AND device_id IS DISTINCT FROM %(but_on)s
           AND (set_at >= %(since)s OR EXISTS (
               SELECT 1
                 FROM shield.devices AS d
                WHERE d.owner = pins.owner AND d.device_id = pins.device_id AND d.removed_at < d.added_at + %(day)s))
     RETURNING 1
        """,
        {"in_all": IN_ALL, "owner": owner, "since": since, "but_on": but_on, "day": LOCKED_FOR},
    ).fetchone()
    return row is not None


def _count(db: Transaction, owner: Owner) -> str | type[NoPin | PinDead | PinLocked]:
    """Count a try; what is kept of the PIN, or why nobody may try.

    One that began before midnight, and comes after another that began later, counts on the new day with it.
    """
    row = db.execute(
        "SELECT hash FROM shield.pins WHERE owner = %(owner)s FOR UPDATE", {"owner": owner}
    ).fetchone()
    if row is None:
        return NoPin
    locked = _locked(db, owner)
    if locked:
        return locked
    db.execute(
        """
        UPDATE shield.pins
           SET wrong = wrong + 1,
               wrong_today = CASE WHEN wrong_on >= %(today)s THEN wrong_today ELSE 0 END + 1,
               wrong_on = greatest(wrong_on, %(today)s),
               locked_until = CASE
                   WHEN CASE WHEN wrong_on >= %(today)s THEN wrong_today ELSE 0 END + 1 >= %(a_day)s
                   THEN %(until)s::timestamptz
               END
         WHERE owner = %(owner)s
        """,
        {"today": db.now.date(), "a_day": A_DAY, "until": db.now + LOCKED_FOR, "owner": owner},
    )
    return str(row[0])


def _locked(db: Transaction, owner: Owner) -> type[PinDead | PinLocked] | None:
    row = db.execute(
        """
        SELECT wrong >= %(in_all)s, locked_until > %(now)s
          FROM shield.pins
         WHERE owner = %(owner)s
        """,
        {"in_all": IN_ALL, "now": db.now, "owner": owner},
    ).fetchone()
    dead, locked = row or (False, False)
    return PinDead if dead else PinLocked if locked else None


def _forgive(db: Transaction, owner: Owner, pin_hash: str) -> None:
    """It was the right one: what was counted before is forgotten, unless the PIN is another by now."""
    db.execute(
        """
        UPDATE shield.pins
           SET wrong = 0, wrong_today = 0, locked_until = NULL
         WHERE owner = %(owner)s AND hash = %(hash)s AND wrong <= %(in_all)s
        """,
        {"owner": owner, "hash": pin_hash, "in_all": IN_ALL},
    )


def _same(pin_hash: str, peppered: bytes) -> bool:
    try:
        return HASHER.verify(pin_hash, peppered)
    except VerifyMismatchError:
        return False


def _peppered(owner: Owner, pin: str) -> bytes:
    return f"pin {owner} {pin}".encode()
