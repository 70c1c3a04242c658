"""What commands have in common: one line on what an installation lacks, its settings, its database."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from unicodedata import east_asian_width

import click

from guitai import settings as all_settings
from guitai.errors import Misconfigured
from guitai.settings import Settings

if TYPE_CHECKING:
    from guitai.database import Database

P = ParamSpec("P")
T = TypeVar("T")


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or one line on what is wrong."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2026-11-23", param, ctx)


def told_in_one_line(command: Callable[P, T]) -> Callable[P, T]:
    """Print what an installation lacks as one line, and exit with 1."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except Misconfigured as error:
            click.echo(f"guitai: {error}", err=True)
            sys.exit(1)

    return wrapped


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines in which each column begins at one place; a Chinese character takes two on a terminal.

    >>> columns([["name", "PIN"], ["林晓雯", "258036"]])
    ['name    PIN', '林晓雯  258036']
    """
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def settings_with(**given: object) -> Settings:
    read = all_settings.read()
    return read.model_copy(update={name: value for name, value in given.items() if value is not None})


def database_url_of(settings: Settings) -> str:
    from guitai.postgres.server import running_url

    if settings.database_url:
        return settings.database_url.get_secret_value()
    url = running_url(settings.data.absolute())
    if url is None:
        raise Misconfigured(
            f"no database: nothing runs on {settings.data}; start `guitai demo`, or set GUITAI_DATABASE_URL"
        )
    return url


@contextmanager
def open_database(settings: Settings) -> Iterator["Database"]:
    from guitai.database import Database
    from guitai.keys.folder import load
    from guitai.terms.file import in_force

    keys = load(settings.key_folder)
    database = Database(
        database_url_of(settings), size=1, moved=settings.sandbox, keys=keys, terms=in_force(settings.terms)
    )
    try:
        yield database
    finally:
        database.close()
