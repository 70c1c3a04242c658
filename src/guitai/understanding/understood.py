"""What was made of a text: which of the bank's intents it is, how sure that is, and what else it says."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from guitai.understanding.answer import Answer, Wish, in_turn

OTHER = "talk.other"
SURE = 0.5  # below this a wish is not acted on: two or three are offered instead
SURELY = 0.75  # how sure a sentence is that is no name, where one is asked for
PLAINLY = 0.98  # the same of a sentence that is no shop's name either: 东门团购
BRIEF = 0.6  # how sure a sentence is that is too brief to say more: acted on where nothing else is going on
LIKELY = 0.25  # below this it is not even offered
# What is less likely any wish is none in another spelling either: of 2,500 phrases with one to three homophones in them
# two are, and of what is none of our business nine in ten.
HOPELESS = 0.02


@dataclass(frozen=True)
class Alternative:
    """Another intent that may have been meant."""

    intent: str
    confidence: float


COURTESY = frozenset("talk.greet talk.okay talk.sorry talk.thanks talk.wrong".split())


@dataclass(frozen=True)
class Understood:
    """What was made of a text. `slots` are values: Money, Period, Term, date or datetime, whole number, text.

    `confidence` is 1.0 for a known phrase, and otherwise how likely the intent is. `talk.other` is what the bank
    doesn't do. Where it isn't clear, `alternatives` holds the intents to offer, the likeliest first. `slots` holds
    all that was read, since the text may answer a question; of these the intent makes use of `useful`. `then` is the
    second wish of a text that holds two, and holds the third.
    """

    text: str
    intent: str
    confidence: float
    slots: Mapping[str, object]
    alternatives: tuple[Alternative, ...]
    useful: frozenset[str] | None = None  # None: of all of them
    then: "Understood | None" = None

    @property
    def every(self) -> tuple["Understood", ...]:
        """It, and what the same text wishes for besides, one behind the other."""
        return (self, *(self.then.every if self.then else ()))

    @property
    def sure(self) -> bool:
        """Whether the intent can be acted on without asking."""
        return self.confidence >= SURE and self.intent != OTHER

    @property
    def wishes(self) -> bool:
        """Whether it is surely a wish, and no mere talk."""
        return self.sure and not self.intent.startswith("talk.")

    @property
    def surely(self) -> bool:
        """Whether it says so wherever it is said."""
        return self.sure and self.confidence >= SURELY

    @property
    def plainly(self) -> bool:
        """Whether it says so though shops have names that are like it."""
        return self.sure and self.confidence >= PLAINLY

    def is_for(self, intents: Set[str], *, plainly: bool) -> bool:
        """Whether it is a wish for one of these, or even plainly so: a word of thanks is none."""
        plain = self.plainly and self.intent not in COURTESY
        return self.intent in intents and (plain if plainly else self.sure)

    @property
    def known(self) -> bool:
        """Whether these are words that nobody uses for anything else."""
        return self.sure and self.confidence == 1

    @property
    def brief(self) -> bool:
        """Whether it says too little to stand alone for certain: 上个月, 支出呢."""
        return self.confidence == BRIEF

    def put_to(self, answer: Answer) -> Answer:
        """The answer that was understood so: with what was read in it, and what it wishes for besides."""
        then = in_turn(Wish(one.intent, one.slots) for one in self.every[1:] if one.sure)
        return replace(answer, slots=self.slots, then=then)

    @property
    def likely(self) -> list[str]:
        """The intents that can be offered, the likeliest first."""
        return [intent for intent, how in self.chances.items() if how >= LIKELY and intent != OTHER]

    @property
    def chances(self) -> dict[str, float]:
        """How likely each intent is that may have been meant."""
        return {self.intent: self.confidence} | {one.intent: one.confidence for one in self.alternatives}


def one_behind_another(wishes: Sequence[Understood]) -> Understood:
    """The first of them with the others behind it."""
    first, *others = wishes
    return replace(first, then=one_behind_another(others) if others else None)
