"""Strangers talk to the bank: how many of their dialogues end as they must.

They were told what the bank does, and nothing of how. Those of `held_out` are only counted: nobody tunes to them.
Each third is tried, and all of them with `--full-size`.
"""

from pathlib import Path

import pytest
from tests.talks import ends, talks

pytestmark = pytest.mark.slow

FLOORS = {
    "held_out": 0.80,
    "transfers": 0.90,
    "of_all_kinds": 0.85,
    "transfers_by_turns": 0.80,
    "mixtures": 0.85,
    "openings": 0.85,
    "of_everything": 0.85,
    "twelve_people": 0.85,
    "in_three_languages": 0.90,
    "in_pieces": 0.90,
    "once_more": 0.70,
    "changed_minds": 0.90,
    "mixed_languages": 0.65,
    "of_both_again": 0.85,
    "thirty_people": 0.85,
    "repairs": 0.94,
}


@pytest.mark.parametrize("name, floor", FLOORS.items())
def test_dialogues_end_as_they_must(lin, chen, full_size, name, floor):
    step = 1 if full_size else 3
    every = talks(Path(__file__).with_name("talks") / f"{name}.jsonl")[::step]
    wrong = [(talk, end) for talk in every for end in [ends(lin, talk)] if not talk.right(end)]

    if name != "held_out":
        for talk, end in wrong:
            print(*talk.says, f"must end {talk.ends}", f"ended {end}", sep="\n", end="\n\n")
    print(f"{name}: {len(every) - len(wrong)} of {len(every)} end as they must")
    assert 1 - len(wrong) / len(every) >= floor
