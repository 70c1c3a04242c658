"""Money or a card is in somebody else's hands: first what to do now, since nobody reads messages at night."""

from guitai.conversation.flow import flow, say, suggest
from guitai.naming import OUR_LINE


@flow("service.emergency", title="紧急求助")
async def emergency() -> None:
    await say("请马上拨打{line}，请工作人员冻结账户、挂失银行卡。", line=OUR_LINE)
    await say("如果被骗，请同时拨打反诈专线96110和110报警，并保存好聊天和转账记录。")
    await say("不要再转账，也不要把密码、验证码告诉任何人。打完电话，还可以在这里给工作人员留言。")
    await suggest("冻结微信服务", "identity.freeze")
    await suggest("给工作人员留言", "service.agent")
