"""What is said of wishes that no capability serves is complete, and names nothing that isn't there."""

from tests.sentences import in_tables

from guitai.app import catalogue, flows
from guitai.understanding import unserved
from guitai.understanding.interrupting import CANCEL
from guitai.understanding.load import load


def test_every_wish_that_nobody_serves_has_an_answer_and_no_other():
    assert unserved.answers().keys() == load().keys() - flows().keys() - {CANCEL}


def test_what_is_nearest_is_served():
    served = flows().keys()

    assert {tap for one in unserved.answers().values() for tap in one.taps} <= served
    assert all(one.taps for one in unserved.answers().values())


def test_every_answer_has_its_english():
    assert in_tables() - catalogue().english.keys() == set()
