"""What the bank does about deposits in a customer's turn: opens them, pays them out, changes what was agreed.

Money that moves between a customer's own accounts is signed with device and PIN, and counts against no limit.
"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from guitai.capabilities.deposits import books, cards, documents, earnings, holdings, rules
from guitai.capabilities.deposits.amounts import Part, amount_of
from guitai.capabilities.deposits.documents import Change, Opening
from guitai.capabilities.deposits.numbers import deposit_number
from guitai.capabilities.deposits.parts import check_part
from guitai.capabilities.deposits.refusals import (
    AccountGone,
    HasMatured,
    Lost,
    NoAccount,
    NoCurrent,
    NoDeposit,
    NoneOfTheKind,
    NoNotice,
    NotEnough,
    NowhereToPay,
    TermsChanged,
)
from guitai.capabilities.deposits.rules import (
    PRODUCTS,
    Call,
    Deposit,
    NoticeDay,
    OnSale,
    Renewal,
    Source,
    Sources,
    Told,
)
from guitai.conversation.flow import draft, public
from guitai.conversation.turn import Turn
from guitai.customers import customers
from guitai.interest import fixed_interest
from guitai.language import Words
from guitai.ledger.accounts import Account, accounts_of, open_account
from guitai.ledger.chart import AccountKey
from guitai.ledger.posting import post
from guitai.ledger.refusals import NumberTaken
from guitai.ledger.stops import close_account
from guitai.money import Money
from guitai.naming import LOST, joined
from guitai.shield import freezes, orders
from guitai.shield.card import Card
from guitai.shield.document import Draft
from guitai.shield.strength import Strength

TRIES = 20  # of eleven digits that are drawn, hardly one was taken before


def currents(turn: Turn) -> list[Source]:
    """The customer's current accounts, which deposits are opened from."""
    found = [_source(account) for account in _currents(turn)]
    if not found:
        raise NoCurrent if _is_customer(turn) else NoAccount
    freezes.check(turn.db, turn.customer)
    return found


def paying(turn: Turn, every: list[Source]) -> Sources:
    """Those of them that can be paid from; refused where the card of each is lost."""
    sources = Sources(tuple(one for one in every if not one.lost), tuple(one for one in every if one.lost))
    if not sources.open:
        raise Lost
    return sources


def missed(turn: Turn, sources: Sources, told: Told) -> bool:
    """Whether another account was named than there are."""
    return bool(told.named) and sources.named(told.named) is None


def lost(turn: Turn, sources: Sources, told: Told) -> bool:
    """Whether the card of the account that was named is lost."""
    return sources.lost_one(told.named)


def ends_so(turn: Turn, sources: Sources, tail: str) -> bool:
    """Whether one of the accounts ends so."""
    return tail in sources.tails


def too_little(turn: Turn, source: Source, amount: Money) -> bool:
    """Whether the account does not hold that much."""
    return source.available < amount


@public
def later(turn: Turn, day: date | None) -> bool:
    """Whether it is a day that is still to come."""
    return day is not None and day > turn.db.today


@public
def on_sale(turn: Turn) -> list[OnSale]:
    """What can be opened today, and at which rate."""
    today = turn.db.today
    rates = turn.db.terms.rates
    return [OnSale(product, product.rate_bps(today, rates)) for product in PRODUCTS.values()]


@public
def one_named(turn: Turn, every: list[OnSale], term: str) -> OnSale | None:
    """The one of this term, at the rate of the day; None where there is none."""
    return next((one for one in every if term in one.known_as), None)


@public
def comes_to(turn: Turn, one: OnSale, amount: Money) -> Money:
    """What that sum earns in the term, held to its end."""
    return fixed_interest(amount, rate_bps=one.rate_bps, months=one.product.months)


@public
def every_rate(turn: Turn, every: list[OnSale]) -> Words:
    """Each at its rate, in a row."""
    named = [{"product": one.product.name, "rate": one.rate} for one in every]
    return joined([Words("{product} {rate}", one) for one in named])


@public
def daily(turn: Turn) -> str:
    """The rate of what is kept on no term."""
    today = turn.db.today
    return rules.percent(turn.db.terms.rates.on(today).demand_bps)


def offer(turn: Turn, chosen: OnSale, amount: Money, source: Source, renewal: Renewal) -> Card:
    """What such a deposit would give, on a card."""
    if source.lost:
        raise Lost
    if source.available < amount:
        raise NotEnough(detail=f"{amount} is more than there is")
    today = turn.db.today
    demand_bps = turn.db.terms.rates.on(today).demand_bps
    return cards.offer_card(chosen, amount, source, renewal, today, demand_bps=demand_bps)


def _void(turn: Turn, order_id: UUID) -> None:
    orders.void(turn.db, turn.customer, order_id)


