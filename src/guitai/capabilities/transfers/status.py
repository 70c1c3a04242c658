"""What became of a transfer, and why: in one turn."""

from guitai.capabilities.transfers.history import asked_after, card_found
from guitai.capabilities.transfers.names import name_said
from guitai.capabilities.transfers.rules import amount_meant, period_said, said_so
from guitai.capabilities.transfers.steps import bound
from guitai.conversation.flow import flow, given, look, say, show, suggest


@flow("transfers.status", title="查转账", menu="转账")
async def status() -> None:
    await look(bound)
    named = await given("payee", "您要查转给谁的？", name_said, "")
    party = await given("counterparty", "您要查转给谁的？", name_said, "")
    amount = await given("amount", "您要查多少钱的？", amount_meant, None)
    period = await given("period", "您要查哪段时间？", period_said, None)
    just = await given("just", "您要查刚才的转账吗？", said_so("just"), False)
    found = await look(asked_after, named or party, amount, period, just)
    if found and found.waits:
        await suggest("撤销转账", "transfers.cancel")
    await suggest("转账", "transfers.send")
    if not found and just:
        await say(
            "刚才没有转账。没有签名的不会转出，您的钱没有变动。近30天的都可以查，也可以说出收款人、金额或哪一天。"
        )
        return
    if not found:
        await say("没有找到这样的转账。近30天的都可以查，也可以说出收款人、金额或哪一天。")
        return
    card = await look(card_found, found)
    await show("{outcome}", card, outcome=found.outcome)
