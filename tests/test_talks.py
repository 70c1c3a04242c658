"""Strangers talk to the bank: how many of their dialogues end as they must."""

import os
from pathlib import Path

import pytest
from tests import talks

FILES = sorted(Path(__file__).with_name("talks").glob("*.jsonl"))
if os.environ.get("TALKS"):
    FILES = [Path(x) for x in os.environ["TALKS"].split()]
EVERY = [talk for file in FILES for talk in talks.talks(file)]


@pytest.mark.parametrize("talk", EVERY)
def test_one(lin, chen, talk):
    talks.settle(lin, chen)
    log = []
    for said in talk.says:
        r = lin.says(said)
        log.append(f"> {said}\n< {r}")
    talks.answer(lin, talk)
    end = talks.ended(lin)
    ok = talks.right(talk, end)
    if not ok and not os.environ.get("QUIET"):
        print("\n".join(log), "\nWANT", talk.ends, "\nGOT", end)
    assert ok
