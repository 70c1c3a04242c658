"""What is told anew of an open order, in words that no pattern was made for."""

from datetime import date, datetime
from functools import partial

import pytest

from guitai.money import Money
from guitai.understanding.load import understanding
from guitai.understanding.orders.monthly_words import MonthlyBut
from guitai.understanding.orders.open_order import Order
from guitai.understanding.orders.retelling import retold
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.transfer_words import Monthly
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
TOMORROW = date(2026, 11, 24)
BEFORE = {"payee": "张三", "amount": Money.parse("500"), "memo": "饭钱"}


def order(intent="transfers.send", **before):
    read = partial(understanding().told_of, intent, now=NOW)
    return Order(intent, read, {**BEFORE, **before}, {"2816", "5207"})


def yuan(sum_):
    return {"amount": Money.parse(sum_)}


def at(hour, minute=0, day=TOMORROW):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BANK_ZONE)


TOLD = {
    "800": yuan("800"),
    "那就800吧": yuan("800"),
    "啊不对 是三千": yuan("3000"),
    "唔係,過兩千八": yuan("2800"),
    "嗯 那这次转2000": yuan("2000"),
    "算了 转400吧": yuan("400"),
    "多打了一个0": yuan("50"),
    "再加200": yuan("700"),
    "太多了 少转两百": yuan("300"),
    "李四": {"payee": "李四"},
    "名字打快了，是李四不是张三，钱数没错": {"payee": "李四"},
    "应该是800不是500": yuan("800"),
    "应该是800，手滑": yuan("800"),
    "and make the 张三 one 120": yuan("120"),
    "是明天不是现在": {"arrival": TOMORROW},
    "等一下,是给李四,其他的都不变": {"payee": "李四"},
    "账号找不到了 先转给李四吧": {"payee": "李四"},
    "唔好過去5207喇,俾李四啦": {"payee": "李四"},
    "从5207出 明天到就行": {"account": "5207", "arrival": TOMORROW},
    "还是用2816吧 5207的留着还花呗": {"account": "2816"},
    "不要从5207 从2816": {"account": "2816"},
    "后天吧,明天我怕钱不够": {"arrival": date(2026, 11, 25)},
    "改每月8号": {"arrival": Monthly(8)},
    "那保险点 放到7号，周一": {"arrival": date(2026, 12, 7)},
    "那不急 放明天上午九点吧": {"arrival": at(9, day=TOMORROW)},
    "不用每月,就这一次,现在转": {"arrival": "now"},
    "延迟两个小时再到账吧 怕被骗": {"arrival": "2h"},
    "金额没错,日子错了,是12月3号": {"arrival": date(2026, 12, 3)},
    "备注改成 装修第二期": {"memo": "装修第二期"},
    "金额改1150 备注不动": yuan("1150"),
    "不要备注了": {"memo": ""},
    "2816到5207": {"account": "2816", "own": "5207"},
    "不对不对,重新说:今天,2816,给李四,转1615": {
        **yuan("1615"),
        **{"payee": "李四", "account": "2816", "arrival": date(2026, 11, 23)},
    },
    "Actually next Monday is better": {"arrival": date(2026, 11, 30)},
    "change the amount to 950, keep the note": yuan("950"),
    "make it 600 and from 5207": {**yuan("600"), "account": "5207"},
    "ok 1500 then": yuan("1500"),
    "收款人换成李四，时间换成12月1号上午十点": {"payee": "李四", "arrival": at(10, day=date(2026, 12, 1))},
    "thursday send la，唔使咁急": {"arrival": date(2026, 11, 26)},
    "走5207那个户头": {"account": "5207"},
    "用另外嗰个户口5207过啦": {"account": "5207"},
    "在这个基础上再加150": yuan("650"),
    "备注算了，不写了": {"memo": ""},
    "备注写饭钱，还是不写了": {"memo": ""},
    "no memo needed": {"memo": ""},
    "对了备注别忘了写学费": {"memo": "学费"},
    "300吧，400太多": yuan("300"),
    "ok其实只要1w": yuan("10000"),
    "那张三吧": {"payee": "张三"},
    "哦不 换回5207": {"account": "5207"},
    "不对还是原来的1500": yuan("1500"),
    "not today, i get paid friday. do it saturday": {"arrival": date(2026, 11, 28)},
    "嗯还是改回800": yuan("800"),
    "oh wait from my 5207 acct pls": {"account": "5207"},
    "上周五转": {"arrival": date(2026, 11, 20)},
    "周四就周四": {"arrival": date(2026, 11, 26)},
    "备注还是写房租，金额写800": {**yuan("800"), "memo": "房租"},
    "备注还是房租吧": {"memo": "房租"},
    "备注写房租，写错了": {"memo": "房租"},
    "change the memo to deposit and the amount to 650": {**yuan("650"), "memo": "deposit"},
    "sry i meant 350": yuan("350"),
    "k make it 350 thx": yuan("350"),
    "soz, 350": yuan("350"),
    "改成300吧，人还是同一个": yuan("300"),
    # a star puts a slip right
    "300*": yuan("300"),
    "*李四": {"payee": "李四"},
    # who says why, laughs, or mixes languages tells the same
    "哦那好，等后天再汇，不着急": {"arrival": date(2026, 11, 25)},
    "等周五再转吧": {"arrival": date(2026, 11, 27)},
    "别等了现在就转": {"arrival": "now"},
    "deadline是周四，就周四send吧": {"arrival": date(2026, 11, 26)},
    "日子改成12月5号": {"arrival": date(2026, 12, 5)},
    "3500 is enough": yuan("3500"),
    "hhh 备注：还你的钱": {"memo": "还你的钱"},
    "hahaha make it 300 plz": yuan("300"),
    "给李四，不过不是500了，他说先给一半，250": {**yuan("250"), "payee": "李四"},
    # the account, however its tail is said
    "hmm use 5207 then": {"account": "5207"},
    "with 5207 please": {"account": "5207"},
    "扣5207": {"account": "5207"},
    "意思是从5207那张卡付，付640": {**yuan("640"), "account": "5207"},
    "唔好用2816，用5207嗰个": {"account": "5207"},
    "够的话就从5207付": {"account": "5207"},
    "and from 5207 plz": {"account": "5207"},
    # beside what was told already
    "还有备注写水电费": {"memo": "水电费"},
    "另外备注写车位费，扣5207": {"memo": "车位费", "account": "5207"},
    "然后收款人李四，800就行": {**yuan("800"), "payee": "李四"},
    # by so much more or less
    "金额再加500": yuan("1000"),
    "那就麻烦再加他500吧": yuan("1000"),
    "add 200": yuan("700"),
    "make it 100 more": yuan("600"),
    "take 50 off": yuan("450"),
    "减返100": yuan("400"),
    "多写了100": yuan("400"),
    "少打了300": yuan("800"),
    "加到800": yuan("800"),
    "合同改了，定金一万二": yuan("12000"),
    "货款改成3000": yuan("3000"),
    "啊不 给李四转500": {**yuan("500"), "payee": "李四"},
    # he is who is paid, and no name is made of what he is like
    "哎他那人计较 还是499.5": yuan("499.5"),
    "他太急了 改明天吧": {"arrival": TOMORROW},
    "不要现在转要等到礼拜五再转": {"arrival": date(2026, 11, 27)},
    # the remark
    "备注写退押金 扣200": {"memo": "退押金 扣200"},
    "备注也改，写11/22运费": {"memo": "11/22运费"},
    "备注改一下，写运费": {"memo": "运费"},
    "备注改成份子钱，金额改成600": {**yuan("600"), "memo": "份子钱"},
    "备注写住院费，等阵，写医药费就得": {"memo": "医药费"},
    "备注不写": {"memo": ""},
    "撤掉备注": {"memo": ""},
    "cancel掉memo，我不要memo": {"memo": ""},
    "leave the memo empty": {"memo": ""},
    "take the memo off please, he'll know": {"memo": ""},
    "备注拿掉，他知道是啥": {"memo": ""},
    # what is asked for politely is told, and what it was is none of it
    "could you make it 900?": yuan("900"),
    "could we do Thursday instead": {"arrival": date(2026, 11, 26)},
    "can you change the memo to petrol": {"memo": "petrol"},
    "memo改成deposit 其他不变": {"memo": "deposit"},
    "So sorry, that should've been 1,350.50": yuan("1350.50"),
    "tbh just do it right now": {"arrival": "now"},
    "add another 80 to that, so 580 altogether": yuan("580"),
    "when改成周四吧，今天不急": {"arrival": date(2026, 11, 26)},
    "明天来不及，周五吧": {"arrival": date(2026, 11, 27)},
    "唔係聽日，後日先啱": {"arrival": date(2026, 11, 25)},
    "25号太晚了 change to 15号": {"arrival": date(2026, 12, 15)},
    "不对不对 it's Li Si 不是Zhang San": {"payee": "Li Si"},
    "啊不是給張三啦，是李四，錢也不對，1380才對": {**yuan("1380"), "payee": "李四"},
    "amount改成1800 plus备注写rent": {**yuan("1800"), "memo": "rent"},
}


