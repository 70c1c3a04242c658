import re
from datetime import UTC, datetime
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from guitai.language import Catalogue, Language, Words
from guitai.reply import Link, Reply
from guitai.understanding.answer import Wish
from guitai.understanding.offers import Offered
from guitai.wechat.chat import texts
from guitai.wechat.links import MAX_BYTES

NOW = datetime(2026, 11, 23, tzinfo=UTC)
TAG = re.compile(r"<a [^>]*>")
OPTION = re.compile(r'<a href="weixin://bizmsgmenu\?msgmenucontent=([^&"]*)&msgmenuid=([^"]*)">([^<]*)</a>')
anything = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&\"'/:.%\n"), max_size=40)


def reply(*parts, taps=()):
    made = Reply(Catalogue({}), str, Language.SIMPLIFIED)
    made.parts = list(parts)
    made.taps = [
        Offered(f"id{number}", number, label, Wish("w"), NOW) for number, label in enumerate(taps, 1)
    ]
    return made


def test_sentences_links_and_options_stand_one_below_the_other():
    made = reply("您的余额：", Link("点这里查看", "https://bank.example/cards/1"), taps=("查明细",))

    assert texts(made) == [
        "您的余额：\n"
        '<a href="https://bank.example/cards/1">点这里查看</a>\n'
        '<a href="weixin://bizmsgmenu?msgmenucontent=查明细&msgmenuid=id1">1. 查明细</a>'
    ]


def test_options_are_numbered_as_they_can_be_typed():
    (text,) = texts(reply("哪个？", taps=("红", "蓝")))

    assert [label for _, _, label in OPTION.findall(text)] == ["1. 红", "2. 蓝"]


def test_a_reply_without_a_word_is_no_text():
    assert texts(reply()) == []


@given(anything, anything)
def test_what_a_customer_said_never_becomes_a_link_or_an_option(said, name):
    made = reply(taps=(name or "x",))
    made.say(Words("{name}：{said}", {"said": said, "name": name}))

    text = "".join(texts(made))
    ((content, option_id, _),) = OPTION.findall(text)
    assert len(TAG.findall(text)) == 1
    assert (unquote(content), option_id) == (name or "x", "id1")


@given(st.lists(anything, max_size=30), st.lists(anything.filter(bool), max_size=12))
def test_no_text_is_longer_than_wechat_takes_and_no_link_is_cut(sentences, labels):
    made = reply(*[sentence * 20 for sentence in sentences], taps=labels)

    sizes = [(len(text.encode()), text.count("<a ") - text.count("</a>")) for text in texts(made)]
    assert all(size <= MAX_BYTES and cut == 0 for size, cut in sizes)


def test_an_option_with_a_label_beyond_all_bounds_still_fits():
    (length,) = [len(text.encode()) for text in texts(reply(taps=("很长的名字" * 200,)))]

    assert length <= MAX_BYTES
