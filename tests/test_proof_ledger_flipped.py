"""Proof: a byte that is flipped anywhere in the books is found, and the entry, hold or account it is in is named."""

from collections import Counter
from random import Random

import pytest
from tests.flipping import Flipper
from tests.reporting import report

from guitai.database import Owner
from guitai.ledger.accounts import open_account
from guitai.ledger.chart import Internal
from guitai.ledger.check import check, problems
from guitai.ledger.entry import Details, transfer
from guitai.ledger.holds import hold, post_held, release
from guitai.ledger.posting import post_all
from guitai.ledger.report import Report
from guitai.ledger.reversal import reversal
from guitai.ledger.stops import lift, stop
from guitai.money import Money

pytestmark = pytest.mark.proof

SEED = 2026
RICH = Money(fen=10**9)
LUNCH = Details("转账", "王小芳", "餐饮", "微信银行", "午饭，谢谢")
LINKS = """
SELECT (SELECT count(*) FROM ledger.postings), (SELECT count(*) FROM ledger.marks())
"""


@pytest.fixture
def links(database, full_size):
    """Books of so many links: customers who pay each other, with holds, stops and reversals among it."""
    customers, entries = (1_000, 48_000) if full_size else (60, 600)
    chance = Random(SEED)
    with database.transaction() as db:
        keys = [
            open_account(db, Owner(1000 + n), "current", f"6214{n:06}").key for n in range(1, customers + 1)
        ]
        post_all(
            db,
            [
                transfer(RICH, owner=key.owner, name="opening", source=Internal.CASH, target=key)
                for key in keys
            ],
        )
        for first in range(0, entries, 1_000):
            batch = [
                transfer(
                    Money(chance.randint(1, 10_000)),
                    owner=source.owner,
                    name=f"pay {n}",
                    source=source,
                    target=target,
                    details=LUNCH if n % 2 else None,
                )
                for n in range(first, min(first + 1_000, entries))
                for source, target in [chance.sample(keys, 2)]
            ]
            post_all(db, batch)
        for key in keys[: customers // 2]:
            for name in ("posted", "voided", "pending"):
                other = chance.choice(keys[customers // 2 :])
                hold(
                    db,
                    transfer(Money(5), owner=key.owner, name=name, source=key, target=other, details=LUNCH),
                )
            post_held(db, Owner(key.owner), "posted")
            release(db, Owner(key.owner), "voided")
            post_all(db, [reversal(db, Owner(key.owner), "posted", name="back")])
            stop(db, key, debits=True, credits=False, reason="lost")
            stop(db, key, debits=True, credits=True, reason="judicial")
            lift(db, key, reason="lost")
        assert check(db).problem is None
        return db.execute(LINKS).fetchone()


def test_a_flipped_byte_is_found_and_named(database, owner_database, links, full_size):
    rounds, at_once = (20, 50) if full_size else (3, 10)  # in rows that have nothing to do with each other
    chance = Random(SEED)
    flipped: Counter[str] = Counter()
    for _ in range(rounds):
        with owner_database.transaction() as db, db.connection.transaction(force_rollback=True):
            flipper, apart = Flipper(db, chance), set()
            flips = [flipper.flip(apart) for _ in range(at_once)]
            found = list(problems(db, Report()))

            assert [flip.what for flip in flips if not any(map(flip.named_by, found))] == []
            assert any(flip.named_by(found[0]) for flip in flips)
            flipped.update(flip.what.partition(".")[0] for flip in flips)

    if full_size:
        postings, marks = links
        report(
            "A flipped byte in the books",
            "A byte of a stored value is another, in any column of any table of the books, fifty at a time in rows "
            "that have nothing to do with each other: each is found, and the entry, the hold or the account that it "
            "is in is named.",
            {"links": postings + marks, "bytes flipped, found and named": flipped.total()}
            | {f"in {table}": count for table, count in sorted(flipped.items())},
        )
