"""Visits: whose load of a page it is. WeChat vouches for it (OAuth2), and the page holds it in its memory alone.

Knows no page: a page is the path that a state was made for. https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.shield.refusals import VisitOver

STATE_LIFE = timedelta(minutes=10)
VISIT_LIFE = timedelta(hours=1)


@dataclass(frozen=True)
class Visit:
    """One load of a page, by the one whose WeChat this is. `text` is what the page holds."""

    text: str
    openid: str
    owner: Owner

    @property
    def digest(self) -> bytes:
        """What the database knows it by."""
        return digest(self.text)


def digest(text: str) -> bytes:
    """What is kept of a text that only its holder may know."""
    return sha256(text.encode()).digest()


def sent_away(db: Transaction, page: str) -> str:
    """A state to go to WeChat with, for one return to this page. WeChat takes letters and digits."""
    state = secrets.token_hex(16)
    db.execute("DELETE FROM shield.states WHERE expires_at <= %(now)s", {"now": db.now})
    db.execute(
        """
        INSERT INTO shield.states (state_digest, page, expires_at)
        VALUES (%(digest)s, %(page)s, %(until)s)
        """,
        {"digest": digest(state), "page": page, "until": db.now + STATE_LIFE},
    )
    return state


def came_back(db: Transaction, state: str, page: str) -> bool:
    """Whether we sent this state away for this page and see it for the first time."""
    row = db.execute(
        """
        DELETE FROM shield.states
         WHERE state_digest = %(digest)s
     RETURNING page = %(page)s AND expires_at > %(now)s
        """,
        {"digest": digest(state), "page": page, "now": db.now},
    ).fetchone()
    return bool(row and row[0])


def admit(db: Transaction, openid: str) -> str:
    """Begin a visit of this openid's; the text that its page holds."""
    text = secrets.token_urlsafe(24)
    db.execute("DELETE FROM shield.visits WHERE expires_at <= %(now)s", {"now": db.now})
    db.execute(
        """
        INSERT INTO shield.visits (visit_digest, openid, expires_at)
        VALUES (%(digest)s, %(openid)s, %(until)s)
        """,
        {"digest": digest(text), "openid": openid, "until": db.now + VISIT_LIFE},
    )
    return text


def visit(db: Transaction, text: str) -> Visit:
    """Whose visit this is now: its openid may belong to another customer than when it began."""
    row = db.execute(
        "SELECT openid FROM shield.visits WHERE visit_digest = %(digest)s AND expires_at > %(now)s",
        {"digest": digest(text), "now": db.now},
    ).fetchone()
    if row is None:
        raise VisitOver
    return Visit(text, row[0], customers.owner_of(db, row[0]))
