"""What somebody else says or is told to do, and what is done already, orders nothing."""

from datetime import datetime
from functools import partial

import pytest

from guitai.understanding.acquaintance import Acquaintance, understand_from
from guitai.understanding.answer import Answer
from guitai.understanding.load import understanding
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
SEND = "transfers.send"
KNOWN = Acquaintance(lambda: {"张三", "李四"}, lambda: {"2816", "5207"})


def made(text):
    served = {SEND, "accounts.transactions"}
    return understand_from(KNOWN, understanding(), Answer(text, NOW), text, served=served)


@pytest.mark.parametrize(
    "text",
    [
        "我老公刚发微信说 给张三转2000",
        "我妈刚打电话来说 给李四转3000",
        "老板微信里说让财务给张三打8000",
        "张三刚发我的：那个850你今天有空转我一下",
        'my friend says i should send 张三 5000 for some "investment"',
        "my boss texted me: send 张三 8000 right now",
        "should i send 张三 5000?",
        "该不该给张三转5000",
        "昨天给李四转了800",
        "昨天已经给张三转了500",
    ],
)
def test_it_is_asked_whether_that_is_wished(text):
    understood = made(text)

    assert SEND in understood.likely
    assert not understood.sure


@pytest.mark.parametrize(
    "text",
    ["张三你把那500赶紧转我啊", "张三转我500", "让张三还我500", "李四啊 欠我的1200你倒是还我呀"],
)
def test_what_somebody_is_to_send_me_is_no_order_of_mine(text):
    assert made(text).intent == "talk.other"


@pytest.mark.parametrize(
    "text, fen",
    [
        ("我妈让我给李四转500", 500_00),
        ("我说给李四转500", 500_00),
        ("妈妈说给李四转500吧，你帮我转一下", 500_00),
        ("李四说转500就行，给他转500", 500_00),
        ("给我转500给张三", 500_00),
        ("转张三500还我欠他的", 500_00),
        ("给我老婆转500", 500_00),
        ("今天把500给张三转了", 500_00),
        ("刚才说的500给张三转了吧", 500_00),
        ("给张三转500要不要付手续费", 500_00),
        ("昨天给李四转了800，再给他转300", 300_00),
        ("李四那边转1800 周四转", 1800_00),
        ("李四在法院上班 帮我给他转300 份子钱", 300_00),
        ("pay 李四 500 for the concert tix", 500_00),
    ],
)
def test_what_is_told_besides_takes_nothing_from_an_order(text, fen):
    understood = made(text)

    assert understood.intent == SEND
    assert understood.sure
    assert understood.slots["amount"].fen == fen


@pytest.mark.parametrize("text", ["i wanna pay 张三 back", "我要把钱还给李四"])
def test_who_is_to_have_their_money_back_is_paid(text):
    understood = made(text)

    assert (understood.intent, understood.sure) == (SEND, True)
    assert understood.slots["payee"] in ("张三", "李四")


STORIES = {
    "买菜花了86打车花了32都是张三付的一共118转给张三": 118,
    "上个礼拜跟张三还有另外两个人去爬山门票80一张车费他出的120然后中午饭是我付的所以算下来我还要给他95你帮我转一下": 95,
    "我妈说李四他爸住院了然后我们几个同学凑了点钱小王出了500小刘出了300我就出1000吧你帮我把我这1000转给李四": 1000,
    "就是李四帮我买的那个扫地机器人原价2999打完折2499他说收我2400就行那就转他2400": 2400,
    "我家装修李四给铺的砖总共要一万八定金付过五千了剩下一万三这周三给他转过去": 13000,
    "装窗户的李四报价六千五我砍到六千上个月给过两千了还剩四千下周五给他转过去": 4000,
    "同李四夾份買咗部遊戲機2400佢畀咗2000我畀咗400即係我仲差佢800你幫我過返800畀佢": 800,
    "so 张三 and i bought a grill it was 860 plus 40 delivery so half is 450 can you just send him 450": 450,
}


@pytest.mark.parametrize("text", STORIES)
def test_a_story_pays_what_it_ends_with(text):
    understood = made(text)

    assert (understood.intent, understood.sure) == (SEND, True)
    assert understood.slots["amount"].fen == STORIES[text] * 100
    assert understood.slots["payee"] in ("张三", "李四")
    assert "memo" not in understood.slots


@pytest.mark.parametrize(
    "text",
    [
        "李四那个扫地机器人原价2999打完折2499我没转他2400",
        "李四的东西原价2999打完折2499要不要转他2400呢",
        "扫地机器人原价2999打完折2499李四帮我买的我已经转了他2400",
    ],
)
def test_a_sum_that_is_only_told_of_is_not_taken(text):
    understood = made(text)

    assert not understood.sure or getattr(understood.slots.get("amount"), "fen", None) is None


def test_whose_account_it_is_is_told_by_its_label():
    told = partial(understanding().told_of, SEND, now=NOW)

    for text, name in {
        "房东发来的 户名 孙梅 工商银行 6222 0203 0011 7390 462": "孙梅",
        "Name: Wang Fang\nBank: ICBC\nCard: 6222024400288615758\nsend her 888 from 2816": "Wang Fang",
        "account holder: Chen Jie, ICBC, 6222024400288615758": "Chen Jie",
    }.items():
        assert told(text)[1]["payee"] == name
    assert "payee" not in told("帮我转钱给一个人 6222024400288615758 5000块")[1]


@pytest.mark.parametrize(
    "text, intent",
    [
        ("查一下10月的流水", "accounts.transactions"),
        ("看看9月份的流水", "accounts.transactions"),
        ("上個月李四有冇過數俾我㗎 幫我查下", "accounts.transactions"),
        ("开10月的流水", "accounts.statement"),
        ("查一下10月的流水，要盖章", "accounts.statement"),
    ],
)
def test_lines_are_seen_and_statements_drawn_up(text, intent):
    assert understanding().understand(text, NOW).intent == intent
