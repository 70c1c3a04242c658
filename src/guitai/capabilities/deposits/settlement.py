"""Settling the interest of current accounts (结息): on the 20th of a quarter's last month, credited on the 21st.

What an account does not take, because no money may come in, stays owed to it and is tried again every day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guitai import interest
from guitai.capabilities.deposits import books, demand
from guitai.capabilities.deposits.cards import settled_card
from guitai.capabilities.deposits.demand import DAY, PART, Accrual
from guitai.customers.customers import openid_of
from guitai.database import Owner, Transaction
from guitai.errors import Refusal
from guitai.language import Words
from guitai.ledger.accounts import account
from guitai.ledger.chart import AccountKey
from guitai.ledger.posting import post, post_all
from guitai.money import Money
from guitai.notices import notices
from guitai.shield.card import Card


@dataclass(frozen=True)
class Settlement:
    """The interest of an account for the days from `since_on` to `settled_on`."""

    key: AccountKey
    since_on: date
    settled_on: date
    yuan_days: int
    interest: Money

    @property
    def entry_name(self) -> str:
        """What its entry is called."""
        return f"interest {self.settled_on} {self.key.account_id}"


def settle(db: Transaction, on: date, *, most: int = PART) -> bool:
    """Pay what is still owed from before; on a day of settlement, settle the next accounts. False: all is done."""
    return _pay_owed(db, on, most) or (interest.settled(on) and _settle(db, on, most))


def settle_for_closing(db: Transaction, key: AccountKey) -> Money:
    """Pay the interest of an account that is about to be closed, with what is still owed to it from before."""
    return _pay_all_owed_to(db, key) + _settle_to_yesterday(db, key)


def _pay_all_owed_to(db: Transaction, key: AccountKey) -> Money:
    rows = db.execute(
        """
        SELECT since_on, settled_on, yuan_days, interest_fen
          FROM deposits.settlements
         WHERE owner = %(owner)s AND account_id = %(account)s AND state = 'owed'
         ORDER BY settled_on
           FOR UPDATE
        """,
        {"owner": key.owner, "account": key.account_id},
    )
    due = [
        Settlement(key, since_on, settled_on, days, Money(fen)) for since_on, settled_on, days, fen in rows
    ]
    for one in due:
        post(db, books.settled(key, one.interest, name=one.entry_name))
        _tried(db, one, db.now.date(), paid=True)
    return sum((one.interest for one in due), Money(0))


def _settle_to_yesterday(db: Transaction, key: AccountKey) -> Money:
    """At today's rate: 银发〔2005〕129号."""
    today = db.now.date()
    found = demand.accruals(db, [key])
    before = found.get(key) or demand.begun(key, account(db, key).opened_on)
    if before.since_on == today:
        return Money(0)  # it was settled, or opened, only just
    (counted,) = demand.count_anew(db, [before], today - DAY)
    rate_bps = db.terms.rates.on(today).demand_bps
    paid = interest.demand_interest(counted.yuan_days, rate_bps=rate_bps)
    books.set_aside(
        db,
        books.changes([(key, before.accrued, paid)]),
        name=f"closing {today} {key.account_id}",
        on=today,
    )
    settlement = Settlement(key, before.since_on, today - DAY, counted.yuan_days, paid)
    if paid:
        post(db, books.settled(key, paid, name=f"{settlement.entry_name} closing"))
    _keep(db, [settlement], [], rate_bps=rate_bps, on=today)
    demand.save(db, [counted.settled()])
    return paid


def _settle(db: Transaction, on: date, most: int) -> bool:
    every = list(demand.accruals(db, _unsettled(db, on, most)).values())
    if not every:
        return False
    counted = demand.count_anew(db, every, on)
    late = books.changes((new.key, old.accrued, new.accrued) for old, new in zip(every, counted, strict=True))
    first = every[0].key
    books.set_aside(db, late, name=f"settled {on} {first.owner}:{first.account_id}", on=on)
    settlements = [_settlement(accrual) for accrual in counted]
    owed = _pay(db, settlements)
    _keep(db, settlements, owed, rate_bps=db.terms.rates.on(on).demand_bps, on=on)
    demand.save(db, [accrual.settled() for accrual in counted])
    return True


