"""What goes to the database as arrays, written as PostgreSQL reads them. Pure.

psycopg's own lists cost ten times as much a value, which for a batch is more than posting it.
"""

from collections.abc import Iterable, Sequence

from guitai.ledger.entry import CREDIT, DEBIT, Details, Posting

NO_DETAILS = Details("")
SEPARATOR = "\x1f"  # in no name and no detail: entries refuse control characters


def of_lines(postings: Sequence[Posting]) -> list[str]:
    """What lines debit, what they credit, and the five details with their digest: an array each."""
    details = [posting.details or NO_DETAILS for posting in postings]
    return [
        array([posting.amount.fen if posting.side is DEBIT else 0 for posting in postings]),
        array([posting.amount.fen if posting.side is CREDIT else 0 for posting in postings]),
        texts([of.summary for of in details]),
        texts([of.counterparty for of in details]),
        texts([of.category for of in details]),
        texts([of.channel for of in details]),
        texts([of.memo for of in details]),
        byte_strings([posting.details.digest if posting.details else None for posting in postings]),
    ]


def array(values: Iterable[object]) -> str:
    """An array of values that need no quotes."""
    return f"{{{','.join(map(str, values))}}}"


def rare(values: Sequence[object]) -> str:
    """An array of values that need no quotes and are mostly not there; an empty one where none is."""
    return array(["NULL" if value is None else f'"{value}"' for value in values]) if any(values) else "{}"


def texts(values: Iterable[str]) -> str:
    """An array of texts without control characters."""
    quoted = SEPARATOR.join(values).replace("\\", "\\\\").replace('"', '\\"').replace(SEPARATOR, '","')
    return f'{{"{quoted}"}}'


def byte_strings(values: Iterable[bytes | None]) -> str:
    """An array of byte strings, some of which are none."""
    return array(["NULL" if value is None else f'"\\\\x{value.hex()}"' for value in values])
