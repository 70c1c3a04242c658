from datetime import date, datetime

import pytest

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.reading import read
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)


def slots(text):
    return read(said(text), NOW).slots


@pytest.mark.parametrize(
    "text, slot, value",
    [
        ("尾号0009的余额", "account", "0009"),
        ("尾号是八八八八的卡", "account", "8888"),
        ("8888那张卡", "account", "8888"),
        ("尾號8888的信用卡", "account", "8888"),
        ("3307的結餘", "account", "3307"),
        ("4410明细", "account", "4410"),
        ("查4410流水", "account", "4410"),
        ("4410上周花了多少", "account", "4410"),
        ("2019昨天花了多少", "account", "2019"),
        ("那4410呢？", "account", "4410"),
        ("4410的呢", "account", "4410"),
        ("换成4410", "account", "4410"),
        ("余额4410", "account", "4410"),
        ("查一下幺九六九", "account", "1969"),
        ("what about 4410?", "account", "4410"),
        ("4410's balance", "account", "4410"),
        ("4410", "account", "4410"),
        ("0009", "account", "0009"),
        ("4410", "amount", Money(441000)),
        ("那2100呢", "amount", Money(210000)),
        ("1000的支出", "amount", Money(100000)),
        ("有没有一笔4250的支出", "amount", Money(425000)),
        ("card ending in 8888", "account", "8888"),
        ("信用卡账单", "account", "credit"),
        ("活期明细", "account", "current"),
        ("我的儲蓄卡", "account", "debit"),
        ("转到6225 8801 2345 6789 500元", "account_no", "6225880123456789"),
        ("给黄丽转100 6228480000000000042", "account_no", "6228480000000000042"),
        ("农行卡622848 0402 5646 90018 转他八百八", "account_no", "6228480402564690018"),
        ("农行卡622848 0402 5646 90018 转他八百八", "amount", Money(880_00)),
        ("cancel the transfer to David, the 1500 one", "amount", Money(1500_00)),
        ("给张三RMB760", "amount", Money(760_00)),
        ("给张三RMB 760", "payee", "张三"),
        ("send 500 rmb 3 times", "amount", Money(500_00)),
        ("汇款到6222020000000000000", "account_no", "6222020000000000000"),
        ("send 5 wan to Tom", "amount", Money(50_000_00)),
        ("send 1万 to Tom", "amount", Money(10_000_00)),
        ("send 500 to Wan Li", "amount", Money(500_00)),
        ("wire 50 to account 6217 0033 8120 4459, the fee is mine", "account_no", "6217003381204459"),
        ("pay the card with 9341 at the end", "account", "9341"),
        ("给13800138000转200", "mobile", "13800138000"),
        ("一三八零零一三八零零零", "mobile", "13800138000"),
        ("+86 138 0013 8000", "mobile", "13800138000"),
        ("转到招行卡", "bank", "招商银行"),
        ("匯到建設銀行", "bank", "建设银行"),
        ("给张三转五百块", "payee", "张三"),
        ("给我妈转钱", "payee", "我妈"),
        ("轉500給陳大文", "payee", "陳大文"),
        ("轉一千蚊俾阿媽", "payee", "阿媽"),
        ("给李四的招行卡打2千元", "payee", "李四"),
        ("转账500给王五明天上午到", "payee", "王五"),
        ("转账500给王五买菜", "payee", "王五"),
        ("给艾山江·买买提打300", "payee", "艾山江·买买提"),
        ("给Zhang Wei转500", "payee", "Zhang Wei"),
        ("send 500 yuan to Li Lei", "payee", "Li Lei"),
        ("I want to borrow 2000 from my friend Tom", "payee", "Tom"),
        ("send my sister Anna Lee 500", "payee", "Anna Lee"),
        ("send my friend 200 Monday", "payee", "my friend"),
        ("借给李四一万", "payee", "李四"),
        ("还李四的钱", "payee", "李四"),
        ("上个月在盒马花了多少", "counterparty", "盒马"),
        ("跟张三的往来", "counterparty", "张三"),
        ("我给张三转过多少钱", "counterparty", "张三"),
        ("李四给我转了多少", "counterparty", "李四"),
        ("how much did I spend at Starbucks this year", "counterparty", "Starbucks"),
        ("how much did I spend at 江海超市 in September", "counterparty", "江海超市"),
        ("近三个月的收入", "direction", "in"),
        ("工资卡上个月的支出", "direction", "out"),
        ("上个月花了多少", "direction", "out"),
        ("谁给我转了钱", "direction", "in"),
        ("my spending", "direction", "out"),
        ("账单分12期", "instalments", 12),
        ("分十二个月还", "instalments", 12),
        ("买两张电影票", "quantity", 2),
        ("两张100块的券", "amount", Money(10000)),
        ("把钱全部转给妈妈", "amount", "all"),
        ("10月1号转500", "amount", Money(50000)),
    ],
)
def test_a_slot_is_read_as_it_was_said(text, slot, value):
    assert slots(text)[slot] == value


