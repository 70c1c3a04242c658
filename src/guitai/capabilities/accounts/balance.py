"""How much is there: every account, or the one that was named."""

from guitai.capabilities.accounts.rules import account_named
from guitai.capabilities.accounts.steps import named_among, own_accounts, show_balances
from guitai.conversation.flow import flow, given, look, show, suggest


@flow("accounts.balance", title="查余额", menu="账户")
async def balance() -> None:
    named = await given("account", "您要看哪个账户？", account_named, "")
    own = await look(own_accounts)
    await suggest("查明细", "accounts.transactions")
    await suggest("我的账户", "accounts.list")
    accounts = await look(named_among, own, named)
    card = await look(show_balances, accounts)
    await show("您的余额查好了，请点开卡片看。", card)
