import pytest

from guitai.understanding.unread_amount import why_unread

WHY = {
    "三千多": "还不够确切",
    "50或60": "还不够确切",
    "1ooo": "还不够确切",
    "-50": "大于0",
    "负五百": "大于0",
    "0.001": "最小到分",
    "100美元": "人民币",
    "HK$500": "人民币",
    "二十歐元": "人民币",
    "给张三500，给李四600": "不止一个",
    "多一点": "没有听清",
}


@pytest.mark.parametrize("text, why", WHY.items())
def test_it_is_said_what_was_unclear(text, why):
    assert why in why_unread(text).says


def test_the_unclear_words_are_repeated_as_they_were_said():
    assert why_unread("大概三千多塊吧").values == {"said": "大概三千多"}
