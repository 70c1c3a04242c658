"""How passwords and one-time codes are called, and in which words one is told; read in one spelling (`fold`). Pure."""

import re
from typing import NamedTuple

PIN_DIGITS = 6
UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff\ufe0f\u20e3"
DASHED = rf"(?:[^\S\n]|[-‐-―_{UNSEEN}])"
IN_ENGLISH = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"
SPOKEN = rf"{IN_ENGLISH}(?:[\s,\-]{{1,3}}{IN_ENGLISH}){{2,11}}+(?![a-z])"

PASSWORD = (
    rf"密{DASHED}?码(?!锁(?![了定住死])|[箱柜])|口令"
    r"|(?<![a-z])(?:pin(?: ?码| code| number| no\.?)?|pass ?(?:word|code|wd)|pwd|mima)(?![a-z])"
)
ONE_TIME = r"(?:验证|校验|动态|短信|取款|授权)码|(?<![a-z])(?:otp|(?:verification|sms) code)(?![a-z])"
CODE = rf"{ONE_TIME}|(?<!zip )(?<!area )(?<!post )(?<!postal )(?<![a-z])code(?![a-z])"
CARD_CODE = r"安全码|(?<![a-z])(?:cv[vcn](?: ?码| code| number)?|security code)(?![a-z])|背面的?[后末最]*3位(?:数字?)?"

# What goes between a password's name and the password. 六位 is 6位 here, and what was masked already is gone over:
# 密码从******改成690417.
FILLER = (
    rf"(?:[\s:=,。、;'\"“”「」()\[\]【】<>\-→{UNSEEN}]++|\*[*\s,\-]*+(?:和|或者?|还是|跟|(?:and|or|then)(?![a-z]))?"
    r"|不是|唔[系是]|[是系为就我你的了呢啊哦吧也用号码从由嘅]|应该|好像|可能|大概|记得|以前|之前|现在|原[来先本]"
    r"|[旧新老](?:的|嗰个)?|[改设换变][成为做到]|设置[为成]?|生日|等于|如下|收到|发来|发你|发给你?|告诉你?|给你"
    r"|[这那呢嗰]个|刚才|刚刚|数字|[346]位数?"
    r"|(?:it(?:'?s)?|is(?:n'?t)?|was(?:n'?t)?|my|the|are|be|not|but|from|to|now|old|new|previous|current)(?![a-z0-9]))"
)
LINK = r"[\s,]*(?:这个?|就)*(?:是|为|is|was)"
WHOSE = (
    r"(?:[\s我你您们的旧新老]|以前|之前|现在|原来|刚才|刚刚|收到|发来|银行|卡|交易|取款|登录|支付|查询|短信|手机"
    r"|my|your|the|old|new|verification|sms)*+"
)


class Kind(NamedTuple):
    """One kind of secret: what it is called, and how many digits it has."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    least: int
    most: int


def _kind(names: str, least: int, most: int) -> Kind:
    before = re.compile(rf"(?:{names}){FILLER}{{0,8}}+\Z")
    return Kind(before, re.compile(rf"(?P<link>{LINK})?{WHOSE}(?:{names})"), least, most)


KINDS = (_kind(PASSWORD, 4, 12), _kind(CODE, 4, 8), _kind(CARD_CODE, 3, 4))
WORD = re.compile(
    rf"(?:{PASSWORD}){FILLER}{{0,8}}+(?P<word>(?=[^a-z]{{0,32}}[a-z])(?=[^0-9]{{0,32}}[0-9])[a-z0-9!@#$%^&_.+-]{{6,32}}+)"
    rf"|(?:{PASSWORD}|{CODE}|{CARD_CODE}){FILLER}{{0,8}}+(?P<spoken>{SPOKEN})"
)

NEAR = 60  # characters in which a secret's name is looked for
# Six digits are a PIN or a code in whatever words they are told of its name, but for what says that they are another
# number: 我密码忘了，以前是258036, and not 忘了密码，转258036给李四. A sum of so many is round as a rule.
NAMED = re.compile(f"{PASSWORD}|{ONE_TIME}")
CLAUSE_END = re.compile(r"[,。;!?\n]|\.(?=\s|\Z)")
TOLD_OF_IT = re.compile(
    r"(?:\A|[是系为成做到用过开旧新前的了个改换设要:=]|设置|现在|原来|试|输入?|记得"
    r"|(?<![a-z])(?:old|new|was|is|now|it'?s|to|from|be|not|but))[\s\"'“”「*]*\Z"
)
ROUND = re.compile("[1-9][0-9]?0{4,5}")
ANOTHER_NUMBER = re.compile(
    r"转(?!告)|汇|付款|打款|打钱|给(?![我你您]|了\s*\n)|还款|还钱|充值|[买卖]|花了|[借贷]|欠|扣款|收款|余额|金额|工资|房租|租金"
    r"|尾号|流水|明细|备注|附言|基金|股票|存款|取钱|取现|取款(?![密码])|存钱|定期|利息|本金|订单|工单|单号|邮编|电话|热线|[这那]笔|[¥$]"
    r"|\b(?:send|sent|transfer|pay|paid|wire|deposit|withdraw|balance|amount|ending|phone|mobile|call|memo|note|order"
    r"|ticket|zip|postal|yuan|rmb|cny)\b"
)
# Right before it.
NUMBERED = (
    r"[^码]号(?:码|后[346]位)?[是为系:]?|(?<![a-z])(?:voucher|batch|trace|terminal|merchant|reference|receipt|invoice|ref)"
    r"(?: number| no\.?)?"
)
ITS_NUMBER = re.compile(rf"(?:{NUMBERED})\W*\Z")
ITS_NAME = re.compile(
    rf"(?:[存取充还付打花]了?|[卡账户][是为系:]?|(?<![a-z])(?:card|account|acct)(?: number| no\.?)?|{NUMBERED})\W*\Z"
)


def told(digits: str, before: str, after: str) -> bool:
    """Whether these digits are told of a password or a code whose name stands near, before them or behind."""
    if len(digits) != PIN_DIGITS or ROUND.fullmatch(digits) or ITS_NAME.search(before):
        return False
    clause, rest = CLAUSE_END.split(before)[-1], CLAUSE_END.split(after)[0]
    of_it = bool(TOLD_OF_IT.search(clause))
    for name in [*NAMED.finditer(before)][-1:]:
        between = before[name.end() :]
        if not ANOTHER_NUMBER.search(f"{between}\n{rest}"):
            return of_it or not CLAUSE_END.search(between)
    name_behind = NAMED.search(after)
    if name_behind is None:
        return False
    between = after[: name_behind.start()]
    alone = not ANOTHER_NUMBER.search(f"{clause}\n{max(between, rest, key=len)}")
    return alone and (of_it or not CLAUSE_END.search(between))
