"""Walks over the phone API in a bank with terms of its own: what is shown, signed, set apart, taken and given back."""

import json

import pytest
from tests.demo_process import Demo, guitai
from tests.walking import later

from guitai.money import Money

pytestmark = pytest.mark.slow

TERMS = """
[[transfer_fees]]
from = 2026-01-01
inside = [{ fee = "0" }]
outside = [{ up_to = "100", fee = "1.50" }, { percent = "1%", most = "50" }]

[[rates]]
from = 2026-11-01
demand = "0.06%"
fixed = { 3M = "0.70%", 6M = "0.90%", 1Y = "1.11%", 2Y = "1.20%", 3Y = "1.30%", 5Y = "1.40%" }
notice = { 1D = "0.12%", 7D = "0.40%" }
"""


@pytest.fixture(scope="module")
def demo(written_data):
    """A demo of a bank that has written its terms."""
    (written_data.parent / "terms.toml").write_text(TERMS)
    with Demo(written_data, TERMS=written_data.parent / "terms.toml").running() as demo:
        yield demo


@pytest.fixture
def held(connection, books):
    """What is on somebody's account with that tail, and what the bank has earned in fees, both in fen."""

    def sums(phone, tail):
        row = connection.execute(
            "SELECT sum(credits_posted_fen - debits_posted_fen) FROM ledger.accounts WHERE kind = 'fees_income'"
        ).fetchone()
        return Money.parse(books(phone).balances()[tail].strip("¥").replace(",", "")).fen, int(row[0])

    return sums


def ordered(phone, words):
    said = phone.says(words)
    assert said["links"], said["content"]
    return said


@pytest.mark.parametrize(
    "conduct, leaves, earns",
    [("settles", 90_00 + 1_50, 1_50), ("refuses_BE01", 0, 0), ("returns_after_an_hour", 1_50, 1_50)],
)
def test_a_fee_is_told_signed_taken_and_given_back_where_nothing_arrived(
    http, lin, pin, elsewhere, held, conduct, leaves, earns
):
    name, number = elsewhere[conduct]
    there, fees = held(lin, "2816")
    said = ordered(lin, f"用尾号2816给{name}转90元，卡号{number}")
    assert "手续费¥1.50" in said["content"]
    signed = lin.signs(said, pin["lin"])
    assert signed.accepted
    assert "手续费：¥1.50" in signed.json["shown"]
    later(http, "PT2H")

    assert held(lin, "2816") == (there - leaves, fees + earns)


def test_what_waits_has_its_fee_with_it_and_is_sent_or_taken_back_with_it(http, lin, pin, elsewhere, held):
    name, number = elsewhere["settles"]
    there, fees = held(lin, "2816")
    for amount, back in ((200, False), (300, True)):
        assert lin.signs(
            ordered(lin, f"用尾号2816给{name}转{amount}元，卡号{number}，两小时后到账"), pin["lin"]
        ).accepted
        if back:
            said = lin.says("撤销刚才的转账")
            while said["options"]:
                said = lin.taps(said, said["options"][0]["text"])
        later(http, "PT3H")

    assert held(lin, "2816") == (there - 202_00, fees + 2_00)


def test_a_deposit_is_opened_at_the_rate_that_the_bank_posts(zhou, pin):
    said = zhou.says("存1000元定期一年")
    said = zhou.taps(said, "不续存，本金和利息都转到活期")
    (order,) = (link for link in said["links"] if "/orders/" in link["url"])
    signed = zhou.signs({**said, "links": [order]}, pin["zhou"])

    assert signed.accepted
    assert all(part in signed.json["shown"] for part in ("年利率：1.11%", "到期利息：¥11.10"))


def test_the_books_are_sound_and_the_commands_read_the_same_terms(demo):
    checked = guitai("check-ledger", SANDBOX=1, **demo.settings)
    printed = guitai("terms", "--on", "2026-11-23", "--json", SANDBOX=1, **demo.settings)

    assert checked.returncode == 0, checked.stdout
    assert json.loads(printed.stdout)["rates"]["demand"] == "0.06%"


def test_a_demo_whose_terms_are_wrong_does_not_begin(demo, tmp_path):
    (tmp_path / "terms.toml").write_text(TERMS.replace('"1.50"', "1.50"))
    wrong = guitai("demo", "--no-browser", DATA=tmp_path / "data", TERMS=tmp_path / "terms.toml")

    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)
    assert "outside, row 1, fee: a sum is written in yuan" in wrong.stderr
    assert not (tmp_path / "data").exists()
