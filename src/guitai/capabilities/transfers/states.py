"""What becomes of a transfer, and how each state is called. Pure."""

from enum import StrEnum

from guitai.language import Words


class State(StrEnum):
    """From the moment it is accepted; before, it is an order of the shield's. The names are banking's own."""

    SCHEDULED = "scheduled"  # for a day: nothing is set apart yet
    DELAYED = "delayed"  # two hours, the next day, or until the rail opens: the money is set apart
    RISK_HOLD = "risk_hold"  # the same, because something was unusual
    SENT = "sent"  # to another bank, of which nothing is heard yet
    IN_DOUBT = "in_doubt"
    SUCCESS = "success"
    REJECTED = "rejected"  # it came back at once
    RETURNED = "returned"  # it came back later, as a payment of its own
    CANCELLED = "cancelled"
    FAILED = "failed"  # it never left


WAITING = (State.SCHEDULED, State.DELAYED, State.RISK_HOLD)
LEFT = (State.SENT, State.IN_DOUBT, State.SUCCESS)
FRUITLESS = (State.REJECTED, State.RETURNED, State.CANCELLED, State.FAILED)  # the payee has nothing of it
UNDONE = (State.REJECTED, State.CANCELLED, State.FAILED)  # it counts for nothing

NAMES = {
    State.SCHEDULED: Words("已预约"),
    State.DELAYED: Words("等待转出"),
    State.RISK_HOLD: Words("等待转出"),
    State.SENT: Words("处理中"),
    State.IN_DOUBT: Words("处理中，请勿重复转账"),
    State.SUCCESS: Words("已到账"),
    State.REJECTED: Words("没有转成，钱已退回"),
    State.RETURNED: Words("已退汇，钱已退回"),
    State.CANCELLED: Words("已撤销"),
    State.FAILED: Words("没有转出"),
}
NAMES_OWED = {
    State.REJECTED: Words("没有转成，钱等待退回"),
    State.RETURNED: Words("已退汇，钱等待退回"),
}
