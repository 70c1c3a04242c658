"""What deposits earn is told to whoever asks, beside whatever is open, on a phone."""

import pytest
from tests.savers import ordered

ONE_YEAR = "定期一年的年利率是0.95%，以办理当天公布的为准。"
TWO_YEARS = "定期两年的年利率是1.05%，以办理当天公布的为准。"
EVERY = "存款的年利率：三个月 0.65%、半年 0.85%、一年 0.95%、"


@pytest.mark.parametrize(
    "words", ["一年定期利率多少", "存一年利率是多少", "定存一年几个点", "请问你们银行一年期存款利率怎么样"]
)
def test_the_rate_of_a_term_is_told(lin, words):
    assert lin.says(words).splitlines()[0] == ONE_YEAR


@pytest.mark.parametrize("words", ["存款利率", "现在定期利率多少", "活期和定期利率分别多少", "四年定期利率"])
def test_all_are_told_where_no_term_that_there_is_was_named(lin, words):
    assert EVERY in lin.says(words)


def test_a_stranger_is_told_too(stranger):
    assert stranger.says("一年定期利率多少").splitlines()[0] == ONE_YEAR


def test_what_is_kept_from_day_to_day_has_its_own(lin):
    assert lin.says("活期利率是多少").startswith("活期存款的年利率是0.05%")


@pytest.mark.parametrize("words", ["那两年呢", "两年呢？", "两年定期呢"])
def test_another_term_is_asked_for_by_its_name_alone(lin, words):
    lin.says("一年定期利率多少")

    assert lin.says(words).splitlines()[0] == TWO_YEARS


@pytest.mark.parametrize(
    "words, comes_to",
    [
        (
            "存两万半年能拿多少利息",
            "¥20,000.00存定期半年，到期利息是¥85.00，年利率0.85%，以办理当天公布的为准。",
        ),
        (
            "一万块存一年有多少利息",
            "¥10,000.00存定期一年，到期利息是¥95.00，年利率0.95%，以办理当天公布的为准。",
        ),
        (
            "5000存三年定期利息多少",
            "¥5,000.00存定期三年，到期利息是¥187.50，年利率1.25%，以办理当天公布的为准。",
        ),
        ("50萬存定期一年利息幾多", "¥500,000.00存定期一年，到期利息是¥4,750.00，"),
        (
            "how much interest would I get on a 20000 deposit for two years",
            "two years: ¥20,000.00 earns ¥420.00",
        ),
    ],
)
def test_what_it_comes_to_is_told_of_a_sum(lin, words, comes_to):
    said = lin.says(words)

    assert comes_to in said
    assert lin.taps("存定期" if "存" in words else "Open a deposit")


def test_of_a_sum_that_is_too_little_the_rate_alone_is_told(lin):
    assert lin.says("存20块一年有多少利息").splitlines()[0] == ONE_YEAR


def test_in_english_too_and_once_more(lin):
    assert lin.says("what's the rate for a one year deposit").startswith(
        "Fixed deposit, one year: 0.95% a year"
    )
    assert lin.says("and 2 years?").startswith("Fixed deposit, two years: 1.05% a year")
    assert lin.says("what about five years").startswith("Fixed deposit, five years: 1.30% a year")


def test_one_can_be_opened_from_there(lin):
    lin.says("三年定期利率")

    assert lin.taps("存定期").startswith("想存多少？")


def test_an_order_that_is_open_stays_as_it_is(lin):
    lin.says("存5000定期五年，到期不续存")
    assert lin.says("三年定期利率是多少").startswith("定期三年的年利率是1.25%")
    assert lin.says("那两年呢").startswith(TWO_YEARS)

    assert (
        dict(line["name"].split(" ", 1) for line in ordered(lin).content["lines"] if " " in line["name"])[
            "product"
        ]
        == "5Y"
    )


def test_without_a_rate_before_it_the_term_is_the_orders(lin):
    lin.says("存5000定期五年，到期不续存")

    assert "定期两年，存¥5,000.00" in lin.says("那两年呢")


@pytest.mark.parametrize(
    "words",
    [
        "贷款利率多少",
        "一年贷款利率是多少",
        "我的定期利率多少",
        "大额存单利率",
        "美元存款利率多少",
        "国债和定存哪个利息高",
        "存5万一年利息多少",
        "定期没到期取出来利息怎么算",
        "存款利率会降吗",
        "利率高的存款",
        "利率现在高，存一年",
        "存款利息到账了吗",
        "my deposit rate",
    ],
)
def test_what_else_is_asked_is_not_answered_by_it(lin, words):
    said = lin.says(words)

    assert "年利率是" not in said
    assert "a year; what is posted" not in said
    assert EVERY not in said
