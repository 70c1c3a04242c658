"""The days that a text names in either language, with what else of time is looked for: each text is searched once."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from guitai.understanding.slots import chinese_days, english_days
from guitai.understanding.slots.dated import Dated, Place, Rule, in_order, places

AT_ONCE = (
    64  # texts that are looked at again and again: a message's parts, and the same again for what is ahead
)


def find_days(text: str, others: Sequence[Rule], today: date) -> list[Dated]:
    """Every day, and what the other rules know, in order."""
    return in_order(text, [*_days(text, today), *places(text, others, today)])


@lru_cache(AT_ONCE)
def _days(text: str, today: date) -> Sequence[Place]:
    return places(text, (*chinese_days.RULES, *english_days.RULES), today)
