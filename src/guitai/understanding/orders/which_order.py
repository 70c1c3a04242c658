"""Which order a clause is of, where it says so: 刚刚给李四那笔, 刚才那800, the one to Li Si to Friday. Pure."""

import re
from collections.abc import Mapping

from guitai.understanding.fold import fold
from guitai.understanding.order_talk import JUST

ONE = "(?:(?:的|[那这嗰])+(?:一|单)?[笔单]|的[那这嗰]个)"
CHOSEN = r"[吧啦喇呀啊了先]*$"  # 换成张三那笔: of two that are proposed it is that
ITS = r"(?:one|transfer|payment|order)"
OVER = r"(?:昨[天晚日]|前[天几两]|上[个周次]|之前|以前|今早|早上)"
THAT_SUM = re.compile(rf"{JUST}[那这嗰]A")


def of_another(folded: str, valued: str, slots: Mapping[str, object], before: Mapping[str, object]) -> bool:
    """Whether a clause is of another order than the open one: by who is paid, when that was, or how much.

    `valued` is the clause with its marks, `slots` what was read in it.
    """
    whom, so_far = fold(str(slots.get("payee") or "")), fold(str(before.get("payee") or ""))
    name = re.escape(whom)
    one = whom and re.search(
        rf"(?<![换改]成){name}{ONE}(?!{CHOSEN})|\b{ITS} (?:to|for) ?{name} ?(?:to|by)\b|\bthe ?{name} ?{ITS}\b",
        folded,
    )
    if one and so_far and whom != so_far:
        return True
    if one and re.search(rf"{OVER}[^,。;]{{0,6}}{name}{ONE}", folded):
        return True
    sum_ = slots.get("amount")
    return bool(THAT_SUM.search(valued)) and sum_ is not None and sum_ != before.get("amount")
