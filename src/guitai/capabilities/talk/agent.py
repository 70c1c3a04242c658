"""A human: nobody sits at the counter day and night, so a message is kept for the staff."""

from guitai.capabilities.talk.rules import MESSAGE, message
from guitai.capabilities.talk.steps import leave_message
from guitai.conversation.flow import ask, do, flow, say


@flow("service.agent", title="给工作人员留言", menu="服务")
async def agent() -> None:
    text = await ask(
        "message",
        "工作人员每天9:00至17:00在线。请把要说的事写在一条消息里，我来转交。请不要写密码、验证码和证件号码。",
        message,
    )
    await do(leave_message, text, MESSAGE)
    await say("已经转给工作人员，他们会在工作时间回复您。")
