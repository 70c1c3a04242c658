"""Words that work at every question: leave, go back, repeat, more, and corrections. No model reads these."""

import re
from enum import Enum, auto

from guitai.understanding.fold import fold, said
from guitai.understanding.intents.features import sound
from guitai.understanding.order_talk import AS_IT_IS


class Command(Enum):
    """What a customer can say at any question."""

    CANCEL = auto()
    BACK = auto()
    REPEAT = auto()
    HELP = auto()
    MORE = auto()


WORDS = {
    Command.CANCEL: "取消 退出 算了 不办了 不弄了 不做了 不转了 不买了 不查了 先不办了 结束 唔做 唔做喇"
    " 取消掉 取消咗 取消咗佢"
    " cancel掉 cancel cancle cancell quit exit stop nevermind forgetit",
    Command.BACK: "返回 上一步 回上一步 返回上一步 退回 返回去 goback back previous",
    Command.REPEAT: "再说一遍 再说一次 再讲一次 重复一遍 重复 没看清 没听清 没听清楚 听不清 什么 慢点说 说慢点 慢点讲"
    " 讲慢点 慢一点说 说慢一点 你慢点说 你说慢点 慢慢说 讲慢啲"
    " repeat sayagain sayitagain pardon slowdown slower speakslowly",
    Command.HELP: "帮助 菜单 主菜单 目录 help menu",
    Command.MORE: "更多 还有吗 还有呢 还有没有 还有冇 下一页 第二页 后面的 更多选项 再看看 更早 更早的 更早的记录"
    " 再早的 再早一点 再早一点的 早一点的 再往前 再往前的 再往前翻 往前翻"
    " earlier older more next nextpage showmore",
}
# Said of an order that is not signed yet: 等等，先别转; 今天先不转了.
NOT_SENT = (
    "(?:先|暂时|千万|还是|干脆|全|统统|谁|一[个分]|请|求你|现在|目前|今[天日次]|这[次回笔]|刚[才刚]?|[那这]一?[个笔单]|[那你我就都也嗯哦噢])*(?:别|不(?:要|用|必)?|勿|唔(?:好|使|要)?|咪)"
    "(?:再|先|急着|着急)*(?:转|付|汇|打|存|取|支取|提|开|过|给|还|畀|俾)[他她佢]?(?:账|款|钱|数)?(?:出去)?(?:了|先|住|喇)?[吧啊呀哈啦喇嘞]*"
    r"|(?:please )?(?:do not|don't|(?:i )?(?:won't|will not)) (?:send|transfer|pay|wire|give)"
    r"(?: (?:it|that|this|him|her|them|the money|yet|now))*(?:,? please)?"
    r"|(?:(?:i'm|i am) )?not (?:sending|paying|giving|transferring)(?: (?:it|that|this|him|her|them|the money))*"
)
# 那算了, 还是取消吧: a word that leaves it, with what hardly says more.
LEFT = (
    "(?:那|就|咁|噉|还是|要不|要么|先|我|都|只好|只能)+(?:算[了啦喇]|取消|拉倒|作罢|不办|不弄|不搞)[吧了啦呗]*"
    r"|(?:(?:ok|okay|well|then|so|just|oh|please) )*(?:cancel|forget|never ?mind)(?: it| that)?(?: then)?"
)
STOPS = re.compile(
    rf"(?:(?:等等|等一?下|等会|慢着|且慢|停|不对|算了|[哎唉欸诶哦噢啊呃嗯]+|hold on|wait|stop|no)[,.!。 ]*)*"
    rf"(?:{NOT_SENT}|{LEFT})[。.!~ ]*"
)
KNOWN = {word: command for command, words in WORDS.items() for word in words.split()}
THANKS = "唔该(?:晒|你|啦)*|[谢多]谢(?:你|您|啦|了)*|thanks|thank you|thx"
IDLE = re.compile(rf"[\s。.!?~,、]|请|please|{THANKS}|(?:吧|了?呀|[啦喇])(?=(?:[。.!~,\s]|{THANKS})*$)")

IDLE_END = re.compile(r"[\s。.!~,]+$")

# The order that waits is shown once more to whoever does not understand it, and not what the bank does.
LOST = re.compile(
    r"(?:我|有点|还是|完全|都|[啊哎唉额嗯])*(?:没|不|看不|听不|唔)太?(?:听|看|搞|弄)?(?:懂|明白|清楚)(?:你?(?:的意思|在?说什么|说的?))?[啊呀哎诶了]*"
    r"|(?:(?:sorry|um|uh) )*i (?:don't|do not|didn't) (?:get|understand)(?: (?:it|that|this))?"
)
WHY = re.compile(r"^[^,。;]{1,6}[,。;]")  # 没看清，再说一遍
# What was shown is to be seen: 列给我看一下.
SHOWN = re.compile(
    r"(?:那?你?|麻烦|请|帮我)*(?:列(?:出来)?(?:给我|让我)(?:[看瞧瞅](?:[看瞧瞅]|一?[下眼])?)?"
    r"|列出来[看瞧瞅](?:[看瞧瞅]|一?[下眼])?"
    r"|给我列(?:一?下|出来|个表))[吧呗啊呀]*|(?:please )?(?:list|show) (?:it|them)(?: all)?(?: to me| for me)?"
)

