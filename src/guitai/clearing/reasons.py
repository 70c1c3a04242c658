"""Why a payment to another bank was rejected or came back, in words for the one who paid it. Pure."""

from guitai.language import Words

NOT_SENT = "NOT_SENT"
"""Ours: the house could not be reached in time, and never had it."""
UNREADABLE, UNSAID, DAY_CLOSED = "FF01", "MS03", "AB06"

BECAUSE = {
    NOT_SENT: Words("清算系统暂时连不上，这笔款没有汇出。请稍后再转。"),
    "AC01": Words("收款账号不存在，或不能收款。请核对账号。"),
    "AC04": Words("收款账户已经销户。请向收款人要一个新账号。"),
    "AC06": Words("收款账户目前不能收款。请联系收款人。"),
    "AM02": Words("金额超过了收款账户或汇款渠道的上限。请减少金额再转。"),
    "AM04": Words("本行的清算资金暂时不足，这笔款没有汇出，和您的账户无关。请稍后再转。"),
    "BE01": Words("户名和账号不一致。请核对收款人姓名。"),
    "AB05": Words("对方银行没有及时处理。请稍后再转。"),
    DAY_CLOSED: Words("到当日清算结束时，这笔款没有清算。请重新转账。"),
    "AB08": Words("对方银行系统暂时不能收款。请稍后再转。"),
    "RC04": Words("收款银行不能受理这笔汇款。请核对收款银行。"),
    "TM01": Words("汇款渠道已过营业时间。请在营业时间内再转。"),
    "DT01": Words("这笔款错过了汇款渠道的清算日期，没有汇出。请重新转账。"),
    UNREADABLE: Words("这笔汇款没有通过清算系统的检查，没有汇出。请核对收款信息再转；还是不行，请联系本行。"),
    "CUST": Words("收款人把这笔款退了回来。请联系收款人。"),
    "RR04": Words("按监管要求，对方银行不能受理这笔汇款。请收款人向他们的银行询问。"),
    "AG01": Words("对方银行不允许向这个账户汇款。请收款人向他们的银行询问，或者换一个账号。"),
}
OTHERWISE = Words("对方银行没有说明原因。请核对收款信息，或联系收款人。")


def because(reason: str) -> Words:
    """What this code of docs/clearing.md means for the payer, and what they can do."""
    return BECAUSE.get(reason, OTHERWISE)
