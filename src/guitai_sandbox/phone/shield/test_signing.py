"""Orders that the device shows, signs and declines by the calls of the bank's page."""

import pytest

SHOWN = """转账
收款人：王小雨
金额：¥1,234.56
转出时间：2026年11月23日 10:05
请核对收款人
请在 2026年11月23日 10:10 前签名"""


def test_an_order_is_signed_over_what_was_shown(lin, bank):
    answer = lin.signs(bank.order())

    assert answer == {"shown": SHOWN, "accepted": True, "result": "转账已受理"}
    assert len(bank.signed) == 1


def test_an_order_is_shown_in_its_language(lin, bank):
    english = bank.order(
        language="en", title="Transfer", lines=[{"name": "a", "label": "Amount", "fen": 5}], notes=[]
    )
    traditional = bank.order(language="zh-Hant", title="轉帳", lines=[], notes=[])

    assert lin.signs(english)["shown"] == "Transfer\nAmount: ¥0.05\nTo be signed before 23 Nov 2026 10:10"
    assert lin.signs(traditional)["shown"] == "轉帳\n請在 2026年11月23日 10:10 前簽名"


def test_an_order_that_is_declined_is_not_signed(lin, bank):
    assert lin.signs(bank.order(), decline=True) == {"shown": SHOWN, "accepted": False, "result": "已取消"}
    assert bank.signed == []


@pytest.mark.parametrize("needs", [["code"], ["certificate"], ["certificate", "code"]])
def test_what_an_order_needs_is_asked_for(lin, bank, needs):
    assert lin.signs(bank.order(needs=needs))["accepted"]


def test_a_certificate_is_applied_for_once(lin, bank):
    lin.signs(bank.order(needs=["certificate"]))
    assert lin.signs(bank.order(needs=["certificate"]))["accepted"]

    assert len([path for path in bank.calls if path.endswith("/certificates")]) == 1


def test_the_code_that_came_just_now_is_used_where_the_bank_sends_no_other(lin, bank):
    order = bank.order(needs=["code"])
    lin.signs(order, pin="271828")
    bank.refuses["codes"] = (429, "shield.code_just_sent")

    assert lin.signs(order)["accepted"]


def test_a_code_that_is_given_is_used(lin, bank):
    answer = lin.signs(bank.order(needs=["code"]), pin="271828", code="000000x")

    assert (answer["accepted"], answer["result"]) == (False, "不行：shield.wrong_code")
    assert not any(path.endswith("/codes") for path in bank.calls)


@pytest.mark.parametrize(
    "call, status, code",
    [
        ("seals", 403, "shield.frozen"),
        ("signatures", 403, "shield.wrong_pin"),
        ("signatures", 409, "shield.order_over"),
        ("codes", 403, "shield.frozen"),
    ],
)
def test_a_refusal_is_the_result(lin, bank, call, status, code):
    bank.refuses[call] = (status, code)
    answer = lin.signs(bank.order(needs=["code"]))

    assert (answer["accepted"], answer["result"]) == (False, f"不行：{code}")
    assert answer["shown"] == ("" if call == "seals" else SHOWN)


def test_an_order_that_is_gone_is_not_found(lin, bank):
    bank.refuses["seals"] = (404, "shield.gone")

    assert lin.refused("sign", bank.order(), decline=True) == (404, "order_not_found")


def test_the_pin_is_given_or_the_order_declined(lin, bank):
    assert lin.refused("sign", bank.order()) == (400, "bad_request")


@pytest.mark.parametrize(
    "more",
    [
        {"order": "another"},
        {"language": "fr"},
        {"notes": "one"},
        {"expires_at": "soon"},
        {"lines": [{"name": "a", "label": "金额"}]},
        {"lines": [{"name": "a", "label": "金额", "fen": 1.5}]},
        {"lines": [{"name": "a", "label": "金额", "fen": 100, "text": "¥9"}]},
        {"lines": [{"name": "a", "label": "时间", "at": "2026-11-23T10:05:30"}]},
    ],
)
def test_what_cannot_be_shown_is_not_signed(lin, bank, more):
    assert lin.refused("sign", bank.order(**more), pin="271828") == (409, "order_unreadable")
    assert bank.signed == []


@pytest.mark.parametrize("wrong", [{"sub": "another"}, {"cnf": {"jwk": {}}}, {"jti": None}, {"exp": 10**15}])
def test_a_certificate_on_something_else_is_of_no_use(lin, bank, wrong):
    bank.claims = wrong

    assert lin.refused("sign", bank.order(needs=["certificate"]), pin="271828") == (409, "order_unreadable")
