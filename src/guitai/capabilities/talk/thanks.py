"""Thanks and goodbye."""

from guitai.conversation.flow import flow, say


@flow("talk.thanks", title="谢谢")
async def thanks() -> None:
    await say("不客气，有需要随时叫我。")
