"""A sum that an open order may be for instead: who names one in no certain words is asked."""

from datetime import datetime
from functools import partial

import pytest

from guitai.money import Money
from guitai.understanding.answer import Answer
from guitai.understanding.load import understanding
from guitai.understanding.orders.open_order import Order
from guitai.understanding.orders.perhaps import Instead, settled
from guitai.understanding.orders.retelling import another_wish, perhaps, retold
from guitai.understanding.orders.to_question import To, said_to
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
STANDS = Money.parse("2100")


def order(*, asked=False, intent="transfers.send", **before):
    read = partial(understanding().told_of, intent, now=NOW)
    told = {"payee": "李四", "amount": STANDS, **before}
    return Order(intent, read, told, {"2816", "5207"}, asked=asked)


@pytest.mark.parametrize(
    "said, yuan",
    [
        ("窗口又说是1416 刚看错单子了", "1416"),
        ("核了下单子 少算一张120的 总共应该是2800.75", "2800.75"),
        ("他还差我100块琴弦钱 扣掉", "2000"),
        ("水电扣他180", "1920"),
        ("再加50饭补", "2150"),
        ("he's asking for 1350", "1350"),
        ("转2000", "2000"),
        ("我算了下一人147", "147"),
    ],
)
def test_the_one_new_sum_that_is_named_is_asked_about(said, yuan):
    new = perhaps(said, order())

    assert (new.told, new.perhaps) == ({"amount": Instead("", (Money.parse(yuan), STANDS))}, True)


@pytest.mark.parametrize(
    "said", ["我老公说先给一半就行", "我妈说给一半就够了", "send half", "half is enough for now"]
)
def test_half_of_it_is_asked_about_whoever_says_so(said):
    new = perhaps(said, order())

    assert new.told == {"amount": Instead("", (Money.parse("1050"), STANDS))}


def test_half_of_it_is_asked_about_as_plainly_told_too():
    new = retold("先转一半吧，从5207出", order())

    assert new.told == {"amount": Instead("", (Money.parse("1050"), STANDS)), "account": "5207"}
    assert retold("明天转一半，后天转一半", order()) is None


@pytest.mark.parametrize(
    "said",
    [
        "他一半时间在上海",
        "昨天给过一半了",
        "另一半下个月给",
        "不是给一半",
        "转一半行吗",
        "it takes half an hour",
    ],
)
def test_half_of_something_else_is_not(said):
    assert perhaps(said, order()) is None


@pytest.mark.parametrize(
    "said",
    [
        *(
            "他欠我2000",
            "我卡里只有9000",
            "里头只有九千啊",
            "上次给了他1500",
            "他上个月借走3000",
            "工资才4500",
            "那60算他请我的",
        ),
        *("再转500", "另外转他300", "还要给他1000", "给王五转300", "王五说要1500", "昨天转了800"),
        *("改成800行不行", "要不要1000啊", "有没有500", "手续费50太贵", "不是1500", "别转3000"),
        *("他卡号尾号5207", "5207够不够", "备注写退押金200", "明天再转他1500", "从别的卡出3000多", "258036"),
        *(
            "2100没错吧",
            "就是2100那笔",
            "谢谢",
            "等我问问",
            "存一万定期一年",
            "i paid 300 yesterday",
            "he owes me 500",
        ),
    ],
)
def test_what_is_of_something_else_or_asks_is_not(said):
    assert perhaps(said, order()) is None


@pytest.mark.parametrize(
    "of",
    [order(asked=True), order(intent="deposits.open"), order(amount=None)],
    ids=["asked", "deposit", "none"],
)
def test_nor_is_any_where_something_is_asked_or_none_stands(of):
    assert perhaps("窗口又说是1416", of) is None


def test_what_is_a_wish_of_its_own_asks_about_no_sum():
    new = perhaps("充话费100块", order()) or perhaps("窗口又说是1416", order())

    def other(text):
        return another_wish(understanding().understand(text, NOW), new, "transfers.send", {"transfers.send"})

    assert (other("充话费100块"), other("转2000"), other("窗口又说是1416")) == (True, False, False)


def test_meanwhile_the_order_stands_at_what_it_was():
    asked = Instead("", (Money.parse("1416"), STANDS))

    assert settled({"amount": asked, "memo": "饭钱"}) == {"amount": STANDS, "memo": "饭钱"}


class Much:
    """The question how much."""

    name = "amount"

    def reads(self, answer):
        return (answer.slots["amount"],) if "amount" in answer.slots else None


@pytest.mark.parametrize(
    "said, to",
    [
        ("再加50饭补 一共370", To.ANSWERS),
        ("三个人每人200 就是600", To.ANSWERS),
        ("押金2400 扣灯泡35 扣清洁费165", To.READS),
    ],
)
def test_where_it_is_asked_how_much_the_sum_that_all_comes_to_answers(said, to):
    of = order(asked=True)
    del of.before["amount"]

    assert said_to(Much(), retold(said, of), Answer(said, NOW), of) is to
