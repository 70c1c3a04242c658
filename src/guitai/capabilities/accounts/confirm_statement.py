"""Having a statement confirmed by the bank: for whoever was given one, customer or not."""

from guitai.conversation.flow import flow, show
from guitai.shield.card import Page


@flow("accounts.confirm_statement", title="核验对账单")
async def confirm_statement() -> None:
    await show(
        "收到江海银行的对账单，可以在这里核对真假。请不要使用对账单上或别人发来的链接。", Page("statements")
    )
