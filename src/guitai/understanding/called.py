"""Somebody whom a customer calls otherwise than the books do: 女儿, 孙丽娟. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Called:
    """What the customer `said`, which is all that may stand in the chat, and the `name` that is looked for.

    >>> str(Called("女儿", "孙丽娟"))
    '女儿'
    """

    said: str
    name: str

    def __str__(self) -> str:
        return self.said
