"""How a phone shows the bank's texts."""

import pytest

from guitai_sandbox.bubbles import text_bubble

MENU = "weixin://bizmsgmenu?msgmenucontent="


def shown(text):
    bubble = text_bubble(text)
    return bubble["content"], bubble["options"], bubble["links"]


@pytest.mark.parametrize(
    "anchor",
    [
        f'<a href="{MENU}活期&msgmenuid=n1">1. 活期</a>',
        f"<a href='{MENU}活期&msgmenuid=n1'>1. 活期</a>",
        f'<a href="{MENU}%E6%B4%BB%E6%9C%9F&msgmenuid=n1">1. 活期</a>',
        f"<A class=x HREF=\"{MENU}活期&msgmenuid=n1\" id='y'>1. 活期</A>",
        '<a href="weixin://bizmsgmenu?msgmenuid=n1&msgmenucontent=活期">1. 活期</a>',
        f"<a href={MENU}活期&msgmenuid=n1>1. 活期</a>",
    ],
)
def test_a_menu_link_is_an_option_however_it_is_written(anchor):
    content, options, links = shown(f"哪个账户？\n{anchor}")

    assert content == "哪个账户？\n1. 活期"
    assert options == [{"option": "n1", "text": "活期", "label": "1. 活期"}]
    assert links == []


def test_a_link_without_an_id_gets_a_number_that_no_other_has():
    links = [
        f'<a href="{MENU}{text}{id}">{text}</a>' for text, id in (("活期", ""), ("定期", "&msgmenuid=%231"))
    ]

    assert [option["option"] for option in shown("".join(links))[1]] == ["#2", "#1"]


def test_a_plus_in_an_option_stays_a_plus():
    assert shown(f'<a href="{MENU}A+B%3EC&msgmenuid=9">A</a>')[1][0]["text"] == "A+B>C"


def test_a_web_link_is_a_link():
    content, options, links = shown('看<a href="https://bank.example/cards/7?a=1&b=2">这张卡片</a>吧')

    assert content == "看这张卡片吧"
    assert options == []
    assert links == [{"text": "这张卡片", "url": "https://bank.example/cards/7?a=1&b=2"}]


def test_a_link_without_an_id_can_be_tapped_too():
    _, options, _ = shown(f'<a href="{MENU}活期">活期</a><a href="{MENU}定期">定期</a>')

    assert [(option["option"], option["text"]) for option in options] == [("#1", "活期"), ("#2", "定期")]


@pytest.mark.parametrize("text", ["1 < 2 > 0", "<b>粗</b>", "<a href=>", '<a href="javascript:x">别点', ""])
def test_what_is_no_link_stays_as_it_is(text):
    assert shown(text) == (text, [], [])


def test_a_link_of_another_kind_is_its_label():
    assert shown('<a href="javascript:alert(1)">别点</a>') == ("别点", [], [])
