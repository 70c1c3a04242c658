"""How the clauses of what is said of an open order hang together, and what they point at."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

import pytest

from guitai.money import Money
from guitai.understanding.acquaintance import Acquaintance
from guitai.understanding.answer import Answer, Wish
from guitai.understanding.load import understanding
from guitai.understanding.orders.monthly_words import MonthlyBut
from guitai.understanding.orders.open_order import Order, open_order
from guitai.understanding.orders.retelling import retold
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.found import EitherDay
from guitai.understanding.slots.transfer_words import NOW as AT_ONCE
from guitai.understanding.slots.transfer_words import Monthly
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
TUESDAY, THURSDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 26), date(2026, 11, 27)


@dataclass
class Opened:
    opening: Answer
    flow: str = "transfers.send"
    journal: tuple = ()
    cut: tuple = ()
    waits: str = "signed"


def order(intent="transfers.send", *, shown="", term=None, **before):
    read = partial(understanding().told_of, intent, now=NOW)
    told = {"payee": "张三", "amount": Money.parse("500"), **before}
    return Order(intent, read, told, {"2816", "5207"}, shown, term, lambda name: name.lower() == "li si")


def at(hour, day):
    return datetime(day.year, day.month, day.day, hour, tzinfo=BANK_ZONE)


@pytest.mark.parametrize(
    "before, said, when",
    [
        (FRIDAY, "sorry I meant Thursday, at 3pm", at(15, THURSDAY)),
        (at(15, FRIDAY), "改做禮拜四，都係下晝三點", at(15, THURSDAY)),
        (FRIDAY, "oops, Thursday, around 11am", at(11, THURSDAY)),
        (at(20, FRIDAY), "Friday is too late. Thursday, same hour", at(20, THURSDAY)),
        (at(10, FRIDAY), "那就周四，几点不变", at(10, THURSDAY)),
        ("now", "hang on, do it tomorrow not today", TUESDAY),
        ("now", "tomorrow rather than today please", TUESDAY),
        ("now", "聽日先過得唔得？聽日過啦", TUESDAY),
        ("now", "can it be tomorrow? tomorrow please", TUESDAY),
        (FRIDAY, "都係即刻過啦", AT_ONCE),
        (FRIDAY, "on second thought do it right now", AT_ONCE),
        ("now", "I'd rather do it tonight at 9", at(21, NOW.date())),
        ("now", "tomorrow at 9 please", at(9, TUESDAY)),
        (Monthly(3), "no, not monthly, just this once on Dec 3", date(2026, 12, 3)),
        (FRIDAY, "now吧，他急", AT_ONCE),
        (FRIDAY, "唔等喇，而家過啦", AT_ONCE),
        (Monthly(1), "hmm no, the 15th", Monthly(15)),
        (Monthly(1), "sorry, the 20th not the 1st", Monthly(20)),
        (Monthly(1), "December 15th", date(2026, 12, 15)),
        (Monthly(1), "make it the first of every month", Monthly(1)),
        (MonthlyBut(("hour",), (10,)), "alright, forget the hour, just the 10th", Monthly(10)),
    ],
)
def test_a_day_and_an_hour_hang_together(before, said, when):
    assert retold(said, order(arrival=before)).told == {"arrival": when}


HAD = {"arrival": [at(8, TUESDAY)], "amount": [Money.parse("1000"), Money.parse("800")]}


@pytest.mark.parametrize(
    "said, told",
    [
        ("唉还是按一开始说的时间吧，他说今天别给他", {"arrival": at(8, TUESDAY)}),
        ("hmm go back to the original time", {"arrival": at(8, TUESDAY)}),
        ("算了还是按最初的金额", {"amount": Money.parse("1000")}),
        ("还是刚才那个数吧", {"amount": Money.parse("800")}),
    ],
)
def test_what_was_told_before_is_meant_again_by_when_it_was(said, told):
    assert retold(said, replace(order(arrival="now"), formerly=HAD)).told == told


@pytest.mark.parametrize("said", ["还是原来的金额", "还是按一开始的备注吧", "原来的时间是几点"])
def test_of_several_that_were_or_of_none_nothing_is_taken(said):
    assert retold(said, replace(order(arrival="now"), formerly=HAD)) is None


def test_who_is_paid_second_is_paid_instead_what_they_were_to_get():
    second = {"payee": "李四", "amount": Money.parse("350")}
    new = retold("张三那个不要了，只转李四的", replace(order(memo="饭钱"), second=second))

    assert new.told == second
    assert "memo" in new.drops


def test_what_is_paid_instead_is_not_wished_besides_any_more():
    second = {"payee": "李四", "amount": Money.parse("350")}
    wish = Wish("transfers.send", {**second, "counterparty": "李四"})
    opening = Answer("", NOW, slots={"payee": "张三"}, then=wish)

    assert opening.telling(second, NOW).then is None
    assert opening.telling({"memo": "饭钱"}, NOW).then == opening.then


def test_what_names_who_is_paid_and_is_not_wanted_is_left():
    assert retold("张三那个不要了", order()).leaves


def test_now_is_no_day_where_it_only_begins_a_sentence():
    assert retold("now make it 800", order(arrival=FRIDAY)).told == {"amount": Money.parse("800")}


@pytest.mark.parametrize(
    "said, told",
    [
        ("k. drop it to 1500 anyway, i need to eat this month", {"amount": Money.parse("1500")}),
        ("bring the amount down to 300", {"amount": Money.parse("300")}),
        ("drop it by 100", {"amount": Money.parse("400")}),
        ("lower it by 100", {"amount": Money.parse("400")}),
        ("hmm can you do it a day later", {"arrival": date(2026, 11, 28)}),
        ("oh could you do 300 instead", {"amount": Money.parse("300")}),
        ("Dec 4 yes", {"arrival": date(2026, 12, 4)}),
        ("应该是给李四 same amount", {"payee": "李四"}),
        ("same amount 给李四", {"payee": "李四"}),
        ("hmm他看不懂英文 memo改成露营", {"memo": "露营"}),
        ("金額一樣900", {"amount": Money.parse("900")}),
    ],
)
def test_what_is_told_in_passing_and_in_two_languages_is_told(said, told):
    assert retold(said, order(arrival=FRIDAY)).told == told


@pytest.mark.parametrize("said", ["don't drop it to 300", "drop 100", "can you not do it today", "yes"])
def test_what_may_be_meant_otherwise_tells_nothing(said):
    assert retold(said, order(arrival=FRIDAY)) is None


def test_who_drops_it_leaves_it():
    assert retold("drop it", order()).leaves


@pytest.mark.parametrize("said", ["not Monday, Tuesday", "不是周一，周二"])
def test_a_weekday_that_may_be_of_this_week_or_the_next_is_either(said):
    when = retold(said, order(arrival=date(2026, 11, 30))).told["arrival"]

    assert isinstance(when, EitherDay)
    assert when.days == (date(2026, 12, 1), TUESDAY)


@pytest.mark.parametrize(
    "said, told",
    [
        ("not him. Li Si", {"payee": "Li Si"}),
        ("no, li si", {"payee": "li si"}),
        ("Li Si not Zhang San", {"payee": "Li Si"}),
        ("give it to Li Si", {"payee": "Li Si"}),
        ("數目改1260", {"amount": Money.parse("1260")}),
        ("240 not 210", {"amount": Money.parse("240")}),
        ("no that IS the amount, 2816 yuan", {"amount": Money.parse("2816")}),
        ("add a note: coffee beans", {"memo": "coffee beans"}),
        ('and put "concert" as the memo', {"memo": "concert"}),
        ("no memo please", {"memo": ""}),
        ("啱啱講錯，係李四", {"payee": "李四"}),
    ],
)
def test_what_it_is_not_stands_before_or_behind(said, told):
    assert retold(said, order()).told == told


@pytest.mark.parametrize(
    "said", ["ok use that one then", "pay from that account", "那就用那张卡吧", "咁用返嗰個戶口啦"]
)
def test_the_account_that_was_looked_at_is_pointed_at(said):
    assert retold(said, order(shown="5207")).told == {"account": "5207"}
    assert retold(said, order()) is None


def test_what_is_told_of_an_account_that_nobody_named_is_not_taken_without_it():
    assert retold("I mean pay from that account. the amount is 700", order()) is None
    assert retold("pay 700 from that account", order(shown="5207")).told == {
        **{"amount": Money.parse("700"), "account": "5207"}
    }


@pytest.mark.parametrize(
    "before, said, when",
    [
        (("end",), "fine, no end date then. I'll stop it myself", Monthly(3)),
        (("end",), "行，那就不要期限了", Monthly(3)),
        (("hour",), "ok forget the hour", Monthly(3)),
        (("hour", "start"), "不要钟点了", MonthlyBut(("start",), (3,))),
    ],
)
def test_what_can_not_be_had_every_month_is_given_up_and_nothing_else(before, said, when):
    assert retold(said, order(arrival=MonthlyBut(before, (3,)))).told == {"arrival": when}


@pytest.mark.parametrize(
    "said",
    ["算了，不改了", "改成2000，算了还是不改了", "never mind, leave it as it was", "no, keep it as is"],
)
def test_all_of_it_stays(said):
    new = retold(said, order())

    assert (new.stays, new.leaves, new.told) == (True, False, {})


def test_what_is_told_behind_that_counts_and_what_was_not_regretted_too():
    assert retold("不改了，备注写饭钱就行", order()).told == {"memo": "饭钱"}
    assert retold("改成800，就这样", order()).told == {"amount": Money.parse("800")}
    assert retold("改成800，不变了", order()).told == {"amount": Money.parse("800")}


@pytest.mark.parametrize(
    "said, term, told",
    [
        ("改two years，到期不续存", None, {"term": Term(years=2), "renewal": "不续存"}),
        ("改成two years吧", None, {"term": Term(years=2)}),
        ("no? ok three then", Term(years=4), {"term": Term(years=3)}),
        ("not possible? then six", Term(months=10), {"term": Term(months=6)}),
        ("没有啊？那三吧", Term(years=4), {"term": Term(years=3)}),
        ("到期本金跟利息一起續存", None, {"renewal": "续存"}),
        ("到期後本金連同利息一齊續存", None, {"renewal": "续存"}),
        ("roll over the principal only when it matures", None, {"renewal": "本金续存"}),
        ("and roll everything over at the end", None, {"renewal": "续存"}),
    ],
)
def test_so_do_those_of_a_deposit(said, term, told):
    assert retold(said, order("deposits.open", term=term)).told == told


@pytest.mark.parametrize("said", ["刚刚给他打过200了", "頭先轉咗500", "I paid him 100", "I sent 200 already"])
def test_what_was_sent_before_is_no_part_of_it(said):
    assert retold(said, order()) is None


def test_the_first_one_of_every_month_is_no_single_one():
    told = retold("first one on Dec 5th please", order(arrival=Monthly(5))).told

    assert told == {"arrival": MonthlyBut(("start",), (5,))}


def test_a_word_of_thanks_beside_it_is_no_wish():
    assert understanding().understand("谢谢", NOW).sure
    assert not understanding().understand("谢谢", NOW).is_for({"talk.thanks"}, plainly=True)


@pytest.mark.parametrize("said", ["三", "six", "那三吧"])
def test_a_number_is_no_length_where_none_was_said_or_it_stands_alone(said):
    assert retold(said, order("deposits.open", term=Term(years=4) if said != "那三吧" else None)) is None


@pytest.mark.parametrize("said", ["转*", "转帐*", "*给"])
def test_a_slip_in_a_word_changes_nothing(said):
    assert retold(said, order()).stays


@pytest.mark.parametrize("said", ["5207", "就是5207", "5207那个", "the 5207 one"])
def test_digits_are_an_account_where_it_was_said_that_another_is_to_pay(said):
    assert retold(said, replace(order(), pays=True)).told == {"account": "5207"}


def test_the_message_before_says_so():
    def pays(*said):
        known = Acquaintance(tuple, lambda: {"5207"}, [Answer(one, NOW) for one in said])
        return open_order(order().read, Opened(Answer("", NOW)), None, known).pays

    assert pays("给张三转500", "用另外那张卡", "就是5207")
    assert not pays("用另外那张卡", "给张三转500", "就是5207")
    assert not pays("卡里还有多少", "就是5207")


def test_of_four_digits_no_own_tail_is_the_sum_where_none_was_told():
    first = order()
    first.before.pop("amount")

    assert retold("1280", first).told == {"amount": Money.parse("1280")}
    assert (retold("5207", first), retold("1280", order())) == (None, None)


@pytest.mark.parametrize(
    "said, memo",
    [
        ("备注改成晚饭 我吃糊涂了哈哈", "晚饭"),
        ("备注改成晚饭，谢谢", "晚饭"),
        ("change the memo to dinner, my bad", "dinner"),
        ("备注写 谢谢", "谢谢"),
        ("备注改成我欠你的饭钱", "我欠你的饭钱"),
        ("memo should say Nov rent", "Nov rent"),
        ("call it taxi in the memo", "taxi"),
        ("the note needs to read Nov rent please", "Nov rent"),
    ],
)
def test_what_is_said_of_oneself_behind_a_remark_is_none_of_it(said, memo):
    assert retold(said, order()).told == {"memo": memo}


@pytest.mark.parametrize(
    "said, told",
    [
        ("OK,剛剛給張三那筆改成明天轉", {"payee": "張三", "arrival": TUESDAY}),
        ("刚才那500改成明天转", {"amount": Money.parse("500"), "arrival": TUESDAY}),
        ("刚才那笔改成900", {"amount": Money.parse("900")}),
    ],
)
def test_the_open_order_may_be_called_by_what_was_told_of_it(said, told):
    assert retold(said, order()).told == told


@pytest.mark.parametrize(
    "said",
    [
        *(
            "给李四那笔改成明天转",
            "李四那笔改成900",
            "李四的那个改成900",
            "昨天给张三那笔改成900",
            "刚才那800改成明天转",
        ),
        *("change the transfer to 李四 to tomorrow", "the 李四 one, make it 900", "李四那笔推迟一天"),
    ],
)
def test_what_is_said_of_another_order_changes_nothing_of_the_open_one(said):
    assert retold(said, order()) is None


@pytest.mark.parametrize("said", ["对，换成李四那笔", "换成李四这笔", "李四那笔吧"])
def test_of_two_that_are_proposed_one_is_chosen_so(said):
    assert retold(said, order()).told == {"payee": "李四"}


@pytest.mark.parametrize(
    "said", ["bump it up to 1000", "bring it up to 1,000 please", "raise the amount up to 1000"]
)
def test_what_it_is_brought_up_to_is_the_sum(said):
    assert retold(said, order()).told == {"amount": Money.parse("1000")}


@pytest.mark.parametrize("said", ["up to 1000", "最多1000", "how much can I send up to 1000"])
def test_what_it_may_be_at_most_is_none(said):
    new = retold(said, order())

    assert new is None or "amount" not in new.told


def test_what_the_other_side_wants_otherwise_is_told_and_what_comes_in_is_not():
    told = retold("对了，群里刚通知，改成十五号收了，请一并改过来", order()).told

    assert told == {"arrival": date(2026, 12, 15)}
    assert retold("所以转480", replace(order(), asked=True)).told == {"amount": Money.parse("480")}
    assert (retold("我明天收工资", order()), retold("15号收房租", order())) == (None, None)
