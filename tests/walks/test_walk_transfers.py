"""Walks over the phone API: money sent here and to other banks, corrected, refused, delayed, returned, in doubt."""

import json
from datetime import timedelta

import pytest
from tests.demo_process import guitai, own_demo
from tests.walking import Phone, later, now

pytestmark = pytest.mark.slow

HOUSE = "/phone/clearing"

demo = own_demo


@pytest.fixture
def balance(books):
    """What somebody has on all accounts, in fen, by the books."""

    def total(phone):
        held = books(phone).balances()
        text = held.get("sum") or next(iter(held.values()))
        return int(text.replace("¥", "").replace(",", "").replace(".", ""))

    return total


def payments(http):
    return http.get(HOUSE).json()["payments"]


def says(messages):
    return [message.get("content", "").split("\n")[0] for message in messages]


def sends(phone, pin, words):
    """Say this, which asks nothing more, and sign it; what came of it."""
    said = phone.says(words)
    assert said["links"], said["content"]
    signed = phone.signs(said, pin)
    assert signed.accepted, signed.json
    return signed


def test_one_sentence_and_a_signature_send_money_to_a_customer_here(
    http, demo, lin, zhou, pin, people, balance, connection
):
    sun = people["孙丽娟"]
    mine = balance(zhou)
    asked = zhou.says(f"给孙丽娟转366.5元附言买菜，卡号{sun['card_number']}")
    signed = zhou.signs(asked, pin["zhou"])

    shown_text = signed.json["shown"]
    assert signed.accepted
    assert all(part in shown_text for part in ("孙丽娟", "¥366.50", "买菜", "活期 尾号3365", "手续费：¥0.00"))
    (receipt,) = (one for one in signed.told if one["links"])
    card = zhou.card(receipt)
    assert (card["状态"], card["金额"], card["收款人"]) == ("已到账", "¥366.50", "孙丽娟")
    assert len(card.json["pictures"]) == 1
    assert balance(zhou) == mine - 366_50

    order = asked["links"][0]["url"].rpartition("/")[2]
    card_id = receipt["links"][0]["url"].rpartition("/")[2]
    found = connection.execute("SELECT entry_id FROM ledger.entries WHERE name LIKE %s", (f"%{order}%",))
    (entry,) = found.fetchone()
    heard = connection.execute("SELECT message_id FROM turns.turns WHERE heard LIKE '给孙丽娟转366%'")
    (message,) = heard.fetchone()
    traces = [
        json.loads(guitai("trace", str(some_id), "--json", SANDBOX=1, **demo.settings).stdout)
        for some_id in (message, order, entry, card_id)
    ]
    assert all(trace == traces[0] for trace in traces)
    assert {one["heard"] for one in traces[0]["turns"]} >= {"signed"}
    assert str(entry) in [one["entry_id"] for one in traces[0]["entries"]]
    assert order in [one["order_id"] for one in traces[0]["orders"]]


def test_a_payee_who_is_a_customer_is_told_and_has_it(http, lin, chen, pin, people, balance):
    chen.says("你好")
    before, theirs = chen.does("messages", type="text", content="谢谢"), balance(chen)
    words = f"用尾号2816给陈国强转120元，卡号{people['陈国强']['card_number']}"
    sends(lin, pin["lin"], words)

    told = [one for one in chen.since(before) if one["links"]]
    assert says(told) == ["您收到一笔转账，请点开卡片看。"]
    assert chen.card(told[0])["金额"] == "¥120.00"
    assert balance(chen) == theirs + 120_00


def test_what_another_bank_has_settled_has_arrived(http, lin, pin, balance, elsewhere):
    name, number = elsewhere["settles"]
    mine = balance(lin)
    signed = sends(lin, pin["lin"], f"用尾号2816给{name}转88元，卡号{number}")

    assert says(signed.told)[-1] == "您的一笔转账已经到账，请点开卡片看。"
    assert lin.card(signed.told[-1])["状态"] == "已到账"
    assert balance(lin) == mine - 88_00
    assert [one["amount"] for one in payments(http) if one["account_no"] == number] == ["88.00"]


