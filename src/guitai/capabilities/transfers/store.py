"""Transfers as they are stored: what was accepted, and every state that it has been in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg.rows import DictRow, dict_row

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.order import Instruction
from guitai.capabilities.transfers.rules import Payer
from guitai.capabilities.transfers.states import UNDONE, State
from guitai.capabilities.transfers.tables import TRANSFERS, WHY
from guitai.capabilities.transfers.whom import Payee
from guitai.clearing.rails import Rail
from guitai.database import Owner, Transaction
from guitai.kept import keep, recall
from guitai.language import Words
from guitai.ledger.chart import AccountKey
from guitai.money import Money
from guitai.shield import at_rest
from guitai.shield.risk import Payments
from guitai.shield.strength import Strength


@dataclass(frozen=True)
class Authority:
    """By what it was authorised: how strongly it was signed, on which device, and whether that was new."""

    strength: Strength
    device_id: UUID | None = None
    on_trial: bool = False


@dataclass(frozen=True)
class Transfer:
    """One transfer, and how it stands."""

    owner: Owner
    transfer_id: UUID
    instruction: Instruction
    fee: Money
    rail: Rail
    authority: Authority
    state: State
    placed_at: datetime
    due_at: datetime | None = None
    plan_id: UUID | None = None
    counted_on: date | None = None
    held: bool = False
    why: Words | None = None
    ended_at: datetime | None = None
    owed: bool = False  # what came back waits: the payer's account takes no credit

    @property
    def name(self) -> str:
        """Its entry's name, and its hold's."""
        return f"transfer {self.transfer_id}"

    @property
    def fee_name(self) -> str:
        """The same of its fee."""
        return f"fee {self.transfer_id}"


def put(db: Transaction, transfer: Transfer) -> None:
    """Accept it."""
    of = transfer.instruction
    db.execute(
        """
        INSERT INTO transfers.transfers
               (owner, transfer_id, turn_id, state, placed_at, due_at, amount_fen, fee_fen, account_id, payee_index,
                mine, rail, strength, device_id, on_trial, plan_id, counted_on, held, sealed, why, ended_at)
        VALUES (%(owner)s, %(id)s, %(turn)s, %(state)s, %(placed_at)s, %(due_at)s, %(fen)s, %(fee)s, %(account)s,
                %(index)s, %(mine)s, %(rail)s, %(strength)s, %(device)s, %(on_trial)s, %(plan)s, %(counted_on)s,
                %(held)s, %(sealed)s, NULL, %(ended_at)s)
        """,
        {
            "owner": transfer.owner,
            "id": transfer.transfer_id,
            "turn": db.turn_id,
            "state": transfer.state,
            "placed_at": transfer.placed_at,
            "due_at": transfer.due_at,
            "fen": of.amount.fen,
            "fee": transfer.fee.fen,
            "account": of.payer.key.account_id,
            "index": book.index(db, of.payee),
            "mine": of.payee.mine,
            "rail": transfer.rail,
            "strength": transfer.authority.strength,
            "device": transfer.authority.device_id,
            "on_trial": transfer.authority.on_trial,
            "plan": transfer.plan_id,
            "counted_on": transfer.counted_on,
            "held": transfer.held,
            "sealed": at_rest.sealed(db, TRANSFERS, transfer.owner, sealable(of), row=transfer.transfer_id),
            "ended_at": transfer.ended_at,
        },
    )
    _note(db, transfer)


def change(db: Transaction, transfer: Transfer) -> None:
    """It stands so now."""
    why = None if transfer.why is None else keep(transfer.why)
    db.execute(
        """
        UPDATE transfers.transfers
           SET state = %(state)s, due_at = %(due_at)s, rail = %(rail)s, counted_on = %(counted_on)s, held = %(held)s,
               why = %(why)s, ended_at = %(ended_at)s, owed = %(owed)s
         WHERE owner = %(owner)s AND transfer_id = %(id)s
        """,
        {
            "state": transfer.state,
            "due_at": transfer.due_at,
            "rail": transfer.rail,
            "counted_on": transfer.counted_on,
            "held": transfer.held,
            "why": at_rest.sealed(db, WHY, transfer.owner, why, row=transfer.transfer_id) if why else None,
            "ended_at": transfer.ended_at,
            "owed": transfer.owed,
            "owner": transfer.owner,
            "id": transfer.transfer_id,
        },
    )
    _note(db, transfer)


def transfer(db: Transaction, owner: Owner, transfer_id: UUID) -> Transfer | None:
    """This transfer of this owner's, locked."""
    db.execute(
        """
        SELECT
          FROM transfers.transfers
         WHERE owner = %(owner)s AND transfer_id = %(id)s
           FOR UPDATE
        """,
        {"owner": owner, "id": transfer_id},
    )
    return next(iter(_read(db, owner, [transfer_id])), None)


