"""What deposits earn, as it is posted, and what a sum comes to. Anybody may know it, a customer or not."""

from guitai.capabilities.deposits.rules import NOTHING, daily_asked, sum_asked, term_asked
from guitai.capabilities.deposits.steps import comes_to, daily, every_rate, on_sale, one_named
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
    amount = await given("amount", WHICH, sum_asked, NOTHING)
    if one and one.product.months and amount >= one.product.least:
        interest = await look(comes_to, one, amount)
        await say(
            "{amount}存{product}，到期利息是{interest}，年利率{rate}，以办理当天公布的为准。",
            amount=amount,
            product=one.product.named,
            interest=interest,
            rate=one.rate,
        )
        await suggest("存定期", "deposits.open", term=term, amount=amount)
        return
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