OLD = r"(?P<{}>[^,。;\s](?:[^,。;]*?[^,。;\s])??)"
NEW = r"(?P<{}>[^,。;\s](?:[^。;]*[^,。;\s])?)"  # it may be of several things: 800，备注饭钱
GAP = r"\s(?:(?<!\d\s)|(?!\d))"  # a space, and none within a number: 6239 9900
# In English a pause makes the difference: no, 5000 corrects, no thanks doesn't.
WRONG = r"(?:(?:我?[说写打输讲]?错了|不对|不是|搞错了)[,。!\s]+|(?:no|sorry|wrong|wait|oops)(?:[,.!]+\s*|\s+(?=\d)))"
NOT = r"not(?:\s|(?=[\u3400-\u9fff]))"
DENIES = (
    r"(?:不是|我?没(?:有)?[说讲]过?(?:要|想)?转?给?|(?:不要?|别)再?[转付汇打]?给(?=[^,。;]+[,;])"
    r"|不[转付汇打存](?=[\d一二三四五六七八九十百千万]))"
)
# What it is instead is not said: 错了，不是500.
DENIED = re.compile(
    rf"(?:{WRONG})?(?:{DENIES}|唔系|(?:it's |it is |i said |i did(?: not|n't) say )?{NOT})\s?{OLD.format('old')}"
)
NOT_BUT = re.compile(
    rf"(?:{WRONG})?(?:{DENIES}\s?{OLD.format('a')}"
    rf"(?:[,;\s]*(?:而是|应该是|应该|是|改成)\s?|[,;]\s*){NEW.format('b')}"
    rf"|唔系\s?{OLD.format('c')}[,;\s]*系\s?{NEW.format('d')}"
    rf"|(?:it's |it is |i said )?{NOT}{OLD.format('e')}(?:[,;]\s*|{GAP})"
    rf"(?:but |it's |it is |i meant )?{NEW.format('f')}"
    rf"|(?:把|将|从|(?=\d)){OLD.format('g')}(?:改成|改为|换成|变成){NEW.format('h')})"
)
MEMO = "附言|备注|留言"
# 太多了，改成800; 金额改成800. What is remarked is told as well: 备注房租，金额改成800.
REMARK = rf"(?:(?!{MEMO})[^,。;!?]{{1,6}}[,。;!]\s?)?"
WHAT = (
    r"(?:(?:转账|收款|到账|存款)?(?:金额|数额|人|时间|日期)|收款账[户号]|手机号?码?|姓名|名字"
    rf"|(?P<card>(?:付款)?(?:账[户号]|卡号?))|(?P<memo>{MEMO})|期限|存期)?"
)
NUMERALS = "[0-9零一二两三四五六七八九十百千万半.,]+"
# What was wrong, by what is asked for it: 金额写错了. By how much it is more or less is no sum: 少转300.
MORE_OR_LESS = re.compile(rf"(?:改成|再)*(?:[少多][转付打汇给存]?|[加减])个?{NUMERALS}(?:块钱?|元|蚊)?吧?")
LABELS = {
    "amount": "金额|数额|钱数|amount|sum",
    "arrival": "(?:到账|转账|转出)?(?:时间|日期)|date|time",
    "term": "期限|存期|term",
}
MISTAKEN = r"(?:我?[写填说输打选弄搞])?(?:错|不对|有误)了?"
LABELLED = re.compile(
    "|".join(
        rf"(?P<{name}>(?:不对,|错了,)?(?:{label}){MISTAKEN}|(?:the )?wrong (?:{label})|(?:the )?(?:{label}) is wrong)"
        for name, label in LABELS.items()
    )
)
RATHER = re.compile(
    rf"(?:(?:(?P<of>{MEMO})|金额|收款人|姓名|名字|时间|日期|期限)?我?填?{WRONG}"
    r"(?:应该是|应该|是|要|改成|换成|i meant|i mean|it's|it should be|make it)?"
    rf"|{REMARK}(?:我?[要想])?{WHAT}(?:改成|改为|换成|改到|改用|换用|改做|改作|改(?=[\d¥￥]))|(?:我?[说写]错了)?应该是|我?[要想]?[说要看查问]的是|(?:不对|错了)[,\s]*我?[要想](?=[看查])"
    r"|(?:please )?(?:change it to|make it|make that)|i meant|i mean|it should be)"
    rf"\s?(?!thank)(?!(?:how|what|when|where|which|who|why|does|did|is|are|can|could)\b){NEW.format('new')}"
)

