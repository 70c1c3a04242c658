"""Which account, card, bank or telephone number is meant. Read first: these digits are never an amount or a day."""

import re
from collections.abc import Iterator

from guitai.understanding.slots.found import CARD, MOBILE, Found
from guitai.understanding.slots.number_words import digits
from guitai.understanding.slots.withdrawn import FILLER, REGRET, said_again

SPOKEN = "[零〇幺一二三四五六七八九]"
DIGIT = "[0-9零〇幺一二三四五六七八九]"
ALONE = r"(?<!\d)(?<!\d[ -])(?:(?<![零〇幺一二三四五六七八九])|(?=\d))"  # figures may follow a name: 张三138…
# A sum may stand before it: 充话费 50 13602218947. Or a first try at it.
MOBILE_NO = re.compile(
    rf"(?:{ALONE}1[3-9]\d{{1,9}}{FILLER}(?:{REGRET}){FILLER}是?)?(?P<number>"
    rf"{ALONE}(?:\+?86[ -]?)?[1一幺][3-9三四五六七八九]{DIGIT}[ -]?{DIGIT}{{4}}[ -]?{DIGIT}{{4}}(?!{DIGIT})"
    r"|(?<=\d )(?<!\+\d )(?<!\+\d\d )(?<!\+\d{3} )1[3-9]\d{9}(?!\d))"
)
# A number in Hong Kong or Taiwan is none that we can top up, and no amount either: 9123 4567呢部电话.
LOCAL = r"(?<!\d)(?:[569]\d{3}[ -]?\d{4}|09\d\d[ -]?\d{3}[ -]?\d{3})(?!\d)"
ELSEWHERE = re.compile(
    rf"(?:{LOCAL})(?=\s?(?:[呢这]?[部个]?(?:电话|手机|号)))|(?<=电话)(?:{LOCAL})|(?<=手机)(?:{LOCAL})"
)
# A last group that is followed by a unit of money is an amount: 6225 8801 2345 6789 500元. So is what stands before a
# whole card's number: 转100 6225880123456789.
ACCOUNT_NO = re.compile(
    rf"(?<=\d )[3-6]\d{{15,18}}(?!{DIGIT})"
    rf"|{ALONE}(?:\d{{12,19}}|{SPOKEN}{{12,19}}"
    rf"|{DIGIT}{{4}}(?:[ -]{DIGIT}{{4}}){{2,4}}(?:[ -]\d{{1,3}}(?!\s?[元块万千圆yrw]))?)(?!{DIGIT})"
)
# A card's number in groups of any length: 622848 0402 5646 90018.
GROUPED = re.compile(rf"{ALONE}62\d{{0,6}}(?:[ -]\d{{2,8}}){{1,6}}(?!\d|\s?[元块万千圆yrw])")
CARD_DIGITS = range(16, 20)
ACCOUNT = "(?:account|acct?|a/c)"
TAIL = re.compile(
    rf"(?:[卡账]?尾(?:[号数]|四个?[字位])?|(?:卡号|账号|卡|账户)的?最后(?:几位)?(?=是|为|:)|(?:末|最?后)[四4][位码]?数?"
    r"|(?:付款|扣款|转出)(?:账[户号]|卡号?)"
    rf"|\b(?:ending|ends)(?: in| with)?|\blast (?:four|4)(?: digits)?|\btail)"
    rf"(?:号)?(?:码)?(?:是|为|:| is| of)?\s*(?P<after>\d{{4}}(?!\d)|{DIGIT}{{4}}(?!{DIGIT}))"
    rf"|(?<![{DIGIT[1:-1]}年.还取存充交付转打借贷])(?P<before>\d{{4}})(?:结尾|尾[号数]?)?(?=的?[那这嗰]?[张个]?(?:卡(?!数"
    ")|账户|户口|信用卡|储蓄卡|借记卡|工资卡)|结尾|尾[号数]|[那这嗰][张](?![票单]|[㐀-鿿]{{1,3}}[票单条])"
    r"| at the end(?! of))"
    rf"|\b(?:card|{ACCOUNT})(?: number| no\.?)?\s(?P<english>\d{{4}})(?!\d|[ -]\d{{4}})"
    # The figures before it are blotted out: ****4406, xx2816.
    rf"|(?:[*•]{{2,}}|(?<![a-z])x{{2,}}|\b(?:card|{ACCOUNT})(?: number| no\.?)?\s?(?:[*x•]|\.{{2,}}))"
    r"[ -]?(?P<starred>\d{4})(?!\d)"
    rf"|(?<=[从由])\s?(?P<payer>\d{{4}})(?=\s?[给转付汇打扣出还])"
    rf"|(?:活期|定期|[那这]张卡?)\s?(?P<named>\d{{4}})(?![\d.]|\s?[元块万千百圆年月号])"
)
MONEY = "(?:[元块圆蚊万千百角]|(?:rmb|yuan|cny|kuai|renminbi)(?![a-z]))"
PAYER = (
    rf"(?:{ACCOUNT}|customer|consumer|user|household|house|meter|ref(?:erence)?|contract|bill|student|subscriber|service"
    "|landline)"
)
# A number of something that is paid for, by whatever name: 户号1234567890.
NUMBERED = re.compile(
    rf"(?:[户缴表]号|户口(?:号码?)?(?=[是为:]?\s?\d{{4}})|用户号|编号|用户编号|客户号|客户编号|缴费号码?|缴费账号"
    rf"|缴费编号|账号|账户号|合同号|[电水]号|ic卡号"
    rf"|学号|电表号|水表号"
    rf"|\b{PAYER}(?: number| num| no\.?| id| code)(?![a-z])"
    rf"|(?<![a-z])(?:{PAYER}(?=:? \d{{6}})|{ACCOUNT}(?=[是:]\d{{5}}))|\bno\."
    # A number that is said alone, and no mobile number: landline bill, number 02558813307.
    rf"|(?:^|[,.;:] ?|\b(?:the|my|its|and|with|under) )(?:number|num|no)(?=(?: is|:)? (?!1[3-9]\d{{9}}(?!\d))\d{{6}}))"
    rf"(?:码)?(?:是|为|\s?:| is|\s?#)*\s*(?P<number>{DIGIT}{{2,22}}"
    rf"(?:[ -]\d{{1,8}}(?!\d|\s?{MONEY})){{0,4}})(?!{DIGIT}|{MONEY})"
)
# A bare number of nine digits beside a bill is no sum, and no mobile number either: 缴电费 1234567890 一百二十块.
BESIDE_BILL = re.compile(
    r"(?:(?<![话机])费[ ,:]{0,2}"
    r"|\b(?:bills?|fees?|electricity|water|gas|heating|broadband|landline|tuition)[ ,:]{1,2}(?=\d{9}))"
    rf"(?P<number>(?!1[3-9]\d{{9}}(?!\d))\d{{9,22}})(?!\d|[ -]\d{{4}}(?!\d)|\.|\s?{MONEY})"
)
KINDS = {
    "credit": re.compile(r"信用[卡咭]|贷记卡|credit ?(?:cards?|卡)"),
    "debit": re.compile(r"借记卡|储蓄卡|工资卡|提款[卡咭]|扣账[卡咭]|金融卡|debit ?(?:cards?|卡)"),
    "current": re.compile(
        rf"活期|活存|活储|往来账户|(?<![a-z])current {ACCOUNT}|checking|chequing|demand (?:{ACCOUNT}|deposits?)"
    ),
    "fixed": re.compile(rf"定期|定存|(?:fixed|time|term)[ -](?:deposits?|{ACCOUNT})|(?<![a-z])fds?(?![a-z])"),
}
# 储蓄卡丢了，信用卡还在的不用管
NOT_MEANT = re.compile(
    r"(?:^|[,.。;!?])(?:别|不是|[^,.。;!?]*(?:还在|在身上|留着|没[丢事冻]|不[用动]|别动))[^,.。;!?]*"
)
# 从2816那张卡转到5207: of two own accounts, the one that pays.
FROM = re.compile(r"(?:从|用|拿|由|\bfrom |\busing |\bwith )(?:我的?|my )?(?:卡|card )?$")


