"""What a bank may do for its customers as it stands: every fact by which money can move, or that has moved it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guitai.database import Owner, Transaction
from guitai.kept import recall
from guitai.money import Money
from guitai.shield import at_rest

# By what it is: a fact a row. What a customer may take away without a signature, only leaves rows out.
FACTS: Mapping[str, str] = {
    "an order signed": "SELECT order_id FROM shield.orders WHERE state = 'signed'",
    "an order opened": "SELECT order_id, shown_to FROM shield.orders WHERE shown_to <> '{}'",
    "a rule": """
        SELECT rule_id, order_id, single_fen, day_fen, from_at, until_at FROM shield.small_rules WHERE ended_at IS NULL
        """,
    "a device": (
        "SELECT device_id, owner, openid, sign_key, open_key, low_until FROM shield.devices WHERE removed_at IS NULL"
    ),
    "a PIN": "SELECT owner, hash FROM shield.pins",
    "a PIN's tries": "SELECT owner, wrong, wrong_today, locked_until FROM shield.pins",
    "a certificate": "SELECT certificate_id FROM shield.certificates WHERE revoked_at IS NULL",
    "a freeze lifted": "SELECT freeze_id FROM shield.freezes WHERE lifted_at IS NOT NULL",
    "a binding": "SELECT binding_id, done_at FROM shield.bindings",
    "a code": "SELECT subject, code_mac, tries FROM shield.codes",
    "an openid": """
        SELECT openid, owner
          FROM customers.openids
          JOIN customers.customers USING (owner)
         WHERE kind = 'customer'
        """,
    "a person": "SELECT owner, person FROM customers.customers WHERE kind = 'customer'",
    "an account": "SELECT owner, account_id FROM ledger.accounts",
    "an account that pays": "SELECT owner, account_id FROM ledger.accounts WHERE debits_open",
    "an account that is paid": "SELECT owner, account_id FROM ledger.accounts WHERE credits_open",
    "money that left": "SELECT owner, account_id, debits_posted_fen FROM ledger.accounts WHERE debits_posted_fen > 0",
    "a payee": "SELECT owner, payee_id, payee_index FROM transfers.payees",
    "a deposit": """
        SELECT owner, account_id, principal_fen, renewal, pays_to, matures_on
          FROM deposits.deposits
         WHERE state = 'open'
        """,
    "a notice": """
        SELECT owner, account_id, called_for_on, called_fen FROM deposits.deposits WHERE called_for_on IS NOT NULL
        """,
    "an entry": "SELECT entry_id FROM ledger.entries",
    "a transfer": "SELECT owner, transfer_id FROM transfers.transfers WHERE state <> 'cancelled'",
    "a plan": "SELECT owner, plan_id, day, amount_fen FROM transfers.plans WHERE stopped_at IS NULL",
    "money held": "SELECT owner, hold_id FROM ledger.holds WHERE state = 'pending'",
    "money counted": "SELECT owner, used_on, strength, spent_fen FROM shield.usage WHERE spent_fen > 0",
    "a text by SMS": "SELECT request_id FROM outbox.requests WHERE destination = 'sms'",
}
MOVED = {
    "money that left",
    "an entry",
    "money counted",
    "a transfer",
}  # what a payment under a rule changes
WAITS = {
    "a transfer",
    "money held",
    "money counted",
    "a plan",
}  # what is taken back with what has not been sent
# What may end at a customer's word, after a yes; a card is stopped by the very message that names it.
STOPPED = {"an account that pays"}
TAKEN = {"a device", "a certificate", "a rule", "an openid", "a payee", "a notice", *WAITS, *STOPPED}


@dataclass(frozen=True)
class Authority:
    """All of it at one moment."""

    facts: frozenset[tuple[str, str]]

    def gained(self, before: "Authority") -> set[str]:
        """What is there that was not there before, by its kind."""
        return {kind for kind, _ in self.facts - before.facts}

    def lost(self, before: "Authority") -> set[str]:
        """What was there and is not any more."""
        return before.gained(self)


def authority(db: Transaction) -> Authority:
    """As the database has it."""
    return Authority(frozenset((kind, str(row)) for kind, query in FACTS.items() for row in _rows(db, query)))


def paid(db: Transaction, owner: Owner) -> list[Money]:
    """What the customer has paid to somebody."""
    rows = _rows(
        db,
        """
        SELECT amount_fen
          FROM ledger.postings
         WHERE owner = %(owner)s AND side = 'D' AND summary = '转账'
        """,
        {"owner": owner},
    )
    return [Money(fen) for (fen,) in rows]


def yeses(db: Transaction, owner: Owner, intent: str = "") -> int:
    """How many conversations, of that flow or of any, went to their end after the customer had said yes in them."""
    rows = _rows(
        db,
        """
        SELECT sealed
          FROM conversation.ended
         WHERE owner = %(owner)s AND %(intent)s IN ('', flow) AND state = 'done'
        """,
        {"owner": owner, "intent": intent},
    )
    ended = (recall(at_rest.opened(db, "ended", owner, sealed)) for (sealed,) in rows)
    return sum(any(kept.kind == "ask" and kept.value is True for kept in one.journal) for one in ended)


def _rows(db: Transaction, query: str, values: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
    """As the database's owner sees it: no part of the bank reads all of this."""
    db.execute("RESET ROLE")
    rows = db.connection.execute(query.encode(), values).fetchall()
    db.execute("SET ROLE guitai_core")
    return rows
