"""What the bank does about transfers, as the flows ask for it. What it is made of stands in the modules beside this."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

from guitai.capabilities.transfers import judging, receipts, sending, store
from guitai.capabilities.transfers.arrival import USUAL, Arrival, When
from guitai.capabilities.transfers.booking import booked
from guitai.capabilities.transfers.order import Instruction, Terms, draft
from guitai.capabilities.transfers.receipts import Receipt
from guitai.capabilities.transfers.refusals import NoAccount, NotBound, PayerLost, ToItself
from guitai.capabilities.transfers.rules import Payer, Sources
from guitai.capabilities.transfers.store import Authority
from guitai.capabilities.transfers.whom import Payee
from guitai.conversation import flow
from guitai.conversation.flow import public
from guitai.conversation.turn import Turn
from guitai.customers import customers
from guitai.ledger.accounts import Account, account, accounts_of
from guitai.money import Money
from guitai.naming import EVERYDAY, LOST
from guitai.shield import devices, freezes, orders
from guitai.shield.strength import Limit, Strength


def able_to_pay(turn: Turn) -> None:
    """Refuse a chat that is nobody's, a customer who is frozen, and one who has no account to pay from."""
    bound(turn)
    freezes.check(turn.db, turn.customer)
    if not _accounts(turn):
        raise NoAccount


def bound(turn: Turn) -> None:
    """Refuse a chat that is nobody's."""
    if customers.customer(turn.db, turn.customer) is None:
        raise NotBound


def has_account(turn: Turn, tail: str) -> bool:
    """Whether an account of the customer's ends so."""
    return any(one.tail == tail for one in accounts_of(turn.db, turn.customer))


@public
def most_at_once(turn: Turn) -> Limit:
    """The most that can be paid at once with any signature."""
    return turn.limits.at[Strength.CERTIFICATE]


def payers(turn: Turn, named: str, payee: Payee, spared: str = "") -> Sources:
    """The accounts from which the customer may pay this: those that go by this tail or kind, where one was named.

    Else none with the tail that is to be `spared`, if there is another.

    The likeliest is the one that this payee was paid from last, or else the first that was opened of the best class;
    what is on them says nothing, since the chat would tell it. Who names the account that is paid is asked for another.
    What can't pay is meant only where it was named, or where nothing else is there.
    """
    own = [one for one in _accounts(turn, payee) if one.number != payee.number]
    open_ones = [one for one in own if one.debits_open]
    others = _paying([one for one in open_ones if one.tail != spared]) or _paying(open_ones) or _paying(own)
    if not others:
        raise ToItself
    lost = _paying([one for one in own if LOST in one.stops])
    if len(lost) == len(own):
        raise PayerLost
    found = [payer for payer in _paying(own) if named in payer.known_as] if named else others
    same = payee.mine and named == payee.tail
    gone = found[0] if found and open_ones and found[0] in lost else None
    accounts = tuple(others if gone else found or others)
    return Sources(
        accounts, len(own) > 1, not found, same, tuple(one for one in lost if one not in accounts), gone
    )


def terms(turn: Turn, payee: Payee, amount: Money, payer: Payer, memo: str, arrival: Arrival) -> Terms:
    """What such a transfer takes as things stand."""
    of = Instruction(payer, payee, amount, memo)
    return judging.terms(turn.db, turn.customer, of, arrival, turn.limits)


def after_all(turn: Turn, agreed: Terms, sooner: bool) -> Terms:
    """The same, when the customer was told how long a first payment waits: they give that up, or it waits."""
    arrival = replace(agreed.arrival, waived=True) if sooner else USUAL
    return judging.terms(turn.db, turn.customer, agreed.instruction, arrival, turn.limits)


def too_little(turn: Turn, agreed: Terms) -> bool:
    """Whether the account does not hold that much with the fee. What leaves on a later day may come until then."""
    if agreed.arrival.when in (When.DATED, When.MONTHLY):
        return False
    of = agreed.instruction
    return account(turn.db, of.payer.key).available < of.amount + agreed.fee


def other_payers(turn: Turn, agreed: Terms) -> list[Payer]:
    """The accounts from which the customer could pay it instead."""
    of = agreed.instruction
    own = [one for one in _accounts(turn, of.payee) if one.debits_open]
    return _paying([one for one in own if one.number not in (of.payee.number, of.payer.number)])


def from_another(turn: Turn, agreed: Terms, payer: Payer) -> Terms:
    """The same, from that account."""
    of = replace(agreed.instruction, payer=payer)
    return judging.terms(turn.db, turn.customer, of, agreed.arrival, turn.limits)


def _void(turn: Turn, order_id: UUID) -> None:
    orders.void(turn.db, turn.customer, order_id)


@flow.draft(void=_void)
def put_up(turn: Turn, agreed: Terms) -> UUID:
    """Put the transfer up for signing."""
    of = sending.check(turn.db, turn.customer, agreed.instruction)
    on_new = judging.on_new_device(turn.db, turn.customer, of, agreed.arrival, turn.limits)
    return orders.draft(
        turn.db, turn.customer, draft(agreed), agreed.strength, tongue=turn.tongue, on_new=on_new
    )


def carry_out(turn: Turn, order_id: UUID, agreed: Terms) -> Receipt:
    """Carry out what was signed, if it still can be."""
    db, owner = turn.db, turn.customer
    order = orders.order(db, owner, order_id)
    signed = orders.signed(db, owner, order_id)
    assert signed.document.says(draft(agreed), turn.tongue.catalogue), (
        "what is carried out is what was signed"
    )
    device = devices.device(db, owner, signed.device_id)
    assert device is not None, "it has just signed"
    authority = Authority(order.strength_on(device, db.now), signed.device_id, device.low(db.now))
    accepted = sending.accept(db, owner, order_id, agreed, turn.limits, authority, device)
    if agreed.monthly:
        return receipts.plan_receipt(accepted, agreed.arrival.day)
    return receipts.receipt(accepted, booked(db, accepted))


def pay_by_rule(turn: Turn, agreed: Terms) -> Receipt:
    """Pay it under the customer's small-amount rule, unsigned."""
    transfer_id = UUID(bytes=sha256(turn.key.encode()).digest()[:16], version=4)
    authority = Authority(Strength.RULE)
    paid = sending.accept(turn.db, turn.customer, transfer_id, agreed, turn.limits, authority, None)
    return receipts.receipt(paid, booked(turn.db, paid))


def _accounts(turn: Turn, payee: Payee | None = None) -> list[Account]:
    """What the customer pays from, the likeliest first."""
    last = store.paid_from(turn.db, turn.customer, payee) if payee else None

    def unlikely(one: Account) -> tuple[bool, bool, int]:
        return not one.debits_open, one.key != last, EVERYDAY.index(one.kind)

    own = [one for one in accounts_of(turn.db, turn.customer) if one.kind in EVERYDAY and not one.closed]
    return sorted(own, key=unlikely)


def _paying(accounts: Sequence[Account]) -> list[Payer]:
    return [Payer(one.key, one.kind, one.number) for one in accounts]
