"""Binding a device: four details that only the customer has, a code to the reserved mobile, a PIN, two new keys.

Each try is counted, in a transaction of its own, before it is looked at. Which part was wrong is never said.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from guitai import clock
from guitai.database import Database, Owner, Transaction
from guitai.errors import Refusal
from guitai.shield import at_rest, audit, codes, pins, tries
from guitai.shield.details import Details, whose
from guitai.shield.joining import Binding, Bound, about, check_frozen, join
from guitai.shield.new_device import new_device
from guitai.shield.new_pin import refuse_weak
from guitai.shield.refusals import Gone, NotMatched
from guitai.shield.visits import Visit

LIFE = timedelta(minutes=15)


def begin(database: Database, visit: Visit, details: Details) -> UUID:
    """Send a code to the reserved mobile, if the details are a customer's; the binding's id."""
    with database.transaction() as db:
        openid, id_number = about(db, visit.openid, details.id_number)
        tries.count(db, openid)
    with database.transaction() as db:
        tries.check(db, openid)  # before the number is counted: who has no try left uses up nobody's
    with database.transaction() as db:
        tries.count(db, id_number)
    with database.transaction() as db:
        tries.check(db, id_number)
        person = whose(db, details)
        if person is None:
            raise NotMatched
        owner, binding_id = person.owner, clock.uuid7(db.now)
        card = at_rest.sealed(db, "bindings", owner, details.card_number, row=binding_id)
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
        audit.note(db, owner, "bindings.begin", by=f"openid {visit.openid}", subject=str(binding_id))
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
    try:
        return _finish(database, visit, binding, code, pin, new_pin, device, replace, bound)
    except Refusal as no:
        if binding.owner != visit.owner:  # whose visit it is has it in their trail; it is about somebody else
            with database.transaction() as db:
                by = f"openid {visit.openid}"
                audit.note(
                    db, binding.owner, "bindings.finish", by=by, subject=str(binding_id), result=no.code
                )
        raise


def _finish(
    database: Database,
    visit: Visit,
    binding: Binding,
    code: object,
    pin: str,
    new_pin: bool,
    device: object,
    replace: bool,
    bound: Callable[[Transaction, Bound], None],
) -> Bound:
    with database.transaction() as db:
        new_pin = new_pin or not pins.has(db, binding.owner)
        check_frozen(db, binding.owner, visit.openid, new_pin=new_pin)
    new = new_device(device, visit, binding.binding_id)
    codes.check(database, binding.owner, binding.binding_id, code)
    pin_hash = known = None
    if new_pin:
        with database.transaction() as db:
            refuse_weak(db, binding.owner, pin, [binding.card_number])
            keys = db.keys
        pin_hash = pins.hashed(keys, binding.owner, pin)
    else:
        known = pins.check(database, binding.owner, pin)

    def work(db: Transaction) -> Bound:
        done = join(db, visit, binding, new, pin_hash, replace)
        if known is not None:
            pins.check_standing(db, binding.owner, known)
        bound(db, done)
        return done

    return database.run(work)


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
    return Binding(owner, binding_id, at_rest.opened(db, "bindings", owner, row[1], row=binding_id))
