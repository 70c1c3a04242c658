"""A payment out, by what the house says of it: settled, rejected, returned, in doubt; each once."""

from datetime import datetime
from uuid import UUID

import pytest
from tests.clearing_desk import every_news

from guitai.clearing import owed, reading, trace
from guitai.clearing.banks import OWN_CODE
from guitai.clearing.calls import Kind, Outcome
from guitai.clearing.messages import CreditTransfer, Party, ids_of
from guitai.clearing.news import next_news, told
from guitai.clearing.payments import Rail
from guitai.clearing.reasons import BECAUSE, OTHERWISE, because
from guitai.ledger.accounts import open_account
from guitai.ledger.chart import AccountKey
from guitai.ledger.stops import close_account, lift, stop
from guitai.money import Money
from guitai.zone import BANK_ZONE

MIDNIGHT = datetime(2026, 11, 23, tzinfo=BANK_ZONE)


def test_what_is_sent_is_in_transit_until_the_house_has_spoken(desk):
    paid = desk.pays(500)

    assert desk.state(paid) == "sent"
    assert (desk.balance, desk.in_transit, desk.reserves) == (9_500, 500, 0)


def test_settled_it_has_left_the_bank(desk, house):
    paid = desk.pays(500)

    assert desk.learns(paid, Outcome.ANSWERED, house.status(paid.hex)) == ""
    assert desk.state(paid) == "settled"
    assert (desk.balance, desk.in_transit, desk.reserves) == (9_500, 0, -500)


def test_rejected_the_payer_has_it_again_with_the_fee(desk, house):
    paid = desk.pays(500, fee=2)

    assert desk.learns(paid, Outcome.ANSWERED, house.status(paid.hex, "RJCT", "AC01")) == ""
    assert desk.state(paid) == ("rejected", "AC01")
    assert (desk.balance, desk.in_transit, desk.reserves) == (10_000, 0, 0)


def test_returned_the_payer_has_it_again_without_the_fee(desk, house):
    paid = desk.pays(500, fee=2)
    desk.hears(house.status(paid.hex))

    assert desk.hears(house.returned(paid.hex)) == ""
    assert desk.state(paid) == ("returned", "AC04")
    assert (desk.balance, desk.in_transit, desk.reserves) == (9_998, 0, 0)


def test_a_return_that_comes_before_word_of_the_settlement_settles_first(desk, house):
    paid = desk.pays(500)

    assert desk.hears(house.returned(paid.hex)) == ""
    assert desk.hears(house.status(paid.hex)) == ""
    assert desk.state(paid) == ("returned", "AC04")
    assert (desk.balance, desk.in_transit, desk.reserves) == (10_000, 0, 0)


@pytest.mark.parametrize(
    ("said", "again"),
    [
        (["ACSC"], "ACSC"),
        (["RJCT"], "RJCT"),
        (["ACSC"], "PDNG"),
        (["RJCT"], "PDNG"),
        (["PDNG"], "PDNG"),
    ],
)
def test_what_is_said_again_changes_nothing(desk, house, said, again):
    paid = desk.pays(500)
    for standing in said:
        desk.hears(house.status(paid.hex, standing))
    before = (desk.state(paid), desk.balance, desk.in_transit, desk.reserves)

    assert desk.hears(house.status(paid.hex, again)) == ""
    assert (desk.state(paid), desk.balance, desk.in_transit, desk.reserves) == before


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("ACSC", "RJCT", "rejected, after it was settled"),
        ("RJCT", "ACSC", "settled, after it was rejected"),
    ],
)
def test_the_first_final_word_counts_and_one_that_contradicts_it_is_set_aside(
    desk, house, first, second, why
):
    paid = desk.pays(500)
    desk.hears(house.status(paid.hex, first))
    before = (desk.state(paid), desk.balance, desk.in_transit, desk.reserves)

    assert desk.hears(house.status(paid.hex, second)) == why
    assert (desk.state(paid), desk.balance, desk.in_transit, desk.reserves) == before


