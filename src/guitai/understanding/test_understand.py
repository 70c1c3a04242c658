from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.errors import Misconfigured
from guitai.money import Money
from guitai.understanding.load import load, understanding
from guitai.understanding.printed import as_json
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.period import Period
from guitai.understanding.understand import ORDERS, Understanding
from guitai.understanding.understood import Understood
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)


def heard(text):
    return understanding().understand(text, NOW)


@pytest.mark.slow
@pytest.mark.proof
def test_every_known_phrase_is_certain_of_its_intent(full_size):
    wrong = [
        say
        for intent, phrases in load().items()
        for say in phrases.says[:: 1 if full_size else 12]
        if (heard(say).intent, heard(say).confidence) != (intent, 1.0)
    ]

    assert not wrong


@pytest.mark.parametrize(
    "text, intent",
    [
        ("餘額査詢", "accounts.balance"),
        ("余鄂", "accounts.balance"),
        ("名细", "accounts.transactions"),
        ("check my blance", "accounts.balance"),
        ("尾号6666上上个月的交易明细", "accounts.transactions"),
        ("轉八百蚊俾阿爸", "transfers.send"),
        ("信用卡账單", "credit.bill"),
    ],
)
def test_scripts_typing_errors_and_other_values_change_nothing(text, intent):
    assert heard(text).intent == intent


@pytest.mark.parametrize(
    "text",
    [
        "为什么给陈国强转五万没转成",
        "上午汇给姚桂兰的九千六怎么还没到",
        "点解过三千俾阿强过唔到",
        "為什麼定存八萬沒有成功",
        "怎么又没买成，那两万基金",
        "why was the 4,200 for Priya not sent",
        "给蒋文丽转两万是为啥",
    ],
)
def test_who_asks_why_orders_nothing(text):
    assert not heard(text).intent.endswith(ORDERS)
    assert not any(likely.endswith(ORDERS) for likely in heard(text).likely)


@pytest.mark.parametrize(
    "text, intent",
    [
        ("族里修祠堂，三叔公管账，转他三百，附个言修祠堂", "transfers.send"),
        ("Landing in Osaka tonight, who has the cheaper noodles, nearest branch please", "branches.nearby"),
        ("我家鹦鹉昨天又没睡觉，邻居说要送人", "talk.other"),
        ("上个月去海边，酒店机票都刷的卡，光顾着玩，心里没底，帮我看看信用卡账单要还多少", "credit.bill"),
        (
            "儿子结婚摆酒，媳妇还嫌菜不好，忙得脚不沾地，总算完事了，你告诉我卡里还剩多少钱",
            "accounts.balance",
        ),
        (
            "The landlord wants more again, my cat had an operation, so show me what I spent last month",
            "accounts.transactions",
        ),
        ("楼上贷款买了房天天装修，孩子睡不着，物业费白交了，你给我编段话骂骂他们", "talk.other"),
    ],
)
def test_a_story_is_told_for_the_wish_in_it(text, intent):
    assert heard(text).intent == intent


def test_another_amount_and_name_are_the_same_phrase():
    assert heard("给赵敏转888.88元").confidence == 1.0


@pytest.mark.parametrize("text", ["帮我把月亮摘下来挂在阳台", "今天会不会下雪"])
def test_what_the_bank_does_not_do_is_out_of_scope(text):
    assert heard(text).intent == "talk.other"


def test_slots_that_an_intent_has_no_use_for_stay_for_an_open_question_but_are_not_printed():
    understood = heard("今天天气怎么样")

    assert "period" in understood.slots
    assert as_json(understood)["slots"] == {}


@pytest.mark.parametrize("text", ["500", "三个月", "明天", "尾号8888", "13800138000"])
def test_a_bare_value_is_no_wish_but_keeps_its_slots(text):
    understood = heard(text)

    assert understood.intent == "talk.other"
    assert understood.slots


@pytest.mark.parametrize(
    "text",
    ["八月", "昨天的", "那十月呢？", "收入呢", "最近3笔", "1200元以上的", "300到900之间的", "and september?"],
)
def test_what_is_too_brief_to_be_sure_is_likely_a_look_back(text):
    understood = heard(text)

    assert (understood.intent, understood.confidence) == ("accounts.transactions", 0.6)
    assert understood.slots


@pytest.mark.parametrize("text", ["中秋", "春节那几天", "去年清明"])
def test_a_feast_has_no_next_year_to_look_for(text):
    assert heard(text).slots.keys() == {"period"}


@pytest.mark.parametrize("text", ["", "？", "👍", "\u200b", "a" * 3000, "转" * 600, "一万" * 900, "1" * 9000])
def test_odd_texts_are_understood_as_something(text):
    assert 0 <= heard(text).confidence <= 1


@given(st.text(max_size=40))
def test_no_text_makes_it_fail(text):
    assert as_json(heard(text))["text"] == text


def test_a_sentence_between_two_intents_offers_both():
    two = Understanding({"one.a": ["查询余额"], "two.b": ["查询积分"]})
    understood = two.understand("查询", NOW)

    assert {understood.intent, *(other.intent for other in understood.alternatives)} == {"one.a", "two.b"}
    assert understood.confidence <= 0.5


def test_words_that_stand_for_two_intents_are_refused():
    with pytest.raises(Misconfigured, match="keep one"):
        Understanding({"one.a": ["查餘額"], "two.b": ["查余额"]})


def test_two_phrases_that_differ_in_their_values_alone_leave_their_form_to_the_model():
    two = Understanding({"one.a": ["给张三转500"], "two.b": ["给李四转800"]})

    assert two.understand("给李四转800", NOW).intent == "two.b"
    assert two.understand("给王五转900", NOW).confidence < 1


