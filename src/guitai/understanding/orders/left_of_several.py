"""Of several orders of one message, which are left and which stay: 张三的撤了吧; forget the first one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from guitai.language import Words
from guitai.money import Money
from guitai.understanding.answer import Answer, Wish, in_turn, wished
from guitai.understanding.fold import fold, said
from guitai.understanding.interrupting import Telling, told_so_far
from guitai.understanding.orders.asked_of_order import asks

CLAUSE = re.compile(
    r"[,，。;；!！?？~…\n]+|\.(?=\s|$)|(?<=[了啦喇])(?:\s+|(?=再[看查给帮睇]))"
    r"|(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])|\band (?=only|just|keep)"
)
GIVES = "[转轉给給畀俾办辦打汇匯付还還过過]"
DROPS = re.compile(
    rf"取消|撤|作废|作廢|删[掉了除]|算了|免了|(?:不|别|別|唔|甭|咪|莫)(?:用|要|必|使|需|想)?(?:再|先)?{GIVES}"
    r"|(?:不|唔)(?:用|要|必|使|需)(?:了|啦|喇|着|的|吧)*(?:$|[^\w])|(?:不|唔)(?:用|要|必|使|需)[了啦喇]"
    r"|(?<![a-z])(?:cancel|forget|drop|scrap|skip|remove|never ?mind|leave out|no need)"
    r"|\bdon'?t (?:send|pay|need|do)\b|\bnot (?=the\b|to\b)"
)
# 别取消, 不用撤: nothing is left so.
STAYS = re.compile(
    r"(?:别|別|不|唔|咪|勿|甭)(?:用|要|必|使|好)?(?:再)?(?:取消|撤|删|动|動|cancel|drop)"
    r"|\b(?:don'?t|not|never) (?:cancel|drop|forget|touch)"
)
ONLY = re.compile(rf"(?:只|就|净係|淨係|净系|单|單)(?:要|留|办|辦|做|保留|{GIVES}|剩)|\b(?:only|just)\b")
KEEPS = re.compile(
    rf"keep|stays?|ok|留着?|留低|保留|要|照{GIVES}?|照旧|照舊|照样|不变|不變|不动|唔郁|继续|繼續|正常|还是|還是|仍然|{GIVES}|就行|就好"
)
CHANGES = re.compile(r"[改换換]|备注|備註|从|從|\d|\b(?:memo|make it|change|from|use)\b")
FIRST = re.compile(r"第[一1]|前[面头頭一]|头先|頭先|先头|原来|\b(?:first|former)\b")
NEXT = re.compile(r"第[二2]|后[面头一]|後[面頭一]|另[一外]|\b(?:second|latter|other)\b")
THIRD = re.compile(r"第[三3]|最后|最後|\b(?:third|last)\b")
ITS = r"(?:的|那|嗰|这|呢|个|個|一|笔|筆|单|單|份|边|邊|他|她|佢|就|\bthe\b|\bone\b|\bfor\b|\bto\b|[^\w])*"
LEFT = "好的，给{payee}的那一笔不办了，这一笔还在。"
PLACES = (FIRST, NEXT, THIRD)
ALL = re.compile(r"都|全部|一起|两笔|兩筆|\b(?:both|all)\b")


@dataclass(frozen=True)
class Left:
    """Which are left, by their places: what else is said, what to say, and what `opens` by what `opening`."""

    places: frozenset[int]
    rest: str
    opening: Answer
    words: Words
    opens: Wish | None = None

    @property
    def first(self) -> bool:
        """Whether the one that is open is left."""
        return 0 in self.places


def leaves_some(telling: Telling, text: str) -> Left | None:
    """What is left of what one message has ordered, which waits no longer; None where nothing is."""
    opening, waiting = telling.opening, wished(telling.opening.then)
    orders = [told_so_far(telling), *(wish.slots for wish in waiting)]
    found = left_of_several(text, orders) if any("payee" in wish.slots for wish in waiting) else None
    if found is None:
        return None
    places, rest = found
    names = [str(orders[at].get("payee") or "") for at in sorted(places)]
    words = Words(LEFT, {"payee": "、".join(filter(None, names))})
    then = in_turn(wish for at, wish in enumerate(waiting, 1) if at not in places)
    telling.opening = replace(opening, then=then if 0 not in places else None)
    if 0 not in places or then is None:
        return Left(places, rest, opening, words)
    return Left(places, rest, replace(opening, slots=then.slots, then=then.then), words, then)


def left_of_several(text: str, orders: Sequence[Mapping[str, object]]) -> tuple[frozenset[int], str] | None:
    """Which of the orders are left, by their places, and what else is said; None where that isn't said of any.

    >>> left_of_several("李四那笔取消，张三那笔改成220", [{"payee": "张三"}, {"payee": "李四"}])
    (frozenset({1}), '改成220')
    >>> left_of_several("张三那笔多久到", [{"payee": "张三"}, {"payee": "李四"}])
    """
    every = frozenset(range(len(orders)))
    left: set[int] = set()
    only: set[int] = set()
    rest: list[tuple[frozenset[int], str]] = []
    before: frozenset[int] = frozenset()
    for clause in _clauses(said(text)):
        folded = fold(clause)
        named = _named(folded, orders) or (every if ALL.search(folded) else frozenset())
        if asks(folded):
            rest.append((named, clause))
        elif (named or before) and DROPS.search(folded) and not STAYS.search(folded):
            left |= named or before
        elif named and ONLY.search(folded):
            only |= named
            rest += [(named, clause)] if _sums(folded) - _known(orders) else []
        elif not (named and _only_keeps(folded, orders)):
            rest.append((named, clause))
        before = named or before
    left = (left | (every - only if only else set())) - only
    said_of = [_unnamed(clause, orders) for named, clause in rest if not (named and named <= left)]
    return (frozenset(left), "，".join(said_of)) if left else None


def _unnamed(clause: str, orders: Sequence[Mapping[str, object]]) -> str:
    """A clause without the words that say of which order it is: 张三那笔改成220."""
    names = "|".join(re.escape(fold(str(slots.get("payee") or "\n"))) for slots in orders)
    found = re.match(f"(?:{names})(?:(?:的?[那嗰这呢]?[一]?[笔单个份])+|的)(?=.)", fold(clause))
    return clause[found.end() :] if found else clause


def _clauses(text: str) -> Iterator[str]:
    yield from (clause.strip() for clause in CLAUSE.split(text) if clause.strip())


def _named(folded: str, orders: Sequence[Mapping[str, object]]) -> frozenset[int]:
    """The orders that a clause names: by who is paid, by the sum, or else by their place."""
    names = [fold(str(slots.get("payee") or "")) for slots in orders]
    found = {at for at, name in enumerate(names) if name and name in folded}
    if not found:
        sums = _sums(folded)
        found = {at for at, slots in enumerate(orders) if _fen(slots) in sums}
        found = found if len(found) == 1 else set()
    if not found:
        found = {at for at, place in enumerate(PLACES[: len(orders)]) if place.search(folded)}
    return frozenset(found)


def _only_keeps(folded: str, orders: Sequence[Mapping[str, object]]) -> bool:
    """Whether it says no more of an order than that it stays: 李四的keep."""
    for slots in orders:
        folded = folded.replace(fold(str(slots.get("payee") or "\n")), "")
    for place in PLACES:
        folded = place.sub("", folded)
    return re.fullmatch(f"(?:{ITS}(?:{KEEPS.pattern}))*{ITS}[吧啦啊]*", folded) is not None and bool(folded)


def _sums(folded: str) -> set[int]:
    return {int(Decimal(one) * 100) for one in re.findall(r"\d+(?:\.\d+)?", folded)}


def _known(orders: Sequence[Mapping[str, object]]) -> set[int]:
    return {fen for slots in orders if (fen := _fen(slots)) is not None}


def _fen(slots: Mapping[str, object]) -> int | None:
    sum_ = slots.get("amount")
    return sum_.fen if isinstance(sum_, Money) else None
