"""A question that the bank can't answer in the chat yet: the staff can."""

from guitai.conversation.flow import flow, say, suggest


@flow("service.question", title="咨询")
async def question() -> None:
    await say("这个问题现在还答不了。工作人员每天9:00至17:00在线，您可以给他们留言。")
    await suggest("给工作人员留言", "service.agent")
