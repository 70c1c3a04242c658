"""Choosing anew what becomes of a fixed deposit on the day it matures."""

from guitai.capabilities.deposits.rules import FIXED, RENEWALS, renewal_said
from guitai.capabilities.deposits.steps import (
    draft_renewal,
    not_matured,
    of_kind,
    own_deposits,
    renewal_signed,
)
from guitai.conversation.flow import choose, do, flow, look, pick, say, suggest, until

SIGN = (
    "{deposit}到期以后：{chosen}。请点开页面核对，在页面里用交易密码签名，5分钟内有效。不要在聊天里发送密码。"
)


@flow("deposits.renewal", title="更改到期安排", moves=True)
async def renewal() -> None:
    every = await look(own_deposits)
    found = await look(of_kind, every, FIXED)
    deposit = await choose("deposit", "要更改哪一笔？", found)
    await look(not_matured, deposit)
    chosen = await pick("renewal", "到期以后怎么办？", RENEWALS, renewal_said)
    order = await do(draft_renewal, deposit, chosen)
    await until("signed", SIGN, order, deposit=deposit, chosen=chosen.public_name)
    await do(renewal_signed, order)
    await say("已经改好。{deposit}到期以后：{chosen}。", deposit=deposit, chosen=chosen.public_name)
    await suggest("我的定期", "deposits.list")
