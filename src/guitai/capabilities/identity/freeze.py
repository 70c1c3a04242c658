"""Freezing all that is done in WeChat, when a phone is lost or something is wrong. It takes away: a yes is enough."""

from guitai.capabilities.identity.steps import bound, freeze_all
from guitai.conversation.flow import confirm, do, flow, look, say, show
from guitai.shield.card import Page


@flow("identity.freeze", title="冻结微信服务")
async def freeze() -> None:
    if not await look(bound):
        await show("不管用谁的手机，都可以在这里冻结自己的微信服务。", Page("freeze"))
        return
    sure = await confirm(
        "sure",
        "冻结以后，谁也不能用您的账户在微信里查询和办理，约好的转账也不会转出；银行卡不受影响。"
        "要解除，请重新绑定并设置新密码，或到网点办理。现在冻结吗？",
        "冻结",
        "不冻结",
    )
    if not sure:
        await say("好的，没有冻结。")
        return
    await do(freeze_all)
    await say("微信服务已冻结。银行卡丢了，请另行挂失；如果钱已经被转走，请马上拨打110和反诈专线96110。")
