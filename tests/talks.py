"""Dialogues that strangers wrote, with how each must end: what a customer says, and what stands there then."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from tests import savings

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.arrival import RUNS_AT, When
from guitai.capabilities.transfers.order import Terms
from guitai.capabilities.transfers.whom import Payee
from guitai.conversation import store
from guitai.ledger.accounts import accounts_of, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.shield import orders
from guitai.shield.document import Document
from guitai.shield.private import reveal
from guitai.understanding.slots.period import Period
from guitai.zone import BANK_ZONE

MERCHANTS = "308584000013"
KNOWN = (("张三", "6214830000000108"), ("李四", "6214830000000207"))
SECOND = "5207"


@dataclass(frozen=True)
class Talk:
    """What is said, message by message, and the endings of which each is right."""

    says: tuple[str, ...]
    ends: tuple[dict[str, object], ...]

    def right(self, end):
        """Whether it ended in one of the ways that are right. What an ending does not name may be anything."""
        return any(all(_same(name, value, end) for name, value in wanted.items()) for wanted in self.ends)


def talks(path):
    """The dialogues of a file: one JSON object a line."""
    rows = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
    return [
        Talk(tuple(row["says"]), tuple(row["ends"] if isinstance(row["ends"], list) else [row["ends"]]))
        for row in rows
    ]


def ends(lin, talk):
    """How a dialogue ends at a bank where nothing else has happened; afterwards nothing of it has."""
    with lin.db.connection.transaction(force_rollback=True):
        lin.reply = None
        settle(lin)
        for said in talk.says:
            lin.says(said)
        answer(lin, talk)
        return ended(lin)


def settle(lin):
    """What the writers were told of Lin: two accounts with money, two deposits, two payees."""
    for name, number in KNOWN:
        book.arrived(lin.db, lin.owner, Payee(name, number, MERCHANTS))
    second = open_account(
        lin.db, lin.owner, "current", f"623999000000000{SECOND}", opened_on=date(2025, 6, 1)
    ).key
    first = accounts_of(lin.db, lin.owner)[0].key
    for target, yuan in ((first, "10000"), (second, "9000")):
        given = transfer(
            Money.parse(yuan), owner=lin.owner, name=yuan, source=Internal.RESERVES, target=target
        )
        post(lin.db, given)
    savings.save_up(lin.db, lin.owner)


def answer(lin, talk):
    """Which account, which deposit: what the bank asks for an order that has an ending is tapped, the first of each.

    Of what becomes of a deposit the last is tapped.
    """
    for _ in range(3):
        ended_, waits = ended(lin), any("order" in end for end in talk.ends)
        if not (waits and ended_.get("asks") and lin.reply and lin.reply.taps):
            return
        at = -1 if any(tap.label.startswith("不续存") for tap in lin.reply.taps) else 0
        lin.taps_option(lin.reply.taps[at].option_id, lin.reply.taps[at].label)


def ended(lin):
    """How it stands with Lin: the order that waits, or what is asked, or what was shown last; and what is blocked."""
    chat = store.chat_of(lin.db, lin.owner)
    stopped = [one.tail for one in accounts_of(lin.db, lin.owner) if not one.debits_open]
    end = {"frozen": "".join(stopped)}
    open_one = chat.stack[-1] if chat.stack else None
    if open_one and open_one.waits == "signed":
        return end | {"order": open_one.flow.rpartition(".")[2]} | _ordered(lin, open_one)
    if open_one:
        return end | {"asks": True}
    end |= {"nothing": True, "shows": chat.used[0] if chat.used else ""}
    if chat.last and chat.last.flow == end["shows"]:
        slots = {kept.name: reveal(kept.value) for kept in chat.last.journal}
        end |= {name: _plain(value) for name, value in slots.items()}
        end["account"] = end.get("account") or getattr(slots.get("which"), "tail", "")
    return end


def _same(name, wanted, end):
    there = end.get(name)
    if name == "payee":
        return str(there or "").endswith(str(wanted))
    return (there or "") == ("" if wanted == "-" else wanted)


def _ordered(lin, conversation):
    values = [reveal(kept.value) for kept in conversation.journal]
    terms = next((value for value in reversed(values) if isinstance(value, Terms)), None)
    if terms:
        return _transfer(terms)
    drafted = orders.order(lin.db, lin.owner, reveal(conversation.subject))
    assert drafted, "what waits for a signature was drafted"
    lines = Document.read(drafted.document).content["lines"]
    coded = dict(line["name"].split(" ", 1) for line in lines if " " in line["name"])
    plain = {line["name"]: line for line in lines}
    ordered = {"renewal": coded.get("renewal", "").replace("all", "both")}
    if "amount" in plain:
        ordered["amount"] = _plain(Money(fen=plain["amount"]["fen"]))
    if "product" in coded:
        ordered |= {"order": "deposit", "term": f"P{coded['product']}", "from": coded["source"][-4:]}
    return ordered


def _transfer(terms):
    of, arrival = terms.instruction, terms.arrival
    at = arrival.at and arrival.at.astimezone(BANK_ZONE)
    when = {
        When.AT_ONCE: "now",
        When.TWO_HOURS: "2h",
        When.NEXT_DAY: "2026-11-24",
        When.MONTHLY: f"monthly {arrival.day}",
        When.DATED: at and f"{at:%Y-%m-%d}" + ("" if at.time() == RUNS_AT else f"T{at:%H:%M}"),
    }[arrival.when]
    return {
        "order": "transfer",
        "payee": of.payee.name,
        "to": of.payee.tail,
        "from": of.payer.tail,
        "amount": _plain(of.amount),
        "memo": of.memo,
        "when": when,
    }


def _plain(value):
    match value:
        case Money():
            return f"{value.fen // 100}.{value.fen % 100:02d}".removesuffix(".00")
        case Period():
            return f"{value.first}/{value.last}"
        case datetime():
            return value.astimezone(BANK_ZONE).strftime("%Y-%m-%dT%H:%M")
    return value
