"""Why the ledger says no: a stable code and a sentence each. Accounts are named in the detail only."""

from guitai.errors import Refusal


class InsufficientFunds(
    Refusal,
    code="ledger.insufficient_funds",
    says="账户可用余额不足，这笔业务没有办理，您的钱没有变动。请您备足余额，或者减少金额、换一个账户。",
):
    """The balance less what is held would go below what the account must keep."""


class NameReused(
    Refusal,
    code="ledger.name_reused",
    says="这笔业务与之前的一笔编号相同、内容不同，没有办理。请您重新发起。",
):
    """An entry of this owner already has this name and says something else."""


class AccountClosed(
    Refusal,
    code="ledger.account_closed",
    says="账户当前状态不允许这样收款或付款，这笔业务没有办理。请您联系客服。",
):
    """The account is closed, or closed in this direction."""


class NoSuchAccount(
    Refusal,
    code="ledger.no_such_account",
    says="没有找到这个账户，这笔业务没有办理。请您核对账号。",
):
    """There is no account with this key or number."""


class CurrencyMismatch(
    Refusal,
    code="ledger.currency_mismatch",
    says="账户的币种与这笔业务不同，没有办理。请您换一个账户。",
):
    """The account is kept in another currency than the entry."""


class NumberTaken(
    Refusal,
    code="ledger.number_taken",
    says="这个账号已经有人使用，没有开户。请您重试。",
):
    """An account of this bank already has this number."""


class BalanceTooHigh(
    Refusal,
    code="ledger.balance_too_high",
    says="收款账户的余额会超过这类账户的上限，这笔业务没有办理，资金没有变动。请您减少金额，或换一个收款账户。",
):
    """The balance, with what is pending to come in, would go above what the account may hold."""


class NoSuchEntry(
    Refusal,
    code="ledger.no_such_entry",
    says="没有找到原来的这笔业务，没有办理。请您核对后重试。",
):
    """What is to be reversed is not in the books, or is another owner's."""


class AlreadyReversed(
    Refusal,
    code="ledger.already_reversed",
    says="这笔业务已经冲正过，不能再次办理，资金没有变动。",
):
    """An entry is taken back once."""


class NoSuchHold(
    Refusal,
    code="ledger.no_such_hold",
    says="没有找到这笔待处理的业务，没有办理。请您核对后重试。",
):
    """There is no hold of this owner with this name."""


class HoldOver(
    Refusal,
    code="ledger.hold_over",
    says="这笔业务已经处理过或已经过期，不能再次办理，资金没有变动。",
):
    """The hold was posted, voided or has expired; which of them, its detail says."""


class NotEmpty(
    Refusal,
    code="ledger.not_empty",
    says="账户里还有余额或待处理的款项，暂时不能销户。请您处理完后重试。",
):
    """An account is closed only when there is nothing on it and nothing held."""


BY_OUTCOME: dict[str, type[Refusal]] = {
    refusal.code.removeprefix("ledger."): refusal
    for refusal in (
        InsufficientFunds,
        BalanceTooHigh,
        NameReused,
        AccountClosed,
        NoSuchAccount,
        CurrencyMismatch,
        NoSuchEntry,
        AlreadyReversed,
    )
}
"""What the posting function answers, and the refusal that it means."""