@pytest.mark.parametrize(
    "text, intent",
    [
        ("余鄂", "accounts.balance"),
        ("鱼额", "accounts.balance"),
        ("转帐", "transfers.send"),
        ("名细", "accounts.transactions"),
        ("先用卡帐单", "credit.bill"),
        ("check my blance", "accounts.balance"),
    ],
)
def test_words_that_sound_or_look_like_a_phrase_are_meant_as_it(text, intent):
    understood = heard(text)

    assert understood.intent == intent
    assert understood.sure


def test_two_wishes_in_one_message_are_both_understood():
    understood = heard("查一下余额，然后给张三转五百")

    assert (understood.intent, understood.then.intent) == ("accounts.balance", "transfers.send")
    assert "amount" not in understood.slots
    assert understood.then.slots["amount"] == Money.parse("500")


@pytest.mark.parametrize(
    "text",
    [
        "给张三转500，再给李四转300",
        "给张三转五百，给李四转三百",
        "send 500 to 张三 and then send 300 to 李四",
    ],
)
def test_two_orders_of_one_kind_are_two(text):
    first, second = heard(text), heard(text).then

    assert (first.slots["payee"], first.slots["amount"]) == ("张三", Money.parse("500"))
    assert (second.slots["payee"], second.slots["amount"]) == ("李四", Money.parse("300"))


@pytest.mark.parametrize(
    "text",
    ["给张三转500，不对，给李四转300", "给张三转300，哦不，转给李四300", "給張三轉500，講錯了，給李四轉300"],
)
def test_what_is_taken_back_at_once_is_replaced_by_what_follows(text):
    understood = heard(text)

    assert (understood.slots["payee"], understood.slots["amount"]) == ("李四", Money.parse("300"))
    assert understood.then is None


def test_what_is_changed_of_an_order_leaves_the_rest_of_it():
    understood = heard("给张三转300，不对，转320")

    assert (understood.slots["payee"], understood.slots["amount"]) == ("张三", Money.parse("320"))


@pytest.mark.parametrize(
    "text",
    [
        "我的卡丢了，帮我挂失",
        "给娃买的学平险，保单在哪看",
        "跟你们银行借5万，借一年",
        "还老彭一千五 总共欠他四千呢 先还这些",
        "积分快过期了吧，帮我看看还有多少分",
        "我转出去的5000怎么还没到账，帮查下",
    ],
)
def test_one_wish_in_two_clauses_is_one(text):
    assert heard(text).then is None


@pytest.mark.parametrize(
    "text, second",
    [
        ("查余额，给张三转500", "transfers.send"),
        ("给老王转500，再查下余额", "accounts.balance"),
        ("赎回一万稳盈，转给我老婆", "transfers.send"),
    ],
)
def test_a_pause_alone_parts_two_wishes_too(text, second):
    assert heard(text).then.intent == second


@pytest.mark.parametrize(
    "text, intent",
    [
        ("查余额先不用，看看上个月18号有没有人给我打钱", "accounts.transactions"),
        ("不查额度，查积分", "credit.points"),
        ("信用卡不用看，就看储蓄卡还剩多少", "accounts.balance"),
        ("余额不用查了，转500给张三", "transfers.send"),
    ],
)
def test_what_is_not_to_be_looked_at_is_no_wish_beside_the_other(text, intent):
    assert (heard(text).intent, heard(text).then) == (intent, None)


@pytest.mark.parametrize("text", ["我不是要贷款", "我不想买理财", "明细先不看"])
def test_what_is_expressly_not_wished_opens_nothing(text):
    assert heard(text).intent in {"talk.other", "talk.cancel"}


def test_what_may_be_wished_beside_what_is_not_is_offered():
    two = Understanding({"one.a": ["查询余额"], "two.b": ["查询积分"]})
    understood = two.understand("我不转账，查询", NOW)

    assert not understood.sure
    assert set(understood.likely) == {"one.a", "two.b"}


def test_of_what_is_not_wished_and_what_is_the_wish_counts():
    assert heard("我不是要贷款，我要存定期").intent == "deposits.open"


def test_an_intent_of_this_bank_alone_is_printed_as_the_wider_one():
    understood = heard("你是谁")

    assert understood.intent == "talk.who"
    assert as_json(understood, understanding().within)["intent"] == "talk.other"


@pytest.mark.parametrize(
    "text", ["给阿依古丽·买买提转120", "转给阿依古丽·买买提88块，招行的", "给艾山江·买买提打300"]
)
def test_a_name_is_not_cut_at_its_dot(text):
    assert heard(text).slots["payee"] in {"阿依古丽·买买提", "艾山江·买买提"}


def test_a_value_that_nobody_can_read_is_not_printed():
    understood = heard("给张三转三千多")

    assert "amount" not in as_json(understood)["slots"]


def test_json_holds_fen_and_iso_dates_and_only_useful_slots():
    slots = {
        "amount": Money.parse("500"),
        "period": Period(date(2026, 10, 1), date(2026, 10, 31)),
        "when": datetime(2026, 11, 24, 15, 0, tzinfo=BANK_ZONE),
        "day": date(2026, 11, 24),
        "term": Term(months=3),
        "quantity": 2,
        "bank": "招商银行",
    }
    useful = frozenset(slots) - {"bank"}
    understood = Understood("text", "one.a", 0.5, slots, (), useful)

    assert as_json(understood)["slots"] == {
        "amount": 50000,
        "period": {"from": "2026-10-01", "to": "2026-10-31"},
        "when": "2026-11-24T15:00",
        "day": "2026-11-24",
        "term": "P3M",
        "quantity": 2,
    }
