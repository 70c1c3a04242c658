"""Which card is lost, and whether blocking it is ordered or only talked of: 挂失5207, 2816马上挂失. Pure."""

import re
from collections.abc import Mapping

from guitai.understanding.fold import fold, said
from guitai.understanding.slots.reading import Reading
from guitai.understanding.slots.words import DOUBTED

INTENT = "cards.freeze"
# Four digits alone; what was spent, or has a unit, is a sum, and what a letter begins is a car's plate.
TAIL = re.compile(
    r"(?<![\d.:])(?<!\d,)(?<![^a-z][a-z])(?<![刷花扣转取付少买费¥￥$])(?<![刷花扣转取付少买费][了走掉去])(?P<tail>\d{4})"
    r"(?![\d.:])(?!,\d)(?!\s*(?:[元块塊蚊年月日号號万萬千百]|yuan|rmb|dollars))"
)
ORDERS = re.compile(
    r"挂失|报失|冻|锁|停[了掉用一]?|封[了掉]|\b(?:block|freeze|lock|stop|suspend|disable|cancel|report)\b"
)
# How it was lost, or what somebody else did with it, denies nothing of what is ordered beside it.
LOST = re.compile(
    r"(?:不是|没|冇|唔系)(?:我|本人)[^,。;!?]{0,6}[刷花买转用付取弄][的过]?|找不[到着回]|揾唔到|搵唔到|不见|唔见"
    r"|\b(?:can't|cannot|can not|couldn't) find\b|\bwas(?:n't| not) me\b"
    r"|\b(?:was |got |is |has been )(?:stolen|lost|gone)\b"
)

# 挂失了没 asks, and 挂失了 may tell what was done before, where nothing urges to do it.
ASKS = re.compile(r"(?:没有?|未|冇)(?:啊|呀|呢)?\W*$|请问|问一?下|想问")
TOLD = re.compile(r"(?<![把将给帮])(?:挂失|报失|冻结?|锁|停)(?:\s?\d{4})?[了过]\W*$")
# 挂失吧，算了
TAKEN_BACK = re.compile(
    r"(?:算了|先不用?了?|先别|还是不要?了?|等等|等一?下)[吧啦喇]*\W*$|\b(?:no,? wait|never ?mind|cancel that)\b"
)
# 好像找不到了 is to be asked, where blocking it is not ordered beside it.
PERHAPS = re.compile(
    "好像|好似|可能|大概|也许|或许|似乎|貌似|怕是?|估计|不知道?|唔知|不确定|不太?清楚|是不是|找找|想不起"
    r"|\b(?:think|maybe|perhaps|might|probably|seems?|not sure|possibly|i guess)\b"
)
PARTS = re.compile(r"[,，。;；.!！?？\n]+")

# A card that is not to be blocked: leave 5207 alone, 5207别动.
SPARED = re.compile(
    r"\b(?:leave|keep|not|(?:don't|do not) (?:block|freeze|lock|stop|touch))(?: my| the| card| account| ending| in)*"
    r" (?P<alone>\d{4})"
    r"|(?:别|不要|不用|唔好|唔使)[再去]?(?:动|碰|冻结?|挂失?|锁|停)(?P<not>\d{4})"
    r"|(?P<stays>\d{4})(?:那?张?的?卡)?(?:没[丢事]|还在|留着|(?:别|不要|不用|不必|唔好|唔使)[再去]?[动碰冻挂锁停管])"
)

