"""What a recording sounds like, in samples."""

from dataclasses import dataclass, field

RATE = 16_000  # samples a second, as recognisers take them


class Unreadable(ValueError):
    """It is no recording that can be read here."""


@dataclass(frozen=True)
class Sound:
    """Samples of 16 bits, 16,000 a second. `gaps` is how many packets could not be decoded."""

    samples: bytes = field(repr=False)
    gaps: int = 0

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / (2 * RATE)