@draft(void=_void)
def draft_opening(turn: Turn, chosen: OnSale, amount: Money, source: Source, renewal: Renewal) -> UUID:
    """Put the opening of a deposit up for signing."""
    return _draft(turn, documents.opening(chosen, amount, source, renewal, turn.db.today))


def open_signed(turn: Turn, order_id: UUID) -> Card:
    """Open the account and move the money: both, or neither."""
    order = documents.read_opening(orders.signed(turn.db, turn.customer, order_id).document)
    today = turn.db.today
    if (order.on, order.rate_bps) != (today, order.product.rate_bps(today, turn.db.terms.rates)):
        raise TermsChanged(detail=f"signed on {order.on} at {order.rate_bps} basis points")
    source = _current(turn, order.source)
    deposit = _opened(turn, order, source.key)
    post(turn.db, books.paid_in(deposit, source.key, name=f"deposit {order_id}"))
    holdings.add(turn.db, deposit)
    holdings.carried_out(turn.db, deposit.key, order_id, "open")
    return cards.opened_card(deposit)


def own_deposits(turn: Turn) -> list[Deposit]:
    """What the customer has, the first to mature first."""
    found = holdings.deposits_of(turn.db, turn.customer)
    if not found:
        raise NoDeposit if _is_customer(turn) else NoAccount
    return found


def of_kind(turn: Turn, every: list[Deposit], kind: str) -> list[Deposit]:
    """Those for a term, or those at notice."""
    freezes.check(turn.db, turn.customer)
    found = [deposit for deposit in every if deposit.product.kind == kind]
    if not found:
        raise NoneOfTheKind
    return found


def show_deposits(turn: Turn, every: list[Deposit]) -> Card:
    """The card of what the customer has."""
    return cards.holdings_card(every, turn.db.today, turn.db.terms.rates)


def takers(turn: Turn) -> list[Source]:
    """The customer's current accounts that take money."""
    freezes.check(turn.db, turn.customer)
    taking = [_source(account) for account in _currents(turn) if account.credits_open]
    if not taking:
        raise NowhereToPay
    return taking


def paid_to(
    turn: Turn, deposit: Deposit, every: list[Source], named: str, account: str = ""
) -> Source | None:
    """The one of these that was named, or may have been, where the `account` is no deposit's; else the agreed one."""
    told = named or (account if any(account == one.number[-4:] for one in every) else "")
    agreed = [one for one in every if one.key.account_id == deposit.pays_to] or every
    found = [one for one in every if told in one.known_as] if told else agreed[:1]
    return found[0] if len(found) == 1 else None


def quote(turn: Turn, deposit: Deposit, part: Part, target: Source) -> Card:
    """What the withdrawal of a part, or of all, would give today, and what is lost by it."""
    freezes.check(turn.db, turn.customer)
    out = _payout(turn, deposit, amount_of(deposit, part))
    return cards.withdrawal_card(deposit, out, target)


@draft(void=_void)
def draft_withdrawal(turn: Turn, deposit: Deposit, part: Part, target: Source) -> UUID:
    """Put the withdrawal up for signing."""
    out = _payout(turn, deposit, amount_of(deposit, part))
    return _draft(turn, documents.withdrawal(deposit, out, target, turn.db.today))


def withdraw_signed(turn: Turn, order_id: UUID) -> Card:
    """Pay principal and interest to the current account; close the deposit's when nothing is left."""
    deposit, order = _signed(turn, order_id, "withdraw")
    target = _current(turn, order.target)
    out = _payout(turn, deposit, order.amount or deposit.principal)
    if out.interest != order.interest:
        raise TermsChanged(detail=f"{order.interest} was signed, {out.interest} is due")
    empty = out.amount == deposit.principal
    left = earnings.emptied(deposit) if empty else _after(turn, deposit, out.amount)
    paid = books.paid_out(
        replace(deposit, pays_to=target.key.account_id),
        out,
        released=deposit.accrued - left.accrued,
        name=f"deposit {order_id}",
        channel=books.CHAT,
    )
    post(turn.db, paid)
    if empty:
        close_account(turn.db, deposit.key)
    holdings.save(turn.db, left, closed_on=turn.db.today if empty else None)
    return cards.withdrawn_card(deposit, out, _source(target))


def not_matured(turn: Turn, deposit: Deposit) -> None:
    """Refuse what is chosen for a day that has come."""
    if deposit.matured(turn.db.today):
        raise HasMatured


@draft(void=_void)
def draft_renewal(turn: Turn, deposit: Deposit, chosen: Renewal) -> UUID:
    """Put another choice for the day of maturity up for signing."""
    return _draft(turn, documents.renewal(deposit, chosen, turn.db.today))