@pytest.mark.parametrize("said, told", TOLD.items())
def test_what_is_told_anew_is_read_and_nothing_else(said, told):
    assert retold(said, order()).told == told


@pytest.mark.parametrize(
    "said",
    [
        *(
            "手续费多少",
            "明天能到吗",
            "能撤回吗",
            "后天再说",
            "好的",
            "我的余额",
            "258036",
            "5207",
            "1",
        ),
        *(
            "再转500",
            "还要给李四转320",
            "转30592元",
            "给李四转账",
            "转账给李四",
            "存一万定期一年",
            "改成800行不行",
            "I will pay 李四 later",
        ),
        *(
            "hmm 5207 then",
            "昨天那笔",
            "add 李四",
            "another 500",
            "等500到账再转",
            "他账号尾号是0207吧",
            "备注也改",
            "备注改一下",
            "备注也要写",
            "另外再转300",
            "然后给李四转200",
            "还有李四",
            "金额改成300，然后给李四转200",
            "加点吧加个500左右",
            "账户还是用主账户吧，1000就行",
            "房租2000，水电费300",
        ),
    ],
)
def test_what_asks_or_wishes_for_something_else_tells_nothing(said):
    assert retold(said, order()) is None


@pytest.mark.parametrize(
    "before, said, when",
    [
        (at(20), "改成九点", at(21)),
        (at(9), "下午三点", at(15)),
        (TOMORROW, "上午十点半转", at(10, 30)),
        (at(15), "改成后天", at(15, day=date(2026, 11, 25))),
        (at(9), "今天吧", date(2026, 11, 23)),
        (Monthly(5), "9号", Monthly(9)),
        (Monthly(5), "下个月9号", date(2026, 12, 9)),
        (Monthly(5), "每月改成20号", Monthly(20)),
        (Monthly(5), "从每月一号改成每月三号,谢谢", Monthly(3)),
        (Monthly(5), "11号吧,12号太晚", Monthly(11)),
        (Monthly(5), "早上九点转", MonthlyBut(("hour",), (5,))),
        (Monthly(5), "改成9点", MonthlyBut(("hour",), (5,))),
        (Monthly(5), "at 9am", MonthlyBut(("hour",), (5,))),
        (Monthly(5), "until next June", MonthlyBut(("end",), (5,))),
        (Monthly(5), "转到明年六月为止", MonthlyBut(("end",), (5,))),
        (Monthly(5), "一共转12次", MonthlyBut(("end",), (5,))),
        (Monthly(5), "从明年1月开始", MonthlyBut(("start",), (5,))),
        (Monthly(5), "就转半年", MonthlyBut(("end",), (5,))),
        (Monthly(5), "转到明年底就停", MonthlyBut(("end",), (5,))),
        (Monthly(5), "明天九点转", at(9)),
        (MonthlyBut(("hour",), (5,)), "不能定钟点就算了，1号当天就行", Monthly(1)),
        (at(15), "改九點正啦", at(21)),
        (at(15), "an hour later please", at(16)),
        (at(15), "提前半个钟", at(14, 30)),
        (at(15), "推迟一天吧", at(15, day=date(2026, 11, 25))),
        (date(2026, 11, 27), "Please prepone it to Wednesday, he is needing it early", date(2026, 11, 25)),
        (date(2026, 11, 27), "a day later please", date(2026, 11, 28)),
        (date(2026, 11, 27), "push it back two days", date(2026, 11, 29)),
        (date(2026, 11, 27), "提前三天", TOMORROW),
        (date(2026, 11, 27), "早一日過啦", date(2026, 11, 26)),
        (None, "two days later", date(2026, 11, 25)),
        (Monthly(25), "25号太晚了 change to 15号", Monthly(15)),
        (Monthly(10), "push it back three days", Monthly(13)),
    ],
)
def test_of_a_day_alone_the_hour_stays_and_of_an_hour_the_day(before, said, when):
    assert retold(said, order(arrival=before)).told == {"arrival": when}


