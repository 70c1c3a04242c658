"""Slots that need the intent: words as they were said, and values that they explain away."""

import time
from datetime import datetime

import pytest

from guitai.understanding.fold import said
from guitai.understanding.slots.found import Unsure
from guitai.understanding.slots.reading import LONGEST, read
from guitai.understanding.slots.words import READERS, read_as
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)


def slots(intent, text):
    return read_as(intent, read(said(text), NOW))


@pytest.mark.parametrize(
    "intent, text, slot",
    [
        ("wealth.buy", "买稳利90天", "term"),
        ("wealth.buy", "我要买理财", "product"),
        ("wealth.browse", "稳健增利的收益怎么样", "risk"),
        ("insurance.buy", "买保险", "product"),
        ("bills.pay", "我要缴费", "biller"),
        ("bills.pay", "交电费和水费", "biller"),
        ("branches.nearby", "附近网点", "place"),
        ("branches.nearby", "能换外币的网点", "place"),
        ("life.browse", "附近有什么优惠", "offer"),
        ("notices.settings", "通知设置", "notice"),
        ("notices.settings", "通知设置", "switch"),
        ("transfers.send", "给张三发个200的红包", "memo"),
        ("transfers.send", "给张三转一百，给李四转两百", "payee"),
        ("talk.other", "买两张电影票", "offer"),
        ("payments.orders", "退款全额退到卡上了吗", "amount"),
        ("transfers.status", "钱全转过去了吗", "amount"),
    ],
)
def test_what_says_no_more_than_the_wish_is_no_slot(intent, text, slot):
    assert slot not in slots(intent, text)


@pytest.mark.parametrize(
    "text, words", [("给张三转三千多", "三千多"), ("给张三转100美元", "100美元"), ("转50或60", "50或60")]
)
def test_an_amount_that_can_not_be_read_is_kept_in_its_words_where_money_moves(text, words):
    amount = slots("transfers.send", text)["amount"]

    assert amount == Unsure(words)
    assert "amount" not in slots("accounts.transactions", text)


@pytest.mark.parametrize(
    "text",
    [
        "转500，不对，600",
        "转500，说错了，应该是600",
        "不是500是600",
        "转600而不是500",
        "转500，哦不对600",
        "转500吧不600",
    ],
)
def test_what_was_taken_back_counts_no_more(text):
    assert slots("transfers.send", text)["amount"].fen == 600_00


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        ("send 500 to Tom on 02/03/2027", True),
        ("Tom paid for us on 02/03/2027, send him 500", False),
        ("02/03/2027他请的客，给他转500", False),
    ],
)
def test_a_date_that_is_one_of_two_days_is_asked_about_only_where_it_is_ordered(text, ordered):
    assert ("arrival" in slots("transfers.send", text)) == ordered


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("全部服务", True),
        ("看看所有業務", True),
        ("服务列表", True),
        ("All services", True),
        ("show me everything you can do", True),
        ("你能做什么", False),
        ("what can you do", False),
    ],
)
def test_all_that_can_be_done_may_be_asked_for(text, every):
    assert slots("talk.help", text).get("every", False) == every


def test_which_of_two_sums_is_not_meant_is_asked_where_both_may_be():
    assert isinstance(slots("transfers.send", "转600不是500").get("amount"), Unsure | None)


def test_who_was_taken_back_is_not_paid():
    assert slots("transfers.send", "给张三，不对，给李四转500")["payee"] == "李四"


PIECES = """给张三转五百|一二三四五|九月和|1-|1,|今天|尾号|A1|send to |余额提醒|买基金|附近|保险|支行|李总|公司
两个月零|三点|不是500|把将|one |转给|收款人|[把将""".replace("\n", "|").split("|")


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_takes_no_long_time(piece):
    for length, most_seconds in ((2_000, 0.05), (LONGEST, 0.25)):
        text = (piece * 2_000)[:length]
        best = min(_seconds(text) for _ in range(3))

        assert best < most_seconds, f"{length} characters"


def _seconds(text):
    begun = time.perf_counter()
    reading = read(said(text), NOW)
    for intent in READERS:
        read_as(intent, reading)
    return time.perf_counter() - begun


def test_no_value_is_picked_out_of_a_story():
    story = "昨天我去了趟银行，" * 60 + "给张三转500"

    assert read(said(story), NOW).slots == {}


BETWEEN_OWN = {
    "从尾号6688转500到尾号1969": ("6688", "1969", "500.00"),
    "從6688轉500到1969": ("6688", "1969", "500.00"),
    "transfer 500 from 6688 to 1969": ("6688", "1969", "500.00"),
    "transfer 500 to 1969 from my card ending in 6688": ("6688", "1969", "500.00"),
    "尾号6688转500到尾号1969": ("6688", "1969", "500.00"),
    "从6688转1969到5207": ("6688", "5207", "1969.00"),
    "从6688转到1969": ("6688", "1969", "None"),
    "转1500到我自己尾号5207的卡": ("None", "5207", "1500.00"),
    "5207转2816 300元": ("5207", "2816", "300.00"),
    "5207转300到2816": ("5207", "2816", "300.00"),
    "我的2816转到5207 1000": ("2816", "5207", "1000.00"),
    "从2816往5207转600": ("2816", "5207", "600.00"),
    "2816转5207": ("2816", "5207", "None"),
    "5207→2816 600元": ("5207", "2816", "600.00"),
    "由2816過500去5207": ("2816", "5207", "500.00"),
    "把5207的钱转到2816": ("5207", "2816", "None"),
    "从5207转1969给张三": ("5207", "None", "1969.00"),
    "5207转2816元给张三": ("None", "None", "None"),
    "5207转2000": ("None", "None", "None"),
    "张三转2816": ("None", "None", "2816.00"),
    "给我自己转600": ("None", "any", "600.00"),
    "转600给自己": ("None", "any", "600.00"),
    "两张卡之间转600": ("None", "any", "600.00"),
    "从2816转600到我另一张卡": ("2816", "any", "600.00"),
    "给自己的妈妈转600": ("None", "None", "600.00"),
    "给我自己转600，账号6222020200012345678": ("None", "None", "600.00"),
    "给我自己工商银行的卡转600": ("None", "None", "600.00"),
    "从尾号6688转500": ("6688", "None", "500.00"),
    "从尾号6688转500到2000": ("6688", "None", "None"),
    "从尾号6688转1234给张三": ("6688", "None", "1234.00"),
    "transfer 500 to 1969": ("None", "None", "None"),
    "transfer 500 to 6225 8801 2345 6789": ("None", "None", "500.00"),
}


@pytest.mark.parametrize("text", BETWEEN_OWN)
def test_of_two_own_accounts_it_is_told_which_pays_and_which_is_paid(text):
    read = slots("transfers.send", text)

    assert tuple(str(read.get(slot)) for slot in ("account", "own", "amount")) == BETWEEN_OWN[text]


def test_where_nothing_is_sent_an_account_is_just_that():
    assert slots("accounts.transactions", "转到尾号1969的钱")["account"] == "1969"
