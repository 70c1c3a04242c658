"""Trains the engine on one file of sentences and tries it on another: how good it is on data that others have too."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from guitai.errors import Misconfigured
from guitai.understanding.fold import said, standard
from guitai.understanding.intents import embedding
from guitai.understanding.intents.model import Model, Sentence
from guitai.understanding.intents.ngrams import Floats
from guitai.understanding.intents.training import train
from guitai.understanding.known import READ_ON
from guitai.understanding.rows import Row, rows
from guitai.understanding.slots.reading import read

OTHER = "talk.other"  # out of scope, in either file


def tried(training: Path, test: Path) -> dict[str, float | None]:
    """What the engine makes of the second file after the first. None where the test has nothing to measure it by.

    `accuracy` and `macro_f1` are over what is in scope, with nothing refused; `accuracy_rejecting` is the share of it
    that is understood and not refused; `oos_recall` is the share of what is out of scope that is refused.
    """
    known, asked = rows(training), rows(test)
    if len({row.intent for row in known} - {OTHER}) < 2:
        raise Misconfigured(f"{training}: there are no two intents in it to tell apart")
    sentences = [_sentence(row) for row in known]
    vectors = _vectors(sentences)
    model = train(sentences, [row.intent for row in known], outside=frozenset({OTHER}), vectors=vectors)
    return judged(model, asked)


def judged(model: Model, asked: Sequence[Row]) -> dict[str, float | None]:
    """The figures of a model on rows that it was not trained on."""
    sentences = [_sentence(row) for row in asked]
    vectors = _vectors(sentences) if model.meanings else None
    right, understood, refused = [], [], []
    predicted: list[tuple[str, str]] = []
    for at, (row, sentence) in enumerate(zip(asked, sentences, strict=True)):
        judgement = model.judged(model.scores(sentence, None if vectors is None else vectors[at]))
        if row.intent == OTHER:
            refused.append(judgement.within < 0.5)
            continue
        best = judgement.shares[0][0]
        predicted.append((row.intent, best))
        right.append(best == row.intent)
        understood.append(best == row.intent and judgement.within >= 0.5)
    return {
        "accuracy": _share(right),
        "macro_f1": macro_f1(predicted) if predicted else None,
        "accuracy_rejecting": _share(understood),
        "oos_recall": _share(refused),
    }


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean of F1 over the intents that were meant or understood, from pairs of these."""
    measured = by_intent(pairs).values()
    return round(sum(one["f1"] for one in measured) / len(measured), 4)


def by_intent(pairs: Sequence[tuple[str, str]]) -> Mapping[str, dict[str, float]]:
    """Precision, recall and F1 of each intent, 0 where there is nothing to divide by, and its rows."""
    found = {}
    for intent in sorted({name for pair in pairs for name in pair}):
        both = sum(pair == (intent, intent) for pair in pairs)
        meant = sum(meant == intent for meant, _ in pairs)
        taken = sum(taken == intent for _, taken in pairs)
        found[intent] = {
            "precision": round(both / taken, 4) if taken else 0.0,
            "recall": round(both / meant, 4) if meant else 0.0,
            "f1": round(2 * both / (meant + taken), 4),
            "rows": meant,
        }
    return found


def _sentence(row: Row) -> Sentence:
    reading = read(said(row.text), READ_ON)
    return Sentence(reading.folded, standard(reading.masked))


def _vectors(sentences: Sequence[Sentence]) -> Floats | None:
    if not embedding.available():
        return None
    return embedding.embedded_all([sentence.folded for sentence in sentences])


def _share(flags: Sequence[bool]) -> float | None:
    return round(float(np.mean(flags)), 4) if flags else None