def since(
    db: Transaction, owner: Owner, moment: datetime, states: Sequence[State] = tuple(State)
) -> list[Transfer]:
    """The transfers that were accepted from that moment on, or still wait, in these states; the newest first."""
    rows = db.execute(
        """
        SELECT transfer_id
          FROM transfers.transfers
         WHERE owner = %(owner)s AND (placed_at >= %(moment)s OR due_at IS NOT NULL)
           AND state = ANY(%(states)s)
         ORDER BY placed_at DESC, transfer_id
         LIMIT 200
        """,
        {"owner": owner, "moment": moment, "states": list(states)},
    )
    return _read(db, owner, [transfer_id for (transfer_id,) in rows])


def next_due(db: Transaction, besides: Sequence[str] = ()) -> tuple[Owner, UUID, datetime] | None:
    """The transfer that falls due first, whosever it is, and when; of all but these."""
    row = db.execute(
        """
        SELECT owner, transfer_id, due_at
          FROM transfers.transfers
         WHERE due_at IS NOT NULL AND transfer_id <> ALL(%(besides)s::uuid[])
         ORDER BY due_at, placed_at, owner, transfer_id
         LIMIT 1
        """,
        {"besides": list(besides)},
    ).fetchone()
    return (Owner(row[0]), row[1], row[2]) if row else None


def paid_since(db: Transaction, owner: Owner, moment: datetime) -> Payments:
    """How much the customer has had paid to others from that moment on."""
    row = db.execute(
        """
        SELECT count(*), coalesce(sum(amount_fen), 0)::bigint
          FROM transfers.transfers
         WHERE owner = %(owner)s AND placed_at >= %(moment)s AND NOT mine AND state <> ALL(%(undone)s)
        """,
        {"owner": owner, "moment": moment, "undone": list(UNDONE)},
    ).fetchone()
    count, fen = row or (0, 0)
    return Payments(count, Money(fen))


def largest_since(db: Transaction, owner: Owner, moment: datetime) -> Money | None:
    """The largest payment to somebody else that arrived from that moment on; None where none did."""
    row = db.execute(
        """
        SELECT max(amount_fen)
          FROM transfers.transfers
         WHERE owner = %(owner)s AND placed_at >= %(moment)s AND NOT mine AND state = 'success'
        """,
        {"owner": owner, "moment": moment},
    ).fetchone()
    return Money(row[0]) if row and row[0] is not None else None


def has_arrived(db: Transaction, owner: Owner, payee: Payee) -> bool:
    """Whether a payment to this account has arrived, and stayed there."""
    row = db.execute(
        """
        SELECT EXISTS (
            SELECT 1
              FROM transfers.transfers
             WHERE owner = %(owner)s AND payee_index = ANY(%(indexes)s) AND state = 'success')
        """,
        {"owner": owner, "indexes": book.indexes(db, payee)},
    ).fetchone()
    return bool(row and row[0])


def paid_from(db: Transaction, owner: Owner, payee: Payee) -> AccountKey | None:
    """The account from which this one was paid last; None where they never were."""
    row = db.execute(
        """
        SELECT account_id
          FROM transfers.transfers
         WHERE owner = %(owner)s AND payee_index = ANY(%(indexes)s)
         ORDER BY placed_at DESC
         LIMIT 1
        """,
        {"owner": owner, "indexes": book.indexes(db, payee)},
    ).fetchone()
    return AccountKey(owner, row[0]) if row else None


