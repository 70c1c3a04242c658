"""What a dictionary's words tell of each character."""

from hypothesis import given
from hypothesis import strategies as st

from guitai.understanding.tagging.parting import parted


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_character_stands_in_two_words_and_none_is_left_out(text):
    seen = parted(f"{text}票", "offer")

    assert [len(one) for one in seen] == [12] * (len(text) + 1)


def test_a_word_shows_where_it_begins_and_ends():
    seen = [
        {"first", "mid", "last", "only"} & {mark[len("Truep") :] for mark in one}
        for one in parted("买电影票", "")
    ]

    assert seen == [{"only"}, {"first"}, {"mid"}, {"last"}]


def test_english_is_not_parted():
    assert parted("two tickets", "offer") == []
