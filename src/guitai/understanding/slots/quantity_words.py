"""How many of what is bought: 买两箱, 电饭煲一个, ×2, 数量9, three boxes.

What each person gets, or a box holds, is none of them: 一人两张, 六瓶装.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from guitai.understanding.slots.count_words import said_instead
from guitai.understanding.slots.found import COUNT, Found, masked
from guitai.understanding.slots.number_words import WORDS, whole
from guitai.understanding.slots.withdrawn import stands, withdrawn

DIGIT = "零一二两俩仨三四五六七八九十廿百壹贰叁肆伍陆柒捌玖拾"
NUMBER = rf"(?P<count>\d{{1,3}}|[{DIGIT}]{{1,4}})"
BUY = "(?:购买|团购|预订|预定|下单|落单|加购|买|订|抢|拿|来|要|换|领|整|拍)"
MEASURE = (
    "(?:[份套杯盒束箱袋罐瓶包台部根匣棵株盆双副支枝桶壶扎提串颗粒枚碗盘间辆架组卷捆篮筐筒板片幅朵尊册枕床顶]"
    "|张(?!三|卡)|条(?!龙)|件(?!套)|本(?!正)|把(?!握)|只(?!松鼠)|对(?!一)|公?斤(?!的))(?!装|入|半|左右|上下|以上|起|多|几)"
)
# A bare 个, 位 or 次 counts what is bought only behind the verb or at the end: 两个大人, 一次付清.
LOOSE = (
    "(?:个(?!核桃|月|人|小时|星期|礼拜|钟|半|季|多|大人|小孩|孩子|老人|朋友)|位|人份|次(?!性|元)|(?<=[俩仨]))"
)
ENDS = r"(?=\s?(?:$|[,.。;!?)]|吧|就[行好够]|谢谢|唔该|给我|呗|哈|啊|哦|好了|麻烦|请))"
NOT_SO = rf"(?<![第{DIGIT}\d几])(?<!\d\.)(?<!\d[-~到至—])(?<![元块钱](?=[一1]))"
# 一人一张, 人手一份, 满三件: for whom or from when on, not how many.
OF_EACH = re.compile(
    r"(?:(?:每|一|1)(?:个?人|位|户|家|桌|箱|盒|包|袋|套|瓶)|人手|满|大概|大约|差不多|至少|最[多少]|起码|装|[这那每]|(?<![拍订买领抢])[上下])$"
)
QUANTITY = re.compile(
    rf"(?:{NOT_SO}{NUMBER}\s?(?:{MEASURE}|(?P<loose>{LOOSE}){ENDS}|(?P<behind>{LOOSE}))"
    rf"|(?<=[买订要来拿整]){NUMBER.replace('count', 'bare')}(?=$|[,.。;!]))"
)
VERB_BEFORE = re.compile(rf"{BUY}(?:了|我|上|个)?$")
# 礼盒 数量2, 礼盒×2, vouchers x 6, 2x latte vouchers; but not 40x60.
MARKED = re.compile(
    r"(?:数量|件数|份数|\bqty|\bquantity)(?:[那这]里|[那这一]?栏)?(?:就|请|要)*(?:是|为|填|写|选|:|：| is| of)?\s?"
    r"(?P<said>\d{1,3}|[一二两三四五六七八九十]{1,3})(?![\d.])"
    r"|(?<![\da-z])(?<!\d\s)[×x*✕✖]\s?(?P<times>\d{1,3})(?![\d.]|\s?(?:元|块|寸|米|cm|mm|[×x*]))"
    r"|(?<![\d.×x*])\b(?P<fold>\d{1,2})\s?x(?=\s[a-z])"
)
MANY = rf"\d{{1,2}}|{'|'.join(sorted(WORDS, key=len, reverse=True))}"
ENGLISH = re.compile(
    rf"\b(?P<verb>(?:buy|take|get|want|need|have|order|grab|book)(?: (?:me|us))?) (?P<english>{MANY})(?![a-z\d])"
    r"(?![-.:%,]| dozen|(?: (?:hundred|thousand))|\s?(?:yuan|rmb|cny|kuai"
    r"|nights?|days?|people|persons?|hours?|stars?|[ap]m|of us)\b)"
    rf"|(?<![-.\d])\b(?P<number>{MANY})(?! ?(?:yuan|rmb|cny|kuai|dozen))(?= (?:(?!for\b|or\b|and\b)[\w-]+ ){{0,3}}?"
    r"(?:tickets?|vouchers?|coupons?|copies|pass(?:es)?|meals?|sets?|portions?|boxes|box|bottles?|bags?|packs?|cans?"
    r"|bunch(?:es)?|gift cards?)\b)"
    rf"|\b(?P<dozens>an?|half a|{MANY}) dozen\b(?! times)"
    r"|\b(?P<pair>a pair of)\b"
)
# In a clause of its own, or with what counts it: tickets, two please; make it 2; so 6 pieces; 3 of them.
SO_MANY = (
    r"(?:(?:just|only|so|make (?:it|that)|let's do|i'll (?:take|have)|buying|i (?:want|need)|for|sign me up for"
    r"|kindly purchase) )*"
)
ENGLISH_ALONE = re.compile(
    rf"(?:^|[,;!?]+|(?<!\d)\.+|\b(?=just|only|so|make|buying))\s?{SO_MANY}(?P<alone>{MANY})(?![-.:%\d])"
    r"(?=(?: ?(?:pcs?|pieces?|nos?|units?|of (?:them|those)|in total|please|pls|plz|thanks|po))*\s?(?:$|[,.;!?]))"
    rf"|(?<![-.:\d])\b(?P<counted>{MANY}) ?(?:pcs?|pieces?|nos|units?|of (?:them|those))(?![a-z])"
)


AND_ANOTHER = re.compile(r"\band $")  # 2 adult tickets and 1 child ticket


class Counted(NamedTuple):
    """A number of things in its place; `ordered` right behind the verb."""

    start: int
    end: int
    many: int | None
    ordered: bool


def quantity(text: str) -> int | None:
    """How many, where one number is said for certain, or one of several is what is ordered: 家里三台，买四次."""
    if marked := {whole(next(filter(None, match.groups()))) for match in MARKED.finditer(text)}:
        return marked.pop() if len(marked) == 1 else None
    counted = list(_counted(text))
    counted += [
        Counted(*span, many, one.ordered) for one in counted for span, many in said_instead(text, one.end)
    ]
    said = [(one.start, one.end, "quantity", one.many) for one in counted]
    gone = withdrawn(masked(text, [Found(one.start, one.end, COUNT) for one in counted]), said)
    counted = [one for one in counted if stands(one.start, one.end, gone)]
    if any(AND_ANOTHER.search(text[: one.start]) for one in counted[1:]):
        return None
    for chosen in (counted, [one for one in counted if one.ordered]):
        many = {one.many for one in chosen}
        if len(many) == 1:
            return many.pop()
    return None


def _counted(text: str) -> Iterator[Counted]:
    for match in QUANTITY.finditer(text):
        before = text[: match.start()]
        ordered = bool(VERB_BEFORE.search(before)) or match["bare"] is not None
        if not OF_EACH.search(before) and (ordered or match["behind"] is None):
            yield Counted(*match.span(), whole(match["count"] or match["bare"]), ordered)
    for match in ENGLISH.finditer(text):
        yield Counted(*match.span(), _many(match), match["verb"] is not None)
    for match in ENGLISH_ALONE.finditer(text):
        said = "alone" if match["alone"] else "counted"
        yield Counted(*match.span(said), whole(match[said]), True)


def _many(match: re.Match[str]) -> int | None:
    """How many an English match says: two, half a dozen, a pair of."""
    if dozens := match["dozens"]:
        return 6 if dozens == "half a" else 12 * (1 if dozens in ("a", "an") else whole(dozens) or 0)
    said = match["english"] or match["number"]
    return whole(said) if said else 2
