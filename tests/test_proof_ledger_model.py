"""Proof: whatever happens to the books, they are those of an oracle in plain Python, and can be proved."""

import pytest
from tests.ledger_histories import History
from tests.reporting import report

from guitai.ledger.check import check

pytestmark = pytest.mark.proof

STEPS = 30


def test_random_histories_end_as_the_oracle_says(db, full_size):
    acts: dict[str, int] = {}
    number = 10_000 if full_size else 60
    for seed in range(number):
        with db.connection.transaction(force_rollback=True):
            history = History(db, seed, acts)
            history.run(STEPS)
            history.compare_the_past()
            books = check(db)
            assert books.problem is None, f"seed {seed}: {books}"

    kinds = {act.partition(":")[0] for act in acts}
    assert {
        "post",
        "post_all",
        "post_together",
        "hold",
        "post_held",
        "release",
        "expire",
        "reversal",
    } <= kinds
    if full_size:
        report(
            "The ledger against an oracle",
            "Random histories of accounts opened, stopped and closed, entries one by one, in batches and linked, "
            "holds posted whole and in part, voided and expired, reversals, repeats with the same and with another "
            "body, while time goes on: each act ends as in books kept in plain Python that share no code with the "
            "ledger, every sum and direction is the same after each, and so are past balances; then the books are "
            "proved.",
            {"histories": number, "acts": sum(acts.values())} | dict(sorted(acts.items())),
        )
