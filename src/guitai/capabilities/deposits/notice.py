"""Giving notice (通知) that a deposit at notice will be withdrawn, or taking it back."""

from guitai.capabilities.deposits.rules import NOTICE, part_or_all
from guitai.capabilities.deposits.steps import (
    draft_notice,
    has_notice,
    notice_signed,
    of_kind,
    own_deposits,
    take_notice_back,
)
from guitai.conversation.flow import ask, choose, confirm, do, flow, look, say, suggest, until


@flow("deposits.notice", title="通知支取", moves=True)
async def notice() -> None:
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
    part = await ask("amount", "到时候要支取多少？要全部支取，说“全部”就可以。", part_or_all)
    order = await do(draft_notice, deposit, part)
    await until(
        "signed", "请点开页面核对，在页面里用交易密码签名，5分钟内有效。不要在聊天里发送密码。", order
    )
    await do(notice_signed, order)
    await say("通知已经办好。请在约定的那一天支取约定的金额，那天我们会提醒您。")
    await suggest("我的定期", "deposits.list")
