"""Tasks that customers have, each done on a phone of the demo and judged by what is different in the database."""

import json
import re
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest
from tests.demo_process import Demo, copied, guitai
from tests.reporting import report
from tests.tasks.showing import missing
from tests.tasks.state import changes, state
from tests.tasks.task import Player, tasks
from tests.walking import Books, Phone, later, now

TASKS = list(tasks())
NAMES = {"lin": "林晓雯", "chen": "陈国强", "zhou": "周美华"}
EVENING, MORNING = 20, 9
TIMES = re.compile(r"\d{1,2}:\d{2}")


class Floor:
    """A demo with its customers, who come one after the other."""

    def __init__(self, demo, http, connection):
        self.http, self.connection = http, connection
        rows = json.loads(guitai("people", "--json", SANDBOX=1, **demo.settings).stdout)
        self.people = {row["name"]: row for row in rows}
        self.openids = {short: self.people[name]["openid"] for short, name in NAMES.items()}
        for openid in self.openids.values():
            phone = Phone(http, openid)
            phone.card(phone.says("我的账户"))  # binds the phone before anything is compared

    def states(self):
        return {short: state(self.connection, openid) for short, openid in self.openids.items()}

    def serves(self, task):
        """Do a task, when nobody is in the middle of something; who did it, and what was different afterwards."""
        self._passes()
        self._does(task.given, task.who)
        before = self.states()
        player = self._does(task.steps, task.who)
        different = {short: changes(before[short], after) for short, after in self.states().items()}
        self._does(task.undone, task.who)
        return player, different

    def missing(self, task, player):
        """What is not on the card as the books have it."""
        books = Books(self.connection, self.openids[task.who])
        return missing(task.shows, player.card, books, now(self.http).date()) if task.shows else ""

    def _does(self, steps, who):
        player = Player(Phone(self.http, self.openids[who]), self.people[NAMES[who]]["pin"], self.people)
        for step in steps:
            player.does(step)
        return player

    def _passes(self):
        """Half an hour, or the night: at night more is asked for."""
        at = now(self.http)
        if at.hour < EVENING:
            return later(self.http, "PT35M")
        morning = (at + timedelta(days=1)).replace(hour=MORNING, minute=0, second=0)
        self.http.post("/phone/clock", json={"at": morning.isoformat()}).raise_for_status()


@contextmanager
def opened(data):
    with Demo(data).running() as demo, demo.phones() as http, demo.books() as connection:
        connection.autocommit = True
        yield Floor(demo, http, connection)


def test_each_task_changes_what_it_is_meant_to_and_nothing_else(written_data, subtests):
    with opened(
        written_data
    ) as floor:  # one bank for all, in their order: what was done before is part of a task
        for task in TASKS:
            with subtests.test(task.name):
                _is_done(task, floor)


def _is_done(task, floor):
    player, different = floor.serves(task)

    wanted = {short: {} for short in NAMES} | dict(task.theirs) | {task.who: dict(task.changes)}
    assert different == wanted, player.last
    assert [words for words in task.says if words not in player.last] == []
    told = [str(message.get("content", "")) for message in player.told]
    assert [(words, text) for words in task.never for text in told if words in text] == []
    rows = [f"{label} {value}" for label, value in player.card.rows] if task.card else []
    assert [text for text in task.card if not any(text in row for row in rows)] == [], rows
    assert floor.missing(task, player) == ""


def test_there_are_as_many_as_there_should_be():
    assert len({task.name for task in TASKS}) == 135
    assert sum(task.repair for task in TASKS) >= 49


@pytest.mark.proof
def test_the_same_is_said_and_done_however_often_it_is_repeated(seeded_data, full_size):
    few = [task for task in TASKS if task.who == "zhou" and task.repair][:5]
    repeats, some = (8, TASKS) if full_size else (2, few)
    runs = []

    for _ in range(repeats):
        with copied(seeded_data) as data, opened(data) as floor:
            served = [floor.serves(task) for task in some]
        runs.append([(as_said(player), different) for player, different in served])

    unlike = Counter(
        task.name for run in runs for task, one, first in zip(some, run, runs[0], strict=True) if one != first
    )
    assert unlike == {}
    if full_size:
        report(
            "Tasks",
            "What customers come for, step by step over the phone API and the device calls, on the demo from its first "
            "morning: in each run every task changed in the database what it is meant to and nothing else, the cards "
            "showed what the books have, and the bank said the same words, times of day aside.",
            {
                "tasks": len(some),
                "of them repairs": sum(task.repair for task in some),
                "runs, each from afresh": repeats,
            },
        )


def as_said(player):
    return [TIMES.sub("", str(message.get("content", ""))) for message in player.told]
