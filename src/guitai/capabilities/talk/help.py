"""What can you do: the services of this chat, to tap."""

from guitai.capabilities.talk.steps import services
from guitai.conversation.flow import flow, look, say, suggest


@flow("talk.help", title="能办什么", menu="服务")
async def help() -> None:
    await say("您可以直接说要办的事，比如“我的余额”“上个月的明细”。现在能办的业务：")
    for service in await look(services):
        await suggest(service.title, service.intent)
