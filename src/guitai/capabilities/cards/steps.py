"""What the bank does about a lost card: stops what leaves its account, and lets it leave again on a signed order."""

from collections.abc import Sequence
from uuid import UUID

from guitai.capabilities.cards.refusals import (
    NewDevice,
    NewDevices,
    NoCard,
    NoCreditCard,
    NoCreditCardToLift,
    NoSuchCard,
    NoSuchCardToLift,
    NotBound,
    NothingToBlock,
    NotLost,
    StoppedByBank,
)
from guitai.capabilities.cards.rules import (
    FOUND_AGAIN_SMS,
    FREEZE,
    UNFREEZE,
    OwnCard,
    OwnCards,
    lifting,
    to_the_minute,
)
from guitai.conversation.flow import draft
from guitai.conversation.turn import Turn
from guitai.customers import customers
from guitai.ledger import stops
from guitai.ledger.accounts import Account, account, account_numbered, accounts_of
from guitai.ledger.chart import AccountKey
from guitai.naming import EVERYDAY, LOST, as_asked, ungrouped
from guitai.shield import audit, devices, freezes, orders
from guitai.shield.strength import Strength
from guitai.sms import send_text

CHAT = "chat"


def own_cards(turn: Turn) -> list[OwnCard]:
    """The customer's cards."""
    own = _cards(turn)
    if not own:
        raise NothingToBlock if customers.customer(turn.db, turn.customer) else NoCard
    return own


def named_among(turn: Turn, own: Sequence[OwnCard], named: str) -> OwnCards:
    """Those that go by this tail or kind; all, where none was named."""
    if found := _named(own, named):
        return OwnCards(tuple(found))
    raise NoCreditCard if named == "credit" else NoSuchCard(named=as_asked(named))


def report_lost(turn: Turn, card: OwnCard) -> bool:
    """Let nothing leave the card's account from now on; whether it could until now. Safe to do twice."""
    key = AccountKey(turn.customer, card.account_id)
    new = LOST not in account(turn.db, key).stops
    if new:
        stops.stop(turn.db, key, debits=True, credits=False, reason=LOST)
        audit.note(turn.db, turn.customer, FREEZE, by=CHAT, subject=f"account {key.account_id}")
    return new


def reported_lost(turn: Turn, named: str) -> list[OwnCard]:
    """Those that the customer reported lost, of those that go by this tail or kind, where one was named."""
    if customers.customer(turn.db, turn.customer) is None:
        raise NotBound
    found = _named(_cards(turn), named)
    if named and not found:
        raise NoCreditCardToLift if named == "credit" else NoSuchCardToLift(named=as_asked(named))
    lost = [card for card in found if card.lost]
    if lost:
        return lost
    if any(card.stopped for card in found):
        raise StoppedByBank
    raise NotLost


def _void(turn: Turn, order_id: UUID) -> None:
    orders.void(turn.db, turn.customer, order_id)


@draft(void=_void)
def draft_lifting(turn: Turn, card: OwnCard) -> UUID:
    """Put it up for signing. It lets money leave again, so it asks for a code, and for a device that is not new."""
    freezes.check(turn.db, turn.customer)
    new = devices.all_new(turn.db, turn.customer)
    if new:
        raise NewDevices(at=to_the_minute(new.until))
    return orders.draft(
        turn.db, turn.customer, lifting(card), Strength.CODE, tongue=turn.tongue, on_new=NewDevice()
    )


def lift_loss(turn: Turn, order_id: UUID) -> OwnCard:
    """Let the card that was signed for be used again, as far as the customer had stopped it; how it stands now."""
    db, owner = turn.db, turn.customer
    signed = orders.signed(db, owner, order_id)
    device = devices.device(db, owner, signed.device_id)
    assert device is not None, "it has just signed"
    if device.low(db.now):
        raise NewDevice
    key = account_numbered(db, ungrouped(signed.document.text("number")))
    assert key.owner == owner, "what is drafted for a customer is about their own card"
    lifted = stops.lift(db, key, reason=LOST)
    card = _own(turn, account(db, key))
    if lifted:
        by, why = f"device {signed.device_id}", f"account {key.account_id}"
        audit.note(db, owner, UNFREEZE, by=by, subject=str(order_id), why=why)
        _tell_by_sms(turn, card)
    return card


def _tell_by_sms(turn: Turn, card: OwnCard) -> None:
    """Whoever has the customer's WeChat need not have their mobile."""
    person = customers.customer(turn.db, turn.customer)
    assert person is not None, "an account has its customer"
    send_text(turn.db, turn.customer, person.mobile, FOUND_AGAIN_SMS.format(tail=card.tail))


def _cards(turn: Turn) -> list[OwnCard]:
    accounts = accounts_of(turn.db, turn.customer)
    return [_own(turn, one) for one in accounts if one.kind in EVERYDAY and not one.closed]


def _named(own: Sequence[OwnCard], named: str) -> list[OwnCard]:
    return [card for card in own if not named or named in card.known_as]


def _own(turn: Turn, one: Account) -> OwnCard:
    others = [stop for stop in stops.stops(turn.db, one.key) if stop.reason != LOST] if one.stops else []
    return OwnCard(
        one.key.account_id,
        one.kind,
        one.number,
        LOST in one.stops,
        pays=not any(stop.debits for stop in others),
        takes=not any(stop.credits for stop in others),
    )
