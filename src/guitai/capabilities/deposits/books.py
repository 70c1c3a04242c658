"""The entries of deposits: moved in, paid out with interest, and the interest that the bank sets aside every day.

What has accrued stands in 应付利息: for each account, in whole fen, what settling it that day would give. Every day
adds the difference to the day before, so the sums of the books and of the accounts are equal at every moment.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from guitai.capabilities.deposits.earnings import Payout
from guitai.capabilities.deposits.rules import Deposit
from guitai.database import Transaction
from guitai.errors import Refusal
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import CREDIT, DEBIT, Details, Entry, Posting, transfer
from guitai.ledger.posting import post_all
from guitai.money import Currency, Money
from guitai.naming import KINDS

MOVED, INTEREST = "定期", "利息"  # categories: what is still the customer's own, and what is earned
CHAT, HOUSE = "微信", "系统"
BANK = "江海银行"
PAID = {CHAT: "支取", HOUSE: "到期"}

PAYABLE, EXPENSE = Internal.INTEREST_PAYABLE, Internal.INTEREST_EXPENSE


def paid_in(deposit: Deposit, source: AccountKey, *, name: str) -> Entry:
    """The principal, out of the current account."""
    details = Details("转存定期", category=MOVED, channel=CHAT, memo=_about(deposit))
    return transfer(
        deposit.principal,
        owner=deposit.key.owner,
        name=name,
        source=source,
        target=deposit.key,
        details=details,
    )


def paid_out(deposit: Deposit, payout: Payout, *, released: Money, name: str, channel: str) -> Entry:
    """The amount and its interest, into the current account. `released` was set aside for it."""
    owner, about = deposit.key.owner, _about(deposit)
    target = AccountKey(owner, deposit.pays_to)
    moved = Details(f"{KINDS[deposit.product.kind]}{PAID[channel]}", "", MOVED, channel, about)
    principal = (
        Posting(deposit.key, DEBIT, payout.amount, moved),
        Posting(target, CREDIT, payout.amount, moved),
    )
    earned = _interest(target, payout.interest, released, _earned(deposit, channel))
    return Entry(owner, name, Currency.CNY, (*principal, *earned))


def interest_paid(deposit: Deposit, payout: Payout, *, target: AccountKey, name: str) -> Entry | None:
    """The interest alone, of a deposit that goes on; None where there is nothing to post."""
    postings = _interest(target, payout.interest, deposit.accrued, _earned(deposit, HOUSE))
    return Entry(deposit.key.owner, name, Currency.CNY, postings) if postings else None


def settled(account: AccountKey, amount: Money, *, name: str) -> Entry:
    """The quarter's interest of a current account, all of it set aside before."""
    details = Details("结息", BANK, INTEREST, HOUSE)
    return transfer(amount, owner=account.owner, name=name, source=PAYABLE, target=account, details=details)


def changes(every: Iterable[tuple[AccountKey, Money, Money]]) -> dict[int, Money]:
    """By stripe, how much more has accrued now than before for these accounts."""
    found: dict[int, Money] = defaultdict(lambda: Money(0))
    for key, before, now in every:
        found[PAYABLE.stripe(key.owner).owner] += now - before
    return found


def set_aside(db: Transaction, by_stripe: Mapping[int, Money], *, name: str, on: date) -> None:
    """Let the books hold so much more, or less, interest for customers, as of that day."""
    entries = [
        transfer(
            more if more > Money(0) else -more,
            owner=stripe,
            name=name,
            source=EXPENSE if more > Money(0) else PAYABLE,
            target=PAYABLE if more > Money(0) else EXPENSE,
            effective_on=on,
        )
        for stripe, more in sorted(by_stripe.items())
        if more
    ]
    for result in post_all(db, entries):
        if isinstance(result, Refusal):
            raise result


def _interest(target: AccountKey, paid: Money, released: Money, details: Details) -> tuple[Posting, ...]:
    """What was set aside is taken out; what is paid beyond it is an expense, what is not paid no expense any more."""
    expense, payable = EXPENSE.stripe(target.owner), PAYABLE.stripe(target.owner)
    found = (
        (payable, DEBIT, released, None),
        (payable, CREDIT, -released, None),
        (expense, DEBIT, paid - released, None),
        (expense, CREDIT, released - paid, None),
        (target, CREDIT, paid, details),
    )
    return tuple(
        Posting(account, side, amount, about) for account, side, amount, about in found if amount > Money(0)
    )


def _earned(deposit: Deposit, channel: str) -> Details:
    return Details(f"{KINDS[deposit.product.kind]}利息", BANK, INTEREST, channel, _about(deposit))


def _about(deposit: Deposit) -> str:
    return f"{deposit.product.named.text.format(term=deposit.product.name.text)} 尾号{deposit.number[-4:]}"
