"""Giving notice (通知) that a deposit at notice will be withdrawn, or taking it back."""

from guitai.capabilities.deposits.amounts import part_or_all
from guitai.capabilities.deposits.rules import NOTICE, day_said, undone
from guitai.capabilities.deposits.steps import (
    draft_notice,
    has_notice,
    none_to_take_back,
    notice_day,
    notice_signed,
    of_kind,
    own_deposits,
    take_notice_back,
)
from guitai.conversation.flow import ask, choose, confirm, do, flow, given, look, say, suggest, until

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
    deposit = await choose("deposit", "要通知支取哪一笔？", found)
    if await look(has_notice, deposit):
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
        return
    if undo:
        await look(none_to_take_back)
    part = await ask("amount", "到时候要支取多少？要全部支取，说“全部”就可以。", part_or_all)
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
    await suggest("取消通知", "deposits.notice")
