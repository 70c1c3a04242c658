"""Plans as they are stored: what is paid every month, by which authority, and when next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.arrival import of_each_month
from guitai.capabilities.transfers.order import Instruction
from guitai.capabilities.transfers.store import Authority, Transfer, sealable, unsealed
from guitai.capabilities.transfers.tables import PLANS
from guitai.capabilities.transfers.whom import Payee
from guitai.database import Owner, Transaction
from guitai.language import Words
from guitai.ledger.chart import AccountKey
from guitai.money import Money
from guitai.shield import at_rest
from guitai.shield.strength import Strength


@dataclass(frozen=True)
class Plan:
    """A transfer that is sent every month, until it is stopped."""

    owner: Owner
    plan_id: UUID
    instruction: Instruction
    authority: Authority
    day: int
    next_at: datetime
    fee: Money  # of each, as it was signed
    made_at: datetime

    @property
    def each(self) -> Words:
        """On which day, in words."""
        return of_each_month(self.day)


def put(db: Transaction, accepted: Transfer, day: int) -> None:
    """Pay it every month from now on."""
    of = accepted.instruction
    db.execute(
        """
        INSERT INTO transfers.plans
               (owner, plan_id, turn_id, made_at, day, next_at, amount_fen, account_id, payee_index, mine, strength,
                device_id, on_trial, fee_fen, sealed, stopped_at)
        VALUES (%(owner)s, %(id)s, %(turn)s, %(now)s, %(day)s, %(next_at)s, %(fen)s, %(account)s, %(index)s, %(mine)s,
                %(strength)s, %(device)s, %(on_trial)s, %(fee)s, %(sealed)s, NULL)
        """,
        {
            "owner": accepted.owner,
            "id": accepted.transfer_id,
            "turn": db.turn_id,
            "now": db.now,
            "day": day,
            "next_at": accepted.due_at,
            "fen": of.amount.fen,
            "account": of.payer.key.account_id,
            "index": book.index(db, of.payee),
            "mine": of.payee.mine,
            "strength": accepted.authority.strength,
            "device": accepted.authority.device_id,
            "on_trial": accepted.authority.on_trial,
            "fee": accepted.fee.fen,
            "sealed": at_rest.sealed(db, PLANS, accepted.owner, sealable(of), row=accepted.transfer_id),
        },
    )


def running(db: Transaction, owner: Owner) -> list[Plan]:
    """The customer's plans, the one that is due first first."""
    rows = db.execute(
        """
        SELECT owner, plan_id, day, next_at, amount_fen, account_id, mine, strength, device_id, on_trial, sealed,
               fee_fen, made_at
          FROM transfers.plans
         WHERE owner = %(owner)s AND next_at IS NOT NULL
         ORDER BY next_at, made_at, plan_id
        """,
        {"owner": owner},
    ).fetchall()
    return [_plan(db, row) for row in rows]


def same(db: Transaction, owner: Owner, payee: Payee, amount: Money) -> bool:
    """Whether this amount is paid to this account every month already, on whatever day."""
    row = db.execute(
        """
        SELECT EXISTS (
            SELECT 1
              FROM transfers.plans
             WHERE owner = %(owner)s AND payee_index = ANY(%(indexes)s) AND amount_fen = %(fen)s
               AND next_at IS NOT NULL)
        """,
        {"owner": owner, "indexes": book.indexes(db, payee), "fen": amount.fen},
    ).fetchone()
    return bool(row and row[0])


def plan(db: Transaction, owner: Owner, plan_id: UUID) -> Plan | None:
    """This plan, if it is not stopped, locked."""
    row = db.execute(
        """
        SELECT owner, plan_id, day, next_at, amount_fen, account_id, mine, strength, device_id, on_trial, sealed,
               fee_fen, made_at
          FROM transfers.plans
         WHERE owner = %(owner)s AND plan_id = %(id)s AND next_at IS NOT NULL
           FOR UPDATE
        """,
        {"owner": owner, "id": plan_id},
    ).fetchone()
    return _plan(db, row) if row else None


def next_run(db: Transaction, besides: Sequence[str] = ()) -> tuple[Owner, UUID, datetime] | None:
    """The plan that runs first, whosever it is, and when; of all but these."""
    row = db.execute(
        """
        SELECT owner, plan_id, next_at
          FROM transfers.plans
         WHERE next_at IS NOT NULL AND plan_id <> ALL(%(besides)s::uuid[])
         ORDER BY next_at, made_at, owner, plan_id
         LIMIT 1
        """,
        {"besides": list(besides)},
    ).fetchone()
    return (Owner(row[0]), row[1], row[2]) if row else None


def goes_on(db: Transaction, one: Plan, next_at: datetime) -> None:
    """It has run, and runs next at that moment."""
    db.execute(
        """
        UPDATE transfers.plans
           SET next_at = %(next)s
         WHERE owner = %(owner)s AND plan_id = %(id)s
        """,
        {"next": next_at, "owner": one.owner, "id": one.plan_id},
    )


def stop(db: Transaction, one: Plan) -> None:
    """It runs no more."""
    db.execute(
        """
        UPDATE transfers.plans
           SET next_at = NULL, stopped_at = %(now)s
         WHERE owner = %(owner)s AND plan_id = %(id)s
        """,
        {"now": db.now, "owner": one.owner, "id": one.plan_id},
    )


def _plan(db: Transaction, row: tuple[Any, ...]) -> Plan:
    (
        owner,
        plan_id,
        day,
        next_at,
        fen,
        account_id,
        mine,
        strength,
        device_id,
        on_trial,
        sealed,
        fee,
        made_at,
    ) = row
    kept = at_rest.opened(db, PLANS, owner, sealed, row=plan_id)
    return Plan(
        Owner(owner),
        plan_id,
        unsealed(kept, AccountKey(owner, account_id), Money(fen), mine=mine),
        Authority(Strength(strength), device_id, on_trial),
        day,
        next_at,
        Money(fee),
        made_at,
    )
