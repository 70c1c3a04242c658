"""The runner: starts a flow afresh, answers it from the journal, and goes on where nobody has been yet."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from guitai.conversation.flow import Ask, Flow, Look, Request, Say, Show, Suggest, Until
from guitai.conversation.steps import carry_out, refused
from guitai.conversation.store import Conversation, Kept
from guitai.conversation.turn import Turn
from guitai.database import Transaction
from guitai.errors import Refusal
from guitai.language import Words
from guitai.refusals import Refused
from guitai.reply import Reply
from guitai.shield.private import banks, reveal
from guitai.understanding.answer import Answer, NotTaken, Wish
from guitai.understanding.interrupting import identity

MOST_STEPS = 200  # a journal longer than this is a loop
SIGNATURE, DRAFT, QUESTION = timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=30)
# What a new script raises over an old journal's values.
STALE = (AttributeError, LookupError, TypeError, ValueError)


class Changed(Exception):
    """The script no longer asks what the journal answers."""


class Unmet(Exception):
    """Nobody has met this request yet: the flow waits here."""


@dataclass
class Run:
    """One pass of a flow over its journal. `pending` is what it waits for, when it waits."""

    db: Transaction
    flow: Flow
    conversation: Conversation
    reply: Reply
    show: Callable[..., str]  # gives the path of what is shown with these words
    step_turn: Callable[[str], Turn]  # what a step is handed, by the name of its effect
    pending: Ask | Until | None = None
    suggested: list[tuple[Words | str, Wish]] = field(default_factory=list)
    # By place: the question and how much had been said before it; how to take back what was done there.
    asked: dict[int, tuple[Ask, int]] = field(default_factory=dict)
    done: dict[int, Callable[[], None] | None] = field(default_factory=dict)
    _told: Refusal | None = None  # that is on record already

    def __post_init__(self) -> None:
        self._script, self._place, self._said = self.flow.script(), 0, 0
        self._awaited = self.conversation.asks  # until the replay has come to it

    def start(self) -> None:
        """Replay the journal and go on to the first request that nobody has met."""
        try:
            self._advance(self._script.send, None)
        except STALE as error:
            if not self._awaited:
                raise
            raise Changed(str(error)) from error

    def answer(self, answer: Answer) -> None:
        """Answer the pending question and go on. `NotTaken` leaves everything as it was."""
        assert isinstance(self.pending, Ask), "only a question can be answered"
        self._advance(self._script.send, self._accept(self.pending, answer))

    def happened(self, value: object) -> None:
        """What the flow waited for has happened."""
        assert isinstance(self.pending, Until), "only an event can happen"
        pending = self.pending
        self._append("until", pending.event, value=value)
        self._place -= 1  # it is met as in a replay: what came of it may be a refusal
        self._advance(lambda _: pending, None)

    def stands(self, since: int = 0) -> bool:
        """Whether the bank has done something from this place on that can't be taken back."""
        done = any(at >= since and void is None for at, void in self.done.items())
        # What the script came no more to was done all the same.
        lost = self.conversation.journal[self._place :]
        return done or any(kept.kind == "do" and not isinstance(kept.value, Refused) for kept in lost)

    def void(self, since: int = 0) -> None:
        """Take back what was only drafted from this place on. What was done after a draft stands on it."""
        stands = max((at for at, void in self.done.items() if void is None), default=-1)
        for at, void in self.done.items():
            if at >= since and at > stands and void is not None:
                void()

    def _advance(self, resume: Callable[[Any], Request[Any]], value: Any) -> None:
        self.pending = None
        try:
            while True:
                request = resume(value)
                try:
                    resume, value = self._script.send, self._meet(request)
                except Refusal as no:
                    resume, value = self._script.throw, no
        except StopIteration:
            self._expect("")
            self.conversation.state = "done"
        except Refusal as no:
            self._expect("")
            self.conversation.state = "refused"
            if no is not self._told:
                refused(self.turn(self._place), no, no.values.values(), self.flow.intent, self.reply)
            self.reply.say(Words(no.says, no.values))
            if no.offers:
                self.suggested = [(Words(no.offers[0]), Wish(no.offers[1]))]
        except Unmet as stop:
            self._wait(stop.args[0])

    def _expect(self, asks: str) -> None:
        """Whoever waited for an answer comes to that question again, and does nothing else before."""
        if self._awaited not in ("", asks):
            raise Changed(f"it no longer comes to {self._awaited} first")

    def _wait(self, request: Ask | Until) -> None:
        """Stop here, for so long. Talk about other things makes a question wait longer, an event or an order not."""
        conversation = self.conversation
        what = ("until", request.event) if isinstance(request, Until) else ("ask", request.name)
        asks = identity(*what, request.words.text, request.choice)
        self._expect(asks)
        self._awaited, self.pending = "", request
        event, subject = ("", None) if isinstance(request, Ask) else (request.event, reveal(request.subject))
        drafted = next(reversed(self.done.values()), None) is not None
        life = SIGNATURE if event == "signed" else DRAFT if drafted else QUESTION
        if asks != conversation.asks or not (event or drafted):
            conversation.expires_at = self.db.now + life
        conversation.asks, conversation.waits, conversation.subject = asks, event, subject

    def _meet(self, request: Request[Any]) -> Any:
        match request:
            case Say() | Suggest():
                return self._once(request)
            case Ask():
                return self._ask(request)
            case Look():
                return self._step(request)
            case Show():
                return self._show(request)
            case Until():
                if (kept := self._next("until", request.event)) is None:
                    raise Unmet(request)
                return self._settled(kept.value)
        raise TypeError(f"a flow awaits words only, not {request!r}")

    def _once(self, request: Say | Suggest) -> None:
        self._said += 1
        if self._said > self.conversation.said:
            self._expect("")
            self.conversation.said = self._said
            if isinstance(request, Say):
                self.reply.say(request.words)
            else:
                self.suggested.append((request.label, request.wish))

    def _show(self, request: Show) -> None:
        if self._next("show", "card") is None:
            path = self.show(request.words, reveal(request.card), done=bool(self.done))
            self._append("show", "card", value=path)

    def _ask(self, ask: Ask) -> Any:
        self.asked[self._place] = (ask, self._said)
        kept = self._next("ask", ask.name)
        if kept is None:
            return self._answered_before(ask)
        try:
            value = ask.otherwise[0] if kept.answer is None else ask.value(kept.answer)
        except (NotTaken, LookupError) as error:
            raise Changed(ask.name) from error
        if value != kept.value:
            raise Changed(ask.name)
        return value

    def _answered_before(self, ask: Ask) -> Any:
        """What was said earlier answers first: in the opening message, or before a correction."""
        opening, again = self.conversation.opening, self.conversation.again.pop(ask.name, None)
        slots = dict(opening.slots)
        first = all((kept.kind, kept.name) != ("ask", ask.name) for kept in self.conversation.journal)
        try:
            if first and ask.name in slots:
                slot = {ask.name: slots.pop(ask.name)}
                return self._accept(ask, Answer("", opening.said_at, opening.how, slot))
        except NotTaken as no:
            self.conversation.opening = replace(opening, slots=slots)  # it is not tried twice
            self.conversation.insists = ask.name
            self.reply.say(no.words)
            raise Unmet(ask) from None
        if again is not None:
            answer = again.answer or opening
            with suppress(NotTaken):
                return self._accept(ask, ask.choice.again(answer, again.value) if ask.choice else answer)
        if ask.otherwise and self.conversation.insists != ask.name:
            return self._append("ask", ask.name, value=ask.otherwise[0]).value
        raise Unmet(ask)

    def _accept(self, ask: Ask, answer: Answer) -> Any:
        value = ask.value(answer)
        self.conversation.misses = self.conversation.page = 0
        if self.conversation.insists == ask.name:
            self.conversation.insists = ""
        placed = ask.choice.placed(answer) if ask.choice else answer
        return self._append("ask", ask.name, placed, value).value

    def _step(self, request: Look) -> Any:
        kind, step, place = request.kind, reveal(request.step), self._place
        kept = self._next(kind, step.__name__)
        if kept is None:
            done = carry_out(self.turn(place), request, self.flow.intent, self.reply)
            kept = self._append(kind, step.__name__, value=done)
        value = self._settled(kept.value)
        if kind == "do":
            void = getattr(step, "void", None)
            self.done[place] = (lambda: void(self.turn(place, ":void"), kept.value)) if void else None
        return reveal(value) if getattr(step, "public", False) else value

    def _settled(self, value: Any) -> Any:
        """What came of a step or an event, as a flow gets it: a list of its own, or the refusal, raised."""
        if not isinstance(value, Refused):
            return banks(value.copy() if isinstance(value, list | dict) else value)
        if value.code not in Refusal.known:
            raise Changed(value.code)
        self._told = Refusal.known[value.code](**value.values)
        raise self._told

    def turn(self, place: int, act: str = "") -> Turn:
        """What a step at this place of the journal is handed. No two that are carried out have the same key."""
        return self.step_turn(f"{self.conversation.conversation_id}:{self.conversation.cuts}:{place}{act}")

    def _next(self, kind: str, name: str) -> Kept | None:
        journal = self.conversation.journal
        if self._place == len(journal):
            self._expect(self._awaited if kind in ("ask", "until") else "")
            return None
        kept = journal[self._place]
        if (kept.kind, kept.name) != (kind, name):
            raise Changed(f"{kept.kind} {kept.name} is now {kind} {name}")
        self._place += 1
        return kept

    def _append(self, kind: str, name: str, answer: Answer | None = None, value: Any = None) -> Kept:
        assert self._place < MOST_STEPS, f"{self.flow.intent} takes too many steps"
        kept = Kept(self.db.turn_id, kind, name, answer, value)
        self.conversation.journal.append(kept)
        self._place += 1
        return kept
