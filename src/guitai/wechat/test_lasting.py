"""What a customer is told unasked is never lost: it waits for their next message, for weeks if need be."""

from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from guitai import outbox
from guitai.turns import CHAT

TEXT = {"text": "您的定期到期了，请点开卡片看。"}


@pytest.fixture
def told(database, lin):
    """The bank has something to tell, since so long."""

    def put(ago=timedelta(0)):
        with database.transaction() as db:
            outbox.put(replace(db, now=db.now - ago), lin, CHAT, TEXT, lasting=True)

    return put


def test_what_could_not_be_told_for_want_of_a_window_is_told_at_the_next_contact(
    worker, wechat, writes, told, bring
):
    told()
    assert worker()[0] == "held"
    for _ in range(20):
        bring(timedelta(days=3))
        assert worker()[0] == "held"
    writes()

    assert worker() == ("sent", "")
    assert len(wechat.sent) == 1


def test_several_that_are_more_than_the_window_holds_are_told_at_several_contacts(
    worker, wechat, writes, told, database
):
    for _ in range(7):
        told()
    worker(7)
    writes()
    worker(9)
    assert len(wechat.sent) == 5
    writes()
    worker(9)

    assert len(wechat.sent) == 7


@pytest.mark.parametrize("errcode", [43004, 48002])
def test_who_has_left_is_told_after_coming_back(worker, wechat, writes, told, database, lin, errcode):
    writes()
    told()
    wechat.answers = [{"errcode": errcode, "errmsg": "gone"}]
    assert worker()[0] == "held"
    with database.transaction() as db:
        outbox.give_up(db, lin, CHAT, why="left")
    assert worker()[0] == "held"
    writes()

    assert worker() == ("sent", "")


def test_what_nobody_came_for_in_three_months_is_an_alarm(worker, wechat, told, bring):
    told()
    assert worker()[0] == "held"
    bring(outbox.LASTS)
    with capture_logs() as logs:
        assert worker() == ("failed", "too old")

    assert [(log["log_level"], log["event"]) for log in logs] == [
        ("error", "a customer was never told of something")
    ]
