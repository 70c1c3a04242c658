"""How well sentences are understood of which somebody has written down what they mean."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from guitai.understanding.printed import as_json
from guitai.understanding.rows import Row
from guitai.understanding.trial import by_intent, macro_f1
from guitai.understanding.understand import Understanding
from guitai.understanding.understood import OTHER, SURE

MOST_CONFUSED = 24  # intents on the picture
CELL, MARGIN, LETTERS = 26, 210, 14  # pixels
PAPER, INK, RIGHT, WRONG = "#ffffff", "#1a1a1a", (7, 140, 80), (200, 50, 40)


@dataclass(frozen=True)
class Evaluation:
    """The figures, and how often each intent was taken for which."""

    figures: Mapping[str, object]
    confused: Counter[tuple[str, str]]

    def draw(self, file: Path) -> None:
        """The confusion matrix of the intents most confused: rows are what was meant, columns what was understood."""
        wrong: Counter[str] = Counter()
        for (meant, taken), often in self.confused.items():
            if meant != taken:
                wrong.update({meant: often, taken: often})
        names = sorted(name for name, _ in wrong.most_common(MOST_CONFUSED))
        side = MARGIN + CELL * max(len(names), 1) + LETTERS
        picture = Image.new("RGB", (side, side), PAPER)
        pen, font = ImageDraw.Draw(picture), ImageFont.load_default(LETTERS)
        for at, name in enumerate(names):
            pen.text((MARGIN - 8, MARGIN + at * CELL + CELL // 2), name, INK, font, anchor="rm")
            label = Image.new("RGB", (MARGIN - 8, CELL), PAPER)
            ImageDraw.Draw(label).text((4, CELL // 2), name, INK, font, anchor="lm")
            picture.paste(label.rotate(90, expand=True), (MARGIN + at * CELL, 0))
        for row, meant in enumerate(names):
            for column, taken in enumerate(names):
                self._cell(pen, font, (column, row), self.confused[meant, taken], meant == taken)
        picture.save(file, "PNG")

    def _cell(
        self,
        pen: ImageDraw.ImageDraw,
        font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
        place: tuple[int, int],
        often: int,
        right: bool,
    ) -> None:
        left, top = (MARGIN + CELL * at for at in place)
        most = max(self.confused.values())
        strength = 0.0 if not often else 0.15 + 0.85 * often / most if right else min(0.3 + often / 10, 1.0)
        colour = tuple(round(255 + (tone - 255) * strength) for tone in (RIGHT if right else WRONG))
        pen.rectangle((left, top, left + CELL - 1, top + CELL - 1), colour, "#dddddd")
        if often:
            middle = (left + CELL // 2, top + CELL // 2)
            pen.text(middle, str(often), PAPER if strength > 0.6 else INK, font, anchor="mm")


def evaluate(understanding: Understanding, asked: Sequence[Row]) -> Evaluation:
    """The bank's understanding on these rows, by what `guitai understand` prints of them."""
    printed = [as_json(understanding.understand(row.text, row.now), understanding.within) for row in asked]
    pairs = [(row.intent, str(one["intent"])) for row, one in zip(asked, printed, strict=True)]
    inside = [(taken, one) for (meant, taken), one in zip(pairs, printed, strict=True) if meant != OTHER]
    outside = [taken for meant, taken in pairs if meant == OTHER]
    unsure = sum(taken != OTHER and _number(one["confidence"]) < SURE for taken, one in inside)
    figures = {
        "rows": len(asked),
        "macro_f1": macro_f1(pairs),
        "accuracy": _share(sum(meant == taken for meant, taken in pairs), len(pairs)),
        "out_of_scope_recall": _share(sum(taken == OTHER for taken in outside), len(outside)),
        "false_refusals": _share(sum(taken == OTHER for taken, _ in inside), len(inside)),
        "asked_which": _share(unsure, len(inside)),
        **_slots(asked, printed),
        "intents": by_intent(pairs),
    }
    return Evaluation(figures, Counter(pairs))


def _slots(asked: Iterable[Row], printed: Iterable[Mapping[str, object]]) -> dict[str, object]:
    """How many values are right, of all that are to be read or were read; a slot too many is wrong, too."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    wrong_amounts = rows = whole = 0
    for row, one in zip(asked, printed, strict=True):
        if row.slots is None:
            continue
        read = one["slots"]
        assert isinstance(read, dict)
        names = row.slots.keys() | read.keys()
        equal = {name for name in names if name in read and read[name] == row.slots.get(name)}
        every.update(names)
        right.update(equal)
        rows, whole = rows + 1, whole + (equal == names)
        wrong_amounts += "amount" in read and "amount" not in equal
    return {
        "slots_exact": _share(right.total(), every.total()),
        "rows_with_all_slots_exact": _share(whole, rows),
        "wrong_amounts": wrong_amounts,
        "slots": {name: _share(right[name], often) for name, often in sorted(every.items())},
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _number(value: object) -> float:
    assert isinstance(value, float | int)
    return float(value)
