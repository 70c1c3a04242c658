"""What a deposit earns, to its end or when it is withdrawn on a day, and what the books hold for it. Pure.

储蓄管理条例 arts. 24 to 27 for fixed deposits; 通知存款管理办法 arts. 14 to 16 for those at notice.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from guitai.capabilities.deposits.rules import NOTHING, Deposit, OnSale
from guitai.interest import Earning, fixed_interest, held_to_term, interest
from guitai.money import Money
from guitai.terms.terms import PostedRates


@dataclass(frozen=True)
class Payout:
    """What a withdrawal gives: the amount and its interest. `instead` is the interest that is given up for it."""

    amount: Money
    interest: Money
    instead: Money
    earnings: tuple[Earning, ...]

    @property
    def lost(self) -> Money:
        """How much less than that it is."""
        return self.instead - self.interest


def payout(deposit: Deposit, amount: Money, on: date, rates: PostedRates) -> Payout:
    """What the withdrawal of this amount on that day gives."""
    of = _fixed if deposit.matures_on else _at_notice
    earnings = of(deposit, amount, on, rates)
    earned = interest(*earnings)
    best = earned if _as_agreed(deposit, amount, on) else _given_up(deposit, amount, on, rates)
    return Payout(amount, earned, max(earned, best), earnings)


def at_maturity(deposit: Deposit) -> Payout:
    """What a fixed deposit gives on the day it matures."""
    assert deposit.matures_on, "one at notice does not mature"
    held = _term(deposit, deposit.principal)
    return Payout(deposit.principal, interest(held), interest(held), (held,))


def accrued(deposit: Deposit, through: date, rates: PostedRates) -> Money:
    """The interest for the days from its start to that one, counted: as if it is kept to its end, or given notice.

    A term's interest grows evenly with its days. At the end of the last it is, to the fen, what the term gives.
    """
    days = (through - deposit.starts_on).days + 1
    if days <= 0:
        return NOTHING
    yuan = deposit.principal.whole_yuan
    if deposit.matures_on is None:
        rate = deposit.product.rate_bps(through, rates)
        return interest(Earning(max(yuan * days - deposit.idle_yuan_days, 0), rate))
    term = (deposit.matures_on - deposit.starts_on).days
    held = _term(deposit, deposit.principal)
    if days <= term:
        return interest(held, part=days, whole=term)
    return interest(held, Earning(yuan * (days - term), rates.on(through).demand_bps))


def after(deposit: Deposit, amount: Money, on: date, rates: PostedRates) -> Deposit:
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
    return replace(rest, accrued=accrued(rest, deposit.accrued_on, rates))


def without_call(deposit: Deposit, on: date) -> Deposit:
    """The deposit when its notice has lapsed, or was taken back: the days of notice earn nothing (art. 16)."""
    assert deposit.call, "there is a notice to end"
    idle = deposit.idle_yuan_days + _idle(deposit, deposit.call.amount, on)
    return replace(deposit, call=None, idle_yuan_days=idle)


def emptied(deposit: Deposit) -> Deposit:
    """The deposit when all of it is paid out."""
    return replace(deposit, principal=NOTHING, accrued=NOTHING, idle_yuan_days=0, call=None, state="closed")


def renewed(deposit: Deposit, principal: Money, rates: PostedRates) -> Deposit:
    """The deposit in its next term: it begins on the day the last one ended, at the rate posted on that day."""
    assert deposit.matures_on, "one at notice is not renewed"
    starts_on = deposit.matures_on
    return replace(
        deposit,
        starts_on=starts_on,
        matures_on=deposit.product.ends_on(starts_on),
        rate_bps=deposit.product.rate_bps(starts_on, rates),
        principal=principal,
        accrued=NOTHING,
        accrued_on=starts_on - timedelta(days=1),
        partly_on=None,
        state="open",
    )


def foreseen(chosen: OnSale, amount: Money) -> Money:
    """The interest at maturity of a fixed deposit at the rate that it would be opened at."""
    return fixed_interest(amount, rate_bps=chosen.rate_bps, months=chosen.product.months)


def if_broken(chosen: OnSale, amount: Money, starts_on: date, *, demand_bps: int) -> Money:
    """What a fixed deposit can give at most, at today's demand rate, if it is broken before it matures."""
    ends_on = chosen.product.ends_on(starts_on)
    assert ends_on, "one at notice does not mature"
    days = (ends_on - starts_on).days - 1
    return interest(Earning(amount.whole_yuan * days, demand_bps))


