"""What moved on the accounts: by period, direction, amount and counterparty, a page at a time."""

from guitai.capabilities.accounts.lines import Rest
from guitai.capabilities.accounts.rules import (
    ANYBODY,
    account_named,
    amount_asked,
    not_done,
    party_asked,
    period_asked,
    slot,
)
from guitai.capabilities.accounts.steps import asked, lines, own_accounts, show_lines, with_lines
from guitai.conversation.flow import flow, given, look, say, show, suggest
from guitai.errors import Refusal
from guitai.money import Money
from guitai.understanding.lookups.things import Unmet


@flow("accounts.transactions", title="查明细", menu="账户")
async def transactions() -> None:
    named = await given("account", "您要看哪个账户？", account_named, "")
    period = await given("period", "您要看哪段时间？", period_asked, None)
    direction = await given("direction", "您要看收入还是支出？", slot("direction", str), "")
    amount = await given("amount", "您要找多少钱的记录？", amount_asked, None)
    least = await given("least", "您要看多少钱以上的记录？", slot("least", Money), None)
    most = await given("most", "您要看多少钱以下的记录？", slot("most", Money), None)
    counterparty = await given("counterparty", "您要找和谁的往来？", party_asked, ANYBODY)
    without = await given("without", "您不想看和谁的往来？", slot("without", str), "")
    unmet = await given("unmet", "您还要查什么？", slot("unmet", Unmet), Unmet())
    newest = await given("newest", "您要看最近几笔？", slot("newest", int), 0)
    largest = await given("largest", "您要看金额最大的一笔吗？", slot("largest", bool), False)
    before = await given("before", "您要从哪里接着看？", slot("before", Rest), None)
    own = await look(own_accounts)
    if amount and named == str(amount.whole_yuan):  # bare digits, which may be either
        if any(account.tail == named for account in own):
            amount = None
        else:
            named = ""
    try:
        among = await look(with_lines, own, named, period)
    except Refusal:
        await suggest("我的账户", "accounts.list")
        raise
    wanted = await look(asked, period, direction, amount, least, most, counterparty, newest, largest)
    page = await look(lines, among, wanted, before)
    for why in not_done(without, unmet, str(counterparty)):
        await say("{why}", why=why)
    if not page.lines:
        await say("{where}{when}没有{what}。", where=among.where, when=wanted.when, what=wanted.sought)
        if period or wanted.conditions:
            await suggest("近三个月的明细", "accounts.transactions", account=named or None)
        await suggest("查余额", "accounts.balance")
        return
    card = await look(show_lines, among, wanted, page)
    await show("{whose}{found}查好了。", card, whose=among.whose, found=wanted.found)
    if page.before:
        older = {"account": named or None, "before": page.before, **wanted.slots}
        await suggest("更早的记录", "accounts.transactions", **older)
        for one in among.singles:
            alone = {"account": one.tail, **wanted.slots}
            await suggest(one.public_name, "accounts.transactions", **alone)
    await suggest("查余额", "accounts.balance")