def test_who_mixes_up_two_accounts_swaps_them():
    accounts = {"account": "2816", "own": "5207"}
    assert retold("反了", order(**accounts)).told == {"account": "5207", "own": "2816"}


@pytest.mark.parametrize("said", ["不取了", "先不取了", "算了利息可惜，不取了"])
def test_a_withdrawal_is_left_by_its_own_verb(said):
    assert retold(said, order("deposits.withdraw")).leaves


@pytest.mark.parametrize(
    "said, rest",
    [
        ("取消转账", ""),
        ("算了不转了", ""),
        ("他没在里面啊 算了不转了", "他没在里面啊"),
        ("不转了，给我看看余额", "给我看看余额"),
        ("转不了是吧 那算了 我去柜台", "转不了是吧，我去柜台"),
        ("取消吧 这钱我自己存起来", "这钱我自己存起来"),
        ("唔得㗎 咁算啦 我去分行", "唔得㗎，我去分行"),
        ("can't do it? forget it then, i'll go to the branch", "can't do it，i'll go to the branch"),
        ("那这笔撤掉", ""),
        ("这单不要了", ""),
        ("scrap that", ""),
        ("不给!", ""),
        ("你先唔好转住，我揾返啲纪录先", "我揾返啲纪录先"),
        ("i'm not paying him", ""),
        ("刚那个先不转了 我不想动这个钱", ""),
        ("回来了 刚才那笔先不转了 工资明天才到", "回来了，工资明天才到"),
        ("咪轉住 cancel咗佢", ""),
        ("那这个500不转了", ""),
        ("cancel那个payment吧, 他说already有人帮他付了", "他说already有人帮他付了"),
    ],
)
def test_what_leaves_it_leaves_it_whatever_is_said_besides(said, rest):
    left = retold(said, order(arrival=Monthly(5)))
    assert (left.leaves, left.rest) == (True, rest)


