"""What money went for, by where it is said, and what no look-up works out: 工钱付了多少, 平均, 比9月多. Pure."""

import re
from dataclasses import dataclass

from guitai.understanding.fold import fold, said
from guitai.understanding.slots.found import NAME
from guitai.understanding.slots.kin_words import KIN
from guitai.understanding.slots.people import likely
from guitai.understanding.slots.reading import Reading

HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"  # 餸 in simplified characters is one of the latter
ADVERB = "(?:一共|总共|合共|合计|共|都|我|大概|已经|各自?|分别|实际|到底|究竟)*"
SPENT = "(?:支付|付|交|缴|花|用|使|消费|支出|开销)[了咗过掉出去]*"
MOVED = "[转打汇][了咗过]*"
MANY = "(?:多少|几多|几[次笔回块]?)"
# 工钱付了多少, 铺租今年付了几次, 铺租付了没有
BEFORE = re.compile(
    rf"(?P<run>(?:{HAN}|、)+?)(?P<verb>[A-Z ]*{ADVERB}{SPENT}[A-Z ]*(?:{MANY}|没有?|吗)|{ADVERB}{MOVED}{MANY})"
)
BEHIND = re.compile(
    rf"{SPENT}(?:多少|几多)(?:块?钱)?的?(?P<run>{HAN}{{2,6}}?)(?=[呢啊呀吧吗]*(?:$|[,。;!? A-Z]))"
)
ENGLISH = re.compile(
    r"\b(?:spen[dt]|spending|pay|paid) (?:money |anything )?(?:at|on|for) (?:the |my |our |her |his |their |an? )?"
    r"(?P<run>[a-z']+(?: (?!(?:in|on|from|last|this|with|by|during|since|for|at|over|today|yesterday)\b)[a-z']+){0,2})"
)

# What may stand before such a word, and behind it.
LEADING = re.compile(
    "^(?:帮我|帮忙|麻烦|请问?|我想|想|知道|[看问算](?:一下|下|[看问算])|查[看询一下]*|(?:我|咱)们?家?的?|家里|在|的|给|光|单|就|只|这|那|另外)+"
)
TRAILING = re.compile("(?:方面|[上里]面?|[那这][边里块项些]|类|的|费用)+$")
JOINT = re.compile("以及|还有|[和跟与及、]")
ENGLISH_JOINT = re.compile(" and ")
# Nothing that lines have to do with: who asks, from what it is paid, how it is counted.
NO_THING = re.compile(
    "(?:自己|本人|全家|家里|钱|冤枉钱|现金|总|平时|平均|最近|近来|现在|目前|以前|之前|[这那]?[几些][天日周]|每天|每个?月|每次|一般|大概|多|少|又|还|才|就|都|也"
    "|加起来|银行|手机|网上|线上|微信|支付宝|支出|消费|开销|开支|花销|花费|收入|次数?|出去|时间|额度|积分|流量)+"
    "|.*(?:[我你您他她它咱谁哪比]|什么|怎么|多少|没有|是不是|卡|账户|户头|活期|定期|存折).*"
    "|(?:total|all|average|general|everything|it|them|that|this|me|cards?|accounts?|what|whom?|each|most)(?: .*)?"
)
TOGETHER = {
    "水电费": ("水费", "电费"),
    "水电": ("水费", "电费"),
    "水电煤": ("水费", "电费", "燃气费"),
    "水电气": ("水费", "电费", "燃气费"),
}
SHORT = re.compile("[菜药油]")  # words of one character that say enough

