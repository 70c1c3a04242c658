"""A human: nobody sits at the counter day and night, so a message is kept for the staff."""

from guitai.capabilities.talk.rules import MESSAGE, message
from guitai.capabilities.talk.steps import leave_message, staff_back
from guitai.conversation.flow import ask, do, flow, look, say

THERE = "工作人员每天9:00至17:00在线。请把要说的事写在一条消息里，我来转交。请不要写密码、验证码和证件号码。"
AWAY = (
    "工作人员每天9:00至17:00在线，现在不在，{day}9:00以后会看您的留言。请把要说的事写在一条消息里，我来转交。"
    "请不要写密码、验证码和证件号码。"
)


@flow("service.agent", title="给工作人员留言", menu="服务")
async def agent() -> None:
    day = await look(staff_back)
    if day:
        text = await ask("message", AWAY, message, day=day)
    else:
        text = await ask("message", THERE, message)
    await do(leave_message, text, MESSAGE)
    back = await look(staff_back)  # midnight may have gone by
    if back:
        await say("已经转给工作人员，他们{day}9:00以后回复您。", day=back)
    else:
        await say("已经转给工作人员，他们会在工作时间回复您。")
