"""The call by which whoever holds a statement asks whether it is the bank's, and says what it says on it.

The bank tells no name and no figure: only of each that was read off the paper, whether it is right.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hmac import compare_digest

from starlette.routing import Route

from guitai.clearing.names import same_name
from guitai.database import Database
from guitai.money import Money
from guitai.pages.calls import Asked, Calls
from guitai.shield import audit, issued, tries
from guitai.shield.issued import Issued
from guitai.shield.refusals import Unreadable

LONGEST = 100
HOLDER = "holder"
A_DOCUMENT = 20  # tries a day about one, from whichever phones: its code alone must not give its figures away


def _digits(text: str) -> str:
    return "".join(text.split())


def _day(text: str) -> str:
    return date.fromisoformat(text.strip()).isoformat()


def _amount(text: str) -> str:
    return str(Money.parse(text.translate(str.maketrans("", "", "¥￥,， 元"))))


READERS: Mapping[str, Callable[[str], str]] = {
    HOLDER: str.strip,
    "tail": _digits,
    "first": _day,
    "last": _day,
    "received": _amount,
    "paid": _amount,
    "closing": _amount,
}


@dataclass(frozen=True)
class Statements:
    """Answers the call."""

    database: Database

    def routes(self, calls: Calls) -> list[Route]:
        """The call of docs/shield.md §11."""
        return [calls.route("/statements/confirmations", "statements.confirm", self.confirm)]

    def confirm(self, asked: Asked) -> Mapping[str, object]:
        """Of all that was read off the paper, whether it is right. A try that is right in all counts for none."""
        said, file = _said(asked.body), asked.body.get("file")
        code = issued.read_code(str(asked.body.get("code") or "")[:LONGEST])
        with self.database.transaction() as db:
            by_openid = tries.subject(db, "statements openid", asked.visit.openid)
            tries.count(db, by_openid)
        with self.database.transaction() as db:
            tries.check(db, by_openid)
            document = issued.by_code(db, code)
            by_document = tries.subject(db, "statements", str(document.document_id))
        with self.database.transaction() as db:
            tries.count(db, by_document)
        with self.database.transaction() as db:
            tries.check(db, by_document, most=A_DOCUMENT)
            right = _right(document, said, file)
            whole = bool(right) and all(right.values())
            if whole:
                tries.give_back(db, by_openid)
                tries.give_back(db, by_document)
            audit.note(
                db,
                document.owner,
                "statements.confirm",
                by=f"openid {asked.visit.openid}",
                subject=str(document.document_id),
                result="right" if whole else "wrong",
            )
        return {"right": right}


def _said(body: Mapping[str, object]) -> dict[str, str]:
    """What was read off the paper, as the bank writes it. Nothing said is nothing to confirm."""
    texts = {name: str(body.get(name) or "")[:LONGEST] for name in READERS}
    try:
        said = {name: READERS[name](text) for name, text in texts.items() if text}
    except ValueError as error:
        raise Unreadable(detail="what is no day or no amount") from error
    if not said and not body.get("file"):
        raise Unreadable(detail="nothing to confirm")
    return said


def _right(document: Issued, said: Mapping[str, str], file: object) -> dict[str, bool]:
    # A statement that was given out before names were kept confirms none.
    known = {name: document.facts[name] for name in said if name in document.facts}
    right = {
        name: same_name(fact, said[name]) if name == HOLDER else fact == said[name]
        for name, fact in known.items()
    }
    if file:
        right["file"] = compare_digest(str(file).encode(), document.file_digest.hex().encode())
    return right
