"""Giving notice (通知) that a deposit at notice will be withdrawn, or taking it back.

What was given notice of before is withdrawn, when that is wished for in whatever words.
"""

from guitai.capabilities.deposits.amounts import Part, part_or_all
from guitai.capabilities.deposits.paying_out import taken_back, with_notice
from guitai.capabilities.deposits.rules import NOTICE, Deposit, day_said, undone
from guitai.capabilities.deposits.steps import (
    draft_notice,
    none_to_take_back,
    notice_day,
    notice_signed,
    of_kind,
    own_deposits,
)
from guitai.capabilities.deposits.which import which_of
from guitai.capabilities.deposits.withdrawing import has_notice, unfit_part
from guitai.conversation.flow import ask, do, flow, given, look, say, suggest, until

HOW_MUCH = "到时候要支取多少？要全部支取，说“全部”就可以。"
SIGN = (
    "{deposit}，通知支取{part}。请点开页面核对，在页面里用交易密码签名，5分钟内有效。不要在聊天里发送密码。"
)
SIGN_ALL = (
    "{deposit}，通知全部支取。请点开页面核对，在页面里用交易密码签名，5分钟内有效。不要在聊天里发送密码。"
)


@flow("deposits.notice", title="通知支取", moves=True)
async def notice() -> None:
    undo = await given("undo", "要取消通知吗？", undone, False)
    every = await look(own_deposits)
    found = await look(of_kind, every, NOTICE)
    deposit = await which_of("要通知支取哪一笔？", found)
    if await look(has_notice, deposit):
        if undo:
            await taken_back(deposit)
        else:
            await with_notice(deposit)
        return
    if undo:
        await look(none_to_take_back)
    part = await how_much(deposit)
    day = await given("when", "哪一天支取？", day_said, None)
    agreed = await look(notice_day, deposit, day)
    if agreed.too_soon:
        await say("{agreed}", agreed=agreed)
    order = await do(draft_notice, deposit, part, agreed.on)
    if part is None:
        await until("signed", SIGN_ALL, order, deposit=deposit)
    else:
        await until("signed", SIGN, order, deposit=deposit, part=part)
    await do(notice_signed, order)
    await say("通知已经办好。请在约定的那一天支取约定的金额，那天我们会提醒您。")
    await suggest("我的定期", "deposits.list")
    await suggest("取消通知", "deposits.notice", undo=True)


async def how_much(deposit: Deposit) -> Part:
    """As much of it as can be withdrawn at a time."""
    part = await ask("amount", HOW_MUCH, part_or_all)
    while True:
        unfit = await look(unfit_part, deposit, part)
        if not unfit:
            return part
        await say("{unfit}", unfit=unfit)
        part = await ask("amount_then", HOW_MUCH, part_or_all)
