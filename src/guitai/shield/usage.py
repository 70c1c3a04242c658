"""What a customer has paid on a day, by how strongly it was signed: the counters that limits are compared with."""

from datetime import date

from guitai.database import Owner, Transaction
from guitai.money import Money
from guitai.shield.strength import Limits, OverYear, Strength, in_words

NO_LIMIT = Money(fen=10**15)


def spend(
    db: Transaction, owner: Owner, amount: Money, strength: Strength, *, within: Money = NO_LIMIT
) -> bool:
    """Count a payment of today; whether it was counted: not where today's at this strength would exceed `within`.

    The comparison and the counting are one statement, on a row that stays locked: two payments at once are counted
    one after the other. Whoever compares with more than one strength's limit holds the customer's lock.
    """
    assert amount.fen > 0, "a payment is more than nothing"
    counted = db.execute(
        """
        INSERT INTO shield.usage (owner, used_on, strength, turn_id, spent_fen)
        SELECT %(owner)s, %(today)s, %(strength)s, %(turn)s, %(fen)s
         WHERE %(fen)s <= %(within)s
            ON CONFLICT ON CONSTRAINT usage_pkey DO UPDATE
           SET spent_fen = usage.spent_fen + EXCLUDED.spent_fen, turn_id = EXCLUDED.turn_id
         WHERE usage.spent_fen + EXCLUDED.spent_fen <= %(within)s
        """,
        {
            "owner": owner,
            "today": db.today,
            "strength": strength,
            "turn": db.turn_id,
            "fen": amount.fen,
            "within": within.fen,
        },
    )
    return counted.rowcount == 1


def give_back(db: Transaction, owner: Owner, amount: Money, strength: Strength, on: date) -> None:
    """A payment that was counted on that day has failed or was cancelled: it counts no more.

    One that the payee's bank returns later (退汇) goes on counting, as is bank practice.
    """
    given = db.execute(
        """
        UPDATE shield.usage
           SET spent_fen = spent_fen - %(fen)s, turn_id = %(turn)s
         WHERE owner = %(owner)s AND used_on = %(on)s AND strength = %(strength)s
        """,
        {"fen": amount.fen, "turn": db.turn_id, "owner": owner, "on": on, "strength": strength},
    )
    assert given.rowcount == 1, "only what was counted is given back"


def spent(db: Transaction, owner: Owner, *, on: date | None = None) -> dict[Strength, Money]:
    """What was paid today, or on another day, by strength."""
    rows = db.execute(
        """
        SELECT strength, spent_fen
          FROM shield.usage
         WHERE owner = %(owner)s AND used_on = %(on)s
        """,
        {"owner": owner, "on": on or db.today},
    )
    return {Strength(strength): Money(fen) for strength, fen in rows}


def check_year(
    db: Transaction, owner: Owner, amount: Money, limits: Limits, *, on: date | None = None
) -> None:
    """Refuse where this, with all that was paid in its year, is more than may be paid in one: today's, or that of `on`.

    Whoever asks holds the customer's lock until it is counted.
    """
    year = (on or db.today).year
    row = db.execute(
        """
        SELECT coalesce(sum(spent_fen), 0)::bigint
          FROM shield.usage
         WHERE owner = %(owner)s AND used_on BETWEEN %(first)s AND %(last)s
        """,
        # To its end: what began before midnight may come after another that began later.
        {"owner": owner, "first": date(year, 1, 1), "last": date(year, 12, 31)},
    ).fetchone()
    assert row is not None, "an aggregate has a row"
    if amount + Money(row[0]) > limits.year:
        raise OverYear(most=in_words(limits.year), detail=f"{amount} after {Money(row[0])} in {year}")
