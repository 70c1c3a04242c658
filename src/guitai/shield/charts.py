"""Charts of a card as pictures for a phone: money in and out by month, and the shares of a whole.

Heights and lengths are whole numbers, computed from fen.
"""

from collections.abc import Sequence

from guitai.language import Catalogue, Language, Words
from guitai.money import Money
from guitai.shield.card import Bars, Chart, Month, Part, Shares, Slip
from guitai.shield.drawing import Box, Picture, paint, wrapped
from guitai.shield.sheet import GRID, LEFT, MUTED, RIGHT, SMALL, TEXT, WIDTH, Sheet
from guitai.shield.slips import slip

IN = "#2A8C82"  # teal; green and red mean up and down to some and down and up to others
OUT = "#E2965A"
SHARE = "#3B7EA1"

PLOT = 320  # the height of the highest bar's room
BAR = 14
MOST_PARTS = 10  # what is more is added up
APART = 12  # pixels between two labels, at least

OTHERS = Words("其余")
NOTHING = Words("没有收支")


def draw(chart: Chart, catalogue: Catalogue, language: Language) -> bytes:
    """The chart as a PNG, 750 pixels wide and as high as it needs."""
    return paint(picture(chart, catalogue, language))


def picture(chart: Chart, catalogue: Catalogue, language: Language) -> Picture:
    """The chart as boxes and lines of text."""
    sheet = Sheet(catalogue, language)
    sheet.heading(chart.title)
    match chart:
        case Bars():
            _bars(chart, sheet)
        case Shares():
            _shares(chart, sheet)
        case Slip():
            slip(chart, sheet)
    return sheet.picture


