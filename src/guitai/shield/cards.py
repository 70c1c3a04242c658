"""Cards as stored: put into words when they are shown, sealed for one customer until they expire."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg.rows import dict_row

from guitai.database import Owner, Transaction
from guitai.language import Language, Tongue
from guitai.money import Money
from guitai.shield import at_rest
from guitai.shield.card import Bars, Card, Chart, Month, Part, Row, Shares, Slip

LIFE = timedelta(hours=24)


@dataclass(frozen=True)
class Stored:
    """A card that was shown: its words and rows as JSON, and what its pictures are drawn from."""

    owner: Owner
    card_id: UUID
    content: Any
    language: Language
    expires_at: datetime

    @property
    def charts(self) -> list[Chart]:
        """What its pictures show."""
        return [_chart(kept) for kept in self.content["charts"]]


def store(db: Transaction, owner: Owner, card: Card, tongue: Tongue, *, life: timedelta = LIFE) -> UUID:
    """Keep a card for this customer, for so long; the id is random, so that a link can't be guessed."""
    card_id = UUID(bytes=secrets.token_bytes(16), version=4)
    db.execute(
        """
        INSERT INTO shield.cards (owner, card_id, turn_id, content, language, expires_at)
        VALUES (%(owner)s, %(card)s, %(turn)s, %(content)s, %(language)s, %(expires_at)s)
        """,
        {
            "owner": owner,
            "card": card_id,
            "turn": db.turn_id,
            "content": at_rest.sealed(db, "cards", owner, _content(card, tongue), row=card_id),
            "language": tongue.language,
            "expires_at": db.now + life,
        },
    )
    return card_id


def card(db: Transaction, owner: Owner, card_id: UUID) -> Stored | None:
    """This customer's card, unless it has expired."""
    row = db.execute(
        """
        SELECT content, language, expires_at
          FROM shield.cards
         WHERE owner = %(owner)s AND card_id = %(card)s AND expires_at > %(now)s
        """,
        {"owner": owner, "card": card_id, "now": db.now},
    ).fetchone()
    if row is None:
        return None
    sealed, language, expires_at = row
    content = at_rest.opened(db, "cards", owner, sealed, row=card_id)
    return Stored(owner, card_id, content, Language(language), expires_at)


def withdraw(db: Transaction, owner: Owner) -> None:
    """None of the customer's cards opens any more."""
    db.execute("DELETE FROM shield.cards WHERE owner = %(owner)s", {"owner": owner})


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """The turn that wrote the card with this id."""
    row = db.execute(
        "SELECT turn_id FROM shield.cards WHERE card_id::text = %(id)s", {"id": some_id}
    ).fetchone()
    return row[0] if row else None


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """The cards that this turn showed; what stands on them is the customer's."""
    return (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT card_id, language, expires_at
              FROM shield.cards
             WHERE turn_id = %(turn)s
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )


def _content(card: Card, tongue: Tongue) -> dict[str, object]:
    return {
        "title": tongue.speak(card.title),
        "rows": [{"label": tongue.speak(row.label), "value": tongue.value(row.value)} for row in card.rows],
        "text": tongue.speak(card.text),
        "charts": [_kept(chart, tongue) for chart in card.charts],
        "documents": [
            {"title": tongue.speak(file.title), "type": file.media_type, "data": file.data}
            for file in card.documents
        ],
    }


def _kept(chart: Chart, tongue: Tongue) -> dict[str, object]:
    title = tongue.speak(chart.title)
    if isinstance(chart, Bars):
        months = [[f"{m.month:%Y-%m}-01", m.money_in.fen, m.money_out.fen] for m in chart.groups]
        return {"bars": months, "title": title}
    if isinstance(chart, Slip):
        rows = [[tongue.speak(row.label), tongue.value(row.value)] for row in chart.rows]
        return {"slip": rows, "fen": chart.amount.fen, "foot": tongue.speak(chart.foot), "title": title}
    return {"shares": [[tongue.speak(part.label), part.amount.fen] for part in chart.parts], "title": title}


def _chart(kept: Any) -> Chart:
    if "bars" in kept:
        months = [
            Month(datetime.fromisoformat(day).date(), Money(came), Money(went))
            for day, came, went in kept["bars"]
        ]
        return Bars(kept["title"], tuple(months))
    if "slip" in kept:
        rows = tuple(Row(label, value) for label, value in kept["slip"])
        return Slip(kept["title"], Money(kept["fen"]), rows, kept["foot"])
    return Shares(kept["title"], tuple(Part(label, Money(fen)) for label, fen in kept["shares"]))
