"""Steps: which transfers a customer asks after, which can still be taken back, and what is planned."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from guitai import refusals
from guitai.capabilities.transfers import plans_kept, receipts, sending, store
from guitai.capabilities.transfers.booking import booked
from guitai.capabilities.transfers.order import SEND
from guitai.capabilities.transfers.plans_kept import Plan
from guitai.capabilities.transfers.receipts import Outcome
from guitai.capabilities.transfers.refusals import AlreadyLeft, NoPlans, NothingToCancel
from guitai.capabilities.transfers.states import LEFT, WAITING, State
from guitai.capabilities.transfers.store import Transfer
from guitai.capabilities.transfers.whom import Payee
from guitai.conversation.turn import Turn
from guitai.language import Words
from guitai.money import Money
from guitai.shield import audit
from guitai.shield.card import Card
from guitai.understanding.fold import fold
from guitai.understanding.slots.period import Period
from guitai.zone import BANK_ZONE, day_of

LATELY = timedelta(days=30)
A_MOMENT = timedelta(hours=1)
JUST_NOW = timedelta(days=1)  # what left within it is what somebody means who wants it back
SHOWN = 10
CHAT = "chat"

ANSWERS = {
    State.SUCCESS: Words("这一笔已经到账，详情在卡片上。"),
    State.SENT: Words("这一笔正在处理，请勿重复转账，有结果会告诉您。详情在卡片上。"),
    State.IN_DOUBT: Words("这一笔还在处理中，结果要等对方银行确认，请勿重复转账。详情在卡片上。"),
    State.REJECTED: Words("这一笔没有转成，钱已经退回您的账户，原因和办法在卡片上。"),
    State.RETURNED: Words("这一笔被退汇了，钱已经退回您的账户，原因和办法在卡片上。"),
    State.CANCELLED: Words("这一笔已经撤销，没有转出。"),
    State.FAILED: Words("这一笔没有转出，您的钱没有变动，原因和办法在卡片上。"),
    State.SCHEDULED: Words("这一笔还没到转出的时间，什么时候转出在卡片上。"),
    State.DELAYED: Words("这一笔还没到转出的时间，什么时候转出在卡片上。"),
    State.RISK_HOLD: Words("这一笔为了资金安全还没有转出，什么时候转出在卡片上。"),
}
ANSWERS_OWED = {
    State.REJECTED: Words(
        "这一笔没有转成。您的账户目前不能入账，退回的钱由本行暂时保管，可以入账后自动退回；"
        "账户已经销户的，请到本行网点办理。原因在卡片上。"
    ),
    State.RETURNED: Words(
        "这一笔被退汇了。您的账户目前不能入账，退回的钱由本行暂时保管，可以入账后自动退回；"
        "账户已经销户的，请到本行网点办理。原因在卡片上。"
    ),
}
TAKEN_BACK = Outcome(Words("已经撤销，不会再转出，您的钱没有变动。"))
STOPPED = Outcome(Words("已经撤销，不会再转出；以前已经转出的不受影响。"))
# What is told to whoever leaves where nothing is open, right after a transfer.
NOTHING_OPEN = Outcome(Words("好的。现在没有正在办理的业务。"))
STILL_WAITS = Outcome(Words("好的。现在没有正在办理的业务。还没有转出的转账，可以撤销。"))
HAS_LEFT = Outcome(
    Words(
        "好的。现在没有正在办理的业务。没有签名的不会转出；签过名的已经转出，不能撤销了，"
        "转错了请先联系收款人退回；如果是被骗，请马上拨打110和反诈专线96110。"
    )
)
TRIED_AGAIN = Words("这一笔余额不足，暂时没有转出，今天会再试。请备足余额，详情在卡片上。")
LATEST = Words("最近的一笔转账在卡片上，请看清收款人和时间。没有签名的不会转出。")
SEVERAL = Words("您的转账进度都在卡片上。")
REFUSED = Words("最近没有转成的原因在卡片上，这些都没有转出，您的钱没有变动。")


@dataclass(frozen=True)
class Found:
    """What was found: a sentence for the chat, and the card; and whether any of it `waits`, and can be taken back."""

    outcome: Outcome
    card: Card
    waits: bool = False


@dataclass(frozen=True)
class Pending:
    """Something that can still be taken back, a transfer that has not left or a plan; in `turn_id` it was asked for."""

    transfer: Transfer | None
    plan: Plan | None
    turn_id: UUID

    @property
    def private_name(self) -> Words:
        """What stands on a card beside its number in a list."""
        if self.transfer:
            return receipts.in_a_line(self.transfer)
        assert self.plan is not None, "it is one of the two"
        return receipts.plan_in_a_line(self.plan)


def asked_after(
    turn: Turn, named: str, amount: Money | None, period: Period | None, just: bool = False
) -> Found | None:
    """The transfers that are meant: one with all about it, or several in a list; and what was refused after them.

    A refusal does not tell whom it was about, so it is an answer only where nothing else is. `just`: what was signed
    just now is meant, and none of last week.
    """
    just = just and not (named or amount)
    lately = turn.db.now - (JUST_NOW if just else LATELY)
    since = min(lately, datetime.combine(period.first, time(), BANK_ZONE)) if period else lately
    every = store.since(turn.db, turn.customer, since)
    found = [one for one in every if _meant(one, named, amount, period)][:SHOWN]
    refused = [] if found and (named or amount or period) else _refused(turn, since, found)
    if not found and not refused:
        return None
    if not found:
        return Found(Outcome(REFUSED), receipts.listing([], refused))
    if len(found) > 1 or refused:
        waits = any(one.state in WAITING for one in found)
        return Found(Outcome(SEVERAL), receipts.listing(found, refused), waits)
    (only,) = found
    old = just and only.placed_at < turn.db.now - A_MOMENT
    outcome = Outcome(LATEST if old else _answer(only))
    return Found(outcome, receipts.card(only, booked(turn.db, only)), only.state in WAITING)


def _answer(of: Transfer) -> Words:
    if of.why and of.state in WAITING:
        return TRIED_AGAIN  # nothing else lets one wait longer than it should
    return (ANSWERS_OWED if of.owed else ANSWERS)[of.state]


def waiting(
    turn: Turn, named: str, amount: Money | None, monthly: bool, mistaken: bool = False
) -> list[Pending]:
    """What can still be taken back of what is meant, or why nothing can. `mistaken`: what was signed last is meant."""
    db, owner = turn.db, turn.customer
    if mistaken and not (named or amount or monthly) and (last := _signed_last(turn)):
        return [last]
    waits = [] if monthly else store.since(db, owner, db.now, WAITING)
    transfers = [one for one in waits if _is(one.instruction.payee, named)]
    plans = [one for one in plans_kept.running(db, owner) if _is(one.instruction.payee, named)]
    found = [Pending(one, None, db.turn_id) for one in transfers if amount in (None, one.instruction.amount)]
    found += [Pending(None, one, db.turn_id) for one in plans if amount in (None, one.instruction.amount)]
    if found:
        return found
    lately = store.since(db, owner, db.now - JUST_NOW, LEFT)
    if any(_meant(one, named, amount, None) for one in lately):
        raise AlreadyLeft
    raise NothingToCancel


def _signed_last(turn: Turn) -> Pending | None:
    """What was signed last, if that was lately. Refused where it has left, or came to nothing."""
    db, owner = turn.db, turn.customer
    lately = store.since(db, owner, db.now - JUST_NOW)
    plans = [one for one in plans_kept.running(db, owner) if one.made_at >= db.now - JUST_NOW]
    last = max(lately, key=lambda one: one.placed_at, default=None)
    plan = max(plans, key=lambda one: one.made_at, default=None)
    if plan and not (last and last.placed_at >= plan.made_at):
        return Pending(None, plan, db.turn_id)
    if last and last.state not in WAITING:
        raise AlreadyLeft if last.state in LEFT else NothingToCancel
    return Pending(last, None, db.turn_id) if last else None


def as_it_stands(turn: Turn) -> Outcome:
    """Whether anything that was signed can still be taken back, or has left."""
    try:
        waiting(turn, "", None, monthly=False)
    except AlreadyLeft:
        return HAS_LEFT
    except NothingToCancel:
        return NOTHING_OPEN
    return STILL_WAITS


def take_back(turn: Turn, pending: Pending) -> Outcome:
    """It will not be sent. Refused where it has left meanwhile, or never will."""
    db, owner = turn.db, turn.customer
    if pending.plan:
        _stop(turn, pending.plan)
        _note_asked(turn, pending, pending.plan.plan_id)
        return STOPPED
    assert pending.transfer is not None, "it is one of the two"
    one = store.transfer(db, owner, pending.transfer.transfer_id)
    if one is not None and one.state in LEFT:
        raise AlreadyLeft
    if one is None or one.state not in WAITING:
        raise NothingToCancel
    _take_back(turn, one)
    _note_asked(turn, pending, one.transfer_id)
    return TAKEN_BACK


def _note_asked(turn: Turn, pending: Pending, subject: UUID) -> None:
    """The message that asked for it was in a turn before the yes: from this note a trace leads there."""
    asking = replace(turn.db, turn_id=pending.turn_id)
    audit.note(asking, turn.customer, "transfers.cancel", by=CHAT, subject=str(subject), result="asked for")


def _stop(turn: Turn, running: Plan) -> None:
    """It runs no more, and what it has made and could not send yet, for want of money, is not tried again."""
    db, owner = turn.db, turn.customer
    plan = plans_kept.plan(db, owner, running.plan_id)
    if plan is None:
        raise NothingToCancel
    plans_kept.stop(db, plan)
    audit.note(db, owner, "transfers.stop", by=CHAT, subject=str(plan.plan_id))
    for one in store.since(db, owner, db.now, WAITING):
        if one.plan_id == plan.plan_id:
            _take_back(turn, one)


def _take_back(turn: Turn, waiting: Transfer) -> None:
    audit.note(turn.db, turn.customer, "transfers.cancel", by=CHAT, subject=str(waiting.transfer_id))
    sending.take_back(turn.db, waiting, State.CANCELLED)


def planned(turn: Turn, named: str) -> Card:
    """The card of what will be sent by itself."""
    db, owner = turn.db, turn.customer
    plans = [one for one in plans_kept.running(db, owner) if _is(one.instruction.payee, named)]
    waits = [one for one in store.since(db, owner, db.now, WAITING) if _is(one.instruction.payee, named)]
    if not plans and not waits:
        raise NoPlans
    return receipts.planned(plans, waits)


def card_of(turn: Turn, pending: Pending) -> Card:
    """What it is that would be taken back."""
    if pending.transfer:
        return receipts.card(pending.transfer, booked(turn.db, pending.transfer))
    assert pending.plan is not None, "it is one of the two"
    return receipts.planned([pending.plan], [])


def card_found(turn: Turn, found: Found) -> Card:
    """The card of what was found."""
    return found.card


def _refused(turn: Turn, since: datetime, found: Sequence[Transfer]) -> list[tuple[datetime, Words]]:
    """What was refused after the newest of these was accepted, and ended."""
    after = max([since, *(one.ended_at or one.placed_at for one in found[:1])])
    past = refusals.of(turn.db, turn.customer, since=after, flow=SEND, most=SHOWN)
    return [(one.refused_at, one.said) for one in past if one.refused_at > after]


def _meant(one: Transfer, named: str, amount: Money | None, period: Period | None) -> bool:
    on = day_of(one.placed_at)
    return (
        _is(one.instruction.payee, named)
        and amount in (None, one.instruction.amount)
        and (period is None or period.first <= on <= period.last)
    )


def _is(payee: Payee, named: str) -> bool:
    return not named or payee.goes_by(named) or fold(named) in fold(payee.name) or payee.sounds_like(named)
