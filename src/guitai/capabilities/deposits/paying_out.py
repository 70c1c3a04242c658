"""Paying a deposit out, however that was wished for: notice that was given comes first, then what is signed."""

from guitai.capabilities.deposits.amounts import (
    AGREED,
    OR_INTO,
    Digits,
    Part,
    account_named,
    part_or_all,
    part_or_digits,
)
from guitai.capabilities.deposits.noticed import EARLY, Early
from guitai.capabilities.deposits.rules import Deposit, Source
from guitai.capabilities.deposits.steps import (
    draft_withdrawal,
    paid_to,
    quote,
    take_notice_back,
    takers,
    withdraw_signed,
)
from guitai.capabilities.deposits.withdrawing import agreed_today, ends_own, unfit_part
from guitai.conversation.flow import ask, choose, confirm, do, given, look, say, show, suggest, until

INTO = "转入哪个账户？"
HOW_MUCH = "要支取多少？要全部支取，说“全部”就可以。"
SIGN = "{deposit}，支取{part}。请点开页面核对，在页面里用交易密码签名，5分钟内有效。不要在聊天里发送密码。"
SIGN_ALL = "{deposit}，全部支取。请点开页面核对，在页面里用交易密码签名，5分钟内有效。不要在聊天里发送密码。"
SIGN_AGREED = (
    "{deposit}，支取通知的金额。请点开页面核对，在页面里用交易密码签名，5分钟内有效。不要在聊天里发送密码。"
)


async def how_much(deposit: Deposit) -> Part:
    """How much, in the customer's words."""
    told = await ask("amount", HOW_MUCH, part_or_digits)
    part = await fitting(deposit, told)
    return part


async def fitting(deposit: Deposit, told: Part | Digits) -> Part:
    """What was told, or what is told instead where that can't be. Digits that end an account of theirs are no sum."""
    while True:
        part = told.amount if isinstance(told, Digits) else told
        own = await look(ends_own, told)
        if own:
            await say(OR_INTO, tail=told.tail if isinstance(told, Digits) else "", amount=part)
        else:
            unfit = await look(unfit_part, deposit, part)
            if not unfit:
                return part
            await say("{unfit}", unfit=unfit)
        told = await ask("amount_then", HOW_MUCH, part_or_digits)


async def into(deposit: Deposit) -> Source:
    """The account that was named; where none was, the one that was agreed when the deposit was opened."""
    every = await look(takers)
    named = await given("own", INTO, account_named, "")
    account = await given("account", INTO, account_named, "")
    target = await look(paid_to, deposit, every, named, account)
    if target:
        return target
    await say("您没有可以转入的账户“{named}”。", named=named)
    other = await choose("into", INTO, every)
    await say("这笔钱转入{other}。", other=other)
    return other


async def with_notice(deposit: Deposit) -> None:
    """On the agreed day what was given notice of. Before it the notice would be lost: it is asked what is meant."""
    if await look(agreed_today, deposit):
        await say("今天是您通知的支取日。")
        agreed = await given("amount", HOW_MUCH, part_or_all, AGREED)
        part = await fitting(deposit, agreed)
        await paid_out(deposit, part)
        return
    await say(
        "这笔存款已经通知在{day}支取。提前支取算没有通知，按支取日的活期利率计息，这次通知也不再有效。",
        day=deposit.call,
    )
    wished = await choose("early", "现在支取、取消通知，还是保留通知？", EARLY)
    if wished is Early.WITHDRAW:
        part = await how_much(deposit)
        await paid_out(deposit, part)
    elif wished is Early.TAKE_BACK:
        await taken_back(deposit)
    else:
        await say("好的，通知继续有效。")


async def taken_back(deposit: Deposit) -> None:
    """Whether the notice shall be taken back, and what that costs."""
    back = await confirm(
        "back",
        "这笔存款已经通知过支取。要取消这次通知吗？取消以后，通知的那几天不计息。",
        "取消通知",
        "保留",
    )
    if not back:
        await say("好的，通知继续有效。")
        return
    await do(take_notice_back, deposit)
    await say("这次通知已经取消。")


async def paid_out(deposit: Deposit, part: Part) -> None:
    """What is lost by it, its order, and the receipt."""
    target = await into(deposit)
    card = await look(quote, deposit, part, target)
    await show("能拿到多少利息、会少拿多少，请先看卡片。", card)
    order = await do(draft_withdrawal, deposit, part, target)
    if part is None:
        await until("signed", SIGN_ALL, order, deposit=deposit)
    elif part is AGREED:
        await until("signed", SIGN_AGREED, order, deposit=deposit)
    else:
        await until("signed", SIGN, order, deposit=deposit, part=part)
    receipt = await do(withdraw_signed, order)
    await show("已经支取，本金和利息转到了活期，请点开卡片看。", receipt)
    await suggest("查余额", "accounts.balance")
    await suggest("我的定期", "deposits.list")
