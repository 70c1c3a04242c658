"""Proof: a batch gives what its entries give one by one, whatever is held, stopped, capped or taken back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reporting import report

from guitai.errors import Refusal
from guitai.ledger.accounts import open_account
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.check import check
from guitai.ledger.entry import CREDIT, DEBIT, Details, Entry, Posting, transfer
from guitai.ledger.holds import hold
from guitai.ledger.posting import post, post_all
from guitai.ledger.stops import stop
from guitai.money import Currency, Money

pytestmark = pytest.mark.proof

NAMES = ["a", "b", "c", "d", "e", "f"]
DETAILS = st.one_of(st.none(), st.builds(Details, st.sampled_from(["转账", '{"a\\,}', ""])))


@pytest.fixture
def accounts(db):
    """Two that hold something, one that only pays out, one only in, one with a cap; nobody's, and the bank's."""
    keys = [open_account(db, owner, "current", str(owner)).key for owner in (1001, 1002, 1003, 1004)]
    keys.append(open_account(db, 1005, "current_3", "1005", most=Money(fen=150)).key)
    for key in keys:
        post(db, from_the_bank(key, 100, "opening"))
    hold(db, transfer(Money(fen=40), owner=1001, name="held", source=keys[0], target=keys[1]))
    hold(db, from_the_bank(keys[4], 20, "coming"))
    stop(db, keys[2], debits=False, credits=True, reason="judicial")
    stop(db, keys[3], debits=True, credits=False, reason="lost")
    return [*keys, *keys[:2], AccountKey(1001, 7), Internal.CASH.stripe(1001)]


@pytest.fixture
def posted(db, accounts):
    """What may be taken back: two entries, of which one was."""
    ids = [post(db, from_the_bank(accounts[0], 10, name)).entry_id for name in ("one", "two")]
    post(db, taking_back(ids[0], "back", accounts[0]))
    return ids


def from_the_bank(key, fen, name):
    return transfer(Money(fen=fen), owner=key.owner, name=name, source=Internal.OPENING_BALANCES, target=key)


def taking_back(entry_id, name, key):
    postings = (
        Posting(key, DEBIT, Money(10)),
        Posting(Internal.OPENING_BALANCES.stripe(key.owner), CREDIT, Money(10)),
    )
    return Entry(key.owner, name, Currency.CNY, postings, reverses=entry_id)


@st.composite
def entries(draw, places):
    """Entries that often meet each other: few names, few accounts, amounts near what there is."""
    amounts = draw(st.lists(st.integers(1, 70), min_size=1, max_size=3))
    postings = [Posting(draw(places), CREDIT, Money(fen=fen), draw(DETAILS)) for fen in amounts]
    split = draw(st.integers(0, sum(amounts) - 1))
    for fen in (split, sum(amounts) - split):
        if fen:
            postings.append(Posting(draw(places), DEBIT, Money(fen=fen), draw(DETAILS)))
    owner, name = draw(st.sampled_from([1001, 1002])), draw(st.sampled_from(NAMES))
    return Entry(owner, name, Currency.CNY, tuple(postings))


def one_by_one(db, batch):
    results = []
    for entry in batch:
        try:
            results.append(post(db, entry))
        except Refusal as refusal:
            results.append(refusal)
    return results


def told(results):
    """What the results say, with ids told apart by where they came first."""
    first = {}
    for place, result in enumerate(results):
        if not isinstance(result, Refusal):
            first.setdefault(result.entry_id, place)
    return [
        (result.code, result.detail.split()[0])
        if isinstance(result, Refusal)
        else (result.repeated, first[result.entry_id], result.booked_at)
        for result in results
    ]


def books(db):
    """Everything that is stored, but for ids and what is made of them."""
    accounts = db.execute(
        """
        SELECT owner, account_id, debits_pending_fen, debits_posted_fen, credits_pending_fen, credits_posted_fen,
               seq, booked_at
          FROM ledger.accounts
         ORDER BY owner, account_id
        """
    ).fetchall()
    postings = db.execute(
        """
        SELECT p.owner, p.account_id, p.seq, e.owner, e.name, e.digest, e.reverses, p.side, p.amount_fen,
               p.balance_after_fen, p.booked_at, p.effective_on, p.summary, p.details_digest
          FROM ledger.postings AS p
          JOIN ledger.entries AS e ON (e.owner, e.entry_id) = (p.entry_owner, p.entry_id)
         ORDER BY p.owner, p.account_id, p.seq
        """
    ).fetchall()
    return accounts, postings


def undone(db, work, batch):
    """What this way of posting gives, and the books after it; then as if it had not been."""
    with db.connection.transaction(force_rollback=True):
        results = told(work(db, batch))
        assert check(db).sound
        return results, books(db)


def test_a_batch_posts_what_one_by_one_posts(db, accounts, posted, full_size):
    places = st.sampled_from(accounts)
    backs = st.builds(
        taking_back,
        st.sampled_from([*posted, db.turn_id]),
        st.sampled_from(NAMES),
        st.just(accounts[0]),
    )
    counted = {"batches": 0, "entries": 0, "posted": 0, "repeated": 0, "refused": 0}

    @settings(
        max_examples=2_000 if full_size else 60,
        derandomize=not full_size,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.lists(st.one_of(entries(places), entries(places), entries(places), backs), max_size=25))
    def equal(batch):
        one, other = undone(db, post_all, batch), undone(db, one_by_one, batch)
        assert one == other
        counted["batches"] += 1
        counted["entries"] += len(batch)
        for result in one[0]:
            counted[{True: "repeated", False: "posted"}.get(result[0], "refused")] += 1

    equal()
    if full_size:
        report(
            "Batches of entries",
            "Random batches, with accounts that are stopped, capped or hold something, and entries that repeat each "
            "other or take others back: `post_all` gives the results and the books that the same entries give when "
            "they are posted one by one.",
            counted,
        )
