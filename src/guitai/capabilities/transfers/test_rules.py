"""What is said, read: amounts, payees, accounts, times, on values alone."""

from datetime import date, datetime

import pytest

from guitai.capabilities.transfers.arrival import (
    AT_ONCE,
    USUAL,
    Arrival,
    When,
    again_at,
    arrival_asked,
    each_month,
    latest,
    next_on,
)
from guitai.capabilities.transfers.names import holder, name_said
from guitai.capabilities.transfers.rules import (
    nickname,
    number_of,
    somebody,
)
from guitai.capabilities.transfers.sums import amount_up_to
from guitai.capabilities.transfers.whom import Payee, To, kin
from guitai.money import Money
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.fold import said as as_said
from guitai.understanding.slots.reading import read
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)


def heard(text):
    return Answer(text, NOW, slots=read(as_said(text), NOW).slots)


def at(text):
    return datetime.fromisoformat(f"{text}:00+08:00")


ACCEPTED = {
    "五百": "500",
    "一千五": "1500",
    "1.5万": "15000",
    "三块五": "3.50",
    "一分钱": "0.01",
    "50000": "50000",
}
NO_AMOUNT = {
    "三千多": "确切",
    "50或60": "确切",
    "0": "大于0",
    "零元": "大于0",
    "-5": "大于0",
    "负五百": "大于0",
    "0.001元": "最小到分",
    "100美元": "人民币",
    "500 dollars": "人民币",
    "全部": "具体",
    "all of it": "具体",
    "随便": "没有听清",
    "五万零一": "一笔最多",
}


@pytest.mark.parametrize("text, yuan", ACCEPTED.items())
def test_an_amount_is_read_to_the_fen(text, yuan):
    assert amount_up_to(Money.parse("50000"))(heard(text)) == Money.parse(yuan)


@pytest.mark.parametrize("text, why", NO_AMOUNT.items())
def test_what_is_no_amount_is_asked_for_with_its_reason(text, why):
    with pytest.raises(Unclear) as no:
        amount_up_to(Money.parse("50000"))(heard(text))

    assert why in no.value.says


WHOM = {
    "张三": To("张三"),
    "转给张三": To("张三"),
    "他叫王五": To("王五"),
    "我妈": To("我妈"),
    "江海五金批发行": To("江海五金批发行"),
    "Chen Guoqiang": To("Chen Guoqiang"),
    "6214 8300 0000 0009": To(number="6214830000000009"),
    "13800138000": To(mobile="13800138000"),
    "尾号1196": To(own="1196"),
    "1196": To(digits="1196", amount=Money.parse("1196")),
    "尾号1196，300块": To(own="1196", amount=Money.parse("300")),
    "李四，300": To("李四", amount=Money.parse("300")),
    "五百块": To(amount=Money.parse("500")),
    "用尾号1668": To(payer="1668"),
    "从尾号1668付": To(payer="1668"),
    "用活期": To(payer="current"),
    "from card 1668": To(payer="1668"),
    "从尾号1668转给张三": To("张三", payer="1668"),
    "从尾号1668转到尾号1196": To(own="1196", payer="1668"),
    "從尾號1668轉300到尾號1196": To(own="1196", payer="1668", amount=Money.parse("300")),
}


@pytest.mark.parametrize("text, to", WHOM.items())
def test_whom_to_pay_is_a_name_a_number_a_mobile_or_ones_own_account(text, to):
    assert somebody(heard(text)) == to


@pytest.mark.parametrize("reader", [somebody, name_said, holder, number_of(To())])
@pytest.mark.parametrize("text", ["？？？", "1234567", "x" * 70])
def test_what_names_nobody_is_asked_for_again(reader, text):
    with pytest.raises(Unclear):
        reader(heard(text))


@pytest.mark.parametrize("text", ["我妈", "小王", "老李", "房东"])
def test_a_nickname_is_no_name_of_an_account(text):
    with pytest.raises(Unclear):
        holder(heard(text))


@pytest.mark.parametrize(
    "one, other", [("我妈", "妈妈"), ("麻麻", "老妈"), ("my mother", "mum"), ("房东", "landlord")]
)
def test_a_relative_goes_by_many_words(one, other):
    assert kin(one) == kin(other) != frozenset()


def test_a_stranger_is_nobodys_relative():
    assert kin("张三") == frozenset()


@pytest.mark.parametrize(
    "said, goes",
    [("张三", True), ("張三", True), ("张 三", True), ("老张", True), ("章三", False), ("张三丰", False)],
)
def test_a_payee_goes_by_their_name_in_any_script_and_by_what_they_are_called(said, goes):
    assert Payee("张三", "1", "1", called="老张").goes_by(said) is goes


@pytest.mark.parametrize("said, sounds", [("章三", True), ("张山", True), ("李四", False), ("张三丰", False)])
def test_a_name_that_sounds_the_same_in_any_accent_is_found(said, sounds):
    assert Payee("张三", "1", "1").sounds_like(said) is sounds


@pytest.mark.parametrize("text", ["", "一二三四五六七八九十一二三四五六七八九十一", "老张2"])
def test_what_nobody_is_called_is_asked_for_again(text):
    with pytest.raises(Unclear):
        nickname(heard(text))


