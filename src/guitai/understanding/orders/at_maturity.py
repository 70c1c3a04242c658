"""What becomes of a deposit on the day it matures, as it is said of one: 只续本金，利息打回活期. Pure."""

import re
from collections.abc import Collection

from guitai.understanding.fold import fold, said

OPENS, RENEWAL = "deposits.open", "deposits.renewal"
INTENTS = frozenset({OPENS, RENEWAL})
NOT = "(?:不|别|勿|唔|甭|咪)(?:要|好|使|用|想|再|需要?|必|使|自动|[帮给][我俺咱]|继续)*"
AGAIN = "(?:(?<!手)续(?:存|约|期)?(?!费)|(?:转|接着再?)存(?!费|定|成|到|[0-9一二两三五六半]))"
BACK = "(?:转|打|退|回|放|存|取|拿|划|入|提)[^,。;]{0,3}(?:活期|出来|回来|卡)"
INTEREST, PRINCIPAL, BOTH = "(?:利息|利钱|interest)", "(?:本金|本钱|principal)", "(?:本息|本利|连本带[息利])"
UNDENIED, KEEPS = "(?<![别不]把)(?<!不要把)(?<!不用把)", "(?:别|不要?|不用)把"  # 别把利息拿出来
DO_NOT = (
    r"\b(?:do not|don't|dont|doesn't|no|without|stop|never|not|cancel|disable|turn off) (?!forget)"
    r"(?:(?!(?:and|but|then|just|only)\b)[a-z]+[ -]){0,6}?"
)
# Of the principal alone: it is said of it, or that the interest goes elsewhere.
ONE = re.compile(
    rf"(?:只|仅|就|光)(?:要|想|把|将)*(?:{AGAIN}{PRINCIPAL}|{PRINCIPAL}(?:就|自动|继续|再|要)*{AGAIN})"
    rf"|{AGAIN}{PRINCIPAL}(?![和跟加、]|利|连)|(?<![和跟同]){PRINCIPAL}(?:就|自动|继续|再|要)*{AGAIN}(?!和|跟)"
    rf"|(?<![和跟同加金钱]){UNDENIED}{INTEREST}(?:就|都|要|给我|帮我)*(?:{NOT}{AGAIN}|{BACK})"
    r"|(?<![a-z])(?:only|just) (?:renew |roll over )?(?:the )?principal(?![a-z])|(?<![a-z])principal only(?![a-z])"
    r"|\brenew (?:only )?the principal\b(?! and)"
)
NONE = re.compile(
    rf"{NOT}{AGAIN}|(?:(?<![没未])到期(?:以?后)?|{BOTH}|{PRINCIPAL}[和跟]?{INTEREST})(?:(?!{KEEPS})[^,。;]){{0,6}}(?:{BACK})"
    rf"|{DO_NOT}(?:auto-?)?(?:renew|roll)|\b(?:renew[a-z]*|roll-?over)(?: is|:)? off\b"
)
# Of what is renewed the interest is spent: 到期续存，利息我拿来买咖啡; roll it over, I'll take the interest.
SPENT = re.compile(
    rf"(?<![和跟同加金钱]){INTEREST}(?:就|都|要|想|我|给我|帮我)*(?:拿[来去走]|用来|花(?!不)|取走|提走)"
    r"|(?<!n't )(?<!not )\b(?:spend|take(?: out)?|withdraw|pay (?:me |out )?)(?: only| just)? ?"
    r"(?:the |my )?interest\b(?! (?:rate|included))"
    r"|\binterest (?:is |goes? |gets? |to be |comes? )?(?:paid )?(?:out|to my (?:account|card|current))(?![a-z])"
)
RENEWED = re.compile(
    rf"{AGAIN}|\b(?:auto-?)?renew|\brollover\b"
    r"|\broll(?:s|ed)?(?: (?:it|them|everything|all of it|it all|the [a-z ]+))? ?over\b"
)
# What is said besides to say that a deposit is meant.
OF_DEPOSIT = re.compile(
    rf"到期|定期|定存|存单|{BOTH}|{INTEREST}|{PRINCIPAL}|\b(?:deposit|maturity|matures?)\b"
)
OF_ANOTHER = re.compile(
    r"保险|保单|会员|理财|贷款|借|合同|套餐|流量|租|订阅|\b(?:insurance|policy|loan|plan|membership|rent|lease|subscription)\b"
)
ASKS = re.compile(
    r"[吗么嘛?？]|怎|多少|什么|如何|是不是|会不会|能不能|可不可|有没有|如果|要是"
    r"|^(?:what|how|will|does|do you|is|can|if)\b"
)

# What is said of it with the words for opening one: 存 in 定存.
NAMES = re.compile("定存|存单|存款|续存|转存|接着再?存|存到活期")
OPENING = re.compile(r"存|开[一个张笔]|\d{3,}|[\d一二两三五]+[万千]|\b(?:open|put)\b")
# A sum is put in, and none that is there already: 拿两万存三个月, but not 我去年存的三万.
PUTS_IN = re.compile(
    r"(?:存(?![的了过在着])|[开做办][一个张笔点份](?!的)|\b(?:open|put|place|start|deposit(?= ¥?\d))\b)"
)
ONE_OF = re.compile(
    r"^(?:an? )?(?:new )?(?:fixed|term|time) deposit\b"
)  # fixed deposit of ten grand, two years
THERE = re.compile(
    r"[那这](?:一?[笔张个]|[几两]笔)|原来的?|以前|之前|上[次回]|[去前]年|已经|[存开办做][的了过在着]|[改换变](?!存)|我的|[快要]到期"
    r"|\b(?:my|existing|change[ds]?|that)\b"
)

