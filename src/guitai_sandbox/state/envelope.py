"""A push as it travels: the query with its signatures, and the body in one of the three modes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Envelope:
    """One push, ready to be sent as often as it takes."""

    query: dict[str, str]
    body: str
    plain: str
    sealed: str | None = None  # what stands in `Encrypt`

    @property
    def encrypted(self) -> str | None:
        """The body, where it is not the plain text itself."""
        return None if self.body == self.plain else self.body
