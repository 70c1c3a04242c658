"""`guitai received`: what customers have sent in and is still kept. Never what it shows."""

import json
from dataclasses import asdict

import click

from guitai.command import open_database, settings_with, told_in_one_line


@click.command("received")
@click.option("--kind", help="Of this kind alone: image, voice, video, shortvideo.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@told_in_one_line
def received_command(kind: str | None, as_json: bool) -> None:
    """List the pictures, recordings and films that are kept, the newest first. `guitai trace TURN` tells the rest."""
    from guitai.media import listing

    with open_database(settings_with()) as database, database.transaction() as db:
        found = listing.kept(db, kind)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], default=str))
        return
    for one in found:
        click.echo(
            f"{one.turn_id}  {one.kind} of {one.owner}, {one.said_at:%Y-%m-%d %H:%M}: {one.content_type}"
            f" {one.bytes} bytes, until {one.expires_at:%Y-%m-%d}"
        )
    click.echo(f"{len(found) or 'nothing'} kept")
