"""One spelling for many: widths, scripts, variants, dialects and politeness, folded before anything is compared."""

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

from guitai.language import Language

HAN = "\u3400-\u9fff"
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufe00-\ufe0f\ufeff]")
# A space next to a Chinese character means nothing: 转 500 给 张三.
# Between two numbers it parts them: 13800138000 五十, 一万二 24期.
NEXT_NUMBER = (
    r"(?<=\d)\s+(?=[一二两兩三四五六七八九十])"
    r"|(?:(?<=[百千万萬])|(?<=[百千万萬][一二三四五六七八九]))\s+(?=\d)"
)
IDLE_SPACE = re.compile(rf"(?!{NEXT_NUMBER})(?:(?<=[{HAN}，。])\s+|\s+(?=[{HAN}，。]))")
# But between two longer runs it is a pause, as a comma is: 意外险不要了 退了.
PAUSE = re.compile(
    rf"(?<=[{HAN}]{{3}})\s+(?=[{HAN}]{{2}})|(?<=[百千万萬])\s+(?=[{HAN}]{{2}})(?![块塊元圆多])"
)

# 500，300 are two numbers; only before three noughts a wide comma may be one of thousands.
APART = re.compile(r"(?<=\d)，(?=\d)(?!000(?!\d))")

# Same length on both sides: what is read here can be found again in what was said.
# OpenCC leaves them as they are, and writes 嗰 as a character that nobody types.
VARIANTS = {
    "帐": "账",
    "馀": "余",
    "纪录": "记录",
    "両": "两",
    "甚么": "什么",
    "俾": "给",
    "畀": "给",
    "𠮶": "嗰",
} | {
    "仲有": "还有",
    "旧年": "去年",
    "今儿": "今天",
    "明儿": "明天",
    "昨儿": "昨天",
    "后儿": "后天",
    "嚿水": "百蚊",
    "撇水": "千蚊",
    "听日": "明天",
    "琴日": "昨天",
    "寻日": "昨天",
    "听朝": "明早",
    "听晚": "明晚",
    "今朝": "今早",
    "琴晚": "昨晚",
    "寻晚": "昨晚",
    "下昼": "下午",
    "晏昼": "下午",
    "上昼": "上午",
    "朝早": "早上",
    "夜晚": "晚上",
    "而家": "现在",
}

THANKS = re.compile(r"(?<![a-z\d])3q(?![a-z\d])", re.IGNORECASE)
# An English sentence may name somebody or something in Chinese: transfer 500 to 陈国强.
ENGLISH = re.compile(
    r"\b(?:to|for|from|with|my|me|the|i|please|pls|send|transfer|pay|check|show|how|what|when|is|of|and|in|only|just"
    r"|transactions?|payments?)\b",
    re.IGNORECASE,
)
LONGEST_NAME = 4
CHINESE = re.compile("[的了吗嗎呢吧我你您他她给給把帮幫请請嘅咗唔俾畀睇]")
FEW_LETTERS = re.compile(r"\W*[A-Za-z]{1,3}\W*")  # ok, thx, yue: no language of its own

# How people speak, and the word the phrases are written in. For comparing only.
DIALECTS = {
    r"^(?:thx|tks|thks|thanx|ty)\W*$": "谢谢",
    "干嘛|做嘛": "做什么",
    "哈[喽啰罗]|哈咯|你哋好": "你好",
    "几多|多少个": "多少",
    "(?:唔该|多谢)晒": "谢谢",
    "唔该|劳驾|麻烦(您|你)?|拜托": "请",
    "瞅瞅|瞧瞧|睇睇|看看|瞄一眼|瞅|瞧|睇": "看",
    "乜嘢|啥子|咩|啥|乜": "什么",
    "点样|咋样|咋|怎样": "怎么",
    "边度|哪儿|哪边": "哪里",
    "唔系|唔是": "不是",
    "冇": "没有",
    "唔": "不",
    "嘅": "的",
    "咗": "了",
    "喺": "在",
    "俺|咱们|咱": "我",
    "您": "你",
    "户口(?!本)|户头": "账户",
    "结余|余款": "余额",
    "提款": "取款",
    "钞票|票子": "钱",
    "啥时候|几时|何时": "什么时候",
}
DIALECT = [(re.compile(spoken), written) for spoken, written in DIALECTS.items()]

