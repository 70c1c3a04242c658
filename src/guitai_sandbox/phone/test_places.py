"""Where things stand in a chat."""

from guitai_sandbox.bubbles import menu_bubble, news_bubble, template_bubble, text_bubble
from guitai_sandbox.phone.places import from_bank, links, options

CHAT = [
    {"from": "user", **text_bubble('<a href="https://bank.example/mine">我的</a>')},
    {
        "from": "bank",
        **text_bubble('<a href="https://bank.example/1">一</a><a href="https://bank.example/2">二</a>'),
    },
    {"from": "wechat", **text_bubble("故障")},
    {"from": "bank", **news_bubble([("三", "", "https://bank.example/3", "https://bank.example/picture")])},
    {"from": "bank", **template_bubble("四", [], "https://bank.example/4")},
    {"from": "bank", **text_bubble('<a href="https://bank.example/1">又一</a>')},
]


def test_what_the_bank_sent_is_counted_alone():
    assert [message["type"] for message in from_bank(CHAT)] == ["text", "news", "template", "text"]


def test_links_are_counted_over_all_that_the_bank_sent_as_often_as_they_were_shown():
    assert [url.removeprefix("https://bank.example/") for url in links(CHAT)] == ["1", "2", "3", "4", "1"]


def test_options_are_counted_from_the_top():
    assert options(menu_bubble("哪个？", [("b", "乙"), ("a", "甲")], "")) == ["b", "a"]
    assert options(news_bubble([])) == []
