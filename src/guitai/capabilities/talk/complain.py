"""A complaint: it is acknowledged at once, with what happens next, and kept for the staff as one."""

from guitai.capabilities.talk.rules import COMPLAINT, message
from guitai.capabilities.talk.steps import leave_message
from guitai.conversation.flow import ask, do, flow, say


@flow("service.complain", title="投诉")
async def complain() -> None:
    text = await ask(
        "message",
        "很抱歉给您带来不便。请把事情经过写在一条消息里，我按投诉转交。请不要写密码、验证码和证件号码。",
        message,
    )
    await do(leave_message, text, COMPLAINT)
    # 银行业保险业消费投诉处理管理办法 (银保监会令2020年第3号): decided within 15 days, told to whoever complained.
    await say(
        "您的投诉已经登记，工作人员会尽快核实，15天以内给您处理结果；情况复杂、需要更久的，会提前告诉您。"
    )
