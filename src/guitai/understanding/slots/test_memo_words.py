"""What is remarked on a transfer is neither a sum nor a day of it."""

from datetime import date, datetime

import pytest

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.slots.reading import read
from guitai.understanding.slots.words import read_as
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
TOMORROW = date(2026, 11, 24)


def read_of(text):
    slots = read_as("transfers.send", read(said(text), NOW))
    return slots.get("memo"), slots.get("amount"), slots.get("arrival")


@pytest.mark.parametrize(
    "text, memo, yuan",
    [
        ("备注：押金，下月退我200", "押金,下月退我200", None),
        ("留言：生日快乐，晚点还你200", "生日快乐,晚点还你200", None),
        ("留言：生日快乐，万事如意", "生日快乐,万事如意", None),
        ("给李四转800，备注：押金，5号退", "押金,5号退", 800),
        ("给李四转800，备注押金，5号退", "押金,5号退", 800),
        ("给李四转800备注借款，下个月还你", "借款,下个月还你", 800),
        ("给张三转500作为明天的饭钱", "明天的饭钱", 500),
        ("给张三转500当上个月房租", "上个月房租", 500),
        ("给张三转500明天的饭钱", "明天的饭钱", 500),
        ("转3260给张三，备注写上次的3000和260", "上次的3000和260", 3260),
        ("转3260给张三，备注写上饭钱", "饭钱", 3260),
        ("转3260给张三，备注就写饭钱", "饭钱", 3260),
        ("转3260给张三，备注别忘了写饭钱", "饭钱", 3260),
        ("转3260给张三，备注算了", None, 3260),
        ("给李四转5000，附言：11月20日协议首付2000元", "11月20日协议首付2000元", 5000),
        ("wire 1200 to Tom, write mum's medicine in the memo", "mum's medicine", 1200),
        ("Tom gets 75 yuan from me, put pizza friday as the note", "pizza friday", 75),
        ("kindly transfer 900 yuan to Tom, narration 'cousin wedding gift'", "cousin wedding gift", 900),
        ("for Tom 310 yuan transfer, comment: office cake pool", "office cake pool", 310),
        ("send Tom 500 with a note", None, 500),
    ],
)
def test_a_sum_or_a_day_in_it_is_none_of_the_transfers(text, memo, yuan):
    assert read_of(text) == (memo and said(memo), Money(yuan * 100) if yuan else None, None)


@pytest.mark.parametrize(
    "text, memo, amount, arrival",
    [
        ("备注：房租，金额改成300", "房租", Money(300_00), None),
        ("备注：房租，转300", "房租", Money(300_00), None),
        ("备注：房租，明天", "房租", None, TOMORROW),
        ("备注：房租，明天到账", "房租", None, TOMORROW),
        ("备注：房租，300块", "房租", Money(300_00), None),
        ("备注：房租，300元，明天转", "房租", Money(300_00), TOMORROW),
        ("备注：房租，给张三", "房租", None, None),
        ("备注：房租，谢谢", "房租", None, None),
        ("给张三转800，备注房租，还是明天转", "房租", Money(800_00), TOMORROW),
        ("给张三转800备注房租，他催了好几次", "房租", Money(800_00), None),
        ("给张三转800备注房租，还有点急", "房租", Money(800_00), None),
    ],
)
def test_what_is_said_behind_it_of_the_transfer_is_not_in_it(text, memo, amount, arrival):
    assert read_of(text) == (memo, amount, arrival)


@pytest.mark.parametrize(
    "text, memo",
    [
        ("备注也加上：饭钱", "饭钱"),
        ("备注再加一句 生日快乐", "生日快乐"),
        ("备注写个饭钱吧", "饭钱"),
        ("备注水电费吧", "水电费"),
        ("备注房租就行", "房租"),
        ("（备注：饭钱）", "饭钱"),
        ("给李四转800（备注：饭钱）", "饭钱"),
        ("给李四转800（备注：饭钱），谢谢", "饭钱"),
        ("备注：房租（11月）", "房租（11月）"),
        ("备注呢就写生活费", "生活费"),
        ("备注就写生活费吧", "生活费"),
        ("备注加班费", "加班费"),
        ("备注个税", "个税"),
        ("备注写个人所得税", "个人所得税"),
        ("备注再见", "再见"),
        ("备注去酒吧", "去酒吧"),
        ("备注先写上材料费", "材料费"),
        ("附言打上材料费", "材料费"),
        ("備註寫返材料费", "材料费"),
        ("备注写返程车票", "返程车票"),
        ("附言打车费", "打车费"),
        ("备注别写这个 写 设计费", "设计费"),
        ("啥备注也别写", None),
        ("备注都不要写", None),
        ("send Tom 500, note it as rent", "rent"),
        ("memo should say November rent, 500 yuan to Tom", "November rent"),
        ("备注呢", None),
    ],
)
def test_only_its_own_words_are_in_it(text, memo):
    assert read_of(text)[0] == (memo and said(memo))
