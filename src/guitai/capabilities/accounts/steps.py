"""What the bank does about accounts: reads them, and their lines, for the one who owns them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from operator import attrgetter

from guitai.capabilities.accounts import rules
from guitai.capabilities.accounts.filters import Filter
from guitai.capabilities.accounts.kinds import ABOUT, in_the_books
from guitai.capabilities.accounts.lines import Line, Page, Rest, Sums, transactions_card
from guitai.capabilities.accounts.refusals import (
    BeforeOpening,
    NoAccount,
    NoCreditCard,
    NoFixedDeposit,
    NoSuchAccount,
    NothingOpened,
)
from guitai.capabilities.accounts.rules import Among, Lately, OwnAccount
from guitai.clearing.settlement import CAME_BACK, GIVEN_BACK
from guitai.conversation import store
from guitai.conversation.flow import public
from guitai.conversation.turn import Turn
from guitai.customers import customers
from guitai.language import Words
from guitai.ledger import statement
from guitai.ledger.accounts import Account, accounts_of
from guitai.ledger.chart import Side
from guitai.ledger.entry import MOST
from guitai.ledger.statement import Place, Wanted
from guitai.money import Money
from guitai.naming import EVERYDAY, LOST, as_asked
from guitai.shield.card import Card, Month, Part
from guitai.understanding.called import Called
from guitai.understanding.fold import fold
from guitai.understanding.slots.period import Period

NOT_RECEIVED = (GIVEN_BACK, CAME_BACK)  # what came back of transfers, by its summary
SIDES = {"in": Side.CREDIT, "out": Side.DEBIT}
UNNAMED = "未分类"
LATELY = timedelta(minutes=10)  # as long as 那九月呢 goes on with it
LINES = 10  # on a page
MOST_LINES = 50  # on one that says itself how many


def own_accounts(turn: Turn) -> list[OwnAccount]:
    """The customer's accounts."""
    own = [_own(account) for account in accounts_of(turn.db, turn.customer)]
    if not own:
        raise NothingOpened if customers.customer(turn.db, turn.customer) else NoAccount
    return own


def named_among(turn: Turn, own: list[OwnAccount], named: str) -> list[OwnAccount]:
    """Those that go by this tail or kind; all, where none was named. What is closed is meant where nothing else is."""
    found = [account for account in own if not named or named in account.known_as]
    if found:
        return [account for account in found if not account.closed] or found
    match named:
        case "credit":
            raise NoCreditCard
        case "fixed":
            raise NoFixedDeposit
    raise NoSuchAccount(named=as_asked(named))


def meant_among(
    turn: Turn, own: list[OwnAccount], named: str, digits: str, lately: Lately
) -> list[OwnAccount]:
    """The same, and those that the digits are the tail of: two of them may be named, 2816和5207.

    Where none is, it is the one that was looked at just now.
    """
    shown = [account for account in own if account.tail == lately.account and not account.closed]
    if shown and not named and not digits:
        return shown
    tails = [account for account in own if account.tail == digits and not account.closed]
    if not named and tails:
        return tails
    found = named_among(turn, own, named)
    return found + [account for account in tails if named and account not in found]


def shown_lately(turn: Turn) -> Lately:
    """What was named of the look-up that was shown just before, in the customer's own words."""
    last = store.chat_of(turn.db, turn.customer).last
    if last is None or not last.flow.startswith("accounts.") or last.opened_at < turn.db.now - LATELY:
        return Lately()
    told = {kept.name: kept.value for kept in last.journal if kept.answer}
    account, period = told.get("account"), told.get("period")
    return Lately(account if isinstance(account, str) else "", period if isinstance(period, Period) else None)


def with_lines(turn: Turn, own: list[OwnAccount], named: str, period: Period | None) -> Among:
    """Those that were named; where none was, the current accounts: on the others hardly anything moves."""
    current = [account for account in own if account.kind in EVERYDAY]
    found = named_among(turn, own, named) if named else current or own
    if period and period.last < min(account.opened_on for account in found):
        raise BeforeOpening(which=Words("这些账户" if len(found) > 1 else "这个账户"))
    return Among(tuple(found), bool(named))


@public
def asked(
    turn: Turn,
    period: Period | None,
    direction: str,
    amount: Money | None,
    least: Money | None,
    most: Money | None,
    counterparty: str | Called,
    newest: int,
    largest: bool,
) -> Filter:
    """What to look for: the customer's own words, with a period where they named none.

    An amount is asked for exactly, unless bounds were named too: they say how the amount is meant.
    """
    today = turn.db.today
    if least is None and most is None:
        least = most = amount
    newest = min(newest, MOST_LINES)
    dated = period is not None or largest or not newest
    period = period or rules.lately(today, newest=not dated)
    return Filter(period, today.year, dated, direction, least, most, counterparty, newest, largest)


