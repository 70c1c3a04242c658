"""The end of a device, and of all that hangs on it: what it opened, signed or was certified for."""

from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.shield import audit, cards, certificates, devices, orders, pins, small
from guitai.shield.devices import NEW, Device
from guitai.shield.refusals import TooNew


def end(db: Transaction, device: Device, *, by: str, why: str) -> None:
    """It opens and signs nothing any more; a rule that was signed on it is over."""
    devices.remove(db, device, why=why)
    certificates.revoke(db, device)
    small.end_of_device(db, device.owner, device.device_id, why=why)
    audit.note(db, device.owner, "devices.remove", by=by, subject=str(device.device_id), why=why)


def remove(db: Transaction, by: Device, device: Device) -> bool:
    """One device removes another, or itself; whether that was a veto.

    A new one removes no older one: whoever came by another's codes and details can't lock them out. A veto is on a
    device in its first day: a PIN that was set on it is worth nothing.
    """
    new = db.now < device.added_at + NEW
    if db.now < by.added_at + NEW and device.added_at < by.added_at:
        raise TooNew
    vetoed = new and device.device_id != by.device_id and device.added_at > by.added_at
    end(db, device, by=f"device {by.device_id}", why="vetoed" if vetoed else "removed")
    if vetoed and pins.lock_for_good(db, device.owner, since=device.added_at, but_on=by.device_id):
        audit.note(
            db, device.owner, "pins.lock", by=f"device {by.device_id}", why="set since a vetoed device came"
        )
    return vetoed


def unbind(db: Transaction, owner: Owner, *, by: str) -> None:
    """The chat is nobody's any more: devices, cards and orders end with it, in this transaction."""
    for device in devices.devices(db, owner):
        end(db, device, by=by, why="unbound")
    small.end(db, owner, why="unbound")
    orders.void_all(db, owner)
    cards.withdraw(db, owner)
    customers.unbind(db, owner)
    audit.note(db, owner, "unbind", by=by)
