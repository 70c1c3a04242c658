"""The counters of accounts of classes II and III: each account's, each way, compared and counted in one statement."""

from datetime import date

from guitai.classes.bound import bound_to
from guitai.classes.refusals import NoMoreIn, OutDay, OutYear
from guitai.classes.rules import Caps, Counted, Way, caps_of
from guitai.database import Transaction
from guitai.language import Words
from guitai.ledger.accounts import Account
from guitai.ledger.accounts import account as as_it_stands
from guitai.ledger.chart import AccountKey
from guitai.money import Money


def count_in(db: Transaction, payee: Account, amount: Money, source: str) -> None:
    """Count what is about to come in from the account of that number, or refuse it.

    What comes from the bound account is not counted; above what may be on the account it is refused as well.
    """
    caps = _caps(db, payee)
    if caps and bound_to(db, payee.key) != source:
        count(db, payee, Way.IN, amount)
    if caps and caps.balance is not None:
        _check_room(db, payee.key, amount, caps.balance)


def count(db: Transaction, account: Account, way: Way, amount: Money) -> bool:
    """Count what goes this way today, or refuse. False where the account's class has no caps: nothing was counted.

    The counter's row stays locked: two payments at once are counted one after the other. A turn takes its time when it
    begins: what began before midnight, and comes after another that began later, counts on the new day with it.
    """
    today, caps = db.today, _caps(db, account)
    if caps is None:
        return False
    counted = db.execute(
        """
        INSERT INTO classes.counters AS c (owner, account_id, way, turn_id, counted_on, day_fen, year_fen)
        SELECT %(owner)s, %(account)s, %(way)s, %(turn)s, %(today)s, %(fen)s, %(fen)s
         WHERE %(fen)s <= %(day)s AND %(fen)s <= %(year)s
            ON CONFLICT ON CONSTRAINT counters_pkey DO UPDATE
           SET turn_id = EXCLUDED.turn_id,
               day_fen = EXCLUDED.day_fen + CASE WHEN c.counted_on >= %(today)s THEN c.day_fen ELSE 0 END,
               year_fen = EXCLUDED.year_fen + CASE WHEN c.counted_on >= %(new_year)s THEN c.year_fen ELSE 0 END,
               counted_on = greatest(c.counted_on, EXCLUDED.counted_on)
         WHERE EXCLUDED.day_fen + CASE WHEN c.counted_on >= %(today)s THEN c.day_fen ELSE 0 END <= %(day)s
           AND EXCLUDED.year_fen + CASE WHEN c.counted_on >= %(new_year)s THEN c.year_fen ELSE 0 END <= %(year)s
        """,
        {
            **_key(account.key, way),
            "turn": db.turn_id,
            "today": today,
            "new_year": today.replace(month=1, day=1),
            "fen": amount.fen,
            "day": caps.day.fen,
            "year": caps.year.fen,
        },
    )
    if not counted.rowcount:
        _refuse(counted_by(db, account.key, way), way, amount, caps)
    return True


def give_back(db: Transaction, key: AccountKey, way: Way, amount: Money, on: date) -> None:
    """What was counted on that day has failed or was cancelled: as far as it still counts, it counts no more.

    Where it was counted on the day after, which it then began, that day's sum is only held to what the year's has left.
    """
    db.execute(
        """
        UPDATE classes.counters
           SET turn_id = %(turn)s,
               day_fen = least(day_fen - CASE WHEN counted_on = %(on)s THEN %(fen)s ELSE 0 END, year_fen - %(fen)s),
               year_fen = year_fen - %(fen)s
         WHERE owner = %(owner)s AND account_id = %(account)s AND way = %(way)s
           AND counted_on >= %(on)s AND counted_on < %(next_year)s
        """,
        {
            **_key(key, way),
            "turn": db.turn_id,
            "on": on,
            "next_year": date(on.year + 1, 1, 1),
            "fen": amount.fen,
        },
    )


def counted_by(db: Transaction, key: AccountKey, way: Way) -> Counted:
    """What has gone this way today and this year."""
    today = db.today
    row = db.execute(
        """
        SELECT counted_on, day_fen, year_fen
          FROM classes.counters
         WHERE owner = %(owner)s AND account_id = %(account)s AND way = %(way)s
        """,
        _key(key, way),
    ).fetchone()
    on, day, year = row or (today, 0, 0)
    return Counted(on, Money(day), Money(year)).as_of(today)


def _check_room(db: Transaction, key: AccountKey, amount: Money, most: Money) -> None:
    """Refuse what would be more than may be there. Who else pays in, counted or not, is waited for, and then seen."""
    _hold_counter(db, key, Way.IN)
    there = as_it_stands(db, key).balance
    if there + amount > most:
        raise NoMoreIn(detail=f"{amount} on top of {there}")


def _hold_counter(db: Transaction, key: AccountKey, way: Way) -> None:
    """Lock the counter's row, as it is, until the turn is over."""
    db.execute(
        """
        INSERT INTO classes.counters AS c (owner, account_id, way, turn_id, counted_on, day_fen, year_fen)
        VALUES (%(owner)s, %(account)s, %(way)s, %(turn)s, %(today)s, 0, 0)
            ON CONFLICT ON CONSTRAINT counters_pkey DO UPDATE
           SET turn_id = c.turn_id
        """,
        {**_key(key, way), "turn": db.turn_id, "today": db.today},
    )


def _caps(db: Transaction, account: Account) -> Caps | None:
    return caps_of(account.kind, db.terms.account_classes.on(db.today))


def _refuse(counted: Counted, way: Way, amount: Money, caps: Caps) -> None:
    detail = f"{amount} after {counted.day} today, {counted.year} this year"
    if way is Way.IN:
        raise NoMoreIn(detail=detail)
    if counted.over_day(amount, caps):
        raise OutDay(most=Words("{most}", {"most": caps.day}), detail=detail)
    raise OutYear(most=Words("{most}", {"most": caps.year}), detail=detail)


def _key(key: AccountKey, way: Way) -> dict[str, object]:
    return {"owner": key.owner, "account": key.account_id, "way": way}
