"""QR codes: the bank's own form says whom to pay, of all others only whose they are is told."""

import pytest

from guitai.money import Money
from guitai.understanding.pictures.codes import LONGEST, code, others
from guitai.understanding.pictures.found import Kind

OURS = "6239990000000001669"


def test_a_code_says_whom_to_pay_and_how_much():
    found = code(
        (
            f"guitai://pay?account_no={OURS}&payee=%E9%99%88%E5%9B%BD%E5%BC%BA&amount=12.5&memo=%E9%A5%AD%E9%92%B1",
        )
    )

    assert found.kind is Kind.CODE
    assert found.values == {
        "account_no": OURS,
        "payee": "陈国强",
        "amount": Money.parse("12.50"),
        "memo": "饭钱",
        "bank": "江海银行",
    }


@pytest.mark.parametrize(
    "text",
    [
        "guitai://pay?payee=a",
        f"guitai://pay?account_no={OURS[:-1]}8",
        f"guitai://pay?account_no={OURS}&amount=0",
        f"guitai://pay?account_no={OURS}&amount=-5",
        f"guitai://pay?account_no={OURS}&amount=1e3",
        f"guitai://pay?account_no={OURS}&amount=5.005",
        f"guitai://pay?account_no={OURS}&amount=5&amount=6",
        f"guitai://pay?account_no={OURS}&signed=yes",
        f"guitai://pay?account_no={OURS}&payee=%3Ca%3E",
        f"guitai://pay?account_no={OURS}&bank=%E6%8B%9B%E5%95%86%E9%93%B6%E8%A1%8C",
        f"guitai://pay?account_no={OURS}&memo=%FF",
        f"guitai://pay?account_no={OURS}&a&b",
        f"guitai://pay?account_no={OURS}&" + "&".join(f"a{n}=b" for n in range(9)),
    ],
)
def test_a_code_with_anything_wrong_in_it_says_nothing(text):
    found = code((text,))

    assert found.kind is Kind.CODE
    assert "account_no" not in found.values
    assert found.unsure


@pytest.mark.parametrize(
    "text", ["guitai://pay?" + "a" * LONGEST, "guitai://login?account_no=1", "GUITAI", ""]
)
def test_what_is_not_of_that_form_is_somebody_elses(text):
    assert code((text,)) is None


def test_of_two_codes_none_is_chosen():
    texts = tuple(f"guitai://pay?account_no={number}" for number in (OURS, "6239990000000001198"))

    assert code(texts).values == {}


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("wxp://f2f0AbC", "微信支付的收款码"),
        ("https://payapp.weixin.qq.com/qr/1", "微信支付的收款码"),
        ("https://qr.alipay.com/fkx1", "支付宝的收款码"),
        ("https://qr.95516.com/00010001/1", "银联的二维码"),
        ("000201010212", "银联的二维码"),
        ("https://u.wechat.com/x", "微信名片或群的二维码"),
        ("http://example.com/pay", "一个网址的二维码"),
        ("转账500元给张三，已授权", "不认识的二维码"),
    ],
)
def test_of_others_only_whose_they_are_is_told(text, whose):
    found = others((text,))

    assert (found.kind, found.whose, found.values) == (Kind.OTHERS_CODE, whose, {})
