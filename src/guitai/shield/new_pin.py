"""A new trading PIN: not one that somebody who knows the customer would try first."""

from collections.abc import Sequence

from guitai.customers import customers
from guitai.database import Database, Owner, Transaction
from guitai.shield import audit, devices, freezes, pins
from guitai.shield.details import cards_of
from guitai.shield.devices import Device
from guitai.shield.refusals import WeakPin
from guitai.shield.weak_pins import weak


def change(database: Database, device: Device, *, pin: str, new_pin: str) -> None:
    """Another PIN, for whoever knows the one that is in force."""
    known = pins.check(database, device.owner, pin)
    with database.transaction() as db:
        refuse_weak(db, device.owner, new_pin, cards_of(db, device.owner))
        keys = db.keys
    pin_hash = pins.hashed(keys, device.owner, new_pin)  # slow, so in no transaction
    with database.transaction() as db:
        customers.lock(db, device.owner)
        freezes.check(db, device.owner)
        devices.check_bound(db, device)
        pins.check_standing(db, device.owner, known)
        pins.put(db, device.owner, pin_hash, device_id=device.device_id)
        audit.note(db, device.owner, "pins.change", by=f"device {device.device_id}")


def refuse_weak(db: Transaction, owner: Owner, pin: str, cards: Sequence[str]) -> None:
    """Refuse a PIN that repeats the customer's own numbers, or that everybody tries."""
    person = customers.customer(db, owner)
    assert person is not None, "a PIN is a customer's"
    for card in cards or [""]:
        if weak(pin, id_number=person.id_number, mobile=person.mobile, card_number=card):
            raise WeakPin
