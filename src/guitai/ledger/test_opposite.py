"""Which account is on the other side of a line: the one customer's, or none that could be named."""

from guitai.ledger.accounts import open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import CREDIT, DEBIT, Details, Entry, Posting, transfer
from guitai.ledger.opposite import opposite
from guitai.ledger.posting import post
from guitai.money import Currency, Money

LIN, CHEN = 1001, 1002


def test_the_one_other_customers_account_is_named_from_both_sides_and_the_banks_own_from_none(db):
    lin, chen, other = (
        open_account(db, owner, "current", number).key
        for owner, number in ((LIN, "6239990000000002816"), (CHEN, "6239990000000001668"), (CHEN, "1196"))
    )

    def posted(*postings, name):
        return post(db, Entry(LIN, name, Currency.CNY, postings)).entry_id

    def said(account, side, yuan):
        return Posting(account, side, Money(yuan * 100), Details("转账"))

    cash = post(db, transfer(Money(900_00), owner=LIN, name="in", source=Internal.CASH, target=lin)).entry_id
    paid = posted(said(lin, DEBIT, 100), said(chen, CREDIT, 100), name="paid")
    split = posted(said(lin, DEBIT, 200), said(chen, CREDIT, 100), said(other, CREDIT, 100), name="split")

    mine = {entry: one.number for entry, one in opposite(db, lin, [cash, paid, split]).items()}
    assert mine == {cash: None, paid: "6239990000000001668", split: None}
    theirs = opposite(db, chen, [cash, paid, split])
    assert {entry: one.number for entry, one in theirs.items()} == {
        paid: "6239990000000002816",
        split: "6239990000000002816",
    }
    assert {one.turn_id for one in theirs.values()} == {db.turn_id}
