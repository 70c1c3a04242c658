"""`guitai transcribe`: what the bank hears in recordings."""

import json
import sys
from pathlib import Path

import click

from guitai.command import settings_with, told_in_one_line
from guitai.errors import Misconfigured

NOBODY = "nobody listens here; see GUITAI_VOICE__… in docs/settings.md, or make without VOICE=0"


@click.command("transcribe")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@told_in_one_line
def transcribe_command(files: tuple[Path, ...]) -> None:
    """Print what is said in each FILE, as JSON. Exit 1 where one is no recording that can be read."""
    from guitai.understanding.voice.ears import transcriber, transcript
    from guitai.understanding.voice.sound import Unreadable
    from guitai.understanding.voice.transcriber import Transcript, Unheard

    by = transcriber(settings_with().voice)
    if by is None:
        raise Misconfigured(NOBODY)
    unread = 0
    for file in files:
        try:
            heard = transcript(file.read_bytes(), by)
        except Unheard:
            heard = Transcript("", 0.0)
        except (OSError, Unreadable):
            click.echo(f"guitai: {file} is no recording that can be read", err=True)
            unread += 1
            continue
        line = {"file": str(file), "text": heard.text, "confidence": heard.confidence}
        click.echo(json.dumps(line, ensure_ascii=False))
    sys.exit(1 if unread else 0)
