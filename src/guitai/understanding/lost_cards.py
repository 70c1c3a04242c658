"""Which card is lost, and whether blocking it is ordered or only talked of: 挂失5207, 2816马上挂失. Pure."""

import re
from collections.abc import Mapping

from guitai.understanding.slots.reading import Reading
from guitai.understanding.slots.words import DOUBTED

INTENT = "cards.freeze"
# Four digits alone; what was spent, or has a unit, is a sum.
TAIL = re.compile(
    r"(?<![\d.:])(?<!\d,)(?<![刷花扣转取付少买费¥￥$])(?<![刷花扣转取付少买费][了走掉去])(?P<tail>\d{4})"
    r"(?![\d.:])(?!,\d)(?!\s*(?:[元块塊蚊年月日号號万萬千百]|yuan|rmb|dollars))"
)
ORDERS = re.compile(
    r"挂失|报失|冻|锁|停[了掉用一]?|封[了掉]|\b(?:block|freeze|lock|stop|suspend|disable|cancel|report)\b"
)
# How it was lost, or what somebody else did with it, denies nothing of what is ordered beside it.
LOST = re.compile(
    r"(?:不是|没|冇|唔系)(?:我|本人)[^,。;!?]{0,6}[刷花买转用付取弄][的过]?|找不[到着回]|揾唔到|搵唔到|不见|唔见"
    r"|\b(?:can't|cannot|can not|couldn't) find\b|\bwas(?:n't| not) me\b"
    r"|\b(?:was |got |is |has been )(?:stolen|lost|gone)\b"
)

# 挂失了没 asks, and 挂失了 may tell what was done before, where nothing urges to do it.
ASKS = re.compile(r"(?:没有?|未|冇)(?:啊|呀|呢)?\W*$|请问|问一?下|想问")
TOLD = re.compile(r"(?<![把将给帮])(?:挂失|报失|冻结?|锁|停)(?:\s?\d{4})?[了过]\W*$")
URGES = re.compile("把|给我|帮|快|赶紧|马上|立即|立刻|即刻|请")


def named(reading: Reading, slots: Mapping[str, object]) -> Mapping[str, object]:
    """The slots, with the card that bare digits name, and whether it is plainly ordered to block it."""
    folded = reading.folded
    told = ASKS.search(folded) or (TOLD.search(folded) and not URGES.search(folded))
    plainly = not (told or DOUBTED.search(LOST.sub("", folded)))
    tails = {found["tail"] for found in TAIL.finditer(folded)}
    if "account" in slots or len(tails) != 1:
        return {**slots, "plainly": plainly}
    others = {name: value for name, value in slots.items() if name != "amount"}
    return {**others, "account": tails.pop(), "plainly": plainly and bool(ORDERS.search(folded))}
