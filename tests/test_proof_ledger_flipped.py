"""Proof: a byte that is flipped anywhere in the books is found, and the entry, hold or account it is in is named."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from tests.flipping import BOOKS, DAYS, Flipper
from tests.reporting import report

from guitai import clock
from guitai.database import Owner
from guitai.ledger.accounts import open_account
from guitai.ledger.chart import Internal
from guitai.ledger.check import check, problems
from guitai.ledger.closings import close_day
from guitai.ledger.entry import Details, transfer
from guitai.ledger.heads import export, sign_heads
from guitai.ledger.holds import hold, post_held, release
from guitai.ledger.posting import post_all
from guitai.ledger.report import Report
from guitai.ledger.reversal import reversal
from guitai.ledger.stops import lift, stop
from guitai.money import Money

pytestmark = pytest.mark.proof

SEED = 2026
DAY = timedelta(days=1)
DAYS_CLOSED = 12
RICH = Money(fen=10**9)
LUNCH = Details("转账", "王小芳", "餐饮", "微信银行", "午饭，谢谢")
LINKS = """
SELECT (SELECT count(*) FROM ledger.postings), (SELECT count(*) FROM ledger.marks())
"""


@pytest.fixture(scope="module")
def flipped(full_size):
    """How many bytes in rows of which kind; reported when all are counted."""
    counted: Counter[str] = Counter()
    yield counted
    links = counted.pop("links", 0)
    if full_size:
        report(
            "A flipped byte in the books",
            "A byte of a stored value is another, in any column of any table of the books, up to fifty at a time in "
            "rows that have nothing to do with each other: each is found, and the entry, the hold, the account, or "
            "the day whose heads or closing it is in, is named. All but one are found from what is stored alone: the "
            "newest signature, which no other follows, is held against what was carried away.",
            {"links": links, "bytes flipped, found and named": counted.total()}
            | {f"in {kind}": count for kind, count in sorted(counted.items())},
        )


@pytest.fixture
def links(database, full_size, tmp_path):
    """Books of so many links, and files of signed heads: customers who pay each other, with holds, stops and reversals.

    Every day is closed, and its heads are signed.
    """
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
        for day, first in enumerate(range(0, entries, entries // DAYS_CLOSED)):
            today = at(db, db.now + day * DAY)
            batch = [
                transfer(
                    Money(chance.randint(1, 10_000)),
                    owner=source.owner,
                    name=f"pay {n}",
                    source=source,
                    target=target,
                    details=LUNCH if n % 2 else None,
                )
                for n in range(first, first + entries // DAYS_CLOSED)
                for source, target in [chance.sample(keys, 2)]
            ]
            post_all(today, batch)
            if day == DAYS_CLOSED - 1:
                holds_and_stops(today, chance, keys)
            close_day(at(today, today.now + DAY), today.now.date())
            sign_heads(at(today, today.now + DAY), today.now.date())
        assert check(db).problem is None
        return db.execute(LINKS).fetchone(), export(db, tmp_path)


def at(db, moment):
    """The same transaction in a turn of its own, at that moment."""
    return replace(db, now=moment, turn_id=clock.uuid7(moment))


def holds_and_stops(db, chance, keys):
    """Half of the customers have held something, for others and for what leaves the bank, and were stopped."""
    for key in keys[: len(keys) // 2]:
        other = chance.choice(keys[len(keys) // 2 :])
        for name in ("posted", "voided", "pending", "out"):
            target = Internal.CLEARING_OUT if name == "out" else other
            entry = transfer(Money(5), owner=key.owner, name=name, source=key, target=target, details=LUNCH)
            hold(db, entry, until=db.now + 90 * DAY)
        post_held(db, Owner(key.owner), "posted")
        release(db, Owner(key.owner), "voided")
        post_all(db, [reversal(db, Owner(key.owner), "posted", name="back")])
        stop(db, key, debits=True, credits=False, reason="lost")
        stop(db, key, debits=True, credits=True, reason="judicial")
        lift(db, key, reason="lost")


@pytest.mark.parametrize("pools, share", [(BOOKS, 1), (DAYS, 5)], ids=["books", "days"])
def test_a_flipped_byte_is_found_and_named(database, owner_database, links, full_size, flipped, pools, share):
    rounds, at_once = (
        (20, 50 // share) if full_size else (3, 10 // share)
    )  # that have nothing to do with each other
    chance = Random(SEED)
    (postings, marks), files = links
    for _ in range(rounds):
        with owner_database.transaction() as db, db.connection.transaction(force_rollback=True):
            flipper, apart = Flipper(db, chance, pools), set()
            flips = [flipper.flip(apart) for _ in range(at_once)]
            found = list(problems(db, Report()))
            missed = {flip for flip in flips if not any(map(flip.named_by, found))}
            carried = list(problems(db, Report(), exports=files)) if missed else []

            # The newest signature is held against what was carried away; all the rest is found without.
            assert [flip.what for flip in missed if not last_signature(flip, files)] == []
            assert [flip.what for flip in missed if not any(map(flip.named_by, carried))] == []
            assert any(flip.named_by((found or carried)[0]) for flip in flips)
            flipped.update(flip.what.partition(".")[0].removeprefix("more ") for flip in flips)
    flipped["links"] = postings + marks


def last_signature(flip, files):
    return flip.column == "signings.signed" and f"of {files[-1].stem[6:]} is" in flip.names
