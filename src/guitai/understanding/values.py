"""Which of a few values a sentence tells in so many words: whether notices go on or off, whether money came or went.

Learnt as intents are, by how near the sentence is to those in a list for each value, in meaning and in features. What
the rules have read counts beside it.
"""

from collections.abc import Mapping, Sequence

from guitai.understanding.intents import kept
from guitai.understanding.intents.embedding import embedded
from guitai.understanding.intents.model import Model, Sentence
from guitai.understanding.intents.training import train
from guitai.understanding.known import sentence, sentences, sentences_before
from guitai.understanding.slots.reading import Reading
from guitai.understanding.slots.words import Words

NONE = "none"  # a sentence that tells none of the values
# What it adds to a value's score, about 1 for one that is certain, that the rules have read it (decision 0025). A wrong
# direction hides lines that were asked for, and one that is missed hides nothing.
READ = {"direction": 0.5}
READ_OTHERWISE = 0.3

Lists = Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]
"""By intent and slot: the sentences that tell each value."""


class Values:
    """Tells the values of the slots that it was taught."""

    def __init__(self, lists: Lists, *, keep: bool) -> None:
        self._told = {
            intent: {slot: _learnt(slot, of, keep=keep) for slot, of in slots.items()}
            for intent, slots in lists.items()
        }

    def told(self, intent: str, reading: Reading, slots: Words) -> Words:
        """The slots, with what the sentence tells of those that were taught."""
        if intent not in self._told:
            return slots
        asked = sentence(reading)
        found = {
            slot: _value(slot, model, asked, slots.get(slot)) for slot, model in self._told[intent].items()
        }
        others = {slot: value for slot, value in slots.items() if slot not in found}
        return others | {slot: value for slot, value in found.items() if value != NONE}


def _value(slot: str, model: Model, sentence: Sentence, read_as: object) -> str:
    scores = model.scores(sentence, embedded(sentence.folded) if model.meanings else None).copy()
    if (told := str(read_as or NONE)) in model.intents:
        scores[model.intents.index(told)] += READ.get(slot, READ_OTHERWISE)
    return model.intents[int(scores.argmax())]


def _learnt(slot: str, lists: Mapping[str, Sequence[str]], *, keep: bool) -> Model:
    says, values = zip(*((one, value) for value, of in lists.items() for one in of), strict=True)
    if keep:
        return kept.learnt(sentences_before(f"read-{slot}", says), values, kind=slot)
    return train(sentences(says), values, outside=frozenset())
