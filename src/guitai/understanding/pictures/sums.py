"""How much stands on a slip or a bill: it may stand there several times, and all have to agree. Pure."""

from collections.abc import Sequence

from guitai.understanding.pictures import values
from guitai.understanding.pictures.found import Field
from guitai.understanding.pictures.labels import Labelled
from guitai.understanding.pictures.seen import Seen


def sum_of(picture: Seen, found: Sequence[Labelled], role: str) -> tuple[Field | None, bool]:
    """The amount, if it is certain; and whether any stands there.

    Without fen it could be one that has lost its point in the print: it has to stand there twice, or in capitals too.
    """
    labelled = [(one.text, one.score) for one in found if one.role == role and one.text]
    taken = {line for one in found for line in (one.at, *one.values)}
    alone = [
        (line.text, line.score)
        for line in picture.lines
        if values.in_currency(line.text) and line not in taken
    ]
    places = labelled + alone
    written = [(one.text, one.score) for one in found if one.role == "capitals" and one.text]
    agreed = values.agreed(values.amount, places)
    in_capitals = values.agreed(values.capitals, written)
    if written and (in_capitals is None or agreed is None or in_capitals.value != agreed.value):
        return None, True
    twice = bool(written) or len(places) > 1
    certain = agreed if agreed and (twice or all(values.with_fen(text) for text, _ in places)) else None
    return certain, bool(places)
