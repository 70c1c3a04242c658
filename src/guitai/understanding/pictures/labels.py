"""The words on slips and bills that say what stands beside or below them. Pure."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import takewhile
from math import hypot

from guitai.understanding.fold import fold, said
from guitai.understanding.pictures.seen import Line, Seen

ROLES: dict[str, str] = tomllib.loads(files(__package__).joinpath("labels.toml").read_text())
ROLE = {fold(word.replace("_", " ")): role for role, words in ROLES.items() for word in words.split()}
# What goes on in Latin letters is another word: accounting.
LABEL = re.compile(
    "|".join(
        re.escape(word) + (r"(?![a-z])" if word.isascii() else "")
        for word in sorted(ROLE, key=len, reverse=True)
    )
)
OWNERS = frozenset({"payee", "account_no", "bank", "payer"})  # headings too: what stands under them is theirs
ONES = {"ones_name": "payee", "ones_account": "account_no", "ones_bank": "bank"}
STRAY = re.compile(r"^(?:复制|已复制|查看|修改|编辑|详情|[>›》。:：]+)$")  # buttons beside a value


@dataclass(frozen=True)
class Labelled:
    """A label's role, and the text that stands with it; empty for a mere heading."""

    role: str
    text: str
    score: int
    at: Line
    values: tuple[Line, ...]


def labelled(picture: Seen) -> list[Labelled]:
    """Every label in the picture with what stands behind it, beside it or below it."""
    found = [one for row in picture.rows for one in _in_row(row, picture)]
    return [replace(one, role=_whose(one, found)) if one.role in ONES else one for one in found]


def label(line: Line) -> tuple[str, str] | None:
    """The role of the label that a line begins with, and the rest of the line; None where it begins with none."""
    text = said(line.text)
    found = LABEL.match(fold(text))
    if found is None:
        return None
    rest = text[found.end() :]
    marked = rest.lstrip(" :;,.，。")
    # 收款人已收到 is no label: what follows one without a mark has another look, or the label is a long one.
    if rest and rest == marked and len(found[0]) < 4 and not re.match(r"[\d¥*(（]", rest):
        return None
    return ROLE[found[0]], marked.strip()


def _in_row(row: Sequence[Line], picture: Seen) -> Iterator[Labelled]:
    for at, line in enumerate(row):
        if (found := label(line)) is None:
            continue
        role, rest = found
        beside = [one for one in takewhile(lambda one: label(one) is None, row[at + 1 :]) if not _stray(one)]
        if not rest and not beside:
            beside = _below(line, picture)
        texts = [rest, *(said(one.text) for one in beside)]
        scores = [line.score] if rest else []
        score = min(scores + [one.score for one in beside], default=0)
        yield Labelled(role, " ".join(texts).strip(), score, line, tuple(beside))


def _below(above: Line, picture: Seen) -> list[Line]:
    """The line right under a label, where it begins about where the label does."""
    under = [
        one
        for one in picture.lines
        if above.bottom - above.height / 2 < one.top < above.bottom + 1.5 * above.height
        and abs(one.left - above.left) < 2 * above.height
    ]
    nearest = sorted(under, key=lambda one: one.top)[:1]
    return [one for one in nearest if label(one) is None]


def _whose(one: Labelled, found: Sequence[Labelled]) -> str:
    """The payee's or the payer's: of a label that both have, the nearest heading above or to the left says it."""
    heads = [
        head
        for head in found
        if head.role in OWNERS
        and head.at.top < one.at.bottom
        and head.at.left < one.at.left + 2 * one.at.height
        and head is not one
    ]
    if not any(head.role == "payer" for head in heads):
        return ONES[one.role]
    nearest = min(heads, key=lambda head: hypot(head.at.left - one.at.left, head.at.top - one.at.top))
    return "payer" if nearest.role == "payer" else ONES[one.role]


def _stray(line: Line) -> bool:
    return STRAY.match(said(line.text)) is not None
