"""Which of a customer's own accounts pays and which is paid: 从6688转500到1969. Of a transfer only."""

import re

from guitai.understanding.slots.account_words import DIGIT, MONEY
from guitai.understanding.slots.found import CARD, Found
from guitai.understanding.slots.number_words import digits

# What stands before a tail: 从我那张工资卡尾号6688, from my debit card ending 6688.
WHOSE = r"(?:我?(?:自己|本人)?的?(?:[那这]张|另[一外]?[张个])?|(?:my |the )?(?:own |other )?)"
KIND = r"(?:(?:活期|储蓄|工资|银行)?(?:卡|账户)?|(?:current |debit |bank )?(?:card |account |acct? |a/c )?)"
SAID = r"(?P<said>尾号(?:是|为)?|ending (?:in |with )?|number |no\.? ?)?"
# Without a word for it, what ends in two noughts is a sum.
TAIL = rf"\s?(?(said)|(?!\d\d00))(?P<tail>{DIGIT}{{4}})(?!{DIGIT}|[.,]\d|[ -]\d{{4}}(?!\d)|\s?{MONEY}|[年月日号%])"
PAYS = re.compile(
    rf"(?:(?<!不是)(?<!别)(?<!不)[从由用拿走]|\b(?:from|using|with) |^(?=卡?尾号)){WHOSE}{KIND}{SAID}{TAIL}",
    re.ASCII,
)
# 5207付, 5207转给张三600
PAYING = re.compile(rf"(?:^|[,。\s]){WHOSE}{KIND}{SAID}{TAIL}(?=付|扣|出(?!去)|转给)")
PAID = re.compile(
    rf"(?:[到进入去落]|给(?=我|自己|[卡账尾]|{DIGIT}{{4}}[转付打汇])|\b(?:to|into) ){WHOSE}{KIND}{SAID}{TAIL}"
)


def paying(text: str) -> Found | None:
    """The own account that pays, in folded text, and where its tail stands."""
    return _found("account", PAYS.search(text) or PAYING.search(text))


def paid(text: str) -> Found | None:
    """The own account that is paid."""
    return _found("own", PAID.search(text))


def _found(slot: str, match: re.Match[str] | None) -> Found | None:
    return Found(*match.span("tail"), CARD, {slot: digits(match["tail"])}) if match else None