def test_a_second_return_is_nobodys_and_one_that_is_only_repeated_is_nothing(desk, house):
    paid = desk.pays(500)
    desk.hears(house.returned(paid.hex, return_id="R1"))

    assert desk.hears(house.returned(paid.hex, return_id="R1")) == ""
    assert desk.suspense == 0
    assert (
        desk.hears(house.returned(paid.hex, return_id="R2"))
        == "a return of a payment that was returned before"
    )
    assert (desk.balance, desk.reserves, desk.suspense) == (10_000, 500, 500)


def test_a_return_of_another_amount_waits_for_the_staff(desk, house):
    paid = desk.pays(500)

    assert desk.hears(house.returned(paid.hex, "400.00")) == "a return of another amount than the payment's"
    assert desk.state(paid) == "sent"
    assert desk.suspense == 400


def test_a_return_of_nothing_of_ours_waits_for_the_staff(desk, house):
    assert desk.hears(house.returned("abc")) == "a return of a payment that is not ours"
    assert (desk.reserves, desk.suspense) == (500, 500)


def test_where_the_payers_account_takes_nothing_it_waits_in_suspense_and_is_owed(desk, house):
    rejected, returned = desk.pays(500, fee=2), desk.pays(300)
    stop(desk.db, desk.account, debits=True, credits=True, reason="court")

    desk.hears(house.status(rejected.hex, "RJCT", "BE01"))
    desk.hears(house.returned(returned.hex, "300.00"))

    assert [desk.state(paid)[0] for paid in (rejected, returned)] == ["rejected", "returned"]
    assert (desk.balance, desk.in_transit, desk.suspense) == (9_198, 0, 802)
    assert {one.payment_id: one.amount for one in owed.every(desk.db)} == {
        rejected: Money(502_00),
        returned: Money(300_00),
    }
    assert [one.owed for one in every_news(desk.db)] == [True, True]


def test_what_is_owed_is_the_payers_once_their_account_takes_it(desk, house):
    paid = desk.pays(500, fee=2)
    stop(desk.db, desk.account, debits=False, credits=True, reason="court")
    desk.hears(house.status(paid.hex, "RJCT", "BE01"))
    told(desk.db, desk.owner, paid)
    desk.waits(hours=1)
    assert (desk.gives_back(), desk.suspense, every_news(desk.db)) == (1, 502, [])
    lift(desk.db, desk.account, reason="court")
    assert desk.gives_back() == 0
    desk.waits(hours=1)

    assert desk.gives_back() == 1
    assert (desk.balance, desk.suspense, owed.every(desk.db)) == (10_000, 0, [])
    assert desk.last_line == ("退回", "张三", "")
    assert [(one.state, one.owed) for one in every_news(desk.db)] == [("rejected", False)]
    desk.waits(days=1)
    assert desk.gives_back() == 0


def test_what_is_owed_to_a_closed_account_is_tried_once_a_day(desk, house):
    paid = desk.pays(10_000)
    close_account(desk.db, desk.account)
    desk.hears(house.status(paid.hex, "RJCT", "BE01"))
    desk.waits(hours=1)
    assert desk.gives_back() == 1
    desk.waits(hours=23)

    assert desk.gives_back() == 0
    desk.waits(hours=1)
    assert (desk.gives_back(), desk.suspense) == (1, 10_000)


def test_an_account_that_may_hold_no_more_takes_the_fee_and_is_owed_the_rest(desk, house):
    small = open_account(desk.db, desk.owner, "current_3", "6239990000000003333", most=Money(200_00))
    desk.account = small.key
    desk.funds(180)
    paid = desk.pays(150, fee=2)
    desk.funds(170)

    desk.hears(house.status(paid.hex, "RJCT", "AC01"))

    assert (desk.balance, desk.suspense) == (200, 150)
    assert [one.amount for one in owed.every(desk.db)] == [Money(150_00)]


