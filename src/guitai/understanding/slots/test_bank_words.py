import pytest

from guitai.clearing.banks import bank_named
from guitai.understanding.fold import fold, said
from guitai.understanding.slots.bank_words import BANKS, bank

NAMED = {
    "招行卡": "招商银行",
    "中国工商银行": "工商银行",
    "匯到建設銀行": "建设银行",
    "我的平安卡": "平安银行",
    "从建行转500到他的招行卡": "招商银行",
    "用工行的卡转到农行": "农业银行",
    "重庆农村商业银行": "重庆农商银行",
    "上海农商行": "上海农商银行",
    "广西北部湾银行": "广西北部湾银行",
    "ICBC": "工商银行",
    "to his China Merchants Bank card": "招商银行",
    "滙豐": "汇丰银行",
    "农信社": "农村信用社",
}


@pytest.mark.parametrize("text, name", NAMED.items())
def test_a_bank_goes_by_many_names(text, name):
    assert bank(fold(said(text))) == name


@pytest.mark.parametrize(
    "text", ["一路平安", "其中行不行", "恒生指数", "什么银行", "招行或者建行", "华夏儿女"]
)
def test_what_names_no_bank_for_certain_names_none(text):
    assert bank(fold(said(text))) is None


@pytest.mark.parametrize("short", sorted(BANKS))
def test_a_bank_that_is_understood_is_one_that_money_can_be_sent_to(short):
    names = [short, *BANKS[short].split("|")]

    assert [name for name in names if bank_named(name) is None] == []
    assert {bank_named(name).short for name in names} == {short}
