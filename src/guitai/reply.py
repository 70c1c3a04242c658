"""What one turn says back: sentences, links to cards, and what can be tapped. Knows no channel."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from guitai.language import Catalogue, Language, Words
from guitai.understanding.offers import Offered


@dataclass(frozen=True)
class Link:
    """A link to a page of the bank's, under a sentence."""

    label: str
    url: str


@dataclass
class Reply:
    """One reply. Everything is put into words as it is said, in the language of that moment."""

    catalogue: Catalogue
    page_url: Callable[[UUID], str]
    language: Language
    parts: list[str | Link] = field(default_factory=list)
    taps: list[Offered] = field(default_factory=list)

    def say(self, words: Words | str) -> None:
        """Add a sentence."""
        self.parts.append(self.catalogue.speak(words, self.language))

    def link(self, words: Words | str, card_id: UUID) -> None:
        """Add a sentence and the link to the card that it speaks of."""
        self.say(words)
        self.parts.append(Link(self.catalogue.speak("点这里查看", self.language), self.page_url(card_id)))
