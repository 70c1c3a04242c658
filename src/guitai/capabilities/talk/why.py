"""Why something was not done: what the bank has refused this customer lately, as it was said then."""

from guitai.capabilities.talk.rules import period_meant
from guitai.capabilities.talk.steps import refused
from guitai.conversation.flow import flow, given, look, say, show, suggest


@flow("service.why", title="为什么没办成")
async def why() -> None:
    period = await given("period", "您想问哪段时间的？", period_meant, None)
    card = await look(refused, period)
    if not card:
        if period:
            await say("那段时间没有拒绝过您的业务。")
        else:
            await say("最近7天没有拒绝过您的业务。要问更早的，请说是哪一天。")
        await suggest("查转账", "transfers.status")
        await suggest("查明细", "accounts.transactions")
        await suggest("给工作人员留言", "service.agent")
        return
    await show("没办成的业务和原因都在卡片上，最近的在最上面。", card)
    await suggest(
        "查转账", "transfers.status"
    )  # one that another bank has refused was none of ours to refuse
    await suggest("给工作人员留言", "service.agent")
