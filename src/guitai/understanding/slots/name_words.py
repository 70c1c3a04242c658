"""Whom a customer names: whom to pay, whom they dealt with. Only a shape is seen here; who it is, the books know."""

import re
from collections.abc import Iterator

from guitai.understanding.slots.english_names import english_names
from guitai.understanding.slots.english_things import TITLED
from guitai.understanding.slots.found import NAME, Found
from guitai.understanding.slots.kin_words import HAN, KIN, SURNAME, SURNAMES
from guitai.understanding.slots.people import GIVEN, LATIN_NAME, NO_NAME, NOBODY, PLACED, likely, name_in

# Read after the marks are in: a capital is an amount, a day or a card, and ends a name.
MARKS = "[A-Z ,]*"
PAID = (
    "(?:转|捐(?!款)|[砖专赚撰篆](?=[A账帐给])|汇|打(?!电话|听|印|开|车|折)|付|划|拨|还(?![有剩没是要差])"
    "|存|充|发(?![现票生行展])|寄|送|过数"
    "|入数|包个?红包|支付)"
)
ADVERB = "(?:一共|总共|都|先|再|又|多|各|就|也|马上|立刻|直接|分别|今年|一直|每次)*"
ANY = rf"(?:(?!给){HAN})"
OPEN = rf"(?P<run>{ANY}{{1,24}})"
UNTIL = rf"(?P<run>{ANY}{{1,20}}?)"
PAYEES = "(?:常用|我的|常用的)*(?:收款人|收款账户|联系人|收款名单|转账名册|名册)"

