"""How much an open order is for, where that hangs on what it was for: 再加200, 多打了一个0, take 50 off. Pure."""

import re
from collections.abc import Mapping

from guitai.money import Money
from guitai.understanding.order_talk import EQUALS, TO_SUM, left_of

# 多打了一个0
NOUGHTS = re.compile("(?:多(?P<more>[打写按输了]*)|少[打写按输了]*)(?:一个|个|了一个)(?:0|零)")
# By how much it is more or less: 少转200, 金额再加500. 多写了300 was too much.
HIM = "[个掉上多返给他她佢]*"
SUM = r"A+(?:块钱?|元|蚊)?"
MORE = re.compile(
    rf"(?:多[转付打汇给存加]?|增?加|追加|添|少[写打转输说填算付给]了){HIM}{SUM}|{SUM} ?(?:more|extra)\b"
    rf"|\b(?:add|plus|(?:increase|raise)(?: it)?(?: by)?)(?: another| an extra)? {SUM}"
)
LESS = re.compile(
    rf"(?:少[转付打汇给存]?|减少?|减去|扣掉|扣减|降低?|多[写打转输说填算付给]了){HIM}{SUM}|{SUM} ?less\b"
    rf"|\b(?:minus|less|deduct|(?:reduce|lower|cut|drop(?=[a-z ]* by\b))(?: it| that)?(?: by)?) {SUM}"
    rf"|\b(?:take|knock) {SUM} off\b"
)
CHANGES = re.compile(
    r"[加增添减降](?!到|至|成|为)|多A|[多少][转付打汇给存写输说填算]|扣掉|\b(?:add|plus|minus|more|less|extra|off|increase|reduce|raise|lower|cut|drop)\b"
)
SHALL_BE = re.compile(f"{TO_SUM}|{EQUALS}")
# What is paid may be called by what it is for: 定金一万二.
PURPOSE = "[定订押佣礼租奖]金|[货尾余预]付?款|首付|运费|房租|学费|饭钱|车费|路费|工钱|货钱|红包|份子钱"
OF_PURPOSE = re.compile(
    rf"(?:先|那|就|这次|这笔)*(?:{PURPOSE})(?:是|改[成为到]?|变成|换成|就|只要?|要|应该|一共|总共|给)*{SUM}"
    r"(?:[了吧啦]|就[行好够])*"
)


def by_noughts(folded: str, before: object) -> tuple[Money | None] | None:
    """The sum with a nought more or less, none where that leaves no sum of fen; None where no nought is spoken of."""
    noughts = NOUGHTS.search(folded)
    if not noughts or not isinstance(before, Money):
        return None
    if noughts["more"] is None:
        return (before * 10,)
    better = Money(before.fen // 10)
    return (better if better * 10 == before else None,)


def up_to(valued: str, slots: Mapping[str, object]) -> Mapping[str, object]:
    """The sum that it is brought up to, which by itself is the most that is looked for: bump it up to 1000."""
    return {"amount": slots["most"]} if "most" in slots and SHALL_BE.search(valued) else {}


def changed_by(valued: str, sum_: object, talk: re.Pattern[str]) -> tuple[Money | None] | None:
    """By how much it is more, none where that isn't clear; None where a clause says nothing of that.

    `valued` is the clause with its marks.
    """
    if not CHANGES.search(valued) or "A" not in valued or SHALL_BE.search(valued):
        return None
    for pattern, more in ((LESS, False), (MORE, True)):
        if (found := pattern.search(valued)) and isinstance(sum_, Money):
            rest = valued[: found.start()] + " " + valued[found.end() :]
            return (None if left_of(rest, talk) else sum_ if more else -sum_,)
    return (None,)
