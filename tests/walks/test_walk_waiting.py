"""Walks over the phone API: transfers that wait for their time, for another bank or for its word; and their traces."""

from datetime import timedelta

import pytest
from tests.demo_process import guitai, own_demo
from tests.paying import Bankside, Payer
from tests.walking import later, now

pytestmark = pytest.mark.slow

HOUSE = "/clearing/messages"

demo = own_demo


@pytest.fixture
def bank(demo, lin, connection):
    """Behind the chat, at ten in the morning of a new day: nobody has paid anything on it."""
    bank = Bankside(demo, lin, connection)
    bank.at(10)
    return bank


@pytest.fixture
def payer(bank, lin, people):
    return Payer(lin, people["林晓雯"])


@pytest.fixture
def payee(chen, people):
    return Payer(chen, people["陈国强"])


@pytest.fixture
def elder(bank, phones, people):
    """Zhou, who is 65."""
    return Payer(phones["zhou"], people["周美华"])


def sentence(payer, to, yuan, *more):
    name, number = to
    return "，".join([f"从尾号{payer.tail}给{name}转{yuan}元", f"账号{number}", *more])


def states(bank, order):
    return [one["state"] for one in bank.trace(order)["payments"]]


def test_from_a_message_to_the_postings_and_back_whichever_id_is_known(bank, payer, elsewhere):
    before = bank.balance(payer.card_number)
    asked = payer.says(sentence(payer, elsewhere["settles_after_seconds"], "88.80"))
    seq, order = payer.seq, payer.order(asked)
    signed = payer.signs(asked)
    assert bank.balance(payer.card_number) == before - 88_80

    later(payer.phone.http, "PT30S")

    assert payer.card(payer.phone.since(seq))["状态"] == "已到账"
    assert [one["state"] for one in bank.payments(order)] == ["settled"]
    trace = bank.trace(order)
    assert [one["state"] for one in trace["payments"]] == ["sent", "settled"]
    assert [bank.postings(entry["entry_id"]) for entry in trace["entries"]] == [
        [("clearing_out", "C", 88_80), (payer.card_number, "D", 88_80)],
        [("reserves", "C", 88_80), ("clearing_out", "D", 88_80)],
    ]
    entries = [entry["entry_id"] for entry in trace["entries"]]
    ids = [bank.message_id(asked), *entries, payer.card_id(signed.told)]
    traces = [bank.trace(one) for one in ids]
    assert [one["entries"] for one in traces] == [trace["entries"]] * len(ids)
    assert [one["orders"] for one in traces] == [trace["orders"]] * len(ids)


def test_the_next_day_is_the_next_day(bank, payer, payee):
    before = bank.balance(payer.card_number)
    payer.signs(payer.says(sentence(payer, (payee.name, payee.card_number), "60.02", "次日到账")))
    bank.at(0, 29)
    assert bank.balance(payer.card_number) == before

    later(payer.phone.http, "PT1M")

    assert bank.balance(payer.card_number) == before - 60_02


def test_for_a_day_that_was_named_it_leaves_on_that_day(bank, payer, payee, http):
    before, on = bank.balance(payer.card_number), now(http).date() + timedelta(days=2)
    asked = payer.says(sentence(payer, (payee.name, payee.card_number), "61.03", f"{on.month}月{on.day}日"))
    signed = payer.signs(asked)
    assert f"{on.year}年{on.month}月{on.day}日 00:30" in signed.shown
    bank.at(23, 59)
    bank.at(23, 59)
    assert bank.balance(payer.card_number) == before

    later(http, "PT32M")

    assert bank.balance(payer.card_number) == before - 61_03


def test_what_is_paid_every_month_leaves_on_its_day_until_it_is_stopped(bank, payer, payee, http):
    before, day = bank.balance(payer.card_number), (now(http).date() + timedelta(days=1)).day
    each, soon = (f"每月{day}号", "P1D") if day <= 28 else ("每月最后一天", "P4D")
    signed = payer.signs(payer.says(sentence(payer, (payee.name, payee.card_number), "62.04", each)))
    assert f"{each.replace('号', '日')}，第一次是" in signed.shown
    assert bank.balance(payer.card_number) == before
    later(http, soon)
    assert bank.balance(payer.card_number) == before - 62_04

    payer.says("停掉每月转账")
    assert payer.says("撤销")["content"].startswith("已经撤销")
    assert payer.says("我的预约转账")["content"].startswith("您没有预约转账")


def test_somebody_of_65_has_a_day_to_think_about_a_new_payee(bank, elder, elsewhere):
    before = bank.balance(elder.card_number)
    first, second = (elsewhere[conduct] for conduct in ("settles", "settles_after_seconds"))
    kept = elder.says(sentence(elder, first, "300"))
    signed = elder.signs(kept)
    undone = elder.says(sentence(elder, second, "400"))
    elder.signs(undone)
    assert "默认24小时后转出，转出以前可以撤销" in signed.shown
    later(elder.phone.http, "PT23H")
    elder.says(f"撤销给{second[0]}的400元转账")
    elder.says("撤销")
    assert bank.balance(elder.card_number) == before
    assert bank.payments(elder.order(kept)) == []

    later(elder.phone.http, "PT2H")

    assert [one["state"] for one in bank.payments(elder.order(kept))] == ["settled"]
    assert bank.payments(elder.order(undone)) == []
    assert bank.balance(elder.card_number) == before - 300_00


def test_a_time_out_leaves_it_in_doubt_until_the_house_is_asked(bank, payer, elsewhere, http):
    before = bank.balance(payer.card_number)
    rule = {"on": "api", "path": HOUSE, "method": "POST", "do": "timeout", "times": 1, "seconds": 15}
    http.post("/phone/faults", json={"rules": [rule]}).raise_for_status()
    asked = payer.says(sentence(payer, elsewhere["settles"], "92.02"))
    payer.signs(asked)

    later(http, "PT30M")

    assert [one["state"] for one in bank.payments(payer.order(asked))] == ["settled"]
    assert states(bank, payer.order(asked)) == ["sent", "in_doubt", "settled"]
    assert bank.balance(payer.card_number) == before - 92_02


def test_what_the_house_never_took_is_never_sent_again(bank, payer, elsewhere, http):
    before = bank.balance(payer.card_number)
    rule = {"on": "api", "path": HOUSE, "method": "POST", "do": "drop", "times": 1}
    http.post("/phone/faults", json={"rules": [rule]}).raise_for_status()
    asked = payer.says(sentence(payer, elsewhere["settles"], "93.01"))
    payer.signs(asked)
    later(http, "PT6H")
    status = payer.says("转账到账了吗")
    assert "处理中，请勿重复转账" in str(payer.phone.card(status).rows)
    assert bank.payments(payer.order(asked)) == []
    assert bank.balance(payer.card_number) == before - 93_01

    later(http, "P1D")

    assert bank.payments(payer.order(asked)) == []
    assert states(bank, payer.order(asked)) == ["sent", "in_doubt", "rejected"]
    assert bank.balance(payer.card_number) == before


def test_the_books_are_whole_after_all_of_it(demo):
    checked = guitai("check-ledger", SANDBOX=1, **demo.settings)

    assert checked.returncode == 0, checked.stdout
