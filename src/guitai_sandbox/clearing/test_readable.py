"""The clearing house as a person reads it in a browser; a program goes on getting JSON."""

import re

import pytest

from guitai_sandbox.clearing.directory import ACCOUNTS
from guitai_sandbox.clearing.readable import CONDUCTS, HEADS, page

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def reads(house):
    """The page as a browser gets it."""

    def browse(language="zh-CN,zh;q=0.9", **query):
        headers = {"Accept": BROWSER, "Accept-Language": language}
        return house.sandbox.http.get("/phone/clearing", params=query, headers=headers)

    return browse


def test_a_browser_gets_tables_with_every_account(house, reads):
    house.pays("6222020000000000018", "王建国", amount="88.80")
    answer = reads()

    assert answer.headers["content-type"].startswith("text/html")
    assert 'lang="zh-Hans"' in answer.text
    assert all(account.account_no in answer.text for account in ACCOUNTS)
    assert "立即结清" in answer.text
    assert re.search(r"<td[^>]*>88\.80</td>", answer.text)


def test_it_speaks_english_where_that_is_asked_for(reads):
    text = reads("en-GB,en;q=0.9").text

    assert 'lang="en"' in text
    assert "It is settled at once." in text
    assert HEADS["account"][1] in text


@pytest.mark.parametrize("accept", ["*/*", "application/json", "", "application/json, text/html;q=0.5"])
def test_a_program_gets_json(house, accept):
    answer = house.sandbox.http.get("/phone/clearing", headers={"Accept": accept})

    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["payments"] == []


def test_what_comes_from_outside_is_text_and_no_markup():
    payment = {
        "tx_id": "<b>",
        "end_to_end_id": "1",
        "direction": "out",
        "rail": "IBPS",
        "day": "2026-11-26",
        "at": "2026-11-26T10:00:00+08:00",
        "amount": "1234567.80",
        "bank_code": "<i>",
        "account_no": "1",
        "state": "pending",
        "reason": "<u>",
    }
    house = {"now": payment["at"], "balance": "1.00", "banks": [], "payments": [payment]}

    text = page(house, english=True)
    assert not re.search("<[biu]>", text)
    assert "1,234,567.80" in text


def test_every_conduct_is_told_in_chinese_too():
    assert set(CONDUCTS) == {account.conduct.name for account in ACCOUNTS}
