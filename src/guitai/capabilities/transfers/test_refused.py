"""Every way in which a transfer is refused: its code, with nothing moved, and what can be asked for afterwards."""

from dataclasses import replace
from datetime import timedelta

import pytest

from guitai.customers import customers
from guitai.customers.person import Person, seal
from guitai.ledger import stops
from guitai.ledger.accounts import account_numbered, open_account
from guitai.money import Money
from guitai.naming import LOST
from guitai.shield import devices, freezes, orders, usage
from guitai.shield.strength import DEFAULTS, Strength

LIN, CHEN, DEPOSIT = "6239990000000002816", "6239990000000001668", "6239990000000007001"
FIVE_HUNDRED = f"给陈国强转五百块，账号{CHEN}"


def codes(phone):
    rows = phone.db.execute("SELECT code FROM refusals.refusals ORDER BY refused_at, refusal_id").fetchall()
    return [code for (code,) in rows]


def moved(phone):
    return phone.db.execute("SELECT count(*) FROM transfers.transfers").fetchone()[0]


# What is said, and the refusal that ends it.
SAID = {
    "another name": (f"给李四转五百块，账号{CHEN}", "transfers.name_mismatch"),
    "no such account here": ("给陈国强转五百块，账号6239990000000000018", "transfers.no_such_number"),
    "a deposit": (f"给陈国强转五百块，账号{DEPOSIT}", "transfers.takes_nothing"),
    "an unknown mobile": ("给13800138000转两百", "transfers.no_mobile"),
    "another name than the mobile's": ("给李四转两百，手机19900000001", "transfers.not_their_mobile"),
    "the account itself": (f"给林晓雯转五百块，账号{LIN}", "transfers.to_itself"),
    "nothing to take back": ("撤销转账", "transfers.nothing_to_cancel"),
    "nothing planned": ("我的预约转账", "transfers.no_plans"),
    "nobody in the book": ("我的收款人", "transfers.no_payees"),
}


@pytest.mark.parametrize("said, code", SAID.values(), ids=SAID)
def test_what_can_not_be_is_refused_before_anything_is_signed(lin, chen, device, said, code):
    lin.says(said)

    assert (codes(lin)[-1:], moved(lin)) == ([code], 0)
    assert lin.db.execute("SELECT count(*) FROM shield.orders").fetchone()[0] == 0


@pytest.mark.parametrize("said", ["转账", "查转账", "撤销转账", "我的收款人", "我的预约转账"])
def test_a_stranger_is_led_to_binding(stranger, said):
    stranger.says(said)

    assert codes(stranger) == ["transfers.not_bound"]
    assert [tap.label for tap in stranger.reply.taps] == ["绑定账户"]


def test_whoever_has_only_deposits_can_not_pay(lin):
    owner = customers.open_customer(
        lin.db, name="何志远", id_number="990105199002192311", mobile="", opened_on=lin.now.date()
    )
    open_account(lin.db, owner, "fixed", "80210000000000001")
    lin.owner = owner
    lin.says("转账")

    assert codes(lin) == ["transfers.no_account"]


def freeze(lin, chen, device):
    freezes.freeze(lin.db, lin.owner, by=freezes.CUSTOMER, why="lost")


def lose_the_card(lin, chen, device):
    stops.stop(lin.db, account_numbered(lin.db, LIN), debits=True, credits=False, reason=LOST)


def stop_the_payer(lin, chen, device):
    stops.stop(lin.db, account_numbered(lin.db, LIN), debits=True, credits=False, reason="police")


def stop_the_payee(lin, chen, device):
    stops.stop(lin.db, account_numbered(lin.db, CHEN), debits=True, credits=True, reason="police")


def spend_the_day(lin, chen, device):
    usage.spend(lin.db, lin.owner, Money(200_000_00), Strength.CERTIFICATE)


def spend_what_a_code_allows(lin, chen, device):
    usage.spend(lin.db, lin.owner, Money(49_900_00), Strength.CODE)


def pay_the_same(lin, chen, device):
    lin.db.execute(
        """
        INSERT INTO transfers.transfers
               (owner, transfer_id, turn_id, state, placed_at, amount_fen, fee_fen, account_id, payee_index, mine,
                rail, strength, on_trial, held, sealed)
        SELECT %(owner)s, gen_random_uuid(), gen_random_uuid(), 'sent', %(now)s, 50000, 0, 1, %(index)s, false,
               'INTERNAL', 3, false, false, ''
        """,
        {
            "owner": lin.owner,
            "now": lin.now,
            "index": lin.db.keys.mac("index", f"payee 313990100010 {CHEN}".encode()),
        },
    )


def rename_the_payee(lin, chen, device):
    lin.db.execute("RESET ROLE")
    lin.db.execute(
        "UPDATE customers.customers SET person = %(person)s WHERE owner = %(owner)s",
        {"person": seal(lin.db, chen.owner, Person("陈国富", "1", "2")), "owner": chen.owner},
    )
    lin.db.execute("SET ROLE guitai_core")


MEANWHILE = {
    rename_the_payee: "transfers.name_mismatch",
    freeze: "shield.frozen",
    lose_the_card: "transfers.payer_lost",
    stop_the_payer: "transfers.account_gone",
    stop_the_payee: "ledger.account_closed",
    spend_the_day: "limits.day",
    spend_what_a_code_allows: "transfers.too_weak",
    pay_the_same: "transfers.sent_meanwhile",
}


