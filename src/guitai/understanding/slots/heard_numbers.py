"""Numerals that were misheard or mistyped: 三柏二十 is 三百二十. What gives no number is uncertain, never smaller."""

import re
from functools import lru_cache

from guitai.understanding.pinyin import syllable
from guitai.understanding.slots.kin_words import COMPOUND, SURNAMES

# By the syllable alone: 是 and 时 sound like 十, but those who say them mean them (see `KNOWN`).
SOUNDS = dict(
    zip(
        "ling yao er liang san si wu liu qi ba jiu shi bai qian wan kuai yuan mao jiao fen".split(),
        "零幺二两三四五六七八九十百千万块元毛角分",
        strict=True,
    )
) | {"yi": "一"}
NUMERAL = "0-9零〇幺一二两俩三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
FIGURE = "0123456789块元"  # behind them a name may begin: 500李四600
COIN = "块元圆毛角分"
# What may stand between two numbers, and is itself.
KNOWN = frozenset(
    "的了吗呢吧啊呀哦嘛啦是就把要给转到至和或与及跟加减共总另外再还又也都以已个张次笔件份台只位名号月日年"
    "天周时点分秒期起前后内外上下多少几来余左右约元块角毛钱圆蚊整正"
    "查看催撤存取买卖汇打付交充借赎投缴收发用花送寄在从向为让请帮那这嗰呢套杯盒楼室度岁人口路线层页条级倍折段句米"
    "局盘场遍趟圈轮顿瓶袋包箱颗粒枚桶台辆件栋座排桌间克亩碗字"
    "里斤两不没有欠差去回卡我你他她您它先快完办做想能会可该当或者等每各半股手"
    "俾畀喺系嘅咗啲揸攞蚊文第至按分叫改换变成应而但则美港日欧韩澳加新台英于对同问找说讲"
    "道写减除乘比过超满够亿千百万十零一二三四五六七八九爱您好嗯额呃"
)
BETWEEN = re.compile(rf"(?<=[{NUMERAL}{COIN}])[\u3400-\u9fff](?=[{NUMERAL}{COIN}])")
LEADING = re.compile(rf"(?<![{NUMERAL}])[\u3400-\u9fff](?=[百千万][{NUMERAL}]*[{COIN}])")
LAST = re.compile(rf"(?<=[百千万])[\u3400-\u9fff](?=$|[,。!;]|[给到{COIN}])")
# Relatives are counted too: 二姨, 三舅.
KIN = re.compile("[大二两三四五六七八九十][姨舅叔伯爷姐哥嫂婶姑弟妹奶公婆娘爹爸妈]")
NAMED = re.compile(rf"(?:{COMPOUND}|[{SURNAMES}老小阿])$")


def mended(text: str) -> tuple[str, frozenset[int]]:
    """The text with numerals in the place of characters that sound like them, and the places that can't be read.

    >>> mended("转三柏二十元"), mended("给张三转500"), mended("一千六百某十")
    (('转三百二十元', frozenset()), ('给张三转500', frozenset()), ('一千六百某十', frozenset({4})))
    """
    doubtful = set()
    for match in BETWEEN.finditer(text):
        if _said_so(text, match.start(), match[0]):
            continue
        text, heard = _heard(text, match.start())
        if not heard:
            doubtful.add(match.start())
    for pattern in (LEADING, LAST):
        for match in pattern.finditer(text):
            if match[0] not in KNOWN and match[0] not in NUMERAL and _sound(match[0]):
                doubtful.add(match.start())
    return text, frozenset(doubtful)


def _said_so(text: str, at: int, character: str) -> bool:
    """Whether the character between two numerals is what it says: a small word, a relative, what follows a name."""
    if (
        character in KNOWN
        or character in NUMERAL
        or f"{character}一{character}" in text[at - 2 : at + 3]  # 玩一玩
        or (character in "张李王赵陈刘孙周吴" and text[at - 1] in FIGURE)
    ):
        return True
    name = NAMED.search(text[: at - 1]) if text[at - 1] in "零一二三四五六七八九" else None
    return bool(KIN.match(text, at - 1) or (name and not _sound(character)))


def _heard(text: str, at: int) -> tuple[str, bool]:
    numeral = _sound(text[at])
    return (text[:at] + numeral + text[at + 1 :], True) if numeral else (text, False)


@lru_cache(maxsize=8192)
def _sound(character: str) -> str:
    """The numeral or unit that sounds just like it, tones aside."""
    return SOUNDS.get(syllable(character), "")
