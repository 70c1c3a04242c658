"""What the bank does not do: say so, and say what it does."""

from guitai.capabilities.talk.steps import services
from guitai.conversation.flow import flow, look, say, suggest


@flow("talk.other", title="其他")
async def other() -> None:
    await say("抱歉，这件事柜台帮不上忙。您可以换个说法，或者从下面选一项。")
    for service in await look(services):
        await suggest(service.title, service.intent)
