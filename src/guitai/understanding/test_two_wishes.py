"""Two wishes on either side of a word or a pause; and what looks like two and is one."""

from datetime import datetime

import pytest

from guitai.understanding.joints import Joint, places
from guitai.understanding.load import understanding
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)


def wishes(text):
    understood = understanding().understand(text, NOW)
    return [one.intent for one in understood.every]


@pytest.mark.parametrize(
    "text, joint",
    [
        ("绑一下卡，顺便问问限额", Joint.WORD),
        ("取消我周三的预约 再约下周一", Joint.WORD),
        ("查balance also付电费", Joint.WORD),
        ("我的loan每月还多少 and提前还2万", Joint.WORD),
        ("车险多少钱，意外险也给我买一份", Joint.WORD),
        ("昨天那笔退款到没到？打开收款码", Joint.STOP),
        ("余额多少 信用卡还欠多少", Joint.PAUSE),
    ],
)
def test_it_is_told_what_stands_between(text, joint):
    assert [place.joint for place in places(text)] == [joint]


@pytest.mark.parametrize(
    "text", ["我的余额还有多少", "明天再给张三转500", "sand 500", "再说吧", "给张三转500"]
)
def test_what_adds_nothing_is_no_joint(text):
    assert not [*places(text)]


@pytest.mark.parametrize(
    "text, both",
    [
        # a word that adds something, though the whole looks like one of them for certain
        ("收款码给我，还有昨天的支付记录", ["payments.code", "payments.orders"]),
        ("刚才的取款码取消掉，另外给我个付款码", ["withdrawals.cancel", "payments.code"]),
        ("睇下我有幾多張卡，順便申請張信用卡", ["accounts.list", "cards.apply"]),
        ("取消我周三的预约 再约下周一上午10点", ["branches.bookings", "branches.book"]),
        (
            "how's my loan application going? Also any promos on right now",
            ["loans.status", "promotions.list"],
        ),
        ("查balance also付一下电费", ["accounts.balance", "bills.pay"]),
        # one is only fairly sure
        (
            "can i see my fixed deposits? also put 20000 more in for 6 months",
            ["deposits.list", "deposits.open"],
        ),
        # a verb that is known as none by itself
        ("赎回天天盈2万 然后给我妈打过去5000", ["wealth.redeem", "transfers.send"]),
        # the end of a sentence
        ("昨天那笔退款到没到？打开收款码", ["payments.orders", "payments.code"]),
        # two questions side by side
        ("余额多少 信用卡还欠多少", ["accounts.balance", "credit.bill"]),
        # an order, and what is asked of it
        ("给刘强转1万，多久能到账啊", ["transfers.send", "service.question"]),
        ("贷款提前还5万，违约金怎么收", ["loans.repay", "service.question"]),
    ],
)
def test_both_are_told(text, both):
    assert wishes(text) == both


@pytest.mark.parametrize(
    "text, one",
    [
        ("卡里没什么钱了，给我查下还剩多少", "accounts.balance"),
        ("给外省的亲戚转两万，手续费是怎么收的", "service.question"),
        ("理财现在一共值多少？当初投进去15万，可别缩水", "wealth.holdings"),
        ("卡找着了，在裤兜里跟着洗了40分钟，解除挂失，尾号9034", "cards.unfreeze"),
    ],
)
def test_a_story_a_reason_or_one_question_is_one(text, one):
    assert wishes(text) == [one]


def test_each_keeps_what_was_said_of_it():
    understood = understanding().understand("赎回天天盈2万 然后给我妈打过去5000", NOW)
    first, second = understood.slots, understood.then.slots

    assert (first["product"], first["amount"].fen) == ("天天盈", 20_000_00)
    assert (second["payee"], second["amount"].fen) == ("我妈", 5000_00)


def test_what_is_asked_of_an_order_is_asked_of_its_line():
    assert understanding().understand("给刘强转1万，手续费多少", NOW).then.slots == {"about": "fee"}


def test_what_is_surely_wished_behind_what_is_only_told_is_wished():
    assert wishes("他把我拉黑了呵呵 再给我看看余额") == ["accounts.balance"]


