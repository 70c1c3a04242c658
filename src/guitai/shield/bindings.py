"""Binding a device: four details that only the customer has, a code to the reserved mobile, a PIN, two new keys.

Each try is counted, in a transaction of its own, before it is looked at. Which part was wrong is never said.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from guitai import clock
from guitai.customers import customers
from guitai.database import Database, Owner, Transaction
from guitai.keys.port import Use
from guitai.shield import audit, codes, devices, ending, freezes, pins, tries
from guitai.shield.details import Details, whose
from guitai.shield.devices import Device
from guitai.shield.new_device import NewDevice, new_device
from guitai.shield.new_pin import refuse_weak
from guitai.shield.refusals import Gone, NotMatched, TooManyDevices
from guitai.shield.visits import Visit

LIFE = timedelta(minutes=15)


@dataclass(frozen=True)
class Binding:
    """Somebody whose details were right, and who has to show now that the mobile is in their hand."""

    owner: Owner
    binding_id: UUID
    card_number: str


@dataclass(frozen=True)
class Bound:
    """A device that was bound beside `others`; `ended` made room for it. `before` is whose chat the openid was."""

    device: Device
    others: list[Device]
    ended: list[Device]
    before: Owner
    openid_before: str | None
    new_pin: bool  # in the place of another


def begin(database: Database, visit: Visit, details: Details) -> UUID:
    """Send a code to the reserved mobile, if the details are a customer's; the binding's id."""
    with database.transaction() as db:
        about = _about(db, visit.openid, details.id_number)
        tries.count(db, *about)
    with database.transaction() as db:
        tries.check(db, *about)
        person = whose(db, details)
        if person is None:
            raise NotMatched
        owner, binding_id = person.owner, clock.uuid7(db.now)
        card = db.keys.seal(Use.REST, details.card_number.encode(), context=_context(owner, binding_id))
        db.execute(
            """
            INSERT INTO shield.bindings (owner, binding_id, turn_id, visit_digest, card, expires_at)
            VALUES (%(owner)s, %(id)s, %(turn)s, %(visit)s, %(card)s, %(until)s)
            """,
            {
                "owner": owner,
                "id": binding_id,
                "turn": db.turn_id,
                "visit": visit.digest,
                "card": card,
                "until": db.now + LIFE,
            },
        )
        codes.send(db, owner, binding_id, "binding")
        return binding_id


def finish(
    database: Database,
    visit: Visit,
    binding_id: UUID,
    *,
    code: object,
    pin: str,
    new_pin: bool,
    device: object,
    replace: bool,
    bound: Callable[[Transaction, Bound], None],
) -> Bound:
    """Bind the device, if the code is right and the PIN is the customer's, or may become it.

    `bound` is told within the transaction that binds.
    """
    with database.transaction() as db:
        binding = _binding(db, visit, binding_id)
        new_pin = new_pin or not pins.has(db, binding.owner)
        freezes.check(db, binding.owner, but_own=new_pin)
    new = new_device(device, visit, binding_id)
    codes.check(database, binding.owner, binding_id, code)
    pin_hash = None
    if new_pin:
        with database.transaction() as db:
            refuse_weak(db, binding.owner, pin, [binding.card_number])
            keys = db.keys
        pin_hash = pins.hashed(keys, binding.owner, pin)
    else:
        pins.check(database, binding.owner, pin)

    def work(db: Transaction) -> Bound:
        done = _bind(db, visit, binding, new, pin_hash, replace)
        bound(db, done)
        return done

    return database.run(work)


def _bind(
    db: Transaction, visit: Visit, binding: Binding, new: NewDevice, pin_hash: str | None, replace: bool
) -> Bound:
    owner = binding.owner
    before, openid_before = customers.owner_of(db, visit.openid), customers.openid_of(db, owner)
    customers.bind_openid(db, visit.openid, owner)
    freezes.check(db, owner, but_own=pin_hash is not None)
    _use_up(db, binding)
    new_pin = pin_hash is not None and pins.has(db, owner)
    low = devices.ever(db, owner) or new_pin
    ended, others = _make_room(db, visit, owner, replace)
    device = devices.add(
        db,
        owner,
        openid=visit.openid,
        name=new.name,
        sign_key=new.sign_key,
        open_key=new.open_key,
        low=low,
    )
    if pin_hash is not None:
        pins.put(db, owner, pin_hash, device_id=device.device_id)
        freezes.lift(db, owner, by=freezes.CUSTOMER)
    person = customers.customer(db, owner)
    assert person is not None, "the details were a customer's"
    tries.forget(db, *_about(db, visit.openid, person.id_number))
    audit.note(db, owner, "devices.add", by=f"openid {visit.openid}", subject=str(device.device_id))
    return Bound(device, others, ended, before, openid_before, new_pin)


def _make_room(
    db: Transaction, visit: Visit, owner: Owner, replace: bool
) -> tuple[list[Device], list[Device]]:
    """The devices that end, those under another openid and one where there are three; and those that stay."""
    there = devices.devices(db, owner)
    ended = [one for one in there if one.openid != visit.openid]
    stay = [one for one in there if one.openid == visit.openid]
    if len(stay) >= devices.MOST:
        if not replace:
            raise TooManyDevices
        ended.append(stay.pop(0))
    for one in ended:
        ending.end(db, one, by=f"openid {visit.openid}", why="replaced")
    return ended, stay


def _binding(db: Transaction, visit: Visit, binding_id: UUID) -> Binding:
    row = db.execute(
        """
        SELECT owner, card
          FROM shield.bindings
         WHERE binding_id = %(id)s AND visit_digest = %(visit)s AND expires_at > %(now)s AND done_at IS NULL
        """,
        {"id": binding_id, "visit": visit.digest, "now": db.now},
    ).fetchone()
    if row is None:
        raise Gone
    owner = Owner(row[0])
    card = db.keys.unseal(Use.REST, bytes(row[1]), context=_context(owner, binding_id))
    return Binding(owner, binding_id, card.decode())


def _use_up(db: Transaction, binding: Binding) -> None:
    """Under the customer's lock: of two that finish the same binding, one comes too late."""
    done = db.execute(
        """
        UPDATE shield.bindings
           SET done_at = %(now)s
         WHERE owner = %(owner)s AND binding_id = %(id)s AND done_at IS NULL
        """,
        {"now": db.now, "owner": binding.owner, "id": binding.binding_id},
    ).rowcount
    if not done:
        raise Gone
    codes.use_up(db, binding.owner, binding.binding_id)


def _about(db: Transaction, openid: str, id_number: str) -> tuple[bytes, bytes]:
    return tries.subject(db, "openid", openid), tries.subject(db, "id", id_number)


def _context(owner: Owner, binding_id: UUID) -> bytes:
    return f"shield.bindings {owner} {binding_id}".encode()