@pytest.mark.parametrize("happens, code", MEANWHILE.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_everything_is_looked_at_again_when_it_is_signed(lin, chen, device, sign, holds, happens, code):
    lin.says(FIVE_HUNDRED)
    before = moved(lin)
    happens(lin, chen, device)
    others = moved(lin) - before
    sign(lin)

    assert codes(lin) == [code]
    assert (holds(LIN), moved(lin) - others) == (("55340.50", "55340.50"), 0)


def test_more_than_there_is_by_then_is_refused_and_nothing_is_counted(lin, chen, known, sign, spend, holds):
    known(lin, "陈国强", CHEN)
    lin.says(f"给陈国强转五万，账号{CHEN}")
    usage_before = usage.spent(lin.db, lin.owner)
    sign(lin)
    assert holds(CHEN)[0] == "50000.00"

    lin.says("给陈国强转五千三百")
    spend("1000")
    said = sign(lin)
    assert (
        said == "账户可用余额不足，这笔业务没有办理，您的钱没有变动。请您备足余额，或者减少金额、换一个账户。"
    )
    assert usage_before == {}
    assert usage.spent(lin.db, lin.owner) == {Strength.CERTIFICATE: Money(50_000_00)}


def test_a_single_payment_past_every_limit_is_asked_about_again(lin, chen):
    lin.says(f"给陈国强转六万，账号{CHEN}")

    assert lin.reply.parts == ["在微信里一笔最多转¥50,000.00，请换一个金额，或到本行网点办理。", "转多少钱？"]


AMOUNTS = {
    "三千多": "“三千多”还不够确切，请说一个准确的金额，比如500元。",
    "0": "金额要大于0，请重新说一个金额。",
    "-50": "金额要大于0，请重新说一个金额。",
    "0.001": "金额最小到分，小数点后最多两位，请重新说一个金额。",
    "12.345": "金额最小到分，小数点后最多两位，请重新说一个金额。",
    "50或60": "“50或60”还不够确切，请说一个准确的金额，比如500元。",
    "多一点": "没有听清金额，请说一个数，比如500元。",
    "50000.01": "在微信里一笔最多转¥50,000.00，请换一个金额，或到本行网点办理。",
}


@pytest.mark.parametrize("said, why", AMOUNTS.items())
def test_an_amount_that_is_none_is_asked_for_again_and_why(lin, chen, said, why):
    lin.says(f"给陈国强转账，账号{CHEN}")
    lin.says(said)

    assert lin.reply.parts[:1] == [why]
    assert lin.says("五万").split("\n")[-2].startswith("给陈国强转¥50,000.00")


def test_a_new_device_has_low_limits(lin, chen, new_device, sign, holds):
    lin.says(f"给陈国强转一千零一，账号{CHEN}")
    sign(lin, on=new_device)

    assert codes(lin) == ["limits.low"]
    lin.says(f"给陈国强转一千，账号{CHEN}")
    sign(lin, on=new_device)
    assert holds(CHEN)[0] == "1000.00"


def test_what_a_delayed_transfer_was_signed_with_may_not_be_vetoed(lin, chen, new_device, sign, holds):
    lin.says(f"给陈国强转五百块，账号{CHEN}，两小时后到账")
    sign(lin, on=new_device)
    assert holds(LIN) == ("55340.50", "54840.50")
    devices.remove(replace(lin.db, now=lin.now), new_device, why="veto")
    lin.waits(timedelta(hours=2))

    assert codes(lin) == ["transfers.device_removed"]
    assert holds(LIN) == ("55340.50", "55340.50")
    assert usage.spent(replace(lin.db, now=lin.now), lin.owner)[Strength.CODE] == Money(0)


def test_a_rule_that_is_used_up_meanwhile_pays_nothing(lin, chen, rule, pay, holds):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says("给陈国强转一百四")
    usage.spend(lin.db, lin.owner, Money(300_00), Strength.RULE)
    lin.taps("现在转")

    assert codes(lin) == ["transfers.no_more_by_rule"]
    assert holds(CHEN)[0] == "500.00"


def test_an_order_that_is_signed_too_late_moves_nothing(lin, chen, device, holds):
    lin.says(FIVE_HUNDRED)
    order_id = lin.db.execute("SELECT order_id FROM shield.orders").fetchone()[0]
    lin.waits(timedelta(minutes=5))

    with pytest.raises(Exception, match=r"shield\.order_over"):
        orders.sign(replace(lin.db, now=lin.now), device, order_id, "late")
    assert holds(LIN)[0] == "55340.50"


@pytest.mark.parametrize(
    "words, why",
    [
        ("为什么没办成", "这样会超过在微信里一年最多付¥5,000,000.00的限额，这一笔没有办理。"),
        ("why was it refused", "This would exceed the ¥5,000,000.00 that can be paid in WeChat in a year"),
    ],
)
def test_why_it_failed_is_told_in_the_language_that_is_asked_in(lin, chen, pay, words, why):
    pay(f"12月4号给陈国强转三百，账号{CHEN}")
    usage.spend(lin.db, lin.owner, DEFAULTS.year, Strength.CERTIFICATE)
    lin.waits(timedelta(days=11))
    lin.says(words)

    assert any(value.startswith(why) for value in lin.card.values())
