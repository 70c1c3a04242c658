"""A wish to block a card is never lost, whatever stands beside it: 5207快给我冻了，然后查下余额."""

from collections.abc import Callable, Iterator, Sequence, Set

from guitai.understanding import lost_cards
from guitai.understanding.clauses import clauses
from guitai.understanding.fold import fold, said
from guitai.understanding.joints import PARTS
from guitai.understanding.lost_cards import INTENT as BLOCK
from guitai.understanding.third_wish import halves
from guitai.understanding.understood import Understood, one_behind_another
from guitai.understanding.unwished import unwished

ASKED, UNBLOCKS = "service.question", "cards.unfreeze"

Understand = Callable[[str], Understood]


def blocks(understood: Understood) -> bool:
    """Whether it plainly orders to block a card."""
    return understood.sure and understood.intent == BLOCK and bool(understood.slots.get("plainly"))


def blocking(text: str, whole: Understood, understand: Understand, as_lost: Understand) -> Understood:
    """What was made of the whole, behind the card that some part of it orders to block.

    What words say where they are said of a lost card is read by `as_lost`.
    """
    parts = [part for part in PARTS.split(said(text)) if part.strip()]
    if blocks(whole) or whole.intent == UNBLOCKS:
        return whole
    for at, part in enumerate(parts):
        if block := _block(part, understand, as_lost):
            # 挂失5207，要钱吗 is a question, and blocks nothing; 挂失5207，你们几点下班 are two wishes.
            none = {BLOCK} if blocks(as_lost(text)) else {BLOCK, ASKED}
            then = _besides(block, [*parts[:at], *parts[at + 1 :]], none, understand)
            alone = len(parts) == 1 or (whole.wishes and whole.intent not in none)
            return one_behind_another([block, *then]) if then or alone else whole
    return whole


def _block(part: str, understand: Understand, as_lost: Understand) -> Understood | None:
    """The card that this part orders to block, be the words ever so short: 5207快给我冻了."""
    folded = fold(part)
    if not lost_cards.may_block(folded) or clauses(part)[0].denied or unwished(folded.strip()):
        return None
    block = as_lost(part) if lost_cards.by_tail(folded) else understand(part)
    return block if blocks(block) else None


def _besides(
    block: Understood, parts: Sequence[str], none: Set[str], understand: Understand
) -> Sequence[Understood]:
    """What is wished besides, be it two wishes, none of which is of these intents."""
    both = halves(understand(",".join(parts)), [block], understand) if len(parts) > 1 else []
    if both and not none & {one.intent for one in both}:
        return both
    return [one for one in _wishes(parts, understand) if one.intent not in none][:1]


def _wishes(parts: Sequence[str], understand: Understand) -> Iterator[Understood]:
    """What is wished besides: what all of it says, or else some part."""
    for words in [",".join(parts), *parts] if parts else []:
        if (one := understand(words)).wishes:
            yield one