@pytest.mark.parametrize(
    "text, first, second",
    [
        ("转给张三和李四各100", ("张三", 100), ("李四", 100)),
        ("給爺爺奶奶各匯一千", ("爺爺", 1000), ("奶奶", 1000)),
        ("小明小红每人给转200", ("小明", 200), ("小红", 200)),
        ("轉俾阿強同阿明，每人400", ("阿強", 400), ("阿明", 400)),
        ("各转一千给小刘和小马", ("小刘", 1000), ("小马", 1000)),
        ("send 100 each to Zhang San and Li Si", ("Zhang San", 100), ("Li Si", 100)),
        ("给张三500李四300", ("张三", 500), ("李四", 300)),
        ("给张三转500，李四转300", ("张三", 500), ("李四", 300)),
    ],
)
def test_two_who_are_paid_in_one_breath_are_two_orders(text, first, second):
    understood = understanding().understand(text, NOW)

    for order, (whom, yuan) in ((understood, first), (understood.then, second)):
        assert (order.intent, order.slots["payee"]) == ("transfers.send", whom)
        assert order.slots["amount"].fen == yuan * 100


@pytest.mark.parametrize(
    "text, all_three",
    [
        # told by three parts of it
        ("查余额，交电费，再给我妈转300", ["accounts.balance", "bills.pay", "transfers.send"]),
        ("先绑卡，再看余额，再给我转人工", ["identity.bind", "accounts.balance", "service.agent"]),
        # the second of two is two, be it a pause that parts them, or the first is
        (
            "睇下上個月明細，跟住張卡單要還幾多，最後電話增值100",
            ["accounts.transactions", "credit.bill", "topup.mobile"],
        ),
        (
            "check balance, pay off the card bill ending 3319 in full, then top up my phone with 50",
            ["accounts.balance", "credit.repay", "topup.mobile"],
        ),
        (
            "退保那个重疾险，再买份意外险，完事看看我一共有哪些保单",
            ["insurance.cancel", "insurance.buy", "insurance.policies"],
        ),
        # a list, with its marks or without
        (
            "我的定期、我的理财、我的保单，全给我列一遍",
            ["deposits.list", "wealth.holdings", "insurance.policies"],
        ),
        ("借2000给表哥／看看有什么保本的理财／办张信用卡", ["circles.lend", "wealth.browse", "cards.apply"]),
        (
            "余额多少 积分多少 信用卡额度还有多少 都发我",
            ["accounts.balance", "credit.points", "credit.limit"],
        ),
        ("查余额，给张三和李四各转300", ["accounts.balance", "transfers.send", "transfers.send"]),
    ],
)
def test_a_third_is_told_as_the_second_is(text, all_three):
    assert wishes(text) == all_three


@pytest.mark.parametrize(
    "text, two",
    [
        ("退保，车险那个，另外上次理赔的钱到账没", ["insurance.cancel", "insurance.claims"]),
        ("查余额，然后给张三转500，他明天要用", ["accounts.balance", "transfers.send"]),
    ],
)
def test_what_is_only_said_of_one_of_two_is_no_third(text, two):
    assert wishes(text) == two


def test_a_story_in_three_parts_is_no_list():
    assert wishes("我有笔定期前两天刚到期，钱放着也是放着，有啥一年期的稳健理财吗") == ["wealth.browse"]


def test_three_who_get_the_same_are_three_orders():
    understood = understanding().understand("给小周、小吴、小郑每人转120", NOW)

    told = [(order.slots["payee"], order.slots["amount"].fen) for order in understood.every]
    assert told == [("小周", 120_00), ("小吴", 120_00), ("小郑", 120_00)]


def test_of_more_than_three_who_get_the_same_it_is_asked_who_is_paid():
    understood = understanding().understand("给小周、小吴、小郑、小王每人转120", NOW)

    assert understood.slots.keys() & {"payee", "counterparty"} == set()
    assert understood.slots["amount"].fen == 120_00


@pytest.mark.parametrize(
    "text, whom",
    [
        ("班费每人80，一共5个人的，转给林涛", "林涛"),
        ("给张三转500，不对，给李四转300", "李四"),
        ("给张三转500，李四转的300收到了", "张三"),
    ],
)
def test_whoever_is_only_named_is_not_paid(text, whom):
    understood = understanding().understand(text, NOW)

    assert (understood.slots["payee"], understood.then) == (whom, None)
