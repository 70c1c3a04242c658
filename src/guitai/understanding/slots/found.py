"""A place in the text that was read: where it stands, what it means, and the mark that stands for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from guitai.money import Money

# Folded text has no capitals, so a capital can stand for what was read: 给张三转500 becomes 给N转A.
AMOUNT, CARD, COUNT, MOBILE, NAME, PRODUCT, REMARK, TIME = "A", "K", "C", "M", "N", "P", "R", "T"


@dataclass(frozen=True)
class Unsure:
    """What was said in the place of an amount, where nobody can tell which: 三千多. `likely` are those it may be."""

    said: str
    likely: tuple[Money, ...] = ()


@dataclass(frozen=True)
class EitherDay:
    """A date that is one of two days, by which of its numbers is the month: 05/12/2026. With a time, two moments.

    So is a Monday on a Monday, and what names two (周三或周四). One alone is of a day that has passed.
    """

    said: str
    days: tuple[date, ...]


@dataclass(frozen=True)
class Found:
    """The text from `start` to `end` says `slots`. Without a mark it stays as it is."""

    start: int
    end: int
    mark: str
    slots: Mapping[str, object] = field(default_factory=dict)


def masked(text: str, found: Iterable[Found]) -> str:
    """The text with its marks in, every place as long as it was."""
    for place in (place for place in found if place.mark):
        length = place.end - place.start
        text = text[: place.start] + place.mark * length + text[place.end :]
    return text
