"""A card that is to be blocked comes first, whatever stands beside it; what is no order blocks none."""

from datetime import datetime

import pytest

from guitai.understanding.load import understanding
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)


@pytest.mark.parametrize(
    "text, then",
    [
        ("5207快给我冻了，可能掉出租车上了，然后告诉我尾号2816里还有多少钱", "accounts.balance"),
        ("把5207冻结，再用2816给张三转100", "transfers.send"),
        ("给张三转500 5207冻结掉", "transfers.send"),
        ("查下余额 另外5207给我挂失", "accounts.balance"),
        ("挂失5207，你们几点下班", "service.question"),
        ("尾号5207先给我冻上，另外补卡要多少钱啊", "service.question"),
        ("block my card ending 5207 and get me a person to talk to", "service.agent"),
    ],
)
def test_the_card_is_blocked_first(text, then):
    understood = understanding().understand(text, NOW)

    assert understood.intent == "cards.freeze"
    assert (understood.slots["account"], understood.slots["plainly"]) == ("5207", True)
    assert understood.then.intent == then


@pytest.mark.parametrize(
    "text, others",
    [
        ("挂失5207，然后查余额，再给张三转100", ["accounts.balance", "transfers.send"]),
        ("查余额，再给张三转100，5207给我挂失", ["accounts.balance", "transfers.send"]),
        (
            "先把4410冻了 再给我找个近点的网点 约后天下午两点去补卡",
            ["branches.nearby", "branches.book"],
        ),
        (
            "cardless cash 800, freeze my credit card, and switch off the sms alerts",
            ["withdrawals.create", "notices.settings"],
        ),
    ],
)
def test_it_is_blocked_before_two_others(text, others):
    understood = understanding().understand(text, NOW)

    assert [one.intent for one in understood.every] == ["cards.freeze", *others]
    assert understood.slots["plainly"] is True


@pytest.mark.parametrize("text", ["转500给李四，我卡丢了", "我卡丢了，给李四转500"])
def test_so_is_one_that_is_only_said_to_be_lost(text):
    understood = understanding().understand(text, NOW)

    assert (understood.intent, understood.then.intent) == ("cards.freeze", "transfers.send")


@pytest.mark.parametrize("text", ["5207快给我冻了", "把5207停了"])
def test_a_tail_that_is_to_be_blocked_is_enough(text):
    understood = understanding().understand(text, NOW)

    assert (understood.intent, understood.slots["account"]) == ("cards.freeze", "5207")


@pytest.mark.parametrize(
    "text",
    [
        "不用挂失了，给张三转500",
        "5207冻结了吗，给张三转500",
        "挂失2816，要钱吗",
        "挂失先等等，我看看今天的交易明细",
        "我没要挂失，卡找着了，解冻一下",
        "我媳妇手快把信用卡给挂失了，其实没丢，帮我解除",
        "那张被我锁了的卡，能给解锁不",
        "我張八達通唔見咗，幫我報失",
        "把每月转5207的停了",
    ],
)
def test_what_is_no_order_blocks_nothing(text):
    understood = understanding().understand(text, NOW)

    assert not (understood.intent == "cards.freeze" and understood.slots.get("plainly"))
