"""Steps: the payee book as its customer sees it."""

from collections.abc import Sequence

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.book import Entry
from guitai.capabilities.transfers.refusals import NoPayees
from guitai.capabilities.transfers.whom import bank_name
from guitai.conversation.turn import Turn
from guitai.language import Words
from guitai.shield import audit
from guitai.shield.card import Card, Row

CHAT = "chat"
SHOWN = 50


def in_book(turn: Turn, named: str) -> list[Entry]:
    """Who is in the book, the one that was paid last first: those who go by this name, where one was said."""
    every = book.entries(turn.db, turn.customer)
    found = [entry for entry in every if not named or entry.payee.goes_by(named)]
    if not found:
        raise NoPayees
    return found[:SHOWN]


def book_card(turn: Turn, people: Sequence[Entry]) -> Card:
    """The card of the book."""
    return Card("常用收款人", tuple(_row(entry) for entry in people))


def called(turn: Turn, entry: Entry, name: str) -> None:
    """The customer calls them so from now on."""
    book.rename(turn.db, turn.customer, entry, name)
    audit.note(turn.db, turn.customer, "payees.rename", by=CHAT, subject=str(entry.payee_id))


def forget(turn: Turn, entry: Entry) -> None:
    """They stand in the book no more."""
    book.remove(turn.db, turn.customer, entry.payee_id)
    audit.note(turn.db, turn.customer, "payees.remove", by=CHAT, subject=str(entry.payee_id))


def _row(entry: Entry) -> Row:
    payee = entry.payee
    values = {"name": payee.shown_name, "called": payee.called}
    label = Words("{called}（{name}）", values) if payee.called else Words("{name}", values)
    where = {"bank": bank_name(payee.bank), "number": payee.shown_number}
    return Row(label, Words("{bank} {number}", where))
