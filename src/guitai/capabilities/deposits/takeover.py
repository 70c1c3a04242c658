"""Taking over what was in the ledger before the bank kept its interest: a demo's history, or a bank's older books.

Whoever hands it over knows up to which day the interest was paid.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from guitai.capabilities.deposits import demand, holdings
from guitai.capabilities.deposits.rules import Deposit
from guitai.database import Transaction
from guitai.ledger.chart import AccountKey


def take_over(db: Transaction, deposits: Sequence[Deposit], since: Mapping[AccountKey, date]) -> None:
    """Keep these deposits, and count interest on these current accounts `since` those days.

    What is kept already stays as it is, so that it is safe to do this twice. What has accrued until now is set aside
    when the next day is closed.
    """
    there = holdings.known(db, [deposit.key for deposit in deposits])
    for deposit in deposits:
        if deposit.key not in there:
            holdings.add(db, deposit)
    counted = demand.accruals(db, list(since))
    demand.save(db, [demand.begun(key, day) for key, day in since.items() if key not in counted])
