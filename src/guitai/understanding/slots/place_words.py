"""Where a branch or an offer is wanted, as it was said: 南山支行, 人民广场, 五一广场, near Jing'an Temple station."""

import re
from collections.abc import Iterator

from guitai.understanding.slots.english_things import capitalised
from guitai.understanding.slots.gazetteer import Span, lexicon
from guitai.understanding.slots.named_things import likeliest

HAN = "\u3400-\u9fff"
BRANCH = "(?:网点|支行|分行|银行|营业厅|营业部|分理处|atm|取款机|提款机|柜员机|厅|厅堂|点)"
AROUND = (
    "(?:里(?=[吃有看买喝])|附近|周边|周围|旁边|边上|一带|对面|隔壁|楼[上下]|门口|里面|出来|走过去|出发"
    "|[这那嗰呢](?:边|块儿?|里|儿|头|一?[带片家间个])|嗰头)"
)
# What a clause about a branch is made of besides the place.
BOUNDARY = re.compile(
    rf"{AROUND}|现在|目前|提前|地点|地址|位置|近期|哈(?![尔西])|啲|订(?!婚)|用(?!友)|近(?!郊)|喝|唱|玩"
    rf"|逛|耍|剪|以前|原来|之前|㗎|(?<![a-z])book(?![a-z])|今[天晚]|明[天早]|预约|预订"
    rf"|预定|约[号定好上个]?|订位|查一?下|查询|查找"
    rf"|找一?下|看一?下|看看|请问|最近|就近|离我|哪[个家间里儿]?|什么|有没有?得?|有冇|[没冇]有"
    "|帮[我忙]|给我|我[要想们]?|想要|告诉我|怎么|办理|办业务|业务|导航|一[下个家间]|几[点个家]"
    "|人[多少在]|排队|地址|电话|距离?|旁|处于|位于|住"
    "|[嗯额呃的了吗呢吧啊呀哦嘛你您他她把将在到去从离由给让请是有没冇无想要查找看问嘅喺搵睇揾办能可换取做得过这那嗰呢边几多少哪都也就还又再先也和跟与,食吃搞带叫至最]"
)
EDGE = re.compile(rf"{BOUNDARY.pattern}|[^{HAN}a-z0-9]")
BEFORE = re.compile("(?:离|距离?|去|到|在|于|住在?|喺|来|从|由|约[到在]?|选|订|预约|人在|位于)(?:了|一?下)?$")
BEHIND = re.compile(
    f"(?:的)?(?:{AROUND}|(?:最近的|最大的|就近的)?[{HAN}]{{0,2}}{BRANCH}|(?:有没有?得?|有冇|有无"
    f"|有几[个家]|有多少|有哪[些个]|有|哪里有|哪儿?有|边度有|哪个|哪家|哪间"
    f"|边间|这[里边]有|能|可以)+(?=[{HAN}]{{0,8}}{BRANCH}))"
)
MOVED = re.compile("搬[去到回]了?$")  # where one lives now is where no branch is asked for
STAYING = re.compile("(?:离|距离?|在|喺|住在?)$")  # rather than where somebody goes
FREE = re.compile("^$|[,.;:!?。；：！？A-Z]$")
ENDED = re.compile("^(?:的|哪|吗|吧|呢|啊|呀|哦|嘛|那[家间边]|$|[,.;:!?。；：！？A-Z])")
NOWHERE = re.compile(
    "^(?:附近|付近|以前|县城|商场|大学|家近|往点|拿里|最近|周边|旁边|其[他它]|别的?|所有|银行|贵?行"
    "|本[行地]|营业|自助|对公|个人|24|人少|人多"
    "|不用|排|柜台|工商|农业|建设|招商|中国|交通|现在"
    "|家|单位|公司|学校|这|那|边|网点|支行|分行|营业厅|营业部|分理处|厅|时间|下?午|上午|早上|晚上|晏?昼"
    "|明|后|周|今|谢谢|麻烦|唔该|好|行|对|就行|咁"
    "|位|个?号|人|个|队|开门|关门|优惠|活动|折扣|打折|特价|便宜|本人|身份证|手续|资料|材料|爸|妈|老婆"
    "|老公|奶奶|爷爷|周末|晚|早)$"
    "|银行$|经理$|时间$|期$|业务$|柜台$|^.?$|排队|预约|办|开户|账户|信用卡|理财|贷款|小时|分钟|服务|开门"
    "|关门|营业时间|[上下]班|见$|停车|里内|米内|外币|排号|放啥|柜[台面]|临柜|通道|地图|生活|走路|影讯"
    "|团购|方便|时间|户口|宝宝|姑娘|朋友|同学|对象|孩子|顺路|[走跑]不|^存[单折]$|^bank|^(?:出国|市里|前面|后面|村里|镇上|县里)$"
)
BRANCHES = re.compile("(?:支行|分行|营业网点|银行网点|网点|营业厅|营业部|分理处|营业所|储蓄所)$")
FLOOR = re.compile("[负b]?[0-9一二三四五六七八九十]{1,3}[楼层]")  # 屯门市广场3楼
NUMBERED = re.compile("[0-9]{1,4}号(?!线)")  # 东大街88号
ON_TOP = re.compile("(?<=[街路道村场城站校园区])[上里内]$")
SECTION = re.compile(
    "[东西南北中]?(?:[路街道里]|大道)[一二三四五六七八九十\\d]*(?:段|号|弄|期)$|[一二三四五]段$|巷子$"
)
ENGLISH_END = re.compile(
    r" (?:station|branch|road|street|mall|plaza|airport|university|district|square|park|hospital|town|village|metro)\b"
)
WHERE = re.compile(
    r"(?:near|in|at|around|by|close to|next to|from|nearest to|closest to|branch to|atm to)(?: the)? $",
    re.IGNORECASE,
)
LOWER_BRANCH = re.compile(
    r"\b(?:the|to|at|in|of|your) (?P<name>(?!(?:the|to|at|in|of|nearest|closest|any|an?|your|my|this"
    r"|that|which|what|local|bank|same|other|another|next|right|first|main|visit)\b)[a-z]+(?: (?!a "
    r"|handles|does|offers|do )[a-z]+)?"
    r" branch)\b"
)
LOWER_PLACE = re.compile(
    r"\b(?:near|around|close to|next to|nearest to|closest to) (?P<name>(?:my |the |our )?(?!me\b|here\b"
    r"|my\b|the\b|our\b|by\b|that\b|this\b|where\b|us\b)[a-z]+(?: (?!to\b|on\b|at\b|and\b|for\b|with\b"
    r"|that\b|where\b|which\b|please\b|opens?\b|handles?\b|offers?\b|takes?\b|close[sd]?\b|ha(?:s|ve)\b|do(?:es)?\b|can\b|is\b|are\b|now\b|today\b|tomorrow\b)[a-z]+){0,2})"
)


