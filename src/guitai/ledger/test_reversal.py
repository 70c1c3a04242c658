"""What is taken back, and once; entries that stand or fall together."""

from dataclasses import replace
from datetime import date

import pytest

from guitai.ledger.accounts import account, open_account
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import CREDIT, DEBIT, Details, Entry, Posting, canonical, transfer
from guitai.ledger.posting import post, post_all, post_together
from guitai.ledger.refusals import (
    AlreadyReversed,
    BalanceTooHigh,
    InsufficientFunds,
    NameReused,
    NoSuchAccount,
    NoSuchEntry,
)
from guitai.ledger.reversal import reversal
from guitai.money import Currency, Money


def pay(source, target, yuan, name="pay", **more):
    return transfer(Money(100 * yuan), owner=1001, name=name, source=source, target=target, **more)


def balances(db, *keys):
    return [account(db, key).balance.fen // 100 for key in keys]


@pytest.mark.parametrize("by_name", [True, False])
def test_a_reversal_gives_everything_back(db, lin, wang, by_name):
    posted = post(db, pay(lin, wang, 300, details=Details("转账", "王芳"), effective_on=date(2026, 1, 1)))
    of = "pay" if by_name else posted.entry_id

    entry = reversal(db, 1001, of, name="back", details=Details("冲正"))
    post(db, entry)

    mirror = replace(pay(wang, lin, 300, "back", details=Details("冲正")), reverses=posted.entry_id)
    assert canonical(entry) == canonical(mirror)
    assert balances(db, lin, wang) == [1_000, 0]


def test_it_says_what_the_original_said_unless_it_is_told_otherwise(db, lin):
    post(db, pay(Internal.CASH, lin, 1, details=Details("存款")))

    assert [line.details for line in reversal(db, 1001, "pay", name="back").postings] == [
        None,
        Details("存款"),
    ]


def test_an_entry_is_taken_back_once_under_whatever_name(db, lin, wang):
    post(db, pay(lin, wang, 300))
    back = reversal(db, 1001, "pay", name="back")
    first = post(db, back)

    assert post(db, back) == replace(first, repeated=True)
    with pytest.raises(AlreadyReversed):
        post(db, replace(back, name="again"))
    with pytest.raises(NameReused):
        post(db, replace(back, reverses=None))


def test_two_reversals_in_one_batch_are_as_one_after_the_other(db, lin, wang):
    post(db, pay(lin, wang, 300))
    back = reversal(db, 1001, "pay", name="back")
    results = post_all(db, [back, replace(back, name="again"), pay(lin, wang, 1, "other")])

    assert [getattr(result, "code", "") for result in results] == ["", "ledger.already_reversed", ""]


def test_a_reversal_is_reversed_in_its_turn(db, lin, wang):
    post(db, pay(lin, wang, 300))
    post(db, reversal(db, 1001, "pay", name="back"))
    post(db, reversal(db, 1001, "back", name="forth"))

    assert balances(db, lin, wang) == [700, 300]


def test_money_that_has_gone_on_is_not_taken_back(db, lin, wang):
    post(db, pay(lin, wang, 300))
    post(db, pay(wang, Internal.CASH, 1, "spent"))

    with pytest.raises(InsufficientFunds):
        post(db, reversal(db, 1001, "pay", name="back"))


@pytest.mark.parametrize("owner, of", [(1001, "nothing"), (1002, "pay")])
def test_only_an_entry_of_the_same_owner_is_taken_back(db, lin, wang, owner, of):
    posted = post(db, pay(lin, wang, 300))

    with pytest.raises(NoSuchEntry):
        reversal(db, owner, of, name="back")
    with pytest.raises(NoSuchEntry):
        post(db, replace(pay(wang, lin, 300, "back"), owner=1002, reverses=posted.entry_id))


def test_linked_entries_are_all_posted(db, lin, wang):
    results = post_together(db, [pay(lin, wang, 1_000, "there"), pay(wang, lin, 1_000, "back")])

    assert [result.repeated for result in results] == [False, False]
    assert balances(db, lin, wang) == [1_000, 0]
    assert [result.repeated for result in post_together(db, [pay(lin, wang, 1_000, "there")])] == [True]
    assert post_together(db, []) == []


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    "bad, refusal",
    [
        ((1_001, "much"), InsufficientFunds),
        ((2, "taken"), NameReused),
        ((None, "nobody"), NoSuchAccount),
        ((0, "gone"), NoSuchEntry),
    ],
)
def test_where_one_linked_entry_is_refused_nothing_of_any_is_posted(db, lin, wang, place, bad, refusal):
    post(db, pay(lin, wang, 1, "taken"))
    amount, name = bad
    entry = pay(lin, wang if amount is not None else AccountKey(1002, 7), amount or 1, name)
    entry = replace(entry, reverses=db.turn_id) if amount == 0 else entry
    entries = [pay(lin, wang, 10, "first"), pay(lin, wang, 20, "second")]

    with pytest.raises(refusal):
        post_together(db, [*entries[:place], entry, *entries[place:]])
    assert balances(db, lin, wang) == [999, 1]


def test_linked_entries_have_names_of_their_own(db, lin, wang):
    with pytest.raises(ValueError, match="names of their own"):
        post_together(db, [pay(lin, wang, 1), pay(lin, wang, 1)])


@pytest.mark.parametrize("several", [False, True])
def test_a_cap_holds_at_the_end_of_an_entry(db, lin, several):
    capped = open_account(db, 1002, "current_3", "6239", most=Money(200_000)).key
    through = Entry(
        1001,
        "through",
        Currency.CNY,
        (
            Posting(lin, DEBIT, Money(100_000)),
            Posting(capped, CREDIT, Money(250_000)),
            Posting(capped, DEBIT, Money(50_000)),
            Posting(Internal.CASH.stripe(1001), DEBIT, Money(100_000)),
        ),
    )
    post_all(db, [through, pay(lin, capped, 1, "nothing there")] if several else [through])

    assert balances(db, capped) == [2_000]
    with pytest.raises(BalanceTooHigh):
        post(db, pay(Internal.CASH, capped, 1, "more"))
