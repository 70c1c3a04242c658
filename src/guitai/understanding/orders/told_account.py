"""Which of the customer's accounts pays an open order, and which is paid, by bare tails: hmm use 5207 then. Pure."""

import re
from collections.abc import Collection

from guitai.understanding.fold import fold
from guitai.understanding.order_talk import DENIES, TALK
from guitai.understanding.slots.bank_words import banks

MINE = r"(?:我?的?(?:尾号)?)?"
BOTH = re.compile(rf"{MINE}(?P<pays>\d{{4}})(?:[转打过汇]?[到去给往入进]|->|→| to ){MINE}(?P<paid>\d{{4}})")
INTO = re.compile(rf"(?:[到去进入]|转给|\b(?:in)?to ){MINE}(?P<paid>\d{{4}})(?!\d)")
OUT_OF = re.compile(
    r"(?P<pays>\d{4})(?:的(?!\w)|的?(?:[那这嗰]张|[那这嗰]个)?(?:卡|账户|户[头口])|(?:[那这嗰]?[边度里]|里面)?[出付扣走])"
    r"|(?:(?:[用从走扣]|换回?(?!成|到|回))(?:[^,。\d]{0,8}(?:账[户号]|卡号?|户[头口]|尾号))?"
    r"|\b(?:from|us(?:e|ing)|with)(?: my| the| account| card| ending| in)*) ?"
    r"(?P<from>\d{4})(?![\d.,万千百块元蚊])"
)
CARD = re.compile(r"(?:账[户号]|卡号?)(?:改[成为用]?|换[成用]?|用|是|为)+(?P<tail>\d{4})(?!\d)")
PAYS = re.compile(r"[从用由出付扣拿走换]|\b(?:from|use|using|with|pay)\b")
# An account that nothing is taken from: 别动2816, 2816先不要动.
THAT = "(?:[那这里]?张?的?(?:卡|账户|钱))*"
ALONE = re.compile(
    rf"(?:{DENIES.pattern})(?:[再动用碰从扣拿出\s]|touch|use|from)*{MINE}(?P<not>\d{{4}}){THAT}[扣出付动款]*[了啊哈哦]*"
    rf"|{MINE}(?P<stays>\d{{4}}){THAT}(?:{DENIES.pattern}|先|千万)+[给我再]*[动用碰扣][了啊哈哦]*"
)
# The account that was spoken of: ok use that one then, 从那张卡扣. What else 那个 may be, it is only where one was.
THAT_ONE = re.compile(
    r"(?:用返?|从|由|走|扣|喺)[那这嗰呢](?:(?P<own>[张个]?(?:卡|账户|户头|户口)|张(?=的|[付出扣转里走吧啦喇]|$|\W))|个)"
    r"|\b(?:use|from|out of|with) (?:that|this) (?P<account>account|card)\b"
    r"|\b(?:use|from) (?:that one|this one|that$)"
)
ACCOUNT = re.compile(r"(?<!收款)(?:卡(?!号)|账户|户[头口])|\b(?:card|account)\b")
AT_BANK = re.compile(
    r"(?:[哦啊嗯噢对了,\s]|不对|应该|其实|可能|好像)*(?:[他她佢]|对方|收款人|人家|那)?[的嘅]?(?:银行)?(?:卡|账[户号]|号码?|开户行|户头)?"
    r"(?:[是系在为]|应该|改[成为到]?|换[成为到])*银行[的嘅]?(?:那[边张个]|[卡账]|账户)*[的吧啊呢哦了呀]*"
    r"|(?:(?:oh|no|wait|actually|sorry|and|well) )*"
    r"(?:(?:it's|it is|that's|(?:his|her|their|the) (?:bank|account|card)(?: is|'s)?) )?"
    r"(?:(?:at|with|in|from|a) )?银行(?: (?:one|card|account))?"
)
# What makes digits the one or the other.
SAID = re.compile(
    r"[块元蚊万千百¥]|金额|[数额]|钱|[转付汇打给加减改]|尾号|[卡账]|\b(?:make|send|pay|transfer|amount|sum|rmb|cny|yuan|account|card|ending)\b"
)


def accounts(folded: str, own: Collection[str]) -> dict[str, object]:
    """The customer's accounts that are named by bare tails: which pays, which is paid."""
    if (both := BOTH.search(folded)) and {both["pays"], both["paid"]} <= {*own}:
        return {"account": both["pays"], "own": both["paid"]}
    found: dict[str, object] = {}
    if (paid := INTO.search(folded)) and paid["paid"] in own:
        found["own"] = paid["paid"]
    if (pays := OUT_OF.search(folded)) and (tail := pays["pays"] or pays["from"]) in own:
        found["account"] = tail
    return found


def spared(folded: str, own: Collection[str]) -> str:
    """The account of theirs from which nothing shall be taken, where nothing else is said; empty without one."""
    alone = ALONE.fullmatch(folded)
    return next((tail for tail in alone.groups() if tail in own), "") if alone else ""


def pointed(folded: str, shown: str, before: object) -> object:
    """The account that is pointed at: what was looked at, or else paid `before`; empty where that is none.

    None where nothing is pointed at that can only be an account.

    >>> pointed("ok use that one then", "5207", None), pointed("就用那张卡吧", "", None), pointed("用那个", "", None)
    ('5207', '', None)
    """
    found = THAT_ONE.search(folded)
    named = found and (found["own"] or found["account"])
    return (shown or (before if named else None) or ("" if named else None)) if found else None


def at_bank(folded: str, payee: object) -> bool:
    """Whether a clause says no more than at which bank somebody is paid: 是建行的, 他的卡是建行的.

    >>> at_bank("是建行的", None), at_bank("张三是建行的", "张三"), at_bank("我在建行", None)
    (True, True, False)
    """
    named = folded.replace(fold(str(payee)), "他") if payee else folded
    return any(AT_BANK.fullmatch(f"{named[:start]}银行{named[end:]}") for start, end, _ in banks(named))


def talked_of(folded: str) -> bool:
    """Whether it was said that another account is to pay, and by no tail: digits that follow are one.

    >>> talked_of("用另外那张卡"), talked_of("换个账户付"), talked_of("从5207那张卡付"), talked_of("卡里还有钱吗")
    (True, True, False, False)
    """
    return bool(ACCOUNT.search(folded) and PAYS.search(folded)) and not re.search(r"\d{4}", folded)


def tail_alone(folded: str, own: Collection[str]) -> str:
    """A tail of theirs that is said with nothing that makes it an account or a sum: hmm 5207 then."""
    alone = re.sub(r"[^\w]", "", TALK.sub(" ", folded))
    return alone if alone in own and not SAID.search(folded) and not PAYS.search(folded) else ""
