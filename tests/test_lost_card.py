"""A card that is reported lost: from that turn on nothing leaves its account, whichever way it was to leave."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from guitai.ledger.accounts import account, account_numbered
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.reply import Link
from guitai.shield import devices, orders, small
from guitai.shield.refusals import OrderOver

LIN, CHEN, THERE = "6239990000000002816", "6239990000000001668", "6214830000000009"
KNOWN = f"给陈国强转一百，账号{CHEN}"  # what makes him a payee whom Lin has paid
ORDER = re.compile(r"/orders/([0-9a-f-]{36})")


class Customer:
    """Lin, with a device on which she signs."""

    def __init__(self, phone):
        self.phone, self.refused = phone, ""
        keys = {"sign_key": {"x": "s"}, "open_key": {"x": "o"}}
        self.device = devices.add(phone.db, phone.owner, openid="oLin", name="手机", low=False, **keys)

    def says(self, *sentences):
        for sentence in sentences:
            self.phone.says(sentence)

    def reports_the_card_lost(self):
        self.says("挂失尾号2816")
        assert account(self.phone.db, account_numbered(self.phone.db, LIN)).state == "credits_only"

    def signs(self):
        """Sign what the last reply leads to, if it leads to an order."""
        urls = [part.url for part in self.phone.reply.parts if isinstance(part, Link)]
        for found in filter(None, map(ORDER.search, urls)):
            order_id = UUID(found[1])
            try:
                orders.sign(replace(self.phone.db, now=self.phone.now), self.device, order_id, "a signature")
                self.phone.happens("signed", order_id)
            except OrderOver as void:  # what was drafted before the loss
                self.refused = void.says

    def does(self, *sentences):
        self.says(*sentences)
        self.signs()

    def waits_until(self, text):
        self.phone.waits(datetime.fromisoformat(f"{text}+08:00") - self.phone.now)

    def signs_once_for_small_payments(self):
        small.put_in_force(
            self.phone.db,
            self.phone.owner,
            UUID(int=1),
            self.device.device_id,
            single=Money(150_00),
            day=Money(300_00),
            from_at=self.phone.now - timedelta(days=1),
        )


@pytest.fixture
def customer(lin, chen):
    return Customer(lin)


def pays_somebody_here(customer):
    customer.reports_the_card_lost()
    customer.does(f"给陈国强转五百块，账号{CHEN}")


def pays_somebody_at_another_bank(customer):
    customer.reports_the_card_lost()
    customer.does(f"给张三转五百块，账号{THERE}")


def signs_what_was_drafted_before(customer):
    customer.says(f"给陈国强转五百块，账号{CHEN}")
    drafted = customer.phone.reply
    customer.reports_the_card_lost()
    customer.phone.reply = drafted
    customer.signs()


def waits_for_what_was_set_apart(customer):
    customer.does(f"给陈国强转五百块，账号{CHEN}，两小时后到账")
    customer.reports_the_card_lost()
    customer.waits_until("2026-11-23T13:00:00")


def waits_for_what_was_set_apart_for_another_bank(customer):
    customer.does(f"给张三转五百块，账号{THERE}，次日到账")
    customer.reports_the_card_lost()
    customer.waits_until("2026-11-24T13:00:00")


def waits_for_a_day(customer):
    customer.does(f"12月4号给陈国强转五百块，账号{CHEN}")
    customer.reports_the_card_lost()
    customer.waits_until("2026-12-04T20:00:00")


def waits_for_the_day_of_the_month(customer):
    customer.does(f"每月5号给陈国强转三百，账号{CHEN}")
    customer.reports_the_card_lost()
    customer.waits_until("2026-12-05T20:00:00")


def pays_by_the_small_rule(customer):
    customer.does(KNOWN)
    customer.signs_once_for_small_payments()
    customer.reports_the_card_lost()
    customer.does("给陈国强转五十")


def opens_a_deposit(customer):
    customer.reports_the_card_lost()
    customer.does("存5万定期一年，到期不续存")


def signs_a_deposit_that_was_drafted_before(customer):
    customer.says("存5万定期一年", "1")
    drafted = customer.phone.reply
    customer.reports_the_card_lost()
    customer.phone.reply = drafted
    customer.signs()


def opens_a_deposit_at_notice(customer):
    customer.reports_the_card_lost()
    customer.does("存5万元的七天通知存款")


WAYS = [
    pays_somebody_here,
    pays_somebody_at_another_bank,
    signs_what_was_drafted_before,
    waits_for_what_was_set_apart,
    waits_for_what_was_set_apart_for_another_bank,
    waits_for_a_day,
    waits_for_the_day_of_the_month,
    pays_by_the_small_rule,
    opens_a_deposit,
    signs_a_deposit_that_was_drafted_before,
    opens_a_deposit_at_notice,
]


def left(phone):
    """What has left the account, and what is about to."""
    one = account(phone.db, account_numbered(phone.db, LIN))
    return one.debits_posted, one.debits_pending


def told(phone):
    """What was said to the last message, and all that was written unasked."""
    rows = phone.db.execute(
        "SELECT body ->> 'text' FROM outbox.requests WHERE owner = %(owner)s AND destination = 'chat'",
        {"owner": phone.owner},
    )
    return "\n".join([*map(str, phone.reply.parts), *(text for (text,) in rows)])


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nothing_leaves_the_account_of_a_lost_card(customer, way):
    """Not by one fen, and nothing stays set apart."""
    phone = customer.phone
    lost = {}
    report = customer.reports_the_card_lost
    customer.reports_the_card_lost = lambda: (report(), lost.update(at=left(phone)))

    way(customer)

    assert left(phone) == (lost["at"][0], Money(0))
    assert customer.refused or "没有" in told(phone)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_same_leaves_where_no_card_is_lost(customer, way):
    """Or the test above would prove nothing."""
    before = left(customer.phone)
    customer.reports_the_card_lost = lambda: None
    if way.__name__.endswith("notice") or "deposit" in way.__name__:
        pay_in(customer.phone)
        before = left(customer.phone)

    way(customer)

    assert left(customer.phone)[0] > before[0]


def pay_in(phone):
    key = account_numbered(phone.db, LIN)
    entry = transfer(
        Money.parse("60000"), owner=phone.owner, name="paid in", source=Internal.CASH, target=key
    )
    post(phone.db, entry)


def test_money_that_comes_from_others_and_from_a_deposit_still_comes_in(customer):
    customer.does("存5万定期一年", "1")
    customer.reports_the_card_lost()
    before = account(customer.phone.db, account_numbered(customer.phone.db, LIN)).balance
    pay_in(customer.phone)

    assert account(customer.phone.db, account_numbered(customer.phone.db, LIN)).balance > before


def test_why_it_was_not_paid_can_be_asked_for(customer):
    pays_somebody_here(customer)
    customer.says("为什么没办成")

    assert "挂失" in "".join(customer.phone.card.values())


def test_what_was_stopped_goes_again_once_the_card_is_found(customer):
    customer.reports_the_card_lost()
    customer.does("我要解除挂失")
    before = left(customer.phone)[0]
    customer.does(f"给陈国强转五百块，账号{CHEN}")

    assert left(customer.phone)[0] - before == Money(500_00)
