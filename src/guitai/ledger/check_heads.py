"""Compares the chains with their signed heads: those in the database, and those that were carried away."""

import json
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from guitai.database import Transaction
from guitai.keys.port import Unsealable, Use
from guitai.ledger.chart import AccountKey
from guitai.ledger.heads import TYPE, lines, signings, summed
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
    stored = {signing.day.isoformat(): signing for signing in signings(db)}
    day = stored.get(says["day"])
    if day is None or day.jws != jws:
        yield Problem(f"the signing of {says['day']} is not the one in {file.name}")
        return
    before = max((one for one in stored if one < says["day"]), default=None)
    if says["before"] != (stored[before].digest if before else None):
        yield Problem(f"the signing before that of {says['day']} is another or missing")
    for mine, theirs in zip_longest(lines(db, day.day), heads):
        if mine != theirs:
            owner, account_id, *_ = min(line for line in (mine, theirs) if line).split()
            what = f"its head is another than {file.name} has"
            yield Problem(what, None, AccountKey(int(owner), int(account_id)))
            return
