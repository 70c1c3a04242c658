"""What becomes of a deposit when it matures, in whatever words and wherever it is said, on a phone."""

import pytest
from tests.savers import ordered

from guitai.reply import Link

NOT, PRINCIPAL, ALL = "none", "principal", "all"


@pytest.fixture
def saver(lin, signs):
    """Lin, with a deposit for a year."""
    for words in ("存5万定期一年", "1"):
        lin.says(words)
    signs(lin)
    return lin


def at_the_end(phone):
    """What the order that waits says of it."""
    names = [line["name"].split() for line in ordered(phone).content["lines"]]
    return [name[1] for name in names if name[0] == "renewal"]


@pytest.mark.parametrize(
    "words, end",
    [
        ("我那笔定期到期不要自动转存了", NOT),
        ("到期别续了", NOT),
        ("定存到期唔好續", NOT),
        ("my fixed deposit, please don't renew it at maturity", NOT),
        ("定期到期只续本金，利息打回活期", PRINCIPAL),
        ("我的定期到期本息一起续", ALL),
        ("my deposit: roll over the principal and interest at maturity", ALL),
    ],
)
def test_a_wish_that_tells_it_asks_nothing(saver, words, end):
    assert saver.says(words).startswith(("定期 尾号", "When your Fixed deposit", "定期 尾號"))
    assert at_the_end(saver) == [end]


@pytest.mark.parametrize(
    "words, end",
    [
        ("改成只续本金,利息打回活期", PRINCIPAL),
        ("等等，利息还是不要续，本金续就好", PRINCIPAL),
        ("哎还是续吧 连本带息", ALL),
        ("actually roll over both principal and interest", ALL),
        ("roll over everything at maturity", ALL),
        ("when it matures roll everything over, interest included", ALL),
        ("到期本金接着存 利息给我拿出来", PRINCIPAL),
        ("到期principal only续 利息我要拿来买coffee", PRINCIPAL),
        ("到期续存，利息我拿来花", PRINCIPAL),
        ("roll it over at maturity, i'll take the interest", PRINCIPAL),
        ("到期别把利息拿出来 一起续", ALL),
    ],
)
def test_it_is_told_otherwise_before_it_is_signed_or_where_it_is_asked(saver, words, end):
    saver.says("到期别续了")
    saver.says(words)
    assert at_the_end(saver) == [end]
    saver.says("取消")
    saver.says("更改到期安排")
    saver.says(words)

    assert at_the_end(saver) == [end]


@pytest.mark.parametrize(
    "words, term, end",
    [
        ("拿两千存三个月定期，到期本息一起自动转存", "3M", ALL),
        ("存三个月的吧，两千，一样到期不转存", "3M", NOT),
        ("开个定期，三年，两千，到期本金续", "3Y", PRINCIPAL),
        ("存两千一年到期续本金", "1Y", PRINCIPAL),
        ("fixed deposit 2k, 2 years, no auto renewal pls", "2Y", NOT),
        ("定期2000 一年 本金续存", "1Y", PRINCIPAL),
        ("2000，两年，到期不续存", "2Y", NOT),
        ("ok do the 2 years, 2000, no renewal at the end", "2Y", NOT),
        ("put 2000 in a one year deposit and I do not want it to be renewed automatically", "1Y", NOT),
    ],
)
def test_a_deposit_that_is_opened_with_it_changes_none_that_is_there(saver, words, term, end):
    saver.says(words)

    lines = {line["name"]: line for line in ordered(saver).content["lines"]}
    assert (lines["amount"]["fen"], at_the_end(saver)) == (2_000_00, [end])
    assert f"product {term}" in lines


@pytest.mark.parametrize(
    "words",
    [
        "那笔存了一年的五万到期了别续",
        "我去年存的那笔五万定期，到期别自动转存了",
        "我的一年定期五万到期不续",
        "我那笔定期，五万，一年，到期不续",
        "my deposit, 50000, one year: don't renew it at maturity",
    ],
)
def test_of_one_that_is_there_it_is_changed_though_its_sum_is_named(saver, words):
    saver.says(words)

    assert at_the_end(saver) == [NOT]
    assert "amount" not in {line["name"] for line in ordered(saver).content["lines"]}


@pytest.mark.parametrize(
    "words",
    ["到期会自动续存吗", "定期到期怎么续存", "保险到期不续了", "会员别自动续费"],
)
def test_a_question_or_another_matter_tells_nothing_of_it(saver, words):
    saver.says(words)

    assert not any(isinstance(part, Link) and "/orders/" in part.url for part in saver.reply.parts)


@pytest.mark.parametrize(
    "words, end",
    [
        (
            "Put 10k from 2816 into a 2-year fixed deposit, when it matures renew the principal only",
            PRINCIPAL,
        ),
        ("deposit 10000 from 2816 for one year, please don't renew it at maturity", NOT),
        ("从2816拿一万存一年定期，到期本金续存利息转活期", PRINCIPAL),
    ],
)
def test_who_opens_one_and_says_what_becomes_of_it_opens_one(lin, words, end):
    lin.says(words)

    assert (str(ordered(lin).amount("amount")), at_the_end(lin)) == ("10000.00", [end])


@pytest.mark.parametrize(
    "words, end",
    [
        ("when it matures roll everything over, interest included", ALL),
        ("到期principal only续 利息我要拿来买coffee", PRINCIPAL),
        ("到期续存，利息我拿来花", PRINCIPAL),
    ],
)
def test_what_becomes_of_it_may_be_told_with_the_reason_before_it_is_asked(saver, words, end):
    saver.says("存2000定期三年")
    saver.says(words)
    saver.says("2500元")

    assert (str(ordered(saver).amount("amount")), at_the_end(saver)) == ("2500.00", [end])


@pytest.mark.parametrize("words", ["没到期就想拿出来", "我的定期没到期想取出来用"])
def test_what_is_taken_out_before_it_matures_is_not_told_what_becomes_of_it_then(saver, words):
    saver.says(words)

    assert not any(isinstance(part, Link) and "/orders/" in part.url for part in saver.reply.parts)
