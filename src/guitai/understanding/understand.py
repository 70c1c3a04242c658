"""Understands a sentence: which of the bank's intents it is, how sure that is, and what else it says."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from guitai.money import Money
from guitai.understanding import lost_cards, stories, two_wishes, unwished
from guitai.understanding.answer import Answer
from guitai.understanding.asides import alone, aside
from guitai.understanding.blocking import blocking
from guitai.understanding.clauses import Clause, clauses
from guitai.understanding.fold import said, standard
from guitai.understanding.heard.sentence import as_meant
from guitai.understanding.intents import kept, spelling
from guitai.understanding.intents.model import Judgement, Sentence
from guitai.understanding.intents.training import train
from guitai.understanding.known import BARE, READ_ON, certain, known, known_before
from guitai.understanding.lookups.lines_meant import lines_meant
from guitai.understanding.lookups.narrowing import looks, of_lines
from guitai.understanding.lookups.sought import INTENT as LOOK_UP
from guitai.understanding.orders.at_maturity import (
    INTENTS,
    OPENS,
    RENEWAL,
    at_maturity,
    besides,
    opens,
    told_whole,
    wished,
)
from guitai.understanding.orders.order_words import ordered, whole_names
from guitai.understanding.parts import Parts
from guitai.understanding.secret_words import masked
from guitai.understanding.slots.found import Unsure
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.reading import Reading, read
from guitai.understanding.tagging import sums, tagger
from guitai.understanding.two_wishes import ORDERS, regrets
from guitai.understanding.understood import BRIEF, HOPELESS, OTHER, SURE, SURELY, Alternative, Understood
from guitai.understanding.values import Lists, Values
from guitai.zone import day_of

ALL_SLOTS: Mapping[str, frozenset[str]] = MappingProxyType({})
NONE_BRIEF: Mapping[str, Sequence[str]] = MappingProxyType({})
NONE_WITHIN: Mapping[str, str] = MappingProxyType({})
NONE_TAUGHT: Mapping[str, Sequence[str]] = MappingProxyType({})
NONE_TOLD: Lists = MappingProxyType({})

# It hangs on what was said before: 支出呢, 那九月, what about income.
LEANS = re.compile(r"那(?![个张笔边里些家条只份次]).{1,8}|.{1,8}[呢嘞]\W*|(?:and|what about|how about)\b.*")

# What ends something may be said as what is not wished for: 别给张三转了.
STOPPING = (".cancel", ".unbind", ".freeze", ".unfreeze", "notices.settings", "service.complain")

# Who asks why orders nothing, whatever else the words are like: 为什么给张三转500没转成.
WHY = re.compile(
    r"为[什甚]么|为啥|为何|点解|咋[还又就]?[没不]|怎么[还又就]?[没不未]|\bwhy\b(?! not\b)|what happened"
)

SEND, TAKES_BACK = "transfers.send", "transfers.cancel"
AMENDS = re.compile("[改换換]|还是|還是")  # 先别存十万，改八万: only the sum isn't wished for

MISSPELT = 0.95  # how sure a known phrase is that is written as it sounds, or with a wrong letter
OWN = re.compile("^(?:我[的嘅]|my )")  # 我的戶口結餘 says what 戶口結餘 does
WORTH_OFFERING = 0.15
SMALL = Money(10_00)
# 通知存款我想取七万，帮我出通知: of the deposit, and none of the bank's messages.
SETTINGS, NOTICE, TAKEN = "notices.settings", "deposits.notice", "deposits.withdraw"
SO = re.compile(r"(?:[出做发给先]个?|帮我)通知|\bgive notice\b")
# 一年的那笔取一万
OF_ONE = re.compile(
    r"的?(?:那[笔张]|定期|存款)[^,。;]{0,2}[取支拿提][^,。;]{0,2}[\d一二两三四五六七八九十全]"
)
NOTIFIES = re.compile(
    r"通知存款.*[取攞提支领]|[取攞提支领].*通知存款|\bnotice deposit\b.*(?:[取攞提支领]|\b(?:withdraw|take|get)\b)"
)

# What is asked in passing: 等下 我5207还有多少.
LOOK_UPS = ("accounts.", "deposits.list", "transfers.status", "service.question")
WANTED = 0.85  # how sure what is left is, where something is expressly not wished
ONE_WISH = 0.99  # how sure what is told as one is of its wish, where no second is looked for
SEVERAL = 0.9  # how sure two parts of it have to be, each of its own


class Understanding:
    """Knows how each intent is said, and by `slots` what an intent makes use of: all of them where it isn't said.

    In the sentences of `taught` the words of slots are marked, in those of `summed`, which tell several sums, the one
    that is ordered; those of `told` tell a value each. `keep` keeps what is learnt for the next start, and
    learns the meaning of the phrases too, which takes a while.
    """

    def __init__(
        self,
        phrases: Mapping[str, Sequence[str]],
        slots: Mapping[str, frozenset[str]] = ALL_SLOTS,
        brief: Mapping[str, Sequence[str]] = NONE_BRIEF,
        *,
        within: Mapping[str, str] = NONE_WITHIN,
        taught: Mapping[str, Sequence[str]] = NONE_TAUGHT,
        summed: Mapping[str, Sequence[str]] = NONE_TAUGHT,
        told: Lists = NONE_TOLD,
        keep: bool = False,
    ) -> None:
        every = known_before(phrases) if keep else known(phrases)
        self._certain = certain(every)
        self._phrases = {one.sentence.folded for one in every}
        self._spelling = spelling.learnt(one.sentence.folded for one in every)
        self._outside = frozenset({OTHER} | {intent for intent, wider in within.items() if wider == OTHER})
        learn = kept.learnt if keep else train
        self._model = learn(
            [one.sentence for one in every],
            [one.intent for one in every],
            outside=self._outside,
        )
        self._slots = slots
        chooser = sums.learnt(summed, keep=keep)
        self._words = tagger.learnt(taught, slots, chooser.choose, keep=keep)
        self._values = Values(told, keep=keep)
        self.within = within
        cores = len(os.sched_getaffinity(0))
        self._meanwhile, self._in_stories = ThreadPoolExecutor(cores), ThreadPoolExecutor(cores)
        self._brief: dict[str, tuple[str, frozenset[str]]] = {}
        for intent, says in brief.items():
            for phrase in says:
                reading = read(said(phrase), READ_ON)
                self._brief[standard(reading.masked)] = intent, frozenset(reading.slots)

    def understand(self, text: str, now: datetime, *, aloud: bool = False) -> Understood:
        """The intent and slots of a text that was said at that moment; `then`, where it says two wishes.

        What was said `aloud` came from a recogniser: it is read as it must have been meant, or its sum is unsure.
        """
        if aloud:
            meant = as_meant(text)
            understood = replace(self.understand(meant.text, now), text=text)
            return replace(understood, slots=_heard(understood, meant.unsure))
        part = Parts(lambda words: read(said(words), now), self._understand, self._meanwhile)
        understood = self._understood(text, part)
        if understood.sure or not (asked := aside(text)):
            return understood
        rest = self._understood(asked, part)
        return replace(rest, text=text) if rest.sure and rest.intent.startswith(LOOK_UPS) else understood

    def _understood(self, text: str, part: Parts) -> Understood:
        def as_lost(words: str) -> Understood:
            return self._made(lost_cards.INTENT, SURELY, (), part.reading(words))

        rest = unwished.wanted(text)
        part.ahead(*([rest] if rest else two_wishes.likely_side(text)))
        whole = self._parted(text, part)
        if rest and not part(text).known:
            wished_for = self._understood(rest, part)
            if wished_for.wishes and wished_for.confidence >= WANTED:
                whole = part(text)
                if whole.intent != wished_for.intent:
                    whole = self._made(wished_for.intent, 1, (), part.reading(text))
                return replace(unwished.of_the_same(wished_for, whole), text=text)
        if (whole.then or not whole.known) and not _told_otherwise(text):
            whole = whole if whole.then else two_wishes.beside(text, whole, part)
            whole = two_wishes.to_several(text, whole, part.reading, part)
        one = blocking(text, whole, part, as_lost)
        return one if one.then else replace(one, text=text)

    def _parted(self, text: str, part: Parts) -> Understood:
        if at_maturity(text) and told_whole(text, self._told_in(OPENS, part.reading(text))[1]):
            likely = self._whole(text, part)
            if likely.intent in INTENTS or not likely.sure:
                return self._made(OPENS, SURELY, (), part.reading(text))
        parts = clauses(text)
        if wished(text) and (any(one.denied for one in parts) or not self._whole(text, part).surely):
            return self._made(RENEWAL, SURELY, (), part.reading(text))  # 到期不要续了 denies nothing
        if len(parts) == 1 and not parts[0].denied:
            return self._whole(text, part)
        wanted = [one.text for one in parts if not one.denied]
        whole = None
        if _told_as_one(text, parts, [part.reading(words) for words in wanted]):
            whole = self._whole(text, part)
        if whole and whole.sure:
            sure = [] if whole.confidence >= ONE_WISH else self._several(wanted, part)
            return two_wishes.of_parts(text, whole, sure, part)
        part.ahead(*wanted)
        whole = whole or self._whole(text, part)
        if whole.known:
            return whole
        each = [part(words) for words in wanted]
        if not each:
            return whole if whole.intent.endswith(STOPPING) else self._unwished(whole)
        sure = [one for one in each if one.sure] or each
        if len(each) < len(parts):
            rest = self._rest(whole, next((one for one in sure if one.surely), sure[0]))
            wished_for = [one for one in sure if one.surely]
            several = len(wished_for) > 1 and rest.wishes
            return two_wishes.of_parts(text, rest, wished_for, part) if several else rest
        return two_wishes.of_parts(text, whole, sure, part)

    def _several(self, wanted: Sequence[str], part: Parts) -> list[Understood]:
        """The wishes that are plainly told by parts of what may be one wish; none where there can't be two."""
        found: dict[int, Understood] = {}
        shortest_first = sorted(range(len(wanted)), key=lambda at: len(wanted[at]))
        for left, at in zip(reversed(range(len(wanted))), shortest_first, strict=True):
            one = part(wanted[at])
            if one.sure and one.confidence >= SEVERAL:
                found[at] = one
            if len(found) + left < 2:
                return []
        return [found[at] for at in sorted(found)]

    def read(self, answer: Answer) -> Answer:
        """The answer, with what is read in its text. Of that text it holds what may be kept."""
        understood = self.understand(answer.text, answer.said_at, aloud=answer.aloud)
        return understood.put_to(replace(answer, text=masked(answer.text)))

    def told_of(self, intent: str, text: str, now: datetime) -> tuple[Reading, Mapping[str, object]]:
        """What is read in a text that is said of this intent, whatever it would be by itself."""
        return self._told_in(intent, read(said(text), now))

    def _told_in(self, intent: str, reading: Reading) -> tuple[Reading, Mapping[str, object]]:
        reading = whole_names(reading)
        slots = self._values.told(intent, reading, self._words.slots(intent, reading))
        told = ordered(intent, reading, slots)
        if intent in INTENTS:
            reading = replace(reading, masked=besides(reading.masked))
        return reading, told

    def _whole(self, text: str, part: Parts) -> Understood:
        return replace(part(text), text=text)

    def _understand(self, reading: Reading) -> Understood:
        reading = whole_names(reading)
        form = standard(reading.masked)
        if brief := self._briefly(reading, form):
            return self._made(brief, BRIEF, (), reading)
        if exactly := self._certain.get(standard(reading.folded) or reading.folded) or self._certain.get(
            form
        ):
            as_it_stands = reading.folded in self._phrases or not LEANS.fullmatch(reading.folded)
            return self._made(exactly, 1.0 if as_it_stands else BRIEF, (), reading)
        if BARE.fullmatch(form):
            return self._made(OTHER, 1.0, (), reading)
        mine = self._certain.get(standard(OWN.sub("", reading.masked)), "")
        mended = self._certain.get(standard(self._spelling.mended(reading.masked, boldly=True)))
        if meant := mine if mine.startswith(LOOK_UPS) else mended:
            return self._made(meant, MISSPELT, (), reading)
        judged = self._judged(reading)
        why = WHY.search(reading.folded)
        rivals = [
            Alternative(intent, _rounded(judged.within * share))
            for intent, share in judged.shares
            if not (why and intent.endswith(ORDERS))
        ]
        surest = rivals[0].confidence if judged.within >= 0.5 and rivals else 0.0
        of_past = bool(rivals) and rivals[0].intent.endswith(ORDERS) and of_lines(reading)
        if of_past or (surest < SURELY and looks(reading, besides=surest < SURE)):
            return self._made(LOOK_UP, BRIEF, (), reading)
        if surest < SURELY and (plainly := alone(reading, self._certain, LOOK_UPS)):
            return self._made(plainly, SURELY, (), reading)
        nothing = stories.is_none(reading.folded, judged.within)
        if surest < stories.CERTAIN and not nothing and (told := self._told(reading)):
            return self._made(told.intent, _rounded(told.confidence), rivals, reading)
        if judged.within < 0.5 or not rivals:
            # It is like nothing that we do, but what was read in it may still answer a question.
            intent, share = judged.outside[0] if judged.outside else (OTHER, 1.0)
            return self._made(intent, _rounded((1 - judged.within) * share), rivals, reading)
        best, *rivals = rivals
        if lines_meant(best.intent, reading):
            best = replace(best, intent=LOOK_UP)
        notifies = NOTIFIES.search(reading.folded)
        if notifies and (best.intent == SETTINGS or (best.intent == TAKEN and SO.search(reading.folded))):
            best = replace(best, intent=NOTICE)
        if best.intent == TAKEN and OF_ONE.search(reading.folded):
            best = replace(best, confidence=max(best.confidence, SURELY))
        if best.intent in INTENTS and _opened(reading):
            both = sum(one.confidence for one in (best, *rivals) if one.intent in INTENTS)
            best = Alternative(OPENS, _rounded(both))
        leaning = LEANS.fullmatch(reading.folded)
        return self._made(best.intent, min(best.confidence, BRIEF if leaning else 1), rivals, reading)

    def _told(self, reading: Reading) -> Understood | None:
        """What a story asks for, which may be none of our business; or else a wish that is told in it."""
        story = stories.parts(reading.said)
        told = self._parts(story, reading.now)
        if not any(part.asks and self._wishes(one) for part, one in told):
            told += self._parts(stories.pairs(story), reading.now)
        told = [(part, one) for part, one in told if part.asks or self._wishes(one)]
        best = max(told, key=lambda each: self._weight(*each), default=None)
        return best[1] if best else None

    def _parts(self, story: Iterable[stories.Part], now: datetime) -> list[tuple[stories.Part, Understood]]:
        """What each part says by itself, where that is certain and not denied."""
        parts = [part for part in story if not clauses(part.text)[0].denied]
        made = self._in_stories.map(lambda part: self._understand(read(said(part.text), now)), parts)
        every = zip(parts, made, strict=True)
        return [(part, one) for part, one in every if one.confidence >= stories.CERTAIN]

    def _weight(self, part: stories.Part, understood: Understood) -> tuple[bool, bool, float]:
        return part.asks, self._wishes(understood), understood.confidence + part.late

    def _wishes(self, understood: Understood) -> bool:
        return understood.intent not in self._outside

    def _judged(self, reading: Reading) -> Judgement:
        """What the model makes of it; where that is no business of ours, of what it sounds like."""
        spelt = self._spelt(reading)
        judged = self._model.judge(spelt)
        if not HOPELESS <= judged.within < 0.5 or (boldly := self._spelt(reading, boldly=True)) == spelt:
            return judged
        return max(judged, self._model.judge(boldly), key=lambda one: one.within)

    def _spelt(self, reading: Reading, *, boldly: bool = False) -> Sentence:
        folded, masked = (
            self._spelling.mended(text, boldly=boldly) for text in (reading.folded, reading.masked)
        )
        return Sentence(folded, standard(masked))

    def _made(
        self, intent: str, confidence: float, rivals: Iterable[Alternative], reading: Reading
    ) -> Understood:
        slots = reading.slots
        if intent == RENEWAL and opens(reading.said, slots):
            intent = OPENS
        if intent != OTHER:
            slots = self._values.told(intent, reading, self._words.slots(intent, reading))
        slots = ordered(intent, reading, slots)
        offered = tuple(rival for rival in rivals if rival.confidence >= WORTH_OFFERING)
        return Understood(reading.said, intent, confidence, slots, offered, self._slots.get(intent))

    def _briefly(self, reading: Reading, form: str) -> str | None:
        """The intent of a brief sentence that says what its phrase says: a bare 上个月, but not a bare 三个月."""
        intent, slots = self._brief.get(form, (None, frozenset()))
        period = reading.slots.get("period")
        ahead = isinstance(period, Period) and period.first > day_of(reading.now)
        return None if ahead or not slots <= reading.slots.keys() else intent

    def _rest(self, whole: Understood, rest: Understood) -> Understood:
        """What is wished where something else expressly is not; where that isn't clear, what may be wished."""
        if rest.sure and not rest.intent.startswith("talk."):
            return replace(rest, text=whole.text)
        if AMENDS.match(rest.text) or (whole.sure and whole.intent.endswith(STOPPING)):
            return whole
        unclear = not rest.sure and any(not intent.startswith("talk.") for intent in rest.likely)
        return replace(rest, text=whole.text) if unclear else self._unwished(whole)

    def _unwished(self, whole: Understood) -> Understood:
        """What is expressly not wished for opens nothing, but may take back what was ordered before."""
        if whole.intent == SEND and unwished.takes_back(whole.text):
            return replace(whole, intent=TAKES_BACK, confidence=SURELY, useful=self._slots.get(TAKES_BACK))
        return replace(whole, intent=OTHER, confidence=1.0, alternatives=(), useful=self._slots.get(OTHER))


