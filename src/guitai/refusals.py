"""Every no that the bank said, with its reason, kept so that it can be asked for afterwards."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from guitai import clock
from guitai.database import Owner, Transaction
from guitai.errors import Refusal
from guitai.kept import keep, recall
from guitai.language import Catalogue, Language, Words

CHINESE = Catalogue({})


@dataclass(frozen=True)
class Refused:
    """What a journal keeps of a refusal: its code, and its values in the words they were said in."""

    code: str
    values: dict[str, str]


@dataclass(frozen=True)
class Past:
    """A no of an earlier time, as the customer heard it then; what nobody heard is spoken when it is told.

    `flow` is the intent of what they wished for.
    """

    refused_at: datetime
    flow: str
    code: str
    said: Words

    @property
    def offers(self) -> tuple[str, str] | None:
        """What could be tapped under it, if it is still a reason of the bank's: a label, and the intent it opens."""
        known = Refusal.known.get(self.code)
        return known.offers if known else None


def of(
    db: Transaction,
    owner: Owner,
    *,
    since: datetime,
    until: datetime | None = None,
    flow: str = "",
    most: int = 10,
) -> list[Past]:
    """What this customer was refused from `since` to before `until`, of one flow or all, the newest first."""
    rows = db.execute(
        """
        SELECT refused_at, flow, code, said, words
          FROM refusals.refusals
         WHERE owner = %(owner)s AND refused_at >= %(since)s
           AND (%(until)s::timestamptz IS NULL OR refused_at < %(until)s)
           AND (%(flow)s = '' OR flow = %(flow)s)
         ORDER BY refused_at DESC, refusal_id DESC
         LIMIT %(most)s
        """,
        {"owner": owner, "since": since, "until": until, "flow": flow, "most": most},
    )
    return [
        Past(refused_at, intent, code, recall(words) if words else Words(said))
        for refused_at, intent, code, said, words in rows
    ]


def record(db: Transaction, owner: Owner, refusal: Refusal, *, flow: str, said: str | Words) -> None:
    """Keep this refusal: what the customer was told, and what only the bank may see.

    `Words` are what nobody has heard yet, so that nobody knows in which language it will be; the staff read Chinese.
    """
    heard = isinstance(said, str)
    db.execute(
        """
        INSERT INTO refusals.refusals (owner, refusal_id, turn_id, refused_at, flow, code, said, words, detail)
        VALUES (%(owner)s, %(id)s, %(turn)s, %(now)s, %(flow)s, %(code)s, %(said)s, %(words)s, %(detail)s)
        """,
        {
            "owner": owner,
            "id": clock.uuid7(db.now),
            "turn": db.turn_id,
            "now": db.now,
            "flow": flow,
            "code": refusal.code,
            "said": said if heard else CHINESE.speak(said, Language.SIMPLIFIED),
            "words": None if heard else Jsonb(keep(said)),
            "detail": refusal.detail,
        },
    )


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """The turn that wrote the refusal with this id."""
    row = db.execute(
        "SELECT turn_id FROM refusals.refusals WHERE refusal_id::text = %(id)s", {"id": some_id}
    ).fetchone()
    return row[0] if row else None


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """The refusals of this turn."""
    return (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT refusal_id, refused_at, flow, code, said, detail
              FROM refusals.refusals
             WHERE turn_id = %(turn)s
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )
