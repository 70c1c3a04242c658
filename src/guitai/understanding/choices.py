"""Lists to choose from: what stands in the chat, and which option an answer means."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from guitai.language import Words
from guitai.money import Money
from guitai.shield.private import Private, reveal
from guitai.understanding import lost_cards
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.exact import Command, command
from guitai.understanding.fold import fold, said
from guitai.understanding.short_answers import asks, denied, label_words, place_among, same_words, yes_no

T = TypeVar("T")

PAGE = 5  # options that a reply shows; the rest is behind 更多
MOST = 100

# What undoes something, and what lets it stand: 取消, 撤销这笔转账, 不取消.
UNDO = re.compile(
    r"(?:(?P<not>不要?|先?别|don[’']?t)?(?:取消|撤销|撤回|停|关闭|cancel|stop)|[不别]转)[掉了吧]*"
    r"(?:(?:这笔|这次)?(?:转账|通知|通知支取|小额免密)|it|(?:the|my)transfer)?[掉了吧]*"
)

EITHER = re.compile("取消[掉了吧啦]*|cancel|stop")

# One of a list is named first, and why behind it: 2816, 我昨天丢的. What follows may also ask, or say how much.
BEGUN = re.compile(
    r"(?P<tail>\d{4})(?:[那这]张)?(?=\s|[,，。;；!！])[\s,，。;；!！]*|(?P<name>[^,，。;；!！]{1,20})[,，。;；!！]\s*"
)
MORE = re.compile(
    r"[\d?？]|^(?:[元块塊蚊年月日号万萬千百]|yuan|rmb|cny)|[吗么嘛]|多少|怎|什么|哪|不对|不是[^我本]|等等|等一?下|算了|取消|还是|错"
    r"|\b(?:how|what|when|which|why|wait|no|not|cancel|sorry|instead|never ?mind)\b"
)


@dataclass(frozen=True)
class Option:
    """One of a list. Without a public label it stands in the chat as a number, and on a card as `detail`.

    Of an account, or somebody who has one, `number` is that account's.
    """

    value: Any
    label: Words | str | None
    detail: Words | str = ""
    known_as: frozenset[str] = frozenset()
    number: str = ""


@dataclass(frozen=True)
class Choice:
    """A list of options, and the reader of an answer to it."""

    options: tuple[Option, ...]

    def page(self, number: int) -> dict[int, Option]:
        """The options of this page, by the numbers that people call them by. After the last page comes the first."""
        first = number % -(-len(self.options) // PAGE) * PAGE
        return {at + 1: self.options[at] for at in range(first, min(first + PAGE, len(self.options)))}

    def read(self, answer: Answer) -> Any:
        """The option that was tapped, numbered, or named by exactly one of its names."""
        at = self._at(answer)
        if at is None or not 0 <= at < len(self.options):
            raise Unclear("没有找到您说的这一项。请点选，或者回复前面的数字。")
        return self.options[at].value

    def either(self, read: Callable[[Answer], T]) -> Callable[[Answer], T]:
        """A reader of one of these, or of any other answer that `read` takes."""
        return lambda answer: (
            self.read(answer) if self._at(answer) in range(len(self.options)) else read(answer)
        )

    def placed(self, answer: Answer) -> Answer:
        """That answer with the place of the option that it names."""
        return replace(answer, option=self._at(answer))

    def again(self, answer: Answer, value: object) -> Answer:
        """That answer on this list, which may be another: the option is found by what it stood for."""
        at = next((at for at, option in enumerate(self.options) if option.value == value), None)
        return replace(answer, text="", slots={}, option=len(self.options) if at is None else at)

    def named(self, text: str) -> bool:
        """Whether this text, as it stands, is one of the options and nothing more."""
        return self._place(text) in range(len(self.options))

    def begun(self, text: str) -> bool:
        """Whether it begins with one of the options, and what follows only says why: 2816, 我昨天丢的."""
        return self._begun(text) is not None

    def _at(self, answer: Answer) -> int | None:
        if answer.option is not None:
            return answer.option
        number = reveal(answer.slots.get("account_no"))
        if number is not None and any(option.number for option in self.options):
            # Two accounts may be in one name: who names the account means that one, or none of these.
            return next((at for at, option in enumerate(self.options) if option.number == number), None)
        slots = {str(reveal(value)) for value in answer.slots.values()}
        place = self._place(answer.text)
        place = self._known(slots) if place is None else place
        return self._begun(answer.text) if place is None else place

    def _place(self, text: str) -> int | None:
        if (known := self._known({text})) is not None:
            return known
        if len(self.options) == 1 and yes_no(text):
            return 0
        return place_among(text, len(self.options))

    def _begun(self, text: str) -> int | None:
        found = BEGUN.match(text)
        rest = fold(said(text[found.end() :])) if found else ""
        return self._known({found["tail"] or found["name"]}) if found and not MORE.search(rest) else None

    def _known(self, names: set[str]) -> int | None:
        said = set(map(same_words, names))
        meant = [at for at, option in enumerate(self.options) if said & option.known_as]
        return meant[0] if len(meant) == 1 else None


@dataclass(frozen=True)
class YesOrNo(Choice):
    """The two options of a confirmation."""

    def by_hand(self, answer: Answer) -> bool:
        """The same, where a yes has to be tapped or typed: a recogniser may have heard it in anything."""
        yes = self.read(answer) is True
        if yes and answer.aloud:
            raise Unclear("为了您的资金安全，这一步语音不算数。要办请点选，或者打字回复“是”。")
        return yes

    def _place(self, text: str) -> int | None:
        yes = yes_no(text)
        if yes is not None:
            return 0 if yes else 1
        if denied(text) in self.options[0].known_as:
            return 1
        return None if asks(text) else super()._place(text)

    def _begun(self, text: str) -> int | None:
        return None  # what stands behind a yes may take it back


@dataclass(frozen=True)
class Undoing(YesOrNo):
    """A confirmation whose yes undoes something. 取消 alone, which leaves things elsewhere, may be yes or no to that:
    it is asked which. Whoever leaves it otherwise says no."""

    def read(self, answer: Answer) -> Any:
        """Whether it is to be undone."""
        if answer.option is None and EITHER.fullmatch(_bare(answer.text)):
            yes, no = (Words(str(option.label)) for option in self.options)
            raise Unclear("“取消”在这里可能有两个意思，请点选，或者回复“{yes}”、“{no}”。", yes=yes, no=no)
        return super().read(answer)

    def _place(self, text: str) -> int | None:
        bare = _bare(text)
        if undo := UNDO.fullmatch(bare):
            return 1 if undo["not"] else 0
        return 1 if command(bare) is Command.CANCEL else super()._place(text)


@dataclass(frozen=True)
class Blocking(YesOrNo):
    """A confirmation that a lost card is to be blocked: 挂了吧 says so, and 找到了 says that it isn't lost."""

    def _place(self, text: str) -> int | None:
        blocks = lost_cards.blocks(text)
        return super()._place(text) if blocks is None else 0 if blocks else 1


