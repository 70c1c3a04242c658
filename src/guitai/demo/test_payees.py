from datetime import date

import pytest

from guitai.capabilities.transfers import book
from guitai.customers import customers
from guitai.demo.begun import Begun
from guitai.demo.payees import keep_payees
from guitai.demo.players import CHEN, LIN, ZHOU


@pytest.fixture
def kept(database):
    """The book of each of the three, by name, once the demo has filled them."""
    with database.transaction() as db:
        owners = {
            one.name: customers.open_customer(
                db,
                name=one.name,
                id_number=one.id_number,
                mobile=one.mobile,
                opened_on=date(2025, 3, 1),
            )
            for one in (LIN, CHEN, ZHOU)
        }

    def books():
        keep_payees(database, Begun(1, date(2026, 11, 23)))
        with database.transaction() as db:
            return {
                name: {entry.payee.name: entry.payee for entry in book.entries(db, owner)}
                for name, owner in owners.items()
            }

    return books


def test_whom_they_have_paid_is_known_under_the_name_they_use(kept):
    books = kept()

    assert {"张三", "李四", ZHOU.name} <= books[LIN.name].keys()
    assert books[LIN.name][ZHOU.name].called == "房东"
    assert books[LIN.name][ZHOU.name].number == ZHOU.card_number
    assert books[ZHOU.name]["孙丽娟"].called == "女儿"


def test_nobody_is_in_a_book_who_can_not_be_paid_or_is_oneself(kept):
    for name, entries in kept().items():
        assert name not in entries
        assert all(payee.number.isdigit() and payee.here for payee in entries.values())


def test_a_book_that_is_filled_is_left_as_it_is(kept):
    assert kept() == kept()
