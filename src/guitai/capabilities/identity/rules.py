"""What the bank asks and offers about identity. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from guitai.language import Words
from guitai.money import Money
from guitai.shield.document import Draft, Line
from guitai.shield.strength import Limit, Limits, Strength
from guitai.understanding.answer import Answer, Unclear

SMALL = "identity.small"
MEANS = {
    Strength.RULE: Words("小额免密"),
    Strength.PIN: Words("交易密码"),
    Strength.CODE: Words("交易密码＋短信验证码"),
    Strength.CERTIFICATE: Words("以上两项＋数字证书"),
}
NEW = Words("新设备24小时内")


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


def single_up_to(most: Money) -> Callable[[Answer], Money]:
    """A reader of what a rule may allow at once."""

    def read(answer: Answer) -> Money:
        found = _amount(answer)
        if not Money(0) < found <= most:
            raise Unclear("一笔最多可以设{most}，请换一个金额。", most=most)
        return found

    return read


def day_between(single: Money, most: Money) -> Callable[[Answer], Money]:
    """A reader of what a rule may allow on a day: not less than at once."""

    def read(answer: Answer) -> Money:
        found = _amount(answer)
        if not single <= found <= most:
            raise Unclear(
                "一天最多可以设{most}，不能低于一笔的{single}，请换一个金额。", most=most, single=single
            )
        return found

    return read


def _amount(answer: Answer) -> Money:
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
        (Words("签名以后，符合以上条件的付款不用再签名，也不用输密码。随时可以在“安全设置”里关闭。"),),
    )


def _row(means: Words, limit: Limit) -> Row:
    return Row(means, limit.single, limit.day)
