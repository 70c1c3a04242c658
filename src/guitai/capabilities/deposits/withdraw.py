"""Withdrawing a deposit, all of it or a part: what is lost by it is shown before it is signed."""

from guitai.capabilities.deposits.paying_out import how_much, paid_out, with_notice
from guitai.capabilities.deposits.rules import day_said
from guitai.capabilities.deposits.steps import later, own_deposits
from guitai.capabilities.deposits.which import which_of
from guitai.capabilities.deposits.withdrawing import has_notice
from guitai.conversation.flow import flow, given, look, say


@flow("deposits.withdraw", title="支取存款", moves=True)
async def withdraw() -> None:
    found = await look(own_deposits)
    deposit = await which_of("要支取哪一笔？", found)
    if await look(has_notice, deposit):
        await with_notice(deposit)
        return
    part = await how_much(deposit)
    day = await given("when", "哪一天支取？", day_said, None)
    if await look(later, day):
        await say(
            "支取在签名的当天到账，不能预约以后的日子。想到{day}再取，请回复“取消”，到那天再办。", day=day
        )
    await paid_out(deposit, part)
