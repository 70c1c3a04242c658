"""What the bank does about identity: says who is bound, ends a binding, freezes, keeps the small-amount rule."""

from uuid import UUID

from guitai.capabilities.identity import rules
from guitai.capabilities.identity.refusals import NotBound
from guitai.capabilities.identity.rules import Row
from guitai.conversation.flow import draft, public
from guitai.conversation.turn import Turn
from guitai.customers import customers
from guitai.money import Money
from guitai.shield import audit, devices, ending, freezes, orders, risk, small
from guitai.shield.risk import Facts, Verdict
from guitai.shield.strength import Limit, Strength

CHAT = "chat"


def bound(turn: Turn) -> bool:
    """Whether this chat is a customer's."""
    return customers.customer(turn.db, turn.customer) is not None


def bound_customer(turn: Turn) -> None:
    """Refuse a chat that is nobody's."""
    if not bound(turn):
        raise NotBound


def active_customer(turn: Turn) -> None:
    """Refuse a chat that is nobody's, or a customer who is frozen."""
    bound_customer(turn)
    freezes.check(turn.db, turn.customer)


def disconnect(turn: Turn) -> None:
    """End the binding, with devices, cards and orders, in this turn."""
    ending.unbind(turn.db, turn.customer, by=CHAT)


def freeze_all(turn: Turn) -> None:
    """Stop everything that a device could do."""
    freezes.freeze(turn.db, turn.customer, by=freezes.CUSTOMER, why="asked for in the chat")
    audit.note(turn.db, turn.customer, "freezes.freeze", by=CHAT)


@public
def limits(turn: Turn) -> list[Row]:
    """The bank's table."""
    return rules.table(turn.limits)


@public
def most(turn: Turn) -> Limit:
    """The most that a small-amount rule may allow."""
    return turn.limits.at[Strength.RULE]


def has_rule(turn: Turn) -> bool:
    """Whether there is a rule, be it one that begins later."""
    return small.standing(turn.db, turn.customer)


def end_rule(turn: Turn) -> None:
    """Everything is signed from now on."""
    small.end(turn.db, turn.customer, why="closed in the chat")
    audit.note(turn.db, turn.customer, "small.end", by=CHAT)


def _void(turn: Turn, order_id: UUID) -> None:
    orders.void(turn.db, turn.customer, order_id)


@draft(void=_void)
def draft_rule(turn: Turn, single: Money, day: Money) -> UUID:
    """Put the rule up for signing. It lets money go unsigned, so it asks for a code as well."""
    freezes.check(turn.db, turn.customer)
    small.check_rule(single, day, turn.limits)
    wanted = rules.small_rule(single, day)
    return orders.draft(turn.db, turn.customer, wanted, Strength.CODE, tongue=turn.tongue)


def put_rule_in_force(turn: Turn, order_id: UUID) -> Verdict:
    """Let the rule hold, as it was signed; where something was unusual about that, only after a delay."""
    db, owner = turn.db, turn.customer
    signed = orders.signed(db, owner, order_id)
    device = devices.device(db, owner, signed.device_id)
    assert device is not None, "it has just signed"
    day = signed.document.amount("day")
    age = db.now - device.added_at if device.low(db.now) else None
    first_most = db.terms.transfer_checks.on(db.today).first_payment
    facts = Facts(day, db.now, payee_known=True, device_age=age, first_most=first_most)
    verdict = risk.judge(facts, risk.STANDING)
    small.put_in_force(
        db,
        owner,
        order_id,
        signed.device_id,
        single=signed.document.amount("single"),
        day=day,
        from_at=db.now + verdict.hold,
    )
    why = "; ".join(reason.staff for reason in verdict.reasons)
    audit.note(
        db, owner, "small.put_in_force", by=f"device {signed.device_id}", subject=str(order_id), why=why
    )
    return verdict
