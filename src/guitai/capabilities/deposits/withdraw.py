"""Withdrawing a deposit, all of it or a part: what is lost by it is shown before it is signed."""

from guitai.capabilities.deposits.amounts import part_or_all
from guitai.capabilities.deposits.rules import day_said
from guitai.capabilities.deposits.steps import draft_withdrawal, later, own_deposits, quote, withdraw_signed
from guitai.conversation.flow import ask, choose, do, flow, given, look, say, show, suggest, until

SIGN = "{deposit}，支取{part}。请点开页面核对，在页面里用交易密码签名，5分钟内有效。不要在聊天里发送密码。"
SIGN_ALL = "{deposit}，全部支取。请点开页面核对，在页面里用交易密码签名，5分钟内有效。不要在聊天里发送密码。"


@flow("deposits.withdraw", title="支取存款", moves=True)
async def withdraw() -> None:
    found = await look(own_deposits)
    deposit = await choose("deposit", "要支取哪一笔？", found)
    part = await ask("amount", "要支取多少？要全部支取，说“全部”就可以。", part_or_all)
    day = await given("when", "哪一天支取？", day_said, None)
    if await look(later, day):
        await say(
            "支取在签名的当天到账，不能预约以后的日子。想到{day}再取，请回复“取消”，到那天再办。", day=day
        )
    card = await look(quote, deposit, part)
    await show("能拿到多少利息、会少拿多少，请先看卡片。", card)
    order = await do(draft_withdrawal, deposit, part)
    if part is None:
        await until("signed", SIGN_ALL, order, deposit=deposit)
    else:
        await until("signed", SIGN, order, deposit=deposit, part=part)
    receipt = await do(withdraw_signed, order)
    await show("已经支取，本金和利息转到了活期，请点开卡片看。", receipt)
    await suggest("查余额", "accounts.balance")
    await suggest("我的定期", "deposits.list")
