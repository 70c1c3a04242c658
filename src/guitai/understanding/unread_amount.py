"""How much was said in answer to a question, or what was unclear about it: 三千多, 50或60, 100美元, 0.001."""

from guitai.money import Money
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.fold import fold, said
from guitai.understanding.short_answers import amount_in
from guitai.understanding.slots.beside_money import Unread
from guitai.understanding.slots.found import Unsure
from guitai.understanding.slots.money_words import sums, worded
from guitai.understanding.slots.reading import ALL

ASK = {
    Unread.NEGATIVE: "金额要大于0，请重新说一个金额。",
    Unread.PART_OF_FEN: "金额最小到分，小数点后最多两位，请重新说一个金额。",
    Unread.SHARE: "请把这一部分是多少钱算好，说一个具体的金额，比如500元。",
    Unread.FOREIGN: "这里只能用人民币，请说一个人民币的金额。",
}

NUMBERS = frozenset({"account_no", "mobile"})


def amount_said(answer: Answer) -> Money:
    """The amount in an answer, where one certain amount is in it."""
    found = amount_heard(answer)
    if isinstance(found, Unsure):
        raise why_unread(found.said or answer.text)
    return found


def amount_heard(answer: Answer) -> Money | Unsure:
    """The amount in an answer. What was spoken may be one of a few that sound alike: unsure, with those in it."""
    found = answer.slots.get("amount")
    if isinstance(found, Unsure) and found.likely:
        return found
    if found == ALL:
        raise Unclear("请说具体的金额，比如500元。")
    if found is None and NUMBERS & answer.slots.keys():
        # Of its text only the last four are kept, which would be read as a sum.
        raise Unclear("您发的是账号或手机号，不是金额。请说一个数，比如500元。")
    if found is None and (alone := amount_in(answer.text)) is not None:
        return Unsure(answer.text, (alone,)) if answer.aloud else alone
    if not isinstance(found, Money):
        raise why_unread(found.said if isinstance(found, Unsure) and found.said else answer.text)
    return found


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
