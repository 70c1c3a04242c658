"""Opening a deposit, for a term or at notice, from choosing to receipt."""

from guitai.capabilities.deposits.rules import amount_from, renewals
from guitai.capabilities.deposits.steps import currents, draft_opening, offer, on_sale, open_signed
from guitai.conversation.flow import ask, choose, do, flow, look, show, suggest, until


@flow("deposits.open", title="存定期", moves=True)
async def open_deposit() -> None:
    sources = await look(currents)
    products = await look(on_sale)
    chosen = await choose("term", "您想存多久？后面是年利率。", products)
    least = chosen.product.least
    amount = await ask("amount", "想存多少？{least}起存。", amount_from(least), least=least)
    source = await choose("source", "从哪个账户转出？", sources)
    renewal = await choose("renewal", "到期以后怎么办？", renewals(chosen.product))
    card = await look(offer, chosen, amount, source, renewal)
    await show("利息算好了，请先看卡片。", card)
    order = await do(draft_opening, chosen, amount, source, renewal)
    await until(
        "signed", "请点开页面核对，在页面里用交易密码签名，5分钟内有效。不要在聊天里发送密码。", order
    )
    receipt = await do(open_signed, order)
    await show("已经存好，请点开卡片看。存款受存款保险保障。", receipt)
    await suggest("我的定期", "deposits.list")
