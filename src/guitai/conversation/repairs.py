"""What a customer may say at any question: leave, go back, correct. No flow writes code for these."""

from guitai.conversation.run import Run
from guitai.conversation.sitting import Sitting
from guitai.conversation.store import Kept
from guitai.understanding.answer import Answer
from guitai.understanding.correcting import Answered, Correction, meant, told_anew
from guitai.understanding.interrupting import as_left, retold
from guitai.understanding.orders.left_of_several import Left
from guitai.understanding.orders.retelling import Retold
from guitai.understanding.taking_back import take_back


def leave(sitting: Sitting, *, named: bool = False) -> None:
    """取消: leave what is proposed under it, or else, or where it is `named`, the flow on top; its drafts are void."""
    run = sitting.run
    if sitting.chat.offers.proposed and not named:
        return sitting.reply.say("好的，这个不办。")
    if run is None:
        if (wish := take_back(sitting.chat.used, sitting.chat.offers)) and wish.intent in sitting.flows:
            return sitting.open(wish.intent, Answer("", sitting.db.now, slots=wish.slots), {})
        return sitting.reply.say("好的。现在没有正在办理的业务。")
    words = as_left(run.pending, moves=run.flow.moves, stands=run.stands())
    sitting.close("left")
    sitting.reply.say(words)


def leave_some(sitting: Sitting, left: Left) -> None:
    """张三的撤了吧: leave some of the orders of one message; where the open one is, the next that stays is opened."""
    leave(sitting, named=True) if left.first else sitting.reply.say(left.words)
    if left.opens:
        sitting.open(left.opens.intent, left.opening, {})


def switch(sitting: Sitting) -> None:
    """改办: leave the open wish that moves money, and what was opened above it."""
    while sitting.run and sitting.money_wish():
        (leave if sitting.run.flow.moves else Sitting.give_way)(sitting)
        sitting.resume()


def back(sitting: Sitting) -> None:
    """返回: forget the last answer and ask that question again. What only took a default's place was not asked."""
    run = sitting.run
    journal, asked = (run.conversation.journal, run.asked) if run else ([], {})
    answers = ((at, kept.answer) for at, kept in enumerate(journal) if kept.answer)
    told = [at for at, answer in answers if answer.text or not asked[at][0].otherwise]
    if run is None or not told:
        sitting.reply.say("没有可以返回的上一步。")
    elif run.stands(told[-1]):
        sitting.reply.say("这一步已经办好，不能返回了。")
    else:
        sitting.cut(run, told[-1], {}, journal[told[-1]].name)


def correct(sitting: Sitting, run: Run, old: Answer | None, answer: Answer) -> bool:
    """不是500是5000: put what is told now in the place of what was told. False where no question was answered so."""
    found = meant(_answered(run), old, answer)
    return _put_right(sitting, run, found, answer) if found else retold(run.conversation, old, answer)


def retell(sitting: Sitting, run: Run, new: Retold, answer: Answer) -> bool:
    """从5207出，明天到: the same of what is told anew. False where nothing of it was or will be asked."""
    found = told_anew(_answered(run), new.told, new.drops, end=len(run.conversation.journal))
    return found.since in run.asked and _put_right(sitting, run, found, answer)


def _put_right(sitting: Sitting, run: Run, found: Correction, answer: Answer) -> bool:
    if run.stands(found.since):
        sitting.reply.say("这一步已经办好，不能再改了。")
        return True
    conversation = run.conversation
    again = {kept.name: kept for kept in conversation.journal[found.since :] if kept.name in found.stays}
    if found.whole:
        again[found.wrong] = Kept(sitting.db.turn_id, "ask", found.wrong, answer, *found.whole)
    conversation.opening = conversation.opening.without(*found.drops).telling(found.told, answer.said_at)
    sitting.cut(run, found.since, again, found.wrong)
    return True


def _answered(run: Run) -> Answered:
    """The questions that were answered, by their places."""
    journal = enumerate(run.conversation.journal)
    return {at: (run.asked[at][0], kept) for at, kept in journal if kept.kind == "ask"}
