"""Why the bank can't show an account."""

from guitai.errors import Refusal


class NoAccount(
    Refusal,
    code="accounts.none",
    says="这个微信还没有绑定本行账户，所以查不到。绑定要一两分钟，在这里就能办。",
    offers=("绑定账户", "identity.bind"),
):
    """The chat is a visitor's."""


class NothingOpened(
    Refusal,
    code="accounts.nothing_opened",
    says="您名下现在没有账户。开户请带身份证到本行任意网点。",
    offers=("给工作人员留言", "service.agent"),
):
    """The chat is bound, and its customer has no account here."""


class NoSuchAccount(
    Refusal,
    code="accounts.no_such",
    says="您名下没有找到“{named}”这个账户，请您核对。",
    offers=("我的账户", "accounts.list"),
):
    """None of the customer's accounts has that tail or kind."""


class NoCreditCard(
    Refusal,
    code="accounts.no_credit_card",
    says="您在本行没有信用卡。",
):
    """A credit card was asked for, and the customer has none."""


class NoFixedDeposit(
    Refusal,
    code="accounts.no_fixed_deposit",
    says="您没有定期存款。",
):
    """A fixed deposit was asked for, and the customer has none."""


class BeforeOpening(
    Refusal,
    code="accounts.before_opening",
    says="{which}当时还没有开立，请换一段时间。",
    offers=("我的账户", "accounts.list"),
):
    """The period ended before any of the accounts was opened."""


class TooManyLines(
    Refusal,
    code="accounts.too_many_lines",
    says="这段时间的交易超过{most}笔，一份对账单放不下，没有开出。请把时间分成两段来开。",
):
    """A statement is sealed in parts for the page that opens it, and a long one is opened slowly on a phone."""


class TooManyInADay(
    Refusal,
    code="accounts.too_many_in_a_day",
    says="这一天的交易超过{most}笔，一份对账单放不下，没有开出。可以在这里查这一天的明细；要对账单，请带身份证到本行任意网点。",
):
    """The same of a single day, which has no shorter part to ask for."""
