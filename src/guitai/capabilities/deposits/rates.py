"""What deposits earn, as it is posted: of one term, or of all. Anybody may know it, a customer or not."""

from guitai.capabilities.deposits.rules import daily_asked, term_asked
from guitai.capabilities.deposits.steps import daily, every_rate, on_sale, one_named
from guitai.conversation.flow import flow, given, look, say, suggest

WHICH = "您想问哪一种存款的利率？"


@flow("deposits.rates", title="存款利率", repeatable=True, moves=False)
async def rates() -> None:
    term = await given("term", WHICH, term_asked, "")
    current = await given("account", WHICH, daily_asked, False)
    each_day = await look(daily)
    if current:
        await say("活期存款的年利率是{rate}，以办理当天公布的为准。", rate=each_day)
        return
    products = await look(on_sale)
    one = await look(one_named, products, term)
    if one:
        await say(
            "{product}的年利率是{rate}，以办理当天公布的为准。", product=one.product.named, rate=one.rate
        )
        await suggest("存定期", "deposits.open", term=term)
        return
    if term:
        await say("没有这样的存期。")
    every = await look(every_rate, products)
    await say("存款的年利率：{every}、活期 {rate}，以办理当天公布的为准。", every=every, rate=each_day)
    await suggest("存定期", "deposits.open")
