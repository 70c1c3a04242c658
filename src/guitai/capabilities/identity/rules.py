"""What the bank asks and offers about identity. Pure."""

from dataclasses import dataclass

from guitai.language import Words
from guitai.money import Money
from guitai.shield.document import Draft, Line
from guitai.shield.strength import Limit, Limits, Strength
from guitai.understanding.answer import Answer, Unclear

SMALL = "identity.small"
MEANS = {
    Strength.RULE: Words("小额免密（付过的收款人）"),
    Strength.PIN: Words("交易密码（付过的收款人）"),
    Strength.CODE: Words("交易密码加短信验证码"),
    Strength.CERTIFICATE: Words("再加本行证书"),
}
NEW = Words("新设备绑定后24小时内")


@dataclass(frozen=True)
class Row:
    """One line of the bank's table of limits, which anybody may know."""

    means: Words
    single: Money
    day: Money


def table(limits: Limits) -> list[Row]:
    """The limits, the weakest means first, and those of a new device."""
    rows = [_row(means, limits.at[strength]) for strength, means in MEANS.items()]
    return [*rows, _row(NEW, limits.low)]


def amount(answer: Answer) -> Money:
    """An amount of money."""
    found = answer.slots.get("amount")
    if not isinstance(found, Money):
        raise Unclear("请说一个金额，比如200元。")
    return found


def small_rule(single: Money, day: Money) -> Draft:
    """What a customer signs to have small payments go without a signature."""
    return Draft(
        SMALL,
        Words("开通小额免密"),
        (
            Line("single", Words("一笔最多"), single),
            Line("day", Words("一天合计最多"), day),
            Line("payees", Words("可以付给"), Words("您付过的收款人")),
            Line("life", Words("有效期"), Words("一年")),
        ),
        (Words("签名以后，这样的付款不再要您签名。随时可以在“安全设置”里关闭。"),),
    )


def _row(means: Words, limit: Limit) -> Row:
    return Row(means, limit.single, limit.day)
