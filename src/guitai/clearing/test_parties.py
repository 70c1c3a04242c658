"""Whose account at another bank an entry went to, or came from: by the entries of a customer's account."""

import pytest
from tests.clearing_desk import PAYEE

from guitai.clearing.parties import parties


@pytest.fixture
def found(desk):
    """The parties of all entries on the customer's account, in the order of the account."""

    def of():
        rows = desk.db.execute(
            """
            SELECT entry_id, turn_id
              FROM ledger.postings
             WHERE owner = %s AND account_id = %s
             ORDER BY seq
            """,
            (desk.account.owner, desk.account.account_id),
        ).fetchall()
        named = parties(desk.db, desk.owner, [turn for _, turn in rows])
        return [named.get(entry) for entry, _ in rows]

    return of


def test_what_is_sent_and_what_is_given_back_have_the_payee(desk, house, found):
    paid = desk.pays(500, fee=2)
    desk.waits(minutes=1)
    desk.hears(house.status(paid.hex, "RJCT", "AC01"))

    opening, sent, fee, *back = found()
    assert (opening, sent, fee) == (None, PAYEE, None)
    assert PAYEE in back


def test_what_comes_back_has_the_payee_too(desk, house, found):
    paid = desk.pays(500)
    desk.hears(house.status(paid.hex))
    desk.waits(days=1)
    desk.hears(house.returned(paid.hex))

    assert found() == [None, PAYEE, PAYEE]


def test_what_comes_has_the_payer(desk, house, found):
    desk.hears(house.paid_in("t1"))

    _, came = found()
    assert (came.name, bool(came.account), len(came.bank)) == ("李四", True, 12)