def test_what_is_owed_is_traced_to_the_turn_that_gave_it_back(desk, house):
    paid = desk.pays(500)
    sent = desk.db.turn_id
    stop(desk.db, desk.account, debits=False, credits=True, reason="court")
    desk.waits(minutes=1)
    desk.hears(house.status(paid.hex, "RJCT", "BE01"))
    rejected = desk.db.turn_id
    lift(desk.db, desk.account, reason="court")
    desk.waits(hours=1)
    desk.gives_back()

    given = desk.db.turn_id
    assert [one["state"] for one in trace.trace(desk.db, rejected)] == ["rejected", "owed"]
    (one,) = trace.trace(desk.db, given)
    assert (one["payment_id"], one["state"], one["amount_fen"]) == (paid, "given back", 500_00)
    assert trace.turns(desk.db, given) == trace.turns(desk.db, sent) == [sent, rejected, given]


def test_in_doubt_it_is_asked_for_less_and_less_often_and_never_sent_again(desk, house):
    paid = desk.pays(500)
    desk.learns(paid, Outcome.IN_DOUBT)
    asked = []
    for seconds in range(10, 1000, 10):
        desk.waits(seconds=10)
        if desk.asks():
            asked.append(seconds)
            desk.learns(paid, Outcome.ANSWERED, house.unknown(paid.hex), Kind.ASK)

    assert desk.state(paid) == "in_doubt"
    assert asked == [10, 40, 130, 400]
    assert [call.kind for call in desk.called] == [Kind.PAY] + [Kind.ASK] * 4
    assert (desk.balance, desk.in_transit) == (9_500, 500)


def test_what_is_asked_for_may_turn_out_to_be_settled(desk, house):
    paid = desk.pays(500)
    desk.learns(paid, Outcome.IN_DOUBT)
    desk.waits(minutes=1)
    desk.asks()

    desk.learns(paid, Outcome.ANSWERED, house.status(paid.hex), Kind.ASK)

    assert desk.state(paid) == "settled"
    desk.waits(days=1)
    assert desk.asks() == 0


def test_a_payment_that_was_taken_and_is_not_answered_is_asked_for(desk):
    at_once, slow = desk.pays(500), desk.pays(300, rail=Rail.BEPS)
    for paid in (at_once, slow):
        desk.learns(paid, Outcome.ACCEPTED)

    desk.waits(minutes=1)
    assert desk.asks() == 1
    assert [desk.state(paid) for paid in (at_once, slow)] == ["in_doubt", "sent"]
    desk.waits(hours=4)
    assert desk.asks() == 2


def test_a_payment_of_which_nothing_is_heard_at_all_is_asked_for(desk):
    paid = desk.pays(500)

    desk.waits(minutes=34)
    assert desk.asks() == 0
    desk.waits(minutes=1)
    assert desk.asks() == 1
    assert desk.state(paid) == "in_doubt"


@pytest.mark.parametrize(("outcome", "reason"), [(Outcome.REFUSED, "FF01"), (Outcome.UNSENT, "NOT_SENT")])
def test_what_the_house_never_took_is_the_payers_again(desk, outcome, reason):
    paid = desk.pays(500)

    assert desk.learns(paid, outcome) == ""
    assert desk.state(paid) == ("rejected", reason)
    assert desk.balance == 10_000


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("<html>busy</html>", "unreadable: no document"),
        ("\0", "unreadable: malformed"),
        ("status", "an answer about something else"),
        ("return", "an answer about something else"),
    ],
)
def test_an_answer_that_says_nothing_of_the_payment_leaves_it_in_doubt(desk, house, answer, why):
    paid, other = desk.pays(500), desk.pays(300)
    answer = {"status": house.status(other.hex), "return": house.returned(paid.hex)}.get(answer, answer)

    assert desk.learns(paid, Outcome.ANSWERED, answer) == why
    assert desk.state(paid) == "in_doubt"
    assert desk.state(other) == "sent"


def test_a_status_of_nothing_of_ours_is_set_aside(desk, house):
    assert desk.hears(house.status("0" * 32)) == "a status of a payment that is not ours"
    assert desk.hears(house.status("nothing")) == "a status of a payment that is not ours"
    assert desk.hears(house.status(desk.pays(500).hex.upper())) == "a status of a payment that is not ours"


def test_a_reason_that_was_not_said_is_one_too(desk, house):
    paid = desk.pays(500)
    desk.hears(house.status(paid.hex, "RJCT"))

    assert desk.state(paid) == ("rejected", "MS03")