def test_a_corrected_amount_is_what_is_signed_and_the_first_order_can_not_be(
    http, zhou, pin, people, balance
):
    first = zhou.says(f"给孙丽娟转50元，卡号{people['孙丽娟']['card_number']}")
    second = zhou.says("不是50是60")
    mine = balance(zhou)

    assert not zhou.signs(first, pin["zhou"]).accepted
    assert balance(zhou) == mine
    assert "¥60.00" in zhou.signs(second, pin["zhou"]).json["shown"]
    assert balance(zhou) == mine - 60_00


def test_a_wrong_name_is_said_without_saying_whose_it_is_and_asked_for_once_more(zhou, pin, people, balance):
    mine = balance(zhou)
    said = zhou.says(f"给王小明转50元，卡号{people['何志远']['card_number']}，实时到账")

    assert said["content"].startswith("户名账号不符，没有转出，您的钱没有变动。")
    assert "请再发一次对方的姓名、账号或手机号" in said["content"]
    assert "何" not in said["content"]
    assert balance(zhou) == mine
    asked = zhou.says("何志远")
    signed = zhou.signs(zhou.taps(asked, "提前转出"), pin["zhou"])
    assert all(part in signed.json["shown"] for part in ("何志远", "¥50.00"))
    assert balance(zhou) == mine - 50_00


def test_a_name_that_is_wrong_twice_leaves_a_choice_and_moves_nothing(zhou, people, balance):
    mine = balance(zhou)
    zhou.says(f"给王小明转50元，卡号{people['何志远']['card_number']}，实时到账")
    said = zhou.says("李小明")
    assert [option["text"] for option in said["options"]] == ["再发一次", "换一个收款人", "不转了"]

    assert zhou.taps(said, "不转了")["content"].startswith("好的，没有转，您的钱没有变动。")
    assert balance(zhou) == mine


def test_more_than_there_is_moves_nothing(chen, pin, balance, books):
    mine, there = balance(chen), books(chen).balances()["1969"]
    yuan = int(there.split(".")[0].replace("¥", "").replace(",", "")) + 1
    said = chen.says(f"用尾号1969给何志远转{yuan}元")
    outcome = chen.signs(said, pin["chen"]).json["result"] if said["links"] else said["content"]

    assert "余额不足" in outcome
    assert there.strip("¥") not in said["content"]
    assert balance(chen) == mine


def test_more_than_the_chat_pays_at_once_is_asked_about_again(zhou, people):
    said = zhou.says(f"给孙丽娟转60000元，卡号{people['孙丽娟']['card_number']}")

    assert "¥50,000.00" in said["content"]
    assert said["links"] == []
    zhou.says("取消")


def test_at_night_more_than_a_little_takes_a_code_that_says_how_much_to_which_account(
    http, zhou, pin, people
):
    evening = now(http).replace(hour=23, minute=30)
    http.post("/phone/clock", json={"at": evening.isoformat()}).raise_for_status()
    said = zhou.says("给女儿转1500元")

    assert "夜里23点到6点" in said["content"]
    signed = zhou.signs(said, pin["zhou"])
    assert signed.accepted
    (*_, text) = http.get("/phone/sms", params={"mobile": "15400000003"}).json()["messages"]
    tail = people["孙丽娟"]["card_number"][-4:]
    assert f"用于转账确认：付给尾号{tail}人民币1,500.00元，" in text["text"]


def test_what_has_not_left_can_be_taken_back(http, zhou, pin, balance):
    mine = balance(zhou)
    sends(zhou, pin["zhou"], "给女儿转70元，两小时后到账")
    said = zhou.says("撤销刚才的转账")
    while said["options"]:
        said = zhou.taps(said, said["options"][0]["text"])
    later(http, "PT3H")

    assert balance(zhou) == mine


