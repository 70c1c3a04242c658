"""Why a deposit is not opened, withdrawn or changed."""

from guitai.errors import Refusal


class NoAccount(
    Refusal,
    code="deposits.no_account",
    says="这个微信还没有绑定本行账户，所以办不了存款。绑定要一两分钟，在这里就能办。",
    offers=("绑定账户", "identity.bind"),
):
    """The chat is a visitor's."""


class NoCurrent(
    Refusal,
    code="deposits.no_current",
    says="存定期和通知存款要从一类户或二类户转入，您名下现在没有，所以没有办理。请带身份证到本行网点开户。",
):
    """The customer has no current account of class I or II: a deposit is opened from no other."""


class NoDeposit(
    Refusal,
    code="deposits.none",
    says="您现在没有定期存款和通知存款。",
    offers=("存定期", "deposits.open"),
):
    """There is nothing to withdraw or to change."""


class NoneOfTheKind(
    Refusal,
    code="deposits.none_of_the_kind",
    says="您没有这一种存款，没有办理。",
    offers=("我的定期", "deposits.list"),
):
    """Only a fixed deposit has something to choose at maturity; only one at notice takes notice."""


class NoNotice(
    Refusal,
    code="deposits.no_notice",
    says="这笔存款没有通知过支取，没有要取消的，一切照旧。",
    offers=("我的定期", "deposits.list"),
):
    """A notice was to be taken back, and none was given."""


class NotEnough(
    Refusal,
    code="deposits.not_enough",
    says="转出账户的可用余额不够，没有存入，您的钱没有变动。请您换一个金额或账户。",
    offers=("查余额", "accounts.balance"),
):
    """The current account does not hold what is to be paid in."""


class Lost(
    Refusal,
    code="deposits.lost",
    says="转出账户已经挂失，没有存入，您的钱没有变动。卡找到了可以解除挂失，也可以换一个账户。",
    offers=("解除挂失", "cards.unfreeze"),
):
    """The customer has reported the card of the account lost: nothing leaves it."""


class TooMuch(
    Refusal,
    code="deposits.too_much",
    says="这笔存款没有这么多，没有支取，您的钱没有变动。请您减少金额，或者全部支取。",
):
    """More than the deposit's principal."""


class OnceOnly(
    Refusal,
    code="deposits.once_only",
    says="这笔定期已经提前支取过一次，不能再支取一部分。没有办理，您的钱没有变动。您可以全部支取。",
):
    """A part is withdrawn early once in a term: bank practice."""


class TooLittleLeft(
    Refusal,
    code="deposits.too_little_left",
    says="支取一部分以后，至少要留{least}。没有办理，您的钱没有变动。请您换一个金额，或者全部支取。",
):
    """What stays is less than such a deposit must hold."""


class PartTooSmall(
    Refusal,
    code="deposits.part_too_small",
    says="通知存款每次至少支取{least}，没有办理，您的钱没有变动。请您换一个金额，或者全部支取。",
):
    """通知存款 is withdrawn by 50,000 yuan at least, unless all of it is."""


class Matured(
    Refusal,
    code="deposits.matured",
    says="这笔定期已经到期，请您全部支取。没有办理，您的钱没有变动。",
):
    """What has matured is withdrawn whole."""


class TermsChanged(
    Refusal,
    code="deposits.terms_changed",
    says="这期间日期、利率或这笔存款已经变了，所以没有办理，您的钱没有变动。请您重新办理。",
):
    """What was signed, or agreed to, is not what would be done now: a day has passed, or the deposit has changed."""


class AccountGone(
    Refusal,
    code="deposits.account_gone",
    says="订单上的活期账户已经销户，所以没有办理，您的钱没有变动。请您换一个账户重新办理。",
):
    """The account that pays for a deposit, or takes what is withdrawn, was closed before the order was signed."""


class NowhereToPay(
    Refusal,
    code="deposits.nowhere_to_pay",
    says="您没有可以收款的活期账户，没有办理，您的钱没有变动。请您到本行网点办理。",
):
    """No current account of the customer's takes money."""


class HasMatured(
    Refusal,
    code="deposits.has_matured",
    says="这笔定期已经到期，到期安排不能再改。您可以支取。",
):
    """The choice is made before the deposit matures."""
