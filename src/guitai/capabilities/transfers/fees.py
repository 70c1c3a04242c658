"""What a transfer costs. Pure.

Within a bank transfers have been free since 2017, and to other banks they are in a chat: the table says so, and an
installation that takes fees says otherwise.
"""

from guitai.money import Money

NOTHING = Money(0)
# Up to so much, by whether it stays in the bank; what is more costs what the last row says.
INSIDE: tuple[tuple[Money, Money], ...] = ((Money(10**15), NOTHING),)
OUTSIDE: tuple[tuple[Money, Money], ...] = ((Money(10**15), NOTHING),)


def fee(amount: Money, *, here: bool) -> Money:
    """What the customer pays for it beside the amount."""
    return next(costs for most, costs in (INSIDE if here else OUTSIDE) if amount <= most)
