"""A statement as a document: an account's lines over some days, to be shown to others, who can have it confirmed."""

from guitai.capabilities.accounts.filters import between
from guitai.capabilities.accounts.issuing import issue_statement
from guitai.capabilities.accounts.refusals import TooManyInADay, TooManyLines
from guitai.capabilities.accounts.rules import account_named, digits_named, period_asked
from guitai.capabilities.accounts.sheet import halves
from guitai.capabilities.accounts.steps import meant_among, own_accounts, shown_lately
from guitai.conversation.flow import ask, choose, do, flow, given, look, show, suggest

PERIOD = "您要哪段时间的对账单？比如“近半年”“去年”，一次最多一年。"


@flow("accounts.statement", title="开对账单", menu="账户", repeatable=True)
async def statement() -> None:
    named = await given("account", "您要开哪个账户的对账单？", account_named, "")
    digits = await given("amount", "您要开哪个账户的对账单？", digits_named, "")
    own = await look(own_accounts)
    lately = await look(shown_lately)
    here = lately.period and not (named or digits)
    found = await look(meant_among, own, named, digits, lately)
    account = await choose("which", "您要开哪个账户的对账单？", found)
    if here:
        period = await given("period", PERIOD, period_asked, None)
    else:
        period = await ask("period", PERIOD, period_asked)
    days = period or lately.period
    assert days, "what was not looked at just now is asked for"
    try:
        card = await do(issue_statement, account, days)
    except TooManyLines:
        for half in halves(period) if period else ():
            await suggest(
                between(half.first, half.last), "accounts.statement", account=account.tail, period=half
            )
        raise
    except TooManyInADay:
        await suggest("查明细", "accounts.transactions", account=account.tail, period=period)
        raise
    await show("对账单开好了，请点开卡片，里面有PDF文件和核验码。", card)
    await suggest("查明细", "accounts.transactions")
