"""`guitai set-aside`: what the bank could not do for an error of its own, and tries again."""

import json
import sys
from dataclasses import asdict

import click

from guitai.command import open_database, settings_with, told_in_one_line


@click.command("set-aside")
@click.option("--again", is_flag=True, help="Try all of it again now, as after a mend.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@told_in_one_line
def set_aside_command(again: bool, as_json: bool) -> None:
    """List what fell due and could not be done for an error of ours. Exit 1 where there is any. Safe to run twice."""
    from guitai.schedule import aside

    with open_database(settings_with()) as database, database.transaction() as db:
        if again:
            aside.try_again(db)
        found = aside.every(db)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], default=str))
    else:
        for one in found:
            click.echo(
                f"{one.door} {one.item} of {one.owner}: {one.why}, {one.tries} times since"
                f" {one.first_at:%Y-%m-%d %H:%M}, again at {one.again_at:%Y-%m-%d %H:%M}"
            )
        click.echo(f"{len(found) or 'nothing'} set aside")
    sys.exit(1 if found else 0)
