"""Accounts: opening one, and reading what it holds now. Posting is elsewhere; knows no product."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guitai.database import Owner, Transaction
from guitai.ledger.chart import STRIPES, Side
from guitai.ledger.chart import AccountKey as AccountKey
from guitai.ledger.refusals import NoSuchAccount, NumberTaken
from guitai.money import Currency, Money

CLOSED = "closed"
"""The reason of the stop that nothing lifts."""


@dataclass(frozen=True)
class Account:
    """An account as it stands: what it is, which directions are open, why not, its four sums.

    `least` is what must stay on it, `most` what it may hold with all that is pending to come in. `stops` are the
    reasons that are in force: guitai.ledger.stops.
    """

    key: AccountKey
    kind: str
    number: str
    currency: Currency
    side: Side
    least: Money | None
    most: Money | None
    opened_on: date
    debits_open: bool
    credits_open: bool
    stops: tuple[str, ...]
    debits_pending: Money
    debits_posted: Money
    credits_pending: Money
    credits_posted: Money

    @property
    def tail(self) -> str:
        """The number's last four digits: how people tell accounts apart in a chat."""
        return self.number[-4:]

    @property
    def state(self) -> str:
        """`open`, `closed`, `stopped` both ways, or the way that is open: `credits_only`, `debits_only`."""
        if self.closed:
            return "closed"
        if self.debits_open:
            return "open" if self.credits_open else "debits_only"
        return "credits_only" if self.credits_open else "stopped"

    @property
    def closed(self) -> bool:
        """Whether it was closed for good (销户)."""
        return CLOSED in self.stops

    @property
    def balance(self) -> Money:
        """What is posted: the account's own side less the other."""
        balance = self.credits_posted - self.debits_posted
        return balance if self.side is Side.CREDIT else -balance

    @property
    def available(self) -> Money:
        """What could leave now: the balance less what is held, and less what must stay."""
        held = self.debits_pending if self.side is Side.CREDIT else self.credits_pending
        return self.balance - held - (self.least or Money(fen=0))


def open_account(
    db: Transaction,
    owner: Owner,
    kind: str,
    number: str,
    *,
    currency: Currency = Currency.CNY,
    opened_on: date | None = None,
    most: Money | None = None,
) -> Account:
    """A new deposit account, which never goes below zero, nor above `most` if that is given.

    Opened today, if no day is given. What those of a class may hold is known to guitai.classes.opening.
    """
    assert owner > STRIPES, "the bank's own accounts are those of its chart"
    row = db.execute(
        """
        SELECT ledger.open_account(%(owner)s, %(turn)s, %(kind)s, %(number)s, %(currency)s, %(opened_on)s,
                                   %(most)s)
        """,
        {
            "owner": owner,
            "turn": db.turn_id,
            "kind": kind,
            "number": number,
            "currency": currency,
            "opened_on": opened_on or db.today,
            "most": None if most is None else most.fen,
        },
    ).fetchone()
    if row is None or row[0] is None:
        raise NumberTaken(detail=number)
    return account(db, AccountKey(owner, row[0]))


def account(db: Transaction, key: AccountKey) -> Account:
    """This account as it stands."""
    found = _accounts(db, key.owner, key.account_id)
    if not found:
        raise NoSuchAccount(detail=str(key))
    return found[0]


def accounts_of(db: Transaction, owner: Owner) -> list[Account]:
    """The owner's accounts, in the order in which they were opened."""
    return _accounts(db, owner, None)


def tails_of(db: Transaction, owner: Owner) -> frozenset[str]:
    """The last four digits of each of the owner's accounts."""
    return frozenset(one.tail for one in accounts_of(db, owner))


def account_numbered(db: Transaction, number: str) -> AccountKey:
    """Whose account this number is."""
    row = db.execute(
        """
        SELECT owner, account_id
          FROM ledger.numbers
         WHERE number = %(number)s
        """,
        {"number": number},
    ).fetchone()
    if row is None:
        raise NoSuchAccount(detail=number)
    return AccountKey(*row)


def page(
    db: Transaction, kinds: Sequence[str], *, after: AccountKey | None = None, most: int
) -> list[Account]:
    """So many accounts of these kinds, open or closed, by owner and id: the first ones, or those after that one."""
    owner, account_id = (after.owner, after.account_id) if after else (0, 0)
    rows = db.execute(
        """
        SELECT a.owner, a.account_id, a.kind, coalesce(a.number, ''), a.currency, a.side, a.least_fen, a.most_fen,
               a.opened_on, a.debits_open, a.credits_open,
               ledger.reasons(a.owner, a.account_id),
               a.debits_pending_fen, a.debits_posted_fen, a.credits_pending_fen, a.credits_posted_fen
          FROM ledger.accounts AS a
         WHERE (a.owner, a.account_id) > (%(owner)s, %(account_id)s) AND a.kind = ANY(%(kinds)s::text[])
         ORDER BY a.owner, a.account_id
         LIMIT %(most)s
        """,
        {"owner": owner, "account_id": account_id, "kinds": list(kinds), "most": most},
    ).fetchall()
    return [_account(row) for row in rows]


def _accounts(db: Transaction, owner: int, account_id: int | None) -> list[Account]:
    rows = db.execute(
        """
        SELECT a.owner, a.account_id, a.kind, coalesce(a.number, ''), a.currency, a.side, a.least_fen, a.most_fen,
               a.opened_on, a.debits_open, a.credits_open,
               ledger.reasons(a.owner, a.account_id),
               a.debits_pending_fen, a.debits_posted_fen, a.credits_pending_fen, a.credits_posted_fen
          FROM ledger.accounts AS a
         WHERE a.owner = %(owner)s AND a.account_id = coalesce(%(account_id)s::bigint, a.account_id)
         ORDER BY a.opened_on, a.account_id
        """,
        {"owner": owner, "account_id": account_id},
    ).fetchall()
    return [_account(row) for row in rows]


def _account(row: tuple[Any, ...]) -> Account:
    owner, account_id, kind, number, currency, side, least, most, opened_on, debits, credits, stops = row[:12]
    return Account(
        AccountKey(owner, account_id),
        kind,
        number,
        Currency(currency),
        Side(side),
        None if least is None else Money(least),
        None if most is None else Money(most),
        opened_on,
        debits,
        credits,
        tuple(stops),
        *map(Money, row[12:]),
    )
