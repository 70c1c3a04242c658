"""嗯, 好的, 👍: nothing is wanted, so nothing is offered."""

from guitai.conversation.flow import flow, say


@flow("talk.okay", title="知道了")
async def okay() -> None:
    await say("好的，有需要随时说。")
