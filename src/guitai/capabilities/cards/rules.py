"""Cards as their owner sees them, and what is signed to have one back. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from guitai.language import Words
from guitai.naming import account_name, grouped, known_as
from guitai.shield.document import Draft, Line
from guitai.understanding import lost_cards
from guitai.understanding.answer import Answer, Unclear

TAIL = re.compile(r"(?:是|丢的是|尾号)*(?P<tail>\d{4})(?:的?[那这]?张?卡?)[丢掉]?[了的吧]*")
FREEZE, UNFREEZE = "cards.freeze", "cards.unfreeze"
FOUND_AGAIN_SMS = (
    "【江海银行】您尾号{tail}的卡刚在微信上解除了挂失。如非本人操作，请马上冻结微信服务，或到本行网点办理。"
)


@dataclass(frozen=True)
class OwnCard:
    """A card of the customer's, and the account behind it: what is stopped is stopped on the account."""

    account_id: int
    kind: str
    number: str
    lost: bool  # as the customer has reported
    pays: bool = True  # the customer's own report aside
    takes: bool = True

    @property
    def tail(self) -> str:
        """The number's last four digits."""
        return self.number[-4:]

    @property
    def public_name(self) -> Words:
        """The customer's own cards may be named in the chat, by kind and tail."""
        return account_name(self.kind, self.tail)

    @property
    def known_as(self) -> tuple[str, ...]:
        """What the customer may call it."""
        return known_as(self.kind, self.tail)

    @property
    def stopped(self) -> bool:
        """Whether it is for another's reason: a court's, the police's, the bank's."""
        return not (self.pays and self.takes)

    @property
    def still(self) -> "Still":
        """What such a reason stops, also when the card is lost no more."""
        return Still(self.pays, self.takes)


@dataclass(frozen=True)
class OwnCards:
    """Those of the customer's cards that may be meant."""

    cards: tuple[OwnCard, ...]

    @property
    def several(self) -> bool:
        """Whether it has to be said which."""
        return len(self.cards) > 1

    @property
    def choices(self) -> list[OwnCard | None]:
        """The same, of an answer that may say that none is lost."""
        return [*self.cards]


@dataclass(frozen=True)
class Still:
    """What does not work yet, as a part of a sentence: which way it is follows from the books, and may be said."""

    pays: bool
    takes: bool

    @property
    def public_name(self) -> Words:
        """The ways that are stopped."""
        if self.pays:
            return Words("别人还是转不进来")
        return Words("钱还是出不去" if self.takes else "钱还是出不去，别人也转不进来")


def card_named(answer: Answer) -> str:
    """The card as it was named: a tail, or a kind."""
    tail = TAIL.fullmatch(answer.text)
    return str(answer.slots.get("account") or (tail and tail["tail"]) or answer.text)


def lost_in_words(answer: Answer) -> str | None:
    """The tail of the lost one, in a sentence of several; None says that none is any more, or is to be blocked."""
    if tail := lost_cards.left_over(answer.text):
        return tail
    if lost_cards.blocks(answer.text) is not False:
        raise Unclear("没有找到您说的这一项。请点选，或者回复前面的数字。")
    return None


def blocked_before(answer: Answer) -> str:
    """The tail of the card that was blocked just now, where another was meant."""
    if "rather" not in answer.slots:
        raise Unclear("抱歉，没有听明白。")
    return str(answer.slots["rather"])


def plainly(answer: Answer) -> bool:
    """Whether the card that is lost was named in an order, and in no question, story or denial."""
    if "plainly" not in answer.slots:
        raise Unclear("抱歉，没有听明白。")
    return answer.slots["plainly"] is True


def is_tail(named: str) -> bool:
    """Whether exactly one card is meant: then no question is needed, and in an emergency none is asked."""
    return named.isascii() and named.isdigit()


def to_the_minute(at: datetime) -> Words:
    """From when something is possible, as it is said: the next full minute."""
    return Words("{at}", {"at": at + timedelta(minutes=1, microseconds=-1)})


def lifting(card: OwnCard) -> Draft:
    """What a customer signs to use a card again that they had reported lost."""
    effect = (
        Words("挂失解除，但这个账户还有别的限制，{still}", {"still": card.still.public_name})
        if card.stopped
        else Words("这张卡可以照常付款、转账、取款")
    )
    return Draft(
        UNFREEZE,
        Words("解除挂失"),
        (
            Line("card", Words("卡"), card.public_name),
            Line("number", Words("卡号"), grouped(card.number)),
            Line("effect", Words("签名以后"), effect),
        ),
        (Words("卡确实在您自己手里，再签名。如果有人让您这样做，请不要签，并拨打反诈专线96110。"),),
    )
