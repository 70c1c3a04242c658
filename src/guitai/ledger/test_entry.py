"""Entries as values: what can't be built, and when two are the same."""

from dataclasses import replace
from datetime import date

import pytest

from guitai.ledger.chart import STRIPES, AccountKey, Internal
from guitai.ledger.entry import CREDIT, DEBIT, MOST, Details, Entry, Posting, digest, lines, total, transfer
from guitai.money import Currency, Money

LIN, WANG = AccountKey(1001, 1), AccountKey(1002, 2)
TEN = Money.parse("10")
LUNCH = transfer(
    TEN,
    owner=1001,
    name="order-1",
    source=LIN,
    target=WANG,
    details=Details("转账", "王芳", "餐饮", "微信银行", "午饭"),
    target_details=Details("转账", "林小明"),
)


def postings(*amounts):
    return tuple(
        Posting(LIN if fen < 0 else WANG, DEBIT if fen < 0 else CREDIT, Money(fen=abs(fen)))
        for fen in amounts
    )


@pytest.mark.parametrize(
    "amounts, why",
    [
        ((), "two postings"),
        ((-5,), "two postings"),
        ((-5, 6), "out of balance"),
        ((-5, 3, 1), "out of balance"),
        ((-5, -5), "out of balance"),
    ],
)
def test_an_entry_that_is_out_of_balance_cannot_be_built(amounts, why):
    with pytest.raises(ValueError, match=why):
        Entry(1001, "x", Currency.CNY, postings(*amounts))


@pytest.mark.parametrize("fen", [0, -1, MOST.fen + 1])
def test_only_a_positive_amount_of_some_size_can_be_posted(fen):
    with pytest.raises(ValueError, match="no amount"):
        Posting(LIN, DEBIT, Money(fen=fen))


@pytest.mark.parametrize("name", ["", "a\nb", "a\x00", "\x1f"])
def test_a_name_is_one_line_and_not_empty(name):
    with pytest.raises(ValueError, match="no name"):
        Entry(1001, name, Currency.CNY, postings(-5, 5))


@pytest.mark.parametrize("field", ["summary", "counterparty", "category", "channel", "memo"])
def test_details_are_single_lines(field):
    with pytest.raises(ValueError, match="single lines"):
        Details(**{"summary": "转账", field: "一\n二"})


def test_a_transfer_debits_its_source_and_credits_its_target():
    assert total(LUNCH.postings, DEBIT) == total(LUNCH.postings, CREDIT) == TEN
    assert [(p.account, p.side) for p in lines(LUNCH)] == [(LIN, DEBIT), (WANG, CREDIT)]


def test_each_side_of_a_transfer_says_who_the_other_is():
    assert [p.details.counterparty for p in lines(LUNCH)] == ["王芳", "林小明"]


def test_an_internal_account_is_met_in_the_owners_stripe_and_keeps_no_personal_text():
    deposit = transfer(
        TEN, owner=1001, name="x", source=Internal.CASH, target=LIN, details=Details("存款", "林小明")
    )

    assert deposit.postings[0] == Posting(AccountKey(1001 % 64 + 1, Internal.CASH.account_id), DEBIT, TEN)


def test_every_owner_has_a_stripe_and_neighbours_have_different_ones():
    stripes = [Internal.CASH.stripe(owner).owner for owner in range(1001, 1001 + STRIPES)]

    assert sorted(stripes) == list(range(1, STRIPES + 1))
    assert all(Internal.CASH.stripe(house).owner == house for house in range(1, STRIPES + 1))


def test_a_body_is_the_same_in_whatever_order_its_postings_are_given():
    turned = replace(LUNCH, postings=LUNCH.postings[::-1])

    assert digest(turned) == digest(LUNCH)


@pytest.mark.parametrize(
    "change",
    [
        {"owner": 1002},
        {"name": "order-2"},
        {"effective_on": date(2026, 11, 24)},
        {"postings": postings(-1000, 1000)},
        {"postings": tuple(replace(p, amount=p.amount * 2) for p in LUNCH.postings)},
        {"postings": tuple(replace(p, side=CREDIT if p.side is DEBIT else DEBIT) for p in LUNCH.postings)},
        {"postings": tuple(replace(p, details=Details("转账")) for p in LUNCH.postings)},
    ],
)
def test_another_body_has_another_digest(change):
    assert digest(replace(LUNCH, **change)) != digest(LUNCH)


def test_details_that_only_look_alike_when_joined_differ():
    assert Details("转", "账").digest != Details("转账", "").digest


def test_the_digest_of_a_body_never_changes_from_release_to_release():
    assert digest(LUNCH).hex() == "397fce6390957551a661d3b93ce43e3fbf237ec9709abdc3d4475742947f07e2"
