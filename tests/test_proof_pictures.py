"""Proof: pictures at random, each with what a person would read in it: what is read of it is right or left out."""

from collections import Counter

import pytest
from tests import drawn
from tests.pictured import at_random
from tests.reporting import report

from guitai.apart import Apart
from guitai.understanding.pictures.recognising import recognised
from guitai.understanding.pictures.seen import seen

pytestmark = [pytest.mark.proof, pytest.mark.slow]

FIRST = 1000  # the thresholds were chosen on the pictures before
WAYS = {"photos": drawn.photographed, "bad photos": drawn.badly_photographed}
LEAST = {"photos": 0.95, "bad photos": 0.30}  # of the values
SAYS = (
    "Slips of five makes, bank cards, bills and payment codes, drawn at random, then held at a slant, dark, blurred,"
    " noisy, small and squeezed (photos); or taken from the side, in shadow or glare, shaken and far off (bad photos)."
    " What the bank reads of each is held against what was drawn: of the values that it takes for certain none is"
    " wrong; what it can't read it leaves out and asks for."
)


@pytest.fixture(scope="module")
def look():
    apart = Apart("guitai.understanding.pictures.sight:sight", within_seconds=60)
    yield lambda content: recognised(seen(apart(content).partition(b"\0")[0]))
    apart.close()


def counted(look, way, number):
    """Of so many pictures: how many were told for what they are, how many values were read, and which wrong."""
    found, wrong = Counter(), []
    for seed in range(FIRST, FIRST + number):
        kind, content, truth = at_random(seed, WAYS[way])
        read = look(content)
        found["pictures"] += 1
        found["told for what they are"] += read.kind == kind
        found["values"] += len(truth)
        found["values read"] += sum(read.values.get(name) == value for name, value in truth.items())
        wrong += [(seed, name) for name, value in read.values.items() if truth.get(name, "") != value]
    return found, wrong


def test_what_is_read_in_a_picture_is_right_or_left_out(look, full_size):
    figures = {}
    for way in WAYS:
        found, wrong = counted(look, way, 120 if full_size else 3)
        figures |= {f"{way}: {name}": count for name, count in found.items()} | {
            f"{way}: values read wrong": len(wrong)
        }

        assert wrong == []
        if full_size:
            assert found["values read"] >= LEAST[way] * found["values"]
    if full_size:
        report("Pictures that customers send", SAYS, figures)
