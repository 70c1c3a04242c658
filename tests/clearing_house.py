"""A clearing house that keeps books of its own: what docs/clearing.md promises, in the plainest way.

It is the oracle of what has happened to a payment, whatever the bank has heard of it.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tests import clearing_messages as messages

from guitai.money import Money
from guitai.zone import BANK_ZONE

CLOSES = timedelta(minutes=5)
NOTHING = Money(0)


@dataclass
class Payment:
    """One that the bank sent, as the house has it."""

    tx_id: str
    amount: Money
    on: date
    state: str = "pending"
    reason: str = ""


@dataclass
class House:
    """Payments by their ids, the lines of each day, and the messages that it has put up."""

    payments: dict[str, Payment] = field(default_factory=dict)
    lines: dict[date, list[tuple[str, str, str]]] = field(default_factory=dict)
    put: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    came: dict[str, Money] = field(default_factory=dict)
    balance: Money = NOTHING
    closing: Money = NOTHING
    closed: date | None = None

    def take(self, xml: str, at: datetime, decided: str) -> str | None:
        """A pacs.008 arrives, and is settled or rejected at once, or is pending; the answer, if there is one."""
        tx_id, yuan, on = _found(xml, "TxId"), _found(xml, "IntrBkSttlmAmt"), _found(xml, "IntrBkSttlmDt")
        if tx_id in self.payments:
            return self.stands(tx_id)
        if self.closed and date.fromisoformat(on) <= self.closed:
            return messages.status(tx_id, "RJCT", "DT01")
        self.payments[tx_id] = Payment(tx_id, Money.parse(yuan), date.fromisoformat(on))
        if decided != "pending":
            self.decide(tx_id, decided, say=False)
        return self.stands(tx_id) if decided != "pending" else None

    def stands(self, tx_id: str) -> str:
        """The answer to a pacs.028."""
        known = self.payments.get(tx_id)
        if known is None:
            return messages.unknown(tx_id)
        if known.state == "rejected":
            return messages.status(tx_id, "RJCT", known.reason)
        return messages.status(tx_id, "PDNG" if known.state == "pending" else "ACSC")

    def decide(self, tx_id: str, state: str, *, say: bool = True, reason: str = "AC01") -> None:
        """A payment that was pending is settled or rejected."""
        known = self.payments[tx_id]
        known.state, known.reason = state, reason if state == "rejected" else ""
        if state == "settled":
            self._book(known.on, "out", tx_id, known.amount)
        if say:
            self.put.append(self.stands(tx_id))

    def give_back(self, tx_id: str, at: datetime) -> None:
        """The payee's bank returns what was settled."""
        known = self.payments[tx_id]
        known.state, on = "returned", at.date()
        return_id = f"R{tx_id[:30]}"
        self._book(on, "back", return_id, known.amount)
        self.put.append(messages.returned(tx_id, str(known.amount), return_id=return_id, on=on.isoformat()))

    def pay_in(self, tx_id: str, yuan: int, at: datetime, **how: str) -> None:
        """Another bank pays."""
        on = at.date()
        self.came[tx_id] = Money(yuan * 100)
        self._book(on, "in", tx_id, self.came[tx_id])
        self.put.append(messages.paid_in(tx_id, f"{yuan}.00", on=on.isoformat(), **how))

    def hear(self, xml: str, at: datetime) -> None:
        """A pacs.002 of the bank's: what it refuses goes back, once."""
        tx_id = _found(xml, "OrgnlTxId")
        if _found(xml, "TxSts") == "RJCT" and tx_id not in self.refused:
            self.refused.add(tx_id)
            self._book(at.date(), "refused", tx_id, self.came[tx_id])

    def close(self, on: date) -> None:
        """The day is over: what is pending is rejected, and the statement put up."""
        self.closed = on
        for known in self.payments.values():
            if known.state == "pending" and known.on <= on:
                self.decide(known.tx_id, "rejected", reason="AB06")
        lines = self.lines.get(on, [])
        opening, self.closing = self.closing, self.closing + _sum(lines)
        self.put.append(messages.statement(on.isoformat(), *lines, opening=str(opening)))

    def closes_at(self, on: date) -> datetime:
        """When that is."""
        return datetime.combine(on + timedelta(days=1), time(), BANK_ZONE) + CLOSES

    def _book(self, on: date, booked: str, tx_id: str, amount: Money) -> None:
        line = (booked, tx_id, str(amount))
        self.lines.setdefault(on, []).append(line)
        self.balance += _sum([line])


def _sum(lines: list[tuple[str, str, str]]) -> Money:
    moved = NOTHING
    for booked, _, yuan in lines:
        moved += -Money.parse(yuan) if booked in messages.LEAVES else Money.parse(yuan)
    return moved


def _found(xml: str, name: str) -> str:
    """The text of the first element of this name."""
    match = re.search(rf"<{name}(?: [^>]*)?>([^<]*)</{name}>", xml)
    assert match is not None, name
    return match[1]
