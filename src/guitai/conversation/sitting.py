"""One customer's open conversations during one turn: the flow on top, and those that wait below it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import structlog

from guitai import clock
from guitai.conversation import store
from guitai.conversation.flow import Ask, Flow
from guitai.conversation.run import MOST_STEPS, QUESTION, Changed, Run
from guitai.conversation.store import Chat, Conversation, Kept
from guitai.conversation.turn import Service, Turn
from guitai.database import Owner, Transaction
from guitai.language import Words
from guitai.reply import Reply, put_up
from guitai.shield.strength import Limits
from guitai.understanding import correcting, interrupting, unserved
from guitai.understanding.answer import Answer, Happened, NotTaken, Wish
from guitai.understanding.choices import YesOrNo

DEEPEST = 3  # conversations that wait below one another
UNCLEAR = Words("抱歉，没有听明白。")

log = structlog.get_logger(__name__)


@dataclass
class Sitting:
    """The stack of open conversations. `run` is the flow on top, started; None where nothing is open."""

    db: Transaction
    owner: Owner
    chat: Chat
    reply: Reply
    flows: Mapping[str, Flow]
    show: Callable[..., str]
    limits: Limits
    run: Run | None = None
    stale: bool = False  # the flow that was on top can't go on: what is said now was meant for it
    wishes: list[tuple[Words | str, Wish]] = field(default_factory=list)  # to tap, in the question's place
    beside: list[tuple[Words | str, Wish]] = field(default_factory=list)  # under it, or alone
    _suggested: list[tuple[Words | str, Wish]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chat.offers.expire(self.db.now)
        self.resume()

    @property
    def question(self) -> Ask | None:
        """The open question, if the flow on top asks one. A yes or no behind which wish comes first waits."""
        asked = self.run.pending if self.run and not self.stale else None
        if not isinstance(asked, Ask) or (self.chat.offers.wishes("") and isinstance(asked.choice, YesOrNo)):
            return None
        return asked

    @property
    def signing(self) -> bool:
        """Whether an order waits to be signed."""
        return self.run is not None and self.run.conversation.waits == "signed"

    def open(self, intent: str, opening: Answer, again: dict[str, Kept]) -> None:
        """Start this flow on top of what is open, and where it ends, what is wished besides; `again` isn't asked."""
        now = self.db.now
        conversation = Conversation(clock.uuid7(now), intent, opening, now, now + QUESTION, again=again)
        self.chat.stack.append(conversation)
        self.chat.used = [intent, *self.chat.used][:30]  # as many as tell a habit
        self.start()
        if then := unserved.at_once(opening.then, self.flows, self.chat.stack):
            self.close("done")
            return self.open(then.intent, replace(opening, slots=then.slots, then=then.then), {})
        self.decline(opening.then, opened=intent)

    def start(self) -> None:
        """Start the flow on top afresh, from its journal."""
        conversation = self.chat.stack[-1]
        used, tongue, flows = self.chat.used, self.reply.tongue, self.flows.values()
        every = tuple(Service(f.intent, f.title, bool(f.menu), used.count(f.intent)) for f in flows)
        turn = partial(Turn, self.db, self.owner, services=every, limits=self.limits, tongue=tongue)
        self.run = Run(self.db, self.flows[conversation.flow], conversation, self.reply, self.show, turn)
        try:
            self.run.start()
        except Changed as why:
            # The error's own words may name what the books hold.
            kind = type(why.__cause__ or why).__name__
            log.warning("a script has changed under a conversation", flow=conversation.flow, why=kind)
            self.stale, stands = True, self.run.stands()
            self.close("changed")
            self.reply.say(interrupting.updated(stands=stands))

    def refuses(self, answer: Answer) -> Words | None:
        """Why the open question does not take this, or None where it does, and the flow has gone on."""
        if self.run is None or self.question is None:
            return UNCLEAR
        self.run.conversation.opening = correcting.told_besides(self.run.conversation, self.question, answer)
        try:
            self.run.answer(answer)
        except NotTaken as no:
            return no.words
        return None

    def resume(self) -> None:
        """Go on with the flow on top. One that waited too long, or is no longer offered, is closed."""
        while self.chat.stack and self.run is None:
            conversation = self.chat.stack[-1]
            known, late = conversation.flow in self.flows, conversation.expires_at <= self.db.now
            if known:
                self.start()
            if not known or (late and self.run):
                self._too_late()

    def _too_late(self) -> None:
        run, stands = self.run, self.run is not None and self.run.stands()
        self.close("expired")
        for below in self.chat.stack:
            below.expires_at = self.db.now  # what is said now was not meant for their questions
        if run and (run.flow.moves or interrupting.promising(run.pending)):
            self.reply.say(interrupting.too_late(run.flow.title, stands=stands))

    def close(self, state: str) -> None:
        """End the conversation on top, and put it on record. Drafts are void, unless it ran to its end."""
        ended = self.chat.stack.pop()
        ended.state = state
        if self.run and state != "done":
            self.run.void()
        store.end(self.db, self.owner, ended)
        answers = [kept for kept in ended.journal if kept.kind == "ask"]
        flow, did = self.flows.get(ended.flow), any(kept.kind == "do" for kept in ended.journal)
        if state == "done" and did and not (flow and flow.repeatable):
            self.chat.last = None
        elif state == "done" and answers:  # a word of thanks is nothing to go on from
            self.chat.last = replace(ended, journal=answers, cut=[])
        more = self.run.suggested if self.run else []
        self._suggested = unserved.after(ended.opening, self.flows, ended.flow) + more
        self.run = None

    def decline(self, *wishes: Wish | None, opened: str = "") -> None:
        """Of what can't be carried out here yet, say so, and what can be done instead; offer the rest."""
        for words in unserved.told(wishes, self.flows, opened=opened):
            self.reply.say(words)
        self.beside = unserved.instead(wishes, self.flows, opened=opened, busy=self.run is not None)

    def missed(self, why: Words) -> None:
        """The answer was not understood: say why; the third time offer to leave a message for the staff."""
        if self.stale:
            return
        self.chat.stack[-1].misses += 1
        pending = self.run.pending if self.run else None
        says, self.beside = interrupting.missed(self.chat.stack[-1], pending, why, self.beside)
        for words in says:
            self.reply.say(words)

    def money_wish(self) -> Flow | None:
        """The open wish that moves money, if there is one."""
        return next((f for one in self.chat.stack if (f := self.flows.get(one.flow)) and f.moves), None)

    def surface(self, happened: Happened) -> Run | None:
        """Bring the flow that waits for this to the top, and give it; None where none does."""
        live = (one for one in self.chat.stack if one.flow in self.flows and one.expires_at > self.db.now)
        waiting = [one for one in live if (one.waits, one.subject) == (happened.name, happened.subject)]
        for one in waiting[-1:]:
            self.chat.stack.remove(one)
            self.chat.stack.append(one)
            self.start()
        return self.run if waiting else None

    def make_room(self, flow: Flow) -> None:
        """Close what can't stay open below this flow. An order is never dropped for a look at something else."""
        below = self.run.flow if self.run else None
        if below and not below.moves and (flow.moves or below == flow or len(self.chat.stack) >= DEEPEST):
            self.give_way(flow)

    def give_way(self, to: Flow | None = None) -> None:
        """Close the flow on top for another. Who was to agree to something is told that it was not done."""
        run = self.run
        if run and run.flow != to and interrupting.promising(run.pending) and not run.stands():
            self.reply.say(Words("刚才的“{title}”没有办理。", {"title": Words(run.flow.title)}))
        self.close("left")

    def cut(self, run: Run, place: int, again: dict[str, Kept], insists: str = "") -> None:
        """Take back the journal from `place` on; it stays on record. Drafts after it are void."""
        run.void(place)
        conversation = run.conversation
        conversation.opening = conversation.opening.without(insists)
        conversation.cut = (conversation.cut + conversation.journal[place:])[-MOST_STEPS:]
        conversation.said, conversation.again = run.asked[place][1] if place else 0, again
        del conversation.journal[place:]
        conversation.cuts += 1
        conversation.misses = conversation.page = 0
        conversation.insists, conversation.asks = insists, ""
        self.start()

    def finish(self) -> None:
        """Ask what is open, put up what can be tapped, and write everything down."""
        self._settle()
        run, wishes, first = self.run, self.wishes, 1
        if run and run.pending and not wishes:
            self.reply.link(run.pending.words, run.pending.page)
            wishes = self.beside
            if isinstance(run.pending, Ask) and run.pending.choice:
                here = (run.conversation.conversation_id, len(run.conversation.journal))
                put_up(self.reply, run.pending.choice, run.conversation.page, here, self.db.now, self.show)
                first = len(run.pending.choice.options) + 1
        elif not wishes:
            wishes = self.beside or self._suggested
        for number, (label, wish) in enumerate(wishes, first):
            self.reply.offer(number, label, wish, self.db.now)
        # To leave or to switch was meant for what was open: under a later reply it would mean something else.
        self.chat.offers.renew(self.reply.taps, lambda wish: wish.intent in self.flows and not wish.instead)
        self.chat.said = self.reply.parts
        store.save(self.db, self.owner, self.chat)

    def _settle(self) -> None:
        """Where a flow has ended, go back to the one below it. What that had looked at may stand otherwise now."""
        while self.chat.stack and (self.run is None or self.run.conversation.state != "open"):
            done = self.run is not None and self.run.stands()
            if self.run:
                self.close(self.run.conversation.state)
            self.resume()
            if self.run and self.run.pending:
                self.reply.say(Words("我们接着办“{title}”。", {"title": Words(self.run.flow.title)}))
                if done and not self.run.stands():
                    journal = self.run.conversation.journal
                    self.cut(self.run, 0, {kept.name: kept for kept in journal if kept.carries_over})
