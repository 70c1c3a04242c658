"""Why the bank does not send it, or does not take it back."""

from guitai.errors import Refusal


class NotBound(
    Refusal,
    code="transfers.not_bound",
    says="这个微信还没有绑定本行账户，所以不能转账。绑定要一两分钟，在这里就能办。",
    offers=("绑定账户", "identity.bind"),
):
    """The chat is a visitor's."""


class NoAccount(
    Refusal,
    code="transfers.no_account",
    says="您没有可以转账的账户，这一笔没有办理。定期和通知存款要先支取到活期。",
):
    """The customer has no account from which one pays."""


class NoSuchOwn(
    Refusal,
    code="transfers.no_such_own",
    says="您名下没有尾号{tail}的账户，没有转出，您的钱没有变动。请您核对尾号。",
    offers=("重新转账", "transfers.send"),
):
    """The customer wanted to pay into an account of their own, and has none of this tail."""


class NoSuchNumber(
    Refusal,
    code="transfers.no_such_number",
    says="本行没有这个账号，没有转出，您的钱没有变动。请您向收款人核对账号。",
    offers=("重新转账", "transfers.send"),
):
    """The number begins like one of this bank's, and is none."""


class TakesNothing(
    Refusal,
    code="transfers.takes_nothing",
    says="这个账户不能收转账，没有转出，您的钱没有变动。请您向收款人要一个活期账号。",
):
    """The account is a deposit, which is opened and withdrawn only."""


class PayeeClosed(
    Refusal,
    code="transfers.payee_closed",
    says="收款账户已经销户，没有转出，您的钱没有变动。请换一个收款账户。",
    offers=("重新转账", "transfers.send"),
):
    """The account of this bank that was to be paid to is closed for good."""


class NameMismatch(
    Refusal,
    code="transfers.name_mismatch",
    says="户名账号不符，没有转出，您的钱没有变动。请您向收款人核对姓名和账号。",
    offers=("重新转账", "transfers.send"),
):
    """The account is in another name than the customer gave: in which, is nobody's to know."""


class NoMobile(
    Refusal,
    code="transfers.no_mobile",
    says="这个手机号没有在本行登记，没有转出，您的钱没有变动。请您发对方的卡号或账号，或者请对方先在本行登记手机号。",
    offers=("重新转账", "transfers.send"),
):
    """No customer of the bank has this mobile number, or none of them has an account that takes a transfer."""


class NotTheirMobile(
    Refusal,
    code="transfers.not_their_mobile",
    says="姓名和手机号对不上，或者这个手机号没有在本行登记，没有转出，您的钱没有变动。请您核对一下，或者发对方的卡号或账号。",
    offers=("重新转账", "transfers.send"),
):
    """No customer of the bank has both this mobile number and the name that was given: which of the two is wrong is
    nobody's to know."""


class ToItself(
    Refusal,
    code="transfers.to_itself",
    says="付款和收款是同一个账户，不用转，您的钱没有变动。",
):
    """The account is both paid from and paid to."""


class AccountGone(
    Refusal,
    code="transfers.account_gone",
    says="付款账户现在不能付款，这一笔没有转出，您的钱没有变动。请换一个账户。",
):
    """The account that was to be paid from is closed, or stopped for another's reason, or is the customer's no more."""


class PayerLost(
    Refusal,
    code="transfers.payer_lost",
    says="付款账户已经挂失，这一笔没有转出，您的钱没有变动。要从别的账户付，请重新发起；卡找到了，可以解除挂失。",
    offers=("解除挂失", "cards.unfreeze"),
):
    """The customer has reported the card of the account lost."""


class TooWeak(
    Refusal,
    code="transfers.too_weak",
    says="签名以后情况有变化，这一笔要用更强的方式确认，没有转出，您的钱没有变动。请您重新发起。",
    offers=("重新转账", "transfers.send"),
):
    """By what was paid meanwhile, or by the device that signed, a stronger signature is needed than was given."""


class OverDayThen(
    Refusal,
    code="transfers.over_day",
    says="加上这一笔，当天的付款会超过限额，所以没有转出，您的钱没有变动。请您改天再转，或到本行网点办理。",
):
    """A transfer that was dated fell due on a day whose limit, at the strength that it was signed with, was used up."""


class SentMeanwhile(
    Refusal,
    code="transfers.sent_meanwhile",
    says="刚刚已经给同一收款人转过同样的金额，这一笔没有转出。如果还要再转，请您重新发起。",
    offers=("重新转账", "transfers.send"),
):
    """The same was paid between the question and the signature, so nobody was asked about a second time."""


class LargeMeanwhile(
    Refusal,
    code="transfers.large_meanwhile",
    says="刚刚又有转账，当天转出的钱加起来金额较大，这一笔没有转出，您的钱没有变动。请您核对后重新发起。",
    offers=("重新转账", "transfers.send"),
):
    """By what was paid between question and signature it is so much that the customer has to be reminded of it."""


class NoMoreByRule(
    Refusal,
    code="transfers.no_more_by_rule",
    says="这一笔已经不符合小额免密的条件，没有转出，您的钱没有变动。请您重新发起并签名。",
    offers=("重新转账", "transfers.send"),
):
    """What was going to be paid under the small-amount rule is unusual by now."""


class DeviceRemoved(
    Refusal,
    code="transfers.device_removed",
    says="签名用的新设备已经移除，为了您的资金安全，这一笔没有转出，您的钱没有变动。如果还要转，请您重新发起。",
):
    """It was signed on a device in its first 24 hours, which was removed since: most likely by its owner's veto."""


class NothingToCancel(
    Refusal,
    code="transfers.nothing_to_cancel",
    says="没有找到还没转出的转账，所以没有可以撤销的。",
    offers=("查转账", "transfers.status"),
):
    """No transfer that the customer may mean is still waiting."""


class AlreadyLeft(
    Refusal,
    code="transfers.already_left",
    says="钱已经转出，不能撤销了。转错了请先联系收款人退回；如果是被骗，请马上拨打110和反诈专线96110。",
    offers=("给工作人员留言", "service.agent"),
):
    """The money has left the account: only the payee can give it back."""


class NoPayees(
    Refusal,
    code="transfers.no_payees",
    says="没有找到收款人。第一次给对方转账成功以后，对方会自动存进您的收款人名册。",
    offers=("转账", "transfers.send"),
):
    """The book is empty, or nobody in it goes by that name."""


class NoPlans(
    Refusal,
    code="transfers.no_plans",
    says="您没有预约转账，也没有每月转账。要约一笔，可以说“每月5号给房东转3000”。",
    offers=("转账", "transfers.send"),
):
    """Nothing is planned."""
