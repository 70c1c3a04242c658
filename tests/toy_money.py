"""A toy money flow on the real shield and the real ledger: there is no transfer yet, and words are tried out on one."""

from dataclasses import dataclass
from uuid import UUID

from guitai.conversation.flow import ask, choose, confirm, do, draft, flow, look, say, until
from guitai.conversation.turn import Turn
from guitai.errors import Refusal
from guitai.language import Words
from guitai.ledger import statement
from guitai.ledger.accounts import accounts_of
from guitai.ledger.chart import Internal, Side
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.ledger.statement import Wanted
from guitai.money import Money
from guitai.shield import orders, small
from guitai.shield.document import Draft, Line
from guitai.shield.strength import Strength
from guitai.understanding.answer import Answer, Unclear

SEND = "transfers.send"


@dataclass(frozen=True)
class Payee:
    """Somebody whom the customer has paid before, as the books have the name."""

    private_name: str


def payees(turn: Turn) -> list[Payee]:
    """Whom the customer has paid before."""
    page = statement.page(turn.db, turn.customer, Wanted(side=Side.DEBIT), after=None, size=50)
    return [Payee(name) for name in sorted({line.details.counterparty for line in page.lines})]


def amount_of(answer: Answer) -> Money:
    """An amount of money."""
    amount = answer.slots.get("amount")
    if not isinstance(amount, Money):
        raise Unclear("请说一个金额，比如200元。")
    return amount


def pay_by_rule(turn: Turn, payee: Payee, amount: Money) -> None:
    """Pay under the customer's small-amount rule, or refuse."""
    small.by_rule(turn.db, turn.customer, amount, payee_known=payee in payees(turn))
    _pay(turn, payee.private_name, amount, name=turn.key)


def void_payment(turn: Turn, order_id: UUID) -> None:
    """It is wanted no more."""
    orders.void(turn.db, turn.customer, order_id)


@draft(void=void_payment)
def draft_payment(turn: Turn, payee: Payee, amount: Money) -> UUID:
    """Put the payment up for signing."""
    lines = (Line("payee", Words("收款人"), payee.private_name), Line("amount", Words("金额"), amount))
    wanted = Draft(SEND, Words("转账"), lines)
    return orders.draft(turn.db, turn.customer, wanted, Strength.PIN, tongue=turn.tongue)


def pay_signed(turn: Turn, order_id: UUID) -> None:
    """Pay what was signed."""
    document = orders.signed(turn.db, turn.customer, order_id).document
    _pay(turn, document.text("payee"), document.amount("amount"), name=str(order_id))


@flow(SEND, title="转账", moves=True)
async def send() -> None:
    payee = await choose("payee", "付给谁？", await look(payees))
    amount = await ask("amount", "付多少？", amount_of)
    sure = await confirm("sure", "确定付{amount}吗？", amount=amount)
    if not sure:
        await say("好的，没有付。")
        return
    try:
        await do(pay_by_rule, payee, amount)
    except Refusal:
        order = await do(draft_payment, payee, amount)
        await until("signed", "请打开页面核对并签名。", order)
        await do(pay_signed, order)
    await say("付好了。")


def _pay(turn: Turn, payee: str, amount: Money, *, name: str) -> None:
    (account,) = accounts_of(turn.db, turn.customer)
    details = Details("转账", payee)
    target = Internal.CLEARING_OUT
    post(
        turn.db,
        transfer(amount, owner=turn.customer, name=name, source=account.key, target=target, details=details),
    )
