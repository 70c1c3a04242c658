"""What the bank looks at before a deposit is paid out: which it is, notice that was given, how much it can be."""

from dataclasses import replace

from guitai.capabilities.deposits import cards
from guitai.capabilities.deposits.amounts import Digits, Part, amount_of
from guitai.capabilities.deposits.named import Those, Which, meant
from guitai.capabilities.deposits.parts import Unfit, unfit
from guitai.capabilities.deposits.rules import Deposit
from guitai.conversation.turn import Turn
from guitai.ledger.accounts import tails_of
from guitai.shield.card import Card


def those(turn: Turn, every: list[Deposit], which: Which) -> Those:
    """Those that were meant. An account that is another of the customer's says where the money goes."""
    other = which.account in tails_of(turn.db, turn.customer) or not which.account.isdigit()
    named = any(which.account in deposit.known_as for deposit in every)
    return meant(every, which if named or not other else replace(which, account=""))


def every_card(turn: Turn, every: list[Deposit]) -> Card:
    """What each of them is, to choose by."""
    return cards.choice_card(every)


def unfit_part(turn: Turn, deposit: Deposit, part: Part) -> Unfit | None:
    """Why that part can't be withdrawn today."""
    return unfit(deposit, amount_of(deposit, part), turn.db.today)


def ends_own(turn: Turn, told: Part | Digits) -> bool:
    """Whether digits were told alone, and one of the customer's accounts ends so."""
    return isinstance(told, Digits) and told.tail in tails_of(turn.db, turn.customer)


def has_notice(turn: Turn, deposit: Deposit) -> bool:
    """Whether notice was given for this deposit, and stands."""
    return deposit.call is not None


def agreed_today(turn: Turn, deposit: Deposit) -> bool:
    """Whether this is the day for which notice was given."""
    return deposit.call is not None and deposit.call.for_on == turn.db.today
