"""What moved on an account: by period, direction, amount and counterparty, a page at a time."""

from guitai.capabilities.accounts.rules import Rest, account_named, period_asked, slot
from guitai.capabilities.accounts.steps import asked, lines, open_then, own_accounts, show_lines, with_lines
from guitai.conversation.flow import choose, flow, given, look, say, show, suggest
from guitai.money import Money


@flow("accounts.transactions", title="查明细", menu="账户")
async def transactions() -> None:
    named = await given("account", "您要看哪个账户？", account_named, "")
    period = await given("period", "您要看哪段时间？", period_asked, None)
    direction = await given("direction", "您要看收入还是支出？", slot("direction", str), "")
    amount = await given("amount", "您要找多少钱的记录？", slot("amount", Money), None)
    counterparty = await given("counterparty", "您要找和谁的往来？", slot("counterparty", str), "")
    before = await given("before", "您要从哪里接着看？", slot("before", Rest), None)
    own = await look(own_accounts)
    await suggest("我的账户", "accounts.list")
    accounts = await look(with_lines, own, named)
    account = await choose("which", "要看哪个账户的明细？", accounts)
    await look(open_then, account, period)
    wanted = await look(asked, period, direction, amount, counterparty)
    page = await look(lines, account, wanted, before)
    first, last = wanted.period.first, wanted.period.last
    if not page.lines:
        await say("{account}在{first}至{last}没有符合条件的记录。", account=account, first=first, last=last)
        await suggest("近三个月的明细", "accounts.transactions", account=account.tail)
        return
    card = await look(show_lines, account, wanted, page)
    await show("{account}，{first}至{last}的明细查好了。", card, account=account, first=first, last=last)
    if page.before:
        await suggest(
            "更早的记录",
            "accounts.transactions",
            account=account.tail,
            period=wanted.period,
            direction=direction,
            amount=amount,
            counterparty=counterparty,
            before=page.before,
        )
    await suggest("查余额", "accounts.balance")
