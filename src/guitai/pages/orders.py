"""The calls by which an order is read, signed or declined. What is checked, is checked before the turn.

PIN, code and signature are looked at in transactions of their own, each try counted first; only then is the customer's
lock taken, and the signature becomes an event in the conversation that waits for it.
"""

import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from starlette.routing import Route

from guitai import refusals
from guitai.customers import customers
from guitai.database import Database, Owner, Transaction
from guitai.pages.calls import Asked, Calls
from guitai.refusals import Refused
from guitai.reply import Reply
from guitai.shield import audit, certificates, codes, devices, freezes, orders, pins, proofs
from guitai.shield.devices import Device
from guitai.shield.document import Document
from guitai.shield.jws import NotSigned, checked
from guitai.shield.orders import Order
from guitai.shield.refusals import (
    BadSignature,
    Declined,
    NeedsCertificate,
    NeedsCode,
    NotShown,
    OrderOver,
)
from guitai.shield.seals import seals
from guitai.shield.strength import Strength
from guitai.understanding.answer import Happened

CLAUSE = re.compile(r"[，：。；\n]|[,:;.](?=\s|$)")  # ends at one of these
TAIL = 4  # digits of the mobile to which a code is sent

Happen = Callable[[Transaction, Owner, Happened], Reply | None]


@dataclass(frozen=True)
class Orders:
    """Answers the calls. `happen` goes on with the conversation that waits."""

    database: Database
    happen: Happen

    def routes(self, calls: Calls) -> list[Route]:
        """The calls of docs/shield.md §6."""
        return [
            calls.route("/orders/{subject:uuid}/seals", "orders.open", self.open),
            calls.route("/orders/{subject:uuid}/codes", "orders.code", self.send_code),
            calls.route("/orders/{subject:uuid}/signatures", "orders.sign", self.sign),
            calls.route("/orders/{subject:uuid}/declines", "orders.decline", self.decline),
        ]

    def open(self, asked: Asked) -> Mapping[str, object]:
        """The very bytes to sign, sealed, and what is asked for beside device and PIN."""
        device = self._proved(asked, "orders.open")
        with self.database.transaction() as db:
            freezes.check(db, device.owner)
            order = orders.show(db, device, asked.about)
            person = customers.customer(db, device.owner)
            assert person is not None, "whoever has a device is a customer"
            strength = order.strength_on(device, db.now)
            audit.note(
                db, device.owner, "orders.open", by=f"device {device.device_id}", subject=str(asked.about)
            )
        content = {
            "document": b64encode(order.document).decode(),
            "needs": _needs(strength),
            "new_device": strength > order.strength,
            "mobile": person.mobile[-TAIL:],
            "expires_at": order.expires_at.isoformat(timespec="seconds"),
        }
        sealed = seals(
            json.dumps(content).encode(),
            open_key=device.open_key,
            device_id=device.device_id,
            subject=asked.about,
        )
        return {"seals": sealed}

    def send_code(self, asked: Asked) -> Mapping[str, object]:
        """A one-time code for this order, by SMS, which says what it signs."""
        device = self._proved(asked, "orders.code")
        with self.database.transaction() as db:
            freezes.check(db, device.owner)
            order = orders.order(db, device.owner, asked.about)
            if not order.open(db.now) or order.strength_on(device, db.now) < Strength.CODE:
                raise OrderOver
            what = Document.read(order.document).in_brief(order.title or "")
            codes.send(db, device.owner, asked.about, "order", what)
        return {}

    def sign(self, asked: Asked) -> Mapping[str, object]:
        """Sign it. What the bank then says to the order itself is the result, a no as well."""
        signature, owner = asked.body.get("signature"), asked.visit.owner
        with self.database.transaction() as db:
            freezes.check(db, owner)
            order = orders.order(db, owner, asked.about)
            device, strength = _signer(db, asked, order)
        if strength >= Strength.CODE:
            if not asked.body.get("code"):
                raise NeedsCode
            codes.check(self.database, owner, order.order_id, asked.body["code"])
        known = pins.check(self.database, owner, pins.pin_of(asked.body.get("pin")))
        return self.database.run(lambda db: self._signed(db, device, known, order.order_id, str(signature)))

    def decline(self, asked: Asked) -> Mapping[str, object]:
        """Leave it unsigned, at once rather than in five minutes."""
        owner, order_id = asked.visit.owner, asked.about
        device = self._proved(asked, "orders.decline")

        def work(db: Transaction) -> Reply | None:
            customers.lock(db, owner)
            orders.order(db, owner, order_id)  # whoever has none is told so
            orders.decline(db, owner, order_id)
            audit.note(db, owner, "orders.decline", by=f"device {device.device_id}", subject=str(order_id))
            key = sha256(b"declined" + order_id.bytes).digest()
            return self.happen(db, owner, Happened("signed", key, order_id, Refused(Declined.code, {})))

        return {"result": _sentences(self.database.run(work))}

    def _signed(
        self, db: Transaction, device: Device, known: str, order_id: UUID, signature: str
    ) -> Mapping[str, object]:
        owner = device.owner
        customers.lock(db, owner)
        freezes.check(db, owner)
        devices.check_bound(db, device)
        pins.check_standing(db, owner, known)
        orders.sign(db, device, order_id, signature)
        codes.use_up(db, owner, order_id)
        audit.note(db, owner, "orders.sign", by=f"device {device.device_id}", subject=str(order_id))
        key = sha256(signature.encode()).digest()
        reply = self.happen(db, owner, Happened("signed", key, order_id, None))
        if reply is None:
            raise OrderOver  # nothing waits for it any more, so nothing was signed
        result, refused = _sentences(reply), refusals.of(db, owner, since=db.now)
        return {"heading": "" if refused else CLAUSE.split(result)[0], "result": result}

    def _proved(self, asked: Asked, act: str) -> Device:
        return proofs.proved(
            self.database, asked.visit, asked.body.get("proof"), act=act, subject=asked.about
        )


def _signer(db: Transaction, asked: Asked, order: Order) -> tuple[Device, Strength]:
    """The device that signed exactly this order's bytes, was shown them, and has the certificate, if it needs one.

    And how strongly it has to sign.
    """
    if not order.open(db.now):
        raise OrderOver
    signature = asked.body.get("signature")
    device = proofs.signer(db, asked.visit, signature)
    if device.device_id not in order.shown_to:
        raise NotShown
    try:
        header, payload = checked(signature, device.sign_key)
    except NotSigned as error:
        raise BadSignature(detail=str(error)) from error
    if payload != order.document or header.get("kid") != str(device.device_id):
        raise BadSignature(detail="it is over something else")
    order.check_device(device, db.now)
    strength = order.strength_on(device, db.now)
    if strength >= Strength.CERTIFICATE:
        certificate = certificates.in_force(db, device)
        if certificate is None or header.get("certificate") != str(certificate.certificate_id):
            raise NeedsCertificate
    return device, strength


def _needs(strength: Strength) -> list[str]:
    named = ((Strength.CODE, "code"), (Strength.CERTIFICATE, "certificate"))
    return [name for least, name in named if strength >= least]


def _sentences(reply: Reply | None) -> str:
    """What the chat is told as well, but for its links."""
    return "\n".join(part for part in reply.parts if isinstance(part, str)) if reply else ""
