"""What a customer signs: one canonical document, whose bytes are shown, signed and carried out (docs/shield.md §6).

Pure: knows no database. An amount stands in it as whole fen, and nowhere else.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from guitai.language import Catalogue, Language, Tongue, Words
from guitai.money import Money, format_money
from guitai.zone import BANK_ZONE


@dataclass(frozen=True)
class Line:
    """One line: `name` is for the bank's code, label and value are for the customer.

    A value that is text already, such as somebody's name, stays in the script that it is written in.
    """

    name: str
    label: Words | str
    value: Money | datetime | Words | str


@dataclass(frozen=True)
class Draft:
    """An order before it has an id: what it is about, in lines, and what the customer should know beside them."""

    kind: str
    title: Words | str
    lines: tuple[Line, ...]
    notes: tuple[Words | str, ...] = ()


def write(
    draft: Draft,
    *,
    order_id: UUID,
    nonce: str,
    expires_at: datetime,
    tongue: Tongue,
) -> bytes:
    """The draft as the bytes to sign: JSON in UTF-8, keys sorted, without blanks."""
    content = _said(draft, tongue) | {
        "order": str(order_id),
        "nonce": nonce,
        "expires_at": _moment(expires_at),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Document:
    """A document as it was signed, read again from its bytes."""

    content: Mapping[str, Any]

    @classmethod
    def read(cls, document: bytes) -> "Document":
        """The document that these bytes are."""
        return cls(json.loads(document))

    def says(self, draft: Draft, catalogue: Catalogue) -> bool:
        """Whether it says this, to the letter: what is carried out is what was read."""
        said = _said(draft, Tongue(catalogue, Language(self.content["language"])))
        return all(self.content[name] == value for name, value in said.items())

    def amount(self, name: str) -> Money:
        """The amount in the line of that name."""
        return Money(fen=self._line(name)["fen"])

    def text(self, name: str) -> str:
        """The text in the line of that name."""
        return str(self._line(name)["text"])

    def line(self, name: str) -> tuple[str, Money | datetime | str] | None:
        """What stands before and in the line of that name, as it was read; None where there is none."""
        named = (line for line in self.content["lines"] if line["name"].partition(" ")[0] == name)
        if (line := next(named, None)) is None:
            return None
        if "fen" in line:
            return line["label"], Money(line["fen"])
        return line["label"], datetime.fromisoformat(line["at"]) if "at" in line else line["text"]

    def in_brief(self, title: str = "") -> str:
        """What it is, and where it pays somebody, how much to the account of which tail: for a text to a phone.

        `title` is the order's in the language of such texts, else it is as it stands above the order.
        """
        title = title or str(self.content["title"])
        if not {"account", "amount"} <= {line["name"] for line in self.content["lines"]}:
            return title
        tail = self.text("account").replace(" ", "")[-4:]
        yuan = format_money(self.amount("amount")).removeprefix("¥")
        return f"{title}：付给尾号{tail}人民币{yuan}元"

    def _line(self, name: str) -> Mapping[str, Any]:
        (line,) = (line for line in self.content["lines"] if line["name"] == name)
        return dict(line)


def _said(draft: Draft, tongue: Tongue) -> dict[str, object]:
    """What a draft says to the customer."""
    return {
        "kind": draft.kind,
        "language": tongue.language,
        "title": tongue.speak(draft.title),
        "lines": [
            {"name": line.name, "label": tongue.speak(line.label)} | _value(line.value, tongue)
            for line in draft.lines
        ],
        "notes": [tongue.speak(note) for note in draft.notes],
    }


def _value(value: Money | datetime | Words | str, tongue: Tongue) -> dict[str, object]:
    match value:
        case Money():
            return {"fen": value.fen}
        case datetime():
            return {"at": _moment(value)}
    return {"text": tongue.value(value)}


def _moment(at: datetime) -> str:
    return at.astimezone(BANK_ZONE).isoformat(timespec="seconds")
