from datetime import date
from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image

from guitai.language import Catalogue, Language
from guitai.money import Money
from guitai.shield.card import Bars, Month, Part, Row, Shares, Slip
from guitai.shield.charts import IN, OUT, PLOT, SHARE, draw, percentages, picture, scale

CATALOGUE = Catalogue({"收入 {amount}": "In {amount}", "餐饮": "Dining"})


def months(count, *fen):
    """Months from December 2024 on; what came in and went out goes through the amounts in turn."""
    return tuple(
        Month(
            date(2024 + (11 + n) // 12, (11 + n) % 12 + 1, 1),
            Money(fen[n % len(fen)]),
            Money(fen[-1 - n % len(fen)]),
        )
        for n in range(count)
    )


def parts(*amounts, label="餐饮"):
    return tuple(Part(label, Money(fen)) for fen in amounts)


LONG = "国际旅行与境外消费，含机票、酒店、签证及保险服务等各种费用的合计，以及其他说不清楚的名目"
CHARTS = {
    "twelve months": Bars("每月收支", months(12, 1_850_000, 1_203_467, 99)),
    "one month": Bars("每月收支", months(1, 1_850_000, 1_203_467)),
    "two months": Bars("每月收支", months(2, 999_950)),
    "four years": Bars("每月收支", months(48, 1_850_000, 7)),
    "zero": Bars("每月收支", months(6, 0)),
    "one fen": Bars("每月收支", months(3, 0, 1)),
    "huge": Bars("每月收支", months(12, 10**17, 98_765_432_109_876_543)),
    "a long title": Bars(LONG * 3, months(12, 1_850_000)),
    "an English title": Bars(
        "Money in and out of every account you hold with us, month by month", months(12, 5)
    ),
    "shares": Shares("支出构成", parts(420_000, 281_250, 199_980, 45_600, 31_240, 980, 12)),
    "one share": Shares("支出构成", parts(1)),
    "no spending": Shares("支出构成", parts(0, 0)),
    "huge shares": Shares("支出构成", parts(10**17, 10**9, 1)),
    "long names": Shares(LONG, parts(10**16, 5, label=LONG) + parts(7, label="Unpronounceability" * 9)),
    "a receipt": Slip(
        "转账成功", Money(1_234_567), (Row("收款人", "张三"), Row("附言", LONG)), "请以明细为准。"
    ),
    "a huge receipt": Slip(
        LONG, Money(10**15), tuple(Row("很长的标签名", LONG * 4) for _ in range(9)), LONG * 2
    ),
    "many parts": Shares("支出构成", parts(*range(40_000, 0, -1000))),
}
EACH = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


@pytest.fixture(
    scope="module",
    params=[(chart, language) for chart in CHARTS.values() for language in Language],
    ids=[f"{name}, {language}" for name in CHARTS for language in Language],
)
def drawn(request):
    """Each chart in each language, drawn once."""
    chart, language = request.param
    return picture(chart, CATALOGUE, language)


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_no_text_is_cut(drawn):
    for line in drawn.lines:
        left, top, right, bottom = line.bounds
        assert 0 <= left < right <= drawn.width, line.text
        assert 0 <= top < bottom <= drawn.height, line.text


def test_no_text_lies_on_another_or_on_a_bar(drawn):
    texts = [(line.text, line.bounds) for line in drawn.lines]
    colours = (IN, OUT, SHARE)
    bars = [(box.left, box.top, box.right, box.bottom) for box in drawn.boxes if box.colour in colours]

    assert not [(a, b) for (a, one), (b, other) in combinations(texts, 2) if overlap(one, other)]
    assert not [text for text, bounds in texts for bar in bars if overlap(bounds, bar)]


def test_every_letter_is_large_enough_on_a_phone(drawn):
    assert drawn.width == 750
    assert all(line.lettering.size >= 26 for line in drawn.lines)
    assert all(bottom - top >= 16 for _, top, _, bottom in (line.bounds for line in drawn.lines))


def test_bars_stay_in_their_room(drawn):
    for box in drawn.boxes:
        assert 40 <= box.left < box.right <= 710
        assert 0 < box.bottom - box.top <= PLOT


@EACH
def test_the_same_chart_gives_the_same_bytes_of_a_png(chart):
    png = draw(chart, CATALOGUE, Language.SIMPLIFIED)

    assert png == draw(chart, CATALOGUE, Language.SIMPLIFIED)
    with Image.open(BytesIO(png)) as image:
        assert image.format == "PNG"
        assert image.width == 750


def test_a_bar_is_as_tall_as_its_amount():
    bars = Bars("每月收支", (Month(date(2026, 1, 1), Money(400_000), Money(100_000)),))

    drawn = picture(bars, CATALOGUE, Language.SIMPLIFIED)

    tall = {box.colour: box.bottom - box.top for box in drawn.boxes if box.stands}
    assert tall == {IN: PLOT, OUT: PLOT // 4}


def test_a_month_without_money_has_no_bar():
    drawn = picture(CHARTS["zero"], CATALOGUE, Language.SIMPLIFIED)

    assert not [box for box in drawn.boxes if box.stands]
    assert "没有收支" in [line.text for line in drawn.lines]


def test_each_language_has_its_own_words_and_characters():
    spoken = {
        language: " ".join(line.text for line in picture(CHARTS["twelve months"], CATALOGUE, language).lines)
        for language in Language
    }

    assert "收入 12.2万" in spoken[Language.SIMPLIFIED]
    assert "收入 12.2萬" in spoken[Language.TRADITIONAL]
    assert "In 122.1K" in spoken[Language.ENGLISH]


def test_what_is_past_the_tenth_part_is_added_up():
    drawn = picture(CHARTS["many parts"], CATALOGUE, Language.SIMPLIFIED)

    texts = [line.text for line in drawn.lines]
    assert texts.count("餐饮") == 9
    assert "其余" in texts


@pytest.mark.parametrize("amounts", [(1, 1, 1), (1, 1, 1, 1, 1, 1, 1), (2, 3, 95, 7), (5,)])
def test_percentages_add_up_to_a_hundred(amounts):
    assert sum(int(percent[:-1]) for percent in percentages([Money(fen) for fen in amounts])) == 100


@pytest.mark.parametrize(
    ("most", "step", "steps"),
    [(0, "1", 0), (1, "1", 1), (400, "1", 4), (401, "2", 3), (2_000_000, "5000", 4), (2_000_001, "10000", 3)],
)
def test_a_grid_counts_in_ones_twos_and_fives(most, step, steps):
    assert scale(Money(most)) == (Money.parse(step), steps)


def test_a_negative_amount_is_no_part_of_a_chart():
    with pytest.raises(ValueError, match="negative"):
        Part("餐饮", Money(-1))
    with pytest.raises(ValueError, match="signed"):
        Month(date(2026, 1, 1), Money(0), Money(-1))
