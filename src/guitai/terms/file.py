"""Reads a bank's file of terms, or says in one line what is wrong in it. Kinds that it does not give are as shipped.

Of holidays, which nobody chooses, those of the years that it does not give are.
"""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from guitai.errors import Misconfigured
from guitai.terms.holidays import Announced
from guitai.terms.terms import BankTerms

SHIPPED_FILE = Path(__file__).with_name("shipped.toml")
WORDS = {
    "missing": "it is missing",
    "extra_forbidden": "there is no such thing; check its spelling, or see docs/terms.md",
    "date_type": "a day is written without quotation marks, as 2026-01-01",
    "tuple_type": "there have to be several: write it with [ ], or as [[ ]] where it is a table",
    "model_type": "it has to be a table, with names and values",
    "dict_type": "it has to be a table, with names and values",
    "time_type": "an hour is written without quotation marks and with seconds, as 20:30:00",
    "too_short": "there has to be one at least",
    "greater_than_equal": "it is too small",
    "less_than_equal": "it is too large",
    "too_long": "there are too many",
    "int_type": "a number is written without quotation marks, and without a point",
}


def read(path: Path) -> BankTerms:
    """The terms of this file."""
    return terms(given(path), path)


def given(path: Path) -> dict[str, Any]:
    """What stands in the file, by kind."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Misconfigured(f"the terms {path} can't be read ({error.strerror}); set GUITAI_TERMS") from error
    except ValueError as error:  # no TOML, or no UTF-8
        raise Misconfigured(f"the terms {path} are no TOML: {error}") from error


def terms(kinds: dict[str, Any], path: Path) -> BankTerms:
    """The terms that are written so."""
    try:
        found = BankTerms.model_validate(_SHIPPED | kinds)
    except ValidationError as error:
        first = error.errors()[0]
        raise Misconfigured(f"the terms {path} are wrong: {_where(first, kinds)}: {_why(first)}") from error
    shipped = Announced.model_validate(_SHIPPED["holidays"])
    return found.model_copy(update={"holidays": found.holidays.besides(shipped)})


def _where(error: ErrorDetails, kinds: dict[str, Any]) -> str:
    """The place as a reader of the file finds it: `rates from 2026-01-01, fixed, 3M`."""
    kind, *inner = error["loc"] or ("the file",)
    place = kind = str(kind)
    if inner and isinstance(number := inner[0], int):
        sheet = kinds[kind][number]
        place += _which(sheet, number) if isinstance(sheet, dict) else f" number {number + 1}"
        inner = inner[1:]
    return ", ".join([place, *(f"row {one + 1}" if isinstance(one, int) else str(one) for one in inner)])


def _which(sheet: dict[str, Any], number: int) -> str:
    if "from" in sheet:
        return f" from {sheet['from']}"
    return f" of {sheet['year']}" if "year" in sheet else f" number {number + 1}"


def _why(error: ErrorDetails) -> str:
    return WORDS.get(error["type"], error["msg"].removeprefix("Value error, "))


_SHIPPED = given(SHIPPED_FILE)
SHIPPED = terms({}, SHIPPED_FILE)
"""What holds in a bank that has no file of its own, and of each kind that its file does not give."""


def in_force(path: Path | None) -> BankTerms:
    """Those of the bank's own file, where it has one."""
    return read(path) if path else SHIPPED
