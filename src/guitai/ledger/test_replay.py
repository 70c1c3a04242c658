"""The replay on rows alone: here the links are right, so that each of the other proofs stands by itself."""

from uuid import UUID

import pytest

from guitai.ledger.links import AccountRow, MarkRow, PostingRow, link, mark_link, opening
from guitai.ledger.replay import Replay

AN_ID = UUID(int=1)
NOON = 848_635_200_000_000  # 23 November 2026, in microseconds since 2000
TODAY, OPENED = 9823, 9191
A_SECOND = 1_000_000
ACCOUNT = AccountRow(
    1001,
    7,
    AN_ID,
    "current",
    "6214",
    "CNY",
    "C",
    least_fen=0,
    most_fen=None,
    opened_on=OPENED,
    debits_open=True,
    credits_open=True,
    debits_pending_fen=0,
    debits_posted_fen=0,
    credits_pending_fen=0,
    credits_posted_fen=0,
    seq=0,
    head=b"",
    booked_at=None,
)
CREDIT = PostingRow(
    1, 1001, AN_ID, AN_ID, "C", 50, 50, NOON, TODAY, None, b"", NOON, b"digest", "CNY", last=True
)
DEBIT = CREDIT._replace(seq=2, entry_id=UUID(int=2), side="D", amount_fen=20, balance_after_fen=30)


def mark(seq, *facts):
    return MarkRow(seq, AN_ID, NOON, b"", list(facts))


def held(seq, side, fen):
    return mark(seq, "held", "1001", str(AN_ID), side, str(fen), "digest", "", "-")


def over(seq, became, side, fen):
    return mark(seq, became, "1001", str(AN_ID), side, str(fen))


def stopped(seq, reason, debits, credits):
    return mark(seq, "stopped", reason, str(debits), str(credits))


def played(*rows, account=ACCOUNT):
    """What the replay says of each row, and what the account should have said at the end."""
    replay = Replay(account)
    said = []
    for row in rows:
        if isinstance(row, MarkRow):
            said.append(replay.mark(row._replace(link=mark_link(replay.head, account, row))))
        else:
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
        ({"seq": 3}, "number 2 of its chain is missing"),
        ({"currency": "USD"}, "it is in another currency than the account"),
        ({"balance_after_fen": 31}, "its balance after is wrong"),
        ({"amount_fen": 51, "balance_after_fen": -1}, "it takes the account below its bound"),
        ({"booked_at": NOON - A_SECOND}, "it is booked at another moment"),
        ({"booked_at": NOON + A_SECOND}, "it is booked at another moment"),
        ({"entry_booked_at": NOON + A_SECOND}, "it is booked at another moment"),
        ({"entry_booked_at": NOON - A_SECOND}, ""),
        ({"amount_fen": 51, "balance_after_fen": -1, "last": False}, ""),
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
        "effective_on": TODAY + 1,
        "digest": b"other",
    }
    changed = CREDIT._replace(**{field: other.get(field, 99)})

    assert link(b"", ACCOUNT, changed) != link(b"", ACCOUNT, CREDIT) != link(b"x", ACCOUNT, CREDIT)


def test_an_account_without_a_cap_begins_as_it_did_before_there_were_caps():
    assert opening(ACCOUNT).hex() == "6a147bdf4747e6a1b13a4d337a491367b1ab3b30643dc98475e405e9ef786ff0"


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
        {"opened_on": OPENED + 1},
        {"most_fen": 200_000},
    ],
)
def test_a_chain_begins_with_what_the_account_is(change):
    assert opening(ACCOUNT._replace(**change)) != opening(ACCOUNT) == Replay(ACCOUNT).head


def test_what_is_held_stopped_and_let_go_adds_up():
    said, replay = played(
        CREDIT,
        held(2, "D", 50),
        stopped(3, "lost", 1, 0),
        stopped(4, "judicial", 1, 1),
        over(5, "voided", "D", 50),
        mark(6, "lifted", "lost"),
    )

    assert said == [""] * 6
    assert replay.pending == {"D": 0}
    assert replay.stops == {"judicial": "DC"}


@pytest.mark.parametrize(
    "rows, what",
    [
        ([held(2, "D", 51)], "it takes the account below its bound"),
        ([held(2, "D", 31), DEBIT._replace(seq=3)], "it takes the account below its bound"),
        ([held(2, "C", 51)], "it takes the account above its cap"),
        ([stopped(2, "lost", 1, 0), DEBIT._replace(seq=3)], "it was posted though the account was stopped"),
        ([stopped(2, "lost", 0, 1), held(3, "C", 1)], "it is held though the account was stopped"),
        ([stopped(2, "lost", 0, 1), stopped(3, "lost", 1, 1)], "it is stopped twice for one reason"),
        ([mark(2, "lifted", "lost")], "a stop is lifted that was not in force"),
        ([stopped(2, "closed", 1, 1)], "it was closed with something on it"),
        ([held(3, "D", 1)], "number 2 of its chain is missing"),
    ],
)
def test_a_mark_that_no_function_would_have_written_is_found(rows, what):
    assert played(CREDIT, *rows, account=ACCOUNT._replace(most_fen=100))[0][-1] == what


@pytest.mark.parametrize(
    "change, what",
    [
        ({"debits_pending_fen": 2}, "its pending sums are not those of its holds"),
        ({"credits_pending_fen": 1}, "its pending sums are not those of its holds"),
        ({"debits_open": True}, "it is open otherwise than its stops have it"),
        ({"credits_open": False}, "it is open otherwise than its stops have it"),
        ({"credits_posted_fen": 51}, "its sums are not those of its postings"),
        ({"head": b"x"}, "it is another account than was opened, or what happened last is missing"),
    ],
)
def test_an_account_says_what_its_holds_and_stops_say(change, what):
    rows = (CREDIT, held(2, "D", 1), stopped(3, "lost", 1, 0))
    right = ACCOUNT._replace(
        credits_posted_fen=50, debits_pending_fen=1, debits_open=False, seq=3, booked_at=NOON
    )
    right = right._replace(head=played(*rows)[1].head)

    assert played(*rows, account=right)[1].disagreement() == ""
    assert played(*rows, account=right._replace(**change))[1].disagreement() == what


def test_a_posting_without_an_entry_is_found():
    assert Replay(ACCOUNT).add(CREDIT._replace(entry_booked_at=None)) == "it has postings and no entry"


def test_what_follows_a_broken_place_is_right_or_wrong_by_itself():
    replay = Replay(ACCOUNT)
    first = CREDIT._replace(link=b"broken")
    second = DEBIT._replace(link=link(b"broken", ACCOUNT, DEBIT))

    assert replay.add(first) == "its chain is broken"
    assert replay.add(second) == ""


@pytest.mark.parametrize("place", range(5))
def test_a_mark_is_over_all_its_facts(place):
    row = held(2, "D", 1)
    facts = [*row.facts[:place], "other", *row.facts[place + 1 :]]

    assert mark_link(b"", ACCOUNT, row._replace(facts=facts)) != mark_link(b"", ACCOUNT, row)