@pytest.mark.parametrize(
    "text",
    "老张 叫老张 就叫老张 叫他老张 就叫他老张吧 改成老张 改为老张 改叫老张 称呼他为老张 叫做老张 以后叫他老张"
    " 我想叫他老张 管他叫老张 就老张吧 老张吧 叫老张就行 叫他“老张”。 备注成老张".split(),
)
def test_what_somebody_is_called_stands_among_other_words(text):
    assert nickname(heard(text)) == "老张"


@pytest.mark.parametrize(
    "text, name",
    [
        ("call him Old Zhang", "Old Zhang"),
        ("Just call her Auntie please", "Auntie"),
        ("change it to Boss", "Boss"),
        ("楼下酒吧", "楼下酒吧"),
        ("叫", "叫"),
        ("我妈", "我妈"),
        ("就业处", "就业处"),
        ("Michael", "Michael"),
    ],
)
def test_what_somebody_is_called_is_kept_whole(text, name):
    assert nickname(heard(text)) == name


UNKNOWN = (
    "不知道 我不知道 不清楚 不太清楚 不晓得 不记得了 忘了 我忘记了 没有 不认识 唔知 随便 好的 是的 对".split()
)
UNKNOWN_IN_ENGLISH = ["I don't know", "no idea", "not sure", "dunno", "I forgot", "yes", "Ok"]


@pytest.mark.parametrize("reader", [somebody, name_said, holder])
@pytest.mark.parametrize("text", [*UNKNOWN, *UNKNOWN_IN_ENGLISH, "别忘了备注快递费"])
def test_who_does_not_know_the_name_is_asked_again(reader, text):
    with pytest.raises(Unclear):
        reader(heard(text))


@pytest.mark.parametrize("text", ["钟不知", "王忘", "没有人科技公司", "Noah Sure"])
def test_a_name_may_look_a_little_like_it(text):
    assert name_said(heard(text)) == text


ARRIVES = {
    "实时到账": AT_ONCE,
    "马上转": AT_ONCE,
    "今天": USUAL,  # which says when, and not to go without the bank's own delay
    "两小时后": Arrival(When.TWO_HOURS),
    "普通到账": Arrival(When.TWO_HOURS),
    "次日到账": Arrival(When.NEXT_DAY),
    "明天": Arrival(When.DATED, at("2026-11-24T00:30")),
    "下周五": Arrival(When.DATED, at("2026-12-04T00:30")),
    "明天下午三点": Arrival(When.DATED, at("2026-11-24T15:00")),
    "每月5号": Arrival(When.MONTHLY, day=5),
    "每个月最后一天": Arrival(When.MONTHLY, day=31),
    "每月28日": Arrival(When.MONTHLY, day=28),
    "每月31号": Arrival(When.MONTHLY, day=31),  # which is read on the order as the last day
    "in two hours": Arrival(When.TWO_HOURS),
    "tomorrow": Arrival(When.DATED, at("2026-11-24T00:30")),
    "every month on the 5th": Arrival(When.MONTHLY, day=5),
}


@pytest.mark.parametrize("text, arrival", ARRIVES.items())
def test_when_it_is_to_arrive(text, arrival):
    assert arrival_asked(heard(text)) == arrival


@pytest.mark.parametrize("text", ["每周五", "每天", "2027年6月1号", "随便", "很快"])
def test_what_is_no_time_to_arrive_is_asked_for_again(text):
    with pytest.raises(Unclear):
        arrival_asked(heard(text))


@pytest.mark.parametrize("text", ["每月29号", "每月30号", "每个月"])
def test_on_a_day_that_not_every_month_has_nothing_is_sent_every_month(text):
    assert arrival_asked(heard(text)).each == ()
    with pytest.raises(Unclear):
        each_month(heard(text))


@pytest.mark.parametrize("text, day", [("9号", 9), ("9", 9), ("那就28号吧", 28), ("每月5号", 5)])
def test_of_every_month_the_day_alone_is_said(text, day):
    assert each_month(heard(text)) == Arrival(When.MONTHLY, day=day)


@pytest.mark.parametrize(
    "day, today, found",
    [
        (5, "2026-11-23", "2026-12-05"),
        (5, "2026-11-05", "2026-12-05"),
        (28, "2026-12-01", "2026-12-28"),
        (31, "2026-11-23", "2026-11-30"),
        (31, "2026-11-30", "2026-12-31"),
        (31, "2027-01-31", "2027-02-28"),
        (31, "2028-01-31", "2028-02-29"),
        (1, "2026-12-31", "2027-01-01"),
    ],
)
def test_the_next_day_of_a_month_is_never_today(day, today, found):
    assert next_on(day, date.fromisoformat(today)) == date.fromisoformat(found)


@pytest.mark.parametrize(
    "now, again",
    [
        ("2026-11-24T00:30", "2026-11-24T09:00"),
        ("2026-11-24T09:00", "2026-11-24T12:00"),
        ("2026-11-24T17:59", "2026-11-24T18:00"),
        ("2026-11-24T18:00", None),
    ],
)
def test_it_is_tried_again_at_nine_noon_and_six(now, again):
    assert again_at(at(now)) == (at(again) if again else None)


def test_half_a_year_is_the_longest():
    assert latest(date(2026, 8, 31)) == date(2027, 2, 28)
