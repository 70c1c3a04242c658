"""A turn: what was heard becomes an answer, a wish or a repair, and the flows go on as far as they can."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from guitai.conversation import repairs, store
from guitai.conversation.flow import Flow
from guitai.conversation.reply import Reply
from guitai.conversation.sitting import Sitting
from guitai.conversation.store import Conversation, Offered
from guitai.database import Owner, Transaction
from guitai.language import Catalogue, Words
from guitai.shield import cards
from guitai.shield.card import Card
from guitai.understanding.answer import Answer, Heard, How, Wish, reason
from guitai.understanding.exact import Command, command, correction
from guitai.understanding.fold import script_of
from guitai.understanding.short_answers import choice_number, same_words
from guitai.understanding.understand import Understanding, Understood

OTHER = "talk.other"
SURE = 0.5  # below this a wish is not acted on: two or three are offered instead
LIKELY = 0.25  # below this it is not even offered
FOLLOWS_WITHIN = timedelta(minutes=10)  # 那九月呢？ goes on with what was shown this lately

UNREAD = {
    How.SPOKEN: "您的语音已经收到，但现在还听不懂语音。请您打字告诉我，好吗？",
    How.PICTURE: "您的图片已经收到，但现在还看不懂图片。请您用文字告诉我要办什么。",
    How.VIDEO: "您的视频已经收到并保存，但现在还看不懂视频。请您用文字告诉我要办什么。",
    How.PLACE: "您的位置已经收到，但现在没有要用到位置的业务。",
    How.LINK: "为了您的安全，柜台不会打开聊天里的链接。请您用文字告诉我要办什么。",
    How.STICKER: "表情收到了，但柜台看不懂表情。请您用文字告诉我要办什么。",
    How.UNKNOWN: "这种消息柜台还看不懂。请您用文字告诉我要办什么。",
}


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
            self._tapped(sitting, _offered(sitting, heard.option), answer)
        elif heard.wish is not None:
            self._open(sitting, Wish(heard.wish), replace(answer, how=How.TAPPED))
        elif heard.text and heard.how in (How.TYPED, How.SPOKEN):
            self._said(sitting, answer)
        elif not _takes(sitting, answer):
            sitting.reply.say(UNREAD.get(heard.how, UNREAD[How.UNKNOWN]))
        sitting.finish()
        return sitting.reply

    def happen(self, db: Transaction, owner: Owner, event: str, value: object) -> Reply | None:
        """Something that a flow waits for has happened; None where nothing waits for it any more."""
        sitting = self._sit_down(db, owner)
        if not sitting.surface(event) or sitting.run is None:
            store.save(db, owner, sitting.chat)
            return None
        sitting.run.happened(value)
        sitting.finish()
        return sitting.reply

    def _sit_down(self, db: Transaction, owner: Owner) -> Sitting:
        chat = store.chat_of(db, owner)
        reply = Reply(self.catalogue, self.page_url, chat.language)

        def store_card(card: Card) -> UUID:
            return cards.store(db, owner, card, self.catalogue, reply.language)

        return Sitting(db, owner, chat, reply, self.flows, store_card)

    def _tapped(self, sitting: Sitting, offered: Offered | None, answer: Answer) -> None:
        """What was tapped, or meant by its number. What is old, used or forged only asks again."""
        answer = replace(answer, how=How.TAPPED)
        if offered is not None and isinstance(offered.means, Wish):
            return self._open(sitting, offered.means, answer)
        run = sitting.run
        here = (run.conversation.conversation_id, len(run.conversation.journal)) if run else None
        at = None if offered is None or offered.means != here else offered.number - 1
        if at is None or not _takes(sitting, replace(answer, option=at)):
            sitting.reply.say("这个选项已经失效了。")

    def _said(self, sitting: Sitting, answer: Answer) -> None:
        if self._commanded(sitting, answer):
            return
        offered = next((one for one in sitting.chat.live if _means(answer.text, one)), None)
        if offered is not None:
            return self._tapped(sitting, _offered(sitting, offered.option_id), answer)
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
            case Command.REPEAT if sitting.run:
                pass  # the open question is asked again at the turn's end
            case Command.REPEAT if last:
                self._open(sitting, Wish(last.flow, last.opening.slots), answer)
            case Command.MORE:
                return sitting.more() or self._more(sitting, last, answer)
            case _:
                return False
        return True

    def _more(self, sitting: Sitting, last: Conversation | None, answer: Answer) -> bool:
        """更多 after a page: what the page offered of its own kind."""
        for one in sitting.chat.live:
            if last and isinstance(one.means, Wish) and one.means.intent == last.flow:
                self._tapped(sitting, _offered(sitting, one.option_id), answer)
                return True
        return False

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
        sure = understood.confidence >= SURE and understood.intent != OTHER
        exact = sure and understood.confidence == 1 and understood.intent in self.flows
        why = Words("抱歉，没有听明白。")
        if sitting.question and not exact:
            try:
                return sitting.answer(answer)
            except ValueError as error:
                why = reason(error)
        if sure:
            self._open(sitting, Wish(understood.intent, understood.slots), answer)
        elif self._followed_up(sitting, answer, understood):
            return
        elif sitting.run:
            sitting.missed(why)
        else:
            self._ask_which(sitting, answer, understood)

    def _followed_up(self, sitting: Sitting, answer: Answer, understood: Understood) -> bool:
        """那九月呢？ after what was shown or asked just now: the same look-up with these slots in."""
        last = self._lately(sitting)
        asked = {kept.name for kept in last.journal if kept.kind == "ask"} if last else set()
        other = understood.confidence >= LIKELY and understood.intent not in (OTHER, last and last.flow)
        if last is None or other or not asked & answer.slots.keys():
            return False
        self._open(sitting, Wish(last.flow, {**last.opening.slots, **answer.slots}), answer)
        return True

    def _lately(self, sitting: Sitting) -> Conversation | None:
        """The look-up that is open, or else the last one, while it is fresh in mind."""
        chat = sitting.chat
        last = chat.stack[-1] if chat.stack else chat.last
        fresh = last is not None and last.opened_at > sitting.db.now - FOLLOWS_WITHIN
        return (
            last if last and fresh and last.flow in self.flows and not self.flows[last.flow].moves else None
        )

    def _ask_which(self, sitting: Sitting, answer: Answer, understood: Understood) -> None:
        self._choose_language(sitting, answer)
        likely = {understood.intent: understood.confidence}
        likely |= {one.intent: one.confidence for one in understood.alternatives}
        wanted = [intent for intent, how in likely.items() if how >= LIKELY and intent != OTHER]
        flows = [self.flows[intent] for intent in wanted if intent in self.flows][:3]
        if flows:
            sitting.reply.say("您是想办下面哪一项？")
            sitting.suggest([(flow.title, Wish(flow.intent, understood.slots)) for flow in flows])
        else:
            self._open(sitting, Wish(OTHER), answer)

    def _open(self, sitting: Sitting, wish: Wish, answer: Answer) -> None:
        """Open a wish's flow where it may be open beside what is open already."""
        if wish.intent == "":
            return  # go on with what is open: it is asked again at the turn's end
        if wish.intent == "talk.cancel":
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
        last = self._lately(sitting)
        if wish.instead:
            repairs.switch(sitting)
        sitting.make_room(flow)
        chosen = last.journal if last and last.flow == flow.intent else []
        again = {kept.name: kept for kept in chosen if kept.answer and kept.answer.option is not None}
        sitting.open(flow.intent, replace(answer, slots=wish.slots), again)

    def _choose_language(self, sitting: Sitting, answer: Answer) -> None:
        language = script_of(answer.text)
        if answer.how is not How.TAPPED and language is not None:
            sitting.reply.language = sitting.chat.language = language


def _takes(sitting: Sitting, answer: Answer) -> bool:
    """Offer this to the open question. Whether there was one that took it."""
    if sitting.question is None:
        return False
    try:
        sitting.answer(answer)
    except ValueError:
        return False
    return True


def _offered(sitting: Sitting, option_id: str) -> Offered | None:
    """What this id stands for; after this it stands for nothing."""
    chat = sitting.chat
    found = next((one for one in chat.live + chat.older if one.option_id == option_id), None)
    chat.live = [one for one in chat.live if one is not found]
    chat.older = [one for one in chat.older if one is not found]
    return found


def _means(text: str, offered: Offered) -> bool:
    """Whether this option was typed or spoken: by its number, or by its words."""
    return choice_number(text) == offered.number or same_words(text) == same_words(offered.label)