# What is said of another card right after one was blocked: 不对，是5207; 错了 丢的是5207那张.
ANOTHER = re.compile(r"不对|不是|错|唔系|唔啱|\b(?:no|not|wrong|sorry|i meant?|mistake)\b")
TALK = re.compile(
    r"不对|不是|唔系|唔啱|[说搞弄打讲]?错了?|等等|等一?下|应该|我|你|是|系|说的?|的|那|这|嗰|个|张|卡|尾号|账户|才|要|想|把|先|快|马上|就|也|没"
    r"|[丢掉]了?|不见|找不到|挂失?|冻结?|停|锁|报失|[哎诶欸唉哦噢喔啊呃嗯呀了吧啦呢]|天"
    r"|\b(?:oh|no|not|wait|sorry|i|meant?|mean|it'?s|its|is|was|the|one|my|card|account|ending|in|should|be|wrong|lost|actually"
    r"|block|freeze|please|oops|mistake|that)\b"
)
# A card that its owner has here, and wasn't taken from there: 2816在兜里.
HERE = re.compile(
    r"(?P<here>\d{4})(?:那?张?的?卡)?(?:还|都|就)*在(?:我|兜|口袋|裤|包|身上|手[上里]|家|钱包)(?![^,。;!?\s]*[丢掉偷抢盗刷不没])"
)
GONE = re.compile(r"[丢掉]|不见|唔见|找不|揾唔|\b(?:lost|missing|gone|stolen)\b")
WAITS_FOR = re.compile(r"[?？吗么]|多少|几多|哪|没丢|\bhow\b")  # it asks, and says of none that it is lost
REPORTS = re.compile("[挂掛報报]失?")  # which may be of another card
# What is said to 要挂失吗.
BLOCKS = re.compile(
    r"(?:对|是的?|嗯|好的?|行|可以|那|就|先|还是|赶紧|快|马上|帮我|给我|请|把它|你|我要|要|确[认定]|yes|ok|please)*"
    r"(?:挂失?|冻结?|停用?|锁|封)[了掉上住它着起来]*[吧啊呗啦哦先喇]*"
    r"|(?:yes|yeah|yep|yea|sure|right|ok|okay|please|pls|plz|just|goaheadand|then|canyou|could?you|u)*(?:block|freeze|lock|stop)"
    r"(?:it|thatone|thisone|(?:the|that|this|my)?card)?(?:now|anyway|afterall|rightnow|please|pls|plz|asap|immediately|rightaway|thanks?|thx)*"
)
# What is said of the other card beside a yes: the other one is fine, 另一张别动.
THE_OTHER = r"另[一外]?[张个]?|其[他它余]|别的|\bothers?\b"
ANOTHER_STAYS = re.compile(
    rf"(?=.*(?:{THE_OTHER}))"
    r"(?=.*(?:别[动碰管冻挂锁停]|不[要用必]?|唔|留着|没|在|\b(?:leave|alone|keep|fine|safe|not?|don't|okay|ok)\b)).*"
)
WAITS = re.compile(
    r"[?？吗么]|等等|等一?下|不对|错|算了|取消|先不|先别|\d{4}"
    r"|\b(?:wait|hold on|cancel|no|not|wrong|never ?mind|actually)\b"
)
NOT_BLOCKED = re.compile("(?:不用|不必|不需要|唔使|唔好|无需)[再去]?(?:挂失?|掛失?|冻结?|凍結?|锁|停|封)")
FOUND = re.compile(
    rf"{NOT_BLOCKED.pattern}(?=[了啦喇]*(?:$|[\s,。;.!~]))|找到|找着|揾到|搵到|翻到|没丢|没有丢|冇丢|没事|冇事|虚惊|不用挂|(?:就|原来|哦|噢|喔|啊|哎呀)是?在(?!哪)"
    r"|\b(?:found|never ?mind|false alarm|got it back)\b"
)
MISSING = re.compile(
    r"没找|没有找|找不|未搵|揾唔|搵唔|不见|唔见|没在|不在|冇喺|[丢掉]了|被[偷盗抢]|\b(?:can't|cannot|not|didn't|haven't|couldn't|stolen)\b"
)
# What is blocked beside another wish is called a card, or by its tail: 5207快给我冻了. A lost travel pass is none.
CARD = re.compile(r"卡|存折|账户|户口|挂失|\b(?:cards?|account)\b")
BY_TAIL = re.compile(
    rf"(?:冻结?|挂失|报失|锁|\b(?:block|freeze|lock))[^,。;]{{0,10}}?{TAIL.pattern.replace('?P<tail>', '')}"
    rf"|{TAIL.pattern}[^,。;]{{0,8}}(?:冻|挂失|报失|锁|停[用了掉吧]+$|\b(?:block|freeze|lock)\b)"
)
MISSED = re.compile(r"丢[了失]|不见|唔见|被偷|\b(?:lost|stolen|missing)\b")
UNDOES = re.compile(
    r"(?:[不没别未冇勿甭解]|唔|取消)[^,。;]{0,4}(?:挂失?|冻|锁|停|封)|等等|等一?下|先等|算了|(?:失|冻结?|锁)[了过]的"
    r"|\b(?:un(?:block|freeze|lock)|not|wait|hold on)\b|n't\b"
)
URGES = re.compile("把|给我|帮|快|赶紧|马上|立即|立刻|即刻|请")
# 钱不转了，卡冻着就行: the card stays as it is.
AS_BLOCKED = re.compile(
    r"(?:冻|锁|鎖|停)[着住著](?:就|吧|先|不[变动用]|别[解动])|(?:别|不用|不要|唔使)(?:给我)?(?:解冻|解锁|解挂|恢复)"
    r"|\b(?:leave|keep) (?:it|the card|that card|my card) (?:frozen|blocked|locked)"
)


def stays_blocked(text: str) -> bool:
    """Whether it says that a card stays as it is, so that none is to be blocked."""
    return bool(AS_BLOCKED.search(fold(said(text))))