def foreseen_at_notice(chosen: OnSale, amount: Money, days: int) -> Money:
    """What a deposit at notice gives for so many days, at today's rate."""
    return interest(Earning(amount.whole_yuan * days, chosen.rate_bps))


def _fixed(deposit: Deposit, amount: Money, on: date, rates: PostedRates) -> tuple[Earning, ...]:
    """Withdrawn early: all days at the demand rate of that day. Overdue: the days after the term at that rate."""
    assert deposit.matures_on, "it has a term"
    since = deposit.matures_on if deposit.matured(on) else deposit.starts_on
    by_day = Earning(amount.whole_yuan * (on - since).days, rates.on(on).demand_bps)
    return (_term(deposit, amount), by_day) if deposit.matured(on) else (by_day,)


def _at_notice(deposit: Deposit, amount: Money, on: date, rates: PostedRates) -> tuple[Earning, ...]:
    """As it was notified: at the notice rate of that day. Too early, too much or without notice: at the demand rate."""
    days = (on - deposit.starts_on).days
    as_notified = min(amount, _callable(deposit, on))
    held = as_notified.whole_yuan * days
    rest = (amount - as_notified).whole_yuan * days
    idle_held = min(deposit.idle_yuan_days, held)
    idle_rest = min(deposit.idle_yuan_days - idle_held, rest)
    return (
        Earning(held - idle_held, deposit.product.rate_bps(on, rates)),
        Earning(rest - idle_rest, rates.on(on).demand_bps),
    )


def _given_up(deposit: Deposit, amount: Money, on: date, rates: PostedRates) -> Money:
    """What the deposit would earn as it is, less what it will when this is gone: each rounded, as cards show them."""
    return _at_best(deposit, on, rates) - _at_best(after(deposit, amount, on, rates), on, rates)


def _at_best(deposit: Deposit, on: date, rates: PostedRates) -> Money:
    """The interest of all of it: of its whole term, or until that day with notice."""
    if deposit.matures_on:
        return interest(_term(deposit, deposit.principal))
    yuan_days = deposit.principal.whole_yuan * (on - deposit.starts_on).days
    rate = deposit.product.rate_bps(on, rates)
    return interest(Earning(max(yuan_days - deposit.idle_yuan_days, 0), rate))


def _term(deposit: Deposit, amount: Money) -> Earning:
    return held_to_term(amount, rate_bps=deposit.rate_bps, months=deposit.product.months)


def _as_agreed(deposit: Deposit, amount: Money, on: date) -> bool:
    """Whether it is what was notified for that very day, no more and no less: nothing is lost by it."""
    return amount == _callable(deposit, on)


def _callable(deposit: Deposit, on: date) -> Money:
    """What was notified for that very day, of a deposit that was held for the days of notice at least."""
    held = (on - deposit.starts_on).days >= deposit.product.notice_days
    return deposit.call.amount if deposit.call and deposit.call.for_on == on and held else NOTHING


def _idle(deposit: Deposit, amount: Money, on: date) -> int:
    """The yuan-days of notice that come to nothing for this amount."""
    assert deposit.call or not amount, "nothing idles without a notice"
    if deposit.call is None:
        return 0
    return amount.whole_yuan * min((on - deposit.call.called_on).days, deposit.product.notice_days)