def same_since(db: Transaction, owner: Owner, payee: Payee, amount: Money, moment: datetime) -> bool:
    """Whether the same amount was to be paid to the same account from that moment on."""
    row = db.execute(
        """
        SELECT EXISTS (
            SELECT 1
              FROM transfers.transfers
             WHERE owner = %(owner)s AND placed_at >= %(moment)s AND payee_index = ANY(%(indexes)s)
               AND amount_fen = %(fen)s AND state <> ALL(%(undone)s))
        """,
        {
            "owner": owner,
            "moment": moment,
            "indexes": book.indexes(db, payee),
            "fen": amount.fen,
            "undone": list(UNDONE),
        },
    ).fetchone()
    return bool(row and row[0])


def sealable(of: Instruction) -> dict[str, object]:
    """What nobody may read in the database: who pays, who is paid, with which words."""
    payee = of.payee
    return {
        "payer": [of.payer.kind, of.payer.number],
        "payee": {
            "name": payee.name,
            "number": payee.number,
            "bank": payee.bank,
            "called": payee.called,
            "name_given": payee.name_given,
            "number_given": payee.number_given,
        },
        "memo": of.memo,
    }


def unsealed(kept: dict[str, Any], key: AccountKey, amount: Money, *, mine: bool) -> Instruction:
    """The instruction of which this was kept."""
    kind, number = kept["payer"]
    return Instruction(Payer(key, kind, number), Payee(**kept["payee"], mine=mine), amount, kept["memo"])


def _note(db: Transaction, transfer: Transfer) -> None:
    db.execute(
        """
        INSERT INTO transfers.events (owner, transfer_id, seq, turn_id, at, state)
        SELECT %(owner)s, %(id)s, count(*) + 1, %(turn)s, %(now)s, %(state)s
          FROM transfers.events
         WHERE owner = %(owner)s AND transfer_id = %(id)s
        """,
        {
            "owner": transfer.owner,
            "id": transfer.transfer_id,
            "turn": db.turn_id,
            "now": db.now,
            "state": transfer.state,
        },
    )


def _read(db: Transaction, owner: Owner, transfer_ids: Sequence[UUID]) -> list[Transfer]:
    """These of this owner's, in this order."""
    rows = db.cursor(row_factory=dict_row).execute(
        """
        SELECT t.transfer_id, t.state, t.placed_at, t.due_at, t.amount_fen, t.fee_fen, t.account_id, t.mine, t.rail,
               t.strength, t.device_id, t.on_trial, t.plan_id, t.counted_on, t.held, t.sealed, t.why, t.ended_at, t.owed
          FROM unnest(%(ids)s::uuid[]) WITH ORDINALITY AS k (transfer_id, place)
          JOIN transfers.transfers AS t USING (transfer_id)
         WHERE t.owner = %(owner)s
         ORDER BY k.place
        """,
        {"owner": owner, "ids": list(transfer_ids)},
    )
    return [_transfer(db, owner, row) for row in rows]


def _transfer(db: Transaction, owner: Owner, row: DictRow) -> Transfer:
    transfer_id, key = row["transfer_id"], AccountKey(owner, row["account_id"])
    kept = at_rest.opened(db, TRANSFERS, owner, row["sealed"], row=transfer_id)
    why = at_rest.opened(db, WHY, owner, row["why"], row=transfer_id)
    return Transfer(
        owner=owner,
        transfer_id=transfer_id,
        instruction=unsealed(kept, key, Money(row["amount_fen"]), mine=row["mine"]),
        fee=Money(row["fee_fen"]),
        rail=Rail(row["rail"]),
        authority=Authority(Strength(row["strength"]), row["device_id"], row["on_trial"]),
        state=State(row["state"]),
        placed_at=row["placed_at"],
        due_at=row["due_at"],
        plan_id=row["plan_id"],
        counted_on=row["counted_on"],
        held=row["held"],
        why=recall(why) if why else None,
        ended_at=row["ended_at"],
        owed=row["owed"],
    )