FIRST_WORDS = re.compile(
    r"(?:(?:你好|hi|hello|hey|嗨)[,!。~]*\s?(?=\w{3})|请问|请|那个|帮忙|帮我|给我(?=[查看列开发调拉显说])"
    r"|能不能|可不可以|可以|能|我想要|我想|我要|我需要|想要|想(?!办法)|现在(?=\S{4})"
    r"|please|(?:could|can|would) you|i would like to|i'd like to|i want to|i wanna|i need to|help me|let me)\s*"
)
LAST_WORDS = re.compile(
    r"\s*(?:谢谢(?:你|了|啦)?|多谢|好吗|行吗|可以吗|给我看|行不行|好不好|吗|(?<![什怎这那要])么|呢|呀|啊"
    r"|吧|哦|喔|(?<!干)嘛|啦|哈"
    r"|了(?=[吗吧呢])|please|pls|plz|thanks|thank you|thx|[^\w]+)$"
)
MARKS = re.compile(r"([A-Z])\1+")
TOKEN = re.compile(rf"[A-Z]|[{HAN}]|[^\W{HAN}A-Z]+")
LITTLE_WORDS = re.compile(r"一下子?|下(?=我|余额|明细|流水|账)|[呢呀啊吧哦喔啦]|(?<=[查看列])(?:一)?下")


AT_ONCE = 256  # texts: of a message the same parts are folded again and again


def said(text: str) -> str:
    """What was said, in one width and without idle spaces. Names are taken from this."""
    visible = INVISIBLE.sub("", unicodedata.normalize("NFKC", APART.sub(", ", text)))
    return IDLE_SPACE.sub("", PAUSE.sub(",", " ".join(visible.split())))


@lru_cache(AT_ONCE)
def fold(said: str) -> str:
    """Simplified, lower case, usual variants: as long as what was said, place by place."""
    folded = THANKS.sub("谢谢", _same_length(said, str(_simplifier().convert(said))))
    for variant, usual in VARIANTS.items():
        folded = folded.replace(variant, usual)
    return _same_length(folded, folded.lower())


def standard(folded: str) -> str:
    """Folded text in the bank's words, without politeness and punctuation: two ways to say one thing become one."""
    for spoken, written in DIALECT:
        folded = spoken.sub(written, folded)
    bare = _stripped(folded)
    return " ".join(TOKEN.findall(MARKS.sub(r"\1", bare.replace("'", "").replace("’", ""))))


def language_of(text: str, before: Language) -> Language:
    """The language to answer in: as it was for figures, a few letters, and Chinese that both scripts write alike."""
    plain = unicodedata.normalize("NFKC", text)
    if not re.search(f"[{HAN}]", plain):
        wordy = re.search("[A-Za-z]{2}", plain) and not FEW_LETTERS.fullmatch(plain)
        return Language.ENGLISH if wordy else before
    if _in_english(plain):
        return Language.ENGLISH
    traditional, simplified = _differs(plain, _simplifier()), _differs(plain, _complicator())
    if traditional == simplified and before is not Language.ENGLISH:
        return before
    return Language.TRADITIONAL if traditional > simplified else Language.SIMPLIFIED


def _in_english(plain: str) -> bool:
    """Whether an English sentence stands around what is named in Chinese."""
    named = re.findall(f"[{HAN}]+", plain)
    brief = all(len(name) <= LONGEST_NAME for name in named) and not CHINESE.search(plain)
    return brief and len(ENGLISH.findall(plain)) > len(named)


def _stripped(folded: str) -> str:
    """Without the words that only make it polite, as long as something is left."""
    bare = folded
    while True:
        shorter = LAST_WORDS.sub("", FIRST_WORDS.sub("", bare, count=1) if FIRST_WORDS.match(bare) else bare)
        if len(shorter) < 2 or shorter == bare:
            return LITTLE_WORDS.sub("", bare) or bare
        bare = shorter


def _same_length(before: str, after: str) -> str:
    if len(before) == len(after):
        return after
    return "".join(new if len(new := _simplifier().convert(c).lower()) == 1 else c for c in before)


def _differs(text: str, converter: OpenCC) -> int:
    return sum(converter.convert(character) != character for character in text if character > "\u3400")


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@cache
def _complicator() -> OpenCC:
    return OpenCC("s2t")
