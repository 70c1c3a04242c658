"""What is said of an open order, clause by clause. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from guitai.understanding.fold import fold
from guitai.understanding.orders.clause import Clause
from guitai.understanding.orders.clause_rules import clause
from guitai.understanding.orders.open_order import Order
from guitai.understanding.orders.told_memo import TAKEN_OFF, written


def clauses(parts: Iterable[str], order: Order) -> Iterator[Clause]:
    """What each tells. Behind one of the remark 写… says what that is to be, behind a day an hour is of that."""
    of_memo, remark, before = False, "", order.before
    for text in parts:
        memo = written(text, fold(text)) if of_memo else None
        if memo is None:
            one = clause(text, replace(order, before=before))
        else:
            one = Clause(text, {"memo": memo}, mends=True, by="goes_on_with_the_memo")
        if remark and one.told.keys() == {"amount"} <= order.before.keys() and TAKEN_OFF.match(text):
            one = Clause(text, {"memo": f"{remark} {text}"}, mends=True, by="goes_on_with_the_memo")
        if "arrival" in one.told:
            before = {**order.before, "arrival": one.told["arrival"]}
        remark = str(one.told.get("memo", ""))
        of_memo = of_memo or "memo" in one.told or "memo" in one.named
        yield one
