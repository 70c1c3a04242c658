"""A card that was reported lost is found: it is given back on a signed order only."""

from guitai.capabilities.cards.rules import card_named
from guitai.capabilities.cards.steps import draft_lifting, lift_loss, reported_lost
from guitai.conversation.flow import choose, do, flow, given, look, say, suggest, until
from guitai.naming import OUR_LINE

SIGN = (
    "要解除{card}的挂失，请点开页面核对，在页面里用交易密码和验证码签名，5分钟内有效。不要在聊天里发送密码。"
)


@flow("cards.unfreeze", title="解除挂失", moves=True)
async def unfreeze() -> None:
    named = await given("account", "您要解除哪张卡的挂失？", card_named, "")
    lost = await look(reported_lost, named)
    card = await choose("card", "您要解除哪张卡的挂失？", lost)
    order = await do(draft_lifting, card)
    await until("signed", SIGN, order, card=card)
    now = await do(lift_loss, order)
    if now.stopped:
        await say(
            "{card}的挂失已经解除，但这个账户还有别的限制，{still}。请拨打{line}询问。",
            card=card,
            still=now.still,
            line=OUR_LINE,
        )
        return
    await say("{card}的挂失已经解除，可以照常使用。", card=card)
    await suggest("查余额", "accounts.balance", account=card.tail)
