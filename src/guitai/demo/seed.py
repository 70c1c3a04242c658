"""Seeding: the demo's customers, their accounts and their history, written through the ledger's own doors."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from guitai.classes.opening import open_account
from guitai.customers.customers import bind_openid, open_customer, openid_of
from guitai.database import Database, Owner, Transaction
from guitai.demo.history import customers, history
from guitai.demo.people import Customer, Deposit
from guitai.demo.plan import Movement, Outside, Party
from guitai.demo.players import LIN, SIX
from guitai.errors import Misconfigured, Refusal
from guitai.ledger.accounts import account_numbered
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import Details, Entry, transfer
from guitai.ledger.posting import post_all
from guitai.ledger.refusals import NoSuchAccount
from guitai.terms.terms import PostedRates
from guitai.zone import day_of

BATCH = 2000  # entries in one transaction: a seeding that was cut short goes on after the last whole one

OTHER_DEMO = "the data folder holds another demo than this seed and start; run guitai demo --reset"

PLACES = {
    Outside.CASH: Internal.CASH,
    Outside.OTHER_BANKS: Internal.RESERVES,
    Outside.INTEREST: Internal.INTEREST_EXPENSE,
}

Keys = Mapping[str, AccountKey]
"""Accounts by their numbers."""


def seeded(db: Transaction) -> bool:
    """Whether the demo is there, whole: phones are bound last."""
    try:
        owner = Owner(account_numbered(db, LIN.card_number).owner)
    except NoSuchAccount:
        return False
    return openid_of(db, owner) == LIN.openid


def seed(
    database: Database,
    *,
    seed: int,
    start: datetime,
    count: int = 300,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> None:
    """Write the demo as it stands at `start`. Safe to run twice, and goes on where it was cut short.

    `progress` is told how many entries are written, and of how many.
    """
    everybody = customers(seed=seed, start=day_of(start), count=count)
    keys = database.run(lambda db: _accounts(db, everybody))
    planned = list(entries(everybody, keys, seed=seed, start=start, rates=database.terms.rates))
    for first in range(0, len(planned), BATCH):
        progress(first, len(planned))
        batch = planned[first : first + BATCH]
        database.run(lambda db, batch=batch: _post(db, batch))  # type: ignore[misc] # mypy has no such lambda
    database.run(lambda db: _bind(db, keys))
    progress(len(planned), len(planned))


def entries(
    everybody: Sequence[Customer], keys: Keys, *, seed: int, start: datetime, rates: PostedRates
) -> Iterator[Entry]:
    """The history as the ledger's entries, numbered from its first: another demo's first is refused already."""
    days = history(everybody, seed=seed, start=start, rates=rates)
    movements = (movement for day in days for movement in day.movements)
    for number, movement in enumerate(movements):
        yield _entry(movement, f"demo {number}", keys)


def _entry(movement: Movement, name: str, keys: Keys) -> Entry:
    source, target = _side(movement.source, keys), _side(movement.target, keys)
    mover = source if isinstance(source, AccountKey) else target
    assert isinstance(mover, AccountKey), "nothing moves from outside to outside"
    about = movement.about
    return transfer(
        movement.amount,
        owner=mover.owner,
        name=name,
        source=source,
        target=target,
        details=Details(about.summary, movement.target.name, about.category, about.channel, about.memo),
        target_details=Details(
            about.summary,
            movement.source.name,
            about.received or about.category,
            about.channel,
            about.memo,
        ),
        booked_at=movement.at,
    )


def _side(party: Party, keys: Keys) -> AccountKey | Internal:
    return PLACES[party.account] if isinstance(party.account, Outside) else keys[party.account]


def _accounts(db: Transaction, everybody: Sequence[Customer]) -> dict[str, AccountKey]:
    """Everybody's accounts, opened together where they aren't there yet."""
    try:
        account_numbered(db, LIN.card_number)
    except NoSuchAccount:
        return {number: key for someone in everybody for number, key in _open(db, someone)}
    try:
        return {
            account.number: account_numbered(db, account.number)
            for someone in everybody
            for account in someone.accounts
        }
    except NoSuchAccount as error:
        raise Misconfigured(OTHER_DEMO) from error


def _open(db: Transaction, someone: Customer) -> Iterator[tuple[str, AccountKey]]:
    person, since = someone.person, someone.currents[0].opened_on
    owner = open_customer(
        db, name=person.name, id_number=person.id_number, mobile=person.mobile, opened_on=since
    )
    for account in someone.accounts:
        kind = "fixed" if isinstance(account, Deposit) else "current"
        opened = open_account(db, owner, kind, account.number, opened_on=account.opened_on)
        yield account.number, opened.key


def _post(db: Transaction, batch: Sequence[Entry]) -> None:
    for entry, result in zip(batch, post_all(db, batch), strict=True):
        if isinstance(result, Refusal):
            raise Misconfigured(f"{OTHER_DEMO} ({entry.name}: {result.code})") from result


def _bind(db: Transaction, keys: Keys) -> None:
    for person in SIX:
        if person.openid:
            bind_openid(db, person.openid, Owner(keys[person.card_number].owner))
