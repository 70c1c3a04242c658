import pytest

from guitai.errors import Misconfigured
from guitai.wechat.menu import Button, Tap, build


def test_buttons_stand_in_order_under_their_first_level():
    menu = build(
        [
            Button("我的", "绑定", key="identity.bind", order=90),
            Button("理财", "产品", key="wealth.products", order=21),
            Button("理财", "持仓", key="wealth.holdings", order=20),
            Button("查余额", "查余额", key="accounts.balance", order=1),
            Button("我的", "帮助", url="https://bank.example/help", order=91),
            Button("我的", "附近网点", key="branches.near", order=92, tap=Tap.SEND_PLACE),
        ]
    )

    assert menu == {
        "button": [
            {"type": "click", "name": "查余额", "key": "accounts.balance"},
            {
                "name": "理财",
                "sub_button": [
                    {"type": "click", "name": "持仓", "key": "wealth.holdings"},
                    {"type": "click", "name": "产品", "key": "wealth.products"},
                ],
            },
            {
                "name": "我的",
                "sub_button": [
                    {"type": "click", "name": "绑定", "key": "identity.bind"},
                    {"type": "view", "name": "帮助", "url": "https://bank.example/help"},
                    {"type": "location_select", "name": "附近网点", "key": "branches.near"},
                ],
            },
        ]
    }


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"top": "一二三四五六"}, "wealth.buy.*top of 18 bytes; WeChat takes 16"),
        ({"top": "一二三四五六", "label": "一二三四五六"}, "wealth.buy.*18 bytes"),
        ({"label": "字" * 21}, "wealth.buy.*label of 63 bytes; WeChat takes 60"),
        ({"key": "wealth.buy" * 13}, "key of 130 bytes; WeChat takes 128"),
        ({"key": "", "url": "https://bank.example/" + "x" * 1_004}, "url of 1025 bytes; WeChat takes 1024"),
        ({"key": "", "url": "bank.example"}, "bank.example.*begins with"),
        ({"key": ""}, "理财/买理财.*either"),
        ({"url": "https://bank.example"}, "wealth.buy.*either"),
        ({"label": " "}, "wealth.buy.*label"),
    ],
)
def test_a_button_past_a_limit_names_its_declaration(wrong, named):
    with pytest.raises(Misconfigured, match=named):
        Button(**({"top": "理财", "label": "买理财", "key": "wealth.buy"} | wrong))


def lines(*tops_and_labels):
    return [
        Button(top, label, key=f"{top}.{label}", order=order)
        for order, (top, label) in enumerate(tops_and_labels)
    ]


@pytest.mark.parametrize(
    ("buttons", "named"),
    [
        ([], "1 to 3 first-level buttons, not 0"),
        (lines(*zip("abcd", "abcd", strict=True)), "1 to 3.*not 4.*d of d.d"),
        (lines(*(("a", label) for label in "123456")), "a.6.*one too many"),
        (lines(("a", "1"), ("a", "1")), "a.1.*named like"),
    ],
)
def test_a_menu_past_a_limit_names_the_declaration(buttons, named):
    with pytest.raises(Misconfigured, match=named):
        build(buttons)


def test_a_lone_button_of_another_name_stays_below():
    assert build(lines(("a", "1"))) == {
        "button": [{"name": "a", "sub_button": [{"type": "click", "name": "1", "key": "a.1"}]}]
    }
