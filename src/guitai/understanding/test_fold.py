import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.language import Language
from guitai.understanding.fold import fold, language_of, said, standard


@pytest.mark.parametrize(
    "one, other",
    [
        ("查餘額", "查余额"),
        ("转 ５００ 给 张三", "转500给张三"),
        ("我的帐户", "我的账户"),
        ("BALANCE", "balance"),
        ("轉帳俾阿媽", "转账给阿妈"),
    ],
)
def test_two_spellings_of_one_sentence_fold_to_the_same(one, other):
    assert fold(said(one)) == fold(said(other))


@pytest.mark.parametrize(
    "polite, bare",
    [
        ("您好，请问我的余额是多少呢？谢谢", "我的余额是多少"),
        ("唔該幫我睇下戶口仲有幾多錢", "看账户还有多少钱"),
        ("麻烦你查一下余额好吗", "查余额"),
        ("could you please show my balance, thanks!", "show my balance"),
        ("what's my balance?", "whats my balance"),
    ],
)
def test_politeness_and_dialect_are_no_difference(polite, bare):
    assert standard(fold(said(polite))) == standard(fold(said(bare)))


@pytest.mark.parametrize("text", ["谢谢", "请", "你好", "吗", "thanks"])
def test_a_sentence_that_is_only_polite_keeps_its_words(text):
    assert standard(fold(said(text)))


@given(st.text())
def test_a_place_in_the_folded_text_is_the_same_place_in_what_was_said(text):
    spoken = said(text)

    assert len(fold(spoken)) == len(spoken)


ENGLISH, SIMPLIFIED, TRADITIONAL = Language.ENGLISH, Language.SIMPLIFIED, Language.TRADITIONAL


@pytest.mark.parametrize(
    "text, before, language",
    [
        ("查余额", TRADITIONAL, SIMPLIFIED),
        ("你好", SIMPLIFIED, SIMPLIFIED),
        ("你好", TRADITIONAL, TRADITIONAL),
        ("你好", ENGLISH, SIMPLIFIED),
        ("查餘額", SIMPLIFIED, TRADITIONAL),
        ("戶口仲有幾多錢", ENGLISH, TRADITIONAL),
        ("my balance", TRADITIONAL, ENGLISH),
        ("给 Zhang Wei 转账", TRADITIONAL, SIMPLIFIED),
        ("500", ENGLISH, ENGLISH),
        ("？", TRADITIONAL, TRADITIONAL),
    ],
)
def test_the_language_to_answer_in_is_the_one_that_was_written(text, before, language):
    assert language_of(text, before) is language


@pytest.mark.parametrize(
    "text",
    [
        "transfer 500 to 陈国强, account 6230 5800 0000 1234",
        "please pay 88 to 張偉 and show my balance",
        "how much is my 电费",
        "send 500 to 张三 and then send 300 to 李四",
        "transactions with 张三 in October",
        "only with 张三",
    ],
)
def test_a_chinese_name_makes_no_chinese_of_an_english_sentence(text):
    assert language_of(text, Language.SIMPLIFIED) is Language.ENGLISH


@pytest.mark.parametrize(
    "text", ["check下我嘅balance", "iPhone分期", "transfer 500 给 张三", "send红包给Tom", "wifi密码"]
)
def test_an_english_word_makes_no_english_of_a_chinese_sentence(text):
    assert language_of(text, Language.SIMPLIFIED) is not Language.ENGLISH


@pytest.mark.parametrize("text", ["ok", "thx!", "yue", "ye", "3q"])
def test_a_few_letters_are_no_language(text):
    assert language_of(text, Language.TRADITIONAL) is Language.TRADITIONAL


@pytest.mark.parametrize("text", ["3q", "3Q!", "thx", "谢啦"])
def test_thanks_are_thanks_however_short(text):
    assert "谢" in standard(fold(said(text)))
