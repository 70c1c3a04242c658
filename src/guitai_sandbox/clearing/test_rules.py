"""What the house refuses at its door, and what it rejects by its own rules."""

import pytest

OURS = "313990100010"
XXE = (
    b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><Document>&e;</Document>"""
)
BOMB = b"""<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><Document>&b;</Document>"""


def test_who_does_not_show_the_token_gets_nothing(house):
    for shown in ("", "Bearer wrong", "Bearer 银行".encode(), "Basic clearingToken2026"):
        assert house.post(house.order(), Authorization=shown).status_code == 401
        answer = house.sandbox.http.get("/clearing/messages", headers={"Authorization": shown})
        assert answer.status_code == 401
    assert house.payments() == []


@pytest.mark.parametrize(
    "body, status",
    [
        (b"", 400),
        (b"hello", 400),
        (b"<Document>", 400),
        (b"\xff\xfe<a/>", 400),
        (XXE, 400),
        (BOMB, 400),
        (b"<a>" * 40 + b"</a>" * 40, 400),
        (b"<Document/>", 422),
        (b"<a xmlns='urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08'/>", 422),
        (b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08'/>", 422),
        (b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pacs.009.001.08'/>", 422),
        (b" " * 70_000, 413),
    ],
)
def test_what_can_not_be_read_is_refused_at_the_door(house, body, status):
    assert house.post(body).status_code == status


def test_what_is_no_xml_is_refused_at_the_door(house):
    assert house.post(house.order(), **{"Content-Type": "text/plain"}).status_code == 415
    assert house.post(house.order(), **{"Content-Type": "application/xml; charset=utf-8"}).status_code == 200


@pytest.mark.parametrize(
    "here, there",
    [
        ("<NbOfTxs>1<", "<NbOfTxs>2<"),
        (">CLRG<", ">INDA<"),
        (">IBPS<", ">SWIFT<"),
        ('Ccy="CNY"', 'Ccy="USD"'),
        (">500.00<", ">500.0<"),
        (">500.00<", ">0.00<"),
        (">500.00<", ">-1.00<"),
        (">500.00<", ">NaN<"),
        (">500.00<", ">1234567890123456789.00<"),
        (">SLEV<", ">DEBT<"),
        (">王建国<", "><"),
        (">王建国<", f">{'王' * 141}<"),
        (">6222029999999999991<", ">62220299-1<"),
        (">6222029999999999991<", f">{'1' * 35}<"),
        (">102100099996<", ">1021000999<"),
        ("<IntrBkSttlmDt>2026-11-26<", "<IntrBkSttlmDt>2026-02-30<"),
        ("<IntrBkSttlmDt>2026-11-26<", "<IntrBkSttlmDt>2026-11-26Z<"),
        ("<Cd>CNAPS<", "<Cd>USABA<"),
        (">饭钱<", f">{'饭' * 141}<"),
        ("<UETR>", "<UETR>x"),
        ("<ChrgBr>", "<Wrong/><ChrgBr>"),
        ("<TxId>0123456789abcdef0123456789abcdef</TxId>", ""),
        (f">{OURS}<", ">313990100028<"),
    ],
)
def test_what_breaks_a_rule_is_refused_at_the_door(house, here, there):
    order = house.order(tx_id="0123456789abcdef0123456789abcdef")

    assert here in order
    assert house.post(order.replace(here, there)).status_code == 422
    assert house.payments() == []


@pytest.mark.parametrize(
    "given, said",
    [
        ({"bank": "999999999999"}, "RJCT RC04"),
        ({"bank": "102584000019"}, "ACSC"),
        ({"bank": "313100000013"}, "ACSC"),
        ({"bank": "313999999991"}, "RJCT RC04"),
        ({"bank": OURS}, "RJCT AG01"),
        ({"amount": "1000000.00"}, "ACSC"),
        ({"amount": "1000000.01"}, "RJCT AM02"),
        ({"amount": "1000000.01", "rail": "HVPS"}, "ACSC"),
        ({"amount": "1000000000.01", "rail": "HVPS"}, "RJCT AM04"),
        ({"day": "2026-11-25"}, "RJCT DT01"),
        ({"day": "2026-11-27"}, "RJCT DT01"),
    ],
)
def test_the_house_rejects_by_its_own_rules(house, given, said):
    assert house.pays(**given) == said


@pytest.mark.parametrize(
    "at, rail, day, said",
    [
        ("2026-11-27T00:04:00", "IBPS", "2026-11-27", "ACSC"),
        ("2026-11-27T17:14:00", "HVPS", "2026-11-27", "ACSC"),
        ("2026-11-27T17:15:00", "HVPS", "2026-11-27", "RJCT TM01"),  # a Friday
        ("2026-11-27T20:31:00", "HVPS", "2026-11-28", "RJCT TM01"),
        ("2026-11-29T20:29:00", "HVPS", "2026-11-30", "RJCT TM01"),
        ("2026-11-29T20:31:00", "HVPS", "2026-11-30", "ACSC"),
        ("2026-11-29T20:31:00", "HVPS", "2026-11-29", "RJCT DT01"),
        ("2026-11-29T20:31:00", "IBPS", "2026-11-29", "ACSC"),
        ("2026-11-26T20:31:00", "HVPS", "2026-11-26", "RJCT DT01"),
        ("2026-10-09T20:31:00", "HVPS", "2026-10-10", "ACSC"),  # a Saturday that is worked
        ("2026-10-01T12:00:00", "HVPS", "2026-10-01", "RJCT TM01"),
    ],
)
def test_each_rail_has_its_hours(house_at, at, rail, day, said):
    assert house_at(f"{at}+08:00").pays(rail=rail, day=day) == said


def test_a_day_takes_payments_until_it_is_closed(house):
    house.waits("PT14H4M")

    assert house.now()[:16] == "2026-11-27T00:04"
    assert house.pays(day="2026-11-26") == "ACSC"
    house.waits("PT1M")
    assert house.pays(day="2026-11-26") == "RJCT DT01"


def test_a_house_that_began_after_midnight_takes_nothing_for_the_day_before(house_at):
    assert house_at("2026-11-27T00:02:00+08:00").pays(day="2026-11-26") == "RJCT DT01"


@pytest.mark.parametrize("kind", ["pacs.004.001.09", "camt.053.001.08"])
def test_the_bank_does_not_send_what_only_the_house_sends(house, kind):
    assert house.post(f"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:{kind}'/>").status_code == 422