def accounts(text: str) -> Iterator[Found]:
    """Tails, account numbers and telephone numbers in folded text, with their places."""
    tails = list(TAIL.finditer(text))
    payer = [FROM.search(text[: match.start()]) is not None for match in tails]
    for match, pays in zip(tails, payer, strict=True):
        tail = (
            match["after"]
            or match["before"]
            or match["english"]
            or match["payer"]
            or match["named"]
            or match["starred"]
        )
        slot = "account" if pays or sum(payer) != 1 else "own"
        yield Found(*match.span(), CARD, {slot: digits(tail)})
        for start, end in said_again(text, match.span(), r"\d{4}"):
            yield Found(start, end, CARD, {slot: text[start:end]})
    taken = [match.span() for match in tails]
    for match in NUMBERED.finditer(text):
        if len(number := digits(match["number"])) > 4:
            taken.append(match.span())
            yield Found(*match.span("number"), CARD, {"account_no": number})
    for match in BESIDE_BILL.finditer(text):
        taken.append(match.span())
        yield Found(*match.span("number"), CARD, {"account_no": match["number"]})
    for match in ACCOUNT_NO.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield Found(*match.span(), CARD, {"account_no": digits(match[0])})
            taken.append(match.span())
    for match in GROUPED.finditer(text):
        number = digits(match[0])
        if len(number) in CARD_DIGITS and not any(a < match.end() and match.start() < b for a, b in taken):
            yield Found(*match.span(), CARD, {"account_no": number})
    for match in ELSEWHERE.finditer(text):
        yield Found(*match.span(), MOBILE)
    for match in MOBILE_NO.finditer(text):
        yield Found(*match.span(), MOBILE, {"mobile": digits(match["number"])[-11:]})


def account_kind(text: str) -> str | None:
    """`credit`, `debit`, `current` or `fixed`, where exactly one of them is named."""
    named = [kind for kind, words in KINDS.items() if words.search(text)]
    if len(named) > 1:
        meant = NOT_MEANT.sub("", text)
        named = [kind for kind in named if KINDS[kind].search(meant)]
    return named[0] if len(named) == 1 else None