# A card, an account or a mobile number and what it is called, alone: said to an order, it is where that goes instead.
NUMBER = re.compile(
    r"(?:(?:收款)?(?:银行)?(?:卡号?|账[户号]|手机号?码?|号码)[是为]?"
    r"|(?:account|card|mobile|phone)(?: number| no\.?)?)?[:\s]*\d(?:[\s-]?\d){10,29}"
)

TAIL = r"(?:尾号|(?:the )?(?:account|card)?(?: ending)?(?: in)? ?)?(?P<tail>\d{4})(?:的?(?:那?张?卡|账户))?"
# 改用5207, 换成5207付: an account, and no sum.
PAYING = "(?:来?付款?|扣款?|出)"
PAYS = re.compile(rf"(?P<used>[从用走])?{TAIL}(?P<pays>{PAYING})?[吧了]?")

# What is pointed at and not named is whatever was said last: 不是这个人，是李四.
POINTED = re.compile(
    r"(?:[这那]个?(?:人|账[户号]|卡号?|号码?|金额|数|时间|日期)?|[他她它])|this(?: one)?|that(?: one)?|him|her|it"
)

# The words by which a correction is known, where a recogniser wrote others that sound the same.
HEARD = "不是 不对 应该是 改成 换成 错了".split()
BY_SOUND = {tuple(map(sound, word)): word for word in HEARD}


def command(text: str, *, ordered: bool = False) -> Command | None:
    """The command, if the text is nothing else. Of what is `ordered` and not signed 先别转 is one too.

    >>> command("取消吧"), command("下一頁"), command("取消订单")
    (<Command.CANCEL: 1>, <Command.MORE: 5>, None)
    >>> command("等等，先别转"), command("等等，先别转", ordered=True), command("先不转800", ordered=True)
    (None, <Command.CANCEL: 1>, None)
    """
    folded = fold(said(text))
    known = KNOWN.get(folded) or KNOWN.get(IDLE.sub("", folded))
    if known is None and ordered and STOPS.fullmatch(folded):
        return Command.CANCEL
    if known is None and ordered and AS_IT_IS.fullmatch(IDLE_END.sub("", folded)):
        return Command.REPEAT  # 其他不变: the order is shown as it stands
    if known is None and ordered and LOST.fullmatch(IDLE_END.sub("", folded)):
        return Command.REPEAT
    if known is None and SHOWN.fullmatch(folded):
        return Command.REPEAT
    again = KNOWN.get(IDLE.sub("", WHY.sub("", folded))) if known is None else None
    return Command.REPEAT if again is Command.REPEAT else known


def correction(text: str, *, aloud: bool = False, signing: bool = False) -> tuple[str | None, str] | None:
    """What was wrong, if that was said, and what it should be, both as they were said. `aloud`: as it was heard.

    What it should be is empty where that was not said; what was wrong may be the name of its question. While an order
    is up for `signing`, a number alone says where it should go.

    >>> correction("不是500是5000"), correction("不对，应该是五千"), correction("我不是客户")
    (('500', '5000'), (None, '五千'), None)
    >>> correction("不是这个人，是李四"), correction("错了，不是500"), correction("金额写错了")
    ((None, '李四'), ('500', ''), ('amount', ''))
    >>> correction("卡号6239 9900 0000 0001 668", signing=True), correction("258036", signing=True)
    ((None, '卡号6239 9900 0000 0001 668'), None)
    """
    spoken = said(text).rstrip("。.!")
    if aloud:
        spoken = _meant(spoken)
    folded = fold(spoken)
    if found := NOT_BUT.fullmatch(folded):
        old, new = (spoken[slice(*found.span(name))] for name, value in found.groupdict().items() if value)
        old = old.removesuffix("了")
        return None if POINTED.fullmatch(fold(old)) else old, new
    if found := DENIED.fullmatch(folded):
        return None if IDLE.fullmatch(found["old"]) else (spoken[slice(*found.span("old"))], "")
    if signing and MORE_OR_LESS.fullmatch(folded):
        return "amount", ""
    if found := RATHER.fullmatch(folded):
        new = spoken[slice(*found.span("new"))]
        pays = PAYS.fullmatch(fold(new))
        if pays and (
            found["card"] or pays["used"] or pays["pays"] or folded[: found.start("new")].strip()[-1:] == "用"
        ):
            return None, f"尾号{pays['tail']}"
        return None, (found["memo"] or found["of"] or "") + new
    if found := LABELLED.fullmatch(folded):
        return str(found.lastgroup), ""
    return (None, spoken) if signing and NUMBER.fullmatch(folded) else None


def _meant(heard: str) -> str:
    """With the words by which it begins as they must have been said: 改忱五百 is 改成五百."""
    for length in (3, 2):
        if word := BY_SOUND.get(tuple(map(sound, heard[:length]))):
            rest = heard[length:]
            return word + (f",{_meant(rest[1:])}" if rest.startswith(",") else rest)
    return heard
