"""Orders that a customer is asked to sign: drafted in a turn, shown to a device, signed once or never.

What an order does is its capability's; here is only whether it was signed, over which bytes, by which device.
"""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from guitai.database import Owner, Transaction
from guitai.errors import Refusal
from guitai.language import Language, Tongue
from guitai.refusals import Refused
from guitai.shield import at_rest, audit
from guitai.shield.devices import Device
from guitai.shield.document import Document, Draft, write
from guitai.shield.refusals import Gone, OrderOver
from guitai.shield.strength import Strength

LIFE = timedelta(minutes=5)


@dataclass(frozen=True)
class Order:
    """An order and its document's bytes."""

    owner: Owner
    order_id: UUID
    turn_id: UUID
    kind: str
    document: bytes
    strength: Strength
    expires_at: datetime
    state: str
    shown_to: list[UUID]
    device_id: UUID | None
    new_strength: Strength | None  # of a device in its first 24 hours, where that takes another
    new_refused: Refused | None  # why such a device may not sign it
    title: str | None  # in Simplified, for text messages

    def strength_on(self, device: Device, at: datetime) -> Strength:
        """How strongly this device has to sign it at that moment."""
        return (self.new_strength if device.low(at) else None) or self.strength

    def check_device(self, device: Device, at: datetime) -> None:
        """Refuse where this device may not sign it at that moment."""
        if self.new_refused and device.low(at):
            raise Refusal.known[self.new_refused.code](**self.new_refused.values)

    def open(self, at: datetime) -> bool:
        """Whether it can still be signed at that moment."""
        return self.state == "drafted" and at < self.expires_at


@dataclass(frozen=True)
class Signed:
    """An order that was signed, and the device that signed it."""

    order_id: UUID
    document: Document
    device_id: UUID


def draft(
    db: Transaction,
    owner: Owner,
    wanted: Draft,
    strength: Strength,
    *,
    tongue: Tongue,
    on_new: Strength | Refusal | None = None,
) -> UUID:
    """Put an order up for signing. Its id is random, so that its link can't be guessed.

    `on_new` is what a device in its first 24 hours needs, where that is another strength, or why it may not sign:
    which device will open it, nobody knows yet.
    """
    order_id = UUID(bytes=secrets.token_bytes(16), version=4)
    expires_at = db.now + LIFE
    document = write(
        wanted,
        order_id=order_id,
        nonce=secrets.token_urlsafe(18),
        expires_at=expires_at,
        tongue=tongue,
    )
    refused = on_new if isinstance(on_new, Refusal) else None
    db.execute(
        """
        INSERT INTO shield.orders
               (owner, order_id, turn_id, kind, document, strength, new_strength, new_refused, title, drafted_at,
                expires_at, state, shown_to)
        VALUES (%(owner)s, %(order)s, %(turn)s, %(kind)s, %(document)s, %(strength)s, %(new_strength)s,
                %(new_refused)s, %(title)s, %(now)s, %(until)s, 'drafted', '{}')
        """,
        {
            "owner": owner,
            "order": order_id,
            "turn": db.turn_id,
            "kind": wanted.kind,
            "document": at_rest.sealed(db, "orders", owner, document.decode(), row=order_id),
            "strength": strength,
            "new_strength": None if refused else on_new,
            "new_refused": Jsonb(asdict(_said(refused, tongue))) if refused else None,
            "title": tongue.catalogue.speak(wanted.title, Language.SIMPLIFIED),
            "now": db.now,
            "until": expires_at,
        },
    )
    return order_id