# What the bank adds up or picks for nobody yet; of two bounds or months the sums are shown as they are.
RECKONED = re.compile(
    r"平均|人均|[同环]比|相比|比[^,。;A]{1,8}?[多少高低贵](?![少于])|最[小少低](?:的|额)*(?:那?[一两三\d]?笔|支出|消费|开[销支]|收入|交易)"
    r"|花[得的]?钱?最多(?!的?那?[一几\d]?笔)|(?:用|在|从|通过)?(?:微信|支付宝)[上里]?(?=[A-Z ]*[花付消用支])"
    r"|谁[^,。;]{0,6}最[多少]|最[多少]的?(?:是|人)?谁|占比|比例|百分之几|几成"
    r"|\baverage\b|\b(?:more|less) than (?:in )?(?=T)|\bcompared (?:to|with)\b"
    r"|\b(?:smallest|lowest)\b|\bspen[dt] (?:the )?most\b"
    r"|\bwho\b[^,.;]*\bmost\b|\bpercent(?:age)?\b"
)
IN_ALL = re.compile(
    r"(?:那|这些?|它们|全部|都)*(?:一共|总共|合共|合计|总计|加起来|加埋)(?:是|有|要|我)*(?:(?:花|用|付|支出|消费)[了咗掉]*)?"
    r"(?:多少|几多)(?:块?钱)?[呢啊呀吧]*\W*"
    r"|(?:and |so )?(?:how much (?:is (?:that|it) |was (?:that|it) |did i (?:spend|pay) )?"
    r"(?:in total|altogether|in all)"
    r"|what(?:'s| is| was) the total|the total)\W*"
)
LIMIT = re.compile(rf"(?:{HAN}|[a-z ]){{1,20}}")


@dataclass(frozen=True)
class Unmet:
    """What is asked besides and is not done: `others` are looked up alone, a `reckoning` is not worked out."""

    others: str = ""
    reckoning: str = ""

    def __bool__(self) -> bool:
        return bool(self.others or self.reckoning)


def things(reading: Reading) -> tuple[str, ...]:
    """What it is said to have been paid for or spent on; several where each of them is named.

    >>> from datetime import datetime
    >>> from guitai.understanding.slots.reading import read
    >>> now = datetime.fromisoformat("2026-11-23T10:00+08:00")
    >>> [things(read(said, now)) for said in ("上个月工钱付了多少", "药店和菜市场各花了多少", "我一共花了多少")]
    [('工钱',), ('药店', '菜市场'), ()]
    """
    text = named_in(reading)
    for pattern, joint in ((BEFORE, JOINT), (BEHIND, JOINT), (ENGLISH, ENGLISH_JOINT)):
        for match in pattern.finditer(text):
            found = _each(match["run"], joint)
            moved = "verb" in match.groupdict() and re.search(MOVED, match["verb"])
            if found and (not moved or all(likely(one) for one in found)):
                return found
    return ()


def reckoned(reading: Reading) -> str:
    """The words for what can't be worked out yet; empty where there are none.

    >>> from datetime import datetime
    >>> from guitai.understanding.slots.reading import read
    >>> now = datetime.fromisoformat("2026-11-23T10:00+08:00")
    >>> [reckoned(read(said, now)) for said in ("每个月平均花多少", "最小的一笔支出", "最大的一笔支出", "比100多的")]
    ['平均', '最小的一笔', '', '']
    """
    found = RECKONED.search(reading.masked)
    return reading.said[slice(*found.span())] if found else ""


def in_all(text: str) -> bool:
    """Whether nothing is asked but what that comes to, which stands above the lines that were shown.

    >>> in_all("一共多少"), in_all("总共花了多少钱呢"), in_all("how much in total?"), in_all("九月一共花了多少")
    (True, True, True, False)
    """
    return IN_ALL.fullmatch(fold(said(text))) is not None


def somebody(thing: str) -> bool:
    """Whether it is no thing but a relative, a tenant: they may have paid as well."""
    return re.fullmatch(KIN, thing) is not None


def named_in(reading: Reading) -> str:
    """The text in which names stand, and marks for all other values."""
    pairs = zip(reading.masked, reading.folded, strict=True)
    return "".join(folded if mask == NAME else mask for mask, folded in pairs)


def _each(run: str, joint: re.Pattern[str]) -> tuple[str, ...]:
    whole = _bare(run)
    if whole in TOGETHER:
        return TOGETHER[whole]
    pieces = tuple(_bare(piece) for piece in joint.split(whole))
    if len(pieces) > 1 and all(len(piece) > 1 for piece in pieces):
        return pieces if all(_is_thing(piece) for piece in pieces) else ()
    return (whole,) if _is_thing(whole) else ()  # 永和豆浆


def _bare(run: str) -> str:
    return TRAILING.sub("", LEADING.sub("", run))


def _is_thing(word: str) -> bool:
    long = len(word) > 1 or SHORT.fullmatch(word)
    return bool(long) and LIMIT.fullmatch(word) is not None and not NO_THING.fullmatch(word)
