"""What the bank does about accounts: reads them, and their lines, for the one who owns them."""

from collections.abc import Sequence
from operator import attrgetter

from guitai.capabilities.accounts import rules
from guitai.capabilities.accounts.refusals import BeforeOpening, NoAccount, NoSuchAccount
from guitai.capabilities.accounts.rules import Filter, Line, OwnAccount, Page, Rest
from guitai.conversation.flow import public
from guitai.conversation.turn import Turn
from guitai.language import Words
from guitai.ledger import statement
from guitai.ledger.accounts import Account, accounts_of
from guitai.ledger.chart import Side
from guitai.ledger.entry import MOST
from guitai.ledger.statement import Place, Wanted
from guitai.money import Money
from guitai.shield.card import Card, Month, Part
from guitai.understanding.period import Period
from guitai.zone import BANK_ZONE

SIDES = {"in": Side.CREDIT, "out": Side.DEBIT}
UNNAMED = "未分类"


def own_accounts(turn: Turn) -> list[OwnAccount]:
    """The customer's accounts."""
    own = [_own(account) for account in accounts_of(turn.db, turn.customer)]
    if not own:
        raise NoAccount
    return own


def named_among(turn: Turn, own: list[OwnAccount], named: str) -> list[OwnAccount]:
    """Those that go by this tail or kind; all, where none was named."""
    found = [account for account in own if not named or named in account.known_as]
    if not found:
        raise NoSuchAccount(named=named)
    return found


def with_lines(turn: Turn, own: list[OwnAccount], named: str) -> list[OwnAccount]:
    """Those that were named; where none was, the current accounts: on the others hardly anything moves."""
    current = [account for account in own if account.kind == "current"]
    return named_among(turn, own, named) if named else current or own


def open_then(turn: Turn, account: OwnAccount, period: Period | None) -> None:
    """Whether the account was there by then; nothing comes of it but the refusal."""
    if period and period.last < account.opened_on:
        raise BeforeOpening(account=account.public_name)


@public
def asked(
    turn: Turn, period: Period | None, direction: str, amount: Money | None, counterparty: str
) -> Filter:
    """What to look for: the customer's own words, with a period where they named none."""
    today = turn.db.now.astimezone(BANK_ZONE).date()
    return Filter(period or rules.lately(today), direction, amount, counterparty)


def lines(turn: Turn, account: OwnAccount, wanted: Filter, before: Rest | None) -> Page:
    """One page of the account's lines, with the sums over all that are wanted."""
    scope = Wanted(
        account_id=account.account_id,
        since=wanted.period.first,
        until=wanted.period.last,
        side=SIDES.get(wanted.direction),
        least=wanted.amount or Money(1),
        most=wanted.amount or MOST,
        counterparty=wanted.counterparty,
    )
    db, owner = turn.db, turn.customer
    goes_on = before and (before.wanted, before.account_id) == (wanted, account.account_id)
    after = Place(before.booked_at, before.account_id, before.seq) if before and goes_on else None
    found = statement.page(db, owner, scope, after=after)
    sums = statement.sums(db, owner, scope)
    spent = [
        Part(Words(category or UNNAMED), of.paid)
        for category, of in sums.categories.items()
        if of.paid and category not in rules.MOVED
    ]
    return Page(
        tuple(_line(line) for line in found.lines),
        sums.total.received,
        sums.total.paid,
        sums.total.received_count + sums.total.paid_count,
        tuple(Month(month, of.received, of.paid) for month, of in sorted(sums.months.items())),
        tuple(sorted(spent, key=attrgetter("amount"), reverse=True)),
        Rest(wanted, found.more.booked_at, found.more.account_id, found.more.seq) if found.more else None,
    )


def show_list(turn: Turn, accounts: Sequence[OwnAccount]) -> Card:
    """The card of the accounts."""
    return rules.list_card(accounts)


def show_balances(turn: Turn, accounts: Sequence[OwnAccount]) -> Card:
    """The card of their balances."""
    return rules.balance_card(accounts)


def show_lines(turn: Turn, account: OwnAccount, wanted: Filter, page: Page) -> Card:
    """The card of a page of lines."""
    return rules.transactions_card(account, wanted, page)


def _own(account: Account) -> OwnAccount:
    return OwnAccount(
        account.key.account_id,
        account.kind,
        account.tail,
        account.balance,
        account.available,
        account.opened_on,
    )


def _line(line: statement.Line) -> Line:
    came_in = line.side is Side.CREDIT
    return Line(
        line.booked_at.date(),
        f"{line.booked_at:%H:%M}",
        line.amount if came_in else -line.amount,
        line.details.summary,
        line.details.counterparty,
    )