# Where the name ends is known: what stands after it isn't part of it.
CLOSED = [
    re.compile(pattern)
    for pattern in [
        rf"(?:[给替往]|为(?!什么|何"
        rf"|啥)){UNTIL}(?:的{HAN}{{0,8}}?)?{MARKS}{ADVERB}{MARKS}(?:(?<=K)[里中上])?{PAID}",
        rf"[向对]{UNTIL}(?:的{HAN}{{0,8}}?)?{MARKS}(?:转|汇|付|支付|打款|付款)",
        rf"给{UNTIL}(?:的{HAN}{{0,8}}?)?[ ,:]*(?=A)",
        rf"给{UNTIL}的?[那这嗰呢上]一?[笔单次]",
        rf"(?:有个|那个|一个|卖家|店主|团长|老板){HAN}{{0,4}}?叫做?{UNTIL}(?=的|$|[,。;!])",
        rf"[跟和与同](?P<run>{HAN}{{2,4}}?)(?=团购|拼单|合租|合伙|aa)",
        r"(?:^|[,。;])(?P<run>(?:(?![谁哪人些个我你他她您们现还])[一-鿿]){2,4}?)(?:仲|还)?(?:欠|争)[我咱俺]",
        rf"[把将](?:我?欠|借){UNTIL}(?:的|那[笔些]?){MARKS}(?:钱|款|欠款|借款|A)",
        rf"[跟和与同]{UNTIL}(?:的|有|之间|多少|哪些|什么)*{MARKS}(?:资金|金钱)?往来",
        rf"给{UNTIL}的{MARKS}(?:钱|款|转账|汇款|过数|生活费|房租|货款|红包|工资|A)",
    ]
]
# It is a person only if it looks like one.
PEOPLE = [
    re.compile(pattern)
    for pattern in [
        (
            f"(?:[向找跟问同和请]|邀请|催一?下?){UNTIL}(?={MARKS}(?:再|要|想|先)?(?:[借讨挪]|还[钱款我]?"
            "|要[回钱A]|周转|拿))"
        ),
        rf"借给?{UNTIL}(?=[ ,]*(?:A|钱))",
        rf"帮(?![忙我]|[^,。;]*给){UNTIL}{MARKS}{ADVERB}{MARKS}{PAID}",
        rf"(?:是|由|被)(?P<run>{HAN}{{2,4}}?)(?=结|垫|付|请|出的)",
        rf"支持一?下?{UNTIL}(?=[那这]|的|$|[,。;!])",
        rf"(?:有个|那个|一个)?(?:叫|名叫|名为)做?{UNTIL}(?=的|$|[,。;!])",
        rf"(?:从|向|跟|问){UNTIL}[那这](?:里|儿|边)?(?:借|拿)",
        rf"(?:还给?|欠)(?:一下|清|了|下)?{UNTIL}(?=的|那|钱|多少|几多|[ ,]*A|\W*$)",
        (
            f"(?:^|[,。;A-Z ]|查一?下|看看?|问下?|请问|的){UNTIL}(?:还|仲|总共|一共|到底|是不是|有没有|现在"
            "|都)*(?:欠|借了?|争)[我咱俺]"
        ),
        (
            "(?:收款人|收款方|开户人|户主|户名|户主|姓名|名字|对方|账户名|开户名)(?:的?(?:户名|姓名|名称|名字"
            f"|账户名))?(?:是|叫|为|[:, ])*{OPEN}"
        ),
        rf"{PAYEES}(?:里[面头]?|中|名单|列表)*(?:有没有|有冇|是否有|有无|有|谁|哪个)(?:叫|是)?{OPEN}",
        rf"[把将](?:欠|我欠|借)?{UNTIL}(?:的|那[笔些]?){MARKS}(?:钱|款|欠款|借款|借条|A)",
        rf"[把将]{UNTIL}从{HAN}{{0,6}}(?:收款|名册|联系)",
        rf"(?:^|[,。;A-Z ]|查一?下|看看?|请问){UNTIL}(?:还)?(?:在不在|是不是|是否|在|系唔系)(?:我嘅?的?)?{PAYEES}",
        (
            f"(?:删(?:除|掉|了|咗)?|移除|去掉|添加|新增|加个?|保存|找一?下?|修改){UNTIL}(?:这个|那个)?(?:的"
            f"|做|为|作|到|进)*(?:我的)?{PAYEES}"
        ),
        rf"[跟和与同]{UNTIL}(?:的|之间)*{MARKS}(?:借条|欠条|借据|借款|往来|交易|转账|账|流水|收支|明细|记录)",
        rf"(?:^|[,。;A-Z ]|查|看){UNTIL}(?:的|那[笔张])(?:借条|欠条|借款|欠款)",
        rf"(?:^|[,。;A-Z ]|问下?){UNTIL}(?:那[笔边]|收到|到账|的那笔|嗰[笔边])",
        rf"收[到过]?{UNTIL}(?={MARKS}[的转打发给汇])",
        rf"(?:^|[,。;A-Z ]|问下?|查一?下|看看?){UNTIL}{MARKS}(?:有没有|没有|没|是不是)?[给向]我{MARKS}{PAID}",
        rf"(?:^|[,。;A-Z ]|问下?|查一?下|看看?){UNTIL}{MARKS}[转打汇付发](?:来|过来|给我|的(?:钱|款|那笔))",
        rf"^(?:那就?|改成?|换成?|要)?给{OPEN}$",
        rf"[,。;]\s?(?:收款人是|就|再)?给{OPEN}(?=$|[,。;])",
        rf"^{UNTIL}[,: ]+(?:我要|帮我|要)?(?:转|汇|打|付)",
        rf"(?:转账?|汇款?|打款?(?!麻将|牌|球|车|工|针)|付款?|转钱|打钱|汇钱)[ ,:]*{UNTIL}[ ,:]*(?=A)",
        rf"[把将]{UNTIL}(?:加|存|添|设|放|删|移|去掉|改|列|从)(?=.*(?:收款|联系|名册|常用))",
        rf"(?:^|[,。;A-Z ]|问下?|查一?下|看看?){UNTIL}(?:还|仲)(?:了|咗|没|款|钱|欠|差|多少)",
        rf"^(?:转账?给?|汇款?给?|打款?给?|付款?给?)?[ ,:]*{UNTIL}[ ,:]*A+[ ,:]*[R-T]*\W*$",
        rf"^(?:转账?|汇款?|打款?|付款?)?[ ,:]*A+[ ,:]*{OPEN}$",
        rf"^{UNTIL}[ ,:]*[KM]+$",
        rf"^[KM]+[ ,:]*{OPEN}$",
    ]
]
# Where it begins is known, and where it ends the name itself must tell.
BEGUN = [
    re.compile(pattern)
    for pattern in [
        rf"(?:{PAID}|借|过(?=给))[^给,。;!?]{{0,14}}给{OPEN}",
        rf"A[^给,。;!?]{{0,6}}给{OPEN}",
        rf"{PAID}[^给,。;!?]{{0,14}}[到至往去](?={SURNAME}{HAN}|{KIN}){OPEN}",
    ]
]
SPENT_AT = r"\b(?:spen[dt]|spending|purchases?|paid|pay|transactions|payments)(?: (?:money|A))? (?:at|on)"
ANOTHER = re.compile(rf"(?:和|与|跟|及|以及|还有|、| and )(?P<run>{HAN}{{2,3}})")
PLACES = [
    re.compile(pattern)
    for pattern in [
        rf"在(?P<run>{HAN}{{1,6}}?(?:影城|影院|超市|商场|饭店|餐厅|酒店|医院|面馆))(?=看|吃|买|住|逛|喝|挂号)",
        rf"在(?P<run>{HAN}{{1,8}}?)(?:[里上]面?|[那这]里?|店)?{MARKS}(?:一共|总共|共|都|买东西|购物|吃饭)*{MARKS}"
        r"(?:花|消费|刷|付|支付|用了|买了)",
        rf"{SPENT_AT} (?P<run>(?!my\b|the\b|a\b|an\b)[a-z]+(?: (?!in\b|on\b|last\b|this\b|since\b)[a-z]+){{0,2}})",
        rf"{SPENT_AT}(?P<run>{HAN}{{2,12}})",
    ]
]


