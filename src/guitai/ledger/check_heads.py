"""Compares the chains with their signed heads: those in the database, and those that were carried away."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import zip_longest
from pathlib import Path

from guitai.database import Transaction
from guitai.keys.port import Unsealable, Use
from guitai.ledger.chart import AccountKey
from guitai.ledger.heads import TYPE, digest, lines, summed
from guitai.ledger.links import EPOCH
from guitai.ledger.reading import stream
from guitai.ledger.report import Problem, Report


def wrong_heads(db: Transaction, report: Report) -> Iterator[Problem]:
    """The heads in the database that are not, or not any more, in their account's chain."""
    rows = stream(
        db,
        """
        SELECT h.owner, h.account_id, h.head = m.link, m.entry_id
          FROM ledger.heads AS h
          LEFT JOIN (
               SELECT owner, account_id, seq, link, entry_id
                 FROM ledger.postings
                UNION ALL
               SELECT owner, account_id, seq, link, NULL
                 FROM ledger.marks()
               ) AS m ON (m.owner, m.account_id, m.seq) = (h.owner, h.account_id, h.seq)
         ORDER BY h.owner, h.account_id, h.seq
        """,
    )
    for owner, account_id, same, entry_id in rows:
        report.heads += 1
        if not same:
            what = (
                "its chain is another than was signed" if same is False else "the end of its chain is cut off"
            )
            yield Problem(what, entry_id, AccountKey(owner, account_id))


def wrong_signings(db: Transaction) -> Iterator[Problem]:
    """The heads that are of no signing, and the signings that say otherwise than what is in the database.

    Whether the bank made a signature is not asked here: that takes its keys.
    """
    yield from _heads_of_none(db)
    yield from _saying_otherwise(db)


def _heads_of_none(db: Transaction) -> Iterator[Problem]:
    rows = stream(
        db,
        """
        SELECT h.owner, h.account_id, h.day_on::text
          FROM ledger.heads AS h
          LEFT JOIN ledger.signings AS s ON (s.day_on, s.turn_id) = (h.day_on, h.turn_id)
         WHERE s.day_on IS NULL
         ORDER BY h.day_on, h.owner, h.account_id
        """,
    )
    for owner, account_id, day in rows:
        what = f"its head of {day} is not of the turn that signed that day, or nothing did"
        yield Problem(what, None, AccountKey(owner, account_id))


def _saying_otherwise(db: Transaction) -> Iterator[Problem]:
    earlier, before = "", None
    for day, signed_at, jws in _signings(db):
        says = _said(jws)
        heads, accounts = summed(lines(db, day))
        if says and says.get("before") != before:
            yield Problem(
                f"either the signing of {earlier} is another, or that of {day} is, or one between them is missing"
                if earlier
                else f"the signing before that of {day} is missing"
            )
        stands = {"day": day, "signed_at": signed_at, "accounts": accounts, "heads": heads}
        if {name: says.get(name) for name in stands} != stands:
            yield Problem(f"the signing of {day} is not of the heads that are there")
        earlier, before = day, digest(jws)


def _signings(db: Transaction) -> list[tuple[str, int, str]]:
    """Each one's day, as a text, since there may be one that no calendar has; its moment; and its signature."""
    return list(stream(db, "SELECT day_on::text, signed_at, signed FROM ledger.signings ORDER BY day_on"))


def _said(jws: str) -> dict[str, object]:
    """What a signature is over, its moment as the database keeps it; nothing, where that can't be read."""
    try:
        says = json.loads(urlsafe_b64decode(jws.split(".")[1] + "=="))
        signed_at = datetime.fromisoformat(says["signed_at"]) - EPOCH
        return {**says, "signed_at": signed_at // timedelta(microseconds=1)}
    except (LookupError, TypeError, ValueError):
        return {}


def wrong_exports(db: Transaction, files: Sequence[Path]) -> Iterator[Problem]:
    """What the bank signed and carried away, and the database has otherwise; `files` are of `guitai export-heads`."""
    for file in files:
        with file.open() as exported:
            jws = exported.readline().rstrip("\n")
            heads = list(exported)
        try:
            says = json.loads(db.keys.certificate(jws, typ=TYPE, use=Use.BOOKS))
        except Unsealable as error:
            yield Problem(f"{file.name} is not signed by the bank: {error}")
            continue
        if summed(heads) != (says["heads"], says["accounts"]):
            yield Problem(f"{file.name} has other lines than were signed")
            continue
        yield from _differences(db, file, jws, says, heads)


def _differences(
    db: Transaction, file: Path, jws: str, says: dict[str, str], heads: Sequence[str]
) -> Iterator[Problem]:
    stored = {day: jws for day, _, jws in _signings(db)}
    day = says["day"]
    if stored.get(day) != jws:
        yield Problem(f"the signing of {day} is not the one in {file.name}")
        return
    before = max((one for one in stored if one < day), default=None)
    if says["before"] != (digest(stored[before]) if before else None):
        yield Problem(f"the signing before that of {day} is another or missing")
    for mine, theirs in zip_longest(lines(db, day), heads):
        if mine != theirs:
            owner, account_id, *_ = min(line for line in (mine, theirs) if line).split()
            what = f"its head is another than {file.name} has"
            yield Problem(what, None, AccountKey(int(owner), int(account_id)))
            return
