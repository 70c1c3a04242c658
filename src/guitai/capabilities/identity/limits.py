"""How much can be paid in the chat, by how strongly it is signed."""

from guitai.capabilities.identity.steps import limits as limits_in_force
from guitai.conversation.flow import flow, look, say, suggest


@flow("identity.limits", title="限额")
async def limits() -> None:
    table = await look(limits_in_force)
    await say("在微信里付款的限额（一笔／一天）：")
    for row in table:
        await say("{means}：{single}／{day}", means=row.means, single=row.single, day=row.day)
    await say("前两项只能付给您付过的收款人。要付得更多，请申请数字证书，或到本行网点办理。")
    await suggest("安全设置", "identity.security")
