"""A receipt as a picture: the amount in large figures, the particulars in two columns, the bank's line below."""

from guitai.language import Words
from guitai.money import format_money
from guitai.shield.card import Slip
from guitai.shield.drawing import MEDIUM, Box, wrapped
from guitai.shield.sheet import GRID, LEFT, MUTED, RIGHT, SMALL, TEXT, Sheet

AMOUNT = 64
EDGE = "#2A8C82"
LABELS = 190  # pixels for what stands on the left
ROW, WITHIN = 54, 42  # from one row to the next, and from line to line within one
MOST_LINES = 3  # of one value
BANK = Words("江海银行")


def slip(slip: Slip, sheet: Sheet) -> None:
    """The receipt, below its title."""
    sheet.boxes.append(Box(LEFT, 16, LEFT + 96, 24, EDGE, 4))
    figures = sheet.lettering(AMOUNT, weight=MEDIUM)
    sheet.bottom += AMOUNT + 26
    sheet.write(format_money(slip.amount), figures, sheet.bottom, left=LEFT)
    sheet.bottom += 34
    _rule(sheet)
    for row in slip.rows:
        _row(sheet.say(row.label), sheet.value(row.value), sheet)
    sheet.bottom += 26
    _rule(sheet)
    quiet = sheet.lettering(SMALL, MUTED)
    sheet.bottom += 46
    sheet.write(sheet.say(BANK), quiet, sheet.bottom, left=LEFT)
    for line in wrapped(sheet.say(slip.foot), quiet, width=RIGHT - LEFT, lines=2) if slip.foot else []:
        sheet.bottom += 38
        sheet.write(line, quiet, sheet.bottom, left=LEFT)


def _row(label: str, value: str, sheet: Sheet) -> None:
    sheet.bottom += ROW
    sheet.write(label, sheet.lettering(TEXT, MUTED), sheet.bottom, left=LEFT)
    look = sheet.lettering(TEXT)
    for number, line in enumerate(wrapped(value, look, width=RIGHT - LEFT - LABELS, lines=MOST_LINES)):
        sheet.bottom += WITHIN if number else 0
        sheet.write(line, look, sheet.bottom, left=LEFT + LABELS)


def _rule(sheet: Sheet) -> None:
    sheet.boxes.append(Box(LEFT, sheet.bottom, RIGHT, sheet.bottom + 2, GRID))
