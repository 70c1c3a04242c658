"""The parts of a message are understood once each, and never waited for where nobody has begun with them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Event

import pytest

from guitai.understanding.parts import Parts
from guitai.understanding.slots.reading import read
from guitai.understanding.understood import Understood
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=BANK_ZONE)


@pytest.fixture
def threads():
    with ThreadPoolExecutor(1) as threads:
        yield threads


@pytest.fixture
def understood():
    return []


@pytest.fixture
def part(threads, understood):
    def understand(reading):
        understood.append(reading.said)
        if reading.said == "坏了":
            raise ArithmeticError
        return Understood(reading.said, "talk.other", 1.0, reading.slots, (), None)

    return Parts(lambda words: read(words, NOW), understand, threads)


def test_what_is_asked_for_twice_is_understood_once(part, understood):
    assert part("给张三转500") is part("给张三转500")
    assert part.reading("给张三转500") is part.reading("给张三转500")
    assert understood == ["给张三转500"]


def test_what_was_begun_ahead_is_not_begun_again(part, threads, understood):
    part.ahead("查余额", "给张三转500")
    part.ahead("查余额")
    threads.submit(bool).result()  # what was handed in before it is done

    assert [part("查余额").text, part("给张三转500").text] == ["查余额", "给张三转500"]
    assert understood == ["查余额", "给张三转500"]


def test_nobody_waits_for_what_has_not_begun(part, threads):
    free = Event()
    threads.submit(free.wait)
    part.ahead("查余额")

    assert part("查余额").text == "查余额"  # the only other thread is busy, and stays so
    free.set()


def test_what_goes_wrong_ahead_is_told_to_whoever_asks(part, threads):
    part.ahead("坏了")
    threads.submit(bool).result()

    with pytest.raises(ArithmeticError):
        part("坏了")
