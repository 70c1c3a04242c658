"""Numbers that say something else than how much: none of them is ever taken for the amount."""

from datetime import datetime
from random import Random

import pytest

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.slots.reading import read
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
SUM, YUAN = "1234.56元", Money.parse("1234.56")

# {} is a number of some digits.
ELSEWHERE = (
    """
住{}室的|3号楼{}的|{}号楼的|2栋{}室|8栋2单元{}房|{}房的|unit {}, |room {}, |{}号桌|{}号柜台|第{}期的|第{}个|{}岁的
月薪{}，|年收入{}，|工资卡尾号{:04}，|手续费{}元，|{}个人的|{}个月的|{}天后|{}次的|{}度电的|{}吨水的|{}平米的|{}公里的
{}分钟内，|每{}天|分{}期，|利率{}%的|年化{}%的|{}折的|打{}折，|{}楼的|{}层的|{}路车的|{}兆的|{}GB的|{}页的|{}级的
验证码{:06}，|取款码{:06}，|单号{:08}，|{:04}年的|{}号线的|{}版的|{}美元的|{}日元的|大概{}的|{}多的|{}左右的|不到{}的
剩{}的|留{}的|余下的{}不动，|一半，|天天盈{}号，|稳利{}天，|悦享{}天，|R{}的|翻了{}遍的|写{}字的|跑了{}趟，|绕了{}圈，|第{}排的
电话9123 {:04}，|{:04}开头的|{}后的|发给前{}名，|the flat is {} sqm, |{} sq ft, |{}区的
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("phrase", ELSEWHERE)
def test_a_number_of_something_else_is_never_the_amount(phrase):
    chance, wrong = Random(20261123), []
    for size in (9, 31, 99, 365, 999, 9999):
        number = chance.randint(1, size)
        words = phrase.format(number)
        for text in (f"{words}转账", f"{words}转{SUM}", f"转{SUM}，{words}"):
            got = read(said(text), NOW).slots.get("amount")
            if got not in (None, YUAN):
                wrong.append((text, got))

    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "取5张100的",
        "转3个500",
        "转两笔500",
        "给张三转500，300微信",
        "给张三转500,300",
        "卡里有20000，转一半给张三",
        "转500的一半",
        "吃饭698，我跟杨柳一人一半，把我那一半转给杨柳",
        "一共560，两个人平分，转我那份给阿芬",
        "转双倍的500",
        "转小一万",
        "转.5",
        "转5.000",
        "给12306转账",
        "给10086充话费",
        "交10、11月的水费",
        "一分钱都没收到",
        "send half of 500 to Tom",
        "send three hundred something",
        "转600不是500",
        "给万里转账",
        "取个小一千",
        "my kid is 7",
        "3 reminders already",
        "存万一亏了怎么办",
        "借条是10月23打的",
        "给我妈投一份防癌险，她58，身体好",
        "set it for - 4500",
    ],
)
def test_what_may_be_another_sum_is_asked_for(text):
    assert "amount" not in read(said(text), NOW).slots


@pytest.mark.parametrize(
    "text, yuan",
    [
        ("存50000，2年", "50000"),
        ("给张三转1，000", "1000"),
        ("给张三转12,345.6", "12345.6"),
        ("张三13800138000 500", "500"),
        ("户号0312 4456 78 200元", "200"),
        ("编号8800213396,150块", "150"),
        ("兩嚿水俾阿強", "200"),
        ("幫9123 4567呢部電話增值一百蚊", "100"),
        ("买一份500块的", "500"),
        ("年收入20万，想贷5万", "50000"),
        ("转500吧不600", "600"),
        ("一分钱没看到，那800呢", "800"),
        ("我就只借给老幺1千 多一分没有", "1000"),
        ("貸款二十萬、60個月", "200000"),
        ("支取一万九里头的钱", "19000"),
        ("贷八万月薪够吗", "80000"),
        ("一局输了，给大飞150", "150"),
        ("打268 本来要还价", "268"),
        ("交住250先", "250"),
        ("split the 5,400 card bill", "5400"),
        ("top up 100, only 3gb left", "100"),
        ("send 1万 ok?", "10000"),
        ("交物业费 1480块5毛 17栋2单元", "1480.5"),
        ("收五毛 2个鸡蛋", "0.5"),
        ("拿3000来还信用卡", "3000"),
        ("刷卡买的MacBook 12999，分24期", "12999"),
        ("iPhone 15那笔6999分12期", "6999"),
        ("再加五千一块存进去", "5000"),
        ("转二十一块给李四", "21"),
        ("给他58", "58"),
        ("借给我的是她580", "580"),
        ("on the first - 4500 - to Rosa", "4500"),
    ],
)
def test_the_amount_beside_them_is_read(text, yuan):
    assert read(said(text), NOW).slots["amount"] == Money.parse(yuan)
