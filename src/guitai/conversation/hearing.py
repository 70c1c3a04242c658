"""A turn: what was heard becomes an answer, a wish or a repair, and the flows go on as far as they can."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from guitai.conversation import repairs, store
from guitai.conversation.flow import Flow
from guitai.conversation.sitting import UNCLEAR, Sitting
from guitai.conversation.store import Conversation, Kept
from guitai.database import Owner, Transaction
from guitai.language import Catalogue
from guitai.reply import Reply
from guitai.shield import cards
from guitai.shield.card import Card
from guitai.understanding.answer import Answer, Happened, Heard, How, Wish
from guitai.understanding.choices import YesOrNo
from guitai.understanding.exact import Command, command, correction
from guitai.understanding.fold import language_of
from guitai.understanding.understand import Understanding, Understood
from guitai.understanding.unread import unread

OTHER, CANCEL = "talk.other", "talk.cancel"
FOLLOWS_WITHIN = timedelta(minutes=10)  # 那九月呢？ goes on with what was shown this lately


class Conversations:
    """The bank's side of every chat: the flows it has, and how it understands what people say."""

    def __init__(
        self,
        flows: Mapping[str, Flow],
        catalogue: Catalogue,
        understanding: Understanding,
        page_url: Callable[[UUID], str],
    ) -> None:
        self.flows = flows
        self.catalogue = catalogue
        self.understanding = understanding
        self.page_url = page_url

    def hear(self, db: Transaction, owner: Owner, heard: Heard) -> Reply:
        """One message of one customer, whose lock this transaction holds."""
        sitting = self._sit_down(db, owner)
        answer = Answer(heard.text, db.now, heard.how, place=heard.place)
        if heard.option is not None:
            self._tapped(sitting, heard.option, answer)
        elif heard.wish is not None:
            self._open(sitting, Wish(heard.wish), replace(answer, how=How.TAPPED))
        elif heard.text and heard.how in (How.TYPED, How.SPOKEN):
            self._said(sitting, answer)
        elif sitting.refuses(answer):
            sitting.reply.say(unread(heard.how))
        sitting.finish()
        return sitting.reply

    def happen(self, db: Transaction, owner: Owner, happened: Happened) -> Reply:
        """Something has happened that a flow may wait for. Where none does any more, the reply may be empty."""
        sitting = self._sit_down(db, owner)
        run = sitting.surface(happened)
        if run is None:
            store.save(db, owner, sitting.chat)
        else:
            run.happened(happened.value)
            sitting.finish()
        return sitting.reply

    def _sit_down(self, db: Transaction, owner: Owner) -> Sitting:
        chat = store.chat_of(db, owner)
        reply = Reply(self.catalogue, self.page_url, chat.language)

        def store_card(card: Card) -> UUID:
            return cards.store(db, owner, card, self.catalogue, reply.language)

        return Sitting(db, owner, chat, reply, self.flows, store_card)

    def _tapped(self, sitting: Sitting, option_id: str, answer: Answer) -> None:
        """What was tapped, or meant by its number. What is old, used or forged only asks again."""
        answer = replace(answer, how=How.TAPPED)
        offered = sitting.chat.offers.take(option_id)
        if offered is not None and isinstance(offered.means, Wish):
            return self._open(sitting, offered.means, answer)
        run = sitting.run
        here = (run.conversation.conversation_id, len(run.conversation.journal)) if run else None
        at = None if offered is None or offered.means != here else offered.number - 1
        if at is None or sitting.refuses(replace(answer, option=at)):
            sitting.reply.say("这个选项已经失效了。")

    def _said(self, sitting: Sitting, answer: Answer) -> None:
        if sitting.run is None:
            self._choose_language(sitting, answer)
        if self._commanded(sitting, answer):
            return
        option_id = sitting.chat.offers.meant(answer.text)
        if option_id is not None:
            return self._tapped(sitting, option_id, answer)
        understood = self.understanding.understand(answer.text, sitting.db.now)
        if not self._corrected(sitting, answer):
            self._answer_or_wish(sitting, replace(answer, slots=understood.slots), understood)

    def _commanded(self, sitting: Sitting, answer: Answer) -> bool:
        last = self._lately(sitting)
        match command(answer.text):
            case Command.CANCEL:
                repairs.leave(sitting)
            case Command.BACK:
                repairs.back(sitting)
            case Command.REPEAT if sitting.run or sitting.reply.parts:
                pass  # the open question is asked again at the turn's end, if it still stands
            case Command.REPEAT if sitting.chat.said:
                sitting.repeat()
            case Command.MORE:
                return sitting.more() or self._more(sitting, last, answer)
            case _:
                return False
        return True

    def _more(self, sitting: Sitting, last: Conversation | None, answer: Answer) -> bool:
        """更多 after a page: what the page offered of its own kind."""
        offered = sitting.chat.offers.wishes(last.flow) if last else []
        for one in offered[:1]:
            self._tapped(sitting, one.option_id, answer)
        return bool(offered)

    def _corrected(self, sitting: Sitting, answer: Answer) -> bool:
        said = correction(answer.text) if sitting.run else None
        if said is None:
            return False
        old, new = said
        before = self._understood(sitting, replace(answer, text=old)) if old else None
        return repairs.correct(sitting, before, self._understood(sitting, replace(answer, text=new)))

    def _understood(self, sitting: Sitting, answer: Answer) -> Answer:
        return replace(answer, slots=self.understanding.understand(answer.text, sitting.db.now).slots)

    def _answer_or_wish(self, sitting: Sitting, answer: Answer, understood: Understood) -> None:
        exact = understood.known and understood.intent in {*self.flows, CANCEL}
        asked = sitting.question  # 不用了 leaves it, but answers one that asks for a yes or no
        why = (
            sitting.refuses(answer) if asked and (not exact or isinstance(asked.choice, YesOrNo)) else UNCLEAR
        )
        if why is None:
            return
        if understood.sure:
            self._open(sitting, Wish(understood.intent, understood.slots), answer)
        elif self._followed_up(sitting, answer, understood):
            return
        elif sitting.run or sitting.stale:
            sitting.missed(why)
        else:
            self._ask_which(sitting, answer, understood)

    def _followed_up(self, sitting: Sitting, answer: Answer, understood: Understood) -> bool:
        """那九月呢？ after what was shown or asked just now: the same look-up with these slots in."""
        last = self._lately(sitting)
        asked = {kept.name for kept in last.journal if kept.kind == "ask"} if last else set()
        other = understood.intent in understood.likely and understood.intent != (last and last.flow)
        if last is None or other or not asked & answer.slots.keys():
            return False
        self._open(sitting, Wish(last.flow, {**last.opening.slots, **answer.slots}), answer, last.journal)
        return True

    def _lately(self, sitting: Sitting) -> Conversation | None:
        """The look-up that is open, or else the last one, while it is fresh in mind."""
        chat = sitting.chat
        last = chat.stack[-1] if chat.stack else chat.last
        flow = self.flows.get(last.flow) if last else None
        fresh = last and last.opened_at > sitting.db.now - FOLLOWS_WITHIN
        return last if fresh and flow and not flow.moves else None

    def _ask_which(self, sitting: Sitting, answer: Answer, understood: Understood) -> None:
        self._choose_language(sitting, answer)
        flows = [self.flows[intent] for intent in understood.likely if intent in self.flows][:3]
        if flows:
            sitting.reply.say("您是想办下面哪一项？")
            sitting.suggest([(flow.title, Wish(flow.intent, understood.slots)) for flow in flows])
        else:
            self._open(sitting, Wish(OTHER), answer)

    def _open(self, sitting: Sitting, wish: Wish, answer: Answer, again: Sequence[Kept] = ()) -> None:
        """Open a wish's flow where it may be open beside what is open already."""
        if wish.intent == "":
            return  # go on with what is open: it is asked again at the turn's end
        if wish.intent == CANCEL:
            return repairs.leave(sitting)
        self._choose_language(sitting, answer)
        if wish.intent not in self.flows:
            sitting.reply.say("这项业务现在还不能在微信里办理。")
            if sitting.run:
                return
            wish = Wish("talk.help")
        flow = self.flows[wish.intent]
        open_one = sitting.money_wish()
        if flow.moves and open_one and not wish.instead:
            return sitting.ask_which(open_one, wish)
        if wish.instead:
            repairs.switch(sitting)
        sitting.make_room(flow)
        answered = {kept.name: kept for kept in again if kept.carries_over}
        sitting.open(flow.intent, replace(answer, slots=wish.slots), answered)

    def _choose_language(self, sitting: Sitting, answer: Answer) -> None:
        if answer.how is not How.TAPPED:
            sitting.reply.language = sitting.chat.language = language_of(answer.text, sitting.chat.language)
