"""The words a flow is written in. Each is a request that the runner meets, from the journal or by doing it."""

from collections.abc import Callable, Coroutine, Generator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Concatenate, Generic, ParamSpec, TypeVar

from guitai.conversation.turn import Turn
from guitai.language import Words
from guitai.shield.card import Card, Page
from guitai.shield.private import Private, hidden, reveal, sayable
from guitai.understanding.answer import Answer, NotTaken, Unclear, Wish
from guitai.understanding.choices import Choice, listed, yes_or_no

P = ParamSpec("P")
T = TypeVar("T")

Step = Callable[Concatenate[Turn, P], T]
Read = Callable[[Answer], T]


class Request(Generic[T]):
    """What a flow awaits: it is handed to the runner, and what the runner sends back is the result."""

    def __await__(self) -> Generator["Request[T]", T, T]:
        return (yield self)


@dataclass(frozen=True)
class Say(Request[None]):
    """Tell the customer, once."""

    words: Words


@dataclass(frozen=True)
class Suggest(Request[None]):
    """A likely next wish, as a tap under the reply."""

    label: Words
    wish: Wish


@dataclass(frozen=True)
class Show(Request[None]):
    """A value of the bank's, on a card."""

    words: Words
    card: object


@dataclass(frozen=True)
class Ask(Request[Any]):
    """A question that `read` must accept an answer to. With a value in `otherwise` it need not be asked."""

    name: str
    page: ClassVar[str] = ""
    words: Words
    read: Callable[[Answer], Any]
    choice: Choice | None = None
    otherwise: tuple[object, ...] = ()

    def value(self, answer: Answer) -> Any:
        """What the answer means. What is read from a private slot is private too, and so is what is wrong with it."""
        private = any(isinstance(slot, Private) for slot in answer.slots.values())
        try:
            value = self.read(replace(answer, slots=reveal(dict(answer.slots))))
        except Unclear as no:
            raise NotTaken(Words(no.says, hidden(no.values) if private else no.values)) from no
        except ValueError as no:  # what it says was not written for customers
            raise NotTaken(Words("抱歉，没有听明白。")) from no
        return Private(reveal(value)) if private else value

    def reads(self, answer: Answer) -> tuple[Any] | None:
        """What the question makes of this answer, if it takes it."""
        try:
            return (self.value(answer),)
        except (NotTaken, LookupError):
            return None


@dataclass(frozen=True)
class Look(Request[Any]):
    """Read the bank as it stands now."""

    kind: ClassVar[str] = "look"
    step: Callable[..., Any]
    args: tuple[object, ...]
    kwargs: dict[str, object]


@dataclass(frozen=True)
class Do(Look):
    """Change the bank, once."""

    kind: ClassVar[str] = "do"


@dataclass(frozen=True)
class Until(Request[Any]):
    """Wait for what is no message."""

    event: str
    words: Words
    subject: object = None
    choice: None = None  # as a question may have one

    @property
    def page(self) -> str:
        """Where the customer makes it happen: an order is signed on its own page."""
        return f"/orders/{reveal(self.subject)}" if self.event == "signed" else ""


def say(text: str, /, **values: object) -> Request[None]:
    """Tell the customer, once: public words, or what they said themselves."""
    return Say(Words(text, sayable(values)))


def suggest(label: Words | str, intent: str, /, **slots: object) -> Request[None]:
    """Put a likely next wish under the reply, as a tap that opens that intent with these slots."""
    given = {name: value for name, value in slots.items() if value is not None}
    return Suggest(Words(label) if isinstance(label, str) else label, Wish(intent, given))


def show(text: str, card: Card | Page, /, **values: object) -> Request[None]:
    """Give a value of the bank's: the words in the chat, the value on a sealed card. Or lead to a page."""
    return Show(Words(text, sayable(values)), card)


def ask(name: str, text: str, read: Read[T], /, **values: object) -> Request[T]:
    """Ask until `read` accepts. A slot of that name in the opening message answers first."""
    return Ask(name, Words(text, sayable(values)), read)


def given(name: str, text: str, read: Read[T], otherwise: T, /) -> Request[T]:
    """What the opening message gave for `name`, or `otherwise`. Asked for only where `read` can't take it."""
    return Ask(name, Words(text), read, otherwise=(otherwise,))


def choose(name: str, text: str, options: Sequence[T], /, **values: object) -> Request[T]:
    """One of a list. A list of one is no question. The bank's things stand in the chat as numbers only."""
    choice = listed(options)
    only = tuple(option.value for option in choice.options) if len(choice.options) == 1 else ()
    return Ask(name, Words(text, sayable(values)), choice.read, choice, only)


def pick(name: str, text: str, likely: Sequence[T], read: Read[T], /, **values: object) -> Request[T]:
    """One of those that are `likely`, to tap, or any other answer that `read` accepts."""
    choice = listed(likely)
    return Ask(name, Words(text, sayable(values)), choice.either(read), choice)


def confirm(name: str, text: str, /, *labels: str, by_hand: bool = False, **values: object) -> Request[bool]:
    """Yes or no; the two `labels` say it in other words. A yes that must be given `by_hand` is never spoken."""
    choice = yes_or_no(*labels)
    return Ask(name, Words(text, sayable(values)), choice.by_hand if by_hand else choice.read, choice)


def look(step: Step[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Request[T]:
    """Read the bank as it stands now. What comes back is `Private`, unless the step is `public`."""
    return Look(step, args, kwargs)


def do(step: Step[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Request[T]:
    """Change the bank, once. A refusal is raised here; the flow may catch it."""
    return Do(step, args, kwargs)


def until(event: str, text: str, subject: object = None, /, **values: object) -> Request[Any]:
    """Wait for what happens to `subject`: its signature, its slow read. What it brought comes back, as `Private`."""
    return Until(event, Words(text, sayable(values)), subject)


@dataclass(frozen=True)
class Flow:
    """One customer wish: its intent, its script, its name to people, and the `menu` button that it stands under.

    Two that `moves` money are never open at once. One that is `repeatable` is gone on with, as a look-up is: 那八月呢.
    """

    intent: str
    script: Callable[[], Coroutine[Request[Any], Any, None]] = field(repr=False)
    title: str
    menu: str | None
    moves: bool
    repeatable: bool = False


def flow(
    intent: str, *, title: str, menu: str | None = None, moves: bool = False, repeatable: bool = False
) -> Callable[[Callable[[], Coroutine[Any, Any, None]]], Flow]:
    """Make a coroutine the flow that serves this intent. Flows are found by walking the capabilities."""

    def named(script: Callable[[], Coroutine[Any, Any, None]]) -> Flow:
        return Flow(intent, script, title, menu, moves, repeatable)

    return named


def public(step: Step[P, T]) -> Step[P, T]:
    """Mark a step whose result anybody may know: products, branches, rates. It comes back plain."""
    setattr(step, "public", True)  # noqa: B010 - a function has no such attribute to mypy
    return step


def draft(*, void: Callable[[Turn, Any], None]) -> Callable[[Step[P, T]], Step[P, T]]:
    """Mark a step that only drafts an order. Until it is signed, a correction cuts it and calls `void` on it."""

    def marked(step: Step[P, T]) -> Step[P, T]:
        setattr(step, "void", void)  # noqa: B010 - as above
        return step

    return marked
