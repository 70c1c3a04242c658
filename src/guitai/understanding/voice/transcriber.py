"""Who makes text of a recording, whichever way; and why none could be made of it."""

from dataclasses import dataclass
from typing import Protocol

from guitai.understanding.voice.sound import Sound


@dataclass(frozen=True)
class Transcript:
    """What was heard. `confidence`, from 0 to 1, is how sure the recogniser was of each piece, in the mean."""

    text: str
    confidence: float


class Unheard(Exception):
    """Nothing can be made of it that the bank could act on: silence, noise, a recogniser that rambles. Asked again."""


class Transcriber(Protocol):
    """A recogniser. It may take seconds, and loads what it needs when it is first asked."""

    def transcribe(self, sound: Sound) -> Transcript:
        """What is said, or Unheard."""
