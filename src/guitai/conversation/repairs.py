"""What a customer may say at any question: leave, go back, correct. No flow writes code for these."""

from dataclasses import replace

from guitai.conversation.flow import Ask
from guitai.conversation.run import MOST_STEPS, Run
from guitai.conversation.sitting import Sitting
from guitai.conversation.store import Kept
from guitai.understanding.answer import Answer


def leave(sitting: Sitting) -> None:
    """取消: leave the flow on top; its unsigned drafts are void."""
    run = sitting.run
    if run is None:
        sitting.reply.say("好的。现在没有正在办理的业务。")
        return
    stands = _done_since(run, 0)
    _void(run, 0)
    sitting.close("left")
    sitting.reply.say("好的，后面的步骤不再继续；前面已经办好的不受影响。" if stands else "好的，已经取消。")


def switch(sitting: Sitting) -> None:
    """改办: leave the open wish that moves money, and what was opened above it."""
    while sitting.run and sitting.money_wish():
        if sitting.run.flow.moves:
            leave(sitting)
        else:
            sitting.close("left")
        sitting.resume()


def back(sitting: Sitting) -> None:
    """返回: forget the last answer and ask that question again."""
    run = sitting.run
    answered = [place for place, kept in enumerate(run.conversation.journal) if kept.answer] if run else []
    if run is None or not answered:
        sitting.reply.say("没有可以返回的上一步。")
    elif _done_since(run, answered[-1]):
        sitting.reply.say("这一步已经办好，不能返回了。")
    else:
        _cut(sitting, run, answered[-1], {})


def correct(sitting: Sitting, old: Answer | None, answer: Answer) -> bool:
    """不是500是5000: put another answer in the place of `old`. False where no question takes it."""
    run = sitting.run
    place = _meant(run, old, answer) if run else None
    if run is None or place is None:
        return False
    if _done_since(run, place):
        sitting.reply.say("这一步已经办好，不能再改了。")
    else:
        ask, _ = run.asked[place]
        later = {kept.name: kept for kept in run.conversation.journal[place + 1 :] if kept.answer}
        corrected = Kept(sitting.db.turn_id, "ask", ask.name, answer, ask.read(answer))
        _cut(sitting, run, place, later | {ask.name: corrected})
    return True


def _meant(run: Run, old: Answer | None, answer: Answer) -> int | None:
    """The place of the last answer that is `old`, or, where no old one was named, that `answer` could be."""
    for place, kept in reversed(list(enumerate(run.conversation.journal))):
        if kept.kind == "ask":
            ask, _ = run.asked[place]
            if _takes(ask, answer) and (old is None or _was(ask, kept, old)):
                return place
    return None


def _was(ask: Ask, kept: Kept, old: Answer) -> bool:
    said = kept.answer is not None and old.text in kept.answer.text
    return said or (_takes(ask, old) and bool(ask.read(old) == kept.value))


def _takes(ask: Ask, answer: Answer) -> bool:
    try:
        ask.read(answer)
    except ValueError:
        return False
    return True


def _done_since(run: Run, place: int) -> bool:
    """Whether the bank has done something since that no correction can take back."""
    return any(at >= place and void is None for at, void in run.done.items())


def _void(run: Run, place: int) -> None:
    """Take back what was only drafted from this place on. What was done after a draft stands on it."""
    stands = max((at for at, void in run.done.items() if void is None), default=-1)
    for at, void in run.done.items():
        if at >= place and at > stands and void is not None:
            void()


def _cut(sitting: Sitting, run: Run, place: int, again: dict[str, Kept]) -> None:
    """Take back the journal from `place` on; it stays on record. Drafts after it are void."""
    _void(run, place)
    conversation = run.conversation
    ask, said = run.asked[place]
    slots = {name: value for name, value in conversation.opening.slots.items() if name != ask.name}
    conversation.opening = replace(conversation.opening, slots=slots)
    conversation.cut = (conversation.cut + conversation.journal[place:])[-MOST_STEPS:]
    del conversation.journal[place:]
    conversation.said = said
    conversation.again = again
    conversation.insists, conversation.waits = ask.name, ""
    sitting.start()
