"""What will be sent by itself: every month, on a day, or after a delay; and stopping it."""

from guitai.capabilities.transfers.history import planned
from guitai.capabilities.transfers.names import name_said
from guitai.capabilities.transfers.steps import bound
from guitai.conversation.flow import flow, given, look, show, suggest


@flow("transfers.plans", title="预约转账", menu="转账")
async def plans() -> None:
    await look(bound)
    named = await given("payee", "您要查转给谁的？", name_said, "")
    card = await look(planned, named)
    await suggest("停掉一笔", "transfers.cancel")
    await suggest("转账", "transfers.send")
    await show("会自动转出的都在卡片上。", card)
