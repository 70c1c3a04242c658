"""How alike a sentence is to each of those known, by the features that both have. Knows no intent."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from marisa_trie import Trie
from numpy.typing import NDArray

from guitai.understanding.intents.features import VIEWS, WHOLE, Feature, features

Floats = NDArray[np.float32]
Whole = NDArray[np.int32]

# What no known sentence has counts less than what one has: people say more than a phrase does.
UNKNOWN = 0.5
ABSENT = -1  # the column of a feature that no known sentence has


@dataclass(frozen=True)
class Ngrams:
    """The known sentences, by an index from each feature to those that have it."""

    columns: Trie  # of each feature: a dictionary of a hundred thousand takes fifteen megabytes, this a quarter of one
    rarity: Floats  # of each feature
    starts: Whole  # where each feature's sentences begin in the next two, and one past the last
    rows: Whole
    shares: Floats
    many: int  # sentences

    def likeness(self, standard: str) -> Floats:
        """The cosine of a sentence with each known one: 1 is the same features, 0 none in common."""
        columns, shares = self.weighed(features(standard))
        spans = [slice(self.starts[column], self.starts[column + 1]) for column in columns]
        if not spans:
            return np.zeros(self.many, np.float32)
        rows = np.concatenate([self.rows[span] for span in spans])
        theirs = np.concatenate([self.shares[span] for span in spans])
        own = np.repeat(shares, [span.stop - span.start for span in spans])
        return np.bincount(rows, own * theirs, self.many).astype(np.float32)

    def weighed(self, views: Mapping[str, Counter[Feature]]) -> tuple[list[int], list[float]]:
        """The columns of a sentence's features and their shares: rare ones weigh more, the whole has length one."""
        columns: list[int] = []
        shares: list[float] = []
        unknown = (math.log(1 + self.many) + 1) * UNKNOWN
        for view, weight in VIEWS.items():
            every = {self.columns.get(one, ABSENT): often for one, often in views[view].items()}
            known = {column: often for column, often in every.items() if column != ABSENT}
            raw = [(1 + math.log(often)) * float(self.rarity[column]) for column, often in known.items()]
            strange = (len(views[view]) - len(known)) * unknown * unknown
            length = math.sqrt(sum(value * value for value in raw) + strange) or 1.0
            columns += known
            shares += [value / length * weight / WHOLE for value in raw]
        return columns, shares

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All of it, as `restored` takes it."""
        return {
            "features": np.frombuffer(self.columns.tobytes(), np.uint8),
            "rarity": self.rarity,
            "starts": self.starts,
            "rows": self.rows,
            "shares": self.shares,
            "many": np.array(self.many),
        }


def restored(arrays: Mapping[str, NDArray[Any]]) -> Ngrams:
    """What `arrays` gave."""
    return Ngrams(
        Trie().frombytes(arrays["features"].tobytes()),
        arrays["rarity"],
        arrays["starts"],
        arrays["rows"],
        arrays["shares"],
        int(arrays["many"]),
    )


def learnt(sentences: Sequence[str]) -> Ngrams:
    """The index over these sentences, each in its standard form."""
    counted = [features(sentence) for sentence in sentences]
    known_by = Counter(feature for views in counted for view in views.values() for feature in view)
    columns = Trie(known_by)
    often = np.zeros(len(columns), np.float32)
    for feature, many in known_by.items():
        often[columns[feature]] = many
    rarity = np.log((1 + len(counted)) / (1 + often)) + 1
    empty = np.zeros(0, np.int32)
    begun = Ngrams(columns, rarity, empty, empty, rarity, len(counted))
    rows, places, shares = [], [], []
    for row, views in enumerate(counted):
        own, weights = begun.weighed(views)
        rows += [row] * len(own)
        places += own
        shares += weights
    order = np.argsort(np.array(places, np.int32), kind="stable")
    starts = np.searchsorted(np.array(places, np.int32)[order], np.arange(len(columns) + 1))
    return Ngrams(
        columns,
        rarity,
        starts.astype(np.int32),
        np.array(rows, np.int32)[order],
        np.array(shares, np.float32)[order],
        len(counted),
    )
