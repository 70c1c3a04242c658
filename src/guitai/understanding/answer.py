"""What a customer says, and how: the values a conversation is made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from guitai.errors import Spoken
from guitai.language import Words


class How(StrEnum):
    """The way something was said."""

    TYPED = "typed"
    SPOKEN = "spoken"
    TAPPED = "tapped"
    PICTURE = "picture"
    VIDEO = "video"
    PLACE = "place"
    LINK = "link"
    STICKER = "sticker"
    UNKNOWN = "unknown"  # a kind of message that we don't know yet: never read as a command
    EVENT = "event"  # nobody said it: something happened, here or on the phone


@dataclass(frozen=True)
class Place:
    """A point that the customer sent, in the map's coordinates (GCJ-02)."""

    latitude: Decimal
    longitude: Decimal
    label: str


@dataclass(frozen=True)
class Answer:
    """What the customer answered: its text, when and how it was said, and the slots understood in it.

    `option` is the place in the list where one of a question's options was tapped. `then` is what the same message
    wishes for besides, one behind the other.
    """

    text: str
    said_at: datetime
    how: How = How.TYPED
    slots: Mapping[str, object] = field(default_factory=dict)
    option: int | None = None
    place: Place | None = None
    then: "Wish | None" = None

    @property
    def aloud(self) -> bool:
        """Whether a recogniser heard it: it may be other words that sound the same."""
        return self.how is How.SPOKEN

    def telling(self, told: Mapping[str, object], at: datetime) -> "Answer":
        """The same, in which this was told too, at that moment. A wish that is told so isn't wished besides as well."""
        then = in_turn(one for one in wished(self.then) if not one.orders(told))
        return replace(self, slots={**self.slots, **told}, said_at=at, then=then) if told else self

    def without(self, *slots: str) -> "Answer":
        """The same, in which these are not told."""
        return replace(self, slots={name: value for name, value in self.slots.items() if name not in slots})


@dataclass(frozen=True)
class Heard:
    """What a channel heard, not understood yet: `option` is the id of what was tapped, `wish` a menu's intent.

    Of a file that is `awaited` nothing is known yet: what it says will be heard later. `unclear` is the constant
    sentence to say where that could not be made out. In a picture something is `seen`, which is said, and may answer
    an open question with its `slots`; where it does not, `otherwise` is said, and the `offers` can be tapped.
    """

    how: How
    text: str = ""
    option: str | None = None
    wish: str | None = None
    place: Place | None = None
    awaited: bool = False
    unclear: Words | str = ""
    slots: Mapping[str, object] = field(default_factory=dict)
    seen: Words | None = None
    otherwise: Words | str = ""
    offers: Sequence[tuple[Words | str, "Wish"]] = ()


@dataclass(frozen=True)
class Wish:
    """What opens a flow: an intent and its slots. `instead` of the open one; an empty intent goes on with that.

    `asked`: it was asked whether this is meant, and a yes says so. `then` is what is wished for after it.
    """

    intent: str
    slots: Mapping[str, object] = field(default_factory=dict)
    instead: bool = False
    asked: bool = False
    then: "Wish | None" = None

    def orders(self, told: Mapping[str, object]) -> bool:
        """Whether it pays those who are told what is told."""
        return all(name in told and told[name] == self.slots.get(name) for name in ("payee", "amount"))


def wished(then: Wish | None) -> Sequence[Wish]:
    """What is wished for, one after the other."""
    return (then, *wished(then.then)) if then else ()


def in_turn(wishes: Iterable[Wish]) -> Wish | None:
    """The first with the others behind it."""
    every = [*wishes]
    return replace(every[0], then=in_turn(every[1:])) if every else None


@dataclass(frozen=True)
class Happened:
    """Something that nobody said. `subject` is what it happened to, such as an order; `key` tells it from all else."""

    name: str
    key: bytes
    subject: object = None
    value: object = None


class Unclear(Spoken, ValueError):
    """An answer that a reader can't take: a constant sentence with named fields, said before asking again."""

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text)
        self.says = text
        self.values = values


class NotTaken(Exception):
    """The question's reader did not take the answer, for a reason that can be said: `words`."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.text)
        self.words = words
