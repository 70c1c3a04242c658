"""What sum of money was said, of a run of characters that a recogniser wrote for it. Knows no sentence."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from guitai.understanding.heard.numerals import ODD, said_of, sum_said
from guitai.understanding.heard.sounds import LOST, SYMBOLS, TWICE, could_be

TOKEN = re.compile(r"\d+|.")
TWOS = ("百", "千", "万")
LIKELY = 1 / 2000  # of the likeliest way to hear a run: what is less likely is not looked at
DOUBTED = 0.03  # where nothing usual is at all likely, a sign may be lost
MOST_SIGNS, LONGEST_FIGURES = 24, 8

Options = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Guess:
    """A sum that may have been said, in fen, and how likely that is among all that may have been: 0 to 1."""

    fen: int
    likely: float


def guesses(*runs: str) -> list[Guess]:
    """The sums that this may be, the likeliest first; none where nobody says anything like it.

    Where it isn't sure at which character the sum begins, each run is one way to part it.

    >>> [guess.fen for guess in guesses("610是靶")], [guess.fen for guess in guesses("290实块")]
    ([61800], [29000, 29400])
    """
    found: defaultdict[int, float] = defaultdict(float)
    every = [way for run in runs for way in _ways(_options(run))]
    rest = 0.0
    if not _add(found, every):
        _add(found, ((longer, likely * LOST) for text, likely in every for longer in _with_one_more(text)))
        rest = sum(found.values()) / 9  # what was lost is never certain: one in ten is something else
    total = sum(found.values()) + rest
    return sorted((Guess(fen, likely / total) for fen, likely in found.items()), key=lambda one: -one.likely)


def _add(found: defaultdict[int, float], ways: Iterable[tuple[str, float]]) -> bool:
    """Weigh what is a sum among these; whether one of them is a usual way to say it."""
    usually = False
    for text, likely in ways:
        if read := sum_said(text):
            fen, usual = read
            found[fen] += likely * usual
            usually = usually or (usual > ODD and likely > DOUBTED)
    return usually


def _options(run: str) -> list[Options]:
    """What each piece of it may be: a character's signs, or the ways in which figures are said."""
    options: list[Options] = []
    before = ""
    for token in TOKEN.findall(run):
        if token.isdigit():
            options.append([(said, 1.0) for said in _figures(token)])
        else:
            signs = list(could_be(token).items())
            options.append([*signs, ("", TWICE)] if token == before and signs else signs)
        before = token
    return options if all(options) and len(options) <= MOST_SIGNS else [[]]


def _figures(token: str) -> Iterator[str]:
    """How these are said, zeros before them too: 07 is 零七."""
    if len(token) <= LONGEST_FIGURES:
        number = str(int(token))
        yield from ("零" * (len(token) - len(number)) + said for said in said_of(int(token)))


def _ways(
    options: Sequence[Options], at: int = 0, text: str = "", likely: float = 1.0
) -> Iterator[tuple[str, float]]:
    """Every way to read the pieces that isn't far less likely than the likeliest."""
    if at == len(options):
        yield text, likely
        return
    best = max((one for _, one in options[at]), default=1)
    for sign, how in options[at]:
        if likely * how / best > LIKELY:
            yield from _ways(options, at + 1, text + sign, likely * how / best)


def _with_one_more(text: str) -> Iterator[str]:
    for at in range(len(text) + 1):
        for sign in SYMBOLS:
            if sign == "二" and text[at : at + 1] in TWOS:
                continue  # 两百 and 二百 are one
            yield text[:at] + sign + text[at:]
