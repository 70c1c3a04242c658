from datetime import datetime

import pytest

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.lookups.sought import part, sought
from guitai.understanding.slots.reading import read
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)


def found(text):
    slots = sought(text, read(said(text), NOW).slots, NOW)
    return {
        name: value for name, value in slots.items() if name not in ("when", "arrival", "period", "payee")
    }


@pytest.mark.parametrize(
    "text, slots",
    [
        ("上个月李四有冇过数俾我㗎", {"counterparty": "李四", "direction": "in"}),
        ("不要收入", {"direction": "out"}),
        ("不看支出", {"direction": "in"}),
        ("只看收入不看支出", {"direction": "in"}),
        ("除了工资", {"without": "工资"}),
        ("工资以外的", {"without": "工资"}),
        ("除了工资以外的收入", {"without": "工资", "direction": "in"}),
        ("9月15号之后的支出，不含张三", {"without": "张三", "direction": "out"}),
        ("10月的支出不算餐饮", {"without": "餐饮", "direction": "out"}),
        ("transactions excluding salary", {"without": "salary"}),
        ("transactions in October without 张三", {"without": "张三"}),
    ],
)
def test_what_is_not_wanted_is_not_looked_for(text, slots):
    assert found(text) == slots


@pytest.mark.parametrize(
    "text, what",
    [
        ("这个月餐饮花了多少", "餐饮"),
        ("这个月吃饭花了多少", "吃饭"),
        ("上个月在购物上一共花了多少钱", "购物"),
        ("上月進貨花咗幾多", "進貨"),
        ("10月交通支出", "交通"),
    ],
)
def test_what_money_goes_for_is_looked_for(text, what):
    assert found(text) == {"counterparty": what, "direction": "out"}


def test_a_time_that_is_left_out_is_none_to_look_at():
    assert sought("除了10月的", read("除了10月的", NOW).slots, NOW)["without"] == "10月"
    assert "period" not in sought("除了10月的", read("除了10月的", NOW).slots, NOW)


@pytest.mark.parametrize("text", ["不要了", "不想买理财", "支出不多吧", "没有收入吗", "不要太多"])
def test_not_every_no_leaves_something_out(text):
    assert "without" not in found(text)


@pytest.mark.parametrize(
    "text, whom",
    [
        ("和张三的", "张三"),
        ("只要张三的", "张三"),
        ("和李四的呢", "李四"),
        ("跟张三有关的", "张三"),
        ("跟我妈的", "我妈"),
        ("only with 张三", "张三"),
        ("with Zhang San only", "Zhang San"),
        ("transactions with 张三 in October", "张三"),
        ("how much did I pay 张三 in October", "张三"),
        ("show all payments to 张三", "张三"),
        ("payments to 李四 last month", "李四"),
    ],
)
def test_with_whom_it_was(text, whom):
    assert found(text)["counterparty"] == whom


@pytest.mark.parametrize(
    "text, whom, way",
    [
        ("十月过咗给张三嘅数", "张三", "out"),
        ("上个月给李四打过多少钱", "李四", "out"),
        ("张三10月转给我的", "张三", "in"),
        ("睇下九月张三过咗几多钱给我", "张三", "in"),
        ("张三这个月转我多少", "张三", "in"),
    ],
)
def test_who_paid_and_who_was_paid(text, whom, way):
    told = found(text)

    assert (told["counterparty"], told["direction"]) == (whom, way)


@pytest.mark.parametrize(
    "text",
    ["和上个月的呢", "只要大额的", "跟我有关的", "from October", "transactions from 工资卡", "只看收入的"],
)
def test_not_all_that_stands_there_is_somebody(text):
    assert "counterparty" not in found(text)


def test_payments_from_somebody_came_in():
    assert found("payments from 李四") == {"counterparty": "李四", "direction": "in"}


@pytest.mark.parametrize(
    "text, slots",
    [
        ("大于1000的明细", {"least": Money.parse("1000.01")}),
        ("超过440元的收入", {"least": Money.parse("440.01"), "direction": "in"}),
        ("不到440的收入", {"most": Money.parse("439.99"), "direction": "in"}),
        ("over 440", {"least": Money.parse("440.01")}),
        ("less than 440", {"most": Money.parse("439.99")}),
        ("大于100小于300的", {"least": Money.parse("100.01"), "most": Money.parse("299.99")}),
        ("440以上的收入", {"least": Money.parse("440"), "direction": "in"}),
        ("至少440的", {"least": Money.parse("440")}),
        ("不超过440的", {"most": Money.parse("440")}),
        ("不小于440的", {"least": Money.parse("440")}),
        ("no more than 440", {"most": Money.parse("440")}),
        ("at least 440", {"least": Money.parse("440")}),
        ("show me 5 biggest expenses this year", {"newest": 5, "largest": True, "direction": "out"}),
    ],
)
def test_how_much_and_how_many(text, slots):
    assert found(text) == slots


@pytest.mark.parametrize(
    "text", ["和张三的", "除了工资", "不看支出", "大于一千的", "2816的", "全部", "everything"]
)
def test_more_of_a_question(text):
    assert part(text)


@pytest.mark.parametrize(
    "text", ["余额", "10月的支出，不含张三", "给张三转500", "1000", "跟我说说", "不想给李四转账"]
)
def test_a_question_of_its_own_or_none(text):
    assert not part(text)


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("张三九月份给我转过钱没", "2026-09-01", "2026-09-30"),
        ("李四十月转给我的", "2026-10-01", "2026-10-31"),
        ("10月15到10月20号 5207 收入", "2026-10-15", "2026-10-20"),
        ("10月3号到9号5207的支出", "2026-10-03", "2026-10-09"),
    ],
)
def test_a_name_or_a_tail_beside_the_days_hides_none_of_them(text, first, last):
    days = sought(text, read(said(text), NOW).slots, NOW)["period"]

    assert (str(days.first), str(days.last)) == (first, last)
