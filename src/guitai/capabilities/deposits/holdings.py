"""The deposits as they are kept: read, locked, written back. Knows no ledger and no conversation."""

from collections.abc import Sequence
from datetime import date
from typing import LiteralString
from uuid import UUID

from psycopg.rows import DictRow, dict_row

from guitai.capabilities.deposits.rules import PRODUCTS, Call, Deposit, Renewal
from guitai.database import Owner, Transaction
from guitai.ledger.chart import AccountKey
from guitai.money import Money


def deposits_of(db: Transaction, owner: Owner) -> list[Deposit]:
    """The customer's deposits, the first to mature first, those at notice last."""
    keys = _keys(
        db,
        """
        SELECT owner, account_id
          FROM deposits.deposits
         WHERE owner = %(owner)s AND state <> 'closed'
        """,
        {"owner": owner},
    )
    return sorted(_read(db, keys), key=lambda deposit: (deposit.matures_on or date.max, deposit.key))


def known(db: Transaction, keys: Sequence[AccountKey]) -> set[AccountKey]:
    """Those of these accounts that are deposits, closed ones too."""
    return set(
        _keys(
            db,
            """
            SELECT owner, account_id
              FROM deposits.deposits
             WHERE (owner, account_id) IN (SELECT * FROM unnest(%(owners)s::bigint[], %(accounts)s::bigint[]))
            """,
            {"owners": [key.owner for key in keys], "accounts": [key.account_id for key in keys]},
        )
    )


def locked(db: Transaction, key: AccountKey) -> Deposit | None:
    """This deposit, which nobody else changes until the transaction ends; None where it is closed or was never."""
    keys = _keys(
        db,
        """
        SELECT owner, account_id
          FROM deposits.deposits
         WHERE owner = %(owner)s AND account_id = %(account)s AND state <> 'closed'
           FOR UPDATE
        """,
        {"owner": key.owner, "account": key.account_id},
    )
    return next(iter(_read(db, keys)), None)


def page_locked(db: Transaction, *, after: AccountKey, most: int) -> list[Deposit]:
    """The next deposits in the order of their keys, locked in it."""
    keys = _keys(
        db,
        """
        SELECT owner, account_id
          FROM deposits.deposits
         WHERE (owner, account_id) > (%(owner)s, %(account)s) AND state <> 'closed'
         ORDER BY owner, account_id
         LIMIT %(most)s
           FOR UPDATE
        """,
        {"owner": after.owner, "account": after.account_id, "most": most},
    )
    return _read(db, keys)


def first_matured(db: Transaction, by: date, besides: Sequence[str]) -> AccountKey | None:
    """One that has matured by that day and is not done with, or is tried again then; of all but these accounts."""
    return _first(
        db,
        """
        SELECT owner, account_id
          FROM ((SELECT owner, account_id, matures_on
                   FROM deposits.deposits
                  WHERE state = 'open' AND matures_on <= %(by)s AND account_id <> ALL(%(besides)s::bigint[])
                  ORDER BY matures_on, owner, account_id
                  LIMIT 1)
                 UNION ALL
                (SELECT owner, account_id, matures_on
                   FROM deposits.deposits
                  WHERE again_on <= %(by)s AND account_id <> ALL(%(besides)s::bigint[])
                  ORDER BY again_on, owner, account_id
                  LIMIT 1)) AS matured
         ORDER BY matures_on, owner, account_id
         LIMIT 1
        """,
        by,
        besides,
    )


def first_lapsed(db: Transaction, by: date, besides: Sequence[str]) -> AccountKey | None:
    """One for which notice was given for a day until that one, and which was not withdrawn; of all but these."""
    return _first(
        db,
        """
        SELECT owner, account_id
          FROM deposits.deposits
         WHERE called_for_on <= %(by)s AND account_id <> ALL(%(besides)s::bigint[])
         ORDER BY called_for_on, owner, account_id
         LIMIT 1
        """,
        by,
        besides,
    )


def first_due(db: Transaction, on: date, besides: Sequence[str]) -> AccountKey | None:
    """One for which notice was given for that day, and whose owner was not reminded of it; of all but these."""
    return _first(
        db,
        """
        SELECT owner, account_id
          FROM deposits.deposits
         WHERE called_for_on = %(by)s AND NOT reminded AND account_id <> ALL(%(besides)s::bigint[])
         ORDER BY owner, account_id
         LIMIT 1
        """,
        on,
        besides,
    )


def reminded(db: Transaction, key: AccountKey) -> None:
    """The owner was reminded of the notice they gave."""
    db.execute(
        """
        UPDATE deposits.deposits
           SET reminded = true, turn_id = %(turn)s
         WHERE owner = %(owner)s AND account_id = %(account)s
        """,
        {"turn": db.turn_id, "owner": key.owner, "account": key.account_id},
    )


def add(db: Transaction, deposit: Deposit) -> None:
    """A new deposit."""
    db.execute(
        """
        INSERT INTO deposits.deposits
               (owner, account_id, turn_id, number, product, renewal, pays_to, opened_on, starts_on, matures_on,
                rate_bps, principal_fen, accrued_on, accrued_fen, idle_yuan_days, state)
        VALUES (%(owner)s, %(account)s, %(turn)s, %(number)s, %(product)s, %(renewal)s, %(pays_to)s, %(opened_on)s,
                %(starts_on)s, %(matures_on)s, %(rate_bps)s, %(principal)s, %(accrued_on)s, %(accrued)s,
                %(idle)s, %(state)s)
        """,
        _params(db, deposit),
    )


