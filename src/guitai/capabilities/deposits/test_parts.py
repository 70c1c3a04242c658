"""What part of a deposit can be withdrawn, on values alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from guitai.capabilities.deposits.parts import check_part, unfit
from guitai.capabilities.deposits.refusals import Matured, OnceOnly, PartTooSmall, TooLittleLeft, TooMuch
from guitai.capabilities.deposits.rules import PRODUCTS, Deposit, Renewal
from guitai.ledger.chart import AccountKey
from guitai.money import Money

OPENED = date(2025, 6, 10)
LATER = OPENED + timedelta(days=30)


def deposit(code, yuan, **changed):
    product = PRODUCTS[code]
    plain = Deposit(
        AccountKey(1001, 2),
        "80210000000000011",
        product,
        Renewal.NONE,
        1,
        OPENED,
        OPENED,
        product.ends_on(OPENED),
        0,
        Money.parse(yuan),
        OPENED,
    )
    return replace(plain, **changed)


@pytest.mark.parametrize(
    "there, yuan, refusal",
    [
        (deposit("1Y", "1000"), "1000.01", TooMuch),
        (deposit("1Y", "1000"), "950.01", TooLittleLeft),
        (deposit("1Y", "1000", partly_on=OPENED), "1", OnceOnly),
        (deposit("1Y", "1000", matures_on=LATER), "1", Matured),
        (deposit("7D", "100000"), "49999.99", PartTooSmall),
        (deposit("7D", "100000"), "50000.01", TooLittleLeft),
    ],
)
def test_what_can_not_be_withdrawn_is_refused_and_said(there, yuan, refusal):
    with pytest.raises(refusal):
        check_part(there, Money.parse(yuan), LATER)
    assert unfit(there, Money.parse(yuan), LATER) is not None


@pytest.mark.parametrize(
    "there, yuan",
    [(deposit("1Y", "1000"), "950"), (deposit("7D", "100000"), "50000"), (deposit("7D", "60000"), "60000")],
)
def test_what_can_be_withdrawn_is_not(there, yuan):
    check_part(there, Money.parse(yuan), LATER)

    assert unfit(there, Money.parse(yuan), LATER) is None


@pytest.mark.parametrize(
    "there",
    [
        deposit("1Y", "50"),
        deposit("1Y", "50.01"),
        deposit("1Y", "100"),
        deposit("1Y", "100", partly_on=OPENED),
        deposit("1Y", "100", matures_on=LATER),
        deposit("7D", "99999.99"),
        deposit("7D", "100000"),
    ],
)
def test_a_smaller_or_a_larger_part_is_proposed_only_where_there_is_one(there):
    every = range(1, there.principal.fen)
    tried = every if there.principal.fen <= 10_000 else (49_999_99, 50_000_00, 50_000_01)
    possible = any(unfit(there, Money(fen), LATER) is None for fen in tried)
    no = unfit(there, there.principal + Money(1), LATER)

    assert (no.instead.text != "这笔存款只能全部支取，要取请说“全部”。") == possible
