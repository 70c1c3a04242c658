"""How long a typed sentence takes to be understood, alone and with fifty customers, and what memory that takes."""

import json
import random
import resource
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import datetime
from statistics import quantiles
from time import perf_counter
from typing import Any

from guitai.bench.machine import machine
from guitai.bench.weighing import weighed
from guitai.understanding.intents import kept
from guitai.understanding.intents.training import train
from guitai.understanding.known import known_before
from guitai.understanding.load import load, understanding
from guitai.understanding.understand import Understanding
from guitai.understanding.understood import OTHER
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=BANK_ZONE)
TALKERS, EACH, THINKS_SECONDS = 50, 12, 2.0
ALONE = 2000
SEED = 1
# Before or after a phrase, so that no sentence is known or was said before.
ASIDES = ("那个", "今天我想", "嗯嗯", "想问问", "跟你说", "朋友说", "急用", "就现在", "这件事", "快点啊")
WEIGHED = "from guitai.bench.understanding import weigh; weigh()"


def run() -> dict[str, object]:
    """Measure the bank's understanding, and beside it the same without the meanings of sentences."""
    loaded = json.loads(
        subprocess.run([sys.executable, "-c", WEIGHED], check=True, capture_output=True, text=True).stdout
    )
    bank, plain = understanding(), _without_meanings()
    said = _sentences()
    figures = loaded | weighed() | _trained() | _one_by_one(bank, said[:ALONE]) | _talked(bank, said[ALONE:])
    baseline = _one_by_one(plain, said[:ALONE]) | _talked(plain, said[ALONE:])
    return {
        "bench": "understanding",
        "machine": machine(),
        "figures": figures,
        "baseline": baseline,
        "ratios": {name: round(figures[name] / baseline[name], 2) for name in baseline},
    }


def weigh() -> None:
    """Print what loading takes in a process that has just begun, and how much memory it has afterwards."""
    before, begun = _megabytes(), perf_counter()
    bank = understanding()
    loaded = perf_counter() - begun
    for sentence in _sentences()[:20]:
        bank.understand(sentence, NOW)
    figures = {
        "load_seconds": round(loaded, 2),
        "process_before_megabytes": before,
        "process_megabytes": _megabytes(),
    }
    print(json.dumps(figures))  # noqa: T201 - read by the bench


def _trained() -> dict[str, float]:
    """Training on the bank's phrases, whose vectors are kept."""
    every = known_before({intent: phrases.says for intent, phrases in load().items()})
    sentences = [one.sentence for one in every]
    vectors = kept.remembered("intents", [sentence.folded for sentence in sentences])
    begun = perf_counter()
    train(sentences, [one.intent for one in every], outside=frozenset({OTHER}), vectors=vectors)
    return {"phrases_count": len(every), "train_seconds": round(perf_counter() - begun, 1)}


def _without_meanings() -> Understanding:
    """The bank's understanding, but for the vectors; only how long it takes is of use."""
    plain = understanding.__wrapped__()
    plain._model = replace(plain._model, meanings=None)
    return plain


def _sentences() -> list[str]:
    """Sentences that the bank doesn't know, each once."""
    chosen = random.Random(SEED)
    phrases = [say for one in load().values() for say in one.says]
    made: dict[str, None] = {}
    while len(made) < ALONE + TALKERS * EACH:
        phrase, aside = chosen.choice(phrases), chosen.choice(ASIDES)
        made[chosen.choice((aside + phrase, phrase + aside))] = None
    return list(made)


def _one_by_one(bank: Understanding, sentences: list[str]) -> dict[str, float]:
    return _spread("idle", [_timed(bank, sentence) for sentence in sentences])


def _talked(bank: Understanding, sentences: list[str]) -> dict[str, float]:
    """Customers on threads of their own, each of whom thinks for two seconds on average between two sentences."""
    took: list[float] = []

    def talk(number: int) -> None:
        chosen = random.Random(number)
        for sentence in sentences[number::TALKERS]:
            threading.Event().wait(chosen.expovariate(1 / THINKS_SECONDS))
            took.append(_timed(bank, sentence))

    talkers = [threading.Thread(target=talk, args=(number,)) for number in range(TALKERS)]
    for talker in talkers:
        talker.start()
    for talker in talkers:
        talker.join()
    return _spread("talkers_50", took)


def _timed(bank: Understanding, sentence: str) -> float:
    begun = perf_counter()
    bank.understand(sentence, NOW)
    return (perf_counter() - begun) * 1000


def _spread(name: str, took: list[float]) -> dict[str, float]:
    percent: Any = quantiles(took, n=100)
    return {f"{name}_p50_ms": round(percent[49], 2), f"{name}_p99_ms": round(percent[98], 2)}


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
