"""What the bank does not do: say so, and where to see what it does."""

from guitai.conversation.flow import flow, say, suggest


@flow("talk.other", title="其他")
async def other() -> None:
    await say("抱歉，这件事柜台帮不上忙。您可以换个说法，也可以看看这里能办什么。")
    await suggest("能办什么", "talk.help")
    await suggest("给工作人员留言", "service.agent")
