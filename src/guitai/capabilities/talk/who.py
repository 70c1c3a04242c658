"""Who is there: a program, and it says so."""

from guitai.conversation.flow import flow, say, suggest


@flow("talk.who", title="您是谁")
async def who() -> None:
    await say("这里是江海银行柜台，由程序自动回答。需要工作人员的话，可以给他们留言。")
    await suggest("能办什么", "talk.help")
    await suggest("给工作人员留言", "service.agent")
