"""Deposits as the days go by: what accrues, what matures, and notice that was given and comes to nothing."""

from dataclasses import replace
from datetime import date, timedelta

import structlog

from guitai.capabilities.deposits import books, earnings, holdings, progress
from guitai.capabilities.deposits.cards import matured_card
from guitai.capabilities.deposits.rules import Deposit, Renewal
from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.errors import Refusal
from guitai.language import Words
from guitai.ledger.accounts import account
from guitai.ledger.chart import AccountKey
from guitai.ledger.posting import post
from guitai.ledger.stops import close_account
from guitai.naming import account_name
from guitai.notices import notices
from guitai.shield.card import Card

WORK = "terms"
PART = 4000  # deposits in one transaction

DONE = {
    Renewal.NONE: "您的{deposit}到期了，本金和利息已经转到活期，请点开卡片看。",
    Renewal.PRINCIPAL: "您的{deposit}到期了，本金已经续存，利息已经转到活期，请点开卡片看。",
    Renewal.ALL: "您的{deposit}到期了，本金和利息已经一起续存，请点开卡片看。",
}
NOT_TAKEN = (
    "您的{deposit}到期了。转入账户现在不能收款，钱还在这笔存款里。"
    "请您支取到其他活期账户；没有其他账户的，请到本行网点办理。"
)
NOT_GIVEN = (
    "您的{deposit}到期了。这笔存款现在有限制，转不出来，钱还在这笔存款里。"
    "限制解除以后，请您支取；想了解原因，请到本行网点询问。"
)
INTEREST_NOT_TAKEN = (
    "您的{deposit}到期了。转入账户现在不能收款，利息转不进去，所以还没有续存。"
    "转入账户恢复收款以后，会自动从到期那天起续存。"
)
NOT_RENEWED = (
    "您的{deposit}到期了。这笔存款现在有限制，所以还没有续存。"
    "限制解除以后，会自动从到期那天起续存；想了解原因，请到本行网点询问。"
)

log = structlog.get_logger(__name__)


def accrue(db: Transaction, on: date, *, most: int = PART) -> bool:
    """Set aside the day's interest for the next deposits; False where there are none left."""
    every = holdings.page_locked(db, after=progress.reached(db, WORK, on), most=most)
    if not every:
        return False
    before = [one for one in every if one.accrued_on < on]
    now = [replace(one, accrued=earnings.accrued(one, on, db.terms.rates), accrued_on=on) for one in before]
    holdings.accrue(db, now)
    more = books.changes((new.key, old.accrued, new.accrued) for old, new in zip(before, now, strict=True))
    first = every[0].key
    books.set_aside(db, more, name=f"accrued {on} deposits {first.owner}:{first.account_id}", on=on)
    progress.reach(db, WORK, on, every[-1].key)
    return True


def mature(db: Transaction, key: AccountKey, by: date) -> None:
    """Pay or renew this deposit, if it has matured by that day, as its owner chose.

    One that can't be paid now is its owner's to withdraw; one that can't be renewed is tried again every day.
    """
    deposit = _taken(db, key)
    if deposit is None or not deposit.matured(by):
        return
    if deposit.state == "open" or deposit.renewal is not Renewal.NONE:
        try:
            with db.savepoint():
                card = _pay(db, deposit) if deposit.renewal is Renewal.NONE else _renew(db, deposit)
        except Refusal as no:
            _left_undone(db, deposit, by, no)
        else:
            words = Words(DONE[deposit.renewal], {"deposit": deposit.public_name})
            notices.put(db, Owner(key.owner), words, card, by_day=True)


def lapse(db: Transaction, key: AccountKey, by: date) -> None:
    """End the notice for a day until that one, which nobody came to use."""
    deposit = _taken(db, key)
    if deposit and deposit.call and deposit.call.for_on <= by:
        holdings.save(db, earnings.without_call(deposit, by))
        words = Words(
            "您的{deposit}在约定的{day}没有支取，这次通知已经失效，通知的那几天不计息。要支取请重新通知。",
            {"deposit": deposit.public_name, "day": deposit.call.for_on},
        )
        notices.put(db, Owner(key.owner), words, by_day=True)


def remind(db: Transaction, key: AccountKey, on: date) -> None:
    """Remind its owner of the notice they gave for that day."""
    deposit = _taken(db, key)
    if deposit and deposit.call and deposit.call.for_on == on:
        holdings.reminded(db, key)
        words = Words(
            "您通知过要在{day}支取{deposit}，请当天办理：说“支取存款”就可以。",
            {"day": deposit.call.for_on, "deposit": deposit.public_name},
        )
        notices.put(db, Owner(key.owner), words, by_day=True)


def _taken(db: Transaction, key: AccountKey) -> Deposit | None:
    """This deposit, with its owner's turn waiting until this is done."""
    customers.lock(db, Owner(key.owner))
    return holdings.locked(db, key)


def _left_undone(db: Transaction, deposit: Deposit, by: date, no: Refusal) -> None:
    """It stays as it was. Its owner is told why once, however often it is tried again."""
    again_on = None if deposit.renewal is Renewal.NONE else by + timedelta(days=1)
    holdings.save(db, replace(deposit, state="overdue"), again_on=again_on)
    if deposit.state == "open":
        log.warning("a matured deposit could not be paid or renewed", code=no.code)
        words = Words(_why(db, deposit), {"deposit": deposit.public_name})
        notices.put(db, Owner(deposit.key.owner), words, by_day=True)


def _why(db: Transaction, deposit: Deposit) -> str:
    """Whether it is the current account that takes nothing, or the deposit's own that is stopped."""
    match deposit.renewal:
        case Renewal.PRINCIPAL:
            return INTEREST_NOT_TAKEN
        case Renewal.ALL:
            return NOT_RENEWED
    own, target = account(db, deposit.key), account(db, AccountKey(deposit.key.owner, deposit.pays_to))
    return NOT_TAKEN if own.debits_open and not target.credits_open else NOT_GIVEN


def _pay(db: Transaction, deposit: Deposit) -> Card:
    """Principal and interest go to the current account. Should this come late, the days until now earn as well."""
    today = db.today
    out = earnings.payout(deposit, deposit.principal, today, db.terms.rates)
    name = _name(deposit)
    post(db, books.paid_out(deposit, out, released=deposit.accrued, name=name, channel=books.HOUSE))
    close_account(db, deposit.key)
    holdings.save(db, earnings.emptied(deposit), closed_on=today)
    return matured_card(deposit, out, None, _target(db, deposit))


def _renew(db: Transaction, deposit: Deposit) -> Card:
    """The next term begins on the day this one ended, however late this comes."""
    out = earnings.at_maturity(deposit)
    grows = deposit.renewal is Renewal.ALL
    target = deposit.key if grows else AccountKey(deposit.key.owner, deposit.pays_to)
    entry = books.interest_paid(deposit, out, target=target, name=_name(deposit))
    if entry:
        post(db, entry)
    principal = deposit.principal + out.interest if grows else deposit.principal
    now = earnings.renewed(deposit, principal, db.terms.rates)
    holdings.save(db, now)
    return matured_card(deposit, out, now, deposit.public_name if grows else _target(db, deposit))


def _target(db: Transaction, deposit: Deposit) -> Words:
    of = account(db, AccountKey(deposit.key.owner, deposit.pays_to))
    return account_name(of.kind, of.tail)


def _name(deposit: Deposit) -> str:
    return f"matured {deposit.key.account_id} {deposit.matures_on}"
