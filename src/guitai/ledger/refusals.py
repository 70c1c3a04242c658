"""Why the ledger says no: a stable code and a sentence each. Accounts are named in the detail only."""

from guitai.errors import Refusal


class InsufficientFunds(
    Refusal,
    code="ledger.insufficient_funds",
    says="账户可用余额不足，这笔业务没有办理，您的钱没有变动。",
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
    says="账户的币种与这笔业务不同，没有办理。",
):
    """The account is kept in another currency than the entry."""


class NumberTaken(
    Refusal,
    code="ledger.number_taken",
    says="这个账号已经有人使用，没有开户。请您重试。",
):
    """An account of this bank already has this number."""


BY_OUTCOME: dict[str, type[Refusal]] = {
    refusal.code.removeprefix("ledger."): refusal
    for refusal in (InsufficientFunds, NameReused, AccountClosed, NoSuchAccount, CurrencyMismatch)
}
"""What the posting function answers, and the refusal that it means."""
