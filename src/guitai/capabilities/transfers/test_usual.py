"""What is usual for a customer: what they have paid by any way, as their statement shows it."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from guitai.ledger.accounts import open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.zone import BANK_ZONE

CHEN, SECOND = "6239990000000001668", "6239990000000002222"


def paid_in_a_browser(phone, amount, whom, on, *, category="居住", channel="网上银行"):
    """What stands on her statement of a transfer that was made somewhere else than in the chat."""
    then = replace(phone.db, now=datetime.combine(on, time(9), tzinfo=BANK_ZONE))
    other = open_account(then, phone.owner, "current", SECOND, opened_on=on).key
    for name, source, target in (("in", Internal.RESERVES, other), ("out", other, Internal.CLEARING_OUT)):
        details = Details("转账", whom, category, channel)
        sent = transfer(
            Money.parse(amount), owner=phone.owner, name=name, source=source, target=target, details=details
        )
        post(then, sent)


@pytest.mark.parametrize(
    "whom, on, needs",
    [
        ("江海房产", date(2026, 11, 1), "PIN"),  # to anybody, in 90 days
        ("陈国强", date(2025, 12, 1), "PIN"),  # to the same, in a year
        ("江海房产", date(2026, 8, 1), "CODE"),
        ("陈国强", date(2025, 9, 1), "CODE"),
    ],
)
def test_what_was_paid_in_another_way_is_usual_as_well(lin, chen, pay, order, whom, on, needs):
    paid_in_a_browser(lin, "3000", whom, on)
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says("给陈国强转3000")

    assert order(lin)["needs"] == needs


@pytest.mark.parametrize("other", [{"category": "本人转账"}, {"channel": "微信"}])
def test_what_was_moved_to_oneself_or_sent_from_here_is_counted_otherwise(lin, chen, pay, order, other):
    paid_in_a_browser(lin, "3000", "江海房产", date(2026, 11, 1), **other)
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says("给陈国强转3000")

    assert order(lin)["needs"] == "CODE"


def test_what_takes_a_code_says_so_in_the_chat(lin, chen, pay):
    assert "用交易密码和短信验证码签名，5分钟内有效" in lin.says(f"给陈国强转五百块，账号{CHEN}")
    lin.says("取消")
    pay(f"给陈国强转五百块，账号{CHEN}")

    assert "用交易密码签名，5分钟内有效" in lin.says("给陈国强转六百")
