"""A question: what is asked of an order is answered by it; any other can't be answered in the chat yet."""

from guitai.capabilities.talk.rules import topic
from guitai.capabilities.talk.steps import of_the_order
from guitai.conversation.flow import flow, given, look, say, suggest


@flow("service.question", title="咨询")
async def question() -> None:
    about = await given("about", "您想问什么？", topic, "")
    if about:
        answer = await look(of_the_order, about)
        if answer:
            await say("{answer}", answer=answer)
        else:
            await say("要办的都说清楚以后，订单上会写明，签名以前您可以先看。")
        return
    await say("这个问题现在还答不了。工作人员每天9:00至17:00在线，您可以给他们留言。")
    await suggest("给工作人员留言", "service.agent")
