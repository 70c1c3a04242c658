from datetime import datetime

import pytest

from guitai.understanding.fold import said
from guitai.understanding.slots.reading import read
from guitai.understanding.slots.words import read_as
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)


def bought(text):
    return read_as("life.buy", read(said(text), NOW)).get("quantity")


@pytest.mark.parametrize(
    "text, many",
    [
        ("买三箱车厘子", 3),
        ("奶茶券整4张，寝室一人一张", 4),
        ("平遥牛肉，5包，下单", 5),
        ("電鍋買兩個", 2),
        ("我要买电饭煲一个", 1),
        ("来壹拾张加油卡", 10),
        ("买下二十四张乘车券", 24),
        ("购物卡 ×2", 2),
        ("帮我抢门票*5", 5),
        ("vouchers x 6", 6),
        ("2x latte vouchers please", 2),
        ("下单保温杯，数量9", 9),
        ("汉堡套餐，数量那里填9", 9),
        ("get the office a dozen coffee coupons", 12),
        ("buy half a dozen bakery vouchers", 6),
        ("two dozen carwash vouchers please", 24),
        ("套餐券，数量：十二", 12),
        ("家里三台，空调清洗买四次", 4),
        ("两箱半…不，三箱苹果", 3),
        ("两张……三张话剧票", 3),
        ("买五瓶装的啤酒一箱", 1),
        ("10元一份的早餐券买5份", 5),
        ("买三只松鼠礼盒两盒", 2),
        ("order five bottles of olive oil", 5),
        ("buy two 50 yuan vouchers", 2),
        ("IMAX late show tickets, two please", 2),
        ("I'd like the hotpot buffet, for five people so 5 pieces", 5),
        ("one day ski ticket, make it 3", 3),
        ("buy any zoo entry, 2 adults, so two", 2),
        ("cable car return tickets, 4 pcs", 4),
        ("want a bike rental day pass, just 1", 1),
        ("movie and popcorn combo, 2 of them", 2),
        ("spa vouchers... let's do four, buy", 4),
    ],
)
def test_how_many_are_bought_is_read_whatever_counts_them(text, many):
    assert bought(text) == many


@pytest.mark.parametrize(
    "text",
    [
        "奶茶券每人两张",
        "买三只松鼠坚果",
        "满三件打折的那种",
        "买10块钱一份的早餐券",
        "买两三张电影票",
        "买2-3张票",
        "两箱半苹果",
        "大概五张吧",
        "大人两张小孩一张",
        "买1000块的购物卡",
        "买12瓶装的矿泉水",
        "get a 50 yuan voucher",
        "buy a two-person set meal",
        "tickets for 7.30, please",
    ],
)
def test_what_is_no_certain_number_of_them_is_left_out(text):
    assert bought(text) is None
