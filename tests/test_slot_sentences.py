"""A thousand sentences of many customers: their slots, exact, in Simplified, Traditional and English."""

import tomllib
from collections import Counter
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.found import Unsure
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.reading import read
from guitai.understanding.slots.words import read_as
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)
SENTENCES = tomllib.loads(Path(__file__).with_name("slot_sentences.toml").read_text(encoding="utf-8"))
USES = {intent: frozenset(slots.split()) for intent, slots in SENTENCES.pop("uses").items()}
EVERY = [(intent, text, slots) for intent, says in SENTENCES.items() for text, slots in says.items()]
FLOOR = 0.98  # of the sentences; raise it where the grammars do better


def plain(value: object) -> object:
    match value:
        case Money():
            return str(value)
        case Period():
            return f"{value.first}/{value.last}"
        case datetime():
            return value.strftime("%Y-%m-%dT%H:%M")
        case date() | Term():
            return str(value)
    return value


@cache
def understood(intent: str, text: str) -> dict[str, object]:
    slots = read_as(intent, read(said(text), NOW))
    return {
        slot: plain(value)
        for slot, value in slots.items()
        if slot in USES[intent] and not isinstance(value, Unsure)
    }


def wanted(slots: dict[str, object]) -> dict[str, object]:
    values = dict(slots)
    if isinstance(amount := slots.get("amount"), int | float):
        values["amount"] = str(Money(round(amount * 100)))
    if isinstance(period := slots.get("period"), str):
        values["period"] = period if "/" in period else f"{period}/{period}"
    return values


def test_nearly_every_sentence_gives_exactly_its_slots():
    wrong = [
        (text, wanted(slots), got)
        for intent, text, slots in EVERY
        if (got := understood(intent, text)) != wanted(slots)
    ]

    assert 1 - len(wrong) / len(EVERY) >= FLOOR, wrong


def test_no_sentence_gives_another_amount_than_was_said():
    wrong = [
        (text, got["amount"])
        for intent, text, slots in EVERY
        if "amount" in (got := understood(intent, text)) and got["amount"] != wanted(slots).get("amount")
    ]

    assert wrong == []


def test_every_slot_is_said_in_many_ways():
    counted = Counter(slot for _, _, slots in EVERY for slot in slots)

    assert set(counted) == frozenset().union(*USES.values())
    assert len(EVERY) >= 600
    assert min(counted.values()) >= 10


@pytest.mark.parametrize("slot", sorted(frozenset().union(*USES.values())))
def test_each_slot_is_read_exactly_in_nearly_every_sentence_that_has_it(slot):
    having = [(intent, text, wanted(slots)) for intent, text, slots in EVERY if slot in slots]
    wrong = [
        (text, slots[slot])
        for intent, text, slots in having
        if understood(intent, text).get(slot) != slots[slot]
    ]

    assert 1 - len(wrong) / len(having) >= 0.96, wrong
