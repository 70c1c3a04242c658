"""What the customer has on deposit, when it matures, and what it has earned."""

from guitai.capabilities.deposits.rules import FIXED, NOTICE
from guitai.capabilities.deposits.steps import own_deposits, show_deposits
from guitai.conversation.flow import flow, look, show, suggest


@flow("deposits.list", title="我的定期", menu="账户")
async def deposits() -> None:
    found = await look(own_deposits)
    card = await look(show_deposits, found)
    await show("您的定期和通知存款都在卡片上。", card)
    await suggest("存定期", "deposits.open")
    await suggest("支取存款", "deposits.withdraw")
    if any(one.product.kind == FIXED for one in found):
        await suggest("更改到期安排", "deposits.renewal")
    if any(one.product.kind == NOTICE for one in found):
        await suggest("通知支取", "deposits.notice")
