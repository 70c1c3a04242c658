"""The PINs of the demo's people who are bound from the start: set at the bank, as the README names them."""

from guitai.customers import customers
from guitai.database import Database
from guitai.demo.people import Person
from guitai.demo.players import SIX
from guitai.shield import pins


def set_pins(database: Database) -> None:
    """Give a PIN to each who has a phone and none yet. Safe to run twice."""
    for person in SIX:
        if person.openid and person.pin:
            _set(database, person, person.openid, person.pin)


def _set(database: Database, person: Person, openid: str, pin: str) -> None:
    with database.transaction() as db:
        owner = customers.owner_of(db, openid)
        # Whoever has taken the phone over since then has a PIN of their own.
        if pins.has(db, owner) or customers.by_id_number(db, person.id_number) != owner:
            return
        pins.put(db, owner, pins.hashed(db.keys, owner, pin), device_id=None)
