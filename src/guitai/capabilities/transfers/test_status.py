"""What became of a transfer, and why, in one turn; what is planned; the payee book."""

from datetime import timedelta
from uuid import UUID

import pytest

from guitai import clock
from guitai.capabilities.transfers import book, trace
from guitai.shield import orders

LIN, CHEN, THERE = "6239990000000002816", "6239990000000001668", "6214830000000009"


def labels(phone):
    return [tap.label for tap in phone.reply.taps]


def test_whoever_asks_is_answered_in_one_turn_with_all_about_it(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}")

    assert lin.says("我刚才转的钱到了吗").startswith("这一笔已经到账，详情在卡片上。")
    assert (lin.card["状态"], lin.card["到账时间"]) == ("已到账", "2026年11月23日 10:00")
    assert labels(lin) == ["转账"]


def test_what_was_not_signed_is_not_answered_by_what_was_sent_days_ago(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.waits(timedelta(hours=2))
    lin.says("给陈国强转八百")
    lin.says("取消")

    assert lin.says("刚才那笔转了没").startswith(
        "最近的一笔转账在卡片上，请看清收款人和时间。没有签名的不会转出。"
    )
    lin.waits(timedelta(days=2))
    assert lin.says("刚才那笔到账了吗").startswith("刚才没有转账。没有签名的不会转出，您的钱没有变动。")


def test_only_what_waits_is_offered_to_be_taken_back(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}，次日到账")
    lin.says("给陈国强的钱到了吗")

    assert labels(lin) == ["撤销转账", "转账"]


def test_several_stand_in_a_list_with_the_newest_first(lin, chen, pay, elsewhere):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.waits(timedelta(minutes=1))
    pay(f"给张三转三百，账号{THERE}")
    elsewhere.refuses("AC01")
    lin.waits(timedelta(minutes=1))
    pay("给陈国强转两百，次日到账")

    assert lin.says("查转账").startswith("您的转账进度都在卡片上。")
    assert list(lin.card.items()) == [
        ("2026年11月23日 10:02 陈国强 尾号1668", "¥200.00 等待转出，2026年11月24日 00:30转出"),
        (
            "2026年11月23日 10:01 张三 尾号0009",
            "¥300.00 没有转成，钱已退回。收款账号不存在，或不能收款。请核对账号。",
        ),
        ("2026年11月23日 10:00 陈国强 尾号1668", "¥500.00 已到账"),
    ]


MEANT = {
    "转给张三的钱到了吗": "¥300.00",
    "转给陈国强的500到账没": "¥500.00",
    "昨天那笔转账到了没有": "¥700.00",
    "300块的转账到了吗": "¥300.00",
}


@pytest.mark.parametrize("said, amount", MEANT.items())
def test_the_one_that_is_meant_is_found_by_name_amount_or_day(lin, chen, pay, said, amount):
    lin.now -= timedelta(days=1)
    pay(f"给陈国强转七百，账号{CHEN}")
    lin.now += timedelta(days=1)
    pay("给陈国强转五百块")
    pay(f"给张三转三百，账号{THERE}")
    lin.says(said)

    assert lin.card["金额"] == amount


def test_where_nothing_is_found_it_says_so(lin):
    assert lin.says("转给张三的钱到了吗").startswith("没有找到这样的转账。")


def test_what_was_refused_is_answered_from_the_table_of_refusals(lin, chen):
    lin.says(f"给李四转五百块，账号{CHEN}")

    assert lin.says("为什么没转成").startswith("最近没有转成的原因在卡片上")
    (row,) = lin.card.items()
    assert row == (
        "2026年11月23日 10:00 没有办理",
        "户名账号不符，没有转出，您的钱没有变动。请您向收款人核对姓名和账号。",
    )


def test_a_refusal_stands_beside_the_transfer_before_it(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.waits(timedelta(minutes=1))
    lin.says(f"给李四转五百块，账号{CHEN}")
    lin.says("查转账")

    assert [label[-4:] for label in lin.card] == ["没有办理", "1668"]


def test_the_book_is_shown_on_a_card(lin, chen, pay, elsewhere):
    pay(f"给陈国强转五百块，账号{CHEN}")
    pay(f"给张三转三百，账号{THERE}")
    elsewhere.takes_it()

    assert lin.says("我的收款人").startswith("您的收款人在卡片上。")
    assert lin.card == {
        "张三": "招商银行 6214 **** **** 0009",
        "陈国强": "江海银行 6239 **** **** 1668",
    }
    assert labels(lin) == ["改称呼", "删除收款人", "转账"]


@pytest.mark.parametrize("words", ["老陈", "叫老陈", "就叫他老陈吧"])
def test_a_payee_goes_by_the_name_that_the_customer_gives_them(lin, chen, pay, order, words):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says("我的收款人")
    assert lin.taps("改称呼") == "您想怎么称呼这位收款人？"
    assert lin.says(words) == "好的，以后可以说“给老陈转账”。"

    lin.says("给老陈转两百")
    assert order(lin)["收款人"] == "陈国强"


def test_a_payee_who_is_deleted_is_a_new_one_next_time(lin, chen, pay, order):
    pay(f"给陈国强转五百块，账号{CHEN}")
    assert lin.says("删掉收款人陈国强").startswith("删除以后，再转给对方要重新发账号。")
    assert lin.says("是的") == "已经删除。"

    assert lin.says("给陈国强转两百").startswith("陈国强还不在您的收款人里。")
    lin.says(CHEN)
    assert order(lin)["needs"] == "CODE"


def test_whoever_says_no_keeps_the_payee(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says("删掉收款人陈国强")

    assert lin.says("不删除") == "好的，没有删除。"
    assert len(book.entries(lin.db, lin.owner)) == 1


def test_names_and_numbers_stand_sealed(lin, chen, pay, as_owner):
    pay(f"给陈国强转五百块，账号{CHEN}，备注生日")
    pay("每月5号给陈国强转三百，备注生日")
    tables = ("payees", "transfers", "plans", "events")
    written = {
        table: str(as_owner(f"SELECT t.*::text FROM transfers.{table} AS t").fetchall()) for table in tables
    }

    secrets = ("陈国强", CHEN, LIN, "生日")
    assert [table for table in tables if str(lin.owner) not in written[table]] == []
    assert [
        (table, secret)
        for table in tables
        for secret in secrets
        if secret in written[table] or secret.encode().hex() in written[table]
    ] == []


def test_a_trace_leads_from_any_turn_of_a_transfer_to_every_other(lin, pay, elsewhere):
    pay(f"给张三转五百块，账号{THERE}")
    elsewhere.takes_it()
    elsewhere.returns("AC04")
    transfer_id = elsewhere.payment.payment.payment_id
    drafted = orders.turn_of(lin.db, str(transfer_id))
    accepted = trace.turn_of(lin.db, str(transfer_id))
    every = trace.turns(lin.db, drafted)

    assert every[:2] == [drafted, accepted]
    assert [trace.trace(lin.db, turn)[0]["state"] for turn in every[1:]] == ["sent", "success", "returned"]
    assert all(set(trace.turns(lin.db, turn)) == set(every) for turn in every)
    assert trace.trace(lin.db, accepted)[0]["sealed"]["payee"]["name"] == "张三"


@pytest.mark.parametrize("words", ["次日到账", "每月5号转"])
def test_a_trace_of_what_was_taken_back_leads_to_the_message_that_asked_for_it(lin, chen, pay, words):
    pay(f"给陈国强转三百，账号{CHEN}，{words}")
    lin.says("撤销转账")
    assert "已经撤销" in lin.taps("撤销")
    turn_ids = dict(lin.db.execute("SELECT heard, turn_id FROM turns.turns").fetchall())

    (order_id,) = lin.db.execute("SELECT order_id FROM shield.orders").fetchone()
    drafted = orders.turn_of(lin.db, str(order_id))

    assert {turn_ids["撤销转账"], turn_ids["撤销"]} < set(orders.turns(lin.db, drafted))
    assert drafted in orders.turns(lin.db, turn_ids["撤销转账"])


def test_a_trace_of_a_plan_leads_to_the_order_and_from_its_transfers_to_it(lin, chen, pay):
    pay(f"每月5号给陈国强转三百，账号{CHEN}")
    lin.waits(timedelta(days=13))
    plan_id, made = lin.db.execute("SELECT plan_id, turn_id FROM transfers.plans").fetchone()
    run = lin.db.execute("SELECT turn_id FROM transfers.events WHERE state = 'success'").fetchone()[0]

    assert trace.turn_of(lin.db, str(plan_id)) == made
    assert trace.turns(lin.db, made)[0] == orders.turn_of(lin.db, str(plan_id))
    assert made in trace.turns(lin.db, run)


def test_a_trace_of_nothing_leads_nowhere(lin):
    nobody = clock.uuid7(lin.now)

    assert trace.turn_of(lin.db, str(nobody)) is None
    assert (trace.trace(lin.db, nobody), trace.turns(lin.db, nobody)) == ([], [])


def test_what_is_done_is_in_the_audit_trail(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}，次日到账")
    lin.says("撤销转账")
    lin.says("好的")
    rows = lin.db.execute(
        "SELECT what, by_whom, subject, result FROM shield.audit WHERE owner = %(owner)s ORDER BY seq",
        {"owner": lin.owner},
    ).fetchall()

    assert [(what, result) for what, _, _, result in rows] == [
        ("transfers.accept", "done"),
        ("transfers.cancel", "done"),
        ("transfers.cancel", "asked for"),
    ]
    assert rows[0][1].startswith("device ")
    assert UUID(rows[0][2]) == UUID(rows[1][2])
