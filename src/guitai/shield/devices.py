"""A customer's devices: the public halves of their keys, since when, and until when their limits are low."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from guitai import clock
from guitai.database import Owner, Transaction
from guitai.shield.refusals import NoDevice

MOST = 3
NEW = timedelta(hours=24)  # a device that joined others, or came with a new PIN, is new for so long


@dataclass(frozen=True)
class AllNew:
    """Every device of a customer's is in its first 24 hours, the first of them until then. No book says so."""

    until: datetime


@dataclass(frozen=True)
class Device:
    """A device that is bound. Keys are JWKs on P-256: one to check its signatures, one to seal to."""

    owner: Owner
    device_id: UUID
    openid: str
    name: str
    sign_key: dict[str, str]
    open_key: dict[str, str]
    added_at: datetime
    used_at: datetime
    low_until: datetime | None

    def low(self, at: datetime) -> bool:
        """Whether its limits are low at that moment."""
        return self.low_until is not None and at < self.low_until


def add(
    db: Transaction,
    owner: Owner,
    *,
    openid: str,
    name: str,
    sign_key: Mapping[str, str],
    open_key: Mapping[str, str],
    low: bool,
) -> Device:
    """Bind a device to this customer."""
    device = Device(
        owner,
        clock.uuid7(db.now),
        openid,
        name,
        dict(sign_key),
        dict(open_key),
        db.now,
        db.now,
        db.now + NEW if low else None,
    )
    db.execute(
        """
        INSERT INTO shield.devices
               (owner, device_id, turn_id, openid, name, sign_key, open_key, added_at, used_at, low_until)
        VALUES (%(owner)s, %(device_id)s, %(turn)s, %(openid)s, %(name)s, %(sign)s, %(open)s, %(added_at)s,
                %(used_at)s, %(low_until)s)
        """,
        {
            **vars(device),
            "turn": db.turn_id,
            "sign": Jsonb(device.sign_key),
            "open": Jsonb(device.open_key),
        },
    )
    return device


def devices(db: Transaction, owner: Owner) -> list[Device]:
    """The customer's devices, the one that was used longest ago first."""
    return _devices(db, {"owner": owner, "device": None})


def all_new(db: Transaction, owner: Owner) -> AllNew | None:
    """Whether all of the customer's devices are new now, and until when the first of them is."""
    mine = devices(db, owner)
    until = [one.low_until for one in mine if one.low_until and one.low(db.now)]
    return AllNew(min(until)) if until and len(until) == len(mine) else None


def device(db: Transaction, owner: Owner, device_id: UUID, *, openid: str | None = None) -> Device | None:
    """This device, if it is the customer's and, where one is named, was bound under that openid."""
    found = _devices(db, {"owner": owner, "device": device_id})
    return found[0] if found and openid in (None, found[0].openid) else None


def check_bound(db: Transaction, one: Device) -> None:
    """Refuse where it was removed meanwhile. Whoever asks holds the customer's lock, as whoever removes one does."""
    if device(db, one.owner, one.device_id) is None:
        raise NoDevice


def ever(db: Transaction, owner: Owner) -> bool:
    """Whether this customer has had a device before."""
    row = db.execute(
        "SELECT EXISTS (SELECT 1 FROM shield.devices WHERE owner = %(owner)s)", {"owner": owner}
    ).fetchone()
    return bool(row and row[0])


def used(db: Transaction, device: Device) -> None:
    """It has just shown that it is there."""
    db.execute(
        """
        UPDATE shield.devices
           SET used_at = %(now)s
         WHERE owner = %(owner)s AND device_id = %(device)s
        """,
        {"now": db.now, "owner": device.owner, "device": device.device_id},
    )


def remove(db: Transaction, device: Device, *, why: str) -> None:
    """It opens and signs nothing any more."""
    db.execute(
        """
        UPDATE shield.devices
           SET removed_at = %(now)s, removed_why = %(why)s
         WHERE owner = %(owner)s AND device_id = %(device)s AND removed_at IS NULL
        """,
        {"now": db.now, "why": why, "owner": device.owner, "device": device.device_id},
    )


def _devices(db: Transaction, values: Mapping[str, object]) -> list[Device]:
    return (
        db.cursor(row_factory=class_row(Device))
        .execute(
            """
            SELECT owner, device_id, openid, name, sign_key, open_key, added_at, used_at, low_until
              FROM shield.devices
             WHERE owner = %(owner)s AND device_id = COALESCE(%(device)s, device_id) AND removed_at IS NULL
             ORDER BY used_at, device_id
            """,
            values,
        )
        .fetchall()
    )
