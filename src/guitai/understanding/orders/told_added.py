"""By how much more or less an open order was made just now, put right: 再加28, and behind that 不是28，是38. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from guitai.money import Money
from guitai.understanding.orders.perhaps import Instead
from guitai.understanding.slots.found import Unsure

# 不是28，是38; the taxi was 38 not 28.
DENIES = re.compile(r"不是|唔系|而非|并非|错|改|\b(?:not|instead of|rather than|meant?|sorry)\b")
WRONG = re.compile(r"错|不对|不是|唔系|唔啱|\b(?:no|sorry|wait|oops|wrong|mean[t]?)\b")
FURTHER = re.compile(r"再|又|还要|另外|\b(?:another|more|also|again)\b")
# 不用加了: it stands where it stood.
UNDONE = re.compile(
    r"(?:那|还是|算了|[哦噢啊嗯]|都|就|先)*(?:不用?|不要|别|甭|唔使|唔好|唔)(?:再)?[加添扣减多少](?:转|埋|上|进去)?(?:了|喇|啦|那?个?)*[吧啊呀]*"
    r"|(?:(?:no|ok|actually|please|sorry) )*(?:do not|don't) (?:add|deduct|subtract) (?:it|that|this|anything)"
    r"(?: after all| then| please)?"
)
# Each sum that is named, with one that is denied, which is none of those that are read: 是38不是28.
SUM = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:[百千万kw]\d*)?|[一二两三四五六七八九]?[十百千万][一二两三四五六七八九十百千万零半]*"
)


@dataclass(frozen=True)
class Added:
    """What an order was for `before` the last change of its sum, and by how much it was made more or less."""

    before: Money
    by: Money

    def instead(self, by: Money) -> Money:
        """What it is for with so much more or less instead."""
        return self.before + by if self.by.fen > 0 else self.before - by


def added(amount: object, formerly: Sequence[object], lately: Collection[object]) -> Added | None:
    """By how much the sum was changed, where the message just before, with the sums named `lately`, named that."""
    last = [one for one in formerly if isinstance(one, Money)]
    before, now = (
        (amount.stands, amount.better)
        if isinstance(amount, Instead)
        else (last[-1] if last else None, amount)
    )
    if not isinstance(before, Money) or not isinstance(now, Money) or now == before:
        return None
    by = now - before
    return Added(before, by) if Money(abs(by.fen)) in lately and now not in lately else None


def put_right(
    folded: str, named: Collection[Money], change: Money | None, of: Added | None
) -> Money | Unsure | None:
    """The sum with another one added to what it was before, or that in doubt; None where nothing of that is said.

    `named` are the sums that are named, denied or not, `change` is by how much more or less it shall be.
    """
    if of is None:
        return None
    size = Money(abs(of.by.fen))
    if UNDONE.fullmatch(folded.strip(" ,。.!~")):
        return of.before
    if size in named and len(named) > 1 and DENIES.search(folded):
        others = [one for one in named if one != size]
        likely = tuple(of.instead(one) for one in others if of.instead(one).fen > 0)
        plain = len(others) == 1 and likely and others[0] < of.before
        return likely[0] if plain else Unsure("", (*likely, *others))
    wrong = change is not None and WRONG.search(folded) and not FURTHER.search(folded)
    return of.before + change if wrong and change and (of.before + change).fen > 0 else None
