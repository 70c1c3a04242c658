"""Values read from the bank's books: flows compare, pass on and show them, and can't put them into words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NoReturn, TypeVar, cast

from guitai.errors import Spoken
from guitai.language import Words

T = TypeVar("T")


class Leak(TypeError):
    """A private value was about to become text."""


@dataclass(frozen=True, eq=False, repr=False)
class Private(Generic[T]):
    """Stands for a bank's value. Its parts are private too; comparing it gives a plain bool.

    There is no `len`, no number and no text of it. Only what its class names `public_name` may be said: the
    customer's own accounts, by kind and tail.
    """

    _value: T

    def __getattr__(self, name: str) -> Any:
        if name.startswith(
            "_"
        ):  # a protocol's question (may it be copied, drawn, counted?), no part of the value
            raise AttributeError(name)
        value = getattr(self._value, name)
        return value if name == "public_name" else Private(value)

    def __call__(self, *args: object, **kwargs: object) -> Any:
        call = cast(Any, self._value)
        try:
            return Private(call(*map(reveal, args), **reveal(kwargs)))
        except Spoken as no:
            no.values = hidden(no.values)
            raise

    def __getitem__(self, key: object) -> Any:
        return Private(cast(Any, self._value)[reveal(key)])

    def __iter__(self) -> Iterator[Any]:
        return (Private(item) for item in cast(Any, self._value))

    def __contains__(self, item: object) -> bool:
        return reveal(item) in cast(Any, self._value)

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return bool(self._value == reveal(other))

    def __lt__(self, other: object) -> bool:
        return bool(self._value < reveal(other))

    def __le__(self, other: object) -> bool:
        return bool(self._value <= reveal(other))

    def __gt__(self, other: object) -> bool:
        return bool(self._value > reveal(other))

    def __ge__(self, other: object) -> bool:
        return bool(self._value >= reveal(other))

    __hash__ = None  # type: ignore[assignment]  # a set of them could be counted

    def __repr__(self) -> str:
        return "<private>"

    def __str__(self) -> NoReturn:
        raise Leak("a private value can't be said; show it on a card")

    def __format__(self, spec: str) -> NoReturn:
        raise Leak("a private value can't be said; show it on a card")


def banks(value: object) -> object:
    """What was read from the books, as a flow gets it. Nothing is no secret."""
    return None if value is None else Private(value)


def reveal(value: object) -> Any:
    """The value itself, for a step or a card. Flows never call this: a test reads their code."""
    match value:
        case Private():
            return reveal(value._value)
        case list():
            return [reveal(item) for item in value]
        case tuple() if type(value) is tuple:
            return tuple(reveal(item) for item in value)
        case dict():
            return {key: reveal(item) for key, item in value.items()}
    return value


def hidden(values: Mapping[str, object], handed: Iterable[object] = ()) -> dict[str, object]:
    """What the bank's own code names in a sentence: its own, but for `Words` and for what the flow `handed` it plainly.

    A part of what was handed over counts as handed over.
    """
    plain: list[object] = []
    for value in handed:
        if not isinstance(value, Private):
            plain += [value, *getattr(value, "__dict__", {}).values()]
    return {
        name: value if isinstance(value, Words) or value in plain else Private(reveal(value))
        for name, value in values.items()
    }


def sayable(values: Mapping[str, object]) -> dict[str, object]:
    """The values of a sentence, each that may be named by its public name."""
    return {name: _named(value) for name, value in values.items()}


def _named(value: object) -> object:
    return value.public_name if isinstance(value, Private) and hasattr(value._value, "public_name") else value
