"""The ways to say no: what a customer said can't be taken, the bank refuses, or an installation is set up wrongly."""

from typing import ClassVar


class Spoken(Exception):
    """A no that is said: `says` is a constant sentence with named fields, `values` are what stands in them."""

    says: str
    values: dict[str, object]


class Refusal(Spoken):
    """The bank says no, for a reason the customer can act on.

    A subclass gives a stable `code` and the sentence `says`, a constant with named fields; whoever raises it
    gives the fields' values. `detail` is what only the bank may see: it is recorded, never said. `offers` is what
    can be tapped under it: a label and the intent that it opens.
    """

    code: ClassVar[str]
    offers: ClassVar[tuple[str, str] | None]
    known: ClassVar[dict[str, type["Refusal"]]] = {}

    def __init_subclass__(cls, *, code: str, says: str, offers: tuple[str, str] | None = None) -> None:
        cls.code = code
        cls.offers = offers
        cls.says = says
        cls.known[code] = cls

    def __init__(self, *, detail: str = "", **values: object) -> None:
        super().__init__(self.code)
        self.values = values
        self.detail = detail


class Misconfigured(Exception):
    """The installation can't run as it is set up: one line that says what is wrong and what to do."""
