"""Opening a deposit, for a term or at notice, from choosing to receipt."""

from guitai.capabilities.deposits.amounts import Digits, amount_from, amount_or_digits
from guitai.capabilities.deposits.rules import (
    RENEWALS,
    Renewal,
    Source,
    Sources,
    Told,
    account_told,
    another_told,
    day_said,
    every_month,
    renewal_said,
)
from guitai.capabilities.deposits.steps import (
    currents,
    draft_opening,
    ends_so,
    later,
    lost,
    missed,
    offer,
    on_sale,
    open_signed,
    paying,
    too_little,
)
from guitai.conversation.flow import ask, choose, do, flow, given, look, pick, say, show, suggest, until
from guitai.money import Money

MUCH = "想存多少？{least}起存。"
OR_TAIL = "“{tail}”也是您账户的尾号。要存{amount}，请说“{tail}元”；要从这个账户转出，请说“从{tail}转出”。"
FROM = "从哪个账户转出？"
FROM_OTHERS = "{lost}已经挂失，不能从它转出。从哪个账户转出？"
FROM_ANOTHER = "{lost}已经挂失，不能从它转出。这笔存款改从哪个账户转出？不存了请回复“取消”。"
INSTEAD = "请换一个账户，或者说一个少一些的金额。"
LESS = "请说一个少一些的金额。"
SIGN = (
    "{product}，存{amount}，从{source}转出，到期以后：{renewal}。"
    "请点开页面核对，在页面里用交易密码签名，5分钟内有效。不要在聊天里发送密码。"
)
SIGN_AT_NOTICE = (
    "{product}，存{amount}，从{source}转出。"
    "请点开页面核对，在页面里用交易密码签名，5分钟内有效。不要在聊天里发送密码。"
)
NOT_LATER = "存款在签名的当天存入，不能预约以后的日子。想到{day}再存，请回复“取消”，到那天再办。"


@flow("deposits.open", title="存定期", moves=True)
async def open_deposit() -> None:
    every = await look(currents)
    sources = await look(paying, every)
    day = await given("when", "什么时候存？", day_said, None)
    if await look(later, day):
        await say(NOT_LATER, day=day)
    monthly = await given("arrival", "什么时候存？", every_month, False)
    if monthly:
        await say("每月存入的零存整取现在还不能办理，这里是一次存入的。不存了请回复“取消”。")
    products = await look(on_sale)
    chosen = await choose("term", "您想存多久？后面是年利率。", products)
    least = chosen.product.least
    source, told = await account(sources)
    amount = await how_much(sources, least)
    source, amount = await enough(sources, source, amount, least)
    if not chosen.product.months:
        renewal = Renewal.NONE
    elif told:
        renewal = told
    else:
        renewal = await pick("renewal", "到期以后怎么办？", RENEWALS, renewal_said)
    card = await look(offer, chosen, amount, source, renewal)
    await show("利息算好了，请先看卡片。", card)
    order = await do(draft_opening, chosen, amount, source, renewal)
    product = chosen.product.named
    if chosen.product.months:
        at_end = renewal.public_name
        await until("signed", SIGN, order, product=product, amount=amount, source=source, renewal=at_end)
    else:
        await until("signed", SIGN_AT_NOTICE, order, product=product, amount=amount, source=source)
    receipt = await do(open_signed, order)
    await show("已经存好，请点开卡片看。存款受存款保险保障。", receipt)
    await suggest("我的定期", "deposits.list")


async def how_much(sources: Sources, least: Money) -> Money:
    """How much, in the customer's words. Digits alone that end an account of theirs are no sum unasked."""
    told = await ask("amount", MUCH, amount_or_digits(least), least=least)
    while isinstance(told, Digits):
        own = await look(ends_so, sources, told.tail)
        if not own:
            return told.amount
        await say(OR_TAIL, tail=told.tail, amount=told.amount)
        told = await ask("amount_then", MUCH, amount_or_digits(least), least=least)
    return told


async def account(sources: Sources) -> tuple[Source, Renewal | None]:
    """The account that is paid from; and what shall become of the deposit, where that was said instead."""
    told = Told()
    if not sources.several:
        only = await given("account", FROM, account_told, Told())
        gone = await look(lost, sources, only)
        if not gone:
            await from_the_only(sources, only)
            return sources.open[0], only.renewal
        said = await pick("another", FROM_ANOTHER, sources.choices, another_told, lost=sources)
    else:
        said = await one_of("account", sources)
    while isinstance(said, Told):
        told = said
        said = await one_of("source", sources)
    if not sources.several:
        await say("这笔存款从{source}转出。", source=sources.open[0])
    return said, told.renewal


async def one_of(name: str, sources: Sources) -> Source | Told:
    """Which of them; why one is missing is said."""
    said: Source | Told
    if sources.lost:
        said = await pick(name, FROM_OTHERS, sources.choices, another_told, lost=sources)
    else:
        said = await pick(name, FROM, sources.choices, another_told)
    return said


async def from_the_only(sources: Sources, told: Told) -> None:
    """Say from where it is paid, where that is another account than the customer may think."""
    source = sources.open[0]
    if await look(missed, sources, told):
        await say("您没有可以转出的账户“{named}”，这笔存款从{source}转出。", named=told.named, source=source)
    elif sources.lost:
        await say("{lost}已经挂失，这笔存款从{source}转出。", lost=sources, source=source)


async def enough(sources: Sources, source: Source, amount: Money, least: Money) -> tuple[Source, Money]:
    """From where, and how much, of what is there: as long as that is too little, one of them is asked for anew."""
    while await look(too_little, source, amount):
        await say("这个账户的可用余额不够。")
        if sources.several:
            instead = await pick("amount", INSTEAD, sources.besides(source), amount_from(least))
        else:
            instead = await ask("amount", LESS, amount_from(least))
        if isinstance(instead, Money):
            amount = instead
        else:
            source = instead
    return source, amount
