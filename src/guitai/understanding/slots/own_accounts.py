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
    rf"(?:[到进入去落]|给(?=我|自己|[卡账尾]|{DIGIT}{{4}}(?:[转付打汇]|$))|\b(?:to|into) ){WHOSE}{KIND}{SAID}{TAIL}"
)
# Both in one, and no word before the one that pays: 5207转2816 300元, 5207转300到2816, 5207→2816.
WHICH = rf"\s?{WHOSE}{KIND}(?:尾号)?\s?(?!\d\d00(?!\d))"
BEHIND = "(?:的?(?:卡|账户))?"
MOVES, INTO = "(?:转账?|轉|划|汇|打|[过過])", "(?:[到给去往入进至]|-*>|→)"
SUM = r"¥?[\d,.零一二两三四五六七八九十百千万]+\s?(?:元|块钱?)?"
BETWEEN = re.compile(
    rf"(?:^|[,。;]|(?<=[下吧了]))\s?(?:请|麻烦|帮我|我[要想]|把|将)*[从由用拿]?{WHICH}(?P<pays>\d{{4}})(?!\d){BEHIND}(?:里?的?钱)?\s?"
    rf"(?:(?:{MOVES}{INTO}?|{INTO}{MOVES}?){WHICH}(?P<paid>\d{{4}})(?!\d|\s?{MONEY}){BEHIND}"
    rf"(?:[,\s]*{MOVES}?\s?{SUM})?"
    rf"|{MOVES}\s?{SUM}\s?{INTO}{WHICH}(?P<to>\d{{4}})(?!\d|\s?{MONEY}){BEHIND})(?:[吧了])?(?=\s?(?:$|[,。;!?]))"
)
# One of their own that is not named: 给我自己转600, 两张卡之间转600.
ANY = "any"
MINE = r"(?:卡|账户|户头)"
ONESELF = re.compile(
    rf"(?:给|到|进|往)我?(?:自己|本人)(?:的?(?:另[一外]?[张个]?|其[他它])?(?:银行)?{MINE})?(?=\s?(?:[转轉汇打存划,。;!?\d]|$))"
    rf"|(?:给|到|进|往)我?的?(?:另[一外]?[张个]|其[他它])(?:银行)?{MINE}|(?:[两2二][张个](?:银行)?|自己的?){MINE}(?:之间|间|互)"
    r"|\bto (?:myself|my (?:own|other) (?:card|account))\b|\bbetween my (?:own |two )?(?:cards|accounts)\b"
)


def between(text: str) -> tuple[Found, Found] | None:
    """The own account that pays and the one that is paid, where both stand in one, and where their tails stand."""
    if (match := BETWEEN.search(text)) is None:
        return None
    paid = "paid" if match["paid"] else "to"
    return (
        Found(*match.span("pays"), CARD, {"account": match["pays"]}),
        Found(*match.span(paid), CARD, {"own": match[paid]}),
    )


def oneself(text: str) -> bool:
    """Whether it is the customer who is paid, who does not say into which account."""
    return bool(ONESELF.search(text))


def paying(text: str) -> Found | None:
    """The own account that pays, in folded text, and where its tail stands."""
    return _found("account", PAYS.search(text) or PAYING.search(text))


def paid(text: str) -> Found | None:
    """The own account that is paid."""
    return _found("own", PAID.search(text))


def _found(slot: str, match: re.Match[str] | None) -> Found | None:
    return Found(*match.span("tail"), CARD, {slot: digits(match["tail"])}) if match else None
