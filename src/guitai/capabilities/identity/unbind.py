"""Disconnecting this chat. It only takes away, so a yes is enough."""

from guitai.capabilities.identity.steps import bound_customer, disconnect
from guitai.conversation.flow import confirm, do, flow, look, say, show
from guitai.shield.card import Page


@flow("identity.unbind", title="解除绑定")
async def unbind() -> None:
    await look(bound_customer)
    sure = await confirm(
        "sure",
        "解绑以后，这个微信不能再查询和办理，之前的查询结果也打不开，小额免密随之关闭。"
        "约好的转账不受影响，到时照样转出；不需要的，请先撤销。确定要解绑吗？",
        "解绑",
        "不解绑",
    )
    if not sure:
        await say("好的，没有解绑。")
        return
    await do(disconnect)
    await show("已经解绑。以后要用，随时可以重新绑定。", Page("bind"))
