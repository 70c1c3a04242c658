"""A card is lost: from the customer's yes on, nothing leaves its account. It takes away, so a yes is enough."""

from guitai.capabilities.cards.refusals import NoCard
from guitai.capabilities.cards.rules import (
    OwnCard,
    OwnCards,
    blocked_before,
    card_named,
    is_tail,
    lost_in_words,
    plainly,
)
from guitai.capabilities.cards.steps import named_among, own_cards, report_lost
from guitai.conversation.flow import confirm, do, flow, given, look, pick, say, suggest
from guitai.language import Words

COMES_IN = Words("别人还可以转进来")
NOTHING_COMES_IN = Words("这个账户还有别的限制，别人也转不进来")


@flow("cards.freeze", title="挂失", menu="服务")
async def freeze() -> None:
    named = await given("account", "您要挂失哪张卡？", card_named, "")
    ordered = await given("plainly", "您要挂失哪张卡？", plainly, False)
    blocked = await given("rather", "您要挂失哪张卡？", blocked_before, "")
    try:
        own = await look(own_cards)
    except NoCard:
        await suggest("冻结微信服务", "identity.freeze")
        await suggest("绑定账户", "identity.bind")
        await suggest("给工作人员留言", "service.agent")
        raise
    found = await look(named_among, own, named)
    card = await which(found)
    if card is None:
        await say("好的，没有挂失。")
        return
    comes_in = COMES_IN if card.takes else NOTHING_COMES_IN
    sure = (ordered and is_tail(named)) or card.lost
    for before in (one for one in own if one.tail == blocked):
        await say("{card}已经挂失，要恢复使用，请说“解除挂失”。", card=before)
    sure = sure or await confirm(
        "sure",
        "要挂失{card}吗？挂失马上生效：钱转不出去，也取不出去；{comes_in}。",
        "马上挂失",
        "不挂失",
        card=card,
        comes_in=comes_in,
    )
    if not sure:
        await spare(card, blocked)
        return
    new = await do(report_lost, card)
    if new:
        await say(
            "{card}已经挂失，从现在起钱出不去：付款、转账、取款都停了，"
            "从这张卡付的预约转账、每月转账和小额免密也停了。",
            card=card,
        )
    else:
        await say("{card}之前已经挂失，一直有效，钱出不去。", card=card)
    await say("{comes_in}，存好的定期不受影响。要补卡，请带身份证到本行任意网点。", comes_in=comes_in)
    await afterwards(card)


async def which(found: OwnCards) -> OwnCard | None:
    """The card that is lost; None where it was found meanwhile."""
    if not found.several:
        return found.cards[0]
    lost: OwnCard | str | None = await pick("card", "您要挂失哪张卡？", found.choices, lost_in_words)
    return (await look(named_among, found.cards, lost)).cards[0] if isinstance(lost, str) else lost


async def spare(card: OwnCard, blocked: str) -> None:
    """It is not blocked, and may be after all; where another was `blocked` just now, that may be used again."""
    await say("好的，没有挂失。")
    if blocked:
        await suggest("解除挂失", "cards.unfreeze", account=blocked)
    else:
        await suggest("挂失", "cards.freeze", account=card.tail, plainly=True)


async def afterwards(card: OwnCard) -> None:
    """What to do where money is gone already, and what may be wished for next."""
    await say("如果钱已经被转走，请马上拨打110报警，并拨打反诈专线96110。")
    await suggest("冻结微信服务", "identity.freeze")
    await suggest("查明细", "accounts.transactions", account=card.tail)
    await suggest("解除挂失", "cards.unfreeze", account=card.tail)
