import pytest

from guitai.money import Money
from guitai.understanding.fold import fold, said
from guitai.understanding.slots.money_words import amount

HEARD = {
    "转三柏二十元": "320",
    "一千六百刘十": "1660",
    "250块舅毛": "250.9",
    "320元伞角一分": "320.31",
    # what it says, whatever it sounds like
    "给三舅500": "500",
    "给二姨三百": "300",
    "给李四的500": "500",
    "给老刘十块": "10",
    "给王五欠500": "500",
    "转五百吧": "500",
    "一千五就行": "1500",
}
LOST = (
    "一亡两千 转一徘70 330乌块 6百务10块 600务10块 "
    "十百二十 千九百块 两百百 百块 转六百务给张三 转务百二十块 三百某十"
)


@pytest.mark.parametrize("text, yuan", HEARD.items())
def test_a_numeral_is_known_by_its_sound_where_the_whole_is_a_number(text, yuan):
    assert amount(fold(said(text))) == Money.parse(yuan)


@pytest.mark.parametrize("text", LOST.split())
def test_a_number_with_a_piece_that_can_not_be_read_is_not_the_rest_of_it(text):
    assert amount(fold(said(text))) is None
