"""Proof: interest is, to the fen, what exact fractions give."""

from datetime import date

import pytest
from tests.reporting import report
from tests.saving_year import Year

from guitai.ledger.check import check

pytestmark = pytest.mark.proof


SPRING = (date(2025, 3, 10), 110, 60)  # with a change of rates, and a settlement
YEAR = (date(2024, 6, 21), 366, 1000)  # with three changes, and four settlements


def test_interest_is_what_exact_fractions_give(database, full_size):
    since, days, accounts = YEAR if full_size else SPRING
    year = Year(database, since=since, days=days, accounts=accounts)

    year.passes()

    counted = year.counted
    assert min(vars(counted).values()) > 0
    with database.transaction() as db:
        assert check(db).sound
    if full_size:
        report(
            "Interest",
            "Accounts and deposits are opened, used, broken, renewed and closed by the product's own steps and doors, "
            "while rates change. At the end of every day each account holds, to the fen, what an oracle of exact "
            "fractions has, and on every fifth the books hold the interest that has accrued.",
            {
                "days": days,
                "accounts": len(year.oracle.balances),
                "current accounts closed": counted.closed,
                "deposits": counted.deposits,
                "withdrawals from deposits": counted.withdrawals,
                "notices of withdrawal": counted.notices,
                "movements": counted.movements,
                "booked for an earlier day": counted.late,
                "interest paid, times": year.oracle.payments,
                "balances compared": counted.comparisons,
            },
        )
