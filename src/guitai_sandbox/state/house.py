"""The clearing house's records: the payments of the one bank it serves, its books, and the messages it has put up."""

import time
from datetime import datetime

from guitai_sandbox.state.books import Books, Kind, Line
from guitai_sandbox.state.clock import Clock
from guitai_sandbox.state.mailbox import Mailbox
from guitai_sandbox.state.payments import Payment


class House:
    """Remembers; what it does is in `clearing`."""

    def __init__(self, clock: Clock) -> None:
        self.begun_at: datetime = clock.now()
        self.payments: dict[str, Payment] = {}  # by TxId, also those that it brought to the bank
        self.books = Books(self.begun_at.date())
        self.mailbox = Mailbox(clock)
        self._clock = clock
        self._serial = (
            int(time.time() * 1000) * 100
        )  # 15 digits; new after a restart, as nobody forgets an id

    def new_id(self, bank_code: str) -> str:
        """An id of 35 digits that nothing else has: who gave it, the day, a number."""
        self._serial += 1
        return f"{bank_code}{self._clock.now():%Y%m%d}{self._serial:015d}"

    def book(self, payment: Payment, kind: Kind, *, return_id: str | None = None) -> Line:
        """Write down that money moved; what goes back does so today, or on the payment's own day if that is later."""
        order = payment.order
        day = order.day
        if kind in (Kind.RETURN, Kind.REFUSED):
            day = max(day, self._clock.now().date())
        line = Line(day, kind, order.amount_fen, order.end_to_end_id, return_id or order.tx_id)
        self.books.book(line)
        return line
