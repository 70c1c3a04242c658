"""What a transfer costs, by the bank's table of the day. Pure."""

from guitai.money import Money, half_up
from guitai.terms.terms import Charge, TransferFees

WHOLE_BPS = 10_000


def fee(posted: TransferFees, amount: Money, *, here: bool) -> Money:
    """What the customer pays for it beside the amount.

    >>> from datetime import date
    >>> from guitai.terms.file import SHIPPED
    >>> fee(SHIPPED.transfer_fees.on(date(2026, 11, 23)), Money(500_00), here=False)
    Money(fen=0)
    """
    rows = posted.inside if here else posted.outside
    row = next(row for row in rows if row.up_to is None or amount <= row.up_to)
    return row.fee if row.fee is not None else _share(row, amount)


def _share(row: Charge, amount: Money) -> Money:
    assert row.rate_bps is not None, "a row without a fee has a percent"
    share = Money(half_up(amount.fen * row.rate_bps, WHOLE_BPS))
    at_least = share if row.least is None else max(share, row.least)
    return at_least if row.most is None else min(at_least, row.most)
