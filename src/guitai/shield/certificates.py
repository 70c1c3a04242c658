"""The bank's certificates on devices' keys: a JWS by the bank that names the key it is for (RFC 7800)."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from guitai.database import Transaction
from guitai.shield.devices import Device

LIFE = timedelta(days=365)
ISSUER = "guitai"
TYPE = "guitai-device+jwt"


@dataclass(frozen=True)
class Certificate:
    """A certificate in force."""

    certificate_id: UUID
    expires_at: datetime


def issue(db: Transaction, device: Device) -> str:
    """A new certificate on this device's signing key; the one before it is revoked."""
    certificate_id = uuid4()
    expires_at = db.now + LIFE
    revoke(db, device)
    db.execute(
        """
        INSERT INTO shield.certificates (owner, certificate_id, turn_id, device_id, issued_at, expires_at)
        VALUES (%(owner)s, %(id)s, %(turn)s, %(device)s, %(now)s, %(until)s)
        """,
        {
            "owner": device.owner,
            "id": certificate_id,
            "turn": db.turn_id,
            "device": device.device_id,
            "now": db.now,
            "until": expires_at,
        },
    )
    says = {
        "iss": ISSUER,
        "jti": str(certificate_id),
        "sub": str(device.device_id),
        "iat": int(db.now.timestamp()),
        "exp": int(expires_at.timestamp()),
        "cnf": {"jwk": device.sign_key},
    }
    return db.keys.certified(json.dumps(says).encode(), typ=TYPE)


def revoke(db: Transaction, device: Device) -> None:
    """What was certified of this device counts no more."""
    db.execute(
        """
        UPDATE shield.certificates
           SET revoked_at = %(now)s
         WHERE owner = %(owner)s AND device_id = %(device)s AND revoked_at IS NULL
        """,
        {"now": db.now, "owner": device.owner, "device": device.device_id},
    )


def in_force(db: Transaction, device: Device) -> Certificate | None:
    """The certificate that this device can sign with now."""
    row = db.execute(
        """
        SELECT certificate_id, expires_at
          FROM shield.certificates
         WHERE owner = %(owner)s AND device_id = %(device)s AND revoked_at IS NULL AND expires_at > %(now)s
        """,
        {"owner": device.owner, "device": device.device_id, "now": db.now},
    ).fetchone()
    return Certificate(*row) if row else None
