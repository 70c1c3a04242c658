"""Proof: a session that was recorded at the phone API, fed to a fresh bank of the same seed, gives equal books."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
from tests.compared import Books, books, differences
from tests.demo_process import Demo, copied
from tests.recorded_session import START, a_few_days, a_quarter, holdings
from tests.reporting import report

from guitai.testing.fixtures import scratch

pytestmark = pytest.mark.proof

REPLAY = [sys.executable, "-m", "guitai_sandbox.cli", "replay"]
REPLAYED_WITHIN_SECONDS = 1800


@dataclass(frozen=True)
class Outcome:
    """What a bank has at the end of a session: its books, and what the customers see; why it did not come to an end."""

    books: Books
    seen: Mapping[str, Mapping[str, str]]
    unfit: str = ""

    @property
    def entries(self) -> int:
        """How many entries were posted since the bank began."""
        return sum(row.startswith("ledger.entries") and "name=demo " not in row for row in self.books.rows)

    def differs(self, other: "Outcome") -> list[str]:
        """In what, if in anything."""
        if self.unfit or other.unfit:
            return [self.unfit or other.unfit]
        return differences(self.books, other.books) + (
            ["what customers see"] if self.seen != other.seen else []
        )


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that PostgreSQL's account gets through."""
    with TemporaryDirectory(prefix="guitai-recorded-", dir=scratch()) as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


Begun = Callable[[int], AbstractContextManager[Demo]]
"""Begins a demo of this seed that nobody has used."""


@contextmanager
def begun(folder: Path, seed: int) -> Iterator[Demo]:
    """One from nothing, in a folder of its own, on ports of its own."""
    with TemporaryDirectory(dir=folder) as own:
        Path(own).chmod(0o711)
        demo = Demo(Path(own) / "data")
        demo.start("--seed", str(seed), "--start", START)
        try:
            yield demo
        finally:
            demo.end()


@contextmanager
def begun_from(seeded: Path, seed: int) -> Iterator[Demo]:
    """One on a copy of what another has written before it was ended."""
    with copied(seeded) as data:
        demo = Demo(data)
        demo.start("--seed", str(seed))
        try:
            yield demo
        finally:
            demo.end()


def played(begin: Begun, seed: int, session: Callable[[httpx.Client], None]) -> tuple[str, Outcome]:
    """The recording of a session, and what came of it."""
    with begin(seed) as demo:
        with demo.phones() as http:
            session(http)
            recording = http.get("/phone/recording").raise_for_status().text
        return recording, outcome(demo)


def replayed(begin: Begun, folder: Path, seed: int, recording: str) -> Outcome:
    """What comes of it at another bank."""
    file = folder / "session.jsonl"
    file.write_text(recording)
    with begin(seed) as demo:
        ended = subprocess.run(
            [*REPLAY, str(file), "--phone", demo.url],
            capture_output=True,
            text=True,
            timeout=REPLAYED_WITHIN_SECONDS,
            check=False,
        )
        return outcome(demo, unfit=ended.stderr)


def outcome(demo: Demo, *, unfit: str = "") -> Outcome:
    """The books first: whoever looks leaves a trace in them."""
    with demo.books() as connection:
        found = books(connection)
    with demo.phones() as http:
        return Outcome(found, {} if unfit else holdings(http), unfit)


def altered(recording: str, alter: Callable[[str], str | None]) -> str:
    """The recording with every act passed through this, which leaves out what it gives None for."""
    begun, *acts, ended = recording.splitlines()
    return "\n".join([begun, *(act for act in map(alter, acts) if act), ended])


def test_a_recorded_session_fed_to_a_fresh_bank_gives_equal_books(folder, seeded_data, full_size):
    # At small size both begin with one history; that a seed makes one only is tested where it is made.
    session, begin = (
        (a_quarter, partial(begun, folder)) if full_size else (a_few_days, partial(begun_from, seeded_data))
    )
    came = {}
    for seed in (1, 2, 3) if full_size else (1,):
        recording, first = came[seed] = played(begin, seed, session)
        second = replayed(begin, folder, seed, recording)

        assert first.differs(second) == []
    if full_size:
        recording, first = came[1]
        a_fen_more = replayed(
            begin, folder, 1, altered(recording, lambda act: act.replace("88.88元", "88.89元"))
        )
        an_act_less = replayed(
            begin, folder, 1, altered(recording, lambda act: None if "1234.56" in act else act)
        )
        assert (a_fen_more.unfit, len(first.differs(a_fen_more)) > 0) == ("", True)
        assert first.differs(an_act_less) != []
        assert first.differs(came[2][1]) != []
        report(
            "A recorded session again",
            "A session of four people over three months, recorded at the phone API and fed to a fresh bank of the same "
            "seed: payments inside and to other banks, some in doubt, refused or returned, deposits, a lost card, "
            "faults, days that go by. The books are equal to the last row, ids, keys and times of day aside. A fen "
            "more, an act less or another seed is seen.",
            {
                "seeds": len(came),
                "acts": sum(len(recording.splitlines()) - 2 for recording, _ in came.values()),
                "rows compared": sum(len(first.books.rows) for _, first in came.values()),
                "entries posted in the sessions": sum(first.entries for _, first in came.values()),
                "replays that were to differ, and did": 2,
            },
        )
