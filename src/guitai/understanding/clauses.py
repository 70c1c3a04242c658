"""The parts of a message that could each stand alone: two wishes in one, and what is expressly not wished.

Knows no intent: it proposes where to part, and who understands the parts decides whether they are two wishes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guitai.understanding.fold import fold, said

LONGEST = 200  # characters; a longer text tells something, and is not parted
MOST = 4

DO = (
    "(?:转(?!存|让|机)|汇|打款|打钱|付款|付钱|买|申购|认购|存(?!折|单|在)|取(?!款码|消)|借|贷"
    "|还(?![有是剩没能要差可会])|交(?!易)|缴|充|办|开户|开卡|投保|预约|分期|赎|卖|定投|查|看|挂失|冻结"
    "|解冻|绑定|解绑|理赔|报案"
    "|申请|提前还|提现|提款|激活|注销|销户|改密码|收款|扫码|过数|入数|增额|提额)"
)
THING = (
    "(?:余额|明细|账单|流水|额度|积分|转账|汇款|贷款|理财|保单|保险|电费|水费|话费|收款码|付款码|网点|汇率"
    "|利率|限额|定期|存款|优惠|活动|投诉|人工|回单|持仓|收益|订单|借条)"
)
ENGLISH_DO = (
    r"\b(?:check|show|see|send|transfer|pay|repay|wire|withdraw|buy|sell|redeem|invest|book|freeze|block|top"
    r" up|recharge|borrow|lend|apply|open|close|cancel|tell me|find|deposit|put|split|claim|report|turn o\w+"
    r"|how much|what|when|list)\b"
)
ACT = re.compile(rf"{DO}|{THING}|{ENGLISH_DO}")
# Between two wishes. A comma does only where a new wish begins behind it.
JOINT = re.compile(
    r"(?:[,，;；。!！?？]\s*)?(?:然后|接着|随后|之后再|完了再|完再|顺便再?|顺带|另外再?|同时|并且"
    f"|还有(?!多少|几|钱|没有|冇|什么|吗)|(?:如果|要是)?(?:钱)?够(?:的话|了)?(?:就)?(?={DO})|还要(?!多"
    rf"|几)|再帮?我?(?={DO})|跟住|之后(?={DO}))(?:[,，]\s*)?"
    rf"|(?<=了)(?=(?:你?帮我|给我|我要|我想).{{0,6}}(?:{DO}|{THING}))|[;；。!！?？]+\s*"
    rf"|[,，]\s*(?=(?:我?[要想]|帮我?|给我|麻烦|请|先|再|顺便|也|就)*(?:给[^,，]{{1,8}})?(?:{DO}|{THING}))"
    r"|[,;.]?\s*(?<![a-z])(?:and then|then|and also|also|after that|and)\b\s*(?=(?:please |i want to |i'd like"
    f" to )?{ENGLISH_DO})"
)
# No second wish but the sum of the first, where that has the same verb: 该还老李的钱了，还他两千.
SUM_ALONE = re.compile(
    rf"[先再就也]*(?P<do>{DO})[他她它给个]*[\d.一二两三四五六七八九十百千万半wk]+(?:块钱?|元|蚊)?[吧先呗啦哈]*(?:[,，。;；!！?？]|$)"
)
# 周五上午九点再转 orders when, and nothing besides; 帮我查下 asks nothing of its own.
VERB_ALONE = re.compile(
    r"(?:你?[帮给]我|麻烦你?)?[查看睇](?:一?下|查|看|睇)[吧啊哈呗了]*(?:[,，。;；!！?？]|$)"
    r"|[转汇付买存取借还交缴充赎卖][给个]?(?:一?下|过去|出去|进去)?[吧啊哈呗了]*(?:[,，。;；!！?？]|$)"
)
AIM = (
    "(?:再|给[^,，。]{1,8}?|把[^,，。]{1,8}?|帮我|跟[^,，。]{1,6}?|向[^,，。]{1,6}?|用[^,，。]{1,6}?|现在"
    "|急着|着急|马上|先|提前|自动|继续|这么|去|来|做|搞){0,4}"
)
NOT_DO = "(?!余额|明细)" + DO.replace("|查|看", "").replace("|挂失|冻结|解冻|绑定|解绑|理赔|报案", "")
DENIED = re.compile(
    r"^(?:那|那就|哦|啊|噢|算了|不对|等等|等一下|还是|[,，]\s*)*(?:我|俺|咱)?(?:又|也|真的?|其实|根本"
    "|现在|今天|暂时|先|就|可)*"
    rf"(?:(?:不是|并不是|并非|没有|没|没说|没有说|冇|唔系)(?:想|要|说|讲)*(?:要|想){AIM}(?:{NOT_DO}|{THING})"
    rf"|(?:不|唔)(?:想|要|打算|准备|需要|用|必|再|考虑|希望)*{AIM}{NOT_DO}(?!了吗|[起出到进])"
    rf"|(?:别|勿|莫|甭|咪|唔好){AIM}{NOT_DO}"
    rf"|(?:不是|唔[系係])(?:要|想|来)?[看查睇]?{THING}(?=[,，。;；!！?？哈啊呀]|$)"
    r"|(?:不是?|唔[系係]?|别)(?:想|要|用|使|好)*(?:投诉|解[绑綁]|撤[销銷]|[搵揾找转]人工)[^,，。;；!！]{0,2}(?=[,，。;；!！]|$)"
    rf"|(?:不|唔)(?:用|要|想|使)?[看查睇][^,，。]{{0,6}}{THING}"
    rf"|[^,，。]{{0,8}}{THING}[^,，。]{{0,2}}(?:先不[用要急管看查办]|(?:不用|不必|甭|唔使)[看查管睇])[了啦]?(?=[,，。]|$))"
    "|^(?:no,? |sorry,? |wait,? )*(?:i )?(?:do not|don'?t|didn'?t|did not|am not|'m not|not|no longer"
    "|never)(?: really)?(?: want(?:ed)?| need| mean(?:t)?| wish| intend| plan(?:ning)?| asking| looking"
    "| trying)?(?: to| for)?(?: an?| any| the)? ?"
    "(?:send(?! me)|transfer|pay|repay|wire|withdraw|buy|sell|redeem|invest|book|borrow|lend|apply|open"
    "|deposit|top up|loan|insurance|credit card|mortgage)",
)
# Not a refusal but a wish of its own: no more notices, no renewal, no cover.
WISH = re.compile(
    "提醒|通知|短信|推送|广告|消息|自动转存|续存|续期|扣费|取款码|promotions|alerts|notifications|messages"
)
QUESTION = re.compile(
    "怎[么样]|会不会|[吗么嘛](?:[?？!。]|$)|什么|点算|可不可以|行不行|\\?|what (?:if|happens)|can i"
)
NOT_BUT = re.compile(
    "^(?P<head>.{0,6}?)不是(?:要|想)?(?P<not>[^,，。是]{2,10})[,，\\s]*(?:而是|我?是(?:要|想)|是)(?P<but>.{2,30})$"
)
# Where what is denied ends, if more than a number is said behind it.
END = re.compile(
    r"\s*[,，。;；!！]+\s*(?=.*[^\W\d_]{2})|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff].*[^\W\d_])"
)
CONDITION = re.compile(
    "^(?:如果|要是)?(?:钱|余额)?够(?:的话|了)?(?:就)?|^(?:的话|就)|^(?:先|再|[只就]是?|那就?|那么)(?=.{2})"
    "|^(?:just|only|but) "
)


@dataclass(frozen=True)
class Clause:
    """A part of a message as it was said; `denied` where it says what is not wished.

    `joined` where a word joins it to what is before (然后, and then), and not a pause alone.
    """

    text: str
    denied: bool = False
    joined: bool = False


def clauses(text: str) -> tuple[Clause, ...]:
    """The message in parts, each of which could be a wish; one part where it says one thing.

    >>> [clause.text for clause in clauses("查余额然后给张三转500")]
    ['查余额', '给张三转500']
    >>> [(clause.text, clause.denied) for clause in clauses("我不是要贷款，我想存钱")]
    [('我不是要贷款', True), ('我想存钱', False)]
    >>> clauses("别给张三转了")
    (Clause(text='别给张三转了', denied=True, joined=False),)
    """
    spoken = said(text)
    if len(spoken) > LONGEST:
        return (Clause(spoken),)
    folded = fold(spoken)
    places = [place for part in _parts(folded) for place in _without_denied(folded, *part)]
    parts = [
        _clause(folded[start:end], spoken[start:end], alone=len(places) == 1, joined=joined)
        for (start, end), joined in zip(places, _joined(folded, places), strict=True)
    ]
    if (
        len(parts) == 1
        and (other := NOT_BUT.match(folded))
        and ACT.search(other["not"])
        and ACT.search(other["but"])
    ):
        return Clause(spoken[: other.end("not")], denied=True), Clause(spoken[other.start("but") :])
    return tuple(parts)


def _parts(folded: str) -> list[tuple[int, int]]:
    """Where to part: at each joint with a wish, wished or not, on either side."""
    parts: list[tuple[int, int]] = []
    start = 0
    for joint in JOINT.finditer(folded):
        left, right = folded[start : joint.start()], folded[joint.end() :]
        acts = len(left.strip()) > 1 and ACT.search(left) and ACT.search(right)
        of_it = VERB_ALONE.match(right) or ((alone := SUM_ALONE.match(right)) and alone["do"] in left)
        if len(parts) < MOST - 1 and acts and not of_it:
            parts.append((start, joint.start()))
            start = joint.end()
    parts.append((start, len(folded)))
    return [(first, last) for first, last in parts if folded[first:last].strip(" ,，。;；!！?？")]


def _without_denied(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """What is denied, and what is said after it, be it a wish or not: 不转账，就看看余额."""
    denied = DENIED.search(folded[start:end])
    rest = END.search(folded, start + denied.end(), end) if denied else None
    if rest is None or not _denied(folded[start : rest.start()]):
        return [(start, end)]
    return [(start, rest.start()), (rest.end(), end)]


def _denied(folded: str) -> bool:
    return bool(DENIED.search(folded)) and not WISH.search(folded) and not QUESTION.search(folded)


def _joined(folded: str, places: Sequence[tuple[int, int]]) -> Iterator[bool]:
    """Of each part whether a word stands before it."""
    before = 0
    for start, end in places:
        yield any(map(str.isalpha, folded[before:start]))
        before = end


def _clause(folded: str, spoken: str, *, alone: bool, joined: bool) -> Clause:
    denied = _denied(folded)
    lead = CONDITION.match(folded)
    at = lead.end() if lead and not denied and not alone and len(folded) > lead.end() + 1 else 0
    return Clause(spoken if alone else spoken[at:].strip(" ,，。;；"), denied, joined)