def order(db: Transaction, owner: Owner, order_id: UUID) -> Order:
    """This customer's order; Gone where there is none."""
    found = (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT owner, order_id, turn_id, kind, document, strength, expires_at, state, shown_to, device_id,
                   new_strength, new_refused, title
              FROM shield.orders
             WHERE owner = %(owner)s AND order_id = %(order)s
            """,
            {"owner": owner, "order": order_id},
        )
        .fetchone()
    )
    if found is None:
        raise Gone
    document = _unsealed(db, owner, order_id, found["document"]).encode()
    new, refused = found["new_strength"], found["new_refused"]
    return Order(
        **found
        | {
            "document": document,
            "strength": Strength(found["strength"]),
            "new_strength": Strength(new) if new else None,
            "new_refused": Refused(**refused) if refused else None,
        }
    )


def waiting(db: Transaction, owner: Owner) -> Document | None:
    """What this customer was asked last to sign, while it can be."""
    row = db.execute(
        """
        SELECT order_id, document
          FROM shield.orders
         WHERE owner = %(owner)s AND state = 'drafted' AND expires_at > %(now)s
         ORDER BY drafted_at DESC
         LIMIT 1
        """,
        {"owner": owner, "now": db.now},
    ).fetchone()
    return Document.read(_unsealed(db, owner, *row).encode()) if row else None


def show(db: Transaction, device: Device, order_id: UUID) -> Order:
    """The order as this device is shown it: from now on it may sign. Where it may not, that is said at once."""
    shown = order(db, device.owner, order_id)
    if not shown.open(db.now):
        raise OrderOver
    shown.check_device(device, db.now)
    db.execute(
        """
        UPDATE shield.orders
           SET shown_to = shown_to || %(device)s
         WHERE owner = %(owner)s AND order_id = %(order)s AND NOT %(device)s = ANY(shown_to)
        """,
        {"device": device.device_id, "owner": device.owner, "order": order_id},
    )
    return shown


def sign(db: Transaction, device: Device, order_id: UUID, signature: str) -> None:
    """The order is signed. Everything about the signature was checked; that it is still wanted is checked here."""
    _end(db, device.owner, order_id, state="signed", device_id=device.device_id, signature=signature)


def decline(db: Transaction, owner: Owner, order_id: UUID) -> None:
    """The customer won't sign it."""
    _end(db, owner, order_id, state="declined")


def void(db: Transaction, owner: Owner, order_id: UUID) -> None:
    """The draft is wanted no more. What was signed stays signed."""
    db.execute(
        """
        UPDATE shield.orders
           SET state = 'void'
         WHERE owner = %(owner)s AND order_id = %(order)s AND state = 'drafted'
        """,
        {"owner": owner, "order": order_id},
    )


def void_all(db: Transaction, owner: Owner) -> None:
    """Nothing that this customer was asked to sign is wanted any more."""
    db.execute(
        "UPDATE shield.orders SET state = 'void' WHERE owner = %(owner)s AND state = 'drafted'",
        {"owner": owner},
    )


def signed(db: Transaction, owner: Owner, order_id: UUID) -> Signed:
    """What was signed, to be carried out from its bytes."""
    one = order(db, owner, order_id)
    assert one.state == "signed", "a flow goes on from a signature only"
    assert one.device_id is not None, "a signature is a device's"
    return Signed(order_id, Document.read(one.document), one.device_id)


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """The turn that drafted the order with this id."""
    row = db.execute(
        "SELECT turn_id FROM shield.orders WHERE order_id::text = %(id)s", {"id": some_id}
    ).fetchone()
    return row[0] if row else None


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """The orders that this turn drafted, and the text that was shown and signed."""
    rows = (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT owner, order_id, kind, document, strength, expires_at, state, device_id, signature, signed_at
              FROM shield.orders
             WHERE turn_id = %(turn)s
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )
    return [row | {"document": _unsealed(db, row["owner"], row["order_id"], row["document"])} for row in rows]


def turns(db: Transaction, turn_id: UUID) -> list[UUID]:
    """Where the orders that this turn drafted were shown, signed and carried out, and where those were drafted."""
    drafted = [str(row["order_id"]) for row in trace(db, turn_id)]
    noted = [str(row["subject"]) for row in audit.trace(db, turn_id) if row["subject"]]
    found = [turn_of(db, some_id) for some_id in noted]
    later = [turn for order_id in drafted for turn in audit.turns_about(db, order_id)]
    return [turn for turn in found if turn] + later


def _end(
    db: Transaction,
    owner: Owner,
    order_id: UUID,
    *,
    state: str,
    device_id: UUID | None = None,
    signature: str | None = None,
) -> None:
    ended = db.execute(
        """
        UPDATE shield.orders
           SET state = %(state)s, device_id = %(device)s, signature = %(signature)s,
               signed_at = CASE WHEN %(signature)s::text IS NOT NULL THEN %(now)s::timestamptz END
         WHERE owner = %(owner)s AND order_id = %(order)s AND state = 'drafted' AND expires_at > %(now)s
        """,
        {
            "state": state,
            "device": device_id,
            "signature": signature,
            "now": db.now,
            "owner": owner,
            "order": order_id,
        },
    ).rowcount
    if not ended:
        raise OrderOver


def _said(no: Refusal, tongue: Tongue) -> Refused:
    return Refused(no.code, {name: tongue.value(value) for name, value in no.values.items()})


def _unsealed(db: Transaction, owner: Owner, order_id: UUID, kept: bytes) -> str:
    return str(at_rest.opened(db, "orders", owner, kept, row=order_id))
