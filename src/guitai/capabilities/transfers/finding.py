"""Steps: who is meant by a name, an account number or a mobile number; and whether the account is in that name."""

from dataclasses import replace

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.refusals import (
    NameMismatch,
    NoMobile,
    NoSuchNumber,
    NoSuchOwn,
    NotTheirMobile,
    PayeeClosed,
    TakesNothing,
)
from guitai.capabilities.transfers.whom import Another, Own, Payee, To, kin
from guitai.clearing.banks import OWN_BIN, OWN_CODE, bank_of_card
from guitai.clearing.names import same_name
from guitai.conversation.turn import Turn
from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.ledger.accounts import Account, account, account_numbered, accounts_of
from guitai.ledger.refusals import NoSuchAccount
from guitai.naming import EVERYDAY
from guitai.understanding.fold import fold
from guitai.understanding.slots.sounding import nearest

MOST_OPTIONS = 20


def found(turn: Turn, to: To, bank: str) -> list[Payee]:
    """Whom the customer may mean; of several, or where a name only sounds like it, they choose.

    `bank` is where the account is, unless they named one with whom to pay.
    """
    bank = to.bank or bank
    if to.oneself:
        return [*_their_own(turn.db, turn.customer), Another()]
    if to.own:
        own = [one for one in accounts_of(turn.db, turn.customer) if one.tail == to.own]
        if not own:
            raise NoSuchOwn(tail=to.own)
        return [_own(turn.db, taking(turn.db, own[0].number))]
    if to.number:
        return [_numbered(turn.db, turn.customer, to, bank)]
    if to.mobile:
        return [*_with_mobile(turn.db, turn.customer, to)]
    return _named(turn.db, turn.customer, to, bank)


def at_bank(turn: Turn, payee: Payee, bank: str) -> Payee:
    """The payee, at the bank that the customer named."""
    return _as_known(turn.db, turn.customer, replace(payee, bank=bank))


def in_name_of(turn: Turn, payee: Payee, name: str) -> Payee:
    """The payee, by the name that the customer gave: the account has to be in it."""
    named = replace(payee, name=name)
    check_name(turn.db, named)
    return named


def check_name(db: Transaction, payee: Payee) -> None:
    """Refuse where an account of this bank is in another name: in which, is not said."""
    if not payee.here or not payee.name:
        return
    holder = customers.customer(db, Owner(taking(db, payee.number).key.owner))
    if holder is None or not _same(payee.name, holder.name):
        raise NameMismatch


def taking(db: Transaction, number: str) -> Account:
    """The account of this bank with that number, if it takes transfers."""
    try:
        one = account(db, account_numbered(db, number))
    except NoSuchAccount as no:
        raise NoSuchNumber(detail=no.detail) from no
    if one.kind not in EVERYDAY:
        raise TakesNothing(detail=one.kind)
    if one.closed:
        raise PayeeClosed
    return one


def _same(one: str, other: str) -> bool:
    """Whether a name is the account's; a customer may write in Traditional what the papers have in Simplified."""
    return same_name(fold(one), fold(other))


def _named(db: Transaction, owner: Owner, to: To, bank: str) -> list[Payee]:
    """Those in the book who go by this name, at that bank where one is named; or else who sound like it.

    A name that was said aloud may have been heard for another: those who sound like it are offered too.
    """
    every = [entry.payee for entry in book.entries(db, owner)]
    known = [payee for payee in every if bank in ("", payee.bank)]
    exact = [payee for payee in known if payee.goes_by(to.name)]
    meant = exact[:MOST_OPTIONS]
    if _same(to.name, name_of(db, owner)) and (mine := _their_own(db, owner)):
        return [*meant, *mine, Another()]
    if meant and not to.aloud:
        return meant
    near = [known[place] for place in nearest(to.name, [payee.names for payee in known])]
    others = [payee for payee in near if payee not in exact]
    return [*meant, *others, Another()] if others or not meant else meant


def _their_own(db: Transaction, owner: Owner) -> list[Payee]:
    """The customer's own accounts that one may pay into from another of theirs: none where there is but one."""
    own = [one for one in accounts_of(db, owner) if one.kind in EVERYDAY and one.credits_open]
    name = name_of(db, owner)
    return [Own(name, one.number, OWN_CODE, mine=True) for one in own] if len(own) > 1 else []


def _numbered(db: Transaction, owner: Owner, to: To, bank: str) -> Payee:
    """The account of that number. A card's first digits say whose it is; what they don't say, the customer does."""
    named = bank_of_card(to.number)
    code = named.code if named else OWN_CODE if _ours(db, to.number) else bank
    payee = _as_known(db, owner, Payee(to.legal_name, to.number, code, called=to.known_by))
    if payee.here:
        one = taking(db, to.number)
        check_name(db, payee)
        if one.key.owner == owner:
            if kin(to.known_by):  # 我妈's account is in no name of the customer's
                raise NameMismatch
            return _own(db, one)
    return payee


def _ours(db: Transaction, number: str) -> bool:
    """Whether it is a number of this bank's that no card has, such as a deposit's."""
    try:
        account_numbered(db, number)
    except NoSuchAccount:
        return number.startswith(OWN_BIN)
    return True


def _with_mobile(db: Transaction, owner: Owner, to: To) -> list[Payee]:
    """The customers of this bank who have that mobile number: where the customer gave a name, those of that name."""
    payees = []
    for holder in customers.by_mobile(db, to.mobile):
        person = customers.customer(db, holder)
        takes = [one for one in accounts_of(db, holder) if one.kind in EVERYDAY and one.credits_open]
        if person is None or not takes or holder == owner:
            continue
        if not to.legal_name or _same(to.legal_name, person.name):
            payee = Payee(
                person.name,
                takes[0].number,
                OWN_CODE,
                called=to.known_by,
                name_given=bool(to.legal_name),
                number_given=False,
            )
            payees.append(_as_in_the_book(db, owner, payee))
    if not payees:
        raise NotTheirMobile if to.legal_name else NoMobile
    return payees


def _as_in_the_book(db: Transaction, owner: Owner, payee: Payee) -> Payee:
    """The same payee; whose name the customer has given before is shown by it, whatever they are found by now."""
    entry = book.known(db, owner, payee)
    if entry is None:
        return payee
    named = payee.name_given or entry.payee.name_given
    return replace(payee, proved=True, name_given=named, called=entry.payee.called or payee.called)


def _as_known(db: Transaction, owner: Owner, payee: Payee) -> Payee:
    """The same payee, with what the book knows: whether a payment has arrived there, and in which name."""
    entry = book.known(db, owner, payee) if payee.bank else None
    if entry is None:
        return payee
    return replace(payee, proved=True, name=payee.name or entry.payee.name, called=entry.payee.called)


def name_of(db: Transaction, owner: Owner) -> str:
    """In which name the customer's accounts are."""
    person = customers.customer(db, owner)
    assert person is not None, "an account has an owner"
    return person.name


def _own(db: Transaction, one: Account) -> Payee:
    return Payee(name_of(db, Owner(one.key.owner)), one.number, OWN_CODE, mine=True)
