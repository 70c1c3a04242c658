"""What a deposit earns, to its end or when it is withdrawn on a day, and what the books hold for it. Pure.

储蓄管理条例 arts. 24 to 27 for fixed deposits; 通知存款管理办法 arts. 14 to 16 for those at notice.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from guitai.capabilities.deposits.rules import NOTHING, Call, Deposit, Product
from guitai.interest import (
    Earning,
    demand_rate_bps,
    fixed_interest,
    held_to_term,
    interest,
    notice_rate_bps,
)
from guitai.money import Money


@dataclass(frozen=True)
class Payout:
    """What a withdrawal gives: the amount and its interest. `instead` is the interest it could have earned."""

    amount: Money
    interest: Money
    instead: Money
    earnings: tuple[Earning, ...]

    @property
    def lost(self) -> Money:
        """How much less than that it is."""
        return self.instead - self.interest


def payout(deposit: Deposit, amount: Money, on: date) -> Payout:
    """What the withdrawal of this amount on that day gives."""
    earnings = _fixed(deposit, amount, on) if deposit.matures_on else _at_notice(deposit, amount, on)
    earned = interest(*earnings)
    return Payout(amount, earned, max(earned, _at_best(deposit, amount, on)), earnings)


def at_maturity(deposit: Deposit) -> Payout:
    """What a fixed deposit gives on the day it matures."""
    assert deposit.matures_on, "one at notice does not mature"
    return payout(deposit, deposit.principal, deposit.matures_on)


def accrued(deposit: Deposit, through: date) -> Money:
    """The interest for the days from its start to that one, counted: as if it is kept to its end, or given notice.

    A term's interest grows evenly with its days. At the end of the last it is, to the fen, what the term gives.
    """
    days = (through - deposit.starts_on).days + 1
    if days <= 0:
        return NOTHING
    yuan = deposit.principal.whole_yuan
    if deposit.matures_on is None:
        rate = notice_rate_bps(deposit.product.notice_days, through)
        return interest(Earning(max(yuan * days - deposit.idle_yuan_days, 0), rate))
    term = (deposit.matures_on - deposit.starts_on).days
    held = _term(deposit, deposit.principal)
    if days <= term:
        return interest(held, part=days, whole=term)
    return interest(held, Earning(yuan * (days - term), demand_rate_bps(through)))


def after(deposit: Deposit, amount: Money, on: date) -> Deposit:
    """The deposit when this amount has been withdrawn on that day, and its share of the accrued interest is gone."""
    left = deposit.principal - amount
    # Notice that was given for more than is withdrawn: the days of notice of what stays earn nothing.
    short = deposit.call.amount - amount if deposit.call else NOTHING
    days = (on - deposit.starts_on).days
    rest = replace(
        deposit,
        principal=left,
        partly_on=on,
        call=None,
        idle_yuan_days=max(deposit.idle_yuan_days - amount.whole_yuan * days, 0)
        + _idle(deposit, min(max(short, NOTHING), left), on),
    )
    return replace(rest, accrued=accrued(rest, deposit.accrued_on))


def without_call(deposit: Deposit, on: date) -> Deposit:
    """The deposit when its notice has lapsed, or was taken back: the days of notice earn nothing (art. 16)."""
    assert deposit.call, "there is a notice to end"
    idle = deposit.idle_yuan_days + _idle(deposit, deposit.call.amount, on)
    return replace(deposit, call=None, idle_yuan_days=idle)


def emptied(deposit: Deposit) -> Deposit:
    """The deposit when all of it is paid out."""
    return replace(deposit, principal=NOTHING, accrued=NOTHING, idle_yuan_days=0, call=None, state="closed")


def renewed(deposit: Deposit, principal: Money) -> Deposit:
    """The deposit in its next term: it begins on the day the last one ended, at the rate posted on that day."""
    assert deposit.matures_on, "one at notice is not renewed"
    starts_on = deposit.matures_on
    return replace(
        deposit,
        starts_on=starts_on,
        matures_on=deposit.product.ends_on(starts_on),
        rate_bps=deposit.product.rate_bps(starts_on),
        principal=principal,
        accrued=NOTHING,
        accrued_on=starts_on - timedelta(days=1),
        partly_on=None,
        state="open",
    )


def foreseen(product: Product, amount: Money, starts_on: date) -> tuple[Money, Money]:
    """The interest at maturity of a fixed deposit, and what it can give at most, at today's rate, if broken before."""
    ends_on = product.ends_on(starts_on)
    assert ends_on, "one at notice does not mature"
    days = (ends_on - starts_on).days - 1
    whole = fixed_interest(amount, rate_bps=product.rate_bps(starts_on), months=product.months)
    return whole, interest(Earning(amount.whole_yuan * days, demand_rate_bps(starts_on)))


def foreseen_at_notice(product: Product, amount: Money, on: date, days: int) -> Money:
    """What a deposit at notice gives for so many days, at today's rate."""
    return interest(Earning(amount.whole_yuan * days, product.rate_bps(on)))


def _fixed(deposit: Deposit, amount: Money, on: date) -> tuple[Earning, ...]:
    """Withdrawn early: all days at the demand rate of that day. Overdue: the days after the term at that rate."""
    assert deposit.matures_on, "it has a term"
    since = deposit.matures_on if deposit.matured(on) else deposit.starts_on
    by_day = Earning(amount.whole_yuan * (on - since).days, demand_rate_bps(on))
    return (_term(deposit, amount), by_day) if deposit.matured(on) else (by_day,)


def _at_notice(deposit: Deposit, amount: Money, on: date) -> tuple[Earning, ...]:
    """As it was notified: at the notice rate of that day. Too early, too much or without notice: at the demand rate."""
    days = (on - deposit.starts_on).days
    as_notified = min(amount, _callable(deposit.call, on)) if days >= deposit.product.notice_days else NOTHING
    held = as_notified.whole_yuan * days
    rest = (amount - as_notified).whole_yuan * days
    idle_held = min(deposit.idle_yuan_days, held)
    idle_rest = min(deposit.idle_yuan_days - idle_held, rest)
    return (
        Earning(held - idle_held, notice_rate_bps(deposit.product.notice_days, on)),
        Earning(rest - idle_rest, demand_rate_bps(on)),
    )


def _at_best(deposit: Deposit, amount: Money, on: date) -> Money:
    if deposit.matures_on:
        return interest(_term(deposit, amount))
    yuan_days = amount.whole_yuan * (on - deposit.starts_on).days
    return interest(Earning(yuan_days, notice_rate_bps(deposit.product.notice_days, on)))


def _term(deposit: Deposit, amount: Money) -> Earning:
    return held_to_term(amount, rate_bps=deposit.rate_bps, months=deposit.product.months)


def _callable(call: Call | None, on: date) -> Money:
    """What was notified for that very day."""
    return call.amount if call and call.for_on == on else NOTHING


def _idle(deposit: Deposit, amount: Money, on: date) -> int:
    """The yuan-days of notice that come to nothing for this amount."""
    assert deposit.call or not amount, "nothing idles without a notice"
    if deposit.call is None:
        return 0
    return amount.whole_yuan * min((on - deposit.call.called_on).days, deposit.product.notice_days)
