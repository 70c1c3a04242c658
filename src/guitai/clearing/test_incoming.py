"""What comes from other banks is credited or refused, once, and answered."""

import pytest
from tests.clearing_desk import every_news

from guitai.clearing import banks
from guitai.clearing.calls import Kind, Outcome
from guitai.clearing.document import read
from guitai.clearing.news import told
from guitai.ledger.accounts import accounts_of, open_account
from guitai.ledger.refusals import BalanceTooHigh
from guitai.ledger.stops import close_account, stop
from guitai.money import Money


def answered(call):
    """Status and reason of a pacs.002 of ours."""
    _, document = read(call.xml.encode())
    (said,) = document.fito_fipmt_sts_rpt.tx_inf_and_sts
    return said.tx_sts, "".join(why.rsn.cd for why in said.sts_rsn_inf)


def test_it_is_credited_answered_and_told(desk, house):
    assert desk.hears(house.paid_in("T1", "300.00")) == ""

    assert (desk.balance, desk.reserves, desk.suspense) == (10_300, 300, 0)
    (call,) = desk.called
    assert (call.kind, answered(call)) == (Kind.TELL, ("ACCC", ""))
    (one,) = every_news(desk.db)
    assert (one.owner, one.state, one.amount, one.other.name, one.memo) == (
        desk.owner,
        "received",
        Money(300_00),
        "李四",
        "房租",
    )
    told(desk.db, one.owner, one.payment_id)
    assert every_news(desk.db) == []


def test_it_stands_on_the_statement_with_who_paid_and_why(desk, house):
    desk.hears(house.paid_in("T1"))

    assert desk.last_line == ("转账", "李四", "房租")


def test_the_same_again_is_answered_again_and_credited_once(desk, house):
    for _ in range(3):
        assert desk.hears(house.paid_in("T1")) == ""

    assert (desk.balance, desk.reserves) == (10_300, 300)
    assert [answered(call) for call in desk.called] == [("ACCC", "")] * 3


@pytest.mark.parametrize("name", ["林 晓雯", "林晓雯　"])
def test_a_name_is_compared_as_banks_do(desk, house, name):
    desk.hears(house.paid_in("T1", name=name))

    assert desk.balance == 10_300


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"name": "林小雯"}, "BE01"),
        ({"number": "6239990000000009999"}, "AC01"),
        ({"bank": banks.bank_named("招行").code}, "AC01"),
    ],
)
def test_what_is_nobodys_here_is_refused(desk, house, how, reason):
    assert desk.hears(house.paid_in("T1", **how)) == ""

    assert [answered(call) for call in desk.called] == [("RJCT", reason)]
    assert (desk.balance, desk.reserves, desk.suspense) == (10_000, 300, 300)
    assert every_news(desk.db) == []


def test_a_deposit_takes_no_payments(desk, house):
    open_account(desk.db, desk.owner, "fixed", "80210000000000001")

    desk.hears(house.paid_in("T1", number="80210000000000001"))

    assert [answered(call) for call in desk.called] == [("RJCT", "AC01")]


def test_an_account_that_takes_no_credits_refuses_it(desk, house):
    stop(desk.db, desk.account, debits=False, credits=True, reason="court")

    desk.hears(house.paid_in("T1"))

    assert [answered(call) for call in desk.called] == [("RJCT", "AC06")]


def test_an_account_that_pays_nothing_out_takes_it(desk, house):
    stop(desk.db, desk.account, debits=True, credits=False, reason="lost")

    desk.hears(house.paid_in("T1"))

    assert desk.balance == 10_300


def test_an_account_that_was_closed_refuses_it(desk, house):
    closed = open_account(desk.db, desk.owner, "current", "6239990000000003333")
    close_account(desk.db, closed.key)

    desk.hears(house.paid_in("T1", number=closed.number))

    assert [answered(call) for call in desk.called] == [("RJCT", "AC04")]


def test_an_account_that_may_hold_no_more_refuses_it(desk, house):
    small = open_account(desk.db, desk.owner, "current_3", "6239990000000003333", most=Money(200_00))

    desk.hears(house.paid_in("T1", "300.00", number=small.number))
    desk.hears(house.paid_in("T2", "200.00", number=small.number))

    assert {answered(call) for call in desk.called} == {("RJCT", "AM02"), ("ACCC", "")}
    assert desk.reserves == 500


def test_whoever_counts_what_comes_in_can_refuse_it_and_then_it_was_not_counted(desk, house):
    def admit(db, meant, money, payer_account):
        assert (meant.key, money, payer_account) == (desk.account, Money(300_00), "6214830000000009")
        open_account(db, desk.owner, "current", "6239990000000003333")
        raise BalanceTooHigh

    desk.admit = admit
    desk.hears(house.paid_in("T1"))

    assert [answered(call) for call in desk.called] == [("RJCT", "AM02")]
    assert len(accounts_of(desk.db, desk.owner)) == 1


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (lambda xml: xml.replace("<TxId>T1</TxId>", ""), "TxId"),
        (lambda xml: xml.replace("IBPS", "SWIFT"), "SttlmInf/ClrSys"),
        (lambda xml: xml.replace("300.00", "0.00"), "Amt"),
        (lambda xml: xml.replace("300.00", "300.001"), "Amt"),
        (lambda xml: xml.replace("300.00", "99999999999999999"), "Amt"),
        (lambda xml: xml.replace("CNY", "USD"), "Amt"),
        (lambda xml: xml.replace("<Nm>林晓雯</Nm>", ""), "Nm"),
        (lambda xml: xml.replace("<IntrBkSttlmDt>2026-11-23</IntrBkSttlmDt>", ""), "IntrBkSttlmDt"),
    ],
)
def test_what_can_not_be_read_is_kept_and_moves_nothing(desk, house, broken, why):
    assert desk.hears(broken(house.paid_in("T1"))).startswith(f"unreadable: {why}")
    assert (desk.balance, desk.reserves) == (10_000, 0)


def test_whatever_stands_in_a_name_or_memo_it_is_one_line(desk, house):
    desk.hears(house.paid_in("T1", payer="李\x7f四\n", memo=" 房\t租\n\n一月 "))

    assert desk.last_line == ("转账", "李 四", "房 租 一月")


def test_an_answer_that_was_never_taken_is_for_the_staff(desk, house):
    desk.hears(house.paid_in("T1"))
    (call,) = desk.called

    assert desk.learns(call.subject, Outcome.ACCEPTED, kind=Kind.TELL) == ""
    assert (
        desk.learns(call.subject, Outcome.UNSENT, kind=Kind.TELL) == "our answer to a payment was not taken"
    )


def test_a_payment_in_hears_nothing_of_our_own_ids(desk, house):
    """What another bank calls its payment may look like one of ours."""
    ours = desk.pays(500)

    desk.hears(house.paid_in(ours.hex))

    assert desk.state(ours) == "sent"
    assert (desk.balance, desk.in_transit) == (9_800, 500)
