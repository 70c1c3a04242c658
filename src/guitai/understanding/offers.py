"""What can be tapped under a reply: each option once, until it expires, by a tap, its number or its words."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from guitai.language import Words
from guitai.understanding.answer import Wish
from guitai.understanding.fold import fold, said
from guitai.understanding.short_answers import (
    as_shown,
    asks,
    label_words,
    place_among,
    same_words,
    without_yes,
    yes_no,
)

TAPPABLE = timedelta(minutes=30)
MOST_OLDER = 30  # wishes of earlier replies that can still be tapped

WHICH = re.compile("继续|繼續|改办|改辦|Go on: |Instead(?:, a new one)?: ")
# no, keep the first one; 还是先办原来那笔
BEFORE_IT = (
    r"(?:(?:yes|yeah|no|nah|ok|okay|please|actually|just|let's|i'll|i want to|do|keep|stay with"
    r"|stick (?:with|to)|go on with|continue with|continue|finish|go with)[ ,.]*)*(?:the )?"
)
BEHIND_IT = "(?: one)?(?: order)?(?: first| please| then| instead)*"
IN_CHINESE = "(?:不[,。 ]*|还是|先|就|那|继续|保留|留着?|把|要|办|做|搞|转|过|返)*"
OLD = re.compile(
    rf"{BEFORE_IT}(?:first|old|original|earlier|previous|former){BEHIND_IT}"
    rf"|{IN_CHINESE}(?:第一|原来|之前|刚才|前面|头先|最初|原先)的?[那个笔张嗰]*(?:先|吧|就[好行]|啦|喇)*"
)
NEW = re.compile(
    rf"{BEFORE_IT}(?:second|new|newer|latter|later){BEHIND_IT}"
    rf"|{IN_CHINESE}(?:第二|新的?|后面|后来)的?[那个笔张嗰]*(?:先|吧|就[好行]|啦|喇)*"
)
# 前面那笔不要了, forget the first one
DROPS = re.compile(
    r"^(?:不要|不办|取消)(?=[第原之刚前头最新后])|(?:不要|不[办转弄搞]|取消|先不[办转]?|算)[了吧啦喇]*$"
    r"|^(?:forget|cancel|drop|scrap|skip|leave out|not|don't do|no) (?=(?:the )?(?:first|old|second|new))"
)
SAYS = re.compile(
    r"\b(?:yes|yeah|no|nah|ok|okay|please|pls|actually|just|let's|i'll|i|want|would|like|to|do|keep|stay|stick|go|on|with"
    r"|continue|finish|make|open|the|one|then|instead|rather|thanks|first)\b|[^\w\s]"
)
CHOSEN = re.compile(
    r"^(?:对|嗯|好的?|那|就|还是|先|换成?|改成?|改办|继续|办理?|做|要|我|请)+|(?:先|吧|好了|啦)+$"
)
CLAUSE = re.compile(" *[,;.!?] *")
PAUSE = re.compile(r"[,，。;；!！\s]+")

Means = Wish | tuple[UUID, int]
"""A wish, or an answer to the question at one place of a conversation's journal."""


@dataclass(frozen=True)
class Offered:
    """Something to tap. Its id is drawn for it alone, so one that is old, used or forged stands for nothing."""

    option_id: str
    number: int
    label: str
    means: Means
    expires_at: datetime


