"""Sending money to somebody: here or at another bank, at once or later, signed or under the small-amount rule."""

from guitai.capabilities.transfers.arrival import USUAL, arrival_asked
from guitai.capabilities.transfers.finding import at_bank, found, in_name_of
from guitai.capabilities.transfers.rules import (
    account_named,
    amount_up_to,
    bank_asked,
    holder,
    memo_said,
    name_said,
    number_or_mobile,
    somebody,
    text_in,
)
from guitai.capabilities.transfers.steps import (
    able_to_pay,
    carry_out,
    most_at_once,
    pay_by_rule,
    payers,
    put_up,
    terms,
)
from guitai.capabilities.transfers.whom import Another, Payee, To
from guitai.conversation.flow import ask, choose, confirm, do, flow, given, look, say, show, until

WHOM = "转给谁？请说姓名，或者发卡号、账号、手机号。"
WHERE = "{whom}还不在您的收款人里。请发对方的卡号或账号，也可以发对方在本行登记的手机号。"
SIGN = (
    "给{whom}转{amount}，请点开页面核对，用交易密码签名，5分钟内有效。"
    "要改请直接说，比如“改成500”“改成次日到账”；不转了请回复“取消”。"
)


@flow("transfers.send", title="转账", menu="转账", moves=True)
async def send() -> None:
    await look(able_to_pay)
    to = await whom()
    payee = await reached(to)
    most = await look(most_at_once)
    amount = await ask("amount", "转多少钱？", amount_up_to(most.single))
    named = await given("account", "从哪个账户付？", account_named, "")
    accounts = await look(payers, named, payee)
    payer = await choose("payer", "从哪个账户付？", accounts)
    memo = await given("memo", "附言写什么？", memo_said, "")
    arrival = await given("arrival", "什么时候到账？", arrival_asked, USUAL)
    agreed = await look(terms, payee, amount, payer, memo, arrival)
    for reason in agreed.reasons:
        await say("{reason}", reason=reason)
    if agreed.question:
        sure = await confirm("sure", "{question}", "现在转", "不转了", question=agreed.question)
        if not sure:
            await say("好的，没有转，您的钱没有变动。")
            return
    if agreed.by_rule:
        receipt = await do(pay_by_rule, agreed)
    else:
        order = await do(put_up, agreed)
        await until("signed", SIGN, order, whom=to.called, amount=amount)
        receipt = await do(carry_out, order, agreed)
    await show("{outcome}", receipt.card, outcome=receipt.outcome)


async def whom() -> To:
    """Whom the customer wants to pay, in their own words."""
    name = await given("payee", WHOM, name_said, "")
    number = await given("account_no", WHOM, text_in("account_no"), "")
    mobile = await given("mobile", WHOM, text_in("mobile"), "")
    to = To(name, number, "" if number else mobile)
    if not to.named:
        to = await ask("to", WHOM, somebody)
    return to


async def reached(to: To) -> Payee:
    """The account that is meant, with the name that it is in and its bank."""
    bank = await given("bank", "是哪家银行？", bank_asked, "")
    people = await look(found, to, bank)
    payee = await choose("which", "您要转给哪一位？", people)
    if payee == Another():
        there = await ask("number", WHERE, number_or_mobile, whom=to.called)
        people = await look(found, To(to.name, there.number, there.mobile), bank)
        payee = await choose("which_of", "您要转给哪一位？", people)
    if payee.bank == "":
        at = await ask("bank_of", "这是哪家银行的账号？", bank_asked)
        payee = await look(at_bank, payee, at)
    if payee.name == "":
        name = await ask("name", "收款人的姓名是什么？要和账户的户名一致。", holder)
        payee = await look(in_name_of, payee, name)
    return payee
