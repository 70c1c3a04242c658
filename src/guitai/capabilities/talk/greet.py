"""Hello: who answers here, and what can be done."""

from guitai.capabilities.talk.steps import services
from guitai.conversation.flow import flow, look, say, suggest


@flow("talk.greet", title="您好")
async def greet() -> None:
    await say("您好，这里是江海银行柜台。查账户、查余额、查明细，直接说就可以。")
    for service in await look(services):
        await suggest(service.title, service.intent)
