"""Which accounts there are: how one is named, and the bank's own chart. Pure."""

from dataclasses import dataclass
from enum import Enum, StrEnum

STRIPES = 64
"""House owners 1 to 64. An internal account is an account of each, so that no row is everybody's."""


class Side(StrEnum):
    """借 or 贷. A customer's deposit is what the bank owes: a credit adds to it, a debit takes from it."""

    DEBIT = "D"
    CREDIT = "C"


@dataclass(frozen=True, order=True)
class AccountKey:
    """One account: its owner (a customer, or a house owner) and its id."""

    owner: int
    account_id: int

    @property
    def internal(self) -> bool:
        """Whether it is the bank's own."""
        return self.owner <= STRIPES


class Internal(Enum):
    """The bank's own accounts, by code: id, the side on which it grows, name in Chinese and English."""

    CASH = (1, Side.DEBIT, "库存现金", "Cash")
    RESERVES = (2, Side.DEBIT, "存放中央银行款项", "Reserves at the central bank")
    CLEARING_OUT = (3, Side.CREDIT, "汇出待清算款项", "Outgoing payments in transit")
    CLEARING_IN = (4, Side.DEBIT, "汇入待清算款项", "Incoming payments in transit")
    PAYROLL = (5, Side.CREDIT, "代发工资款项", "Payroll funds")
    MERCHANTS = (6, Side.CREDIT, "商户待结算款项", "Merchant settlement")
    INTEREST_EXPENSE = (7, Side.DEBIT, "利息支出", "Interest expense")
    INTEREST_INCOME = (8, Side.CREDIT, "利息收入", "Interest income")
    FEES_INCOME = (9, Side.CREDIT, "手续费收入", "Fee income")
    SUSPENSE = (10, Side.CREDIT, "待查款项", "Suspense")
    OPENING_BALANCES = (11, Side.DEBIT, "开业余额", "Opening balances")
    INTEREST_PAYABLE = (12, Side.CREDIT, "应付利息", "Interest payable")

    def __init__(self, account_id: int, side: Side, chinese: str, english: str) -> None:
        self.account_id = account_id
        self.side = side
        self.chinese = chinese
        self.english = english

    @property
    def kind(self) -> str:
        """The code under which the account is stored."""
        return self.name.lower()

    def stripe(self, owner: int) -> AccountKey:
        """The stripe that takes what this owner's entries post to it."""
        return AccountKey(owner if owner <= STRIPES else owner % STRIPES + 1, self.account_id)
