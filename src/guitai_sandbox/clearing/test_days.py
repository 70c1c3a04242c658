"""The end of the house's day: its statement lists what was settled, and nothing else."""

from contextlib import suppress
from decimal import Decimal

import httpx
import pytest


def entries(statement):
    found = [one for one in statement.root.iter() if one.tag.endswith("}Ntry")]
    return [
        {child.tag.partition("}")[2]: (child.text or "").strip() for child in one.iter()} for one in found
    ]


def test_a_day_on_which_nothing_happened_has_a_statement_too(house):
    house.waits("P3D")

    statements = house.statements()
    assert [one.all("Dt")[1] for one in statements] == ["2026-11-26", "2026-11-27", "2026-11-28"]
    assert {tuple(one.all("Amt")) for one in statements} == {("1000000000.00", "1000000000.00")}


def test_it_comes_five_minutes_after_midnight(house):
    house.waits("PT14H4M")
    before = house.statements()
    house.waits("PT1M")

    (statement,) = house.statements()
    assert before == []
    assert statement["CreDtTm"][:16] == "2026-11-27T00:05"


def test_it_lists_what_was_settled_under_the_day_of_the_payment(house):
    tx_ids = {conduct: f"{number:032x}" for number, conduct in enumerate(("ibps", "hvps", "refused"))}
    house.pays(tx_id=tx_ids["ibps"])
    house.pays("6228480000000000018", "陈静", tx_id=tx_ids["refused"])
    house.waits("PT11H")
    house.pays(tx_id=tx_ids["hvps"], rail="HVPS", day="2026-11-27", amount="2000000.00")
    house.waits("P2D")

    thursday, friday, *_ = house.statements()
    assert [one["TxId"] for one in entries(thursday)] == [tx_ids["ibps"]]
    assert [one["TxId"] for one in entries(friday)] == [tx_ids["hvps"]]
    assert friday.all("Amt") == ["999999500.00", "997999500.00", "2000000.00"]


def test_a_return_stands_in_the_statement_of_its_day_under_an_id_of_its_own(house):
    tx_id = "0123456789abcdef0123456789abcdef"
    house.pays("6216610000000000024", "何雪", tx_id=tx_id)
    house.waits("P2D")

    papers = house.fetches()
    (back,) = [one for one in papers if one.kind == "pacs.004.001.09"]
    thursday, friday = [one for one in papers if one.kind == "camt.053.001.08"]
    (paid,), (returned,) = entries(thursday), entries(friday)
    assert (paid["TxId"], paid["CdtDbtInd"], paid["SubFmlyCd"]) == (tx_id, "DBIT", "DMCT")
    assert (returned["TxId"], returned["EndToEndId"]) == (back["RtrId"], tx_id)
    assert (returned["CdtDbtInd"], returned["SubFmlyCd"], returned["RvslInd"]) == ("CRDT", "RRTN", "false")
    assert (back["IntrBkSttlmDt"], back["RtrdIntrBkSttlmAmt"]) == ("2026-11-27", "500.00")
    assert len({back["RtrId"], tx_id}) == 2


def test_a_refused_credit_goes_back_on_the_day_of_the_refusal(house):
    credit = {"account_no": "6239990000000000018", "name": "林小满", "from_name": "张三"}
    tx_id = house.sandbox.post("/phone/clearing/credit", amount="30", **credit)["tx_id"]
    house.waits("P1D")
    house.answers(tx_id, "RJCT", "AC04")
    house.waits("P1D")

    thursday, friday = house.statements()
    (received,), (back,) = entries(thursday), entries(friday)
    assert (received["CdtDbtInd"], received["RvslInd"]) == ("CRDT", "false")
    assert (back["CdtDbtInd"], back["RvslInd"], back["SubFmlyCd"]) == ("DBIT", "true", "RRTN")
    assert received["TxId"] == back["TxId"] == tx_id


def test_it_says_since_when_the_records_of_the_day_are_whole(house):
    house.waits("P2D")

    first, second = house.statements()
    assert first["FrDtTm"][:16] == "2026-11-26T10:00"
    assert second["FrDtTm"][:16] == "2026-11-26T20:30"


@pytest.mark.slow
def test_more_than_five_hundred_lines_fill_more_than_one_page(house):
    for _ in range(501):
        house.pays(amount="0.01")
    house.waits("P1D")

    first, second = house.statements()
    assert [len(entries(one)) for one in (first, second)] == [500, 1]
    assert (first["PgNb"], first["LastPgInd"], second["PgNb"], second["LastPgInd"]) == (
        "1",
        "false",
        "2",
        "true",
    )
    assert entries(second)[0]["NtryRef"] == "501"
    assert first.all("Id")[0] == second.all("Id")[0]
    opening, closing = first.all("Amt")[:2]
    assert second.all("Amt")[:2] == [opening, closing]
    assert Decimal(opening) - Decimal(closing) == Decimal("5.01")


def test_after_any_mixture_the_lines_make_up_the_difference_of_the_balances(house):
    banks = house.sandbox.get("/phone/clearing")["banks"]
    for account in [one for bank in banks for one in bank["accounts"]]:
        with suppress(httpx.RemoteProtocolError):  # some cut the connection
            house.pays(account["account_no"], account["name"])
    house.waits("P4D")

    statements, before = house.statements(), Decimal("1000000000.00")
    for statement in statements:
        opening, closing = map(Decimal, statement.all("Amt")[:2])
        moved = sum(
            Decimal(one["Amt"]) * (1 if one["CdtDbtInd"] == "CRDT" else -1) for one in entries(statement)
        )
        assert opening == before
        assert closing == opening + moved
        before = closing
    assert before == Decimal(house.sandbox.get("/phone/clearing")["balance"])
    assert sum(len(entries(one)) for one in statements) > 15
