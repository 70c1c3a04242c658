"""The small-amount rule: the customer signs once that small payments to known payees need no signature."""

from guitai.capabilities.identity.rules import day_between, single_up_to
from guitai.capabilities.identity.steps import (
    active_customer,
    draft_rule,
    end_rule,
    has_rule,
    most,
    put_rule_in_force,
)
from guitai.conversation.flow import ask, confirm, do, flow, look, say, until


@flow("identity.small", title="小额免密", moves=True)
async def small() -> None:
    await look(active_customer)
    if await look(has_rule):
        close = await confirm(
            "close", "您已经开通小额免密。要改金额，请先关闭再开通。要关闭吗？", "关闭", "不关闭"
        )
        if not close:
            await say("好的，小额免密继续有效。")
            return
        await do(end_rule)
        await say("小额免密已经关闭，以后每一笔都要您签名。")
        return
    bounds = await look(most)
    await say("开通以后，付给您付过的收款人的小额款项不用签名。")
    single = await ask(
        "single", "一笔最多多少？可以设到{most}。", single_up_to(bounds.single), most=bounds.single
    )
    within = day_between(single, bounds.day)
    day = await ask("day", "一天合计最多多少？可以设到{most}。", within, most=bounds.day)
    order = await do(draft_rule, single, day)
    await until(
        "signed", "请点开页面核对，在页面里用交易密码和验证码签名，5分钟内有效。不要在聊天里发送密码。", order
    )
    verdict = await do(put_rule_in_force, order)
    await say("小额免密已经开通：一笔最多{single}，一天最多{day}。", single=single, day=day)
    for reason in verdict.reasons:
        await say("{reason}", reason=reason)
