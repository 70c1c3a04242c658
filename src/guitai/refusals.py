"""Every no that the bank said, with its reason, kept so that it can be asked for afterwards."""

from dataclasses import dataclass
from uuid import UUID

from psycopg.rows import dict_row

from guitai import clock
from guitai.database import Owner, Transaction
from guitai.errors import Refusal


@dataclass(frozen=True)
class Refused:
    """What a journal keeps of a refusal: its code, and its values in the words they were said in."""

    code: str
    values: dict[str, str]


def record(db: Transaction, owner: Owner, refusal: Refusal, *, flow: str, said: str) -> None:
    """Keep this refusal: what the customer was told, and what only the bank may see."""
    db.execute(
        """
        INSERT INTO refusals.refusals (owner, refusal_id, turn_id, refused_at, flow, code, said, detail)
        VALUES (%(owner)s, %(id)s, %(turn)s, %(now)s, %(flow)s, %(code)s, %(said)s, %(detail)s)
        """,
        {
            "owner": owner,
            "id": clock.uuid7(db.now),
            "turn": db.turn_id,
            "now": db.now,
            "flow": flow,
            "code": refusal.code,
            "said": said,
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
