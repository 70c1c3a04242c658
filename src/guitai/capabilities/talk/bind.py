"""Connecting this chat to a customer: today that is done at a branch, and here it is said how."""

# It stands here only until the identity capability serves this intent itself; then this file goes.

from guitai.capabilities.talk.steps import bound
from guitai.conversation.flow import flow, look, say, suggest


@flow("identity.bind", title="怎么绑定")
async def bind() -> None:
    if await look(bound):
        await say("这个微信已经绑定了本行账户，直接说要办的事就可以。要换绑，请本人到本行网点办理。")
        await suggest("能办什么", "talk.help")
        return
    await say("绑定请到本行网点办理：带上本人身份证、银行卡和这部手机，柜员会帮您把账户绑到这个微信上。")
    await say("绑定不需要在聊天里写卡号、密码或验证码；有人向您要这些，请不要给。")
    await suggest("给工作人员留言", "service.agent")
