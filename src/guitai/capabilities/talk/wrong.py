"""不对: something that stands there is not as it was meant, and it is asked what."""

from guitai.conversation.flow import flow, say


@flow("talk.wrong", title="不对")
async def wrong() -> None:
    await say("请说哪里不对，比如“改成500”“不是张三是李四”；不办了请回复“取消”。")
