"""Which deposit is meant: by its tail, or by what it is."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests import savings
from tests.savers import opens, ordered, rich, shown

from guitai.capabilities.deposits import holdings
from guitai.capabilities.deposits.named import Which, deposit_said, meant
from guitai.capabilities.deposits.rules import PRODUCTS, Deposit, Renewal
from guitai.ledger.chart import AccountKey
from guitai.money import Money
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.load import understanding
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
OPENED = date(2025, 12, 11)
ONE = Deposit(
    AccountKey(1001, 2),
    "80210000000004429",
    PRODUCTS["1Y"],
    Renewal.NONE,
    1,
    OPENED,
    OPENED,
    date(2026, 12, 11),
    95,
    Money.parse("20000"),
    OPENED,
)
OTHER = replace(
    ONE,
    key=AccountKey(1001, 3),
    number="80210000000008671",
    product=PRODUCTS["3Y"],
    matures_on=date(2028, 12, 12),
    principal=Money.parse("30000"),
)


def read(text):
    understood = understanding().understand(text, NOW)
    return deposit_said(Answer(text, NOW, slots=understood.slots))


@pytest.mark.parametrize(
    "text",
    [
        "一年的那笔",
        "一年期的",
        "两万的那笔",
        "两万那张存单",
        "20000的定期",
        "12月11号到期的那张",
        "尾号4429",
        "一年两万那笔",
        "the one-year one",
    ],
)
def test_by_what_is_said_of_it_the_one_is_found(text):
    assert meant([OTHER, ONE], read(text)).one == ONE


@pytest.mark.parametrize(
    "text", ["五年的那笔", "十万那笔", "1月3号到期的那张", "三年两万那笔", "2027年12月11号到期的"]
)
def test_what_none_of_them_is_is_missed(text):
    found = meant([OTHER, ONE], read(text))

    assert (found.one, found.missed, [*found.listed]) == (None, True, [OTHER, ONE])


def test_what_several_are_leaves_these():
    third = replace(OTHER, product=PRODUCTS["1Y"])
    found = meant([OTHER, ONE, third], Which(term="P1Y"))

    assert (found.one, found.missed, [*found.listed]) == (None, False, [ONE, third])


@pytest.mark.parametrize("text", ["取两万", "两万", "随便", "12月11号存的"])
def test_what_says_nothing_of_it_is_not_read(text):
    with pytest.raises(Unclear):
        read(text)


@pytest.fixture
def saver(lin, signs):
    """Lin, with 30,000 yuan for a year, 120,000 at notice, and two deposits for three months."""
    savings.save_up(lin.db, lin.owner)
    rich(lin)
    opens(lin, signs, "存2000元定期三个月")
    opens(lin, signs, "存2万定期三个月")
    return lin


def withdrawn(phone):
    """Of which deposit how much is to be withdrawn."""
    number = ordered(phone).text("deposit").replace(" ", "")
    (deposit,) = [one for one in holdings.deposits_of(phone.db, phone.owner) if one.number == number]
    return deposit.principal.whole_yuan, ordered(phone).amount("amount").whole_yuan


@pytest.mark.parametrize(
    "words, of",
    [("一年的那笔", 30_000), ("三个月两千那笔", 2_000), ("两万的那笔", 20_000), ("七天的那笔", 120_000)],
)
def test_one_of_the_list_is_chosen_by_it_and_how_much_is_asked(saver, words, of):
    saver.says("支取存款")
    assert saver.says(words).startswith("要支取多少？")
    saver.says("全部")

    assert withdrawn(saver) == (of, of)


def test_how_much_can_be_said_beside_it(saver):
    saver.says("支取存款")
    saver.says("一年的那笔取一万")

    assert withdrawn(saver) == (30_000, 10_000)


def test_of_two_that_are_so_it_is_asked_which(saver):
    saver.says("支取存款")
    saver.says("三个月的")
    assert len(saver.reply.taps) == 2
    assert saver.says("两千的那笔").startswith("要支取多少？")


def test_what_is_none_of_them_is_said_and_asked_again(saver):
    saver.says("支取存款")

    assert saver.says("五年的那笔").startswith("没有找到您说的这一笔。\n要支取哪一笔？")


@pytest.mark.parametrize("words", ["一年的定期取一万出来", "取一年期定期里的一万"])
def test_the_wish_itself_may_say_which(saver, words):
    saver.says(words)

    assert withdrawn(saver) == (30_000, 10_000)


@pytest.mark.parametrize(
    "words", ["还有一年到期的定期取出来", "定期存了三个月想取出来", "差一年到期的那笔定期我要取"]
)
def test_how_long_it_was_or_will_be_kept_says_not_which(saver, words):
    saver.says(words)

    assert "要支取哪一笔？" in str(saver.reply.parts)
    assert len(saver.reply.taps) == 3  # that are for a term


def test_who_has_no_such_deposit_is_asked_though_there_is_one_alone(lin, signs):
    opens(lin, signs, "存5000元定期一年")

    assert lin.says("把三年的定期取出来").startswith("没有找到您说的这一笔。\n要支取哪一笔？")


def test_what_each_is_stands_on_a_card_and_no_sum_in_the_chat(saver):
    saver.says("支取存款")

    assert "¥" not in "".join(str(part) for part in saver.reply.parts)
    assert {"¥2,000.00", "¥20,000.00", "¥30,000.00", "¥120,000.00"} <= {*shown(saver).values()}