def save(
    db: Transaction, deposit: Deposit, *, closed_on: date | None = None, again_on: date | None = None
) -> None:
    """The deposit as it is now. Its number, its product and the day it was opened never change.

    `again_on` is when its renewal is tried again, which could not be done.
    """
    db.execute(
        """
        UPDATE deposits.deposits
           SET turn_id = %(turn)s, renewal = %(renewal)s, pays_to = %(pays_to)s, starts_on = %(starts_on)s,
               matures_on = %(matures_on)s, rate_bps = %(rate_bps)s, principal_fen = %(principal)s,
               accrued_on = %(accrued_on)s, accrued_fen = %(accrued)s, partly_on = %(partly_on)s,
               idle_yuan_days = %(idle)s, called_on = %(called_on)s, called_for_on = %(called_for_on)s,
               called_fen = %(called)s, reminded = coalesce(reminded AND called_for_on = %(called_for_on)s, false),
               state = %(state)s, closed_on = %(closed_on)s, again_on = %(again_on)s
         WHERE owner = %(owner)s AND account_id = %(account)s
        """,
        _params(db, deposit) | {"closed_on": closed_on, "again_on": again_on},
    )


def accrue(db: Transaction, every: list[Deposit]) -> None:
    """What has accrued for each of these, and through which day."""
    db.execute(
        """
        UPDATE deposits.deposits AS d
           SET accrued_on = n.accrued_on, accrued_fen = n.fen, turn_id = %(turn)s
          FROM unnest(%(owners)s::bigint[], %(accounts)s::bigint[], %(days)s::date[], %(fen)s::bigint[])
               AS n (owner, account_id, accrued_on, fen)
         WHERE d.owner = n.owner AND d.account_id = n.account_id
        """,
        {
            "turn": db.turn_id,
            "owners": [deposit.key.owner for deposit in every],
            "accounts": [deposit.key.account_id for deposit in every],
            "days": [deposit.accrued_on for deposit in every],
            "fen": [deposit.accrued.fen for deposit in every],
        },
    )


def carried_out(db: Transaction, key: AccountKey, order_id: UUID, kind: str) -> None:
    """This order did this to this deposit. A second time is refused by the key of the table."""
    db.execute(
        """
        INSERT INTO deposits.orders (owner, order_id, turn_id, account_id, kind, done_at)
        VALUES (%(owner)s, %(order)s, %(turn)s, %(account)s, %(kind)s, %(now)s)
        """,
        {
            "owner": key.owner,
            "order": order_id,
            "turn": db.turn_id,
            "account": key.account_id,
            "kind": kind,
            "now": db.now,
        },
    )


def _params(db: Transaction, deposit: Deposit) -> dict[str, object]:
    call = deposit.call
    return {
        "turn": db.turn_id,
        "owner": deposit.key.owner,
        "account": deposit.key.account_id,
        "number": deposit.number,
        "product": deposit.product.code,
        "renewal": deposit.renewal,
        "pays_to": deposit.pays_to,
        "opened_on": deposit.opened_on,
        "starts_on": deposit.starts_on,
        "matures_on": deposit.matures_on,
        "rate_bps": deposit.rate_bps,
        "principal": deposit.principal.fen,
        "accrued_on": deposit.accrued_on,
        "accrued": deposit.accrued.fen,
        "partly_on": deposit.partly_on,
        "idle": deposit.idle_yuan_days,
        "called_on": call.called_on if call else None,
        "called_for_on": call.for_on if call else None,
        "called": call.amount.fen if call else None,
        "state": deposit.state,
    }


def _first(db: Transaction, query: LiteralString, by: date, besides: Sequence[str]) -> AccountKey | None:
    return next(iter(_keys(db, query, {"by": by, "besides": list(besides)})), None)


def _keys(db: Transaction, query: LiteralString, params: dict[str, object]) -> list[AccountKey]:
    return [AccountKey(*row) for row in db.execute(query, params)]


def _read(db: Transaction, keys: list[AccountKey]) -> list[Deposit]:
    """Read when they are locked, where they are: what another transaction has just written is seen."""
    rows = db.cursor(row_factory=dict_row).execute(
        """
        SELECT d.owner, d.account_id, d.number, d.product, d.renewal, d.pays_to, d.opened_on, d.starts_on,
               d.matures_on, d.rate_bps, d.principal_fen, d.accrued_on, d.accrued_fen, d.partly_on,
               d.idle_yuan_days, d.called_on, d.called_for_on, d.called_fen, d.state
          FROM unnest(%(owners)s::bigint[], %(accounts)s::bigint[]) AS k (owner, account_id)
          JOIN deposits.deposits AS d USING (owner, account_id)
         ORDER BY d.owner, d.account_id
        """,
        {"owners": [key.owner for key in keys], "accounts": [key.account_id for key in keys]},
    )
    return [_deposit(row) for row in rows]


def _deposit(row: DictRow) -> Deposit:
    call = None
    if row["called_on"]:
        call = Call(row["called_on"], row["called_for_on"], Money(row["called_fen"]))
    return Deposit(
        key=AccountKey(row["owner"], row["account_id"]),
        number=row["number"],
        product=PRODUCTS[row["product"]],
        renewal=Renewal(row["renewal"]),
        pays_to=row["pays_to"],
        opened_on=row["opened_on"],
        starts_on=row["starts_on"],
        matures_on=row["matures_on"],
        rate_bps=row["rate_bps"],
        principal=Money(row["principal_fen"]),
        accrued_on=row["accrued_on"],
        accrued=Money(row["accrued_fen"]),
        partly_on=row["partly_on"],
        idle_yuan_days=row["idle_yuan_days"],
        call=call,
        state=row["state"],
    )
