"""No text keeps the bank from everybody else: what is said over and over is read, or not, in no time."""

import re
import signal
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from guitai.understanding.clauses import clauses
from guitai.understanding.exact import command, correction
from guitai.understanding.fold import fold, said, standard
from guitai.understanding.secret_words import masked
from guitai.understanding.slots.reading import read
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
LONG_SECONDS = 1.0  # hundreds of times what any of these takes
SOURCE = "".join(
    file.read_text(encoding="utf-8")
    for file in sorted(Path(__file__).parent.rglob("*.py"))
    if not file.name.startswith("test_")
)
CHARACTERS = sorted({character for character in SOURCE if character.isprintable()})
WORDS = sorted({*re.findall("[\u3400-\u9fff]{2,4}", SOURCE), *re.findall(r"[a-z]{2,9}", SOURCE)})


class TooLong(Exception):
    pass


@contextmanager
def in_time():
    """The engine of regular expressions looks for signals now and then, so even a runaway one ends."""

    def stop(*_):
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LONG_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def late(text):
    """What of all that a text goes through takes too long."""
    steps = {
        "folding": lambda: standard(fold(said(text))),
        "secrets": lambda: masked(text),
        "commands": lambda: (command(text), correction(text)),
        "clauses": lambda: clauses(text),
        "slots": lambda: read(said(text), NOW),
    }
    found = []
    for name, step in steps.items():
        try:
            with in_time():
                step()
        except TooLong:
            found.append(name)
    return found


@pytest.mark.parametrize("length", [40, pytest.param(400, marks=pytest.mark.slow)])
def test_every_character_that_the_grammars_know_can_be_said_over_and_over(length):
    slow = {character: found for character in CHARACTERS if (found := late(character * length))}

    assert slow == {}


def test_words_that_the_grammars_know_can_be_said_over_and_over():
    chance, slow = Random(20261123), {}
    for _ in range(600):
        piece = "".join(chance.choice([chance.choice(WORDS), chance.choice(CHARACTERS)]) for _ in range(3))
        begun, ended = chance.choice([("", ""), ("转", "元"), ("给", "了吗"), ("从", "")])
        text = f"{begun}{(piece * 200)[: chance.choice([60, 200, 390])]}{ended}"
        if found := late(text):
            slow[text] = found

    assert slow == {}


def test_what_takes_for_ever_would_be_found():
    with pytest.raises(TooLong), in_time():
        re.fullmatch(r"(?:\d(?:\d*\d)?)+x", "9" * 40)
