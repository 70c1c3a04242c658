from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, get_ident

import pytest

from guitai.understanding.intents import spare
from guitai.understanding.intents.spare import Spare


def spin():
    """Hardly any work, and no waiting."""
    return sum(range(1000))


@pytest.fixture
def asked():
    """How many threads each caller was given, in order."""
    return []


def test_who_is_alone_may_use_a_second_core(asked):
    assert Spare(asked.append).work(lambda: "done") == "done"
    assert asked == [2]


def test_of_two_at_once_one_uses_both_cores(asked):
    both = Spare(lambda threads: asked.append((get_ident(), threads)))
    meet = Barrier(2)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: both.work(meet.wait), range(2)))

    assert sorted(threads for _, threads in asked) == [1, 2]
    assert len({thread for thread, _ in asked}) == 2


def test_who_was_kept_waiting_goes_on_alone_for_a_while(asked, monkeypatch):
    some = Spare(asked.append)
    some.work(spin)
    monkeypatch.setattr(spare, "perf_counter", iter([0.0, 1.0]).__next__)
    some.work(spin)
    some.work(spin)
    assert asked == [2, 2, 1]

    monkeypatch.undo()
    monkeypatch.setattr(spare, "monotonic", lambda: float("inf"))
    some.work(spin)
    assert asked == [2, 2, 1, 2]


def test_what_fails_leaves_both_cores_to_the_next(asked):
    some = Spare(asked.append)
    with pytest.raises(ZeroDivisionError):
        some.work(lambda: 1 / 0)
    some.work(spin)

    assert asked == [2, 2]
