"""A picture for a phone that grows downwards: where things are put, and in which letters. Knows no chart.

A phone shows it at half its size, so no letter is smaller than 26 pixels.
"""

from guitai.language import Catalogue, Language, Words
from guitai.money import Money
from guitai.shield.drawing import MEDIUM, REGULAR, Box, Lettering, Line, Picture, wrapped
from guitai.shield.short import short

WIDTH = 750
MARGIN = 40
LEFT = MARGIN
RIGHT = WIDTH - MARGIN

TITLE = 34
TEXT = 28
SMALL = 26

INK = "#1F2D3A"
MUTED = "#6A7682"
GRID = "#E6EBEF"


class Sheet:
    """A picture that grows downwards; `bottom` is where the next thing begins."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self.language = language
        self.boxes: list[Box] = []
        self.lines: list[Line] = []
        self.bottom = MARGIN
        self._catalogue = catalogue

    def say(self, words: Words | str) -> str:
        """The words in the reader's language."""
        return self._catalogue.speak(words, self.language)

    def value(self, value: object) -> str:
        """One value as the reader's language writes it."""
        return self._catalogue.value(value, self.language)

    @property
    def picture(self) -> Picture:
        """What there is by now."""
        return Picture(WIDTH, self.bottom + MARGIN, tuple(self.boxes), tuple(self.lines))

    def short(self, money: Money) -> str:
        """The amount in few characters."""
        return short(money, self.language)

    def lettering(self, size: int, colour: str = INK, weight: int = REGULAR) -> Lettering:
        """Letters for the reader's language."""
        return Lettering(self.language, size, colour, weight)

    def write(
        self, text: str, look: Lettering, baseline: int, *, left: int = 0, right: int = 0, centre: int = 0
    ) -> None:
        """A line that begins at `left`, ends at `right`, or has its middle at `centre`."""
        width = look.width(text)
        start = left or (right - width if right else centre - width // 2)
        self.lines.append(Line(text, min(max(start, 8), WIDTH - 8 - width), baseline, look))

    def heading(self, title: Words | str) -> None:
        """The title, in two lines at most."""
        look = self.lettering(TITLE, weight=MEDIUM)
        for row in wrapped(self.say(title), look, width=RIGHT - LEFT, lines=2):
            self.bottom += TITLE * 4 // 3
            self.write(row, look, self.bottom - 10, left=LEFT)
