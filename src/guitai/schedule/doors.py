"""Doors for the clock: what the bank does by itself, once for every business day, or when something falls due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from guitai.database import Owner, Transaction
from guitai.schedule.aside import Found
from guitai.shield.strength import Limits


@dataclass(frozen=True)
class Shift:
    """What a door is handed for one part of its work: a transaction that commits with it.

    `on` is the business day that is closed, or, where something fell due, today.
    """

    db: Transaction
    on: date
    limits: Limits


Work = Callable[[Shift], bool]
"""Does one part. True: there may be more, and it is called again, in another transaction."""


@dataclass(frozen=True)
class Daily:
    """Work for each business day after its end, at that time of the next day. No day is left out, none comes twice.

    It needs what `after` has done for that day: until all of that is done it waits, however late it gets.
    """

    name: str
    at: time
    work: Work = field(repr=False)
    after: "Daily | None" = None


@dataclass(frozen=True)
class Due:
    """Work for when something falls due: `when` tells the earliest such moment, None where nothing waits."""

    name: str
    when: Callable[[Transaction], datetime | None] = field(repr=False)
    work: Work = field(repr=False)


@dataclass(frozen=True)
class Each:
    """Work for things that fall due one by one, each for itself: one that fails is set aside, and the others go on.

    `first` tells the one that falls due first, of all but those with these names.
    """

    name: str
    first: Callable[[Transaction, Sequence[str]], Found | None] = field(repr=False)
    work: Callable[[Shift, Owner, Any], object] = field(repr=False)


Door = Daily | Due | Each


def daily(name: str, *, at: time, after: Daily | None = None) -> Callable[[Work], Daily]:
    """Make a function a daily door. Of two doors of a day the one with the earlier `at` comes first.

    A door that fails, or is held by another process, is passed by: whoever needs its work names it in `after`.
    """

    def named(work: Work) -> Daily:
        return Daily(name, at, work, after)

    return named


def due(name: str, *, when: Callable[[Transaction], datetime | None]) -> Callable[[Work], Due]:
    """Make a function the door for what falls due at a moment."""

    def named(work: Work) -> Due:
        return Due(name, when, work)

    return named


def each(
    name: str, *, first: Callable[[Transaction, Sequence[str]], Found | None]
) -> Callable[[Callable[[Shift, Owner, Any], object]], Each]:
    """Make a function the door for things that fall due one by one."""

    def named(work: Callable[[Shift, Owner, Any], object]) -> Each:
        return Each(name, first, work)

    return named
