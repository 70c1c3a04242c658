"""What a schema asks is asked of every message, also of the house's own."""

import pytest

from guitai_sandbox.clearing.iso import Invalid, read, write

HEADER = {"MsgId": "1", "CreDtTm": "2026-11-26T10:00:00+08:00"}


def status(**said):
    return {"GrpHdr": HEADER, "TxInfAndSts": [{"OrgnlTxId": "2", **said}]}


def test_what_was_written_is_read():
    message = read(write("pacs.002.001.10", status(TxSts="ACSC")).encode())

    assert message.kind == "pacs.002.001.10"
    assert message.text("TxInfAndSts", "OrgnlTxId") == "2"
    assert message.text("TxInfAndSts", "OrgnlUETR") is None
    assert message.text("TxInfAndSts", "StsRsnInf", "Rsn", "Cd") is None
    assert message.text("TxInfAndSts", "TxSts", "Cd") is None
    assert message.count("TxInfAndSts") == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"TxSts": ""},
        {"TxSts": "SETTLED"},
        {"OrgnlTxId": "1" * 36},
        {"OrgnlUETR": "00000000-0000-1000-8000-000000000000"},
        {"Wrong": "1"},
        {"StsRsnInf": [{"Rsn": {"Cd": "TOOLONG"}}]},
        {"ChrgsInf": [{"Amt": {"value": "1.000001", "Ccy": "CNY"}, "Agt": {"FinInstnId": {}}}]},
        {"ChrgsInf": [{"Amt": {"value": "1234567890123456.001", "Ccy": "CNY"}, "Agt": {"FinInstnId": {}}}]},
    ],
)
def test_what_the_schema_forbids_is_not_even_written(wrong):
    with pytest.raises(Invalid):
        write("pacs.002.001.10", status(**wrong))


def test_what_must_be_there_is_asked_for():
    header = {**HEADER, "NbOfTxs": "1", "SttlmInf": {"SttlmMtd": "CLRG"}}

    with pytest.raises(Invalid, match="CdtTrfTxInf"):
        write("pacs.008.001.08", {"GrpHdr": header, "CdtTrfTxInf": []})
    with pytest.raises(Invalid):
        write("pacs.002.001.10", {"GrpHdr": {"MsgId": "1"}})