@pytest.mark.parametrize(
    "said", ["昨天那笔撤掉", "撤掉备注", "不给500，给600", "那算了，明天再转", "600不转了", "明天不转了"]
)
def test_who_drops_another_order_or_a_part_leaves_nothing(said):
    left = retold(said, order())
    assert left is None or not left.leaves


@pytest.mark.parametrize("said", ["给李四转320", "pay 李四 320", "李四，320"])
def test_a_whole_order_is_another(said):
    assert retold(said, order()).another


def test_who_begins_anew_keeps_nothing_of_what_was_told():
    new = retold("全错了，重来：给李四，3200", order(arrival=TOMORROW))

    assert (new.told, new.drops >= {"memo", "arrival"}) == ({**yuan("3200"), "payee": "李四"}, True)
    assert not retold("重新来，800", order()).drops


def test_whoever_is_named_once_more_is_where_they_were():
    assert not retold("不对，还是张三，800", order(account_no="6239990000000001668")).drops


def test_who_wants_somebody_else_is_asked_whom():
    new = retold("换个人", order())
    assert (new.told, "payee" in new.drops) == ({}, True)


@pytest.mark.parametrize(
    "intent, said, told",
    [
        ("deposits.open", "改成半年吧", {"term": Term(months=6)}),
        ("deposits.open", "等下,存5000就好", yuan("5000")),
        ("deposits.open", "金额8千,期限两年", {**yuan("8000"), "term": Term(years=2)}),
        ("deposits.open", "那就1.5万吧,2816的", {**yuan("15000"), "account": "2816"}),
        ("deposits.withdraw", "再多点,取两万吧", yuan("20000")),
        ("deposits.notice", "不,只要6万", yuan("60000")),
    ],
)
def test_so_are_deposits(intent, said, told):
    assert retold(said, order(intent)).told == told


@pytest.mark.parametrize(
    "intent, said",
    [
        ("deposits.open", "定期提前支取三万五千三百四十五"),
        ("deposits.open", "取两万"),
        ("deposits.withdraw", "存五万定期一年"),
        ("transfers.send", "存五万"),
        ("transfers.send", "支取五万"),
        ("deposits.open", "存一笔半年的定期"),
        ("deposits.open", "定期存半年"),
        ("deposits.open", "存两万八千三百六十三块钱定期"),
        ("deposits.withdraw", "定期提前支取三万"),
    ],
)
def test_another_order_is_another_wish(intent, said):
    assert retold(said, order(intent)) is None


@pytest.mark.parametrize("intent", ["deposits.open", "deposits.withdraw", "deposits.notice"])
def test_a_transfer_is_no_part_of_a_deposit(intent):
    assert retold("给李四转600", order(intent)) is None
    assert retold("给张三转1万吧 不存了", order(intent)).rest == "给张三转1万吧"
