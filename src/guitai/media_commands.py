"""`guitai received` and `show-received`: what customers have sent in, listed, and one file of it for the staff."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

import click

from guitai.command import open_database, settings_with, told_in_one_line
from guitai.errors import Misconfigured


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


@click.command("show-received")
@click.argument("turn_id", metavar="TURN", type=click.UUID)
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--by", required=True, help="Your name, for the record.")
@click.option("--why", required=True, help="The reason, for the record.")
@told_in_one_line
def show_received_command(turn_id: UUID, path: Path, by: str, why: str) -> None:
    """Write what a customer sent in TURN to FILE, which must not be there yet. Who looks, and why, goes on record."""
    from guitai.shield import staff

    if path.exists():
        raise Misconfigured(f"{path} is there already; name another file")
    # Committed before anything can be seen: no look is without its record.
    with open_database(settings_with()) as database, database.transaction() as db:
        file = staff.show(db, turn_id, by=by, why=why)
    content = file.content or b""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Misconfigured(f"{path} can't be written ({error.strerror}); name another file") from error
    with open(handle, "wb") as to:
        to.write(content)
    click.echo(f"{file.content_type}, {len(content)} bytes")
