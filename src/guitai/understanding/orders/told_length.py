"""How long a deposit is kept, by the number alone, where years or months were said before: ok three then. Pure."""

import re
from dataclasses import fields

from guitai.understanding.order_talk import TALK
from guitai.understanding.short_answers import ENGLISH_WORDS
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.number_words import whole

NUMBER = re.compile(rf"[1-9]|[一二两三四五六七八九]|(?<![a-z])(?:{'|'.join(ENGLISH_WORDS)})(?![a-z])")
# A place in the list that is shown: 选三, the third one.
PLACE = re.compile(r"[选第个项号]|\b(?:option|number|one)$")


def so_long(folded: str, before: object) -> Term | None:
    """So many of the same as was said `before`, where a clause says a number and nothing besides but talk.

    >>> so_long("ok three then", Term(years=4)), so_long("那三吧", Term(months=4)), so_long("第三个", Term(years=4))
    (Term(years=3, months=0, weeks=0, days=0), Term(years=0, months=3, weeks=0, days=0), None)
    """
    if not isinstance(before, Term) or PLACE.search(folded):
        return None
    numbers = NUMBER.findall(folded)
    units = [one.name for one in fields(before) if getattr(before, one.name)]
    if len(numbers) != 1 or len(units) != 1 or re.search(r"\w", TALK.sub("", NUMBER.sub(" ", folded))):
        return None
    said = numbers[0]
    count = ENGLISH_WORDS.index(said) + 1 if said in ENGLISH_WORDS else whole(said)
    return Term(**{units[0]: count or 0})
