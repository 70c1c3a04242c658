"""The runner: starts a flow afresh, answers it from the journal, and goes on where nobody has been yet."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from guitai import refusals
from guitai.conversation.flow import Ask, Do, Flow, Look, Request, Say, Show, Suggest, Until
from guitai.conversation.reply import Reply
from guitai.conversation.store import Conversation, Kept
from guitai.conversation.turn import Service, Turn
from guitai.database import Owner, Transaction
from guitai.errors import Refusal
from guitai.language import Words
from guitai.shield.card import Card
from guitai.shield.private import Private, reveal
from guitai.understanding.answer import Answer, reason

MOST_STEPS = 200  # a journal longer than this is a loop
SIGNATURE, DRAFT, QUESTION = timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=30)


class Changed(Exception):
    """The script no longer asks what the journal answers."""


class Unmet(Exception):
    """Nobody has met this request yet: the flow waits here."""


@dataclass(frozen=True)
class Refused:
    """What the journal keeps of a refusal: its code, and its values in the words they were said in."""

    code: str
    values: dict[str, str]


class Run:
    """One pass of a flow over its journal. `pending` is what it waits for, when it waits."""

    def __init__(
        self,
        db: Transaction,
        owner: Owner,
        flow: Flow,
        conversation: Conversation,
        reply: Reply,
        store_card: Callable[[Card], UUID],
        services: tuple[Service, ...],
    ) -> None:
        self.db = db
        self.owner = owner
        self.flow = flow
        self.conversation = conversation
        self.reply = reply
        self.pending: Ask | Until | None = None
        self.suggested: list[Suggest] = []
        # By place: the question and how much had been said before it; how to take back what was done there.
        self.asked: dict[int, tuple[Ask, int]] = {}
        self.done: dict[int, Callable[[], None] | None] = {}
        self._store_card = store_card
        self._services = services
        self._script = flow.script()
        self._place = self._said = 0

    def start(self) -> None:
        """Replay the journal and go on to the first request that nobody has met."""
        self._advance(self._script.send, None)

    def answer(self, answer: Answer) -> None:
        """Answer the pending question and go on. The reader's `ValueError` leaves everything as it was."""
        assert isinstance(self.pending, Ask), "only a question can be answered"
        self._advance(self._script.send, self._accept(self.pending, answer))

    def happened(self, value: object) -> None:
        """What the flow waited for has happened."""
        assert isinstance(self.pending, Until), "only an event can happen"
        self.conversation.waits = ""
        self._append("until", self.pending.event, value=value)
        self._advance(self._script.send, value)

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
            self.conversation.state = "done"
        except Refusal as no:
            self.conversation.state = "refused"
            self.reply.say(Words(no.says, no.values))
        except Unmet as stop:
            self._wait(stop.args[0])

    def _wait(self, request: Ask | Until) -> None:
        """Stop here, for so long. Talk about other things does not make an event wait longer."""
        self.pending = request
        event = request.event if isinstance(request, Until) else ""
        if not event or event != self.conversation.waits:
            life = SIGNATURE if event == "signed" else DRAFT if any(self.done.values()) else QUESTION
            self.conversation.expires_at = self.db.now + life
        self.conversation.waits = event

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
                kept = self._next("until", request.event)
                if kept is None:
                    raise Unmet(request)
                return kept.value
        raise TypeError(f"a flow awaits words only, not {request!r}")

    def _once(self, request: Say | Suggest) -> None:
        self._said += 1
        if self._said <= self.conversation.said:
            return
        self.conversation.said = self._said
        if isinstance(request, Say):
            self.reply.say(request.words)
        else:
            self.suggested.append(request)

    def _show(self, request: Show) -> None:
        if self._next("show", "card") is None:
            card_id = self._store_card(reveal(request.card))
            self._append("show", "card", value=card_id)
            self.reply.link(request.words, card_id)

    def _ask(self, ask: Ask) -> Any:
        self.asked[self._place] = (ask, self._said)
        kept = self._next("ask", ask.name)
        if kept is None:
            return self._answered_before(ask)
        try:
            value = ask.otherwise[0] if kept.answer is None else ask.value(kept.answer)
        except (ValueError, LookupError) as error:
            raise Changed(ask.name) from error
        if value != kept.value:
            raise Changed(ask.name)
        return value

    def _answered_before(self, ask: Ask) -> Any:
        """What was said earlier answers first: before a correction, or in the opening message."""
        again = self.conversation.again.pop(ask.name, None)
        opening = self.conversation.opening
        slots = dict(opening.slots)
        first = all((kept.kind, kept.name) != ("ask", ask.name) for kept in self.conversation.journal)
        if again is not None:
            answer = again.answer or opening
            with suppress(ValueError):
                return self._accept(ask, ask.choice.again(answer, again.value) if ask.choice else answer)
        try:
            if first and ask.name in slots:
                slot = {ask.name: slots.pop(ask.name)}
                return self._accept(ask, Answer("", opening.said_at, opening.how, slot))
        except ValueError as error:
            self.conversation.opening = replace(opening, slots=slots)  # it is not tried twice
            self.conversation.insists = ask.name
            self.reply.say(reason(error))
            raise Unmet(ask) from None
        if ask.otherwise and self.conversation.insists != ask.name:
            return self._append("ask", ask.name, value=ask.otherwise[0]).value
        raise Unmet(ask)

    def _accept(self, ask: Ask, answer: Answer) -> Any:
        value = ask.value(answer)
        self.conversation.misses = self.conversation.page = 0
        self.conversation.insists = ""
        placed = ask.choice.placed(answer) if ask.choice else answer
        return self._append("ask", ask.name, placed, value).value

    def _step(self, request: Look) -> Any:
        kind = "do" if isinstance(request, Do) else "look"
        step = reveal(request.step)
        place = self._place
        kept = self._next(kind, step.__name__) or self._carry_out(kind, request)
        if isinstance(kept.value, Refused):
            if kept.value.code not in Refusal.known:
                raise Changed(kept.value.code)
            raise Refusal.known[kept.value.code](**kept.value.values)
        if kind == "do":
            void = getattr(step, "void", None)
            self.done[place] = (lambda: void(self.turn(place), kept.value)) if void else None
        plain = kept.value is None or getattr(step, "public", False)
        return kept.value if plain else Private(kept.value)

    def _carry_out(self, kind: str, request: Look) -> Kept:
        step = reveal(request.step)
        turn = self.turn(self._place)
        args = [reveal(value) for value in request.args]
        kwargs = {name: reveal(value) for name, value in request.kwargs.items()}
        try:
            if kind == "look":
                value = step(turn, *args, **kwargs)
            else:
                with self.db.savepoint():
                    value = step(turn, *args, **kwargs)
        except Refusal as no:
            value = self._refused(no)
        return self._append(kind, step.__name__, value=value)

    def _refused(self, no: Refusal) -> Refused:
        catalogue, language = self.reply.catalogue, self.reply.language
        said = catalogue.speak(Words(no.says, no.values), language)
        refusals.record(self.db, self.owner, no, flow=self.flow.intent, said=said)
        return Refused(no.code, {name: catalogue.value(value, language) for name, value in no.values.items()})

    def turn(self, place: int) -> Turn:
        """What a step at this place of the journal is handed."""
        return Turn(self.db, self.owner, f"{self.conversation.conversation_id}:{place}", self._services)

    def _next(self, kind: str, name: str) -> Kept | None:
        journal = self.conversation.journal
        if self._place == len(journal):
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
