"""The moment at which a device joins: whose chat it is from now on, who leaves, and what the newcomer may do.

All of it in one transaction, under the locks of everybody whom it concerns.
"""

from dataclasses import dataclass
from uuid import UUID

from guitai.customers import customers
from guitai.customers.customers import Customer
from guitai.customers.person import normal
from guitai.database import Owner, Transaction
from guitai.shield import audit, codes, devices, ending, freezes, pins, tries
from guitai.shield.devices import NEW, Device
from guitai.shield.new_device import NewDevice
from guitai.shield.refusals import Frozen, FrozenByStaff, FrozenElsewhere, Gone, TooManyDevices
from guitai.shield.visits import Visit


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
    before: Owner | None
    left: Customer | None  # who was a customer in this chat until now
    openid_before: str | None
    new_pin: bool  # in the place of another
    lifted: bool  # the customer's own freeze


def check_frozen(db: Transaction, owner: Owner, openid: str, *, new_pin: bool) -> None:
    """Refuse a binding while the customer is frozen, but for the one that lifts their own freeze.

    That one comes with a new PIN, and from the WeChat that they had: whoever has taken over a mobile number and not
    the WeChat can't undo a freeze.
    """
    match freezes.frozen_by(db, owner):
        case "staff":
            raise FrozenByStaff
        case "customer" if not new_pin:
            raise Frozen
        case "customer" if customers.openid_of(db, owner) not in (None, openid):
            raise FrozenElsewhere


def join(
    db: Transaction, visit: Visit, binding: Binding, new: NewDevice, pin_hash: str | None, replace: bool
) -> Bound:
    """Bind the device to whom the binding is for."""
    owner, by = binding.owner, f"openid {visit.openid}"
    before = customers.lock_for_binding(db, visit.openid, owner)
    check_frozen(db, owner, visit.openid, new_pin=pin_hash is not None)
    _use_up(db, binding)
    left = customers.customer(db, before) if before and before != owner else None
    if left:
        ending.unbind(db, left.owner, by=by)
    openid_before = customers.openid_of(db, owner)
    customers.bind_openid(db, visit.openid, owner)
    # The first device with the PIN that was set at the bank is as good as any; one with a PIN of its own is new.
    low = devices.ever(db, owner) or pin_hash is not None
    had_pin = pins.has(db, owner)
    lifted = freezes.lift(db, owner, by=freezes.CUSTOMER) if pin_hash else 0
    ended, others = _make_room(db, visit, owner, replace=replace, all_go=bool(lifted))
    device = devices.add(
        db, owner, openid=visit.openid, name=new.name, sign_key=new.sign_key, open_key=new.open_key, low=low
    )
    subject = str(device.device_id)
    audit.note(db, owner, "devices.add", by=by, subject=subject)
    if pin_hash is not None:
        pins.put(db, owner, pin_hash, device_id=device.device_id)
        audit.note(db, owner, "pins.set", by=by, subject=subject)
    if lifted:
        audit.note(db, owner, "freezes.lift", by=by, subject=subject)
    _forget_tries(db, visit.openid, owner)
    return Bound(
        device, others, ended, before, left, openid_before, had_pin and pin_hash is not None, bool(lifted)
    )


def about(db: Transaction, openid: str, id_number: str) -> tuple[bytes, bytes]:
    """By what tries are counted: who tries, and about whom, however the number is written."""
    return tries.subject(db, "openid", openid), tries.subject(db, "id", normal(id_number))


def _make_room(
    db: Transaction, visit: Visit, owner: Owner, *, replace: bool, all_go: bool
) -> tuple[list[Device], list[Device]]:
    """The devices that end, and those that stay.

    Those under another openid end, and all where a freeze is lifted: one of them is why it was asked for. Of three one
    makes room: one in its first day before any older one, which a newcomer must not push out.
    """
    there = devices.devices(db, owner)
    ended = [one for one in there if all_go or one.openid != visit.openid]
    stay = [one for one in there if one not in ended]
    if len(stay) >= devices.MOST:
        if not replace:
            raise TooManyDevices
        stay.sort(key=lambda one: (db.now >= one.added_at + NEW, one.used_at))
        ended.append(stay.pop(0))
    for one in ended:
        ending.end(db, one, by=f"openid {visit.openid}", why="replaced")
    return ended, stay


def _use_up(db: Transaction, binding: Binding) -> None:
    """Of two that finish the same binding, one comes too late."""
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


def _forget_tries(db: Transaction, openid: str, owner: Owner) -> None:
    """Whoever binds has shown who they are. What else was tried from their WeChat may have been about others."""
    person = customers.customer(db, owner)
    assert person is not None, "the details were a customer's"
    by_openid, by_number = about(db, openid, person.id_number)
    tries.give_back(db, by_openid)
    tries.forget(db, by_number)
