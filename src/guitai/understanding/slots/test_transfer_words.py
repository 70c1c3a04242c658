"""What is said of a transfer beside whom and how much."""

from datetime import date, datetime

import pytest

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.slots.reading import read
from guitai.understanding.slots.transfer_words import Monthly
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)

SAID = {
    "转500给小王备注饭钱": {"memo": "饭钱", "payee": "小王", "amount": Money(500_00)},
    "帮我给小王转50附言：还500": {"memo": "还500", "payee": "小王", "amount": Money(50_00)},
    "轉五百給小王，備註生日快樂": {"memo": "生日快樂", "payee": "小王", "amount": Money(500_00)},
    "send 200 to li si with note dinner": {"memo": "dinner", "payee": "li si", "amount": Money(200_00)},
    "每月1号给房东转3000": {"arrival": Monthly(1), "payee": "房东", "amount": Money(3000_00)},
    "给张三每个月十五号转500": {"arrival": Monthly(15), "payee": "张三", "amount": Money(500_00)},
    "每月最后一天给张三转500": {"arrival": Monthly(31), "payee": "张三", "amount": Money(500_00)},
    "每个月给房东转3000": {"arrival": Monthly(0), "payee": "房东", "amount": Money(3000_00)},
    "transfer 500 to zhang san every month on the 5th": {"arrival": Monthly(5), "payee": "zhang san"},
    "send 500 to Tom every 1st": {"arrival": Monthly(1), "payee": "Tom"},
    "pay Tom 300, 5th of every month": {"arrival": Monthly(5), "payee": "Tom"},
    "set up a monthly payment of 300 to Tom on the 5th": {"payee": "Tom", "amount": Money(300_00)},
    "send Tom 500 tomorrow at 9 please": {
        "arrival": datetime(2026, 11, 24, 9, tzinfo=BANK_ZONE),
        "amount": Money(500_00),
    },
    "每周五给小王转100": {"arrival": "otherwise", "payee": "小王", "amount": Money(100_00)},
    "给张三转500次日到账": {"arrival": "next_day", "payee": "张三", "amount": Money(500_00)},
    "给张三转五百块，两小时后到账": {"arrival": "2h", "payee": "张三", "amount": Money(500_00)},
    "过两个钟帮我转900给张三": {"arrival": "2h", "payee": "张三", "amount": Money(900_00)},
    "给张三转500，两个钟头后到": {"arrival": "2h", "payee": "张三", "amount": Money(500_00)},
    "给李四转账，明早9点 4500": {
        "arrival": datetime(2026, 11, 24, 9, tzinfo=BANK_ZONE),
        "amount": Money(4500_00),
    },
    "给张三转500实时到账": {"arrival": "now", "payee": "张三", "amount": Money(500_00)},
    "明天给房东转3000": {"arrival": date(2026, 11, 24), "when": date(2026, 11, 24), "payee": "房东"},
    "删掉收款人李四": {"deal": "remove", "payee": "李四"},
    "把收款人张三的备注改成老张": {"deal": "rename", "payee": "张三"},
}


@pytest.mark.parametrize("text, slots", SAID.items())
def test_it_is_read_beside_the_rest(text, slots):
    found = read(said(text), NOW).slots

    assert {name: found.get(name) for name in slots} == slots


@pytest.mark.parametrize(
    "text", ["给张三转五百块", "备注怎么写", "附言是什么", "我的收款人", "上个月的明细", "马上挂失"]
)
def test_what_is_not_said_is_not_read(text):
    assert not {"memo", "arrival", "deal"} & read(said(text), NOW).slots.keys()
