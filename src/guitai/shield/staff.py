"""What the bank's staff do about a customer's devices and files, under their own name."""

from uuid import UUID

from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.errors import Misconfigured
from guitai.media import files, listing
from guitai.media.files import File
from guitai.shield import audit, freezes
from guitai.sms import send_text

FROZEN_SMS = (
    "【江海银行】您的微信服务已由本行冻结，暂时不能在微信里查询和办理。银行卡和网点业务不受影响。"
    "请带身份证到本行网点，我们当面为您核实。"
)


def freeze(db: Transaction, id_number: str, *, by: str, why: str) -> None:
    """Nothing opens and nothing is signed for this customer until the staff lift it; they are told by SMS."""
    owner = _whose(db, id_number)
    customers.lock(db, owner)
    freezes.freeze(db, owner, by=f"staff {by}", why=why)
    audit.note(db, owner, "freezes.freeze", by=f"staff {by}", why=why)
    person = customers.customer(db, owner)
    assert person is not None, "found by an identity number"
    send_text(db, owner, person.mobile, FROZEN_SMS)


def unfreeze(db: Transaction, id_number: str, *, by: str) -> int:
    """End every freeze of this customer; how many there were."""
    owner = _whose(db, id_number)
    customers.lock(db, owner)
    lifted = freezes.lift(db, owner, by=f"staff {by}")
    audit.note(db, owner, "freezes.lift", by=f"staff {by}")
    return lifted


def show(db: Transaction, turn_id: UUID, *, by: str, why: str) -> File:
    """What a customer sent in this turn. Who looks at it goes on record, and why: let that stand before it is seen."""
    if not (by.strip() and why.strip()):
        raise Misconfigured("who looks and why goes on record; give a name with --by and a reason with --why")
    kept = listing.of_turn(db, turn_id)
    if kept is None:
        raise Misconfigured(f"nothing is kept of what came in turn {turn_id}; see guitai received")
    owner, was_read = kept
    if not was_read:
        raise Misconfigured(f"what came in turn {turn_id} has not been read yet; try again in a minute")
    customers.lock(db, owner)
    audit.note(db, owner, "media.show", by=f"staff {by}", subject=str(turn_id), why=why)
    file = files.file(db, owner, turn_id)
    assert file is not None, "it was there in this transaction"
    return file


def _whose(db: Transaction, id_number: str) -> Owner:
    owner = customers.by_id_number(db, id_number)
    if owner is None:
        raise Misconfigured("no customer has this identity number; check its digits")
    return owner
