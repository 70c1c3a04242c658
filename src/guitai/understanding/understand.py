"""Understands a sentence: which of the bank's intents it is, how sure that is, and what else it says."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from guitai.errors import Misconfigured
from guitai.money import Money
from guitai.understanding.fold import fold, said, standard
from guitai.understanding.match import Matcher
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.reading import Reading, read
from guitai.understanding.slots.transfer_words import Monthly
from guitai.zone import BANK_ZONE

OTHER = "talk.other"
ALL_SLOTS: Mapping[str, frozenset[str]] = MappingProxyType({})
NONE_BRIEF: Mapping[str, Sequence[str]] = MappingProxyType({})
# The phrases' own days and amounts are only marked, so any day does to read them on.
READ_ON = datetime(2026, 1, 1, tzinfo=BANK_ZONE)

# It hangs on what was said before: 支出呢, 那九月, what about income.
LEANS = re.compile(r"那(?![个张笔边里些家条只份次]).{1,8}|.{1,8}[呢嘞]\W*|(?:and|what about|how about)\b.*")
BARE = re.compile(r"[A-Z\s]+")  # nothing but marks: 500, 上个月

# Chosen by leaving each of the bank's phrases out in turn and asking for it.
ENOUGH = 0.3  # the likeness at which a sentence is as likely outside the bank's business as within
STEEPNESS = 14.0  # how fast that likelihood changes
SHARPNESS = 12.0  # how much a lead over another intent counts
RIVALS = 4  # intents that share the confidence
WORTH_OFFERING = 0.15
SURE = 0.5  # below this a wish is not acted on: two or three are offered instead
BRIEF = 0.6  # how sure a sentence is that is too brief to say more: acted on where nothing else is going on
LIKELY = 0.25  # below this it is not even offered


@dataclass(frozen=True)
class Alternative:
    """Another intent that may have been meant."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class Understood:
    """What was made of a text. `slots` are values: Money, Period, Term, date or datetime, whole number, text.

    `confidence` is 1.0 for a known phrase, and otherwise how likely the intent is. `talk.other` is what the bank
    doesn't do. Where it isn't clear, `alternatives` holds the intents to offer, the likeliest first. `slots` holds
    all that was read, since the text may answer a question; of these the intent makes use of `useful`.
    """

    text: str
    intent: str
    confidence: float
    slots: Mapping[str, object]
    alternatives: tuple[Alternative, ...]
    useful: frozenset[str] | None = None  # None: of all of them

    @property
    def sure(self) -> bool:
        """Whether the intent can be acted on without asking."""
        return self.confidence >= SURE and self.intent != OTHER

    @property
    def known(self) -> bool:
        """Whether these are words that nobody uses for anything else."""
        return self.sure and self.confidence == 1

    @property
    def brief(self) -> bool:
        """Whether it says too little to stand alone for certain: 上个月, 支出呢."""
        return self.confidence == BRIEF

    @property
    def likely(self) -> list[str]:
        """The intents that can be offered, the likeliest first."""
        every = {self.intent: self.confidence} | {one.intent: one.confidence for one in self.alternatives}
        return [intent for intent, how in every.items() if how >= LIKELY and intent != OTHER]


class Understanding:
    """Knows how each intent is said, and by `slots` what an intent makes use of: all of them where it isn't said."""

    def __init__(
        self,
        phrases: Mapping[str, Sequence[str]],
        slots: Mapping[str, frozenset[str]] = ALL_SLOTS,
        brief: Mapping[str, Sequence[str]] = NONE_BRIEF,
    ) -> None:
        self._known: dict[str, str] = {}
        for intent, says in phrases.items():
            for phrase in says:
                self._learn(phrase, intent)
        known: dict[str, list[str]] = {intent: [] for intent in phrases}
        for sentence, intent in self._known.items():
            known[intent].append(sentence)
        self._matcher = Matcher(known)
        self._slots = slots
        self._public = frozenset().union(*slots.values()) if slots else None
        self._brief: dict[str, tuple[str, frozenset[str]]] = {}
        for intent, says in brief.items():
            for phrase in says:
                reading = read(said(phrase), READ_ON)
                self._brief[standard(reading.masked)] = intent, frozenset(reading.slots)

    def understand(self, text: str, now: datetime) -> Understood:
        """The intent and slots of a text that was said at that moment."""
        reading = read(said(text), now)
        if (intent := self._briefly(reading, now)) is not None:
            return Understood(text, intent, BRIEF, reading.slots, (), self._slots.get(intent))
        ranked, within = self._ranked(standard(reading.masked))
        if within < 0.5:
            # It is like nothing we know, or a bare value: what was read in it may still answer a question.
            rivals = [other for other in ranked if other.intent != OTHER]
            return Understood(
                text, OTHER, round(1 - within, 3), reading.slots, _worth_offering(rivals), self._public
            )
        best, *rivals = ranked
        useful = self._slots.get(best.intent)
        how = min(best.confidence, BRIEF) if LEANS.fullmatch(fold(said(text))) else best.confidence
        return Understood(text, best.intent, how, reading.slots, _worth_offering(rivals), useful)

    def _briefly(self, reading: Reading, now: datetime) -> str | None:
        """The intent of a brief sentence that says what its phrase says: a bare 上个月, but not a bare 三个月."""
        intent, slots = self._brief.get(standard(reading.masked), (None, frozenset()))
        period = reading.slots.get("period")
        ahead = isinstance(period, Period) and period.first > now.astimezone(BANK_ZONE).date()
        return None if ahead or not slots <= reading.slots.keys() else intent

    def _learn(self, phrase: str, intent: str) -> None:
        sentence = standard(read(said(phrase), READ_ON).masked)
        other = self._known.setdefault(sentence, intent)
        if other != intent:
            raise Misconfigured(
                f"“{phrase}” stands for {intent}, and the same words for {other}; keep one of the two."
            )

    def _ranked(self, sentence: str) -> tuple[list[Alternative], float]:
        """The intents that come nearest, and how likely it is that any of them was meant."""
        if sentence in self._known:
            return [Alternative(self._known[sentence], 1.0)], 1.0
        rivals = [] if BARE.fullmatch(sentence) else self._matcher.likeness(sentence)[:RIVALS]
        if not rivals:
            return [], 0.0
        within = 1 / (1 + math.exp(STEEPNESS * (ENOUGH - rivals[0][1])))
        shares = [math.exp(SHARPNESS * likeness) for _, likeness in rivals]
        return [
            Alternative(intent, round(within * share / sum(shares), 3))
            for (intent, _), share in zip(rivals, shares, strict=True)
        ], within


def _worth_offering(rivals: list[Alternative]) -> tuple[Alternative, ...]:
    return tuple(rival for rival in rivals if rival.confidence >= WORTH_OFFERING)


def as_json(understood: Understood) -> dict[str, object]:
    """The object that `guitai understand` prints: money in fen, days and moments as ISO 8601, only useful slots."""
    useful = understood.slots.keys() if understood.useful is None else understood.useful
    return {
        "text": understood.text,
        "intent": understood.intent,
        "confidence": understood.confidence,
        "slots": {slot: _plain(value) for slot, value in understood.slots.items() if slot in useful},
        "alternatives": [
            {"intent": other.intent, "confidence": other.confidence} for other in understood.alternatives
        ],
    }


def _plain(value: object) -> object:
    match value:
        case Money():
            return value.fen
        case Period():
            return {"from": value.first.isoformat(), "to": value.last.isoformat()}
        case datetime():
            return value.strftime("%Y-%m-%dT%H:%M")
        case date():
            return value.isoformat()
        case Term() | Monthly():
            return str(value)
    return value
