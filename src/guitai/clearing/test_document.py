"""What comes from outside is read by its schema, or not at all; what leaves keeps it."""

import pytest
from pyiso20022.pacs import pacs_002_001_10 as p2

from guitai.clearing.document import MAX_BYTES, BadMessage, read, written

NS = "urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10"
BODY = (
    "<FIToFIPmtStsRpt><GrpHdr><MsgId>{}</MsgId><CreDtTm>2026-11-23T10:00:00+08:00</CreDtTm></GrpHdr>"
    "<TxInfAndSts><OrgnlTxId>a</OrgnlTxId><TxSts>ACSC</TxSts></TxInfAndSts></FIToFIPmtStsRpt>"
)


SMALL = BODY.format("H1")


def whole(inside=SMALL, prolog="", ns=NS):
    return f'{prolog}<Document xmlns="{ns}">{inside}</Document>'.encode()


def test_a_document_is_read_and_written_again():
    name, document = read(whole())

    assert name == "pacs.002.001.10"
    assert document.fito_fipmt_sts_rpt.grp_hdr.msg_id == "H1"
    assert read(written(document)) == (name, document)


def test_how_it_is_prefixed_makes_no_difference():
    body = BODY.format("H1").replace("</", "@").replace("<", "<x:").replace("@", "</x:")

    assert read(f'<x:Document xmlns:x="{NS}">{body}</x:Document>'.encode()) == read(whole())


BOMB = '<!DOCTYPE Document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "malformed"),
        (b"\x00", "malformed"),
        (b"<Document", "malformed"),
        (whole() + b"<more/>", "malformed"),
        (b"<a>\xff</a>", "malformed"),
        (b"<a/>", "no document"),
        (b"<Document/>", "no document"),
        (whole(ns="urn:other"), "no document"),
        (whole(ns=NS.replace(".10", ".99")), "another message"),
        (whole(prolog=BOMB), "document type"),
        (whole(prolog='<!DOCTYPE Document SYSTEM "http://127.0.0.1/x.dtd">'), "document type"),
        (whole(prolog='<?xml version="1.0"?>' + BOMB), "document type"),
        (whole(prolog='<?xml version="1.0" encoding="UTF-7"?>'), "encoding"),
        (whole(prolog='<?xml version="1.0" encoding="ISO-8859-1"?>'), "encoding"),
        (whole("<a>" * 40 + "</a>" * 40), "too deep"),
        (b" " * (MAX_BYTES + 1), "too large"),
    ],
)
def test_what_is_dangerous_or_no_document_is_not_read(body, why):
    with pytest.raises(BadMessage, match=f"^{why}$"):
        read(body)


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<Other/>",
        BODY.format(""),
        BODY.format("H" * 36),
        BODY.replace("2026-11-23T10:00:00+08:00", "yesterday").format("H1"),
        BODY.replace("ACSC", "ACSCX").format("H1"),
        BODY.replace("<TxSts>", "<OrgnlUETR>11111111-1111-1111-8111-111111111111</OrgnlUETR><TxSts>").format(
            "H1"
        ),
        BODY.replace("<TxSts>", "<Unheard>x</Unheard><TxSts>").format("H1"),
        BODY.replace("<MsgId>{}</MsgId>", ""),
    ],
)
def test_what_is_against_the_schema_is_not_read(inside):
    with pytest.raises(BadMessage, match=r"^pacs\.002\.001\.10: "):
        read(whole(inside))


def test_a_pattern_is_kept_to_its_end():
    uetr = "11111111-1111-4111-8111-111111111111"
    read(whole(BODY.replace("<TxSts>", f"<OrgnlUETR>{uetr}</OrgnlUETR><TxSts>").format("H1")))

    with pytest.raises(BadMessage, match="OrgnlUETR"):
        read(whole(BODY.replace("<TxSts>", f"<OrgnlUETR>{uetr}9</OrgnlUETR><TxSts>").format("H1")))


def test_why_it_is_not_read_says_nothing_of_what_it_holds():
    with pytest.raises(BadMessage) as bad:
        read(whole(BODY.format("张三" * 20)))

    assert "张三" not in str(bad.value)


def test_what_is_against_the_schema_is_not_written():
    _, document = read(whole())
    document.fito_fipmt_sts_rpt.tx_inf_and_sts[0].tx_sts = "TOO LONG"

    with pytest.raises(ValueError, match="TxSts"):
        written(document)
    with pytest.raises(ValueError, match="FIToFIPmtStsRpt"):
        written(p2.Document(fito_fipmt_sts_rpt=None))


def test_what_is_written_can_hold_any_name():
    _, document = read(whole())
    why = p2.StatusReasonInformation12(addtl_inf=["<&>\"' 𠮷 张"])
    document.fito_fipmt_sts_rpt.tx_inf_and_sts[0].sts_rsn_inf.append(why)

    assert read(written(document))[1] == document
