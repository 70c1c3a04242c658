"""The replay on rows alone: here the links are right, so that each of the other proofs stands by itself."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from guitai.ledger.replay import AccountRow, PostingRow, Replay, link, opening

AN_ID = UUID(int=1)
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
OPENED = date(2025, 3, 1)
ACCOUNT = AccountRow(1001, 7, AN_ID, "current", "6214", "CNY", "C", 0, OPENED, 0, 0, 0, 0, 0, b"", None)
CREDIT = PostingRow(
    1, 1001, AN_ID, AN_ID, "C", 50, 50, NOON, date(2026, 11, 23), None, b"", NOON, b"digest", "CNY"
)
DEBIT = CREDIT._replace(seq=2, side="D", amount_fen=20, balance_after_fen=30)


def played(*rows, account=ACCOUNT):
    """What the replay says of each row, and what the account should have said at the end."""
    replay = Replay(account)
    said = []
    for row in rows:
        said.append(replay.add(row._replace(link=link(replay.head, account, row))))
    return said, replay


def test_an_account_that_says_what_its_postings_say_is_right():
    said, replay = played(CREDIT, DEBIT)
    account = ACCOUNT._replace(
        debits_posted_fen=20, credits_posted_fen=50, seq=2, head=replay.head, booked_at=NOON
    )

    assert said == ["", ""]
    assert played(CREDIT, DEBIT, account=account)[1].disagreement() == ""


@pytest.mark.parametrize(
    "change, what",
    [
        ({"seq": 3}, "posting 2 is missing"),
        ({"currency": "USD"}, "it is in another currency than the account"),
        ({"balance_after_fen": 31}, "its balance after is wrong"),
        ({"amount_fen": 51, "balance_after_fen": -1}, "it takes the account below its bound"),
        ({"booked_at": NOON - timedelta(seconds=1)}, "it is booked at another moment"),
        ({"booked_at": NOON + timedelta(seconds=1)}, "it is booked at another moment"),
        ({"entry_booked_at": NOON + timedelta(seconds=1)}, "it is booked at another moment"),
        ({"entry_booked_at": NOON - timedelta(seconds=1)}, ""),
    ],
)
def test_a_posting_that_the_function_would_not_have_written_is_found(change, what):
    assert played(CREDIT, DEBIT._replace(**change))[0] == ["", what]


@pytest.mark.parametrize(
    "field",
    [
        "seq",
        "entry_owner",
        "entry_id",
        "turn_id",
        "side",
        "amount_fen",
        "effective_on",
        "digest",
        "details_digest",
    ],
)
def test_a_link_is_over_all_that_was_posted(field):
    other = {
        "details_digest": b"details",
        "entry_id": UUID(int=2),
        "turn_id": UUID(int=2),
        "side": "D",
        "effective_on": date(2026, 11, 24),
        "digest": b"other",
    }
    changed = CREDIT._replace(**{field: other.get(field, 99)})

    assert link(b"", ACCOUNT, changed) != link(b"", ACCOUNT, CREDIT) != link(b"x", ACCOUNT, CREDIT)


@pytest.mark.parametrize(
    "change",
    [
        {"owner": 1002},
        {"account_id": 8},
        {"turn_id": UUID(int=2)},
        {"kind": "fixed"},
        {"number": None},
        {"currency": "USD"},
        {"side": "D"},
        {"least_fen": None},
        {"opened_on": date(2025, 3, 2)},
    ],
)
def test_a_chain_begins_with_what_the_account_is(change):
    assert opening(ACCOUNT._replace(**change)) != opening(ACCOUNT) == Replay(ACCOUNT).head
