"""A lost card. Until cards can be frozen here, whoever has lost one is told at once who can do it."""

# The capability for cards takes this intent over; then this file goes.

from guitai.capabilities.talk.rules import OUR_LINE
from guitai.conversation.flow import flow, say, suggest


@flow("cards.freeze", title="挂失")
async def freeze() -> None:
    await say("请马上拨打{line}挂失，挂失以后别人就用不了这张卡。微信里现在还不能挂失。", line=OUR_LINE)
    await say("如果钱已经被转走，请同时拨打反诈专线96110和110报警。")
    await suggest("冻结微信服务", "identity.freeze")
    await suggest("紧急求助", "service.emergency")
    await suggest("给工作人员留言", "service.agent")
