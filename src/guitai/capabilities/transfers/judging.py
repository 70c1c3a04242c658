"""How a transfer has to be authorised, and when it is sent: the limits, the risks and the small-amount rule on it."""

from datetime import datetime, timedelta

from guitai.capabilities.transfers import planned, plans_kept, store
from guitai.capabilities.transfers.arrival import Arrival, When
from guitai.capabilities.transfers.fees import fee
from guitai.capabilities.transfers.order import Instruction, Terms
from guitai.capabilities.transfers.planned import Day
from guitai.capabilities.transfers.refusals import ToItself
from guitai.clearing import rails
from guitai.clearing.rails import Rail, Route
from guitai.customers import customers
from guitai.customers.person import born_on
from guitai.database import Owner, Transaction
from guitai.errors import Refusal
from guitai.language import Words
from guitai.ledger.statement import Paid, largest_paid
from guitai.money import Money
from guitai.shield import devices, risk, small, strength, usage
from guitai.shield.devices import Device
from guitai.shield.risk import Facts, Verdict
from guitai.shield.strength import Limits, Strength
from guitai.terms.terms import TransferChecks
from guitai.zone import day_of

HOUR, DAY, USUAL = timedelta(hours=1), timedelta(days=1), timedelta(days=90)
YEAR = timedelta(days=400)  # what is paid to somebody once a year, and a little late
# What stands on a customer's statement of a transfer.
SUMMARY, TO_MYSELF, CHANNEL = "转账", "本人转账", "微信"


def terms(
    db: Transaction,
    owner: Owner,
    of: Instruction,
    arrival: Arrival,
    limits: Limits,
    *,
    device: Device | None = None,
) -> Terms:
    """What this takes now: how strong a signature, which delay. `device` is the one that signed; before, none is known.

    Before, any device may sign: where one of them is new, what a new one needs is asked for at once.
    """
    if of.payer.number == of.payee.number:
        raise ToItself
    mine = [device] if device else devices.devices(db, owner)
    news = [one for one in mine if one.low(db.now)]
    surely_new = max(news, key=lambda one: one.added_at) if news and len(news) == len(mine) else None
    verdict = Verdict() if of.payee.mine else _verdict(db, owner, of, surely_new)
    least = max(verdict.strength or Strength.PIN, Strength.CODE if news else Strength.PIN)
    wished_at = arrival.due_at(db.now)
    early = (wished_at or db.now) < db.now + verdict.hold
    risky = early and not arrival.waived
    due_at, rail = _when(db, of, db.now + verdict.hold if risky else wished_at)
    day = _its_day(db, owner, arrival, due_at)
    needed = _needed(db, owner, of, day, limits, least, low=bool(surely_new))
    more = strength.why_more(needed, of.amount, limits, payee_known=of.payee.proved, news=bool(news))
    told = verdict.strength is not None and verdict.strength >= needed
    by_rule = due_at is None and verdict == Verdict() and _by_rule(db, owner, of, limits)
    checks = _checks(db)
    return Terms(
        of,
        arrival,
        rail,
        due_at,
        held=due_at is not None and not _counts_then(arrival),
        unusual=risky,
        fee=cost(db, of),
        strength=needed,
        reasons=tuple(one for one in verdict.reasons if one.strength or risky),
        again=_again(db, owner, of, checks),
        large=_large(of, day, checks.large_day),
        again_minutes=checks.again_minutes,
        large_day=checks.large_day,
        by_rule=by_rule,
        sooner=risky and arrival.soon,
        waived=early and arrival.waived,
        more=None if told else more,
        planned=arrival.when is When.MONTHLY and plans_kept.same(db, owner, of.payee, of.amount),
    )


def on_new_device(
    db: Transaction, owner: Owner, of: Instruction, arrival: Arrival, limits: Limits
) -> Strength | Refusal:
    """How strongly a device in its first 24 hours has to sign this; or why it may not."""
    day = _its_day(db, owner, arrival, arrival.due_at(db.now))
    try:
        return _needed(db, owner, of, day, limits, Strength.CODE, low=True)
    except Refusal as no:
        return no


