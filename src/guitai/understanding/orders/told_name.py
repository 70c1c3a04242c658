"""Whether what is left over of a clause is somebody's name, who is to be paid instead. Pure."""

import re

from guitai.understanding.slots.kin_words import COMPOUND, FIRM
from guitai.understanding.slots.people import DOTTED, likely

NAMED_LONG = re.compile(rf"{COMPOUND}|.*{FIRM}$")
LONGEST_ALONE = 3  # characters of a name that is said alone


def may_be_named(left: str) -> bool:
    """Whether what a clause says alone is a name, and no remark.

    >>> may_be_named("王小明"), may_be_named("老眼昏花")
    (True, False)
    """
    named = len(left) <= LONGEST_ALONE or left.isascii() or DOTTED.search(left) or NAMED_LONG.match(left)
    return likely(left) and bool(named)
