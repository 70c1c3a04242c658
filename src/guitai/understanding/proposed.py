"""What is told of a wish that was only proposed (您是想办这一项吗？): values alone say yes to it. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from guitai.understanding import lost_cards
from guitai.understanding.answer import Wish
from guitai.understanding.offers import Offers
from guitai.understanding.order_talk import TALK_OF, left_of
from guitai.understanding.understand import Understanding
from guitai.understanding.understood import Understood


def goes_on(
    offers: Offers, understanding: Understanding, understood: Understood, now: datetime
) -> Wish | None:
    """The one wish that was proposed, with what is told of it now; None where something else is said.

    Right after a card was blocked, another that was meant is asked about; 先给我冻结 means the same card still, and
    还是冻着 the one of which it was just said that it is not to be.
    """
    if another := _another_card(offers, understood.text):
        return another
    means = offers.proposed[0].means if len(offers.proposed) == 1 else None
    if not isinstance(means, Wish) or means.intent not in TALK_OF:
        return None
    reading, slots = understanding.told_of(means.intent, understood.text, now)
    told: Mapping[str, object] = {}
    if understood.sure and understood.intent == means.intent:
        told = understood.slots
    elif not understood.known and not left_of(reading.masked, TALK_OF[means.intent]):
        told = slots
    return replace(means, slots={**means.slots, **told}) if told else None


def _another_card(offers: Offers, text: str) -> Wish | None:
    for offered in offers.wishes("cards.unfreeze"):
        blocked = offered.means.slots.get("account") if isinstance(offered.means, Wish) else None
        if blocked and (tail := lost_cards.rather(text, blocked)):
            return Wish(lost_cards.INTENT, {"account": tail, "plainly": False, "rather": blocked})
        if blocked and lost_cards.blocks(text) and not lost_cards.REPORTS.search(text):
            return Wish(lost_cards.INTENT, {"account": blocked, "plainly": True})  # 先给我冻结
    spared = [offered.means for offered in offers.wishes(lost_cards.INTENT) if lost_cards.blocks(text)]
    return next((means for means in spared if isinstance(means, Wish) and means.slots.get("plainly")), None)
