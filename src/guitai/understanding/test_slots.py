from datetime import datetime

import pytest

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.slots import read
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
        ("card ending in 8888", "account", "8888"),
        ("信用卡账单", "account", "credit"),
        ("活期明细", "account", "current"),
        ("我的儲蓄卡", "account", "debit"),
        ("转到6225 8801 2345 6789 500元", "account_no", "6225880123456789"),
        ("汇款到6222020000000000000", "account_no", "6222020000000000000"),
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
        ("借给李四一万", "payee", "李四"),
        ("还李四的钱", "payee", "李四"),
        ("上个月在盒马花了多少", "counterparty", "盒马"),
        ("跟张三的往来", "counterparty", "张三"),
        ("我给张三转过多少钱", "counterparty", "张三"),
        ("李四给我转了多少", "counterparty", "李四"),
        ("how much did I spend at Starbucks this year", "counterparty", "Starbucks"),
        ("近三个月的收入", "direction", "in"),
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
    "text, slot",
    [
        ("尾号8888的余额", "amount"),
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
