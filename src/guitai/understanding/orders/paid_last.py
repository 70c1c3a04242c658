"""How much is paid, where the words say it plainly: what a story ends with, 打完折2499他说收我2400就行那就转他2400; the
one sum of an order, right behind who is paid; what is taken of a deposit that holds more. Pure.

What a story ends with counts, as far back as nothing is left over but values and the words in which orders are talked
of.
"""

import re

from guitai.money import Money
from guitai.understanding.order_talk import QUESTION, left_of
from guitai.understanding.slots.money_words import Sum
from guitai.understanding.slots.reading import Reading

SENDS = re.compile(r"[转汇打付划过]|\b(?:send|pay|transfer|give)\b")
# 转他2400, 给他95, send him 600
BESIDE = re.compile(
    r"(?:[转汇打付过划给][给畀俾返]?(?:[他她佢]|N+)?|\b(?:send|pay|transfer|give)(?: back)?(?: him| her| them|N+)?)"
    r" ?(?P<sum>A+)"
    r"|(?P<before>A+)(?:块钱?|元|蚊|T|[我你就再先也都吧])*[转汇打付划过](?:[给畀俾]|过去|$)"
)
# send 张三 600 on Friday: all of it is an order.
ALONE = re.compile(
    r"(?:(?:please|pls|hi|hey|ok|can you|could you),? )*(?:send|pay|transfer|give|wire) ?"
    r"(?:him|her|them|N+|[\u3400-\u9fff]{2,4}) ?(?P<sum>A+)(?= (?:on |at |by |before |this |next )*T|[,.;!]|$)"
)
DONE = re.compile(r"[转汇打付给还过][账钱]?[了过咗](?!去)")
# What stands before it makes it none: 没转他2400, 他让我转2400.
NONE = re.compile(
    r"(?:[不没别未勿唔冇莫]|已经?|刚|让|叫|喊|[说讲]|问|如果|要是|假如|该不|会)$"
    r"|(?:n't|\b(?:not|never|to|said|says|should|asked?|asks|wants?|if|would|did|have|has|already))\s*$"
)
TAILS = re.compile("A{4}[转打过]?[到去给往进]?A{4}")  # which may be two accounts
VAGUE = re.compile("[多几来余]|左右|上下")
# 三万定期里, 三万的那笔里头; 取一万, 拿出5000
HOLDS = re.compile(
    r"(?<!A)A+(?:块钱?|元|T)?(?:的|那[笔个张])*(?:T|定期|定存|存款|存单|通知)+(?:存款|那[笔个张])*|(?<!A)A+(?:块钱?|元)?的?那[笔个张]"
)
TAKES = re.compile(r"(?:[取支提拿]|\b(?:withdraw|take(?: out)?) )(?:出来?|走|个|它?个)?(?P<sum>A+)")
FEWEST = 2  # sums that a story tells


def paid_last(reading: Reading) -> tuple[Money, int] | None:
    """The sum that is ordered at its end, and where what is said of that begins; None where that isn't clear."""
    if len(reading.sums) < FEWEST:
        return None
    masked = reading.masked
    start = next(at for at in range(len(masked) + 1) if not left_of(masked[at:]))
    ending = masked[start:]
    if start == 0 or TAILS.search(ending):
        return None  # all of it is an order, and no story
    asked = QUESTION.search(reading.folded[start:])
    if asked or not SENDS.search(ending) or DONE.search(ending) or NONE.search(masked[:start]):
        return None
    told = {place.start: _money(place, reading.folded) for place in reading.sums if place.start >= start}
    beside = [max(found.start("sum"), found.start("before")) for found in BESIDE.finditer(masked, start)]
    values = {*told.values()}
    if len(values) > 1 and beside:
        values = {told.get(beside[-1])}
    sum_ = values.pop() if len(values) == 1 else None
    return (sum_, start) if isinstance(sum_, Money) else None


def sent_alone(reading: Reading) -> Money | None:
    """The one sum that there is, where an order says it right behind who is paid."""
    found = ALONE.match(reading.masked)
    only = reading.sums[0] if len(reading.sums) == 1 else None
    beside = found and only and found.start("sum") == only.start
    return only.money if only and beside and isinstance(only.money, Money) else None


def taken_out(reading: Reading) -> Money | None:
    """How much of a deposit is taken, where the other sum is what that holds: 从三万定期里取一万出来."""
    places = {place.start: place.money for place in reading.sums}
    found = {one.start("sum") for one in TAKES.finditer(reading.valued)} & places.keys()
    held = {one.start() for one in HOLDS.finditer(reading.valued)} & places.keys()
    taken = found.pop() if len(found) == 1 else -1
    sum_ = places.get(taken) if held and held | {taken} == places.keys() else None
    return sum_ if isinstance(sum_, Money) else None


def _money(named: Sum, folded: str) -> object:
    """The sum; of what is left of one, to pay, it is that: 还剩四千，周五转给他."""
    left = folded[named.start - 1 : named.start] == "剩" and not VAGUE.match(folded, named.end)
    return named.said if left and named.said else named.money