def named(reading: Reading, slots: Mapping[str, object]) -> Mapping[str, object]:
    """The slots, with the card that bare digits name, and whether it is plainly ordered to block it."""
    folded = reading.folded
    told = ASKS.search(folded) or (TOLD.search(folded) and not URGES.search(folded))
    doubted = _perhaps(folded) or DOUBTED.search(LOST.sub("", folded)) or TAKEN_BACK.search(folded)
    plainly = not (told or doubted)
    spared = {next(filter(None, found.groups())) for found in SPARED.finditer(folded)}
    tails = {found["tail"] for found in TAIL.finditer(folded)} - spared
    if slots.get("account") in spared:
        slots = {name: value for name, value in slots.items() if name != "account"}
    if "account" in slots or len(tails) != 1:
        return {**slots, "plainly": plainly}
    others = {name: value for name, value in slots.items() if name != "amount"}
    return {**others, "account": tails.pop(), "plainly": plainly and bool(ORDERS.search(folded))}


def rather(text: str, blocked: object) -> str:
    """The tail of the card that was meant instead of the one that was just blocked; empty where more is said.

    >>> rather("不对，是5207", "2816"), rather("不是2816，丢的是5207", "2816"), rather("5207的余额", "2816")
    ('5207', '5207', '')
    """
    folded = fold(said(text))
    tails = {found["tail"] for found in TAIL.finditer(folded)}
    tails = {tail for tail in tails if tail != blocked}
    more = re.search(r"\w", TALK.sub("", TAIL.sub("", folded)))
    return tails.pop() if len(tails) == 1 and ANOTHER.search(folded) and not more else ""


def left_over(text: str) -> str:
    """The tail of the card that is lost, where the others that are named are not; empty where that isn't said.

    >>> left_over("2816在兜里 那丢的就是5207"), left_over("5207还有多少钱"), left_over("2816在家")
    ('5207', '', '')
    """
    folded = fold(said(text))
    others = {
        next(filter(None, found.groups())) for found in (*SPARED.finditer(folded), *HERE.finditer(folded))
    }
    tails = {found["tail"] for found in TAIL.finditer(folded)} - others
    lost = (GONE.search(folded) or ORDERS.search(folded)) and not WAITS_FOR.search(folded)
    return tails.pop() if lost and len(tails) == 1 else ""


def blocks(text: str) -> bool | None:
    """Whether it is a yes or a no to blocking a card, in the words of one who has lost it, or found it.

    >>> blocks("对 挂了吧"), blocks("哦在外套口袋里,没事了"), blocks("还是没找到")
    (True, False, None)
    """
    folded = fold(said(text))
    *before, last = re.split(r"[\s,，。;；.!！~]+", folded.strip(" ,，。;；.!！~"))
    plainly = not any(ORDERS.search(part) or FOUND.search(part) for part in before)
    if BLOCKS.fullmatch(re.sub(r"\W", "", folded)) or (plainly and BLOCKS.fullmatch(last)) or _agreed(folded):
        return True
    rest = NOT_BLOCKED.sub("", folded)
    found, ordered_ = FOUND.search(folded), ORDERS.search(rest) or re.search(r"[挂掛]\d{4}", rest)
    return False if found and not MISSING.search(folded) and not ordered_ else None


def urged(text: str) -> bool:
    """Whether some part of it says that the card is to be blocked: whoever says so leaves nothing.

    >>> urged("yes block it, leave the other one alone"), urged("don't block it"), urged("算了")
    (True, False, False)
    """
    return any(map(_blocks, PARTS.split(fold(said(text)))))


def may_block(part: str) -> bool:
    """Whether this folded part of what is said may order to block some card.

    >>> [may_block(part) for part in ("先冻结5207", "5207快给我冻了", "不挂失5207", "把定投停了", "解冻我的卡")]
    [True, True, False, False, False]
    """
    named_ = CARD.search(part) or BY_TAIL.search(part)
    says = ORDERS.search(part) or MISSED.search(part)
    return bool(says and named_) and not UNDOES.search(part)


def by_tail(part: str) -> bool:
    """Whether what it orders to block is called by its tail alone."""
    return BY_TAIL.search(part) is not None


def _blocks(part: str) -> bool:
    return BLOCKS.fullmatch(re.sub(r"\W", "", part)) is not None


def _agreed(folded: str) -> bool:
    """Whether a yes begins it, and what follows only says why, or what is to become of the other card."""
    first, *rest = [part.strip() for part in PARTS.split(folded) if part.strip()] or [""]
    others = [part for part in rest if not ANOTHER_STAYS.fullmatch(part)]
    doubts = any(
        WAITS.search(part) or FOUND.search(part) or (ORDERS.search(part) and not re.search(THE_OTHER, part))
        for part in others
    )
    return bool(rest) and _blocks(first) and not doubts and not re.search("[?？]", folded)


def _perhaps(folded: str) -> bool:
    """Whether it is doubted that it is lost, and nothing is ordered beside the doubt."""
    sure = (part for part in PARTS.split(folded) if not PERHAPS.search(part))
    return bool(PERHAPS.search(folded)) and not any(ORDERS.search(part) for part in sure)
