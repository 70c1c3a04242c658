"""Why nothing about a customer's identity can be set."""

from guitai.errors import Refusal


class NotBound(
    Refusal,
    code="identity.not_bound",
    says="这个微信还没有绑定本行账户。",
    offers=("绑定账户", "identity.bind"),
):
    """The chat is a visitor's."""
