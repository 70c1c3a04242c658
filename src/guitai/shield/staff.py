"""What the bank's staff do about a customer's devices, under their own name."""

from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.errors import Misconfigured
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


def _whose(db: Transaction, id_number: str) -> Owner:
    owner = customers.by_id_number(db, id_number)
    if owner is None:
        raise Misconfigured("no customer has this identity number; check its digits")
    return owner
