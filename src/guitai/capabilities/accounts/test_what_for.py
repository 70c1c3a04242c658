"""What money went for is looked for wherever it is said; what is not done of a question is said beside its answer."""

from datetime import timedelta

import pytest

from guitai.ledger.accounts import accounts_of
from guitai.ledger.chart import Internal
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.money import Money

SPENT = [
    ("23.60", Details("消费", "东门菜市场", "购物")),
    ("36.20", Details("消费", "百草大药房", "医疗")),
    ("60", Details("消费", "滨江加油站", "交通")),
    ("3268.45", Details("还款", "江海市住房贷款中心", "还款", memo="住房贷款")),
    ("1200", Details("转账", "王师傅", "经营", memo="工钱")),
    ("800", Details("转账", "东门商铺管理处", "经营", memo="铺租")),
]


@pytest.fixture(autouse=True)
def spent(lin):
    """Lin has spent and paid this and that, today."""
    (account,) = [one.key for one in accounts_of(lin.db, lin.owner) if one.tail == "2816"]
    for number, (amount, details) in enumerate(SPENT):
        entry = transfer(
            Money.parse(amount),
            owner=lin.owner,
            name=f"spent {number}",
            source=account,
            target=Internal.MERCHANTS,
            details=details,
            booked_at=lin.now - timedelta(minutes=60 - number),
        )
        post(lin.db, entry)


def shown(phone):
    """What was looked for, and the amounts that were found."""
    only = phone.card.get("条件") or phone.card.get("條件") or phone.card.get("Only")
    return only, [value for label, value in phone.card.items() if label.startswith(("11月23日 ", "23 Nov "))]


@pytest.mark.parametrize(
    "said, only, amount",
    [
        ("这个月工钱付了多少", "只看支出 · 含“工钱”", "1,200.00"),
        ("付了多少工钱，这个月", "只看支出 · 含“工钱”", "1,200.00"),
        ("铺租今年付了几次", "只看支出 · 含“铺租”", "800.00"),
        ("11月铺租付了没有", "只看支出 · 含“铺租”", "800.00"),
        ("买菜花了多少", "只看支出 · 含“买菜”（菜市场）", "23.60"),
        ("買餸用咗幾多", "只看支出 · 含「买𩠌」（菜市场）", "23.60"),
        ("这个月买药花了多少钱啊", "只看支出 · 含“买药”（药）", "36.20"),
        ("这个月药店花了多少", "只看支出 · 含“药店”（药）", "36.20"),
        (
            "How much did she spend at the pharmacy in November",
            "money out · to do with “pharmacy” (药)",
            "36.20",
        ),
        ("今年房贷还了多少", "只看支出 · 含“房贷”（住房贷款）", "3,268.45"),
        ("how much did I spend on petrol this month", "money out · to do with “petrol” (加油)", "60.00"),
        ("这个月加油花了多少", "只看支出 · 含“加油”", "60.00"),
    ],
)
def test_what_it_went_for_is_looked_for(lin, said, only, amount):
    lin.says(said)

    assert shown(lin) == (only, [f"-¥{amount}"])


@pytest.mark.parametrize(
    "said, first, other, amount",
    [
        ("这个月药店和菜市场各花了多少", "药店", "菜市场", "36.20"),
        ("这个月菜市场、药店一共花了多少", "菜市场", "药店", "23.60"),
        ("这个月工钱和铺租各付了多少", "工钱", "铺租", "1,200.00"),
    ],
)
def test_of_two_things_one_is_looked_for_and_the_other_is_named(lin, said, first, other, amount):
    reply = lin.says(said)

    assert reply.startswith(f"一次只能查一样，下面只查了“{first}”，“{other}”请再单独查。\n11月1日")
    assert shown(lin)[1] == [f"-¥{amount}"]


@pytest.mark.parametrize(
    "said, words",
    [
        ("9月比10月多花了多少", "比10月多"),
        ("上个月转给谁的钱最多", "谁的钱最多"),
        ("最小的一笔支出", "最小的一笔"),
        ("上个月平均每天花多少", "平均"),
        ("上个月微信花了多少", "微信"),
    ],
)
def test_what_is_not_worked_out_is_said(lin, said, words):
    assert lin.says(said).startswith(f"查明细时还不能按“{words}”来算，下面的结果没有这样算。\n")


def test_in_english_it_is_said_too(lin):
    reply = lin.says("what was my smallest expense in October")

    assert reply.startswith(
        "I can't work out “smallest” yet: what follows is not worked out so.\nHere you are"
    )


def test_what_is_said_of_one_question_is_not_said_of_the_next(lin):
    lin.says("最小的一笔支出")

    assert lin.says("那10月呢").startswith("10月1日至10月31日的支出查好了。")


@pytest.mark.parametrize(
    "said",
    [
        "这个月一共花了多少钱",
        "我这个月花了多少",
        "这个月家里花了多少",
        "how much did I spend in total this month",
    ],
)
def test_all_is_meant_where_nothing_is_named(lin, said):
    lin.says(said)

    assert shown(lin)[0] in ("只看支出", "money out")


def test_what_there_is_nothing_of_is_said_so(lin):
    assert lin.says("这个月补习班交了多少").startswith("11月1日至11月23日没有和“补习班”有关的支出。")


def test_of_bills_it_is_looked_for_what_was_paid(busy):
    busy.says("这个月交了多少电费")

    assert busy.card["支出合计"] == "¥120.50"
