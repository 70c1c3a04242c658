"""How much to pay, as customers say it: a sum, one of a few that sound alike, or digits that may be a tail. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from guitai.capabilities.transfers.whom import To
from guitai.language import Words
from guitai.money import Money
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.fold import fold
from guitai.understanding.fold import said as as_said
from guitai.understanding.orders.perhaps import Instead
from guitai.understanding.short_answers import NO, YES
from guitai.understanding.slots.found import Unsure
from guitai.understanding.unread_amount import amount_heard, why_unread

CHANGES = (
    *YES,
    *"改 改吧 改过来 改过来吧 帮我改过来 对改过来 是的改过来 改成这个 change yeschange changeit".split(),
)
STAYS = (*NO, *"不改 不改了 不用改 不用改了 别改 别改了 不变 还是原来的 keepit nokeepit".split())
DENIES = re.compile(r"不是|不对|没说|唔系|\bnot\b|n't")  # 不是六块, in answer to 您说的是¥6.00吗？
TAIL = re.compile(r"\d{4}")
ACCOUNT = re.compile(r"尾号|账[户号]|卡|户[头口]|\b(?:account|card)\b")


@dataclass(frozen=True)
class Sum:
    """The sum that digits are."""

    amount: Money

    @property
    def public_name(self) -> Words:
        """What the tap says."""
        return Words("转{amount}", {"amount": self.amount})

    @property
    def known_as(self) -> tuple[str, ...]:
        """The same, said."""
        return "金额", "是金额", "钱", "the amount", "amount"


@dataclass(frozen=True)
class FromTail:
    """The account with this tail, which is to pay, and when that was said."""

    tail: str
    told_at: datetime = field(compare=False)
    amount: Money | None = None  # that was told with it

    @property
    def public_name(self) -> Words:
        """What the tap says."""
        return Words("从尾号{tail}付款", {"tail": self.tail})

    @property
    def known_as(self) -> tuple[str, ...]:
        """The same, said."""
        return "尾号", "是尾号", "账户", "是账户", "卡", "the account", "account"

    def pays(self, to: To) -> To:
        """Whom to pay, and now also from where."""
        return replace(to, payer=self.tail, payer_at=self.told_at)


@dataclass(frozen=True)
class Changed:
    """The sum that an order shall be for instead, or the one that it is for, which stays."""

    amount: Money
    stays: bool = False

    @property
    def public_name(self) -> Words:
        """What the tap says."""
        return Words("不改，还是{amount}" if self.stays else "改成{amount}", {"amount": self.amount})

    @property
    def known_as(self) -> tuple[str, ...]:
        """The same, said."""
        return (*(STAYS if self.stays else CHANGES), str(self.amount))


@dataclass(frozen=True)
class SumOrTail:
    """Digits said alone, which are a sum, or else the tail of an account of theirs: the books know if they may be."""

    sum: Sum
    account: FromTail

    @property
    def tail(self) -> str:
        """The digits."""
        return self.account.tail

    @property
    def either(self) -> tuple[Sum, FromTail]:
        """Both that they may be."""
        return self.sum, self.account


def amount_up_to(most: Money) -> Callable[[Answer], Money | Unsure]:
    """A reader of how much to pay: to the fen, more than nothing, no more than can be paid at once in the chat.

    What was spoken may be one of a few amounts that sound alike.
    """

    def read(answer: Answer) -> Money | Unsure:
        found = amount_heard(answer)
        if isinstance(found, Unsure) and not isinstance(found, Instead):
            likely = tuple(one for one in found.likely if Money(0) < one <= most)
            if not likely:
                raise why_unread(found.said or answer.text)
            return replace(found, likely=likely)
        told = found.better if isinstance(found, Instead) else found
        if told.fen <= 0:
            raise Unclear("金额要大于0，请重新说一个金额。")
        if told > most:
            raise Unclear("在微信里一笔最多转{most}，请换一个金额，或到本行网点办理。", most=most)
        return found

    return read


def amount_since(most: Money, to: To) -> Callable[[Answer], Money | Unsure]:
    """The same, but for what was said before the sum that was told with whom to pay: of two sums the later counts."""
    read = amount_up_to(most)

    def newer(answer: Answer) -> Money | Unsure:
        return to.amount if to.amount and to.told_at and answer.said_at < to.told_at else read(answer)

    return newer


def amount_again(most: Money, before: Unsure) -> Callable[[Answer], Money | Unsure]:
    """The same, of what is said once more: the one sum that was heard both times is the one that was said."""
    read = amount_up_to(most)

    def again(answer: Answer) -> Money | Unsure:
        found = read(answer)
        likely = found.likely if isinstance(found, Unsure) else (found,)
        twice = [one for one in likely if one in before.likely]
        if twice and DENIES.search(fold(as_said(answer.text))):
            raise why_unread("")
        return twice[0] if len(twice) == 1 else found

    return again


def sum_or_tail(most: Money) -> Callable[[Answer], Money | Unsure | SumOrTail]:
    """The same, but for four digits alone."""
    read = amount_up_to(most)

    def either(answer: Answer) -> Money | Unsure | SumOrTail:
        found, digits = read(answer), as_said(answer.text).strip("。.!~ ")
        if isinstance(found, Money) and TAIL.fullmatch(digits):
            return SumOrTail(Sum(found), FromTail(digits, answer.said_at))
        return found

    return either


def sum_after_all(
    most: Money, before: SumOrTail
) -> Callable[[Answer], Money | Unsure | SumOrTail | FromTail]:
    """The same, of what is said when it was asked which of both they are."""
    read = sum_or_tail(most)

    def which(answer: Answer) -> Money | Unsure | SumOrTail | FromTail:
        words, named = fold(as_said(answer.text)), answer.slots.get("account") == before.tail
        if TAIL.fullmatch(words) or not (named or ACCOUNT.search(words)) or DENIES.search(words):
            return read(answer)
        told = answer.slots.get("amount")
        return FromTail(before.tail, answer.said_at, told if isinstance(told, Money) else None)

    return which