def places(text: str, folded: str, said: str, apart: list[Span]) -> list[Span]:
    """The places that are named in masked text, as far as most speaks for them, none in what is kept `apart`."""
    found = [*_chinese(text, folded, apart)]
    return likeliest(found or [*_english(text, said)])


def _chinese(text: str, folded: str, apart: list[Span]) -> Iterator[tuple[int, Span]]:
    for start, last in _chunks(text, apart):
        end = last - len(top[0]) if (top := ON_TOP.search(text[start:last])) else last
        end = _trimmed(folded, start, end)
        word = folded[start:end]
        bare = BRANCHES.sub("", word)
        if not bare or MOVED.search(text[:start]) or NOWHERE.search(bare):
            continue
        weight = (
            3 * known_place(bare)
            + 2 * bool(BEHIND.match(text, end) or bare != word)
            + bool(BEFORE.search(text[:start]))
            + bool(STAYING.search(text[:start]))
        )
        alone = FREE.search(text[:start]) and ENDED.search(text[end:])
        if weight or (alone and len(word) < 5):
            floor = FLOOR.match(folded, end) or (
                NUMBERED.match(folded, end) if word[-1] in "街路道巷弄" else None
            )
            yield weight + bool(alone), (start, floor.end() if floor else end)


def _trimmed(text: str, start: int, end: int) -> int:
    """Without the verb behind a place or a branch: 集美大学报(到), 南山支行订."""
    ends, branches = lexicon("place", "endings"), lexicon("place", "branches")
    for last in range(end, max(start + 2, end - 3), -1):
        known = last - min(branches.before(text, last), ends.before(text, last))
        if known > (last < end):
            return last
    return end


def _chunks(text: str, apart: list[Span]) -> Iterator[Span]:
    """What lies between the words that are no place."""
    for start, end in apart:
        text = text[:start] + "," * (end - start) + text[end:]
    at, names = 0, [span for span in lexicon("place", "cities").spans(text) if span[1] - span[0] > 1]
    for known in [*EDGE.finditer(text), None]:
        if known and any(start <= known.start() < end for start, end in names):
            continue
        start, end = at, known.start() if known else len(text)
        if start < end <= start + 14 and re.search(f"[{HAN}]", text[start:end]):
            yield start, end
        at = known.end() if known else end


def known_place(word: str) -> bool:
    """Whether it is a place by itself."""
    return how_known(word) > 0


def how_known(word: str) -> int:
    """How certainly it is a place by itself: one that ends like a place is more than one that begins with a city."""
    names, ends = lexicon("place", "cities"), lexicon("place", "endings")
    length = len(word)
    if SECTION.search(word) or (length > 2 and ends.before(word, length) < length):
        return 4
    return 3 if names.at(word, 0) > 0 else 0


def _english(text: str, said: str) -> Iterator[tuple[int, Span]]:
    for start, end in capitalised(said):
        more = ENGLISH_END.match(said, end)
        if (
            text[start].islower()
            and not re.search(r"\bfor $", said[:start])
            and (end - start > 4 or not said[start:end].isupper())
        ):
            yield 2 + bool(WHERE.search(said[:start])), (start, more.end() if more else end)
    for match in (match for pattern in (LOWER_BRANCH, LOWER_PLACE) for match in pattern.finditer(text)):
        yield 1, match.span("name")
