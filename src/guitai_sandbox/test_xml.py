"""XML as WeChat writes and reads it."""

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai_sandbox import xml

DTD = '<!DOCTYPE xml [<!ENTITY a "boom">]><xml><Content>&a;</Content></xml>'


def test_text_stands_in_cdata_and_numbers_stand_bare():
    written = xml.write([("MsgType", "text"), ("CreateTime", 1767225600), ("Location_X", 31.5)])

    assert written == (
        "<xml><MsgType><![CDATA[text]]></MsgType><CreateTime>1767225600</CreateTime>"
        "<Location_X>31.500000</Location_X></xml>"
    )


@given(st.text())
def test_any_text_comes_back_but_for_what_xml_cannot_carry(text):
    written = xml.write([("Content", text)])
    kept = xml.FORBIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")

    assert xml.read(written).find("Content") == kept
    assert (ElementTree.fromstring(written).findtext("Content") or "") == kept


def test_fields_nest():
    written = xml.write([("PicList", [("item", [("PicMd5Sum", "a")]), ("item", [("PicMd5Sum", "b")])])])

    items = xml.read(written).all("PicList")[0].all("item")
    assert [item.find("PicMd5Sum") for item in items] == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    [DTD, "<!DOCTYPE xml><xml/>", '{"json": true}', "<xml>", "", "<xml></xml>junk", "<a>" * 40 + "</a>" * 40],
)
def test_what_is_no_plain_xml_is_refused(text):
    with pytest.raises(xml.BadXml):
        xml.read(text)
