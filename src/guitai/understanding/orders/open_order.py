"""The order that is open, of which something may be said. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from guitai.understanding.answer import Answer
from guitai.understanding.fold import fold, said
from guitai.understanding.interrupting import Telling, told_so_far
from guitai.understanding.orders.at_maturity import OPENS
from guitai.understanding.orders.perhaps import settled
from guitai.understanding.orders.told_account import talked_of
from guitai.understanding.orders.told_added import Added, added
from guitai.understanding.orders.told_formerly import Formerly, Replaced, formerly
from guitai.understanding.orders.told_payee import as_payee
from guitai.understanding.orders.told_when import SEND
from guitai.understanding.slots.reading import Reading

Slots = Mapping[str, object]
Read = Callable[[str], tuple[Reading, Slots]]
"""How a text is read that is said of the order's own intent."""


@dataclass(frozen=True)
class Order:
    """The order that is open: how what is said of it is read, and what was told `before` of it.

    `own` are the tails of the customer's accounts, `shown` is the one of them that was looked at meanwhile; `pays` says
    that the message before was of which of them pays. `term` is how long a deposit was to be kept, where there is none
    that is so long. Whom they have paid the order `knows`. `formerly` is what was told before that. Something may be
    `asked` about it: else it waits for its signature. `second` is another of its kind that was ordered with it. `added`
    is by how much the sum was changed by the message before, which named the sums that were named `lately`.
    """

    intent: str
    read: Read
    before: Slots
    own: Collection[str]
    shown: str = ""
    term: object = None
    knows: Callable[[str], bool] = lambda name: False
    formerly: Formerly = field(default_factory=dict)
    pays: bool = False
    asked: bool = False
    second: Slots = field(default_factory=dict)
    added: Added | None = None
    lately: Collection[object] = ()

    def pays_now(self, clause: str, name: str) -> bool:
        """Whether a clause names them to be paid now; who is in no book, and told as a reason, isn't paid instead."""
        return "payee" not in self.before or self.knows(name) or as_payee(clause, name)


class Opened(Telling, Replaced, Protocol):
    """What was told in a conversation and taken back, since when that is open, and what it waits for."""

    @property
    def waits(self) -> str: ...
    @property
    def opened_at(self) -> datetime: ...


class Known(Protocol):
    """Which accounts are theirs, whom they have paid, and what they have said lately and say now."""

    @property
    def own(self) -> Callable[[], Collection[str]]: ...
    @property
    def heard(self) -> Sequence[Answer]: ...
    def knows(self, name: str) -> bool: ...


def open_order(read: Read, telling: Opened, last: Opened | None, known: Known) -> Order:
    """The order that is open, of which something may be said, and what of the `last` look-up beside it may be meant."""
    told = told_so_far(telling)
    before, before_that = settled(told), formerly(telling)
    beside = told_so_far(last) if last and last.opened_at >= telling.opened_at else {}
    shown = str(beside.get("account", ""))
    term = before.get("term") if telling.flow == OPENS else None
    if telling.flow == OPENS and term is None:  # it was refused
        term = read(telling.opening.text)[1].get("term")
    own, lately = known.own(), [said(one.text) for one in known.heard[-2:-1]]
    sums = [place.money for one in lately for place in read(one)[0].sums] if telling.flow == SEND else []
    return Order(
        telling.flow,
        read,
        before,
        own,
        shown if shown in own else "",
        term,
        known.knows,
        before_that,
        any(talked_of(fold(one)) for one in lately),
        telling.waits != "signed",
        then.slots if (then := telling.opening.then) and then.intent == telling.flow else {},
        added(told.get("amount"), [*before_that.get("amount", ())], sums),
        sums,
    )