def cost(db: Transaction, of: Instruction) -> Money:
    """What it costs today, beside the amount."""
    return fee(db.terms.transfer_fees.on(db.today), of.amount, here=of.payee.here)


def route(db: Transaction, of: Instruction, at: datetime) -> Route:
    """By which way it goes, and from when that is open."""
    if of.payee.here:
        return Route(Rail.INTERNAL, at, Words("本行账户，实时到账。"))
    return rails.route(of.amount, at, db.terms)


def _checks(db: Transaction) -> TransferChecks:
    return db.terms.transfer_checks.on(db.today)


def _verdict(db: Transaction, owner: Owner, of: Instruction, device: Device | None) -> Verdict:
    person = customers.customer(db, owner)
    assert person is not None, "whoever pays is a customer"
    facts = Facts(
        of.amount,
        db.now,
        payee_known=of.payee.proved,
        device_age=db.now - device.added_at if device else None,
        last_hour=store.paid_since(db, owner, db.now - HOUR),
        last_day=store.paid_since(db, owner, db.now - DAY),
        usual=_usual(db, owner, of),
        born_on=born_on(person.id_number),
        first_most=_checks(db).first_payment,
    )
    return risk.judge(facts, risk.RULES)


def _usual(db: Transaction, owner: Owner, of: Instruction) -> Money | None:
    """The most that was paid at once lately: in the chat, and where that alone would make this one unusual, anywhere.

    Who has always paid the rent in a browser may pay it here as well. Their statement says so, and what is read of it
    does not grow with it.
    """
    here = store.largest_since(db, owner, db.now - USUAL)
    if here is None or not risk.far_more(of.amount, here):
        return here
    paid = Paid(SUMMARY, TO_MYSELF, CHANNEL, db.now - USUAL, db.now - YEAR, of.payee.name)
    return max(here, largest_paid(db, owner, paid) or here)


def _counts_then(arrival: Arrival) -> bool:
    """Whether it counts on the day on which it is sent. All else counts, and is set apart, when it is accepted."""
    return arrival.when in (When.DATED, When.MONTHLY)


def _its_day(db: Transaction, owner: Owner, arrival: Arrival, due_at: datetime | None) -> Day:
    """The day on which it counts. What can be seen of a later one is what is planned for it.

    What is sent at once goes before what is only planned for today.
    """
    if not _counts_then(arrival):
        return Day(db.today, usage.spent(db, owner))
    return planned.day(db, owner, day_of(max(due_at or db.now, db.now)))


def _needed(
    db: Transaction, owner: Owner, of: Instruction, day: Day, limits: Limits, least: Strength, *, low: bool
) -> Strength:
    """What stays the customer's own counts against no limit."""
    if of.payee.mine:
        return Strength.PIN
    usage.check_year(db, owner, of.amount, limits, on=day.on)
    return strength.needed(
        of.amount, limits, spent=day.spent, payee_known=of.payee.proved, low=low, at_least=least
    )


def _again(db: Transaction, owner: Owner, of: Instruction, checks: TransferChecks) -> bool:
    since = db.now - timedelta(minutes=checks.again_minutes)
    return store.same_since(db, owner, of.payee, of.amount, since)


def _large(of: Instruction, day: Day, large_day: Money) -> bool:
    """Whether it is so much that the bank has to point to it, and the customer to say once more that it is meant."""
    return not of.payee.mine and sum(day.spent.values(), of.amount) > large_day


def _when(db: Transaction, of: Instruction, due_at: datetime | None) -> tuple[datetime | None, Rail]:
    """When it is sent, and by which rail: not before that is open."""
    at = due_at or db.now
    way = route(db, of, at)
    return (way.sends_at if way.sends_at > at else due_at), way.rail


def _by_rule(db: Transaction, owner: Owner, of: Instruction, limits: Limits) -> bool:
    """Whether the customer's own rule pays this, as far as can be seen before it does."""
    rule = small.in_force(db, owner)
    if rule is None or of.payee.mine or not of.payee.proved or of.amount > rule.single:
        return False
    spent = usage.spent(db, owner)
    today = spent.get(Strength.RULE)
    within = of.amount <= rule.day if today is None else today + of.amount <= rule.day
    return within and strength.within_day(of.amount, Strength.RULE, limits, spent)
