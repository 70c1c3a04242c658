"""The payee book: who is in it, what they are called, and taking somebody out."""

from guitai.capabilities.transfers.names import name_said
from guitai.capabilities.transfers.people import book_card, called, forget, in_book
from guitai.capabilities.transfers.rules import deal_asked, nickname
from guitai.capabilities.transfers.steps import bound
from guitai.conversation.flow import ask, choose, confirm, do, flow, given, look, say, show, suggest
from guitai.understanding.slots.transfer_words import REMOVE, RENAME


@flow("transfers.payees", title="常用收款人", menu="转账")
async def payees() -> None:
    await look(bound)
    named = await given("payee", "您要找哪位收款人？", name_said, "")
    deal = await given("deal", "要删除还是改称呼？", deal_asked, "")
    people = await look(in_book, named)
    if deal == "":
        card = await look(book_card, people)
        await suggest("改称呼", "transfers.payees", deal=RENAME)
        await suggest("删除收款人", "transfers.payees", deal=REMOVE)
        await suggest("转账", "transfers.send")
        await show("您的收款人在卡片上。转账成功以后，新的收款人会自动存下来。", card)
        return
    one = await choose("which", "是哪一位？", people)
    if deal == RENAME:
        name = await ask("called", "您想怎么称呼这位收款人？", nickname)
        await do(called, one, name)
        await say("好的，以后可以说“给{name}转账”。", name=name)
        return
    sure = await confirm("sure", "删除以后，再转给对方要重新发账号。现在删除吗？", "删除", "不删除")
    if sure:
        await do(forget, one)
        await say("已经删除。")
    else:
        await say("好的，没有删除。")
