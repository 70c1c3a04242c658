"""Which accounts the customer has."""

from guitai.capabilities.accounts.steps import named_among, own_accounts, show_list
from guitai.conversation.flow import flow, look, show, suggest


@flow("accounts.list", title="我的账户", menu="账户")
async def accounts() -> None:
    own = await look(own_accounts)
    found = await look(named_among, own, "")
    card = await look(show_list, found)
    await show("您在本行的账户都在卡片上。", card)
    await suggest("查余额", "accounts.balance")
    await suggest("查明细", "accounts.transactions")
