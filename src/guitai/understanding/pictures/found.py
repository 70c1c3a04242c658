"""What a picture was recognised as, and what was read in it, each with how sure that is. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What the picture shows."""

    SLIP = "slip"  # of a transfer, or somebody's account as they pass it on
    CARD = "card"
    BILL = "bill"
    CODE = "code"  # of this bank's own form: whom to pay, and how much
    OTHERS_CODE = "others_code"
    SECRET = "secret"  # an identity card, a one-time code: nothing of it is kept
    NOTHING = "nothing"


@dataclass(frozen=True)
class Field:
    """One value that stands in a picture. `confidence`, of a hundred: how sure its reader was of each letter."""

    value: object
    confidence: int


@dataclass(frozen=True)
class Found:
    """What was recognised. What stands there and could not be read for certain is only named, in `unsure`; so is
    "foreign", an amount of other money, which is never taken."""

    kind: Kind
    fields: Mapping[str, Field] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    whose: str = ""  # a code of somebody else's

    @property
    def values(self) -> dict[str, object]:
        """The values that are certain, by the names of `intents`' slots."""
        return {name: one.value for name, one in self.fields.items()}

    @property
    def confidence(self) -> dict[str, int]:
        """How sure the reader was of each, of a hundred."""
        return {name: one.confidence for name, one in self.fields.items()}
