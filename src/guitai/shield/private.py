"""Values read from the bank's books: flows compare, pass on and show them, and can't put them into words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NoReturn, TypeVar, cast

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
        return Private(call(*map(reveal, args), **{name: reveal(value) for name, value in kwargs.items()}))

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


def reveal(value: object) -> Any:
    """The value itself, for a step or a card. Flows never call this: a test reads their code."""
    return value._value if isinstance(value, Private) else value


def sayable(values: Mapping[str, object]) -> dict[str, object]:
    """The values of a sentence, each that may be named by its public name."""
    return {name: _named(value) for name, value in values.items()}


def _named(value: object) -> object:
    return value.public_name if isinstance(value, Private) and hasattr(value._value, "public_name") else value
