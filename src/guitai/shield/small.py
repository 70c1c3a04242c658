"""The small-amount rule: what a customer has signed once, so that small payments to known payees need no signature."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from guitai import clock
from guitai.database import Owner, Transaction
from guitai.errors import Refusal
from guitai.money import Money
from guitai.shield import freezes, usage
from guitai.shield.strength import Limits, Strength, in_words, within_day

LIFE = timedelta(days=365)  # a year: then the customer is asked again
REPLACED = "replaced"


class NoRule(Refusal, code="small.none", says="您没有设置小额免密，这一笔请您签名确认。"):
    """The customer has no rule, it has ended, or it has not begun."""


class UnknownPayee(Refusal, code="small.payee", says="小额免密只能付给您付过的收款人，这一笔请您签名确认。"):
    """A rule pays only whom the customer has paid before."""


class OverRuleSingle(
    Refusal, code="small.single", says="这一笔超过了您设置的小额免密单笔限额，请您签名确认。"
):
    """More than the customer allowed at once."""


class OverRuleDay(Refusal, code="small.day", says="今天小额免密的额度不够付这一笔，请您签名确认。"):
    """With what was paid under it today, more than the customer allowed; or, with all that was paid, more than a day
    leaves room for without a signature.
    """


class RuleOutOfBounds(
    Refusal,
    code="small.bounds",
    says="小额免密一笔最多设{single}，一天最多设{day}，一笔的不能超过一天的。请您换一个金额。",
):
    """The bank allows no such rule."""


@dataclass(frozen=True)
class SmallRule:
    """A rule in force: how much it allows at once and on a day, and who signed it when."""

    rule_id: UUID
    order_id: UUID
    device_id: UUID
    single: Money
    day: Money
    from_at: datetime
    until_at: datetime


def check_rule(single: Money, day: Money, limits: Limits) -> None:
    """Refuse a rule that allows nothing, more than the bank does, or more at once than on a day."""
    most = limits.at[Strength.RULE]
    if not Money(0) < single <= min(day, most.single) or day > most.day:
        raise RuleOutOfBounds(single=in_words(most.single), day=in_words(most.day))


def put_in_force(
    db: Transaction,
    owner: Owner,
    order_id: UUID,
    device_id: UUID,
    *,
    single: Money,
    day: Money,
    from_at: datetime,
) -> UUID:
    """This rule holds from then on, for a year; the one before it has ended. Its id."""
    end(db, owner, why=REPLACED)
    rule_id = clock.uuid7(db.now)
    db.execute(
        """
        INSERT INTO shield.small_rules
               (owner, rule_id, turn_id, order_id, device_id, single_fen, day_fen, from_at, until_at)
        VALUES (%(owner)s, %(rule)s, %(turn)s, %(order)s, %(device)s, %(single)s, %(day)s, %(from)s, %(until)s)
        """,
        {
            "owner": owner,
            "rule": rule_id,
            "turn": db.turn_id,
            "order": order_id,
            "device": device_id,
            "single": single.fen,
            "day": day.fen,
            "from": from_at,
            "until": from_at + LIFE,
        },
    )
    return rule_id


def end(db: Transaction, owner: Owner, *, why: str) -> bool:
    """Nothing is paid without a signature any more; whether there was a rule."""
    return _end(db, owner, why=why, device_id=None)


def end_of_device(db: Transaction, owner: Owner, device_id: UUID, *, why: str) -> bool:
    """The same, if the rule was signed on this device."""
    return _end(db, owner, why=why, device_id=device_id)


def in_force(db: Transaction, owner: Owner) -> SmallRule | None:
    """The rule that holds now."""
    row = db.execute(
        """
        SELECT rule_id, order_id, device_id, single_fen, day_fen, from_at, until_at
          FROM shield.small_rules
         WHERE owner = %(owner)s AND ended_at IS NULL AND from_at <= %(now)s AND until_at > %(now)s
        """,
        {"owner": owner, "now": db.now},
    ).fetchone()
    if row is None:
        return None
    rule_id, order_id, device_id, single, day, from_at, until_at = row
    return SmallRule(rule_id, order_id, device_id, Money(single), Money(day), from_at, until_at)


def standing(db: Transaction, owner: Owner) -> bool:
    """Whether there is a rule that holds now, or will from some moment on."""
    row = db.execute(
        """
        SELECT EXISTS (
            SELECT 1
              FROM shield.small_rules
             WHERE owner = %(owner)s AND ended_at IS NULL AND until_at > %(now)s)
        """,
        {"owner": owner, "now": db.now},
    ).fetchone()
    return bool(row and row[0])


def by_rule(db: Transaction, owner: Owner, amount: Money, limits: Limits, *, payee_known: bool) -> UUID:
    """The rule under which this may be paid: it is counted. Or why it has to be signed."""
    freezes.check(db, owner)
    _keep_in_force(db, owner)
    rule = in_force(db, owner)
    if rule is None:
        raise NoRule
    if not payee_known:
        raise UnknownPayee
    if amount > rule.single:
        raise OverRuleSingle(detail=f"{amount} of {rule.single} at once")
    today = usage.spent(db, owner)
    room = within_day(amount, Strength.RULE, limits, today)
    if not room or not usage.spend(db, owner, amount, Strength.RULE, within=rule.day):
        raise OverRuleDay(detail=f"{amount} of {rule.day}, {today.get(Strength.RULE, Money(0))} of it spent")
    return rule.rule_id


def _keep_in_force(db: Transaction, owner: Owner) -> None:
    """Whoever ends the rule waits until what is now paid under it is done."""
    db.execute(
        "SELECT 1 FROM shield.small_rules WHERE owner = %(owner)s AND ended_at IS NULL FOR SHARE",
        {"owner": owner},
    )


def _end(db: Transaction, owner: Owner, *, why: str, device_id: UUID | None) -> bool:
    ended = db.execute(
        """
        UPDATE shield.small_rules
           SET ended_at = %(now)s, why_ended = %(why)s
         WHERE owner = %(owner)s AND ended_at IS NULL
           AND (%(device)s::uuid IS NULL OR device_id = %(device)s)
        """,
        {"now": db.now, "why": why, "owner": owner, "device": device_id},
    )
    return ended.rowcount == 1