def _bare(text: str) -> str:
    return re.sub(r"[。.!~,、]", "", same_words(text))


def listed(options: Sequence[Any]) -> Choice:
    """The choice among these. An option may say `public_name`, `private_name` and `known_as` of itself."""
    choice = Choice(tuple(_option(value) for value in options))
    assert 0 < len(choice.options) <= MOST, "a list to choose from has one to a hundred options"
    return choice


def yes_or_no(yes: str = "好的", no: str = "不用了") -> YesOrNo:
    """The choice of a confirmation, whose two labels can be said too. A yes that is called 撤销 undoes something.

    One that is called 挂失 blocks a card.
    """
    labelled = ((True, yes), (False, no))
    names = {label: frozenset({same_words(label), label_words(label)}) for label in (yes, no)}
    kind = Undoing if UNDO.fullmatch(yes) else Blocking if "挂失" in yes else YesOrNo
    return kind(tuple(Option(value, label, known_as=names[label]) for value, label in labelled))


def _option(value: Any) -> Option:
    revealed = reveal(value)
    plain = Words("{amount}", {"amount": value}) if isinstance(value, Money) else str(revealed)
    label = getattr(revealed, "public_name", None if isinstance(value, Private) else plain)
    names = (*getattr(revealed, "known_as", ()), label if isinstance(label, str) else "")
    known_as = frozenset(same_words(name) for name in names if name) - {""}  # a sign that is no word
    detail = getattr(revealed, "private_name", revealed if isinstance(revealed, str) else "")
    assert label is not None or detail, f"a {type(revealed).__name__} has no name to choose it by"
    return Option(value, label, detail, known_as, getattr(revealed, "number", ""))


def several_pages(choice: Choice | None) -> bool:
    """Whether it is a list that one reply does not show whole."""
    return choice is not None and len(choice.options) > PAGE
