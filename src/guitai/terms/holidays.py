"""放假和调休: the holidays of a year as a bank's file has them, and the calendar that all of them make."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Self

from pydantic import ConfigDict, RootModel, model_validator

from guitai.terms.parts import Day, Number, Part
from guitai.workdays import Calendar

SATURDAY = 5
DAY = timedelta(days=1)


class Holidays(Part):
    """What the State Council announced for a year: first and last of the days off, and weekend days that are worked."""

    year: Number
    off: tuple[tuple[Day, Day], ...]
    worked: tuple[Day, ...]

    @property
    def since(self) -> str:
        """Which one it is of its kind."""
        return f"of {self.year}"

    @property
    def days_off(self) -> Iterator[date]:
        """Each day off."""
        return (first + n * DAY for first, last in self.off for n in range((last - first).days + 1))

    @model_validator(mode="after")
    def _of_this_year(self) -> Self:
        for first, last in self.off:
            if first > last:
                raise ValueError(f"{last} is before {first}, on which the days off begin")
        for day in (*self.days_off, *self.worked):
            if day.year != self.year and (day.year, day.month) != (
                self.year - 1,
                12,
            ):  # New Year may begin early
                raise ValueError(f"{day} is of another year")
        for day in self.worked:
            if day.weekday() < SATURDAY:
                raise ValueError(f"{day} is worked anyway: it is no Saturday or Sunday")
        both = sorted(set(self.worked) & set(self.days_off))
        if both:
            raise ValueError(f"{both[0]} can't be off and worked")
        return self


class Announced(RootModel[tuple[Holidays, ...]]):
    """Every year that is announced."""

    model_config = ConfigDict(frozen=True)

    def on(self, day: date) -> Holidays | None:
        """The holidays of that day's year."""
        return next((one for one in self.root if one.year == day.year), None)

    def after(self, day: date) -> Holidays | None:
        """The next year's, if they are announced."""
        return next((one for one in self.root if one.year == day.year + 1), None)

    def besides(self, others: "Announced") -> "Announced":
        """These, and those of the others' years that are not among them."""
        mine = {one.year for one in self.root}
        every = (*self.root, *(one for one in others.root if one.year not in mine))
        return Announced(tuple(sorted(every, key=lambda one: one.year)))

    def calendar(self) -> Calendar:
        """All of them, to ask whether a day is worked."""
        return Calendar(
            frozenset(one.year for one in self.root),
            frozenset(day for one in self.root for day in one.days_off),
            frozenset(day for one in self.root for day in one.worked),
        )

    @model_validator(mode="after")
    def _once(self) -> Self:
        years = [one.year for one in self.root]
        if len(set(years)) < len(years):
            raise ValueError("a year stands there twice")
        return self
