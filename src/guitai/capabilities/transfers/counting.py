"""What a transfer counts against: the day's limits by strength, and the caps of account classes II and III.

Between two accounts of the customer's own only the caps count, but for the account that one is bound to.
"""

from dataclasses import replace

from guitai.capabilities.transfers.finding import taking
from guitai.capabilities.transfers.refusals import OverDayThen
from guitai.capabilities.transfers.store import Transfer
from guitai.classes import bound, counts
from guitai.classes.rules import Way
from guitai.database import Transaction
from guitai.errors import Refusal
from guitai.ledger.accounts import account
from guitai.shield import devices, strength, usage
from guitai.shield.strength import Limits, Strength


def counted(db: Transaction, leaving: Transfer) -> Transfer:
    """Count it today: for the account, whoever is paid; for the signature, where it is not the customer's own account.

    What was paid under the small-amount rule was counted by the rule itself.
    """
    of = leaving.instruction
    payer = account(db, of.payer.key)
    if bound.bound_to(db, payer.key) != of.payee.number:
        counts.count(db, payer, Way.OUT, of.amount)
    if not of.payee.mine and leaving.authority.strength is not Strength.RULE:
        usage.spend(db, leaving.owner, of.amount, leaving.authority.strength)
    return replace(leaving, counted_on=db.today)


def count_in(db: Transaction, leaving: Transfer) -> None:
    """Count it where it arrives, in this bank."""
    of = leaving.instruction
    counts.count_in(db, taking(db, of.payee.number), of.amount, of.payer.number)


def check_limits(db: Transaction, leaving: Transfer, limits: Limits) -> None:
    """Refuse what the year's limit, or the day's at the strength that it was signed with, leaves no room for.

    The limits of a device's first 24 hours hold for as long as these last, whenever it was signed.
    """
    of, signed_on = leaving.instruction, leaving.authority.device_id
    if of.payee.mine:
        return
    usage.check_year(db, leaving.owner, of.amount, limits)
    device = devices.device(db, leaving.owner, signed_on) if signed_on else None
    try:
        needed = strength.needed(
            of.amount,
            limits,
            spent=usage.spent(db, leaving.owner),
            payee_known=True,  # whom it goes to was looked at when it was signed
            low=device is not None and device.low(db.now),
            at_least=leaving.authority.strength,
        )
    except Refusal as no:
        raise OverDayThen(detail=no.detail) from no
    if needed > leaving.authority.strength:
        raise OverDayThen(detail=f"{needed.name} would be needed")


def give_back(db: Transaction, undone: Transfer) -> None:
    """It failed, was cancelled or came back at once: it counts no more, on the day on which it was counted."""
    on, of = undone.counted_on, undone.instruction
    if on is None:
        return
    if not of.payee.mine:
        usage.give_back(db, undone.owner, of.amount, undone.authority.strength, on)
    payer = account(db, of.payer.key)
    if bound.bound_to(db, payer.key) != of.payee.number:
        counts.give_back(db, payer.key, Way.OUT, of.amount, on)