@dataclass
class Offers:
    """The options of the newest reply, which are meant by their numbers and words too, and wishes of earlier ones."""

    live: list[Offered] = field(default_factory=list)
    older: list[Offered] = field(default_factory=list)

    def expire(self, now: datetime) -> None:
        """Forget what can't be tapped any more."""
        self.live = [one for one in self.live if one.expires_at > now]
        self.older = [one for one in self.older if one.expires_at > now]

    def take(self, option_id: str) -> Offered | None:
        """What this id stands for; after this it stands for nothing."""
        found = next((one for one in self.live + self.older if one.option_id == option_id), None)
        self.live = [one for one in self.live if one is not found]
        self.older = [one for one in self.older if one is not found]
        return found

    def meant(self, text: str, *, signing: bool = False) -> str | None:
        """The id of the option that was typed or spoken, by its number or by its words, alone or behind a yes.

        A question back means none but a wish. Where an order is up for `signing`, a yes alone was said to that.
        """
        if (chosen := self._which(text)) is not None:
            return chosen.option_id
        if (yes := yes_no(text)) is not None and (go_on := self.wishes("")):
            return go_on[0].option_id  # the question behind it may be whether to pay
        listed = any(not isinstance(one.means, Wish) for one in self.live)
        if len(self.proposed) == 1 and (as_shown(text) or (yes and not (listed or signing))):
            return self.proposed[0].option_id
        texts = [one for one in (text, without_yes(text)) if one]
        ways = [one for one in self.live if isinstance(one.means, Wish) or not asks(text)]
        called = (one for one in ways if any(_called(one, text) for text in texts))
        # Of a question's list, of which this may be one page, the question knows the last.
        of = 0 if listed else len(self.live)
        places = [place for text in texts if (place := place_among(text, of)) is not None]
        numbered = (one for one in ways if one.number - 1 in places)
        return next((one.option_id for one in (*called, *numbered)), None)

    def _which(self, text: str) -> Offered | None:
        """Which of two wishes that can't both be open shall come first, by where it stands or by what it is called."""
        two = [one for one in self.live if isinstance(one.means, Wish) and WHICH.match(one.label)]
        old = next((one for one in two if isinstance(one.means, Wish) and not one.means.intent), None)
        new = [one for one in two if one is not old]
        if old is None or len(new) != 1:
            return None
        folded = fold(said(text)).strip(" 。.!~")
        sides = {_side(part) for part in CLAUSE.split(folded) if part and yes_no(part) is None} or {
            _side(folded)
        }
        if sides in ({True}, {False}):
            return old if True in sides else new[0]
        rest = {word.removesuffix("s") for word in SAYS.sub(" ", re.sub(r" first\W*$", "", folded)).split()}
        titles = {one.option_id: fold(one.label[_titled(one) :]).split() for one in two}
        called = [one for one in two if rest and rest <= {w.removesuffix("s") for w in titles[one.option_id]}]
        return called[0] if len(called) == 1 else None

    @property
    def proposed(self) -> list[Offered]:
        """Those of the newest reply of which it was asked whether they are meant."""
        return [one for one in self.live if isinstance(one.means, Wish) and one.means.asked]

    @property
    def standing(self) -> list[tuple[Words | str, Wish]]:
        """The wishes of the newest reply, to be offered once more."""
        return [(one.label, one.means) for one in self.live if isinstance(one.means, Wish)]

    def second(self, said: Wish, *, whole: bool = False) -> Wish | None:
        """The one that would take the open wish's place, where who is named is whom that one pays: 办李四的.

        What is `whole` is one itself.
        """
        whom = said.slots.get("payee")
        for _, wish in self.standing:
            if wish.instead and wish.intent == said.intent and whom and wish.slots.get("payee") == whom:
                return replace(wish, slots={**wish.slots, **said.slots})
        return said if whole else None

    def wishes(self, intent: str) -> list[Offered]:
        """Those of the newest reply that open this intent."""
        return [one for one in self.live if isinstance(one.means, Wish) and one.means.intent == intent]

    def renew(self, offered: list[Offered], keeps: Callable[[Wish], bool]) -> None:
        """These are the newest now. Of those before, the wishes that mean the same under a later reply stay."""
        wishes = [one for one in self.live + self.older if isinstance(one.means, Wish) and keeps(one.means)]
        self.live, self.older = offered, wishes[:MOST_OLDER]


def _side(part: str) -> bool | None:
    """Whether a part of what is said means the order that is open, or else the new one; None where neither."""
    named = (DROPS.sub("", part), True) if DROPS.search(part) else (part, False)
    side = True if OLD.fullmatch(named[0].strip()) else False if NEW.fullmatch(named[0].strip()) else None
    return side if side is None else side is not named[1]


def _titled(one: Offered) -> int:
    """Where the title begins in the label of one of two wishes that can't both be open."""
    found = WHICH.match(one.label)
    return found.end() if found else 0


def _called(one: Offered, text: str) -> bool:
    """By its words, or by those that tell it from another of its name: 第二笔 of 转账（第二笔）."""
    bracketed = fold(said(one.label)).endswith(f"({fold(said(text))})")
    return bracketed or label_words(text) == label_words(one.label) or _named(one, text)


def _named(one: Offered, text: str) -> bool:
    """Of two wishes that can't both be open, the one that is named by its title: 对，换成存定期."""
    which = WHICH.match(one.label) if isinstance(one.means, Wish) else None
    names = (same_words(CHOSEN.sub("", fold(part))) for part in PAUSE.split(said(text)))
    return which is not None and same_words(one.label[which.end() :]) in names


def offer(number: int, label: str, means: Means, now: datetime) -> Offered:
    """A new option."""
    return Offered(secrets.token_urlsafe(12), number, label, means, now + TAPPABLE)


def which_first(old: str, new: str, wish: Wish) -> tuple[Words, list[tuple[Words | str, Wish]]]:
    """Two wishes that move money are never open at once: to go on with the old one, or the new one instead."""
    label = "改办新的{title}" if new == old else "改办{title}"
    go_on, switch = Words("继续{title}", {"title": Words(old)}), Words(label, {"title": Words(new)})
    words = Words("“{title}”还没有办完。您要先办哪一项？", {"title": Words(old)})
    return words, [(go_on, Wish("")), (switch, replace(wish, instead=True))]
