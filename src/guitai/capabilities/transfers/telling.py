"""What payer and payee are told unasked: words that anybody may see in the chat, the values on a card."""

from guitai.capabilities.transfers import receipts
from guitai.capabilities.transfers.booking import booked
from guitai.capabilities.transfers.finding import taking
from guitai.capabilities.transfers.states import State
from guitai.capabilities.transfers.store import Transfer
from guitai.clearing.news import News
from guitai.clearing.received import received
from guitai.database import Owner, Transaction
from guitai.language import Words
from guitai.ledger.accounts import Account, account
from guitai.ledger.statement import booked_at
from guitai.naming import account_name
from guitai.notices import notices
from guitai.serial import serial

CAME_IN = Words("您收到一笔转账，请点开卡片看。")
STOPPED = Words("因为这个原因，这一笔每月转账也停掉了。处理好以后，您可以重新约一笔。")
TOLD = {
    State.SENT: Words("您的一笔转账已经转出，正在处理，请勿重复转账。请点开卡片看。"),
    State.SUCCESS: Words("您的一笔转账已经到账，请点开卡片看。"),
    State.IN_DOUBT: Words(
        "您的一笔转账还在处理中，结果要等对方银行确认，请勿重复转账。有了结果会马上告诉您。"
    ),
    State.REJECTED: Words("您的一笔转账对方银行没有收，钱已经退回您的账户。原因和办法请点开卡片看。"),
    State.RETURNED: Words("您的一笔转账已经退汇，钱已经退回您的账户。原因和办法请点开卡片看。"),
    State.FAILED: Words("您的一笔转账没有转出，您的钱没有变动。原因和办法请点开卡片看。"),
    State.SCHEDULED: Words(
        "您约好的一笔转账因余额不足，暂时没有转出，今天会再试。请备足余额，详情请点开卡片看。"
    ),
}
TOLD_OWED = {
    State.REJECTED: Words(
        "您的一笔转账对方银行没有收。您的账户目前不能入账，退回的钱由本行暂时保管，可以入账后自动退回；"
        "账户已经销户的，请到本行网点办理。原因请点开卡片看。"
    ),
    State.RETURNED: Words(
        "您的一笔转账已经退汇。您的账户目前不能入账，退回的钱由本行暂时保管，可以入账后自动退回；"
        "账户已经销户的，请到本行网点办理。原因请点开卡片看。"
    ),
}
GIVEN_BACK = Words("您有一笔转账退回的钱由本行暂时保管，现在已经退回您的账户，请点开卡片看。")


def payee_is_paid(db: Transaction, sent: Transfer) -> None:
    """A payee who is a customer is told at once."""
    of = sent.instruction
    if of.payee.mine:
        return
    paid = taking(db, of.payee.number)
    by = booked(db, sent)
    came = receipts.received(by.payer, of.amount, _named(paid), of.memo, db.now, by.number)
    notices.put(db, Owner(paid.key.owner), CAME_IN, came)


def payer(db: Transaction, of: Transfer) -> None:
    """How a transfer stands now."""
    card = receipts.card(of, booked(db, of))
    notices.put(db, of.owner, (TOLD_OWED if of.owed else TOLD)[of.state], card)


def given_back(db: Transaction, of: Transfer) -> None:
    """What came back earlier, and was kept for the payer, is on their account now."""
    notices.put(db, of.owner, GIVEN_BACK, receipts.card(of, booked(db, of)))


def plan_is_stopped(db: Transaction, owner: Owner) -> None:
    """A plan is not run any more, for a reason that was told of its last transfer."""
    notices.put(db, owner, STOPPED)


def came_from_another_bank(db: Transaction, news: News) -> None:
    """Somebody at another bank has paid this customer."""
    one, came = account(db, news.account), received(db, news.owner, news.payment_id)
    assert came is not None, "it is what there is to tell of"
    at = booked_at(db, one.key, came.entry_id)  # not now: it may be told later, on another day
    number = serial(came.entry_id)
    card = receipts.received(news.other.name, news.amount, _named(one), news.memo, at, number)
    notices.put(db, news.owner, CAME_IN, card)


def _named(one: Account) -> Words:
    return account_name(one.kind, one.tail)
