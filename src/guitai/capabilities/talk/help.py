"""What can you do: the services of this chat, to tap."""

from guitai.capabilities.talk.rules import LIKELIEST, every_one
from guitai.capabilities.talk.steps import bound, services
from guitai.conversation.flow import flow, given, look, say, suggest


@flow("talk.help", title="能办什么", menu="服务")
async def help() -> None:
    if not await look(bound):
        await say("这个微信还没有绑定本行账户。绑定以后，可以在这里查账户、转账、存定期；现在可以：")
        await suggest("绑定账户", "identity.bind")
        await suggest("给工作人员留言", "service.agent")
        return
    all_ = await given("every", "您要看全部服务吗？", every_one, False)
    every = await look(services)
    if all_:
        await say(
            "菜单里的业务都列在下面，点一下，或者直接说。存定期、支取存款、解除挂失、核验对账单、投诉等，直接说就可以。"
        )
    else:
        await say("您可以直接说要办的事，比如“我的余额”“给妈妈转五百块”“存5万定期一年”。常用的业务：")
    for service in every if all_ else every[:LIKELIEST]:
        await suggest(service.title, service.intent)
    if not all_:
        await suggest("全部服务", "talk.help", every=True)
