"""A bank that listens to no recordings keeps within its memory, however many talk to it at once."""

import pytest

from guitai.bench.weighing import weighed

MOST_MEGABYTES = 400


@pytest.mark.slow
def test_a_bank_that_many_have_talked_to_keeps_within_its_memory():
    figures = weighed()

    assert all(0 < megabytes <= MOST_MEGABYTES for megabytes in figures.values()), figures
