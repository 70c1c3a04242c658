"""`guitai keys`: making, listing, renewing and destroying the bank's keys."""

from pathlib import Path

import click

from guitai.command import settings_with, told_in_one_line
from guitai.keys.port import Use

USE = click.Choice([use.value for use in Use])


@click.group("keys")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Their folder; GUITAI_KEYS, if none is given."
)
@click.pass_context
@told_in_one_line
def keys_group(context: click.Context, folder: Path | None) -> None:
    """Make, list, renew and destroy the bank's keys."""
    context.obj = folder or settings_with().key_folder


@keys_group.command("create")
@click.pass_obj
@told_in_one_line
def create_keys(folder: Path) -> None:
    """Make the keys that are missing. Safe to run twice."""
    from guitai.keys import folder as files

    for use in files.create(folder):
        click.echo(use)


@keys_group.command("list")
@click.pass_obj
@told_in_one_line
def list_keys(folder: Path) -> None:
    """Print what each key is for, its id and when it was made, the newest of a use last."""
    from guitai.keys import folder as files

    for use, key in files.listed(folder):
        click.echo(f"{use}  {key.kid}  {key.created_at:%Y-%m-%dT%H:%M:%SZ}")


@keys_group.command("rotate")
@click.argument("use", metavar="USE", type=USE)
@click.pass_obj
@told_in_one_line
def rotate_key(folder: Path, use: str) -> None:
    """Make a new key for USE. Those before it still open what they made."""
    from guitai.keys import folder as files

    click.echo(files.rotate(folder, Use(use)).kid)


@keys_group.command("retire")
@click.argument("use", metavar="USE", type=USE)
@click.argument("kid", metavar="KID")
@click.confirmation_option(prompt="What was made with this key can't be opened any more. Destroy it?")
@click.pass_obj
@told_in_one_line
def retire_key(folder: Path, use: str, kid: str) -> None:
    """Destroy the key KID of USE, which is not its newest."""
    from guitai.keys import folder as files

    files.retire(folder, Use(use), kid)
