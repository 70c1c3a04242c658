"""Pictures as lists of boxes and lines of text, and their painting as PNG. Knows no money and no chart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from guitai.language import Language

# Faces of the Noto Sans CJK collection. Our Traditional is Hong Kong's (see `language`).
FACES = {Language.SIMPLIFIED: 2, Language.TRADITIONAL: 4, Language.ENGLISH: 2}
REGULAR = 400
MEDIUM = 500

FINER = 2  # boxes are painted so many times finer, then reduced: their corners are smooth
WHITE = "#FFFFFF"

# What stays together at a line's end: a word of Latin letters, or a character with what may not begin a line.
WORD = re.compile(r"[!-~]+|\s+|\S[，。、；：！？）》」』〕…]*")


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a line of text looks."""

    language: Language
    size: int
    colour: str
    weight: int = REGULAR

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        """The font in this size, loaded once."""
        return _font(FACES[self.language], self.size, self.weight)

    def width(self, text: str) -> int:
        """How many pixels the text takes, rounded up."""
        return -int(-self.font.getlength(text) // 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, its left end and its baseline."""

    text: str
    left: int
    baseline: int
    lettering: Lettering

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of what is inked."""
        left, top, right, bottom = self.lettering.font.getbbox(self.text, anchor="ls")
        return (
            int(left) + self.left,
            int(top) + self.baseline,
            int(right) + self.left,
            int(bottom) + self.baseline,
        )


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, right and bottom not included.

    `round` is the radius of its corners: of all four, or of the upper two where it `stands` on something.
    """

    left: int
    top: int
    right: int
    bottom: int
    colour: str
    round: int = 0
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """What to paint, boxes below text."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def paint(picture: Picture) -> bytes:
    """The picture as PNG; the same picture gives the same bytes."""
    image = Image.new("RGB", (picture.width * FINER, picture.height * FINER), WHITE)
    pen = ImageDraw.Draw(image)
    for box in picture.boxes:
        corners = (box.left * FINER, box.top * FINER, box.right * FINER - 1, box.bottom * FINER - 1)
        below = not box.stands
        pen.rounded_rectangle(corners, box.round * FINER, box.colour, corners=(True, True, below, below))
    image = image.reduce(FINER)
    pen = ImageDraw.Draw(image)
    for line in picture.lines:
        pen.text(
            (line.left, line.baseline),
            line.text,
            fill=line.lettering.colour,
            font=line.lettering.font,
            anchor="ls",
        )
    png = BytesIO()
    image.save(png, "PNG", compress_level=6)
    return png.getvalue()


def wrapped(text: str, lettering: Lettering, *, width: int, lines: int) -> list[str]:
    """The text broken to fit, between words where it has them; past the last line there is an ellipsis."""
    rows = list(_rows(text, lettering, width))
    if len(rows) > lines:
        last = rows[lines - 1]
        while lettering.width(last + "…") > width:
            last = last[:-1]
        rows = [*rows[: lines - 1], last.rstrip() + "…"]
    return rows


def _rows(text: str, lettering: Lettering, width: int) -> Iterator[str]:
    row = ""
    for word in WORD.findall(text):
        if lettering.width(row + word) <= width:
            row += word
        elif lettering.width(word) <= width:
            yield row.rstrip()
            row = word.lstrip()
        else:
            for letter in word:
                if lettering.width(row + letter) > width:
                    yield row.rstrip()
                    row = ""
                row += letter
    yield row.rstrip()


@cache
def _font(face: int, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(_collection(), size, index=face)
    font.set_variation_by_axes([weight])
    return font


@cache
def _collection() -> Path:
    with as_file(files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc") as path:
        return path
