"""What is said of an open order, clause by clause. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from guitai.understanding.fold import fold
from guitai.understanding.orders.clause import Clause
from guitai.understanding.orders.clause_rules import clause, moves_the_day
from guitai.understanding.orders.open_order import Order
from guitai.understanding.orders.told_memo import TAKEN_OFF, written
from guitai.understanding.slots.found import EitherDay
from guitai.zone import day_of

MOVES = moves_the_day.__name__


def clauses(parts: Iterable[str], order: Order) -> Sequence[Clause]:
    """What each tells. Behind one of the remark 写… says what that is to be, behind a day an hour is of that."""
    return _of_one_day([*_each(parts, order)])


def _of_one_day(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses; where one says by how much sooner or later and one on which day, that counts if both say the same.

    早一天吧，12月1号, from the 2nd. Where they don't, the day is told by neither.
    """
    named = [one for one in clauses if "arrival" in one.told]
    moved = [one for one in named if one.by == MOVES]
    if len(named) != 2 or len(moved) != 1:
        return clauses
    day = next(one for one in named if one is not moved[0])
    then, named_day = moved[0].told["arrival"], day.told["arrival"]
    days = named_day.days if isinstance(named_day, EitherDay) else (named_day,)
    same = [one for one in days if _date(one) == _date(then)]
    if same:
        counts = replace(day, told={**day.told, "arrival": same[0]}, mends=True)
    else:
        counts = replace(day, told={}, other=True, asks=True, named=frozenset({"arrival"}))
    return [Clause(one.text) if one is moved[0] else counts if one is day else one for one in clauses]


def _date(moment: object) -> object:
    return day_of(moment) if isinstance(moment, datetime) else moment


def _each(parts: Iterable[str], order: Order) -> Iterator[Clause]:
    of_memo, remark, before = False, "", order.before
    for text in parts:
        memo = written(text, fold(text)) if of_memo else None
        if memo is None:
            one = clause(text, replace(order, before=before))
            one = clause(text, order) if one.by == MOVES else one
        else:
            one = Clause(text, {"memo": memo}, mends=True, by="goes_on_with_the_memo")
        if remark and one.told.keys() == {"amount"} <= order.before.keys() and TAKEN_OFF.match(text):
            one = Clause(text, {"memo": f"{remark} {text}"}, mends=True, by="goes_on_with_the_memo")
        if "arrival" in one.told:
            before = {**order.before, "arrival": one.told["arrival"]}
        remark = str(one.told.get("memo", ""))
        of_memo = of_memo or "memo" in one.told or "memo" in one.named
        yield one
