"""Why an account of class II or III takes or gives no more."""

from guitai.errors import Refusal


class OutDay(
    Refusal,
    code="classes.out_day",
    says="二、三类户转出有限额，这个账户一天最多转出{most}，这一笔没有办理。请您减少金额、明天再转，或换一个账户付款。",
):
    """With what left the account today, more than its class may give on a day."""


class OutYear(
    Refusal,
    code="classes.out_year",
    says="二、三类户转出有限额，这个账户一年最多转出{most}，这一笔没有办理。请您减少金额，或换一个账户付款。",
):
    """With what left the account this year, more than its class may give in a year."""


class NoMoreIn(
    Refusal,
    code="classes.in",
    says="收款账户的类别有收款限额，现在收不了这一笔，没有转出，您的钱没有变动。请您减少金额，或换一个账户收款。",
):
    """The account that is paid is of a class that takes no more today, this year, or at all: which is its owner's."""