def _settlement(accrual: Accrual) -> Settlement:
    return Settlement(accrual.key, accrual.since_on, accrual.through_on, accrual.yuan_days, accrual.accrued)


def _pay(db: Transaction, settlements: Sequence[Settlement]) -> list[Settlement]:
    """Credit the interest; those whose account did not take it."""
    due = [one for one in settlements if one.interest]
    entries = [books.settled(one.key, one.interest, name=one.entry_name) for one in due]
    owed = []
    for one, result in zip(due, post_all(db, entries), strict=True):
        if isinstance(result, Refusal):
            owed.append(one)
        else:
            _tell(db, one)
    return owed


def _tell(db: Transaction, one: Settlement) -> None:
    """Who has no chat with the bank finds it in the statement."""
    owner = Owner(one.key.owner)
    if openid_of(db, owner):
        words = Words("这一季的活期利息已经入账，请点开卡片看。")
        notices.put(db, owner, words, _card(db, one), by_day=True)


def _card(db: Transaction, one: Settlement) -> Card:
    of = account(db, one.key)
    rate_bps = db.terms.rates.on(one.settled_on).demand_bps
    return settled_card(of.kind, of.number, one.settled_on, one.interest, rate_bps=rate_bps)


def _unsettled(db: Transaction, on: date, most: int) -> list[AccountKey]:
    """Accounts that were counted through that day, and not settled."""
    rows = db.execute(
        """
        SELECT owner, account_id
          FROM deposits.accruals
         WHERE since_on <= %(on)s AND through_on >= %(on)s
         ORDER BY owner, account_id
         LIMIT %(most)s
        """,
        {"on": on, "most": most},
    )
    return [AccountKey(*row) for row in rows]


def _keep(
    db: Transaction, settlements: Sequence[Settlement], owed: Sequence[Settlement], *, rate_bps: int, on: date
) -> None:
    db.execute(
        """
        INSERT INTO deposits.settlements
               (owner, account_id, settled_on, turn_id, since_on, yuan_days, rate_bps, interest_fen, state, tried_on)
        SELECT n.owner, n.account_id, n.settled_on, %(turn)s, n.since_on, n.yuan_days, %(rate)s, n.fen, n.state, %(on)s
          FROM unnest(%(owners)s::bigint[], %(accounts)s::bigint[], %(settled)s::date[], %(since)s::date[],
                      %(yuan_days)s::bigint[], %(fen)s::bigint[], %(states)s::text[])
               AS n (owner, account_id, settled_on, since_on, yuan_days, fen, state)
        """,
        {
            "turn": db.turn_id,
            "rate": rate_bps,
            "on": on,
            "owners": [one.key.owner for one in settlements],
            "accounts": [one.key.account_id for one in settlements],
            "settled": [one.settled_on for one in settlements],
            "since": [one.since_on for one in settlements],
            "yuan_days": [one.yuan_days for one in settlements],
            "fen": [one.interest.fen for one in settlements],
            "states": ["owed" if one in owed else "paid" for one in settlements],
        },
    )


def _pay_owed(db: Transaction, on: date, most: int) -> bool:
    rows = db.execute(
        """
        SELECT owner, account_id, since_on, settled_on, yuan_days, interest_fen
          FROM deposits.settlements
         WHERE state = 'owed' AND tried_on < %(on)s
         ORDER BY owner, account_id, settled_on
         LIMIT %(most)s
           FOR UPDATE
        """,
        {"on": on, "most": most},
    )
    due = [
        Settlement(AccountKey(owner, account_id), since_on, settled_on, days, Money(fen))
        for owner, account_id, since_on, settled_on, days, fen in rows
    ]
    still = _pay(db, due)
    for one in due:
        _tried(db, one, on, paid=one not in still)
    return bool(due)


def _tried(db: Transaction, one: Settlement, on: date, *, paid: bool) -> None:
    db.execute(
        """
        UPDATE deposits.settlements
           SET state = %(state)s, tried_on = %(on)s, turn_id = %(turn)s
         WHERE owner = %(owner)s AND account_id = %(account)s AND settled_on = %(settled)s
        """,
        {
            "state": "paid" if paid else "owed",
            "on": on,
            "turn": db.turn_id,
            "owner": one.key.owner,
            "account": one.key.account_id,
            "settled": one.settled_on,
        },
    )
