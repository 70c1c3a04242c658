"""Why the bank can't show an account."""

from guitai.errors import Refusal


class NoAccount(
    Refusal,
    code="accounts.none",
    says="这个微信还没有绑定本行账户，所以查不到。请到本行网点办理绑定。",
):
    """The chat is a visitor's, or the customer has no account."""


class NoSuchAccount(
    Refusal,
    code="accounts.no_such",
    says="您名下没有找到“{named}”这个账户。",
):
    """None of the customer's accounts has that tail or kind."""


class BeforeOpening(
    Refusal,
    code="accounts.before_opening",
    says="{account}那时还没有开户，所以没有记录。",
):
    """The period ended before the account was opened."""
