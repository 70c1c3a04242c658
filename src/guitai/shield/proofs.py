"""Proofs: a device shows that it is the one it says, by signing a challenge.

What is checked is all of it: this challenge, handed out for this visit and device within the last minute and not used
yet, for this act on this subject.
"""

import secrets
from datetime import timedelta
from uuid import UUID

from guitai.database import Database, Transaction
from guitai.keys.jose import object_of
from guitai.shield import devices
from guitai.shield.devices import Device
from guitai.shield.jws import NotSigned, checked, unchecked
from guitai.shield.refusals import NoDevice, NotProved
from guitai.shield.visits import Visit, digest

LIFE = timedelta(minutes=1)


def challenge(db: Transaction, visit: Visit, device_id: UUID) -> str:
    """Something new for this device to sign, in this visit."""
    if devices.device(db, visit.owner, device_id, openid=visit.openid) is None:
        raise NoDevice
    text = secrets.token_urlsafe(24)
    db.execute("DELETE FROM shield.challenges WHERE expires_at <= %(now)s", {"now": db.now})
    db.execute(
        """
        INSERT INTO shield.challenges (challenge_digest, visit_digest, device_id, expires_at)
        VALUES (%(challenge)s, %(visit)s, %(device)s, %(until)s)
        """,
        {"challenge": digest(text), "visit": visit.digest, "device": device_id, "until": db.now + LIFE},
    )
    return text


def proved(database: Database, visit: Visit, proof: object, *, act: str, subject: UUID | None) -> Device:
    """The device that proves itself, for this act on this subject; without one, on the device itself.

    In a transaction of its own: the proof is used up, whatever is said to what was asked with it.
    """
    with database.transaction() as db:
        return _proved(db, visit, proof, act=act, subject=subject)


def _proved(db: Transaction, visit: Visit, proof: object, *, act: str, subject: UUID | None) -> Device:
    device = signer(db, visit, proof)
    try:
        header, payload = checked(proof, device.sign_key)
        said = object_of(payload)
    except (NotSigned, ValueError) as error:
        raise NotProved(detail=str(error)) from error
    text = said.get("challenge")
    meant = {
        "challenge": text,
        "visit": visit.text,
        "act": act,
        "subject": str(subject or device.device_id),
    }
    if said != meant or header.get("kid") != str(device.device_id):
        raise NotProved(detail="it says something else")
    if not _used(db, visit, device.device_id, str(text)):
        raise NotProved(detail="no challenge of ours")
    devices.used(db, device)
    return device


def signer(db: Transaction, visit: Visit, signed: object) -> Device:
    """The device that a JWS says it is by, if there is one such in this visit. Nobody's word, until it is checked."""
    try:
        device_id = UUID(str(unchecked(signed)[0].get("kid")))
    except (NotSigned, ValueError) as error:
        raise NotProved(detail="names no device") from error
    device = devices.device(db, visit.owner, device_id, openid=visit.openid)
    if device is None:
        raise NoDevice
    return device


def _used(db: Transaction, visit: Visit, device_id: UUID, text: str) -> bool:
    """Whether this challenge could still be used; it can't be any more."""
    row = db.execute(
        """
        DELETE FROM shield.challenges
         WHERE challenge_digest = %(challenge)s
     RETURNING visit_digest = %(visit)s AND device_id = %(device)s AND expires_at > %(now)s
        """,
        {"challenge": digest(text), "visit": visit.digest, "device": device_id, "now": db.now},
    ).fetchone()
    return bool(row and row[0])
