"""What the phone API takes and gives about the clearing house."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints
from typing_extensions import TypedDict

from guitai_sandbox.phone.bodies import Body

Name = Annotated[
    str, StringConstraints(min_length=1, max_length=140, pattern=r"^[^\x00-\x1f\x7f\ufffe\uffff]+$")
]
Memo = Annotated[str, StringConstraints(max_length=140, pattern=r"^[^\x00-\x1f\x7f\ufffe\uffff]*$")]
AccountNo = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,34}$")]


class NewCredit(Body):
    """What somebody at another bank pays one of the bank's customers, in yuan."""

    account_no: AccountNo
    name: Name
    amount: Decimal = Field(gt=0, max_digits=18, decimal_places=2)
    from_name: Name
    memo: Memo = ""
    from_account_no: AccountNo | None = Field(
        default=None, description="an account of the other bank's, if none"
    )
    from_bank: str = Field(default="工商银行", description="the other bank, by its name or clearing code")


class KnownAccountView(TypedDict):
    """An account at another bank, and what becomes of a payment to it."""

    account_no: str
    name: str
    conduct: str
    says: str


class BankView(TypedDict):
    """Another bank; accounts of it that are not listed are anybody's, and take everything at once."""

    code: str
    name: str
    accounts: list[KnownAccountView]


class PaymentView(TypedDict):
    """A payment as the house sees it: the other bank, and the account that is paid."""

    tx_id: str
    end_to_end_id: str
    direction: Literal["out", "in"]
    rail: Literal["IBPS", "BEPS", "HVPS"]
    day: str
    at: str
    amount: str
    bank_code: str
    account_no: str
    state: Literal["pending", "settled", "rejected", "returned", "credited", "refused"]
    reason: str | None


class HouseView(TypedDict):
    """The other banks, the payments of a day, and what the bank has at the house, in yuan."""

    now: str
    balance: str
    banks: list[BankView]
    payments: list[PaymentView]


class CreditView(TypedDict):
    """A payment that was ordered, and when it is settled."""

    tx_id: str
    end_to_end_id: str
    rail: Literal["IBPS", "BEPS", "HVPS"]
    day: str
    settled_at: str
