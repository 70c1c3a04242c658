"""What a message says beside its wish to say that something else is none: 卡没丢！别挂失！我是要改密码. Pure."""

import re
from dataclasses import replace

from guitai.understanding.clauses import DO, LONGEST, WISH
from guitai.understanding.fold import fold, said
from guitai.understanding.order_talk import QUESTION
from guitai.understanding.understood import Understood

CLAUSE = re.compile(r"[,。;!?~…]+\s*|\.(?=\s|$)|(?<=[了啦])\s+")
NO = "(?:别|甭|莫|咪|不|唔|唔好|冇)(?:急着|着急|忙着?|用|要|想|打算|需要|使|必|再|去|先|老是?|给我|帮我)*"
DOES = f"(?:{DO}|撤|取消|报失|注销|销户|约|领|开通|关闭?|要(?=$))"
# 天天盈别急着赎, 意外险我不买, 今日唔还住: what it is of stands before.
DENIED = re.compile(
    rf"[^,。;!?]{{0,10}}?(?:我|咱们?|俺)?(?:先|就|都|暂时|现在|今[天日]|还)*{NO}{DOES}(?![吗么起出到进])[^,。;!?]{{0,7}}"
    r"|你?别(?:老是?|总是?|一直|再)[^,。;!?]{1,8}"
    r"|(?:please )?(?:don'?t|do not) (?:freeze|block|lock|cancel|sell|redeem|buy|pay|send|top up)\b[^,.;!?]{0,20}"
)
# What is so, and why nothing is to be done: 卡没丢, 找到了, 我明明转了的.
SO = re.compile(
    r"[^,。;!?]{0,6}(?:没有?|冇|不是|并没)(?:丢|唔见|被盗|遗失)[^,。;!?]{0,3}"
    r"|[^,。;!?]{0,6}(?:找到|找着|找回|搵返|揾返)[^,。;!?]{0,3}"
    r"|[^,。;!?]{0,12}(?:明明|说(?:还)?(?:没|未)(?:收到|到))[^,。;!?]{0,10}"
    r"|(?:i )?(?:found|have) (?:it|my card)(?: again)?|(?:it'?s|my card is) not lost"
)
# 每月那笔不要转了 and 刚才那笔别转了 are wishes: what is ordered already shall not be.
ORDERED = re.compile(r"每[月周天个]|定时|预约|自动|代扣|[这那嗰][一]?[笔单]|刚才|刚刚")
LATER = re.compile(f"急|{NO}先|先{NO}|暂|住")
LEAVES = re.compile("取消|撤")  # 钱不转了取消 is said to an order that is open
UNDOES = re.compile(f"{NO}(?:撤|取消|挂失|冻结?|解)")


# 不要转给李四了 takes back what is ordered; 我不是要转给他 says only what is not meant.
TAKES_BACK = re.compile(
    r"(?:别|甭|莫|咪|勿|唔好|不要|不用|不必)(?:再|去|给我|帮我)*(?:转|汇|打|付|发)(?:账|款|钱)?(?:[给畀][^,。;]{1,12})?(?:了|啦|喇)[啊吧哈呀]?$"
)


def takes_back(text: str) -> bool:
    """Whether it says of a transfer that it shall not be made any more.

    >>> takes_back("不要转给李四了"), takes_back("我不是要转给李四")
    (True, False)
    """
    return TAKES_BACK.search(fold(said(text)).rstrip(" 。!~,")) is not None


def wanted(text: str) -> str | None:
    """What is said but for what is not wished, where that says which; None where nothing is left out.

    >>> wanted("天天盈别急着赎，先看看收益"), wanted("给张总那笔别撤，撤的是给章总的那笔")
    ('先看看收益', '撤的是给章总的那笔')
    >>> wanted("每月给李四那笔不要转了，查下余额"), wanted("他没收到钱，查下余额")
    (None, None)
    """
    spoken = said(text)
    folded = fold(spoken)
    if len(spoken) > LONGEST:
        return None
    cuts = [one.span() for one in CLAUSE.finditer(folded)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(spoken)]
    every = [(folded[a:b], spoken[a:b]) for a, b in zip(starts, ends, strict=True) if folded[a:b].strip()]
    left = [words for clause, words in every if not unwished(clause.strip())]
    return "，".join(left) if left and len(left) < len(every) else None


def unwished(folded: str) -> bool:
    """Whether a clause says that something is no wish, or why: 唔好报失, 卡没丢."""
    return _denied(folded) or SO.fullmatch(folded) is not None


def of_the_same(wanted: Understood, whole: Understood) -> Understood:
    """What is wanted, of the product that is only not bought or sold yet: 天天盈别急着赎，先看看收益."""
    if not LATER.search(fold(said(whole.text))):
        return wanted
    named = {name: value for name, value in whole.slots.items() if name in ("product", "biller")}
    return replace(wanted, slots={**named, **wanted.slots})


def _denied(folded: str) -> bool:
    if not DENIED.fullmatch(folded) or WISH.search(folded) or QUESTION.search(folded):
        return False
    return bool(UNDOES.search(folded)) or not (ORDERED.search(folded) or LEAVES.search(folded))
