"""The house's messages by their numbers; faults on the way to it and back; what WeChat sees of it: nothing."""

import httpx
import pytest

TX_ID = "0123456789abcdef0123456789abcdef"
KNOWN = ("6214830000000017", "冯宇")  # who says everything twice


@pytest.fixture
def fault(house):
    """Something goes wrong once at the house's door."""

    def fault(do, **given):
        rule = {"on": "api", "path": "/clearing/messages", "do": do, "times": 1, "seconds": 0.05, **given}
        house.sandbox.post("/phone/faults", rules=[rule])

    return fault


def test_who_asks_twice_gets_the_same(house):
    for _ in range(3):
        house.pays(*KNOWN)

    assert house.look(0) == house.look(0)
    assert [one["number"] for one in house.look(0)] == [1, 2, 3]
    assert [one["number"] for one in house.look(1, most=1)] == [2]
    assert house.look(1) == house.look(0)[1:]
    assert house.look(3) == []


def test_a_house_that_has_begun_anew_goes_on_from_the_bank_s_number(house):
    house.pays(*KNOWN)
    house.fetched = 57

    assert house.hears() == ["ACSC"]
    assert house.fetched == 58
    house.pays(*KNOWN)
    assert house.hears() == ["ACSC"]


def test_also_where_it_has_put_up_more_than_the_bank_had(house):
    for _ in range(3):
        house.pays(*KNOWN)
    house.fetched = 2

    assert house.hears() == ["ACSC"] * 3


def test_messages_are_kept_for_thirty_days(house):
    house.pays(*KNOWN)
    first = house.look(0)
    house.waits("P29D")
    kept = house.look(0)[:1]
    house.waits("P2D")

    assert kept == first
    assert house.look(0)[0]["number"] > 1


@pytest.mark.parametrize("query", [{"most": 0}, {"most": 101}])
def test_a_number_that_can_not_be_is_refused(house, query):
    answer = house.sandbox.http.get("/clearing/messages", params=query, headers=house.headers)

    assert answer.status_code == 400


@pytest.mark.parametrize("deed, taken", [("cut", True), ("timeout", True), ("drop", False)])
def test_where_the_answer_is_lost_a_question_tells_whether_it_was_taken(house, fault, deed, taken):
    fault(deed)
    with pytest.raises(httpx.HTTPError):
        house.pays(tx_id=TX_ID)

    assert house.asks(TX_ID) == ("ACSC" if taken else "None NOOR")
    assert len(house.payments()) == taken


def test_an_error_takes_nothing(house, fault):
    fault("error")
    fault("error", errcode=429)

    assert [house.pays(tx_id=TX_ID), house.pays(tx_id=TX_ID)] == [503, 429]
    assert house.pays(tx_id=TX_ID) == "ACSC"


def test_a_message_that_arrives_twice_is_taken_once(house, fault):
    fault("repeat")

    assert house.pays(tx_id=TX_ID) == "ACSC"
    assert house.sandbox.get("/phone/clearing")["balance"] == "999999500.00"


def test_a_delay_holds_it_up_and_no_more(house, fault):
    fault("delay")

    assert house.pays() == "ACSC"


def test_a_fault_leaves_a_look_into_an_empty_box_alone(house, fault):
    fault("error")
    empty = house.look(0)

    assert empty == []
    assert house.pays() == 503


def test_a_fault_can_be_for_one_method(house, fault):
    fault("error", method="GET")
    said = house.pays(*KNOWN)
    with pytest.raises(httpx.HTTPStatusError):
        house.look(0)

    assert said == "ACSC"
    assert house.hears() == ["ACSC"]


@pytest.fixture
def asked(house):
    """How often the bank has been asked to settle so far."""
    house.sandbox.post("/control", hello=True)
    return lambda: house.sandbox.post("/control")["settle"]


def test_a_look_into_an_empty_box_does_not_ask_the_bank_to_settle(house, asked):
    before = asked()
    house.look(0)

    assert asked() == before


def test_a_payment_and_every_message_that_is_given_do(house, asked):
    before = asked()
    house.pays(*KNOWN)
    paid = asked()
    house.look(0)
    given = asked()
    house.look(0)

    assert [paid, given, asked()] == [before + 1, before + 2, before + 3]


def test_wechat_sees_nothing_of_it(house):
    house.pays(tx_id=TX_ID)
    house.asks(TX_ID)
    house.look(0)

    assert house.sandbox.get("/phone/wire")["entries"] == []


def test_the_document_has_its_calls(house):
    document = house.sandbox.get("/openapi.json")

    assert "get" in document["paths"]["/phone/clearing"]
    assert "post" in document["paths"]["/phone/clearing/credit"]
    assert {"BankView", "PaymentView", "KnownAccountView"} <= document["components"]["schemas"].keys()


def test_the_payments_of_another_day_can_be_looked_up(house):
    house.pays(tx_id=TX_ID)
    house.waits("P1D")

    assert house.payments() == []
    assert [one["tx_id"] for one in house.payments(on="2026-11-26")] == [TX_ID]
    assert house.sandbox.http.get("/phone/clearing", params={"on": "yesterday"}).status_code == 400