@pytest.mark.parametrize(
    "text, least, most",
    [
        ("300元以上的支出", "300", None),
        ("超過三百的", "300", None),
        ("大于1500块的消费", "1500", None),
        ("不少于800", "800", None),
        ("至少两千", "2000", None),
        ("800到1600之间的支出", "800", "1600"),
        ("800-1600元的消费", "800", "1600"),
        ("三百到五百块", "300", "500"),
        ("六百和九百之间的", "600", "900"),
        ("三千以下的", None, "3000"),
        ("不超过1500", None, "1500"),
        ("不大于1500", None, "1500"),
        ("小于60块", None, "60"),
        ("payments over 300", "300", None),
        ("above 300 yuan", "300", None),
        ("no less than 300", "300", None),
        ("under 60", None, "60"),
        ("between 300 and 450", "300", "450"),
        ("from 300 to 450 yuan", "300", "450"),
        ("500元的支出", None, None),
        ("1到2万", None, None),
        ("50或60", None, None),
        ("11月1到15号", None, None),
        ("超过3个月", None, None),
        ("最近5笔以上", None, None),
    ],
)
def test_a_bound_is_no_amount(text, least, most):
    read = slots(text)

    assert read.get("least") == (Money.parse(least) if least else None)
    assert read.get("most") == (Money.parse(most) if most else None)
    assert "amount" not in read or not (least or most)


@pytest.mark.parametrize(
    "text, newest",
    [
        ("最近8笔", 8),
        ("最近的三筆交易", 3),
        ("最後一筆是什麼", 1),
        ("最近一笔支出", 1),
        ("最新的那一笔", 1),
        ("上一笔花在哪了", 1),
        ("last 3", 3),
        ("latest 8 payments", 8),
        ("my last transaction", 1),
        ("the most recent payment", 1),
        ("最近几笔", None),
        ("昨天那笔", None),
        ("last 3 months", None),
        ("最近5天", None),
    ],
)
def test_how_many_of_the_newest_are_meant_is_counted(text, newest):
    read = slots(text)

    assert read.get("newest") == newest
    assert newest is None or "amount" not in read


@pytest.mark.parametrize(
    "text",
    ["我最大的一笔支出", "花得最多的那笔", "最贵的", "金额最高的交易", "最大的三笔", "my biggest payment"],
)
def test_the_largest_may_be_meant(text):
    assert slots(text)["largest"] is True


@pytest.mark.parametrize("text", ["最近的支出", "哪里花钱最多", "一天最多能转多少"])
def test_else_it_is_not_the_largest(text):
    assert "largest" not in slots(text)


@pytest.mark.parametrize(
    "text, slot",
    [
        ("尾号8888的余额", "amount"),
        ("4410的余额", "amount"),
        ("那4410呢", "amount"),
        ("尾号3307和4410的余额", "account"),
        ("3307和4410的余额", "account"),
        ("3307和4410的余额", "amount"),
        ("4410元的支出", "account"),
        ("4410块", "account"),
        ("2025年的明细", "account"),
        ("2025上半年的明细", "account"),
        ("转4410给张三", "account"),
        ("13800138000", "amount"),
        ("6225880123456789", "amount"),
        ("2026年10月1号", "amount"),
        ("三个月", "amount"),
        ("明天下午三点", "amount"),
        ("最近5笔交易", "amount"),
        ("给我转账", "payee"),
        ("还他两百块", "payee"),
        ("还信用卡2000", "payee"),
        ("给客服留言", "payee"),
        ("在外面花了多少", "counterparty"),
        ("在上个月花了多少", "counterparty"),
        ("查余额和最近的交易", "counterparty"),
        ("收入和支出", "direction"),
        ("10月和8月的明细", "period"),
        ("尾号1234和尾号5678", "account"),
        ("转账到账了吗", "payee"),
    ],
)
def test_what_is_not_said_for_certain_is_no_slot(text, slot):
    assert slot not in slots(text)


@pytest.mark.parametrize(
    "text, marked",
    [
        ("给张三转五百块", "给NN转AAA"),
        ("尾号0009上个月的明细", "KKKKKKTTT的明细"),
        ("给13800138000充两张", "给MMMMMMMMMMM充CC"),
    ],
)
def test_what_was_read_leaves_a_mark_in_its_place(text, marked):
    assert read(said(text), NOW).masked == marked


def test_the_day_is_the_banks_day_wherever_the_server_stands():
    in_utc = datetime.fromisoformat("2026-11-22T17:00:00+00:00")

    assert read(said("今天"), in_utc).slots["period"] == Period.day(date(2026, 11, 23))
