"""Accounts: opening one, and reading what it holds now. Posting is elsewhere; knows no product."""

from dataclasses import dataclass
from datetime import date

from guitai.clock import BANK_ZONE
from guitai.database import Owner, Transaction
from guitai.ledger.chart import STRIPES, Side
from guitai.ledger.chart import AccountKey as AccountKey
from guitai.ledger.refusals import NoSuchAccount, NumberTaken
from guitai.money import Currency, Money


@dataclass(frozen=True)
class Account:
    """An account as it stands: what it is, which directions are open, its four sums."""

    key: AccountKey
    kind: str
    number: str
    currency: Currency
    side: Side
    least: Money | None
    opened_on: date
    debits_open: bool
    credits_open: bool
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
        """`open`, `closed`, or the one direction that is open: `credits_only`, `debits_only`."""
        if self.debits_open:
            return "open" if self.credits_open else "debits_only"
        return "credits_only" if self.credits_open else "closed"

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
) -> Account:
    """A new deposit account, which never goes below zero. Opened today, if no day is given."""
    assert owner > STRIPES, "the bank's own accounts are those of its chart"
    row = db.execute(
        """
        SELECT ledger.open_account(%(owner)s, %(turn)s, %(kind)s, %(number)s, %(currency)s, %(opened_on)s)
        """,
        {
            "owner": owner,
            "turn": db.turn_id,
            "kind": kind,
            "number": number,
            "currency": currency,
            "opened_on": opened_on or db.now.astimezone(BANK_ZONE).date(),
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


def _accounts(db: Transaction, owner: int, account_id: int | None) -> list[Account]:
    rows = db.execute(
        """
        SELECT owner, account_id, kind, coalesce(number, ''), currency, side, least_fen, opened_on,
               debits_open, credits_open,
               debits_pending_fen, debits_posted_fen, credits_pending_fen, credits_posted_fen
          FROM ledger.accounts
         WHERE owner = %(owner)s AND account_id = coalesce(%(account_id)s::bigint, account_id)
         ORDER BY opened_on, account_id
        """,
        {"owner": owner, "account_id": account_id},
    ).fetchall()
    return [
        Account(
            AccountKey(row[0], row[1]),
            row[2],
            row[3],
            Currency(row[4]),
            Side(row[5]),
            None if row[6] is None else Money(row[6]),
            *row[7:10],
            *map(Money, row[10:]),
        )
        for row in rows
    ]
