"""Compares the look-up table of numbers with the accounts, and the bank's own accounts with the chart."""

from collections.abc import Iterator

from guitai.database import Transaction
from guitai.ledger.chart import STRIPES, AccountKey, Internal
from guitai.ledger.report import Problem


def wrong_numbers(db: Transaction) -> Iterator[Problem]:
    """The look-up table says of every number what its account says."""
    rows = db.execute(
        """
        SELECT coalesce(a.owner, n.owner), coalesce(a.account_id, n.account_id)
          FROM (SELECT number, owner, account_id FROM ledger.accounts WHERE number IS NOT NULL) AS a
          FULL JOIN ledger.numbers AS n
                 ON (n.number, n.owner, n.account_id) = (a.number, a.owner, a.account_id)
         WHERE a.number IS NULL OR n.number IS NULL
         ORDER BY 1, 2
        """
    )
    for owner, account_id in rows:
        yield Problem("its number leads elsewhere", None, AccountKey(owner, account_id))


def wrong_chart(db: Transaction) -> Iterator[Problem]:
    """The bank's own accounts are those of the chart, in every stripe."""
    rows = db.execute(
        """
        SELECT owner, account_id, kind, side::text, currency, number, least_fen, most_fen
          FROM ledger.accounts
         WHERE owner <= %(stripes)s
        """,
        {"stripes": STRIPES},
    ).fetchall()
    wanted = {
        (stripe, one.account_id, one.kind, str(one.side), "CNY", None, None, None)
        for stripe in range(1, STRIPES + 1)
        for one in Internal
    }
    for owner, account_id in sorted({(owner, account_id) for owner, account_id, *_ in wanted ^ set(rows)}):
        yield Problem("it is not as the bank's chart has it", None, AccountKey(owner, account_id))
