"""A customer who speaks, reads what is shown, and signs nothing but what they wish."""

from dataclasses import dataclass, field, replace
from random import Random
from uuid import UUID

from tests.speech import Recogniser
from tests.spoken_orders import Wish, order, otherwise, rather
from tests.spoken_sums import spoken

from guitai.money import Money, format_money
from guitai.reply import Link
from guitai.shield import cards, orders
from guitai.shield.devices import Device
from guitai.shield.document import Document
from guitai.testing.phones import Phone
from guitai.understanding.answer import How

PATIENCE = 3  # turns after the first: then they give up
ASKED_HOW_MUCH, ASKED_WHOM = "多少", "转给谁"
NONE_OF_THEM, GO_ON = "都不是", ("现在转", "改办转账", "转账")


@dataclass(frozen=True)
class Shown:
    """An order as the page shows it."""

    number: UUID
    fen: int
    name: str
    account: str

    def pays(self, wish: Wish) -> bool:
        """Whether it is the wished payee who is paid."""
        payee = wish.payee
        return (self.name, self.account[-4:]) == (payee.name, payee.tail)


@dataclass
class Talk:
    """What came of one wish: what was said and heard, what was shown, in how many turns after the first."""

    wish: Wish
    said: list[tuple[str, str, str]] = field(
        default_factory=list
    )  # by the customer, as it was heard; the reply
    shown: list[Shown] = field(default_factory=list)
    turns: int = 0
    done: bool = False
    before: list[Shown] = field(default_factory=list)  # what was shown until they thought better of it


class Customer:
    """Wishes to pay somebody, by voice."""

    def __init__(self, phone: Phone, device: Device, hears: Recogniser, chance: Random) -> None:
        self.phone, self.device, self.hears, self.chance = phone, device, hears, chance

    def pays(self, wish: Wish, better: Wish | None = None) -> Talk:
        """Say it, and answer what is asked, until it is signed or patience ends.

        Where they have a `better` wish they say so when they read the order, instead of signing it.
        """
        talk = Talk(wish)
        self._speaks(talk, order(wish, self.chance))
        while True:
            shown = self._shown()
            if shown:
                talk.shown.append(shown)
                if shown.pays(talk.wish) and shown.fen == talk.wish.fen:
                    if better:
                        talk.wish, talk.turns, talk.before, talk.shown = better, 0, talk.shown, []
                        self._speaks(talk, otherwise(better, self.chance))
                        better = None
                        continue
                    self._signs(shown)
                    talk.done = True
                    return talk
            if talk.turns == PATIENCE:
                return talk
            talk.turns += 1
            self._goes_on(talk, shown)

    def _goes_on(self, talk: Talk, shown: Shown | None) -> None:
        wish, reply = talk.wish, self.text
        if shown and not shown.pays(wish):
            self._speaks(talk, rather(shown.name, wish.whom, self.chance))
        elif shown:
            self._speaks(
                talk, rather(spoken(shown.fen, self.chance), spoken(wish.fen, self.chance), self.chance)
            )
        elif option := self._option(wish):
            talk.said.append((f"[{option[1]}]", "", self.phone.taps_option(*option)))
        elif ASKED_WHOM in reply:
            self._speaks(talk, wish.whom)
        elif ASKED_HOW_MUCH in reply:
            self._speaks(talk, spoken(wish.fen, self.chance))
        else:
            self._speaks(talk, order(wish, self.chance))

    def _speaks(self, talk: Talk, text: str) -> None:
        heard = self.hears.hears(text)
        talk.said.append((text, heard, self.phone.says(heard, How.SPOKEN)))

    @property
    def text(self) -> str:
        """The sentences of the last reply."""
        parts = self.phone.reply.parts if self.phone.reply else []
        return "\n".join(part for part in parts if isinstance(part, str))

    def _shown(self) -> Shown | None:
        numbers = [url.rpartition("/")[2] for url in self._links() if "/orders/" in url]
        if not numbers:
            return None
        number = UUID(numbers[-1])
        one = Document.read(orders.order(self.phone.db, self.phone.owner, number).document)
        return Shown(number, one.amount("amount").fen, one.text("payee"), one.text("account"))

    def _option(self, wish: Wish) -> tuple[str, str] | None:
        """What there is to tap for it: the payee on the card, none of them, the sum, or what goes on with it."""
        taps = self.phone.reply.taps if self.phone.reply else []
        mine = {
            number
            for number, about in self._listed()
            if wish.payee.name in about and wish.payee.tail in about
        }
        found = [tap for tap in taps if str(tap.number) in mine]
        sum_ = format_money(Money(wish.fen))
        found += [tap for label in (NONE_OF_THEM, sum_, *GO_ON) for tap in taps if tap.label == label]
        return (found[0].option_id, found[0].label) if found else None

    def _listed(self) -> list[tuple[str, str]]:
        """The numbered rows of the card that the reply links to."""
        found = [UUID(url.rpartition("/")[2]) for url in self._links() if "/cards/" in url]
        stored = [cards.card(self.phone.db, self.phone.owner, number) for number in found]
        return [(row["label"], row["value"]) for one in stored if one for row in one.content["rows"]]

    def _links(self) -> list[str]:
        return (
            [part.url for part in self.phone.reply.parts if isinstance(part, Link)]
            if self.phone.reply
            else []
        )

    def _signs(self, shown: Shown) -> None:
        orders.sign(replace(self.phone.db, now=self.phone.now), self.device, shown.number, "a signature")
        self.phone.happens("signed", shown.number)