def test_what_waits_leaves_at_its_time(http, zhou, pin, balance):
    morning = (now(http) + timedelta(days=1)).replace(hour=10, minute=0)
    http.post("/phone/clock", json={"at": morning.isoformat()}).raise_for_status()
    mine = balance(zhou)
    sends(zhou, pin["zhou"], "给女儿转71元，次日到账")
    later(http, "PT1H")
    assert balance(zhou) == mine
    later(http, "P1D")

    assert balance(zhou) == mine - 71_00


def test_what_comes_back_is_there_again_and_told_with_its_reason(http, lin, pin, balance, elsewhere):
    name, number = elsewhere["returns_after_an_hour"]
    mine = balance(lin)
    signed = sends(lin, pin["lin"], f"用尾号2816给{name}转90元，卡号{number}")
    assert balance(lin) == mine - 90_00
    before = signed.told[-1]["seq"]
    later(http, "PT2H")

    (told,) = (one for one in lin.since(before) if one["links"])
    assert says([told]) == ["您的一笔转账已经退汇，钱已经退回您的账户。原因和办法请点开卡片看。"]
    assert lin.card(told)["原因"]
    assert balance(lin) == mine


@pytest.mark.parametrize(("conduct", "left"), [("cuts_settled", 91_00), ("cuts_refused", 0), ("loses", 0)])
def test_what_is_in_doubt_is_said_to_be_asked_after_and_never_sent_again(
    http, lin, pin, balance, elsewhere, conduct, left
):
    name, number = elsewhere[conduct]
    mine = balance(lin)
    signed = sends(lin, pin["lin"], f"用尾号2816给{name}转91元，卡号{number}")
    assert any("处理中，请勿重复转账" in text for text in says(signed.told))
    assert balance(lin) == mine - 91_00
    later(http, "PT1H")
    sent = [one for one in payments(http) if one["account_no"] == number]
    later(http, "P1D")

    assert len(sent) == (conduct != "loses")
    assert balance(lin) == mine - left


def test_a_time_out_on_the_way_is_no_reason_to_send_twice(http, lin, pin, balance, elsewhere):
    name, number = elsewhere["settles"]
    before, mine = len(payments(http)), balance(lin)
    rule = {"on": "api", "path": "/clearing/messages", "method": "POST", "do": "cut", "times": 1}
    http.post("/phone/faults", json={"rules": [rule]}).raise_for_status()
    sends(lin, pin["lin"], f"用尾号2816给{name}转92元，卡号{number}")
    later(http, "PT1H")

    assert len(payments(http)) == before + 1
    assert balance(lin) == mine - 92_00


def test_somebody_at_another_bank_pays_a_customer(http, zhou, people, balance):
    mine, before = balance(zhou), zhou.does("messages", type="text", content="你好")
    body = {
        "account_no": people["周美华"]["card_number"],
        "name": "周美华",
        "amount": "66.00",
        "from_name": "周强",
        "memo": "还钱",
    }
    http.post("/phone/clearing/credit", json=body).raise_for_status()

    told = [one for one in zhou.since(before) if one["links"]]
    assert says(told) == ["您收到一笔转账，请点开卡片看。"]
    assert balance(zhou) == mine + 66_00


def test_the_books_are_right_and_the_two_sides_agree_in_the_end(http, demo, connection):
    later(http, "P1D")
    checked = guitai("check-ledger", "--json", SANDBOX=1, **demo.settings)
    (in_transit,) = connection.execute(
        "SELECT sum(credits_posted_fen - debits_posted_fen) FROM ledger.accounts WHERE kind = 'clearing_out'"
    ).fetchone()
    yesterday = (now(http) - timedelta(hours=30)).date()  # whose statement has come by now
    reconciled = guitai("reconcile", "--on", f"{yesterday}", SANDBOX=1, **demo.settings)

    assert checked.returncode == 0, checked.stdout
    assert in_transit == 0
    assert reconciled.returncode == 0, reconciled.stdout


def test_a_stranger_is_told_how_to_begin(http, newcomer: Phone):
    said = newcomer.says("给张三转500元")

    assert "还没有绑定" in said["content"]
    assert [option["text"] for option in said["options"]] == ["绑定账户"]