# One value by itself: 5000, 一年, for two years.
PIECES = re.compile(r"[,，。;；!！\n]+\s*|(?<=[\u3400-\u9fff\d])\s+(?=[\u3400-\u9fff\d])")
ALONE = re.compile(
    r"\s*(?:[\d,.]+|[一二两三四五六七八九十百千万半]+)\s*(?:k|元|块钱?|yuan|rmb|万|年|个?月|years?|months?)?\s*"
)
PUT_IN = re.compile(
    r"[去前]年|[上那]个?月|[取支租订薪费价]|工资|\b(?:deposited|opened|had|have|has|rent|lease|subscription|contract|gym)\b"
)

# All the words in which it is said.
SAID = re.compile(
    r"\b(?:interest included|(?:including|with|plus) (?:the |all )?interest)\b"
    rf"|{NOT}{AGAIN}[上下完]?|(?:自动|继续|一起|只|仅|光)*{AGAIN}[上下完]?|(?:[给帮]我)?{BACK}|{INTEREST}|{PRINCIPAL}|{BOTH}|到期(?:以?后)?"
    rf"|期满|自动|(?:那|这)?[一个]?[笔张]?(?:定期|定存)(?:存款)?"
    r"|\b(?:renew(?:al|ed|ing|s)?)\b"
    r"|\broll(?:s|ed|ing)?(?: (?:it|them|everything|all of it|it all|the [a-z ]+))?[ -]?over\b"
    r"|\b(?:everything|all of it|the whole (?:amount|thing|lot))\b"
    r"|\b(?:auto-?|turn(?:ed)? off|disable|automatic(?:ally)?\b)"
    r"|\bwhen (?:it|they|the (?:term|deposit|money)) (?:matures?|ends?|is (?:up|over|due))\b"
    r"|\b(?:at |on )?maturity\b|\bdo not|don't\b"
)


def at_maturity(text: str) -> str | None:
    """What shall become of it, in the words of one of the choices; None where that isn't said, or only asked.

    >>> [at_maturity(text) for text in ("到期不要自动转存了", "改成只续本金,利息打回活期", "还是续吧 连本带息")]
    ['不续存', '本金续存', '续存']
    >>> at_maturity("到期自动转存吗"), at_maturity("转存定期"), at_maturity("到期renew的话principal only")
    (None, None, '本金续存')
    """
    folded = fold(said(text))
    if ASKS.search(folded):
        return None
    if ONE.search(folded) or (SPENT.search(folded) and RENEWED.search(folded) and not NONE.search(folded)):
        return "本金续存"
    if NONE.search(folded):
        return "不续存"
    return "续存" if RENEWED.search(folded) else None


def wished(text: str) -> bool:
    """Whether it is a wish by itself: what becomes of a deposit, and not how one is opened.

    >>> wished("我那笔定期到期不要自动转存了"), wished("还是续吧"), wished("存一万定期，到期自动转存")
    (True, False, False)
    """
    folded = fold(said(text))
    plain = NAMES.sub("", folded)
    opens = OPENING.search(plain) and (PUTS_IN.search(plain) or not THERE.search(plain))
    meant = OF_DEPOSIT.search(folded) and not OF_ANOTHER.search(folded)
    return bool(meant and not opens) and at_maturity(text) is not None


def opens(text: str, told: Collection[str]) -> bool:
    """Whether it is an order to put a sum away for a time, and says as well what becomes of it.

    >>> opens("拿两万存三个月定期，到期本息转存", {"amount"}), opens("存的三万到期别续了", {"amount"})
    (True, False)
    """
    folded = NAMES.sub("", fold(said(text)))
    puts_in = PUTS_IN.search(folded) or ({"amount", "term"} <= {*told} and ONE_OF.search(folded))
    return bool({"amount", "term"} & {*told}) and bool(puts_in) and not THERE.search(folded)


def told_whole(text: str, told: Collection[str]) -> bool:
    """Whether it tells how much, how long and what becomes of it, one of them alone: a deposit that is to be opened.

    Of one that is there nobody says so: 我的一年定期五万到期不续.

    >>> told_whole("定期3500 一年 本金续存", {"amount", "term"}), told_whole("一年定期五万到期不续", {"amount", "term"})
    (True, False)
    """
    folded = NAMES.sub("", fold(said(text)))
    other = THERE.search(folded) or OF_ANOTHER.search(folded) or PUT_IN.search(folded)
    alone = any(map(ALONE.fullmatch, PIECES.split(text.lower())))
    return {"amount", "term"} <= {*told} and alone and not other and at_maturity(text) is not None


def besides(masked: str) -> str:
    """What else is said, in as many characters.

    >>> besides("到期自动续存,A").strip()
    ',A'
    """
    return SAID.sub(lambda words: " " * len(words[0]), masked)
