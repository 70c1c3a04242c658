"""`guitai terms`: what the bank's terms are on a day."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import click

from guitai.command import Day, settings_with, told_in_one_line
from guitai.zone import BANK_ZONE


@click.command("terms")
@click.option("--on", "day", type=Day(), help="The day, as 2026-11-23; today, if none is given.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@told_in_one_line
def terms_command(day: date | None, as_json: bool) -> None:
    """Print the bank's terms in force on a day, or what is wrong in its file of them. Safe to run twice."""
    from guitai.terms import file

    day, posted = day or datetime.now(BANK_ZONE).date(), file.in_force(settings_with().terms)
    every = {kind: getattr(posted, kind) for kind in type(posted).model_fields}
    found = {
        kind: one.on(day) and one.on(day).model_dump(mode="json", by_alias=True)
        for kind, one in every.items()
    }
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for kind, one in every.items():
        sheet, later = one.on(day), one.after(day)
        shipped = sheet == getattr(file.SHIPPED, kind).on(day)
        whose = (
            f"{sheet.since}, {'as shipped' if shipped else 'of the bank'}" if sheet else f"none of {day.year}"
        )
        click.echo(f"{kind}, {whose}" + (f"; others {later.since}" if later else ""))
        for name, value in _flat(found[kind]):
            if name not in ("from", "year"):
                click.echo(f"  {name} = {value}")


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Each value with its name as the file would have it: `fixed.3M`, `outside 2.fee`."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _flat(part, f"{name}.{key}" if name else key)
    elif isinstance(value, list) and value and not isinstance(value[0], dict | list):
        yield name, ", ".join(map(str, value))
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            yield from _flat(part, f"{name} {number}")
    elif value is not None:
        yield name, value
