"""What is said of an amount that can't be read for certain."""

import pytest

from guitai.understanding.answer import How

UNREAD = {
    "三万多": "“三万多”还不够确切，请说一个准确的金额，比如500元。",
    "大概五万": "“大概五万”还不够确切，请说一个准确的金额，比如500元。",
    "0.001": "金额最小到分，小数点后最多两位，请重新说一个金额。",
    "多一点": "没有听清金额，请说一个数，比如500元。",
}


@pytest.mark.parametrize("said, why", UNREAD.items())
def test_what_was_unclear_about_an_amount_is_said(lin, said, why):
    lin.says("存一年定期")
    lin.says(said)

    assert lin.reply.parts[0] == why


def test_a_spoken_amount_that_may_be_another_is_not_paid_in(lin):
    lin.says("存一年定期")

    assert "¥" not in lin.says("290实块", How.SPOKEN).replace("¥50.00", "")


@pytest.mark.parametrize("said, asks", [("开个定期3000 一年的", False), ("开个一年定期2816", True)])
def test_digits_behind_the_word_are_how_much_unless_they_are_an_account(lin, said, asks):
    assert ("想存多少" in lin.says(said)) == asks