def test_the_message_says_who_pays_whom_how_much_and_why(desk):
    paid = desk.pays(500, memo="房租\n一月")

    (call,) = desk.called
    message = reading.message(call.xml.encode())
    assert message == CreditTransfer(
        message_id=paid.hex,
        made_at=message.made_at,
        ids=ids_of(paid),
        rail=Rail.IBPS,
        amount=Money(500_00),
        settles_on=desk.db.now.date(),
        payer=Party("林晓雯", "6239990000000002816", OWN_CODE),
        payee=Party("张三", "6214830000000009", "308584000013"),
        memo="房租 一月",
    )
    assert message.made_at == desk.db.now.replace(microsecond=0)
    assert UUID(message.ids.uetr).version == 4


@pytest.mark.parametrize(
    ("sent_at", "until"), [((10, 0), (23, 10, 30)), ((23, 50), (24, 0, 4)), ((0, 0), (23, 0, 30))]
)
def test_what_waits_too_long_for_the_house_or_past_its_day_is_not_sent_any_more(db, new_desk, sent_at, until):
    day, hour, minute = until
    desk = new_desk(db, MIDNIGHT)
    desk.is_at(2026, 11, 23, *sent_at)
    desk.pays(500)

    (call,) = desk.called
    assert call.until == MIDNIGHT.replace(day=day, hour=hour, minute=minute)


def test_what_is_too_long_for_the_wire_is_not_sent(desk):
    with pytest.raises(ValueError, match="Ustrd"):
        desk.pays(500, memo="长" * 141)


def test_nothing_is_sent_by_a_rail_that_is_closed_or_none(desk):
    desk.is_at(2026, 11, 23, 18, 0)

    for rail in (Rail.HVPS, Rail.INTERNAL):
        with pytest.raises(ValueError, match="takes no payment now"):
            desk.pays(500, rail=rail)


def test_a_payment_leaves_its_owners_account(desk):
    with pytest.raises(ValueError, match="its owner's"):
        desk.pays(500, payer=AccountKey(desk.owner + 1, 1))


def test_news_is_told_once_and_again_when_it_changes(desk, house):
    paid = desk.pays(500)
    assert every_news(desk.db) == []
    desk.learns(paid, Outcome.IN_DOUBT)
    (one,) = every_news(desk.db)
    assert (one.payment_id, one.state, one.amount, one.other.name) == (
        paid,
        "in_doubt",
        Money(500_00),
        "张三",
    )
    assert next_news(desk.db) == (desk.owner, paid, desk.db.now)
    told(desk.db, desk.owner, paid)
    assert (every_news(desk.db), next_news(desk.db)) == ([], None)

    desk.hears(house.status(paid.hex, "RJCT", "BE01"))

    assert [(one.state, one.reason) for one in every_news(desk.db)] == [("rejected", "BE01")]


def test_each_reason_has_words_of_its_own_and_any_other_has_some():
    said = [because(reason) for reason in BECAUSE]

    assert len({words.text for words in said}) == len(said)
    assert because("XXXX") == because("MS03") == OTHERWISE


def test_from_any_id_to_the_turns_and_what_they_did(desk, house):
    paid = desk.pays(500)
    sent = desk.db.turn_id
    desk.waits(minutes=1)
    desk.hears(house.status(paid.hex))
    settled = desk.db.turn_id
    desk.waits(minutes=1)
    desk.hears(house.paid_in("T1"))
    (came,) = trace.trace(desk.db, desk.db.turn_id)

    assert trace.turn_of(desk.db, str(paid)) == trace.turn_of(desk.db, paid.hex) == sent
    assert trace.turns(desk.db, settled) == [sent, settled]
    assert [(one["payment_id"], one["state"]) for one in trace.trace(desk.db, settled)] == [(paid, "settled")]
    assert trace.turn_of(desk.db, "T1") == trace.turn_of(desk.db, str(came["payment_id"])) == desk.db.turn_id
    assert trace.turn_of(desk.db, "nothing") is None
