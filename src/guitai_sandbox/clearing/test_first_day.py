"""The house as an outside bank uses it on its first day, by the contract alone."""

from decimal import Decimal


def test_a_bank_pays_is_paid_and_finds_both_in_the_statement(house):
    assert house.pays("6222020000000000018", "王建国") == "ACSC"

    credit = {"account_no": "6239990000000000018", "name": "林小满", "from_name": "张三", "memo": "还你"}
    order = house.sandbox.post("/phone/clearing/credit", amount="200.05", **credit)
    (payment,) = house.fetches()
    assert payment.kind == "pacs.008.001.08"
    assert payment.all("Nm") == ["张三", "林小满"]
    assert (payment["TxId"], payment["IntrBkSttlmAmt"], payment["Ustrd"]) == (
        order["tx_id"],
        "200.05",
        "还你",
    )
    assert house.answers(payment["TxId"], "ACCC") == 200
    assert [one["state"] for one in house.payments()] == ["settled", "credited"]

    house.waits("P1D")
    (statement,) = house.statements()
    assert statement.all("CdtDbtInd")[2:] == ["DBIT", "CRDT"]
    opening, closing, paid, received = statement.all("Amt")
    assert (paid, received) == ("500.00", "200.05")
    assert Decimal(closing) - Decimal(opening) == Decimal("-299.95")
