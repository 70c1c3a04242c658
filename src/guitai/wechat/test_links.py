import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.wechat.links import option_link, page_link, plain, split

OPTION = re.compile(r'<a href="weixin://bizmsgmenu\?msgmenucontent=([^"&]*)&msgmenuid=([^"&]*)">([^<>]*)</a>')
OWN_BREAKS = re.compile("[\n]")

words = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\"'<>&#%+ \n余额"), min_size=1, max_size=30
)
links = st.builds(lambda label: page_link("https://bank.example/cards/1?a=1&b=2", label), words)
texts = st.lists(words.map(plain) | links | st.just("\n"), max_size=30).map("".join)


@given(words, words, words)
def test_an_option_hands_back_exactly_its_text_and_id(option_id, text, label):
    match = OPTION.fullmatch(option_link(option_id, text, label))

    assert match is not None
    assert (unquote(match[1]), unquote(match[2])) == (text, option_id)


def test_an_option_without_a_label_shows_what_it_says():
    assert option_link("k7", "余额") == (
        '<a href="weixin://bizmsgmenu?msgmenucontent=余额&msgmenuid=k7">余额</a>'
    )


def test_a_page_link_is_one_tag_whatever_the_address_holds():
    assert page_link('https://b/c?x="><a>', "看 <b>") == '<a href="https://b/c?x=%22%3E%3Ca%3E">看 ＜b＞</a>'


@pytest.mark.parametrize("url", ["javascript:alert(1)", "weixin://x", "//b/c", ""])
def test_only_pages_of_the_web_are_linked(url):
    with pytest.raises(ValueError, match="begins with"):
        page_link(url, "看")


@given(st.text(st.sampled_from("<>a/ href=\"https://bank.example.com'=余额1.0")))
def test_no_customers_text_makes_a_link(text):
    shown = plain(text)

    assert "<" not in shown
    assert ">" not in shown
    assert "://" not in shown
    assert not re.search(r"\w\.[A-Za-z]", shown)


@pytest.mark.parametrize("text", ["给张三转20000.99元", "9:30到10:00", "50%", "a & b", "余额？"])
def test_ordinary_words_stay_as_they_are(text):
    assert plain(text) == text


@given(texts, st.integers(300, 500))
def test_pieces_fit_and_lose_nothing(text, limit):
    pieces = split(text, limit)

    assert all(len(piece.encode()) <= limit for piece in pieces)
    assert OWN_BREAKS.sub("", "".join(pieces)) == OWN_BREAKS.sub("", text)
    assert sum(piece.count("<a ") for piece in pieces) == sum(piece.count("</a>") for piece in pieces)
    assert all(piece.count("<a ") == piece.count("</a>") for piece in pieces)


@given(st.lists(words.map(lambda word: word.replace("\n", " ")), min_size=1, max_size=20))
def test_lines_that_fit_are_never_broken(lines):
    pieces = split("\n".join(lines), 200)

    assert [line for piece in pieces for line in piece.split("\n") if line] == [
        line for line in lines if line
    ]


def test_what_fits_is_one_piece_to_the_letter():
    assert split("您好\n\n请选择\n", 1_800) == ["您好\n\n请选择\n"]
    assert split("") == []


def test_a_line_longer_than_a_message_is_cut_between_characters():
    pieces = split("余" * 1_000)

    assert [len(piece) for piece in pieces] == [600, 400]


def test_a_link_longer_than_the_limit_stays_whole():
    link = page_link("https://b/" + "x" * 100, "看")

    assert split(f"前{link}后", 50) == ["前", link, "后"]
