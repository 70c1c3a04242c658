"""What a flow asks of the bank: a step, carried out on plain values; what it refuses, put on record."""

from collections.abc import Iterable

from guitai import refusals
from guitai.conversation.flow import Do, Look
from guitai.conversation.turn import Turn
from guitai.errors import Refusal
from guitai.language import Words
from guitai.refusals import Refused
from guitai.reply import Reply
from guitai.shield.private import Leak, Private, hidden, reveal


def carry_out(turn: Turn, request: Look, flow: str, reply: Reply) -> object:
    """What the step gives, or its refusal. A `do` that refuses has changed nothing."""
    step = reveal(request.step)
    handed = [*request.args, *request.kwargs.values()]
    if getattr(step, "public", False) and any(isinstance(value, Private) for value in handed):
        raise Leak(f"what {step.__name__} gives may be said, so it can't be handed what may not")
    args, kwargs = reveal(list(request.args)), reveal(request.kwargs)
    try:
        if not isinstance(request, Do):
            return step(turn, *args, **kwargs)
        with turn.db.savepoint():
            return step(turn, *args, **kwargs)
    except Refusal as no:
        return refused(turn, no, handed, flow, reply)


def refused(turn: Turn, no: Refusal, handed: Iterable[object], flow: str, reply: Reply) -> Refused:
    """Put this no on record, as the customer will hear it. It names what was `handed` over plainly, and words."""
    values = hidden(no.values, handed)
    said = reply.catalogue.speak(Words(no.says, values), reply.language)
    refusals.record(turn.db, turn.customer, no, flow=flow, said=said)
    return Refused(no.code, {n: reply.catalogue.value(v, reply.language) for n, v in values.items()})
