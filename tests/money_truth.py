"""Where every fen is after all: what the database has of it, beside what the clearing house has."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import psycopg

from guitai.database import Transaction
from guitai.ledger.check import check
from guitai.money import Money

Row = tuple[Any, ...]
# How a transfer stands, and which of its entries are there by then: the first words of their names.
ENTRIES = {
    "success": {"transfer"},
    "sent": {"transfer"},
    "in_doubt": {"transfer"},
    "rejected": {"transfer", "rejected"},
    "returned": {"transfer", "settled", "returned"},
    "cancelled": set(),
    "failed": set(),
    "delayed": set(),
    "scheduled": set(),
    "risk_hold": set(),
}
# How a payment stands with the bank, and how it may stand with the house: None, it never came there.
BOTH = {"success": {"settled"}, "returned": {"returned"}, "rejected": {"rejected", None}}
TX_ID = re.compile(rb"pacs\.008\.001\.08.*?<(?:\w+:)?TxId>([0-9a-f]{32})</", re.DOTALL)


@dataclass
class Line:
    """What went to the house: how often each payment was sent."""

    sent: Counter[str] = field(default_factory=Counter)

    def heard(self, carried: bytes) -> None:
        """All that one connection has carried there."""
        self.sent.update(found.decode() for found in TX_ID.findall(carried))


class Truth:
    """Reads everything as the database's owner."""

    def __init__(self, connection: psycopg.Connection[Row], house: Mapping[str, Mapping[str, Any]]) -> None:
        self.connection = connection
        self.house = house  # by tx_id
        self.transfers = {
            number: (owner, state, fen, here)
            for owner, number, state, fen, here in self._rows(
                """
                SELECT owner, transfer_id::text, state, amount_fen, rail = 'INTERNAL'
                  FROM transfers.transfers
                """
            )
        }
        self.names = {name for (name,) in self._rows("SELECT name FROM ledger.entries")}

    def wrong(self, accepted: Mapping[str, list[str]]) -> Iterator[str]:
        """Everything that is not as it should be. Customers were told that the orders in `accepted` are signed."""
        yield from self._orders()
        yield from self._entries()
        yield from self._clearing()
        for openid, orders in accepted.items():
            for order in orders:
                if not self._rows(
                    "SELECT 1 FROM shield.orders WHERE order_id = %s AND state = 'signed'", order
                ):
                    yield f"{openid} was told that order {order} is signed, and it is not"

    def orders(self) -> Counter[str]:
        """How many orders were signed, by what they are for."""
        rows = self._rows("SELECT kind, count(*) FROM shield.orders WHERE state = 'signed' GROUP BY kind")
        return Counter(dict(rows))

    def states(self) -> Counter[str]:
        """How many transfers stand how, by whether they stayed in the bank."""
        return Counter(
            f"{'here' if here else 'elsewhere'}: {state}" for _, state, _, here in self.transfers.values()
        )

    def balance(self, internal: int) -> int:
        """What an internal account holds over all its stripes: credits less debits, in fen."""
        ((fen,),) = self._rows(
            """
            SELECT coalesce(sum(credits_posted_fen - debits_posted_fen), 0)::bigint
              FROM ledger.accounts
             WHERE account_id = %s
            """,
            internal,
        )
        return int(fen)

    def has(self, number: str) -> int:
        """What the ledger has on a customer's account, in fen."""
        ((fen,),) = self._rows(
            "SELECT credits_posted_fen - debits_posted_fen FROM ledger.accounts WHERE number = %s", number
        )
        return int(fen)

    def should_have(self, owner: int, number: str, begun: int) -> int:
        """What a customer's account should hold, by what became of all they ordered and all that was paid to them."""
        gone = sum(
            fen
            for who, state, fen, _ in self.transfers.values()
            if who == owner and state in ("success", "sent", "in_doubt")
        )
        ((saved,),) = self._rows(
            "SELECT coalesce(sum(principal_fen), 0)::bigint FROM deposits.deposits WHERE owner = %s", owner
        )
        ((came,),) = self._rows(
            """
            SELECT coalesce(sum(p.amount_fen), 0)::bigint
              FROM ledger.postings AS p
              JOIN ledger.accounts AS a ON (a.owner, a.account_id) = (p.owner, p.account_id)
              JOIN ledger.entries AS e ON (e.owner, e.entry_id) = (p.entry_owner, p.entry_id)
             WHERE a.number = %s AND p.side = 'C'
               AND (e.owner <> %s AND e.name LIKE 'transfer %%' OR p.category = '利息')
            """,
            number,
            owner,
        )
        from_elsewhere = sum(
            Money.parse(its["amount"]).fen
            for its in self.house.values()
            if its["direction"] == "in" and its["state"] == "credited" and its["account_no"] == number
        )
        return begun - gone - int(saved) + int(came) + from_elsewhere

    def _orders(self) -> Iterator[str]:
        """Each signed order has exactly one effect: what it is for, or a no."""
        rows = self._rows(
            """
            SELECT o.order_id::text, o.kind,
                   (SELECT count(*) FROM transfers.transfers AS t WHERE t.transfer_id = o.order_id)
                   + (SELECT count(*) FROM deposits.orders AS d WHERE d.order_id = o.order_id)
              FROM shield.orders AS o
             WHERE o.state = 'signed'
            """
        )
        yield from (
            f"order {order}, {kind}, has {effects} effects" for order, kind, effects in rows if effects != 1
        )
        signed = {order for order, *_ in rows}
        yield from (
            f"transfer {number} was never signed" for number in self.transfers if number not in signed
        )

    def _entries(self) -> Iterator[str]:
        """A transfer has the entries that its state says, and no other."""
        for number, (_, state, _, here) in self.transfers.items():
            has = {
                kind
                for kind in ("transfer", "settled", "rejected", "returned")
                if f"{kind} {number}" in self.names
            }
            should = ENTRIES[state] | ({"settled"} if state == "success" and not here else set())
            if has != should:
                yield f"transfer {number} is {state} and has the entries {sorted(has)}"

    def _clearing(self) -> Iterator[str]:
        """The house and the bank say the same of every payment."""
        mine = {number.replace("-", ""): one for number, one in self.transfers.items() if not one[3]}
        for tx_id, (_, state, fen, _) in mine.items():
            its = self.house.get(tx_id)
            if state in BOTH and (its["state"] if its else None) not in BOTH[state]:
                yield f"payment {tx_id} is {state} here and {its and its['state']} at the house"
            if its and its["amount"] != f"{fen // 100}.{fen % 100:02}":
                yield f"payment {tx_id} is of {fen} fen here and of {its['amount']} at the house"
            if state in ("sent", "in_doubt"):
                yield f"payment {tx_id} is {state} for ever"
        out = {tx_id for tx_id, its in self.house.items() if its["direction"] == "out"}
        yield from (f"the house has payment {tx_id}, which is no transfer" for tx_id in out - mine.keys())
        received = dict(self._rows("SELECT tx_id, refused FROM clearing.received WHERE booked = 'in'"))
        for tx_id, its in self.house.items():
            if its["direction"] == "in" and its["state"] != (
                "refused" if received.get(tx_id) else "credited"
            ):
                yield f"payment {tx_id} from elsewhere is {its['state']} at the house, {received.get(tx_id)!r} here"
        for kind, tx_id in self._rows(
            "SELECT kind, tx_id FROM clearing.differences WHERE resolved_at IS NULL"
        ):
            yield f"the house's day differs: {kind} {tx_id}"

    def _rows(self, query: str, *values: object) -> list[Row]:
        return self.connection.execute(query.encode(), values).fetchall()


def house_of(payments: Any, first: date, last: date) -> dict[str, dict[str, Any]]:
    """Every payment that the house has, by its id; `payments` asks it for a day's."""
    days = ((first + timedelta(days=number)) for number in range((last - first).days + 1))
    return {one["tx_id"]: one for day in days for one in payments(day)}


def books_are_clean(db: Transaction) -> str:
    """What `guitai check-ledger` finds wrong; nothing, one hopes."""
    problem = check(db).problem
    return str(problem) if problem else ""
