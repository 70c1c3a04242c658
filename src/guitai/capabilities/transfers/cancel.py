"""Taking back what has not been sent yet: a transfer that waits, or one that goes out every month."""

from guitai.capabilities.transfers.history import STILL_WAITS, as_it_stands, card_of, take_back, waiting
from guitai.capabilities.transfers.names import name_said
from guitai.capabilities.transfers.rules import amount_meant, monthly_meant, said_so
from guitai.capabilities.transfers.steps import bound
from guitai.conversation.flow import choose, confirm, do, flow, given, look, say, show, suggest


@flow("transfers.cancel", title="撤销转账", menu="转账")
async def cancel() -> None:
    lately = await given("lately", "您要撤销刚才的转账吗？", said_so("lately"), False)
    if lately:
        await tell_how_it_stands()
        return
    await look(bound)
    named = await given("payee", "您要撤销转给谁的？", name_said, "")
    amount = await given("amount", "您要撤销多少钱的？", amount_meant, None)
    each = await given("arrival", "您要停掉每月转账吗？", monthly_meant, False)
    mistaken = await given("mistaken", "您要撤销刚才的转账吗？", said_so("mistaken"), False)
    pending = await look(waiting, named, amount, each, mistaken)
    one = await choose("which", "您要撤销哪一笔？", pending)
    card = await look(card_of, one)
    await show("要撤销的在卡片上，请先核对。", card)
    sure = await confirm("sure", "要撤销吗？", "撤销", "不撤销")
    if not sure:
        await say("好的，没有撤销，到时照样转出。")
        return
    outcome = await do(take_back, one)
    await say("{outcome}", outcome=outcome)


async def tell_how_it_stands() -> None:
    """Nothing is open; what was signed just now may be meant."""
    outcome = await look(as_it_stands)
    await say("{outcome}", outcome=outcome)
    if outcome == STILL_WAITS:
        await suggest("撤销转账", "transfers.cancel")
