"""What one turn says back: sentences, links to cards, and what can be tapped. Knows no channel."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from guitai.database import Owner, Transaction
from guitai.language import Catalogue, Language, Tongue, Words
from guitai.shield import cards, freezes
from guitai.shield.card import Card, Page, Row
from guitai.understanding.choices import Choice
from guitai.understanding.offers import Means, Offered, offer

LABELS = {"/cards/": Words("点这里查看"), "/orders/": Words("点这里核对并签名")}
OPEN = Words("点这里打开")
UNOPENED = {
    freezes.CUSTOMER: (
        "您的微信服务已经冻结，现在不能查询。要解除冻结，请重新绑定并设置新密码，或带身份证到本行网点办理。"
    ),
    "staff": "您的微信服务已由本行冻结，现在不能查询。请带身份证到本行网点，我们当面为您核实。",
}


@dataclass(frozen=True)
class Link:
    """A link to a page of the bank's, under a sentence."""

    label: str
    url: str


@dataclass
class Reply:
    """One reply. Everything is put into words as it is said, in the language of that moment."""

    catalogue: Catalogue
    page_url: Callable[[str], str]
    language: Language
    parts: list[str | Link] = field(default_factory=list)
    taps: list[Offered] = field(default_factory=list)

    @property
    def tongue(self) -> Tongue:
        """What it is said in."""
        return Tongue(self.catalogue, self.language)

    def say(self, words: Words | str) -> None:
        """Add a sentence."""
        self.parts.append(self.catalogue.speak(words, self.language))

    def begin(self, words: Words | str) -> None:
        """Put a sentence before all others, in the language that was chosen meanwhile."""
        self.parts.insert(0, self.catalogue.speak(words, self.language))

    def link(self, words: Words | str, path: str) -> None:
        """Add a sentence and the link to the page that it speaks of, if there is one."""
        self.say(words)
        if path:
            label = next((label for kind, label in LABELS.items() if path.startswith(kind)), OPEN)
            self.parts.append(Link(self.catalogue.speak(label, self.language), self.page_url(path)))

    def offer(self, number: int, label: Words | str, means: Means, at: datetime) -> None:
        """Add something to tap."""
        self.taps.append(offer(number, self.catalogue.speak(label, self.language), means, at))


def put_up(
    reply: Reply, choice: Choice, at_page: int, here: tuple[UUID, int], at: datetime, show: Callable[..., str]
) -> None:
    """The options of a list, a page at a time; those that may not be named stand on a card. `here` is the question."""
    page = choice.page(at_page)
    hidden = [Row(str(number), option.detail) for number, option in page.items() if option.label is None]
    if hidden:
        show("每一项是什么，请看卡片。", Card("请选择", tuple(hidden)))
    if max(page) < len(choice.options):
        reply.say("回复“更多”看后面的选项。")
    for number, option in page.items():
        unnamed = Words("第{number}项", {"number": number})
        reply.offer(number, unnamed if option.label is None else option.label, here, at)


def placed(
    db: Transaction, owner: Owner, reply: Reply, card: Card | Page, *, life: timedelta = cards.LIFE
) -> str:
    """The path of the page that shows it. A card is stored for this customer, in the language of the reply."""
    if isinstance(card, Page):
        return f"/{card.name}?lang={reply.language}"
    return f"/cards/{cards.store(db, owner, card, reply.tongue, life=life)}"


def shown(
    db: Transaction, owner: Owner, reply: Reply, words: Words | str, card: Card | Page, *, done: bool = False
) -> str:
    """Say these words and link to what they speak of: its path.

    A frozen customer's card would not open: that is said instead, and only of what was `done` the words as well.
    """
    frozen = freezes.frozen_by(db, owner) if isinstance(card, Card) else None
    if frozen is None:
        reply.link(words, path := placed(db, owner, reply, card))
        return path
    if done:
        reply.say(words)
    reply.say(UNOPENED[frozen])
    return ""