OF = re.compile(f"家?的{KIN}(?={HAN}?[A-Z]|[转汇打付还借]|$)")  # 张三的女朋友
DOING = re.compile(f"的(?:那个)?(?P<run>(?:[老小阿]|{SURNAME}){HAN}{{1,5}})")  # 装修的老李
SAYS = re.compile("(?<=..)(?:说|讲|开口|问|叫|催)$")
NOTHING = re.compile(
    "手机|电话|话费|流量|[银信储借]?[行用蓄记]?卡(?!尔)|账[户号]|户[口头]|宽带|水电|电[费表]|号码|收款|[借欠]条|借据|上[次回]|老家|人(?![民寿保])|意出|原因|账面|系统|[一二三]?总共|一共"
)
BEFORE = re.compile("[到把将边换返着给](?=.{2})")
POINTED = re.compile(f"{HAN}{{0,6}}的?[那这]个(?={HAN}{{2}})")  # 我存过的那个搬家公司


def names(text: str, said: str) -> Iterator[Found]:
    """People and places in masked text, each as it was said. A person may be paid and may have been dealt with."""
    taken: list[tuple[int, int]] = []
    for start, end, slots in _all(text, said):
        if text[start:end] not in NOBODY and not any(start < e and s < end for s, e in taken):
            taken.append((start, end))
            yield Found(start, end, NAME, dict.fromkeys(slots, said[start:end]))
            if "payee" in slots and (other := ANOTHER.match(text, end)) and likely(other["run"]):
                taken.append(other.span("run"))
                yield Found(*other.span("run"), NAME, {"payee": said[slice(*other.span("run"))]})


def _all(text: str, said: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for match in [*LATIN_NAME.finditer(text), *TITLED.finditer(said)]:
        if text[match.start()].islower() or match.re is LATIN_NAME:
            yield *match.span(), ("payee", "counterparty")
    for match in (match for pattern in PLACES for match in pattern.finditer(text)):
        yield *match.span("run"), ("counterparty",)
    people = ("payee", "counterparty")
    for patterns, closed, certain in ((CLOSED, True, True), (PEOPLE, True, False), (BEGUN, False, True)):
        for match in (match for pattern in patterns for match in pattern.finditer(text)):
            place = _person(match, closed=closed, certain=certain)
            if place and not LATIN_NAME.match(text, place[1]):  # 教练阿Ken is called 阿Ken
                yield *place, people
    if re.search("[a-z]", text):
        yield from ((start, end, people) for start, end in english_names(text, said))


def _person(match: re.Match[str], *, closed: bool, certain: bool) -> tuple[int, int] | None:
    """The name within a run; `certain` where the words around it leave no doubt that somebody is named."""
    run, start = match["run"], match.start("run")
    pointed = POINTED.match(run) or BEFORE.match(run)
    if pointed and not NO_NAME.match(run, pointed.end()):
        run, start = run[pointed.end() :], start + pointed.end()
    if run in NOBODY or (run[0] in "在住这那每" and not PLACED.match(run)) or not (certain or likely(run)):
        return None
    if NOTHING.match(run):
        return None
    if closed and certain and len(run) == 1 and (run in SURNAMES or GIVEN.match(run)):
        return start, start + 1  # 给林转500: what else the name has was lost, but somebody is meant
    place = name_in(SAYS.sub("", run), closed=closed)
    if place is None:
        return None
    whose = match.string[start + place[0] : start + place[1]]
    if (named := DOING.match(match.string, start + place[1])) and not likely(whose):
        who = name_in(named["run"]) or (0, 2)
        return named.start("run") + who[0], named.start("run") + who[1]
    of = OF.match(match.string, start + place[1])
    return start + place[0], of.end() if of else start + place[1]
