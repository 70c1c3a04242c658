"""Says what was unclear about an amount, where none could be read: 三千多, 50或60, 100美元, 0.001."""

from guitai.money import Money
from guitai.understanding.answer import Unclear
from guitai.understanding.fold import fold, said
from guitai.understanding.slots.beside_money import Unread
from guitai.understanding.slots.money_words import sums, worded

ASK = {
    Unread.NEGATIVE: "金额要大于0，请重新说一个金额。",
    Unread.PART_OF_FEN: "金额最小到分，小数点后最多两位，请重新说一个金额。",
    Unread.FOREIGN: "这里只能用人民币，请说一个人民币的金额。",
}


def why_unread(text: str) -> Unclear:
    """Why the answer is no amount, with the words that were not clear; they are the customer's own.

    >>> why_unread("大概三千多吧").values, why_unread("100美元").says
    ({'said': '大概三千多'}, '这里只能用人民币，请说一个人民币的金额。')
    """
    plain = said(text)
    folded = fold(plain)
    named = [place for place in sums(folded) if place.money is not Unread.COUNT]
    reasons = {place.money for place in named if isinstance(place.money, Unread)}
    if len(reasons) == 1 and (known := ASK.get(next(iter(reasons)))):
        return Unclear(known)
    if Unread.VAGUE in reasons:
        start, end = worded(folded, named)
        return Unclear("“{said}”还不够确切，请说一个准确的金额，比如500元。", said=plain[start:end])
    if len({place.money for place in named if isinstance(place.money, Money)}) > 1:
        return Unclear("您说了不止一个金额，请只说一个。")
    return Unclear("没有听清金额，请说一个数，比如500元。")