def renewal_signed(turn: Turn, order_id: UUID) -> None:
    """On the day it matures this becomes of it."""
    deposit, order = _signed(turn, order_id, "renewal")
    assert order.renewal is not None, "it was signed"
    not_matured(turn, deposit)
    holdings.save(turn.db, replace(deposit, renewal=order.renewal))


def none_to_take_back(turn: Turn) -> None:
    """No notice stands, and it was to be taken back."""
    raise NoNotice


def notice_day(turn: Turn, deposit: Deposit, wanted: date | None) -> NoticeDay:
    """The day that was named, or, where that is too soon or none was, the first that can be."""
    days = deposit.product.notice_days
    first = turn.db.today + timedelta(days=days)
    return NoticeDay(max(wanted or first, first), days, wanted if wanted and wanted < first else None)


@draft(void=_void)
def draft_notice(turn: Turn, deposit: Deposit, part: Part, on: date | None = None) -> UUID:
    """Put up for signing that so much will be withdrawn on that day, or when the days of notice are over."""
    today, amount = turn.db.today, amount_of(deposit, part)
    check_part(deposit, amount, today)
    call = Call(today, notice_day(turn, deposit, on).on, amount)
    return _draft(turn, documents.notice(deposit, call))


def notice_signed(turn: Turn, order_id: UUID) -> None:
    """The notice is given."""
    deposit, order = _signed(turn, order_id, "notice")
    assert order.amount is not None, "it was signed"
    assert order.for_on is not None, "it was signed"
    check_part(deposit, order.amount, order.on)
    holdings.save(turn.db, replace(deposit, call=Call(order.on, order.for_on, order.amount)))


def take_notice_back(turn: Turn, deposit: Deposit) -> None:
    """End the notice that was given. It takes away, so it needs no signature."""
    freezes.check(turn.db, turn.customer)
    there = holdings.locked(turn.db, deposit.key)
    if there is None or there.call is None:
        raise TermsChanged
    holdings.save(turn.db, earnings.without_call(there, turn.db.today))


def _opened(turn: Turn, order: Opening, source: AccountKey) -> Deposit:
    today, product = turn.db.today, order.product
    account = _account(turn, product.kind)
    return Deposit(
        key=account.key,
        number=account.number,
        product=product,
        renewal=order.renewal,
        pays_to=source.account_id,
        opened_on=today,
        starts_on=today,
        matures_on=product.ends_on(today),
        rate_bps=order.rate_bps,
        principal=order.amount,
        accrued_on=today - timedelta(days=1),
    )


def _account(turn: Turn, kind: str) -> Account:
    before = len(accounts_of(turn.db, turn.customer))
    for tried in range(TRIES):
        try:
            return open_account(turn.db, turn.customer, kind, deposit_number(turn.customer, before, tried))
        except NumberTaken:
            continue
    raise NumberTaken


def _signed(turn: Turn, order_id: UUID, kind: str) -> tuple[Deposit, Change]:
    """What was signed, and the deposit that it is about, locked: still there, and on the same day."""
    order = documents.read_change(orders.signed(turn.db, turn.customer, order_id).document)
    numbered = [one for one in accounts_of(turn.db, turn.customer) if one.number == order.number]
    deposit = holdings.locked(turn.db, numbered[0].key) if numbered else None
    if deposit is None or order.on != turn.db.today:
        raise TermsChanged(detail=f"signed on {order.on}")
    holdings.carried_out(turn.db, deposit.key, order_id, kind)
    return deposit, order


def _payout(turn: Turn, deposit: Deposit, amount: Money) -> earnings.Payout:
    today = turn.db.today
    check_part(deposit, amount, today)
    return earnings.payout(deposit, amount, today, turn.db.terms.rates)


def _after(turn: Turn, deposit: Deposit, amount: Money) -> Deposit:
    return earnings.after(deposit, amount, turn.db.today, turn.db.terms.rates)


def _current(turn: Turn, number: str) -> Account:
    """The current account that was signed for."""
    for account in _currents(turn):
        if account.number == number:
            return account
    raise AccountGone(detail=number)


def _currents(turn: Turn) -> list[Account]:
    every = accounts_of(turn.db, turn.customer)
    return [account for account in every if account.kind in rules.CURRENT and not account.closed]


def _is_customer(turn: Turn) -> bool:
    return customers.customer(turn.db, turn.customer) is not None


def _source(account: Account) -> Source:
    return Source(account.key, account.kind, account.number, account.available, LOST in account.stops)


def _draft(turn: Turn, wanted: Draft) -> UUID:
    freezes.check(turn.db, turn.customer)
    return orders.draft(turn.db, turn.customer, wanted, Strength.PIN, tongue=turn.tongue)
