"""A turn: what was heard becomes an answer, a wish or a repair, and the flows go on as far as they can."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from guitai.acquaintances import People, acquaintance
from guitai.conversation import repairs, store
from guitai.conversation.flow import Flow
from guitai.conversation.sitting import UNCLEAR, Sitting
from guitai.conversation.store import Conversation, Kept
from guitai.database import Owner, Transaction
from guitai.language import Catalogue
from guitai.reply import Reply, shown
from guitai.shield.strength import DEFAULTS, Limits
from guitai.understanding import antecedent, interrupting, offers, proposed, unread
from guitai.understanding.acquaintance import Acquaintance, told_by, understand_from
from guitai.understanding.answer import Answer, Happened, Heard, How, Wish
from guitai.understanding.choices import several_pages
from guitai.understanding.exact import Command, command, correction
from guitai.understanding.fold import language_of
from guitai.understanding.lookups.follow_up import follows, goes_on, wish_of
from guitai.understanding.orders import open_order, retelling, to_question, told_parts
from guitai.understanding.orders.asked_of_order import answered
from guitai.understanding.orders.left_of_several import leaves_some
from guitai.understanding.secret_words import kept, masked
from guitai.understanding.understand import Understanding
from guitai.understanding.understood import OTHER, Understood


@dataclass(frozen=True)
class Conversations:
    """The bank's side of every chat: the flows it has, and how it understands what people say."""

    flows: Mapping[str, Flow]
    catalogue: Catalogue
    understanding: Understanding
    page_url: Callable[[str], str]
    limits: Limits = DEFAULTS
    people: Sequence[People] = ()

    def hear(self, db: Transaction, owner: Owner, heard: Heard) -> Reply:
        """One message of one customer, whose lock this transaction holds."""
        sitting = self._sit_down(db, owner)
        text = (masked if sitting.question else kept)(heard.text)  # six digits may be the answer
        answer = Answer(text, db.now, heard.how, heard.slots, place=heard.place)
        if no := interrupting.never_told(heard.text, signing=sitting.signing):
            sitting.reply.say(no)
            sitting.beside = sitting.chat.offers.standing
        elif heard.option is not None:
            self._tapped(sitting, heard.option, answer)
        elif heard.wish is not None:
            self._open(sitting, Wish(heard.wish), replace(answer, how=How.TAPPED))
        elif heard.text and heard.how in (How.TYPED, How.SPOKEN):
            self._said(sitting, answer, heard.text)
        elif heard.unclear or sitting.refuses(answer):
            sitting.reply.say(heard.unclear or unread.unread(heard))
            sitting.beside = [*heard.offers]
        sitting.finish()
        return sitting.reply

    def happen(self, db: Transaction, owner: Owner, happened: Happened) -> tuple[Reply, bool]:
        """Something has happened that a flow may wait for: what is said, and whether one went on."""
        sitting = self._sit_down(db, owner)
        if run := sitting.surface(happened):
            run.happened(happened.value)
            sitting.finish()
        else:
            store.save(db, owner, sitting.chat)
        return sitting.reply, run is not None

    def _sit_down(self, db: Transaction, owner: Owner) -> Sitting:
        chat = store.chat_of(db, owner)
        reply = Reply(self.catalogue, self.page_url, chat.language)
        return Sitting(db, owner, chat, reply, self.flows, partial(shown, db, owner, reply), self.limits)

    def _tapped(self, sitting: Sitting, option_id: str, answer: Answer) -> None:
        """What was tapped, or meant by its number. What is old, used or forged only asks again."""
        answer = answer if answer.aloud else replace(answer, how=How.TAPPED)
        offered = sitting.chat.offers.take(option_id)
        if offered is not None and isinstance(offered.means, Wish):
            return self._open(sitting, offered.means, answer)
        run = sitting.run
        here = (run.conversation.conversation_id, len(run.conversation.journal)) if run else None
        at = None if offered is None or offered.means != here else offered.number - 1
        if why := "这个选项已经失效了。" if at is None else sitting.refuses(replace(answer, option=at)):
            sitting.reply.say(why)

    def _said(self, sitting: Sitting, answer: Answer, text: str) -> None:
        sitting.chat.heard = antecedent.lately(sitting.chat.heard, answer)
        if sitting.run is None:
            self._choose_language(sitting, answer)
        if self._commanded(sitting, answer):
            return
        if (option_id := sitting.chat.offers.meant(answer.text, signing=sitting.signing)) is not None:
            return self._tapped(sitting, option_id, answer)
        if wish := answered(text, sitting.run.flow.intent if sitting.run else "", sitting.chat.heard):
            return self._open(sitting, wish, answer)
        known = acquaintance(sitting.db, sitting.owner, self.people, sitting.chat.heard)
        if left := sitting.run and leaves_some(sitting.run.conversation, text):
            repairs.leave_some(sitting, left)
            text = left.rest
        if (left and not left.rest) or self._retold(sitting, answer, text, known):
            return
        understood = understand_from(known, self.understanding, answer, text, served=self.flows)
        if left and not (understood.surely and understood.is_for(self.flows.keys(), plainly=False)):
            return  # it says why
        if sitting.signing and (hint := interrupting.unsigned(answer.text)):
            sitting.reply.say(hint)
            sitting.beside = sitting.chat.offers.standing
        elif interrupting.apart(understood, sitting) or not self._corrected(sitting, answer, text):
            self._answer_or_wish(sitting, understood.put_to(answer), understood)

    def _commanded(self, sitting: Sitting, answer: Answer) -> bool:
        last = self._lately(sitting)
        match command(answer.text, ordered=sitting.signing):
            case Command.CANCEL if not interrupting.undoing(sitting.question):
                repairs.leave(sitting)
            case Command.CANCEL:
                if why := sitting.refuses(answer):
                    sitting.missed(why)
            case Command.BACK:
                repairs.back(sitting)
            case Command.REPEAT if sitting.run or sitting.reply.parts:
                pass  # the open question is asked again at the turn's end, if it still stands
            case Command.REPEAT if sitting.chat.said:
                sitting.reply.parts, sitting.wishes = list(sitting.chat.said), sitting.chat.offers.standing
            case Command.MORE if sitting.run and sitting.question and several_pages(sitting.question.choice):
                sitting.run.conversation.page += 1
            case Command.MORE if last and (more := sitting.chat.offers.wishes(last.flow)):
                self._tapped(sitting, more[0].option_id, answer)
            case Command.MORE if last:
                sitting.reply.say("已经全部显示了。")
            case _:
                return False
        return True

    def _retold(self, sitting: Sitting, answer: Answer, text: str, known: Acquaintance) -> bool:
        """Parts of the open order told anew, in whatever words, or that it is left: 从5207出，明天到."""
        run, asked = sitting.run, sitting.question
        if not run or run.flow.intent not in told_parts.PARTS or run.stands() or interrupting.undoing(asked):
            return False
        read = partial(told_by, known, self.understanding, run.flow.intent, now=answer.said_at)
        order = open_order.open_order(read, run.conversation, sitting.chat.last, known)
        new = retelling.retold(text, order) or retelling.perhaps(text, order)
        if new is None or (answer.aloud and new.told):
            return False  # what may have been heard for something else changes no order
        if second := sitting.chat.offers.second(Wish(run.flow.intent, new.told), whole=new.another):
            self._open(sitting, second, answer)
            return True
        if asked and (to := to_question.said_to(asked, new, answer, order)) is not to_question.To.ANEW:
            return to is to_question.To.ANSWERS and sitting.refuses(replace(answer, slots=new.told)) is None
        besides = self.understanding.understand(new.rest, answer.said_at) if new.rest else None
        wish = besides and retelling.another_wish(besides, new, run.flow.intent, self.flows.keys())
        if not new.leaves:
            return new.stays or (not wish and repairs.retell(sitting, run, new, answer))
        repairs.leave(sitting, named=True)
        if besides and wish:
            self._answer_or_wish(sitting, besides.put_to(answer), besides)
        return True

    def _corrected(self, sitting: Sitting, answer: Answer, text: str) -> bool:
        if (said := correction(text, aloud=answer.aloud, signing=sitting.signing)) is None:
            return False
        old, new = said
        corrected = self.understanding.read(replace(answer, text=new))
        if sitting.run is None:
            return self._followed_up(sitting, corrected)
        before = self.understanding.read(replace(answer, text=old)) if old else None
        if before and not new and sitting.question and sitting.question.reads(before):
            return False  # 不是六块 says no to 您说的是¥6.00吗？
        return repairs.correct(sitting, sitting.run, before, corrected)

    def _answer_or_wish(self, sitting: Sitting, answer: Answer, understood: Understood) -> None:
        asked, run, last = sitting.question, sitting.run, self._lately(sitting)
        moving = run.flow.intent if run and run.flow.moves else ""
        other = asked and interrupting.interrupts(understood, asked.choice, moving, self.flows)
        why = UNCLEAR if other else sitting.refuses(interrupting.agreeing(understood, answer, asked))
        leaning, whole = goes_on(understood, last.flow if last else "")
        if why is None or (leaning and self._followed_up(sitting, answer, whole=whole)):
            return
        if wish := proposed.goes_on(sitting.chat.offers, self.understanding, understood, answer.said_at):
            self._open(sitting, wish, answer)
        elif understood.sure and not interrupting.answers(sitting.question, understood):
            self._open(sitting, wish_of(understood, last, sitting.chat.heard), answer)
        elif sitting.run or sitting.stale:
            sitting.missed(why)
        else:
            self._ask_which(sitting, answer, understood)

    def _followed_up(self, sitting: Sitting, answer: Answer, *, whole: bool = False) -> bool:
        """那九月呢？ after what was shown or asked just now: the same look-up with these slots in."""
        last = self._lately(sitting)
        known = acquaintance(sitting.db, sitting.owner, self.people)
        on = follows(last, answer, known, whole=whole) if last else None
        if last and on:
            again = {kept.name: kept for kept in last.journal if kept.name in on[1] and kept.carries_over}
            if sitting.run and on[0].intent != last.flow:
                sitting.close("left")
            self._open(sitting, on[0], answer, **again)
        return on is not None

    def _lately(self, sitting: Sitting) -> Conversation | None:
        """The look-up that is open, or else the last one, while it is fresh in mind."""
        last = sitting.chat.stack[-1] if sitting.chat.stack else sitting.chat.last
        return last if last and interrupting.looks_up(last, self.flows, sitting.db.now) else None

    def _ask_which(self, sitting: Sitting, answer: Answer, understood: Understood) -> None:
        self._choose_language(sitting, answer)
        if flows := [self.flows[intent] for intent in understood.likely if intent in self.flows][:3]:
            sitting.reply.say("您是想办下面哪一项？" if len(flows) > 1 else "您是想办这一项吗？")
            sitting.wishes = [(flow.title, Wish(flow.intent, understood.slots, asked=True)) for flow in flows]
        else:
            self._open(sitting, Wish(OTHER), answer)

    def _open(self, sitting: Sitting, wish: Wish, answer: Answer, /, **again: Kept) -> None:
        """Open a wish's flow where it may be open beside what is open already."""
        if wish.intent == "":
            return  # go on with what is open: it is asked again at the turn's end
        if interrupting.leaving(wish, answer, sitting.chat.stack):
            unclear = answer.how is not How.TAPPED and interrupting.goes_on(sitting, answer.text)
            return sitting.missed(UNCLEAR) if unclear else repairs.leave(sitting)
        self._choose_language(sitting, answer)
        if wish.intent not in self.flows:
            sitting.decline(wish, answer.then)
            if sitting.run or sitting.beside:
                return
            wish = Wish("talk.help")
        flow, wish = self.flows[wish.intent], sitting.chat.offers.second(wish) or wish
        if flow.moves and not wish.instead and (open_one := sitting.money_wish()):
            top = sitting.chat.stack[-1]
            if interrupting.another(top, wish, sitting.question, answer.text):
                words, sitting.wishes = offers.which_first(open_one.title, flow.title, wish)
                return sitting.reply.say(words)
            wish = replace(wish, slots=interrupting.anew(top, wish.slots, sitting.question, answer.text))
            sitting.close("left")
        if wish.instead:
            repairs.switch(sitting)
        sitting.make_room(flow)
        sitting.open(flow.intent, replace(answer, slots=wish.slots, then=wish.then or answer.then), again)

    def _choose_language(self, sitting: Sitting, answer: Answer) -> None:
        if answer.how is not How.TAPPED:
            sitting.reply.language = sitting.chat.language = language_of(answer.text, sitting.chat.language)
