"""The bank's terms: what it may set by itself, from a day on. Values only: what is done with them stands elsewhere."""

from functools import cached_property
from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator

from guitai.terms.holidays import Announced
from guitai.terms.parts import Dated, Hour, Number, Part, Rate, Sheet, Sum
from guitai.workdays import Calendar

MONTHS = {"3M": 3, "6M": 6, "1Y": 12, "2Y": 24, "3Y": 36, "5Y": 60}
NOTICE_DAYS = {"1D": 1, "7D": 7}


class Charge(Part):
    """One row of a table of fees: what is up to so much costs a sum, or a share of it between two sums."""

    up_to: Sum | None = None
    fee: Sum | None = None
    rate_bps: Rate | None = Field(None, alias="percent")
    least: Sum | None = None
    most: Sum | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.fee is None) == (self.rate_bps is None):
            raise ValueError("a row has either a fee or a percent")
        if self.fee is not None and (self.least is not None or self.most is not None):
            raise ValueError("least and most go with a percent")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError("least is more than most")
        return self


class TransferFees(Sheet):
    """手续费: what the payer of a transfer pays beside the amount, for accounts of this bank and of others."""

    inside: tuple[Charge, ...] = Field(min_length=1)
    outside: tuple[Charge, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rows_rise(self) -> Self:
        for rows in (self.inside, self.outside):
            *tops, last = [row.up_to for row in rows]
            bounds = [top for top in tops if top is not None]
            if last is not None or len(bounds) < len(tops):
                raise ValueError("every row but the last has an up_to: the last is for all above")
            if any(later <= earlier for earlier, later in pairwise(bounds)):
                raise ValueError("each up_to has to be more than the one before it")
        return self


class Rates(Sheet):
    """挂牌利率: what deposits earn in a year."""

    demand_bps: Rate = Field(alias="demand")
    fixed: dict[str, Rate]
    notice: dict[str, Rate]

    @model_validator(mode="after")
    def _of_each(self) -> Self:
        for name, rates, there_are in (("fixed", self.fixed, MONTHS), ("notice", self.notice, NOTICE_DAYS)):
            if set(rates) != set(there_are):
                raise ValueError(
                    f"{name} has to give a rate for each of {', '.join(there_are)}, and for no other"
                )
        return self

    def fixed_bps(self, months: int) -> int:
        """The rate that a fixed deposit of so many months, opened on that day, keeps to its end."""
        return next(self.fixed[code] for code, of in MONTHS.items() if of == months)

    def notice_bps(self, days: int) -> int:
        """The rate of deposits at so many days' notice: the one of the day of withdrawal counts for all the days."""
        return next(self.notice[code] for code, of in NOTICE_DAYS.items() if of == days)


class ClassCaps(Part):
    """The most that may go one way on a day and in a calendar year."""

    day: Sum
    year: Sum

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.day > self.year:
            raise ValueError("no more can go on a day than in a year")
        return self


class ThirdCaps(ClassCaps):
    """The same of class III, and the most that may be there."""

    balance: Sum


class AccountClasses(Sheet):
    """What may go in and out of accounts of classes II and III."""

    second: ClassCaps
    third: ThirdCaps


class Rails(Sheet):
    """What the payment systems take at most, and between which hours HVPS is open for a working day."""

    ibps_most: Sum
    beps_most: Sum
    hvps_opens: Hour
    hvps_closes: Hour

    @model_validator(mode="after")
    def _opens_on_the_eve(self) -> Self:
        if self.hvps_opens <= self.hvps_closes:
            raise ValueError("hvps_opens is the hour of the evening before: it has to be after hvps_closes")
        return self


class TransferChecks(Sheet):
    """What a transfer is held against before it is signed.

    `again_minutes`: of the same amount to the same payee within so long it is asked whether that is meant. A day's
    transfers of more than `large_day` are confirmed once more; a `first_payment` of more is unusual.
    """

    again_minutes: Number = Field(ge=1, le=1440)
    large_day: Sum
    first_payment: Sum


PostedRates = Dated[Rates]


class BankTerms(Part):
    """All of them, of every day."""

    transfer_fees: Dated[TransferFees]
    rates: PostedRates
    holidays: Announced
    account_classes: Dated[AccountClasses]
    rails: Dated[Rails]
    transfer_checks: Dated[TransferChecks]

    @cached_property
    def calendar(self) -> Calendar:
        """The working days."""
        return self.holidays.calendar()