def lines(turn: Turn, among: Among, wanted: Filter, before: Rest | None) -> Page:
    """One page of the accounts' lines, with the sums over all that are wanted."""
    db, owner, scope = turn.db, turn.customer, _scope(turn, among, wanted)
    said = fold(str(wanted.counterparty))
    about = scope.text if said in ABOUT and said != scope.text else ""
    if wanted.largest:
        # What is moved is neither income nor spending, but a line.
        apart = rules.MOVED if wanted.direction else ()
        largest = statement.largest(db, owner, scope, apart=apart, size=wanted.newest or 1)
        return Page(_lines(largest, among), 0, None, None, about)
    goes_on = before if before and (before.wanted, before.among) == (wanted, among.ids) else None
    after = Place(goes_on.booked_at, goes_on.account_id, goes_on.seq) if goes_on else None
    shown = goes_on.shown if goes_on else 0
    found = statement.page(db, owner, scope, after=after, size=wanted.newest or LINES)
    sums = None if wanted.newest else _sums(turn, scope)
    return Page(_lines(found.lines, among), shown, sums, _rest(found, among, wanted, shown), about)


def show_list(turn: Turn, accounts: Sequence[OwnAccount]) -> Card:
    """The card of the accounts."""
    return rules.list_card(accounts)


def show_balances(turn: Turn, accounts: Sequence[OwnAccount]) -> Card:
    """The card of their balances."""
    return rules.balance_card(accounts)


def show_lines(turn: Turn, among: Among, wanted: Filter, page: Page) -> Card:
    """The card of a page of lines."""
    return transactions_card(among, wanted, page)


def _own(account: Account) -> OwnAccount:
    return OwnAccount(
        account.key.account_id,
        account.kind,
        account.tail,
        account.balance,
        account.available if account.debits_open else Money(0),
        account.opened_on,
        account.state,
        LOST in account.stops,
    )


def _scope(turn: Turn, among: Among, wanted: Filter) -> Wanted:
    """What is looked up in the books: by the books' own words for it, or by the customer's where they find nothing."""
    party = wanted.counterparty
    said = fold(party.name if isinstance(party, Called) else party)
    every = Wanted(
        account_ids=among.ids,
        since=wanted.period.first,
        until=wanted.period.last,
        side=SIDES.get(wanted.direction),
        least=wanted.least or Money(1),
        most=wanted.most or MOST,
        text=said,
    )
    for word in in_the_books(said):
        scope = replace(every, text=word)
        if word == said or statement.page(turn.db, turn.customer, scope, size=1).lines:
            return scope
    return every


def _rest(found: statement.Page, among: Among, wanted: Filter, shown: int) -> Rest | None:
    more = found.more
    if more is None:
        return None
    return Rest(wanted, among.ids, shown + len(found.lines), more.booked_at, more.account_id, more.seq)


def _sums(turn: Turn, scope: Wanted) -> Sums:
    found = _found(turn, scope)
    # Of what was paid too it is told how much came back, though such lines aren't among it.
    back = _found(turn, replace(scope, side=Side.CREDIT)) if scope.side is Side.DEBIT else found
    spent = [
        Part(Words(category or UNNAMED), of.paid) for category, of in found.categories.items() if of.paid
    ]
    return Sums(
        found.total.received,
        found.total.paid,
        found.apart.received,
        found.apart.paid,
        sum(of.received_count + of.paid_count for of in (found.total, found.apart)),
        tuple(Month(month, of.received, of.paid) for month, of in sorted(found.months.items())),
        tuple(sorted(spent, key=attrgetter("amount"), reverse=True)),
        back.total.came_back,
    )


def _found(turn: Turn, scope: Wanted) -> statement.Sums:
    return statement.sums(turn.db, turn.customer, scope, apart=rules.MOVED, came_back=NOT_RECEIVED)


def _lines(found: Sequence[statement.Line], among: Among) -> tuple[Line, ...]:
    tails = {one.account_id: one.tail for one in among.accounts}
    return tuple(_line(line, tails[line.account_id]) for line in found)


def _line(line: statement.Line, tail: str) -> Line:
    return Line(
        line.booked_at.date(),
        f"{line.booked_at:%H:%M}",
        tail,
        line.amount if line.side is Side.CREDIT else -line.amount,
        line.details.summary,
        line.details.counterparty,
        line.details.category,
        line.details.memo,
    )
