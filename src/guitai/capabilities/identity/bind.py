"""Connecting this chat to a customer: on a page of the bank's, never in the chat."""

from guitai.capabilities.identity.steps import bound
from guitai.conversation.flow import flow, look, say, show, suggest
from guitai.shield.card import Page


@flow("identity.bind", title="绑定账户")
async def bind() -> None:
    if await look(bound):
        await show(
            "这个微信已经绑定了您的账户。卡片打不开，或者换了手机，请在这里重新绑定这台设备。", Page("bind")
        )
        await suggest("安全设置", "identity.security")
        return
    await show("绑定要一两分钟。请准备好身份证号和银行卡号，办卡时预留的手机要在身边。", Page("bind"))
    await say("请只在这个页面里填，不要在聊天里发送卡号、密码和验证码。")
