"""What there is to tell of payments to other banks and from them, until somebody has told it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from guitai.clearing.messages import Party
from guitai.clearing.owed import owed
from guitai.clearing.payments import State, payment
from guitai.clearing.received import received
from guitai.database import Owner, Transaction
from guitai.ledger.chart import AccountKey
from guitai.money import Money


@dataclass(frozen=True)
class News:
    """A payment of this owner's that stands otherwise than was told; `received`: one that came for them.

    `payment_id` is the payment's, or what came's own id. `other` is the payee, or who paid. `reason` is a code:
    reasons.because puts it into words. `at` is since when it stands so. `owed`: what came back waits until the payer's
    account takes it.
    """

    owner: Owner
    payment_id: UUID
    state: State
    reason: str
    amount: Money
    account: AccountKey
    other: Party
    memo: str
    at: datetime
    owed: bool = False


def news(db: Transaction, owner: Owner, some_id: UUID) -> News | None:
    """What is to be told of this payment, as it stands now; None where somebody has told it meanwhile.

    Whoever asks holds its customer's lock: that comes before their rows here as everywhere.
    """
    row = db.execute(
        """
        SELECT 'sent', news_at
          FROM clearing.payments
         WHERE owner = %(owner)s AND payment_id = %(id)s AND news_at IS NOT NULL
         UNION ALL
        SELECT 'received', news_at
          FROM clearing.received
         WHERE owner = %(owner)s AND received_id = %(id)s AND news_at IS NOT NULL
        """,
        {"owner": owner, "id": some_id},
    ).fetchone()
    if row is None:
        return None
    kind, at = row
    return _of_sent(db, owner, some_id, at) if kind == "sent" else _of_received(db, owner, some_id, at)


def told(db: Transaction, owner: Owner, payment_id: UUID) -> None:
    """There is nothing more to tell of it, as it stands."""
    key = {"owner": owner, "id": payment_id}
    db.execute(
        "UPDATE clearing.payments SET news_at = NULL WHERE owner = %(owner)s AND payment_id = %(id)s", key
    )
    db.execute(
        "UPDATE clearing.received SET news_at = NULL WHERE owner = %(owner)s AND received_id = %(id)s", key
    )


def next_news(db: Transaction, besides: Sequence[str] = ()) -> tuple[Owner, UUID, datetime] | None:
    """What has waited longest to be told, of all but these: whose it is, its id, and since when."""
    row = db.execute(
        """
        SELECT owner, id, news_at
          FROM ((SELECT owner, payment_id AS id, news_at, sent_at AS since
                   FROM clearing.payments
                  WHERE news_at IS NOT NULL AND payment_id <> ALL(%(besides)s::uuid[])
                  ORDER BY news_at, owner, since
                  LIMIT 1)
                 UNION ALL
                (SELECT owner, received_id, news_at, received_at AS since
                   FROM clearing.received
                  WHERE news_at IS NOT NULL AND received_id <> ALL(%(besides)s::uuid[])
                  ORDER BY news_at, owner, since
                  LIMIT 1)) AS untold
         ORDER BY news_at, owner, since
         LIMIT 1
        """,
        {"besides": list(besides)},
    ).fetchone()
    return (Owner(row[0]), row[1], row[2]) if row else None


def _of_sent(db: Transaction, owner: Owner, payment_id: UUID, at: datetime) -> News:
    stored = payment(db, owner, payment_id)
    assert stored is not None, "it was just found"
    sent = stored.payment
    return News(
        sent.owner,
        payment_id,
        stored.state,
        stored.reason,
        sent.amount,
        sent.payer,
        Party(sent.payee_name, sent.payee_account, sent.payee_bank),
        sent.memo,
        at,
        owed=owed(db, owner, payment_id) is not None,
    )


def _of_received(db: Transaction, owner: Owner, received_id: UUID, at: datetime) -> News:
    came = received(db, owner, received_id)
    assert came is not None, "it was just found"
    assert came.account is not None, "only what was credited is news"
    return News(
        came.owner,
        received_id,
        State.RECEIVED,
        "",
        came.amount,
        came.account,
        came.other,
        came.memo,
        at,
    )
