"""Whom a customer names: whom to pay, whom they dealt with. Only a shape is seen here; who it is, the books know."""

import re
from collections.abc import Iterator

from guitai.understanding.slots.account_words import BANK
from guitai.understanding.slots.found import NAME, Found

HAN = "[\u3400-\u9fff·]"
# Read after the marks are in: a capital is an amount, a day or a card, and ends a name.
MARKS = "[A-Z ,，]*"
PAID = r"(?:转|汇|打(?!电话)|付|划|拨|还|存|充|发)"
KIN = (
    r"我?(?:的)?(?:爸爸|妈妈|爸妈|父母|老爸|老妈|阿爸|阿妈|老婆|老公|媳妇|爱人|太太|先生|儿子|女儿|孩子|哥哥|弟弟|姐姐|妹妹|大哥|大姐"
    r"|爷爷|奶奶|外公|外婆|姥姥|姥爷|叔叔|阿姨|舅舅|姑姑|姑妈|岳父|岳母|公公|婆婆|房东|老板|男朋友|女朋友|同事|室友|麻麻|粑粑)"
    r"|我(?:爸妈|爸|妈|哥|弟|姐|妹|爷|奶|儿|媳妇|姑|舅|叔|姨)"
)
SURNAME = (
    "(?:欧阳|司马|上官|诸葛|皇甫|尉迟"
    "|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹苏潘葛范彭鲁韦马方俞任袁柳鲍史唐费"
    "岑薛雷贺倪汤罗毕郝安常于傅卞齐康伍余顾孟黄穆萧尹姚邵汪毛狄戴宋庞熊纪舒屈项祝董梁杜阮闵席季贾路江童颜郭"
    "梅林钟徐邱骆高夏蔡田樊胡凌霍万柯管卢莫丁邓洪包左石崔龚程陆翁惠曲宁仇甘武符刘景龙叶黎白赖乔温庄柴向易廖"
    "耿辛阎申冉车侯])"
)
WORD_AFTER = (
    "(?![了吧啊呀哦呢吗买交吃用做的到去来账款钱在从是和跟给把让备附留转打汇收付借存取查看花有没多少])"
)
PERSON = rf"(?:{KIN}|[老小阿](?:{SURNAME}|{WORD_AFTER}{HAN})|{SURNAME}(?:{WORD_AFTER}{HAN}){{1,2}})"
ANYBODY = rf"{HAN}{{1,8}}?"
FEW = rf"(?:{WORD_AFTER}{HAN}){{2,4}}(?=$|[A-Z\W])"
LATIN_END = "in|on|at|by|for|from|to|last|this|since|tomorrow|today|please|of|and|as|via|with"
LATIN = rf"[a-z]+(?: (?!(?:{LATIN_END})\b)[a-z]+){{0,2}}"
RECORDS = rf"(?:之间)?{MARKS}(?:的|有|多少|哪些|什么)*{MARKS}"

PEOPLE = [
    re.compile(pattern)
    for pattern in [
        rf"[给替](?P<name>{ANYBODY}|{LATIN})(?:的{HAN}{{0,8}}?)?{MARKS}(?:(?:一共|总共|[都再先又多])*{PAID}|(?<=A))",
        rf"{PAID}(?:账|款|钱|点钱|些钱|一笔钱?)?{MARKS}[块钱]?(?:到(?={PERSON})|给)(?P<name>{PERSON}|{FEW})",
        rf"A钱?给(?P<name>{PERSON}|{FEW})",
        rf"借(?:钱|A)*给(?P<name>{PERSON})",
        rf"[还欠](?:一下)?(?P<name>{PERSON})(?=的|钱|{MARKS}A|$)",
        rf"(?P<name>{PERSON})欠我",
        rf"(?:[向找跟问同]|邀请|催一?下?)(?P<name>{PERSON})(?={MARKS}[借还要讨])",
        rf"收款人(?:是|为|叫|名字?|:)*(?P<name>{PERSON})",
        rf"[跟和与同](?P<name>{PERSON}){RECORDS}(?:往来|交易|转账|账|流水|收支|明细|记录)",
        rf"[跟和与同](?P<name>{ANYBODY}){RECORDS}(?:资金|金钱)?往来",
        rf"收[到过]?(?P<name>{PERSON})(?={MARKS}[的转打发给汇])",
        rf"(?P<name>{PERSON}){MARKS}(?:有没有|没有|没)?[给向]我{MARKS}{PAID}",
        rf"(?P<name>{PERSON}){MARKS}[转打汇付发](?:来|过来|给我|的(?:钱|款|那笔))",
        rf"\b(?:send|transfer|pay|wire|lend|give|remit|repay|owe|paid|sent)\b(?: back)?"
        rf"(?: (?:money|cash|some money))?{MARKS}(?:\bto )?(?P<name>{LATIN})",
        rf"A (?:yuan |rmb )?to (?P<name>{LATIN})",
        r"\b(?:transactions|payments|transfers|dealings|money|transferred|received)"
        rf"(?: i (?:made|sent|got))? ?(?:to|from|with) (?P<name>{LATIN})",
    ]
]
SPENT_AT = r"\b(?:spen[dt]|spending|purchases?|paid|pay|transactions|payments)(?: (?:money|A))? (?:at|on)"
PLACES = [
    re.compile(pattern)
    for pattern in [
        rf"在(?P<name>{HAN}{{1,6}}?(?:影城|影院|超市|商场|饭店|餐厅|酒店|医院|面馆))(?=看|吃|买|住|逛|喝|挂号)",
        rf"在(?P<name>{ANYBODY})(?:[里上]面?|[那这]里?|店)?{MARKS}(?:一共|总共|共|都|买东西|购物|吃饭)*{MARKS}"
        r"(?:花|消费|刷|付|支付|用了|买了)",
        rf"{SPENT_AT} (?P<name>{LATIN})",
        rf"{SPENT_AT}(?P<name>{HAN}{{2,12}})",
    ]
]
NOBODY = set(
    "我 他 她 它 你 您 我们 你们 他们 大家 别人 人家 对方 谁 人 哪个人 自己 手机 信用卡 贷款 房贷 车贷 余额 金额"
    " 客服 人工 柜员 经理 银行 网上 外面 这里 那里 哪里 哪 哪些地方 什么地方 什么 家 家里 本行 卡 卡里"
    " 账户 这张卡 朋友 别处"
    " me him her them you it us my the a an what which money cash bill bills card account electricity water gas rent"
    " phone off back credit loan mortgage for to from by in on with via using at".split()
)


def names(text: str, said: str) -> Iterator[Found]:
    """People and places in masked text, each as it was said. A person may be paid and may have been dealt with."""
    taken: list[tuple[int, int]] = []
    for patterns, slots in ((PLACES, ("counterparty",)), (PEOPLE, ("payee", "counterparty"))):
        for match in (match for pattern in patterns for match in pattern.finditer(text)):
            start, end = _without_bank(text, *match.span("name"))
            name = said[start:end]
            if text[start:end].split(" ")[0] in NOBODY or text[start:end] in NOBODY or start == end:
                continue
            if not any(start < e and s < end for s, e in taken):
                taken.append((start, end))
                yield Found(start, end, NAME, dict.fromkeys(slots, name))


def _without_bank(text: str, start: int, end: int) -> tuple[int, int]:
    """李四招行卡 names 李四; 我的妈妈 names 妈妈."""
    if text.startswith("我的", start):
        start += 2
    bank = BANK.search(text, start, end)
    return start, bank.start() if bank else end
