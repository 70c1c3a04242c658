"""Devices, PIN, limits, the small-amount rule, a freeze: what keeps the customer's money theirs."""

from guitai.capabilities.identity.steps import bound_customer
from guitai.conversation.flow import flow, look, show, suggest
from guitai.shield.card import Page


@flow("identity.security", title="安全设置", menu="服务")
async def security() -> None:
    await look(bound_customer)
    await suggest("限额", "identity.limits")
    await suggest("小额免密", "identity.small")
    await suggest("冻结微信服务", "identity.freeze")
    await suggest("解除绑定", "identity.unbind")
    await show(
        "您的设备、交易密码和数字证书都在这个页面上管理。换预留手机号，请带身份证到本行网点办理。",
        Page("devices"),
    )
