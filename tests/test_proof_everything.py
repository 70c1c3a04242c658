"""Proof: whatever happens at the bank over days, its accounts, lines, transfers and payments are an oracle's."""

from collections import Counter
from contextlib import closing

import psycopg
import pytest
from tests.everything_history import History
from tests.reporting import report

from guitai.ledger.check import check

pytestmark = pytest.mark.proof

WHEN = ("at once", "2h", "next", "dated", "monthly")
STEPS, SWEPT_AFTER, SHARES = 30, 50, 5
EVERYTHING = {
    *(f"transfers {when}, {to}" for when in WHEN for to in ("here", "elsewhere", "themselves")),
    *("cancelled", "returned", "silent, then there", "tried again for want of money"),
    *("paid in", "paid in, in a wrong name", "card lost", "card found", "account stopped", "account freed"),
    *("deposits", "withdrawn, a part", "withdrawn, all", "notice given", "renewal chosen"),
    *("statements", "days"),
}


WAYS = Counter()  # what there was in all shares so far


@pytest.mark.parametrize("share", range(SHARES))
def test_whatever_happens_the_bank_has_what_the_oracle_has(database, owner_database, full_size, share):
    for seed in range(share, 10_000 if full_size else SHARES, SHARES):
        with database.transaction() as db, db.connection.transaction(force_rollback=True):
            history = History(db, seed, WAYS)
            history.run(STEPS)
            books = check(db)
            assert books.problem is None, f"seed {seed}: {books}"
        WAYS["histories"] += 1
        if WAYS["histories"] % SWEPT_AFTER == 0:
            with closing(psycopg.connect(owner_database.url, autocommit=True)) as connection:
                connection.execute("VACUUM")  # what was rolled back would slow down what comes

    if full_size:
        assert {way.partition(":")[0] for way in WAYS} >= EVERYTHING
        report(
            "Everything together",
            "Random histories of three customers over a week, through the product's steps, its doors for the clock and "
            "its clearing: transfers here, to other banks and between own accounts, at once, later, on a day and every "
            "month, cancelled, refused, returned, unanswered; payments from other banks; deposits opened, withdrawn in "
            "part, called, matured and renewed; cards lost and found, accounts stopped and freed; statements; nights. "
            "Books in plain Python that know nothing of the bank have after each act the same balances, what can "
            "leave, transfers and plans, after each night the interest that is set aside, and in the end the same "
            "lines of every account. Then bank and house agree, and the books are proved.",
            {"histories": WAYS["histories"]} | dict(sorted(WAYS.items())),
        )
