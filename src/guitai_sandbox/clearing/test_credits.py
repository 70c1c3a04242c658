"""Somebody at another bank pays one of the bank's customers; what the bank says to it."""

import pytest

ACCOUNT = {"account_no": "6239990000000000018", "name": "林小满", "from_name": "张三"}


@pytest.fixture
def credit(house):
    """A tester makes somebody pay; what the tester is told."""
    return lambda **given: house.sandbox.post(
        "/phone/clearing/credit", **{"amount": "88.80", **ACCOUNT, **given}
    )


def test_it_is_settled_at_once_and_the_bank_finds_it_among_the_messages(house, credit):
    before = house.sandbox.get("/phone/clearing")["balance"]
    told = credit(from_bank="招商银行", memo="生日快乐")

    (paper,) = house.fetches()
    assert told["settled_at"][:16] == house.now()[:16]
    assert (paper["TxId"], paper["EndToEndId"]) == (told["tx_id"], told["end_to_end_id"])
    assert (paper["IntrBkSttlmDt"], paper["Prtry"]) == (told["day"], told["rail"]) == ("2026-11-26", "IBPS")
    assert paper.all("MmbId") == ["308584000013", "313990100010"]
    assert paper.all("Id")[-1] == ACCOUNT["account_no"]
    assert (before, house.sandbox.get("/phone/clearing")["balance"]) == ("1000000000.00", "1000000088.80")


def test_each_has_ids_of_its_own(house, credit):
    told = [credit() for _ in range(20)]

    ids = [one[name] for one in told for name in ("tx_id", "end_to_end_id")]
    assert len(set(ids)) == 40
    assert max(map(len, ids)) <= 35
    assert len({paper["MsgId"] for paper in house.fetches()}) == 20


def test_a_large_one_goes_by_hvps_when_that_is_open(house, credit):
    told = credit(amount=1_000_001)

    assert (told["rail"], told["day"]) == ("HVPS", "2026-11-26")
    assert len(house.fetches()) == 1


def test_a_large_one_at_a_weekend_waits_until_hvps_opens(house, credit):
    house.waits("P2D")  # a Saturday
    house.fetches()
    told = credit(amount=1_000_001)
    house.waits("P1D")
    before = house.hears()
    house.waits("PT11H")

    (paper,) = house.fetches()
    assert (told["day"], told["settled_at"][:16]) == ("2026-11-30", "2026-11-29T20:30")
    assert before == []
    assert paper["IntrBkSttlmDt"] == "2026-11-30"


def test_the_bank_s_first_word_counts(house, credit):
    tx_id = credit()["tx_id"]
    answers = [
        house.answers(tx_id, "ACCC"),
        house.answers(tx_id, "ACCC"),
        house.answers(tx_id, "RJCT", "AC01"),
    ]

    (payment,) = house.payments()
    assert answers == [200, 200, 200]
    assert (payment["state"], payment["direction"], payment["bank_code"]) == (
        "credited",
        "in",
        "102100099996",
    )


def test_what_the_bank_refuses_goes_back_once(house, credit):
    tx_id = credit()["tx_id"]
    answers = [house.answers(tx_id, "RJCT", "BE01") for _ in range(2)]

    (payment,) = house.payments()
    assert answers == [200, 200]
    assert (payment["state"], payment["reason"]) == ("refused", "BE01")
    assert house.sandbox.get("/phone/clearing")["balance"] == "1000000000.00"


def test_a_word_that_means_nothing_is_refused_at_the_door(house, credit):
    tx_id = credit()["tx_id"]
    house.pays(tx_id="0123456789abcdef0123456789abcdef")

    assert house.answers("nothing", "ACCC") == 422
    assert house.answers("0123456789abcdef0123456789abcdef", "ACCC") == 422
    assert house.answers(tx_id, "PDNG") == 422
    assert house.answers(tx_id, "RJCT") == 422
    assert house.payments()[0]["state"] == "settled"


@pytest.mark.parametrize(
    "given",
    [
        {"amount": "0"},
        {"amount": "-1"},
        {"amount": "1.001"},
        {"amount": "much"},
        {"amount": "NaN"},
        {"amount": "12345678901234567890"},
        {"account_no": "62-1"},
        {"account_no": "1" * 35},
        {"name": ""},
        {"name": "林\x00"},
        {"memo": "饭" * 141},
        {"from_bank": "江海银行"},
        {"more": 1},
    ],
)
def test_a_tester_is_told_what_can_not_be(house, given):
    answer = house.sandbox.http.post("/phone/clearing/credit", json={"amount": "1", **ACCOUNT, **given})

    assert answer.status_code == (404 if "from_bank" in given else 400)
    assert house.payments() == []
