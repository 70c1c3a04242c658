"""Choosing one of several deposits: by its tail, or by what it is: 一年的那笔, 两万的那笔, 12月11号到期的那张."""

from guitai.capabilities.deposits.named import Which, account_said, deposit_said, term_said
from guitai.capabilities.deposits.rules import Deposit
from guitai.capabilities.deposits.withdrawing import every_card, those
from guitai.conversation.flow import given, look, pick, say, show


async def which_of(text: str, every: list[Deposit]) -> Deposit:
    """The one that is meant by what was said of it; `text` asks for it, where that fits another one or none."""
    term = await given("term", text, term_said, "")
    account = await given("account", text, account_said, "")
    found = await look(those, every, Which(term, account))
    if not found.one and not found.missed:
        card = await look(every_card, every)
        await show("每一笔的存期、金额和到期日，请看卡片。", card)
    while not found.one:
        if found.missed:
            await say("没有找到您说的这一笔。")
        said = await pick("deposit", text, found.listed, deposit_said)
        if not isinstance(said, Which):
            return said
        found = await look(those, every, said)
    return found.one