def _rounded(likely: float) -> float:
    """How likely the model holds it: never so certain as a known phrase is."""
    return min(round(likely, 3), 0.999)


def _opened(reading: Reading) -> bool:
    """Whether a deposit is opened with what shall become of it, which is like either wish."""
    return at_maturity(reading.said) is not None and opens(reading.said, reading.slots)


def _told_as_one(text: str, parts: Sequence[Clause], readings: Sequence[Reading]) -> bool:
    """Whether pauses alone part it, as they part a story too, and at most one sum is told."""
    if any(part.denied or part.joined for part in parts) or regrets(text):
        return False
    return sum("amount" in reading.slots for reading in readings) < 2


def _told_otherwise(text: str) -> bool:
    """Whether it denies a wish, or takes one back for another, so that what it says is not all wished."""
    return regrets(text) or any(part.denied for part in clauses(text))


def _heard(understood: Understood, unsure: Unsure | None) -> Mapping[str, object]:
    """The slots, with an amount that has to be asked for: it was not heard for certain, or it is so small."""
    slots = understood.slots
    amount = slots.get("amount")
    if unsure is None and isinstance(amount, Money) and Money(0) < amount < SMALL:
        unsure = Unsure("", (amount,))  # a place was lost, as like as not: 六块 for 六百块
    wanted = understood.useful is None or understood.intent == OTHER or "amount" in understood.useful
    return {**slots, "amount": unsure} if unsure and wanted else slots