def _bars(chart: Bars, sheet: Sheet) -> None:
    _legend(chart, sheet)
    most = max(max(group.money_in, group.money_out) for group in chart.groups)
    step, steps = scale(most)
    top, axis = sheet.bottom + 36, sheet.bottom + 36 + PLOT
    look = sheet.lettering(SMALL, MUTED)
    ticks = [sheet.short(step * number) for number in range(steps + 1)]
    left = LEFT + max(map(look.width, ticks)) + 16
    for number, tick in enumerate(ticks):
        y = axis - (PLOT * number // steps if steps else 0)
        sheet.boxes.append(Box(left, y - 1, RIGHT, y + 1, GRID))
        sheet.write(tick, look, y + 9, right=left - 16)
    if most:
        _columns(chart.groups, sheet, left=left, axis=axis, highest=step * steps)
    else:
        sheet.write(sheet.say(NOTHING), look, (top + axis) // 2, centre=(left + RIGHT) // 2)
    sheet.bottom = axis
    _months(chart.groups, sheet, left=left)


def _legend(chart: Bars, sheet: Sheet) -> None:
    """What the colours mean, with the totals, side by side where they fit."""
    total_in = sum((group.money_in for group in chart.groups), Money(0))
    total_out = sum((group.money_out for group in chart.groups), Money(0))
    look = sheet.lettering(TEXT)
    left = LEFT
    sheet.bottom += 54
    for words, total, colour in (("收入 {amount}", total_in, IN), ("支出 {amount}", total_out, OUT)):
        text = sheet.say(Words(words, {"amount": sheet.short(total)}))
        if left + 34 + look.width(text) > RIGHT:
            left, sheet.bottom = LEFT, sheet.bottom + 44
        sheet.boxes.append(Box(left, sheet.bottom - 22, left + 22, sheet.bottom, colour, 5))
        sheet.write(text, look, sheet.bottom, left=left + 34)
        left += 34 + look.width(text) + 48


def scale(most: Money) -> tuple[Money, int]:
    """The amount between two lines of a grid, 1, 2 or 5 with zeros, and how many hold `most`: up to four."""
    step = 100
    while True:
        for times in (1, 2, 5):
            steps = -(-most.fen // (step * times))
            if steps <= 4:
                return Money(step * times), steps
        step *= 10


def _columns(groups: Sequence[Month], sheet: Sheet, *, left: int, axis: int, highest: Money) -> None:
    band = (RIGHT - left) // len(groups)
    thick = max(min(band * 36 // 100, 56), 1)
    for number, group in enumerate(groups):
        centre = _centre(number, len(groups), left)
        for amount, colour, start in (
            (group.money_in, IN, centre - thick - 1),
            (group.money_out, OUT, centre + 1),
        ):
            if amount:
                tall = max(PLOT * amount.fen // highest.fen, 3)  # a little is more than nothing
                rounded = min(thick // 3, 6, tall // 2)
                sheet.boxes.append(Box(start, axis - tall, start + thick, axis, colour, rounded, stands=True))
    sheet.boxes.append(Box(left, axis - 1, RIGHT, axis + 1, GRID))


def _months(groups: Sequence[Month], sheet: Sheet, *, left: int) -> None:
    """As many months as fit, the last one always; below the first of each year, the year."""
    look = sheet.lettering(SMALL, MUTED)
    names = [_month(group, sheet.language) for group in groups]
    wide = max(map(look.width, names)) + APART
    every = -(-wide * len(groups) // (RIGHT - left))
    years: list[tuple[str, int]] = []
    for number in range((len(groups) - 1) % every, len(groups), every):
        centre = _centre(number, len(groups), left)
        sheet.write(names[number], look, sheet.bottom + 40, centre=centre)
        year = _year(groups[number], sheet.language)
        if not years or years[-1][0] != year:
            years.append((year, centre))
    for place, (year, centre) in enumerate(years):
        follows = years[place + 1][1] if place + 1 < len(years) else WIDTH * 2
        if follows - centre >= look.width(year) + APART:
            sheet.write(year, look, sheet.bottom + 78, centre=centre)
    sheet.bottom += 84


def _centre(number: int, groups: int, left: int) -> int:
    return left + (RIGHT - left) * (2 * number + 1) // (2 * groups)


def _month(group: Month, language: Language) -> str:
    return f"{group.month:%b}" if language is Language.ENGLISH else f"{group.month.month}月"


def _year(group: Month, language: Language) -> str:
    return f"{group.month.year}" if language is Language.ENGLISH else f"{group.month.year}年"


def _shares(chart: Shares, sheet: Sheet) -> None:
    total = sum((part.amount for part in chart.parts), Money(0))
    sheet.bottom += 50
    words = Words("合计 {amount}", {"amount": sheet.short(total)})
    sheet.write(sheet.say(words), sheet.lettering(TEXT, MUTED), sheet.bottom, left=LEFT)
    sheet.bottom += 26
    parts = _few(chart.parts)
    percents = percentages([part.amount for part in parts])
    for part, percent in zip(parts, percents, strict=True):
        _share(part, percent, total, sheet)


def _few(parts: Sequence[Part]) -> Sequence[Part]:
    if len(parts) <= MOST_PARTS:
        return parts
    rest = sum((part.amount for part in parts[MOST_PARTS - 1 :]), Money(0))
    return (*parts[: MOST_PARTS - 1], Part(OTHERS, rest))


def _share(part: Part, percent: str, total: Money, sheet: Sheet) -> None:
    look, quiet = sheet.lettering(TEXT), sheet.lettering(SMALL, MUTED)
    amount = sheet.short(part.amount)
    ends = RIGHT - quiet.width("100%") - 20
    room = ends - look.width(amount) - 28 - LEFT
    baseline = sheet.bottom + 46
    sheet.write(percent, quiet, baseline, right=RIGHT)
    sheet.write(amount, look, baseline, right=ends)
    for place, row in enumerate(wrapped(sheet.say(part.label), look, width=room, lines=2)):
        sheet.bottom = baseline + place * 38
        sheet.write(row, look, sheet.bottom, left=LEFT)
    top = sheet.bottom + 18
    sheet.boxes.append(Box(LEFT, top, RIGHT, top + BAR, GRID, BAR // 2))
    if part.amount:
        length = max((RIGHT - LEFT) * part.amount.fen // total.fen, BAR)
        sheet.boxes.append(Box(LEFT, top, LEFT + length, top + BAR, SHARE, BAR // 2))
    sheet.bottom = top + BAR + 12


def percentages(amounts: Sequence[Money]) -> list[str]:
    """Each amount's part of the whole in per cent, adding up to a hundred: largest remainders are rounded up.

    >>> percentages([Money(1), Money(1), Money(1)]), percentages([Money(999), Money(1)])
    (['34%', '33%', '33%'], ['100%', '<1%'])
    """
    total = sum(amount.fen for amount in amounts)
    if not total:
        return ["0%" for _ in amounts]
    whole = [amount.fen * 100 // total for amount in amounts]
    remainders = sorted(range(len(amounts)), key=lambda place: -(amounts[place].fen * 100 % total))
    for place in remainders[: 100 - sum(whole)]:
        whole[place] += 1
    return [
        "<1%" if amount and not percent else f"{percent}%"
        for amount, percent in zip(amounts, whole, strict=True)
    ]
