"""Whether somebody who is named beside an open order is named as the one to be paid. Pure."""

import re

from guitai.understanding.fold import fold
from guitai.understanding.slots.kin_words import COMPOUND, FIRM
from guitai.understanding.slots.people import DOTTED, likely

NAMED_LONG = re.compile(rf"{COMPOUND}|.*{FIRM}$")
LONGEST_ALONE = 3  # characters of a name that is said alone
# Right before a name it says that they are paid: 转给王五, 收款人王五, make it Wang Fang.
AIMS = re.compile(
    r"(?:[给畀俾转汇付打寄发]|[改换变][成为到]?|收款(?:人|方|单位)?|户名|姓名|名字|[叫是系为]|\b(?:to|pay|send|for|it|is|it's|meant?|payee))"
    r"[是为叫系成:： 我]*$"
)
# Said around a name that says nothing else.
ALONE = re.compile(
    r"[那这嗰]一?[笔单个]|那|就|还是|先|应该?|不对|不是|错了?|等等|等一?下|[哦噢啊呃额嗯哎诶欸吧呀啦了喇呢的哈嘛]|一下|谢谢|麻烦|请|来|算了|也|[就都]?行|可以|就好"
    r"|\b(?:no|not|oh|sorry|wait|actually|instead|please|pls|then|ok|the|my|it's|i|should|be|make|it)\b"
)
VALUES = re.compile(r"[\d.,¥￥零一二两三四五六七八九十百千万]+(?:块钱?|元|蚊)?")


def as_payee(clause: str, name: str) -> bool:
    """Whether a folded clause names them to be paid: by what stands before the name, or by saying nothing else.

    >>> [as_payee(clause, "王五") for clause in ("改成王五", "那王五吧", "王五在的时候都是他弄", "算了888王五")]
    [True, True, False, False]
    """
    ahead, found, behind = clause.partition(fold(name))
    if not found or AIMS.search(ahead):
        return True
    return not re.search(r"\w", ALONE.sub("", ahead) + VALUES.sub("", ALONE.sub("", behind)))


def may_be_named(left: str) -> bool:
    """Whether what a clause says alone is a name, and no remark: 老眼昏花."""
    named = len(left) <= LONGEST_ALONE or left.isascii() or DOTTED.search(left) or NAMED_LONG.match(left)
    return likely(left) and bool(named)
