"""One customer's open conversations during one turn: the flow on top, and those that wait below it."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from guitai import clock
from guitai.conversation import store
from guitai.conversation.flow import Ask, Flow, Suggest, Until
from guitai.conversation.reply import Reply
from guitai.conversation.run import QUESTION, Changed, Run
from guitai.conversation.store import Chat, Conversation, Kept, Offered
from guitai.conversation.turn import Service
from guitai.database import Owner, Transaction
from guitai.language import Words
from guitai.shield.card import Card, Row
from guitai.understanding.answer import Answer, Wish
from guitai.understanding.choices import PAGE, Choice

DEEPEST = 3  # conversations that wait below one another
TAPPABLE = timedelta(minutes=30)
MOST_OLDER = 30  # wishes of earlier replies that can still be tapped


class Sitting:
    """The stack of open conversations. `run` is the flow on top, started; None where nothing is open."""

    def __init__(
        self,
        db: Transaction,
        owner: Owner,
        chat: Chat,
        reply: Reply,
        flows: Mapping[str, Flow],
        store_card: Callable[[Card], UUID],
    ) -> None:
        self.db = db
        self.owner = owner
        self.chat = chat
        self.reply = reply
        self.flows = flows
        self.run: Run | None = None
        self._store_card = store_card
        self._services = tuple(Service(one.intent, one.title) for one in flows.values() if one.menu)
        self._suggested: list[Suggest] = []
        self._wishes: list[tuple[Words | str, Wish]] = []
        chat.live = [one for one in chat.live if one.expires_at > db.now]
        chat.older = [one for one in chat.older if one.expires_at > db.now]
        self.resume()

    @property
    def question(self) -> Ask | None:
        """The open question, if the flow on top asks one."""
        pending = self.run.pending if self.run else None
        return pending if isinstance(pending, Ask) else None

    def open(self, intent: str, opening: Answer, again: dict[str, Kept]) -> None:
        """Start this flow on top of what is open; what was answered `again` need not be asked."""
        now = self.db.now
        conversation = Conversation(clock.uuid7(now), intent, opening, now, now + QUESTION, again=again)
        self.chat.stack.append(conversation)
        self.start()

    def start(self) -> None:
        """Start the flow on top afresh, from its journal."""
        conversation = self.chat.stack[-1]
        self.run = Run(
            self.db,
            self.owner,
            self.flows[conversation.flow],
            conversation,
            self.reply,
            self._store_card,
            self._services,
        )
        try:
            self.run.start()
        except Changed:
            self._start_again()

    def answer(self, answer: Answer) -> None:
        """Answer the open question. The reader's `ValueError` leaves everything as it was."""
        assert self.run is not None, "there is an open question"
        try:
            self.run.answer(answer)
        except Changed:
            self._start_again()

    def _start_again(self) -> None:
        self.close("changed")
        self.reply.say("办理步骤刚刚更新了，请您重新说一次。")

    def resume(self) -> None:
        """Go on with the flow on top. One that waited too long, or is no longer offered, is closed.

        With it go those below: what is said now was not meant for their questions.
        """
        while self.chat.stack and self.run is None:
            conversation = self.chat.stack[-1]
            flow = self.flows.get(conversation.flow)
            if flow is None or conversation.expires_at <= self.db.now:
                self.close("expired")
                for below in self.chat.stack:
                    below.expires_at = self.db.now
                if flow and flow.moves:
                    self.reply.say(
                        Words("刚才的“{title}”等待太久，已经结束，没有办理。", {"title": Words(flow.title)})
                    )
            else:
                self.start()

    def close(self, state: str) -> None:
        """End the conversation on top, and put it on record."""
        ended = self.chat.stack.pop()
        ended.state = state
        store.end(self.db, self.owner, ended)
        if state == "done":
            answers = [kept for kept in ended.journal if kept.kind == "ask"]
            self.chat.last = replace(ended, journal=answers, cut=[])
        self._suggested = self.run.suggested if self.run else []
        self.run = None

    def missed(self, why: Words) -> None:
        """The answer was not understood: say why; the third time offer to leave a message for the staff."""
        self.reply.say(why)
        conversation = self.chat.stack[-1]
        conversation.misses += 1
        if conversation.misses == 2:
            self.reply.say("您也可以回复“取消”，不再继续。")
        elif conversation.misses > 2:
            self.suggest([("给工作人员留言", Wish("service.agent")), ("取消", Wish("talk.cancel"))])

    def money_wish(self) -> Flow | None:
        """The open wish that moves money, if there is one."""
        flows = (self.flows.get(one.flow) for one in self.chat.stack)
        return next((flow for flow in flows if flow and flow.moves), None)

    def surface(self, event: str) -> bool:
        """Bring the flow that waits for this event to the top; False where none does."""
        stack, now = self.chat.stack, self.db.now
        waiting = [
            one for one in stack if one.waits == event and one.expires_at > now and one.flow in self.flows
        ]
        for one in waiting[-1:]:
            stack.remove(one)
            stack.append(one)
            self.start()
        return bool(waiting and self.run and isinstance(self.run.pending, Until))

    def make_room(self, flow: Flow) -> None:
        """Close what can't stay open below this flow. An order is never dropped for a look at something else."""
        below = self.run.flow if self.run else None
        deep = len(self.chat.stack) >= DEEPEST
        if below and not below.moves and (flow.moves or below == flow or deep):
            self.close("left")

    def ask_which(self, open_one: Flow, wish: Wish) -> None:
        """Two wishes that move money are never open at once: which one to go on with."""
        old, new = Words(open_one.title), Words(self.flows[wish.intent].title)
        self.reply.say(Words("“{title}”还没有办完。您要先办哪一项？", {"title": old}))
        go_on, switch = Words("继续{title}", {"title": old}), Words("改办{title}", {"title": new})
        self.suggest([(go_on, Wish("")), (switch, replace(wish, instead=True))])

    def suggest(self, wishes: Sequence[tuple[Words | str, Wish]]) -> None:
        """Put wishes under the reply, to tap."""
        self._wishes = list(wishes)

    def more(self) -> bool:
        """The next page of the open question's list, after the last the first again; False without a list."""
        question = self.question
        if self.run is None or question is None or question.choice is None:
            return False
        pages = -(-len(question.choice.options) // PAGE)
        self.run.conversation.page = (self.run.conversation.page + 1) % pages
        return pages > 1

    def finish(self) -> None:
        """Ask what is open, put up what can be tapped, and write everything down."""
        self._settle()
        run = self.run
        offered: list[Offered] = []
        if run and run.pending and not self._wishes:
            self.reply.say(run.pending.words)
            if isinstance(run.pending, Ask) and run.pending.choice:
                offered = self._options(run, run.pending.choice)
        elif not self._wishes:
            self._wishes = [(one.label, one.wish) for one in self._suggested]
        offered += [self._offer(number, label, wish) for number, (label, wish) in enumerate(self._wishes, 1)]
        self.reply.taps = offered
        self.chat.older = [one for one in self.chat.live + self.chat.older if self._keeps(one.means)][
            :MOST_OLDER
        ]
        self.chat.live = offered
        store.save(self.db, self.owner, self.chat)

    def _keeps(self, means: Wish | tuple[UUID, int]) -> bool:
        """Whether it means the same under a later reply. To leave or to switch was meant for what was open."""
        return isinstance(means, Wish) and means.intent in self.flows and not means.instead

    def _settle(self) -> None:
        """Where a flow has ended, go back to the one below it."""
        while self.chat.stack and (self.run is None or self.run.conversation.state != "open"):
            if self.run:
                self.close(self.run.conversation.state)
            self.resume()
            if self.run and self.run.pending:
                self.reply.say(Words("我们接着办“{title}”。", {"title": Words(self.run.flow.title)}))

    def _options(self, run: Run, choice: Choice) -> list[Offered]:
        first = run.conversation.page * PAGE
        page = list(enumerate(choice.options))[first : first + PAGE]
        hidden = [Row(str(at + 1), option.detail) for at, option in page if option.label is None]
        if hidden:
            self.reply.link("每一项是什么，请看卡片。", self._store_card(Card("请选择", tuple(hidden))))
        if first + PAGE < len(choice.options):
            self.reply.say("回复“更多”看后面的选项。")
        here = (run.conversation.conversation_id, len(run.conversation.journal))
        unnamed = "第{number}项"
        return [
            self._offer(
                at + 1, Words(unnamed, {"number": at + 1}) if option.label is None else option.label, here
            )
            for at, option in page
        ]

    def _offer(self, number: int, label: Words | str, means: Wish | tuple[UUID, int]) -> Offered:
        text = self.reply.catalogue.speak(label, self.reply.language)
        return Offered(secrets.token_urlsafe(12), number, text, means, self.db.now + TAPPABLE)
