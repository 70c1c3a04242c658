"""Files of sentences with what they mean, a JSON object a line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from guitai.errors import Misconfigured
from guitai.zone import BANK_ZONE

# When a sentence was said whose row doesn't say when.
SAID_AT = datetime(2026, 11, 23, 10, 0, tzinfo=BANK_ZONE)


@dataclass(frozen=True)
class Row:
    """A sentence, what it means, the slots in it where the file says so, and when it was said."""

    text: str
    intent: str
    slots: Mapping[str, object] | None
    now: datetime


def rows(file: Path) -> list[Row]:
    """The rows of a file. What is wrong in it is said with its line."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
        raise Misconfigured(f"{file} can't be read: {why}") from error
    found = [_row(f"{file}, line {at}", line) for at, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise Misconfigured(f"{file} has no sentences; each is a line as {EXAMPLE}")
    return found


EXAMPLE = '{"text": "余额", "intent": "accounts.balance"}'


def _row(where: str, line: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise Misconfigured(f"{where} is no JSON ({error}); a line is as {EXAMPLE}") from error
    if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in ("text", "intent")):
        raise Misconfigured(f"{where} needs a text and an intent, as in {EXAMPLE}")
    slots, now = row.get("slots"), row.get("now")
    if slots is not None and not isinstance(slots, dict):
        raise Misconfigured(f'{where}: slots is an object, as in {{"amount": 50000}}')
    return Row(row["text"], row["intent"], slots, SAID_AT if now is None else _moment(where, now))


def _moment(where: str, now: object) -> datetime:
    try:
        moment = datetime.fromisoformat(now if isinstance(now, str) else "")
    except ValueError as error:
        raise Misconfigured(f"{where}: now is a moment, as in 2026-11-23T10:00") from error
    return moment.replace(tzinfo=moment.tzinfo or BANK_ZONE)
