"""The other side of a customer's lines: in which turn each was posted, and which other account of the bank's it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from psycopg.rows import class_row

from guitai.database import Transaction
from guitai.ledger.chart import AccountKey


@dataclass(frozen=True)
class Opposite:
    """Of one entry. `number` is None where no customer's account is on its other side, or several are."""

    entry_id: UUID
    turn_id: UUID
    number: str | None


def opposite(db: Transaction, key: AccountKey, entry_ids: Sequence[UUID]) -> dict[UUID, Opposite]:
    """The other side of these entries, each of which moved that account."""
    rows = (
        db.cursor(row_factory=class_row(Opposite))
        .execute(
            """
            SELECT p.entry_id, p.turn_id, CASE WHEN count(a.number) = 1 THEN min(a.number) END AS number
              FROM ledger.postings AS p
              LEFT JOIN ledger.postings AS o
                ON (o.entry_id = p.entry_id AND o.side <> p.side AND o.balance_after_fen IS NOT NULL)
              LEFT JOIN ledger.accounts AS a ON (a.owner, a.account_id) = (o.owner, o.account_id)
             WHERE p.entry_id = ANY(%(entries)s) AND p.owner = %(owner)s AND p.account_id = %(account_id)s
             GROUP BY p.entry_id, p.turn_id
            """,
            {"entries": list(entry_ids), "owner": key.owner, "account_id": key.account_id},
        )
        .fetchall()
    )
    return {row.entry_id: row for row in rows}
