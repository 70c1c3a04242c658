"""What is expressly not wished, or only said to be so, takes no wish's place, be it named first."""

from datetime import datetime

import pytest

from guitai.understanding.load import understanding
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)


@pytest.mark.parametrize(
    "text, intent, slots",
    [
        # a card that is not lost, or not to be blocked
        ("卡没丢！别挂失！我是要改密码", "identity.security", {}),
        ("卡没丢，别冻结，我就是想改个密码", "identity.security", {}),
        ("卡找到了不用挂失了，帮我查下余额", "accounts.balance", {}),
        ("張卡冇唔見，唔好報失，我想改密碼", "identity.security", {}),
        ("唔使凍結張卡啦搵返咗，幫我睇下昨日啲交易就得", "accounts.transactions", {}),
        (
            "don't freeze my card, I found it. just show me yesterday's transactions",
            "accounts.transactions",
            {},
        ),
        # one of two of a kind
        ("给张总那笔别撤，撤的是给章总的那笔", "transfers.cancel", {"payee": "章总"}),
        ("张三那笔别撤，把给李四的那笔撤了", "transfers.cancel", {"payee": "李四"}),
        ("意外险我不买，问下医疗险多少钱", "insurance.browse", {"product": "医疗险"}),
        ("车险我不要，看看意外险多少钱", "insurance.browse", {"product": "意外险"}),
        # what is not done yet, and what is looked at of the same
        ("天天盈别急着赎，先看看收益", "wealth.holdings", {"product": "天天盈"}),
        ("稳利宝先不赎，看看现在赚了多少", "wealth.holdings", {"product": "稳利宝"}),
        ("定期先别取，看看什么时候到期", "deposits.list", {}),
        ("今日唔還住，淨係睇下今期卡數幾多", "credit.bill", {}),
        ("話費唔使充住，幫我查下餘額", "accounts.balance", {}),
        ("网点不用约了，给我转人工", "service.agent", {}),
        ("医疗险不买了，给我看看我的保单", "insurance.policies", {}),
        # reproaches and reasons
        ("不是要还款，是想看看账单，你别老让我还", "credit.bill", {}),
        ("房东微信上说没收到房租，我明明转了的！帮我把上个月转出的明细拉一下", "accounts.transactions", {}),
        ("不借给他了，上回的还没还呢。查下老孟一共欠我多少", "circles.list", {"payee": "老孟"}),
    ],
)
def test_what_is_wished_is_told_alone(text, intent, slots):
    understood = understanding().understand(text, NOW)

    assert [one.intent for one in understood.every] == [intent]
    named = {
        name: value for name, value in understood.slots.items() if name in ("payee", "product", "account")
    }
    assert named == slots


@pytest.mark.parametrize(
    "text, intents",
    [
        ("不要还款，看看余额，再给张三转500", ["accounts.balance", "transfers.send"]),
        ("挂失5207，别挂失2816", ["cards.freeze"]),
        ("卡丢了，帮我挂失5207", ["cards.freeze"]),
    ],
)
def test_what_else_is_wished_stays(text, intents):
    assert [one.intent for one in understanding().understand(text, NOW).every] == intents
