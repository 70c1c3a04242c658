"""How much is put away or taken out, as customers say it: a sum, all of it, or digits that may be a tail. Pure."""

import re
from collections.abc import Callable, Container

from guitai.money import Money
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.fold import said
from guitai.understanding.slots.reading import ALL
from guitai.understanding.unread_amount import amount_said

DIGITS = re.compile(r"(?P<tail>\d{4})[。.!！~ ]*")


def amount_from(least: Money, tails: Container[str] = ()) -> Callable[[Answer], Money]:
    """A reader of what is paid in. Of digits alone that are one of the `tails` of their accounts it is asked which."""

    def read(answer: Answer) -> Money:
        amount = amount_said(answer)
        alone = DIGITS.fullmatch(said(answer.text).strip())
        if alone and alone["tail"] in tails:
            raise Unclear(
                "“{tail}”也是您账户的尾号。要存{amount}，请说“{tail}元”；要从这个账户转出，请说“从{tail}转出”。",
                tail=alone["tail"],
                amount=amount,
            )
        if amount < least:
            raise Unclear("至少要存{least}，请换一个金额。", least=least)
        return amount

    return read


def part_or_all(answer: Answer) -> Money | None:
    """A reader of what is withdrawn; None is all of it."""
    if answer.slots.get("amount") == ALL:
        return None
    amount = amount_said(answer)
    if not amount:
        raise Unclear("请说一个金额，比如1万元；要全部支取，说“全部”就可以。")
    return amount
