"""Taking an entry back: the entry that undoes it, line by line."""

from uuid import UUID

from guitai.database import Owner, Transaction
from guitai.ledger.entry import CREDIT, DEBIT, AccountKey, Details, Entry, Posting, Side
from guitai.ledger.refusals import NoSuchEntry
from guitai.ledger.statement import entry_named
from guitai.money import Currency, Money


def reversal(
    db: Transaction, owner: Owner, of: UUID | str, *, name: str, details: Details | None = None
) -> Entry:
    """The entry that takes back the one with this id, or this name of the owner's: the same lines on the other side.

    Post it as any other: a second reversal of the same entry is refused, under whatever name. `details` are what a
    customer's statement says of each line (冲正, 退回); those of the original, if none are given.
    """
    entry_id = of if isinstance(of, UUID) else entry_named(db, owner, of)
    rows = db.execute(
        """
        SELECT e.currency, p.owner, p.account_id, p.side, p.amount_fen,
               p.details_digest IS NOT NULL, p.summary, p.counterparty, p.category, p.channel, p.memo
          FROM ledger.entries AS e
          JOIN ledger.postings AS p ON (p.entry_owner, p.entry_id) = (e.owner, e.entry_id)
         WHERE e.owner = %(owner)s AND e.entry_id = %(entry)s
         ORDER BY p.owner, p.account_id, p.seq
        """,
        {"owner": owner, "entry": entry_id},
    ).fetchall()
    if not rows:
        raise NoSuchEntry(detail=f"entry {of} of owner {owner}")
    postings = tuple(
        Posting(
            AccountKey(account_owner, account_id),
            DEBIT if side == Side.CREDIT else CREDIT,
            Money(fen),
            (details or Details(*texts)) if detailed else None,
        )
        for _, account_owner, account_id, side, fen, detailed, *texts in rows
    )
    return Entry(owner, name, Currency(rows[0][0]), postings, reverses=entry_id)
