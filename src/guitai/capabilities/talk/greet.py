"""Hello: who answers here, and what can be done."""

from guitai.capabilities.talk.rules import LIKELIEST
from guitai.capabilities.talk.steps import bound, services
from guitai.conversation.flow import flow, look, say, suggest


@flow("talk.greet", title="您好")
async def greet() -> None:
    if not await look(bound):
        await say(
            "您好，这里是江海银行柜台。这个微信还没有绑定本行账户，绑定要一两分钟，之后就能在这里查账户、转账、存定期了。"
        )
        await suggest("绑定账户", "identity.bind")
        await suggest("给工作人员留言", "service.agent")
        return
    await say("您好，这里是江海银行柜台。查余额、查明细、转账、存定期、挂失，直接说就可以。")
    every = await look(services)
    for service in every[:LIKELIEST]:
        await suggest(service.title, service.intent)
    await suggest("全部服务", "talk.help", every=True)
