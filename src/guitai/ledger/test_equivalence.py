"""A batch gives what its entries give one by one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guitai.errors import Refusal
from guitai.ledger.accounts import open_account
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.check import check
from guitai.ledger.entry import CREDIT, DEBIT, Details, Entry, Posting, transfer
from guitai.ledger.posting import post, post_all
from guitai.money import Currency, Money

NAMES = ["a", "b", "c", "d", "e", "f"]


@pytest.fixture
def accounts(db, as_owner):
    """Four of customers, of which one only pays in and one only out, one of nobody, one of the bank."""
    keys = [open_account(db, owner, "current", str(owner)).key for owner in (1001, 1002, 1003, 1004)]
    source = Internal.OPENING_BALANCES
    for key in keys:
        post(db, transfer(Money(fen=100), owner=key.owner, name="opening", source=source, target=key))
    as_owner("UPDATE ledger.accounts SET credits_open = false WHERE owner = 1003")
    as_owner("UPDATE ledger.accounts SET debits_open = false WHERE owner = 1004")
    return [*keys, *keys[:2], AccountKey(1001, 7), Internal.CASH.stripe(1001)]


@st.composite
def entries(draw, places):
    """Entries that often meet each other: few names, few accounts, amounts near what there is."""
    amounts = draw(st.lists(st.integers(1, 70), min_size=1, max_size=3))
    postings = [Posting(AccountKey(*draw(places)), CREDIT, Money(fen=fen), draw(DETAILS)) for fen in amounts]
    split = draw(st.integers(0, sum(amounts) - 1))
    for fen in (split, sum(amounts) - split):
        if fen:
            postings.append(Posting(AccountKey(*draw(places)), DEBIT, Money(fen=fen), draw(DETAILS)))
    return Entry(
        draw(st.sampled_from([1001, 1002])), draw(st.sampled_from(NAMES)), Currency.CNY, tuple(postings)
    )


DETAILS = st.one_of(st.none(), st.builds(Details, st.sampled_from(["转账", '{"a\\,}', ""])))


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
        SELECT owner, account_id, debits_posted_fen, credits_posted_fen, seq, booked_at
          FROM ledger.accounts
         ORDER BY owner, account_id
        """
    ).fetchall()
    postings = db.execute(
        """
        SELECT p.owner, p.account_id, p.seq, e.owner, e.name, e.digest, p.side, p.amount_fen,
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


def test_a_batch_posts_what_one_by_one_posts(db, accounts):
    places = st.sampled_from([(key.owner, key.account_id) for key in accounts])

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(entries(places), max_size=25))
    def equal(batch):
        assert undone(db, post_all, batch) == undone(db, one_by_one, batch)

    equal()
