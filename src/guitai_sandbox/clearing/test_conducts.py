"""What becomes of a payment to each account that the house knows, as the bank sees it from its side of the wire."""

import httpx
import pytest

# What is said at once; then what is heard after each wait; then what a question is answered; how it stands at last.
STORIES = {
    "settles": ("ACSC", {"PT0S": []}, "ACSC", "settled"),
    "settles_after_seconds": ("PDNG", {"PT1S": [], "PT4S": ["ACSC"]}, "ACSC", "settled"),
    "settles_after_minutes": ("PDNG", {"PT1M": [], "PT2M": ["ACSC"]}, "ACSC", "settled"),
    "settles_after_hours": ("PDNG", {"PT2H": [], "PT2H1M": ["ACSC"]}, "ACSC", "settled"),
    "refuses_later": ("PDNG", {"PT1M": [], "PT2M": ["RJCT AB05"]}, "RJCT AB05", "rejected"),
    "returns_after_an_hour": ("ACSC", {"PT59M": [], "PT2M": ["back AC06"]}, "ACSC", "returned"),
    "returns_next_day": ("ACSC", {"PT20H": [], "PT5H": ["back AC04"]}, "ACSC", "returned"),
    "returns_by_the_payee": ("ACSC", {"P1D": [], "P2D": ["back CUST"]}, "ACSC", "returned"),
    "returns_before_it_is_told": (
        "taken",
        {"PT59M": [], "PT2M": ["back BE01"], "PT1H": ["ACSC"]},
        "ACSC",
        "returned",
    ),
    "silent_until_asked": ("taken", {"P2D": []}, "ACSC", "settled"),
    "silent_asked_later": ("taken", {"PT2H": []}, "taken", "settled"),
    "silent_until_the_statement": ("taken", {"P2D": []}, "taken", "settled"),
    "silent_until_the_day_is_closed": (
        "taken",
        {"PT12H": [], "PT3H": ["RJCT AB06"]},
        "RJCT AB06",
        "rejected",
    ),
    "cuts_settled": ("cut", {"P1D": []}, "ACSC", "settled"),
    "cuts_refused": ("cut", {"P1D": []}, "RJCT AC04", "rejected"),
    "loses": ("cut", {"P1D": []}, "None NOOR", None),
    "says_it_twice": ("ACSC", {"PT0S": ["ACSC"], "P1D": []}, "ACSC", "settled"),
    "says_it_late": ("taken", {"PT44M": [], "PT2M": ["ACSC"]}, "ACSC", "settled"),
    "contradicts": ("ACSC", {"PT1M": [], "PT2M": ["RJCT MS03"]}, "ACSC", "settled"),
}
REFUSED_AT_ONCE = ("AC01", "AC04", "AC06", "BE01", "AM02", "AM04", "AB08", "AG01", "RR04", "MS03")
for reason in REFUSED_AT_ONCE:
    STORIES[f"refuses_{reason}"] = (f"RJCT {reason}", {"P1D": []}, f"RJCT {reason}", "rejected")

TX_ID = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def account(house):
    """The account number and the holder of who does that."""

    def account(conduct):
        banks = house.sandbox.get("/phone/clearing")["banks"]
        found = [one for bank in banks for one in bank["accounts"] if one["conduct"] == conduct]
        return found[0]["account_no"], found[0]["name"]

    return account


def told_at_once(house, *to, **given):
    try:
        return house.pays(*to, tx_id=TX_ID, **given)
    except httpx.RemoteProtocolError:
        return "cut"


def how_it_stands(house, day):
    return next((one["state"] for one in house.payments(on=day) if one["tx_id"] == TX_ID), None)


@pytest.mark.parametrize("conduct", STORIES)
def test_each_account_does_what_it_says(house, account, conduct):
    at_once, later, asked, stands = STORIES[conduct]
    day = house.now()[:10]

    assert told_at_once(house, *account(conduct)) == at_once
    for wait, heard in later.items():
        house.waits(wait)
        assert house.hears() == heard
    assert house.asks(TX_ID) == asked
    assert how_it_stands(house, day) == stands


def test_every_account_is_told_of(house):
    accounts = [one for bank in house.sandbox.get("/phone/clearing")["banks"] for one in bank["accounts"]]

    assert {one["conduct"] for one in accounts} == STORIES.keys()
    assert len({one["account_no"] for one in accounts}) == len(accounts)
    assert all(one["says"] and one["name"] for one in accounts)


def test_one_who_is_asked_later_answers_among_the_messages(house, account):
    told_at_once(house, *account("silent_asked_later"))
    house.asks(TX_ID)
    house.waits("PT1M")

    assert house.hears() == ["ACSC"]


def test_a_payment_by_beps_waits_for_the_session_on_the_hour(house):
    said = told_at_once(house, rail="BEPS")
    house.waits("PT59M")
    before = house.hears()
    house.waits("PT1M")

    assert (said, before, house.hears()) == ("PDNG", [], ["ACSC"])


def test_a_refusal_by_beps_waits_too(house, account):
    said = told_at_once(house, *account("refuses_AC04"), rail="BEPS")
    house.waits("PT1H")

    assert (said, house.hears()) == ("PDNG", ["RJCT AC04"])


def test_who_is_silent_is_so_by_beps_too(house, account):
    said = told_at_once(house, *account("silent_until_asked"), rail="BEPS")
    before = house.asks(TX_ID)
    house.waits("PT1H")

    assert (said, before, house.hears(), house.asks(TX_ID)) == ("taken", "PDNG", [], "ACSC")


def test_what_was_rejected_when_its_day_was_closed_is_neither_settled_nor_returned(house, account):
    house.waits("PT14H2M")
    said = told_at_once(house, *account("returns_after_an_hour"), rail="BEPS", day="2026-11-26")
    house.waits("PT3H")

    assert (said, house.hears()) == ("PDNG", ["RJCT AB06"])
    assert how_it_stands(house, "2026-11-26") == "rejected"
    assert house.sandbox.get("/phone/clearing")["balance"] == "1000000000.00"


@pytest.mark.parametrize("repeated", ["cuts_settled", "says_it_late", "settles_after_hours", "refuses_AC01"])
def test_the_same_message_again_is_answered_with_how_the_first_stands(house, account, repeated):
    said = told_at_once(house, *account(repeated))
    again = told_at_once(house, *account(repeated))

    assert again == {"cut": "ACSC", "taken": "ACSC"}.get(said, said)
    assert len(house.payments()) == 1


def test_another_payment_under_a_known_id_is_refused(house):
    told_at_once(house)

    assert told_at_once(house, amount="500.01") == 409
    assert house.payments()[0]["amount"] == "500.00"


@pytest.mark.parametrize(
    "name, said",
    [
        ("阿依古丽·买买提", "ACSC"),
        ("阿依古丽•买买提", "ACSC"),
        (" 阿依古丽・买买提 ", "ACSC"),
        ("阿依古丽买买提", "RJCT BE01"),
        ("阿依古丽", "RJCT BE01"),
    ],
)
def test_a_name_is_compared_without_width_blanks_and_the_form_of_its_dots(house, account, name, said):
    assert told_at_once(house, "6217990000000000014", name) == said


def test_a_known_account_at_another_bank_is_none(house, account):
    assert told_at_once(house, *account("settles"), bank="308584000013") == "RJCT AC01"


def test_an_account_that_nobody_knows_is_whoever_s_it_is_said_to_be(house):
    assert told_at_once(house, "6222021234567890123", "随便谁") == "ACSC"
