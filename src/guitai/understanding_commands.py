"""`guitai understand` and `guitai evaluate`: what sentences mean, and how well that is told."""

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from guitai.command import told_in_one_line
from guitai.errors import Misconfigured
from guitai.zone import BANK_ZONE

FILE = click.Path(path_type=Path)


@click.command("understand")
@click.argument("text", required=False)
@click.option("--now", type=click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d"]))
@click.option("--train", "training", type=FILE, help="Learn from this file instead of the bank's phrases.")
@click.option("--test", "test", type=FILE, help="Print how well this file is understood after --train.")
@told_in_one_line
def understand_command(
    text: str | None, now: datetime | None, training: Path | None, test: Path | None
) -> None:
    """Print what TEXT means, or each line of standard input, as JSON; or try the engine on other files."""
    if training or test:
        if not training or not test or text is not None:
            raise Misconfigured("--train and --test are two files that go together, without a text")
        from guitai.understanding.trial import tried

        click.echo(json.dumps(tried(training, test)))
        return
    from guitai.understanding.load import understanding
    from guitai.understanding.printed import as_json

    at = (now or datetime.now(BANK_ZONE)).replace(tzinfo=BANK_ZONE)
    bank = understanding()
    typed = (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
    lines: Iterable[str] = [text] if text is not None else typed
    for number, line in enumerate(lines, 1):
        said = text if text is not None else _said(line.rstrip("\r\n"), number)
        click.echo(json.dumps(as_json(bank.understand(said, at), bank.within), ensure_ascii=False))


@click.command("evaluate")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=FILE)
@click.option("--picture", type=FILE, help="Draw which intents are taken for which, as a PNG.")
@told_in_one_line
def evaluate_command(files: tuple[Path, ...], picture: Path | None) -> None:
    """Print how well the sentences of FILEs are understood, by intent and by slot, as JSON."""
    from guitai.understanding.evaluation import evaluate
    from guitai.understanding.load import understanding
    from guitai.understanding.rows import rows

    asked = [row for file in files for row in rows(file)]
    evaluation = evaluate(understanding(), asked)
    if picture:
        try:
            evaluation.draw(picture)
        except OSError as error:
            raise Misconfigured(f"{picture} can't be written: {error.strerror}") from error
    click.echo(json.dumps(evaluation.figures, ensure_ascii=False, indent=1))


def _said(line: str, number: int) -> str:
    """The text of a line: as it stands, or the JSON string that it is."""
    if not line.startswith('"'):
        return line
    try:
        said = json.loads(line)
    except ValueError as error:
        raise Misconfigured(
            f"standard input, line {number} begins with a quotation mark and is no JSON string ({error})"
        ) from error
    assert isinstance(said, str), "what begins with a quotation mark is a string or nothing"
    # JSON can hold half of a surrogate pair, which is no text.
    return said.encode("utf-8", "replace").decode("utf-8")
