"""What a customer may say at any question: leave, go back, correct. No flow writes code for these."""

from dataclasses import replace

from guitai.conversation.flow import Ask
from guitai.conversation.run import MOST_STEPS, Run
from guitai.conversation.sitting import Sitting
from guitai.conversation.store import Kept
from guitai.understanding.answer import Answer, NotTaken
from guitai.understanding.interrupting import corrected, leaves_all, mentions, retold, sums_first


def leave(sitting: Sitting, *, named: bool = False) -> None:
    """取消: leave what is proposed under it, or else, or where it is `named`, the flow on top; its drafts are void."""
    run = sitting.run
    if sitting.chat.offers.proposed and not named:
        return sitting.reply.say("好的，这个不办。")
    if run is None:
        return sitting.reply.say("好的。现在没有正在办理的业务。")
    stands, undo = run.stands(), leaves_all(run.pending, moves=run.flow.moves)
    sitting.close("left")
    left = "好的，没有改动，一切照旧。" if undo else "好的，已经取消。"
    sitting.reply.say("好的，后面的步骤不再继续；前面已经办好的不受影响。" if stands else left)


def switch(sitting: Sitting) -> None:
    """改办: leave the open wish that moves money, and what was opened above it."""
    while sitting.run and sitting.money_wish():
        end = leave if sitting.run.flow.moves else Sitting.give_way
        end(sitting)
        sitting.resume()


def back(sitting: Sitting) -> None:
    """返回: forget the last answer and ask that question again."""
    run = sitting.run
    journal = run.conversation.journal if run else []
    # A slot of the opening message that only took the place of a default has never been asked for.
    answered = [
        place
        for place, kept in enumerate(journal)
        if run and kept.answer and (kept.answer.text or not run.asked[place][0].otherwise)
    ]
    if run is None or not answered:
        sitting.reply.say("没有可以返回的上一步。")
    elif run.stands(answered[-1]):
        sitting.reply.say("这一步已经办好，不能返回了。")
    else:
        _cut(sitting, run, answered[-1], {})


def correct(sitting: Sitting, run: Run, old: Answer | None, answer: Answer) -> bool:
    """不是500是5000: put another answer in the place of `old`. False where no question takes it."""
    if (place := _meant(run, old, answer)) is None:
        return retold(run.conversation, old, answer)
    if run.stands(place):
        sitting.reply.say("这一步已经办好，不能再改了。")
    else:
        ask, _ = run.asked[place]
        # A yes was said to what stood there before: it is asked for again.
        later = {kept.name: kept for kept in run.conversation.journal[place + 1 :] if kept.carries_over}
        answer = corrected(run.conversation.journal[place].answer, old, answer, ask.value(answer))
        instead = Kept(sitting.db.turn_id, "ask", ask.name, answer, ask.value(answer))
        _cut(sitting, run, place, later | {ask.name: instead})
    return True


def _meant(run: Run, old: Answer | None, answer: Answer) -> int | None:
    """The place of the answer that is `old`, or, where none was named, of the last one that `answer` could replace."""
    could: dict[int, tuple[Ask, Kept]] = {}
    for place, kept in reversed(list(enumerate(run.conversation.journal))):
        if kept.kind == "ask" and _read(run.asked[place][0], answer) is not None:
            could[place] = (run.asked[place][0], kept)
    if old is None:
        named = [place for place, (ask, _) in could.items() if ask.name in sums_first(answer.slots)]
        return next(iter(named or [place for place, (_, kept) in could.items() if kept.answer]), None)
    same = [place for place, (ask, kept) in could.items() if _read(ask, old) == (kept.value,)]
    part = [place for place, (_, kept) in could.items() if mentions(kept.answer, old)]
    return next(iter(same), part[0] if len(part) == 1 else None)


def _read(ask: Ask, answer: Answer) -> tuple[object] | None:
    """What the question makes of this answer, if it takes it."""
    try:
        return (ask.value(answer),)
    except NotTaken:
        return None


def _cut(sitting: Sitting, run: Run, place: int, again: dict[str, Kept]) -> None:
    """Take back the journal from `place` on; it stays on record. Drafts after it are void."""
    run.void(place)
    conversation = run.conversation
    ask, said = run.asked[place]
    slots = {name: value for name, value in conversation.opening.slots.items() if name != ask.name}
    conversation.opening = replace(conversation.opening, slots=slots)
    conversation.cut = (conversation.cut + conversation.journal[place:])[-MOST_STEPS:]
    del conversation.journal[place:]
    conversation.said, conversation.again = said, again
    conversation.cuts += 1
    conversation.misses = conversation.page = 0
    conversation.insists, conversation.asks = ask.name, ""
    sitting.start()
