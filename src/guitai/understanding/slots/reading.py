"""What a sentence says besides the wish itself: each grammar reads its own, and leaves a mark where it has read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from guitai.money import Money
from guitai.understanding.fold import fold
from guitai.understanding.slots.account_words import account_kind, accounts
from guitai.understanding.slots.bank_words import bank
from guitai.understanding.slots.beside_money import Unread
from guitai.understanding.slots.count_words import counts, direction
from guitai.understanding.slots.durations import terms
from guitai.understanding.slots.found import TIME, Found, masked
from guitai.understanding.slots.memo_words import memos
from guitai.understanding.slots.money_words import ALL as EVERYTHING
from guitai.understanding.slots.money_words import Sum, amounts, everything, only, sums, worded
from guitai.understanding.slots.name_words import names
from guitai.understanding.slots.period_words import periods
from guitai.understanding.slots.place_numbers import placed, restored
from guitai.understanding.slots.product_words import codes
from guitai.understanding.slots.range_words import picks, ranges
from guitai.understanding.slots.tail_words import bare_tails, lone_tail
from guitai.understanding.slots.thing_words import things
from guitai.understanding.slots.transfer_words import arrivals, deals
from guitai.understanding.slots.when_words import whens
from guitai.understanding.slots.withdrawn import Said, stands, withdrawn
from guitai.zone import day_of

ALL = "all"
LONGEST = 400  # characters; who writes more tells a story, and no value is picked out of it
EACH = re.compile(r"的?(?:$|[^\w])")
# What is left of a date after the days were read is on no calendar; its figures are no amounts either.
NO_DAY = re.compile(r"\d{1,2}月\d{1,2}[日号]")


@dataclass(frozen=True)
class Reading:
    """The slots of a sentence, and the sentence as it was said, folded, and with marks in their places.

    `valued` has marks for the values only, not for the people. `unsure` are the words for an amount that can't be read
    for certain. `now` is when it was said. `sums` and `times` are all that were named, in their places.
    """

    slots: Mapping[str, object]
    masked: str
    valued: str
    said: str
    folded: str
    now: datetime
    unsure: str = ""
    sums: Sequence[Sum] = ()
    times: Sequence[Found] = ()


def read(said: str, now: datetime, known: Sequence[Found] = ()) -> Reading:
    """Read every slot; what is `known` to be something else bears none.

    The order matters: digits of a card are no day, and a day's are no amount.
    """
    whole = fold(said)
    if len(said) > LONGEST:
        return Reading({}, whole, whole, said, whole, now)
    remarked = list(memos(whole, said))
    folded = masked(placed(whole), [*known, *remarked])
    found = [*codes(folded, said), *accounts(folded)]
    found += bare_tails(masked(folded, found))
    found += arrivals(masked(folded, found))
    text = masked(folded, found)
    found += [*_times(text, now), *picks(text)]
    text = NO_DAY.sub(lambda day: TIME * len(day[0]), masked(text, found))
    bounds = list(ranges(text))
    named = [_each(place, found, text) for place in sums(text)]
    named = [place for place in named if place.money is not Unread.COUNT or place.end - place.start > 2]
    unmarked, text = text, restored(masked(text, amounts(text)), whole)
    people = list(names(text, said))
    gone = withdrawn(masked(text, people), _said(folded, text, [*found, *people], named))
    found = [place for place in found if stands(place.start, place.end, gone)]
    people = [place for place in people if stands(place.start, place.end, gone)]
    taken_back = {place.money for place in named if not stands(place.start, place.end, gone)}
    named = [place for place in named if place.money not in taken_back]
    money = None if bounds else only(named)
    dealt = people or list(things(text, said))
    slots = _words(folded, text) | _certain([*remarked, *found, *bounds, *dealt, *deals(folded)])
    if "when" in slots:
        slots.setdefault("arrival", slots["when"])
    if money is not None or (not named and everything(folded)):
        slots["amount"] = ALL if money is None else money
    if tail := lone_tail(folded):
        slots["account"] = tail
    unsure = _unsure(unmarked, said, named) if money is None and not bounds else ""
    times = [place for place in found if place.slots.keys() & {"when", "period", "term", "arrival"}]
    return Reading(slots, masked(text, people), text, said, whole, now, unsure, named, times)


def _said(folded: str, text: str, found: Iterable[Found], named: Sequence[Sum]) -> Iterator[Said]:
    """Every value in its place, of whatever kind: a later one may be said instead."""
    yield from ((place.start, place.end, *value) for place in found for value in place.slots.items())
    yield from (
        (place.start, place.end, "amount", place.money) for place in named if place.money is not Unread.COUNT
    )
    # Of several, all of it takes none back: 算了，都转给王五.
    several = len({place.money for place in named}) > 1
    for match in () if several else EVERYTHING.finditer(folded):
        yield *match.span(), "amount", match[0]


def _each(place: Sum, found: Iterable[Found], text: str) -> Sum:
    """What stands right behind a number of things is the worth of one, where no thing is named: 取5张100的."""
    counted = any(one.end == place.start and one.slots.get("quantity", 1) != 1 for one in found)
    counted = counted and EACH.match(text, place.end) is not None
    return replace(place, money=Unread.VAGUE) if counted and isinstance(place.money, Money) else place


def _times(text: str, now: datetime) -> list[Found]:
    """A bare 三个月 may be a term or three months back: each flow takes what it asks for."""
    today = day_of(now)
    return [*periods(text, today), *whens(text, now), *counts(text), *terms(text)]


def _unsure(text: str, said: str, named: list[Sum]) -> str:
    """The words of the amounts that can't be read, with what makes them so."""
    if not any(isinstance(place.money, Unread) and place.money is not Unread.COUNT for place in named):
        return ""
    start, end = worded(text, named)
    return said[start:end]


def _certain(found: Iterable[Found]) -> dict[str, object]:
    """Slots with one value only: who names two days, two cards or two people is asked which."""
    values: dict[str, set[object]] = {}
    for place in found:
        for slot, value in place.slots.items():
            values.setdefault(slot, set()).add(value)
    return {slot: only.pop() for slot, only in values.items() if len(only) == 1}


def _words(folded: str, text: str) -> dict[str, object]:
    """Slots that are single words; a card's tail says more than its kind and comes from `accounts`."""
    words = {"account": account_kind(folded), "bank": bank(folded), "direction": direction(text)}
    return {slot: value for slot, value in words.items() if value}
