"""Whether an order is left: some word says so, and no part of it is named beside it. Pure."""

import re

from guitai.understanding.exact import MEMO
from guitai.understanding.fold import fold, said

# Who leaves an order says so in some word.
LEAVES = re.compile(
    r"取消|算了|[不没别勿唔咪][^,。]{0,2}[转办要存弄付汇打发买做签用想必需]|[停撤退删]|结束|罢|免了|作废|主意|拉倒|再说|后悔|回头|改天|误"
    r"|等[会等下一]|\b(?:cancel|stop|quit|exit|never ?mind|forget|don't|do not|drop|leave|abort|no|not|scrap|undo"
    r"|discard|call it off|changed my mind)\b"
)
LATER = re.compile(
    r"到时候?|以后|之后|将来|下次|自[己个]|\b(?:later|myself|whenever|next time|i can)\b"
)  # 到时候我自己来取消
PART = re.compile(
    rf"{MEMO}|每个?月|定时|尾号|\d{{4}}|金额|到账|时间|日期|账户|[今明后]天|现在|给.|\b(?:memo|note|date|account|amount|keep)\b"
)


def leaves(text: str) -> bool:
    """Whether the whole is left: some word says so, and no part of an order is named beside it.

    >>> leaves("我不想转了"), leaves("go on"), leaves("不要每月了"), leaves("no, keep the first one")
    (True, False, False, False)
    """
    folded = fold(said(text))
    return bool(LEAVES.search(folded)) and not PART.search(folded) and not LATER.search(folded)
