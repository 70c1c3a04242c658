import json

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from guitai.wechat.xml import MAX_BYTES, MAX_DEPTH, BadXml, elements, parse, text

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]><xml><Content>&b;</Content></xml>"""
FILE = b'<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Content>&f;</Content></xml>'


def test_every_element_is_kept_in_order():
    tree = parse(b"<xml><A>1</A><B><C>2</C><C>3</C></B><A/><A>4</A></xml>")

    assert tree == {"A": ["1", "", "4"], "B": [{"C": ["2", "3"]}]}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00",
        b"success",
        b"{}",
        b"<xml>",
        b"<xml></xml><xml></xml>",
        b"<xml>&eacute;</xml>",
        b"<xml>&#0;</xml>",
        b"<xml>\xff</xml>",
        b"<xml><!DOCTYPE xml></xml>",
        b"<!DOCTYPE xml><xml/>",
        b'<!DOCTYPE xml SYSTEM "http://127.0.0.1/x.dtd"><xml/>',
        LAUGHS,
        FILE,
        b"<xml>" + b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH + b"</xml>",
        b"<xml>" + b"a" * MAX_BYTES + b"</xml>",
    ],
)
def test_what_is_no_plain_xml_is_refused(body):
    with pytest.raises(BadXml):
        parse(body)


@given(st.binary(max_size=300))
def test_no_bytes_make_another_exception(body):
    try:
        parse(body)
    except BadXml:
        return
    assert ElementTree.fromstring(body) is not None


names = st.from_regex(r"\A[A-Za-z][A-Za-z0-9]{0,8}\Z")
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("]>&<😀"),
    max_size=20,
)
trees = st.recursive(
    st.dictionaries(names, st.lists(texts, min_size=1, max_size=2), min_size=1, max_size=3),
    lambda inner: st.dictionaries(
        names, st.lists(texts | inner, min_size=1, max_size=3), min_size=1, max_size=3
    ),
    max_leaves=12,
)


def written(tree):
    """The tree as XML, by the plain rules for escaping."""
    parts = []
    for name, nodes in tree.items():
        for node in nodes:
            inner = written(node) if isinstance(node, dict) else node
            if isinstance(node, str):
                inner = inner.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            parts.append(f"<{name}>{inner}</{name}>")
    return "".join(parts)


@given(trees)
def test_what_was_written_is_read_and_fits_into_json(tree):
    read = parse(f"<xml>{written(tree)}</xml>".encode())

    assert read == tree
    assert json.loads(json.dumps(read)) == read


def test_one_and_several_read_alike():
    one = parse(b"<xml><E><List><Id>1</Id></List></E></xml>")
    two = parse(b"<xml><E><List><Id>1</Id></List><List><Id>2</Id></List></E></xml>")

    assert [text(item, "Id") for item in elements(one, "E", "List")] == ["1"]
    assert [text(item, "Id") for item in elements(two, "E", "List")] == ["1", "2"]


@pytest.mark.parametrize("path", [("Missing",), ("A", "B", "C"), ("E",), ("A", "A")])
def test_what_is_not_there_is_empty_text(path):
    assert text(parse(b"<xml><A>1</A><E><B>2</B></E></xml>"), *path) == ""


def test_cdata_entities_and_characters_are_text():
    assert (
        text(parse("<xml><A><![CDATA[<b>]]]]><![CDATA[>😀]]>&amp;&#38;</A></xml>".encode()), "A")
        == "<b>]]>😀&&"
    )
