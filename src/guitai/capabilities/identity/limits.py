"""How much can be paid in the chat, by how strongly it is signed."""

from guitai.capabilities.identity.steps import limits as limits_in_force
from guitai.conversation.flow import flow, look, say, suggest


@flow("identity.limits", title="限额")
async def limits() -> None:
    table = await look(limits_in_force)
    await say("在微信里付款，限额看您怎么签名：")
    for row in table:
        await say(
            "{means}：一笔最多{single}，一天最多{day}。", means=row.means, single=row.single, day=row.day
        )
    await say("要付得更多，可以在安全设置里申请本行证书，或到本行网点办理。")
    await suggest("安全设置", "identity.security")
