"""The house's day against ours: what is still open is decided, and every difference found.

After it, what the bank has at the central bank has moved by what the house's statement says.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from guitai.clearing import differences, ours, owed
from guitai.clearing.differences import NOTHING, Difference, Kind
from guitai.clearing.inquiries import ask_no_more
from guitai.clearing.messages import Booked, StatementPage, ids_of
from guitai.clearing.owed import Owed
from guitai.clearing.payments import locked, payment
from guitai.clearing.reasons import DAY_CLOSED
from guitai.clearing.received import found, id_of, taken_back
from guitai.clearing.settlement import reject, settle
from guitai.clearing.statements import Statement, closing_before, statement, store
from guitai.database import Transaction
from guitai.ledger.accounts import account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.zone import day_of


@dataclass(frozen=True)
class Report:
    """What came of a day: how many lines the statement has, since when it knows all, and what is different.

    `open` are the payments of the day of which it proves nothing; `set_aside` what the house said in these days that
    could not be carried out, with the reason. `owed`, of whatever day, is what came back and waits in suspense, because
    the payer's account takes no credit; of these, `closed` are the payments whose payer's account never will.
    """

    on: date
    since: datetime
    lines: int
    differences: list[Difference]
    open: list[UUID]
    set_aside: list[tuple[UUID, str]]
    owed: list[Owed]
    closed: frozenset[UUID]

    @property
    def clean(self) -> bool:
        """Whether there is nothing for the staff to do."""
        return not (self.differences or self.open or self.set_aside or self.owed)


def book(db: Transaction, page: StatementPage) -> str:
    """Keep a page of a statement, and reconcile once all are there. Why it was set aside, if it was.

    The next day's statement may be there already: it opens with what this one closes with.
    """
    if page.on >= db.today:
        return "a statement of a day that is not over"
    why = store(db, page)
    if not why:
        reconcile(db, page.on)
        reconcile(db, page.on + timedelta(days=1))
    return why


def reconcile(db: Transaction, on: date) -> Report | None:
    """Hold the house's statement of a day against ours; None while there is none. Safe to do twice."""
    stated = statement(db, on)
    if stated is None:
        return None
    _decide(db, stated)
    _take_back(db, stated)
    differences.keep(db, on, [*_different(db, stated), *_out_of_balance(db, stated)])
    waiting = owed.every(db)
    return Report(
        on=on,
        since=stated.since,
        lines=len(stated.lines),
        differences=differences.of_day(db, on),
        open=ours.open_on(db, on),
        set_aside=ours.set_aside_on(db, on),
        owed=waiting,
        closed=frozenset(one.payment_id for one in waiting if _closed(db, one)),
    )


def _closed(db: Transaction, waiting: Owed) -> bool:
    stored = payment(db, waiting.owner, waiting.payment_id)
    return stored is not None and account(db, stored.payment.payer).closed


def _decide(db: Transaction, stated: Statement) -> None:
    """What the closed day lists was settled. What it does not list never will be: the payer has it back."""
    listed = {line.tx_id for line in stated.lines if line.booked is Booked.OUT}
    for payment_id in ours.open_on(db, stated.on):
        stored = locked(db, payment_id)
        if stored is None or not stored.state.open:
            continue
        if ids_of(payment_id).tx_id in listed:
            settle(db, stored)
        elif stored.sent_at >= stated.since:
            reject(db, stored, DAY_CLOSED)
        else:
            ask_no_more(db, stored)


def _take_back(db: Transaction, stated: Statement) -> None:
    """What we refused leaves suspense when the house has taken it back."""
    for line in stated.lines:
        came = found(db, id_of(line.tx_id)) if line.booked is Booked.REFUSED else None
        if came is None or not came.refused or came.taken_back_on is not None:
            continue
        entry = transfer(
            came.amount,
            owner=came.owner,
            name=f"taken back {came.received_id}",
            source=Internal.SUSPENSE,
            target=Internal.RESERVES,
        )
        post(db, entry)
        taken_back(db, came.owner, came.received_id, stated.on)


def _different(db: Transaction, stated: Statement) -> Iterator[Difference]:
    known = ours.of_day(db, stated.on)
    listed: dict[tuple[Booked, str], list[Money]] = defaultdict(list)
    for line in stated.lines:
        listed[line.booked, line.tx_id].append(line.amount)
    for (booked, tx_id), amounts in listed.items():
        of_us = known.get((booked, tx_id))
        bank = of_us.amount if of_us else NOTHING
        if amounts[0] != bank:
            kind = Kind.AMOUNT if of_us else Kind.HOUSE_ONLY
            yield Difference(stated.on, kind, booked, tx_id, amounts[0], bank)
        for place, amount in enumerate(amounts[1:], 1):
            yield Difference(stated.on, Kind.TWICE, booked, tx_id, amount, NOTHING, place)
    for booked, tx_id in known.keys() - listed.keys():
        of_us = known[booked, tx_id]
        if of_us.at >= stated.since:
            yield Difference(stated.on, Kind.BANK_ONLY, booked, tx_id, NOTHING, of_us.amount)


def _out_of_balance(db: Transaction, stated: Statement) -> Iterator[Difference]:
    """The statement's lines lead from its opening to its closing, and it opens with what the last one closed with."""
    moved = sum((-line.amount if line.booked.leaves else line.amount for line in stated.lines), NOTHING)
    if stated.opening + moved != stated.closing:
        yield Difference(stated.on, Kind.BALANCE, None, "CLBD", stated.closing, stated.opening + moved)
    before = closing_before(db, stated.on)
    if before is not None and before != stated.opening and day_of(stated.since) < stated.on:
        yield Difference(stated.on, Kind.BALANCE, None, "OPBD", stated.opening, before)
