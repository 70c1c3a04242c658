"""What is looked for among what moved, where the words around a value turn its meaning: 不含张三, 和张三的, all."""

import re
from collections.abc import Mapping
from datetime import datetime

from guitai.money import Money
from guitai.understanding.clauses import DO
from guitai.understanding.fold import fold, said
from guitai.understanding.lookups.things import Unmet, reckoned, somebody, things
from guitai.understanding.slots.count_words import direction
from guitai.understanding.slots.kin_words import HAN, KIN
from guitai.understanding.slots.money_words import sums
from guitai.understanding.slots.number_words import WORDS, whole
from guitai.understanding.slots.people import likely
from guitai.understanding.slots.range_words import LEAST_AFTER
from guitai.understanding.slots.reading import Reading, read

INTENT = "accounts.transactions"
OTHER_WAY = {"in": "out", "out": "in"}
OTHER_BOUND = {"least": "most", "most": "least"}

NO = "(?:不要看?|不想?看|别看|不含|不包[括含]|不算|不计|排除|去[掉除]|剔除|除[了去开])"
WHAT = r"[^,.。;!?\s]{1,10}?"
ENGLISH_NO = (
    r"(?:\b(?:excluding|exclude|except(?: for)?|without|other than|apart from|but not|not including)"
    r"|(?:^|[,.;] ?)(?:not?|nothing|leave out|skip|hide))(?: (?:the|any|my))?"
)
LEFT_OUT = [
    re.compile(pattern)
    for pattern in (
        rf"{NO}(?!给|{DO})(?P<what>{WHAT})(?:[以之]?外)?的?(?:明细|交易|记录|流水)?(?=[,.。;!?只就还都其吧呢收支花]|$)",
        rf"(?:^|[,。;把将的月])(?P<what>{WHAT})的?(?:都?不要|不看|不算|除外|去[掉除]|排除|[以之]外的?|就?(?:别|不用|不必)[看列要算]|忽略|跳过)[了吧]*(?=\W*$)",
        rf"{ENGLISH_NO}\s?(?P<what>(?:under|below|over|above)[ ¥\d.,]*\d)(?: please)?\W*$",
        rf"{ENGLISH_NO}\s?(?P<what>{HAN}{{2,8}}|[a-z][a-z' ]*?)(?=$|[^a-z ']|\s(?:in|from|since|last|this|for|on)\b)",
    )
]
# The lines' own categories, where these are no names and no purposes: 不算餐饮.
CATEGORY = re.compile("餐饮|购物|交通|居住|缴费|通讯|医疗|娱乐|教育|旅行|家庭|转账|还款|取现|经营")
# What money goes for: 这个月餐饮花了多少, 吃饭用了多少钱.
SPENT_ON = re.compile(
    r"(?P<what>餐饮|吃[饭喝]|伙食|外[卖食]|购物|网购|买(?:东西|菜|衣服)|交通|[打坐]车|加油|通讯|医疗|看病|买药|娱乐|教育|上学"
    r"|旅[行游]|进货|缴费|超市)(?:方面|上面?|这[块项]|类|的)*(?:我|一共|总共|共|都|大概)*(?:[花用使](?!卡)|支出|消费|开[销支])"
)

TOLD = frozenset({"period", "amount", "least", "most", "account"})

AND_WITH = "(?:那|再|就|只|我|[要想看查下是]|有)*"
OF_THEM = "(?:之间|有关|相关|往来|交易|明细|记录|流水|那些|那几?笔|的)+[呢吗吧]*"
WITH = [
    re.compile(pattern)
    for pattern in (
        rf"{AND_WITH}[和跟与同](?P<who>{WHAT})(?:{OF_THEM}|[呢吗吧]+)\W*",
        rf"(?:那|再|我)*(?:[只就][要看查]|[只就]想看)(?P<who>{WHAT})(?:有关|相关)?的[呢吧]*\W*",
        r"(?:(?:and|or|only|just|what about|how about|show|those|the ones?)\s)*(?:with|to|from|by)\s?"
        rf"(?P<who>{HAN}{{2,8}}|[a-z]+(?: [a-z]+){{0,2}}?)(?:\s?only|,? please)*\W*",
    )
]
# payments to 张三
WITHIN = re.compile(rf"\b(?:with|to|(?P<came>from)|by|pay|paid|sen[dt])\s?(?P<who>{HAN}{{2,8}})")

# Digits that nothing beside them says are a sum: they may be the tail of one of the customer's accounts.
FOUR = re.compile(
    r"(?<![\d.¥$])(?<!\d,)(?<!金额)(?<!于)(?<!超过)(?<![笔共计])\d{4}(?![\d.]|,\d|\s?(?:[元块蚊圆多]|以[上下内]|左右|yuan|rmb|cny|or\b))"
)
ROUND = "00"  # no tail ends so, as like as not

# Who was paid, or who paid: 过咗给张三嘅, 转给他的; 张三10月转给我的.
MOVED = "[转汇打付还过寄][了过咗]?[账款钱数]?给"
PAID = re.compile(rf"{MOVED}(?P<who>{HAN}{{2,4}}?)(?=[的嘅那几有]|有几|\W|$)")
PAID_THEM = re.compile(rf"{MOVED}[他她佢]|\b(?:paid|sent) (?:him|her|them)\b|\bto (?:him|her|them)\b")
# 张三过咗几多钱给我, 张三这个月转我多少
CAME = re.compile(
    rf"给[了过咗](?:多少|几多|几)[账款钱]*我|(?:有冇|有没有?|有无|是否|系咪)?[转汇打付过还寄][了过咗]?(?:多少|几多|几)?[账款钱数]*给?我(?!的?(?:{KIN}|家))"
)
# what did Li Si send me, any money from him
TO_ME = re.compile(r"\b(?:did|has|have) [a-z ]{2,30} (?:pay|paid|send|sent|give|given|transfer(?:red)?) me\b")
FROM = r"\b(?:money|anything|something|payments?|income|received?|got|get|transfers?) from "
BEFORE_MONTH = re.compile(
    r"(?:^|[看查睇下找和跟与同])(?P<who>[\u3400-\u9fff]{2,3}?)(?=(?:\d{1,2}|十?[一二三四五六七八九]|十)月)"
)  # whose last letter may be a numeral
# 他给我的, 我给他的
GAVE = re.compile(r"(?P<me>我)?(?(me)给[他她佢]|[他她佢]给我)的?[钱那些]*[呢吧吗]*\W*$")

SENDS = re.compile(
    "(?:那边|账上|卡[里上])?(?:总共|一共|都)?(?:[转汇打付还寄](?!给我|我)|发了?过?(?:钱|红包))"
)
SENT_TO = re.compile(
    r"(?:(?:[转汇打付还]|支付)[过了]?[账款钱]?给|\b(?:paid|pay|sen[dt]|transfer(?:red|s)? to|payments? to)) ?$"
)

NUMERALS = r"[\d一二两三四五六七八九十百千万][\d一二两三四五六七八九十百千万.,]*"
HOW_MUCH = re.compile(
    rf"(?:那|再|就|[只要看])*(?:(?:[大小高低多少]于|超过|不到){NUMERALS}(?:元|块钱?)?的?|{NUMERALS}(?:元|块钱?)?的)[呢吧]*"
)
EVERYTHING = re.compile(r"(?:全部|所有|全)的?(?:都[看要])?|都[看要]|all(?: of (?:them|it))?|everything")
BOUND = re.compile("[大小高低多少]于|超过|不到")
# Which bounds leave the sum itself out: 大于440, under 440. 不大于 and 以上 include it.
FEN = Money(1)
OVER = re.compile(
    r"(?:(?<!不)(?:超过|[大高多]于)|>"
    r"|\b(?:over|above|exceeding|(?:(?<!no )(?<!not )(?:more|greater|higher|larger)) than))"
    r"\s?[是有花]?\s?$"
)
UNDER = re.compile(
    r"(?:(?<!不)[小低少]于|不到|不足|<|\b(?:under|below|(?:(?<!no )(?<!not )(?:less|lower)) than))\s?[是有花]?\s?$"
)
ENGLISH_MANY = rf"\d{{1,2}}|{'|'.join(WORDS)}"
MOST = "(?:largest|biggest|highest|most expensive)"
LARGEST = re.compile(rf"\b(?:(?P<many>{ENGLISH_MANY}) {MOST}|{MOST} (?P<behind>{ENGLISH_MANY}))\b")


def part(text: str) -> bool:
    """Whether it is no question of its own, only more of one: with whom, without what, how much, all of it.

    >>> part("和李四的呢"), part("不看支出"), part("all of them"), part("和李四的往来有多少")
    (True, True, True, False)
    """
    folded = _folded(text)
    left_out = _left_out(folded)
    return bool(
        EVERYTHING.fullmatch(folded)
        or HOW_MUCH.fullmatch(folded)
        or any(pattern.fullmatch(folded) for pattern in WITH)
        or (left_out and not re.sub(r"[\W我那就都请把将]", "", left_out[1]))
    )


def everything(text: str) -> bool:
    """Whether nothing is to be left out any more."""
    return bool(EVERYTHING.fullmatch(_folded(text)))


def sought(text: str, slots: Mapping[str, object], now: datetime) -> Mapping[str, object]:
    """What is looked for: the slots, and what their words say together; what is to be left out is `without`.

    >>> now = datetime.fromisoformat("2026-11-23T10:00+08:00")
    >>> sought("不看支出", {"direction": "out"}, now), sought("和张三的", {}, now)
    ({'direction': 'in'}, {'counterparty': '张三'})
    >>> sought("除了工资", {"direction": "in", "counterparty": "工资"}, now)
    {'without': '工资'}
    """
    spoken, found = said(text).rstrip("。.!?~ "), dict(slots)
    folded = fold(spoken)
    for figure in FOUR.findall(folded):
        if found.get("amount") == Money.parse(figure) and not figure.endswith(ROUND):
            found.setdefault("account", figure)  # one or the other, as the customer has such an account
    found = _strictly(folded, found)
    if BOUND.fullmatch(str(found.get("counterparty", ""))):
        del found["counterparty"]
    if (largest := LARGEST.search(folded)) and (many := whole(largest["many"] or largest["behind"])):
        found |= {"newest": many, "largest": True}
        found = {
            name: value for name, value in found.items() if (name, value) != ("amount", Money(many * 100))
        }
    if left_out := _left_out(folded):
        (start, end), rest = left_out
        return _without(spoken[start:end], rest, found, now)
    whom = next((match for pattern in WITH if (match := pattern.fullmatch(folded))), None)
    whom = whom or (None if "counterparty" in found else WITHIN.search(folded))
    if whom and _party(who := spoken[slice(*whom.span("who"))], now):
        found["counterparty"] = who
        if "direction" in found and whom.groupdict().get("came"):
            found["direction"] = "in"  # payments from 李四
    if came := CAME.search(folded):
        found["direction"] = "in"
        if "counterparty" not in found and (who := _before(spoken[: came.start()], now)):
            found["counterparty"] = who
    if "counterparty" not in found and (paid := PAID.search(folded)) and likely(paid["who"]):
        found = {"direction": "out", **found, "counterparty": spoken[slice(*paid.span("who"))]}
    if (named := BEFORE_MONTH.search(folded)) and "counterparty" not in found and likely(named["who"]):
        behind = read(spoken[named.end() :], now).slots
        when = {name: value for name, value in behind.items() if name == "period"}
        found = {name: value for name, value in found.items() if name != "amount" or name in behind}
        found |= {"counterparty": spoken[slice(*named.span("who"))], **when}
    if "counterparty" not in found and (spent := SPENT_ON.search(folded)):
        found |= {"direction": "out", "counterparty": spoken[slice(*spent.span("what"))]}
    found = _of_things(read(spoken, now), found)
    if "direction" not in found and (given := _given(folded, fold(str(found.get("counterparty") or "\n")))):
        found["direction"] = given
    if way := _way(folded, str(found.get("counterparty", ""))):
        found["direction"] = way
    return {**found, **_days_beside(spoken, found, now)}


def _of_things(reading: Reading, found: dict[str, object]) -> dict[str, object]:
    """With what it went for, where nothing else is named; what is named besides, and what can't be worked out."""
    every = things(reading)
    if unmet := Unmet("、".join(every[1:]), reckoned(reading)):
        found = {**found, "unmet": unmet}
    if not every or (len(every) == 1 and "counterparty" in found):
        return found
    gone = {"direction"} if somebody(every[0]) else set()
    return {name: value for name, value in found.items() if name not in gone} | {"counterparty": every[0]}


def _strictly(folded: str, found: dict[str, object]) -> dict[str, object]:
    """With a bound that leaves the sum itself out a fen beyond it: of 大于440 the least is 440.01."""
    bounds: dict[str, object] = {}
    for place in sums(folded):
        before = folded[: place.start]
        if place.said and place.said == found.get("least") and OVER.search(before):
            bounds["least"] = place.said + (Money(0) if LEAST_AFTER.match(folded, place.end) else FEN)
        if place.said and place.said == found.get("most") and UNDER.search(before):
            bounds["most"] = place.said - FEN
    return found | bounds


def _given(folded: str, party: str) -> str:
    """Which way it went between them and who talks; empty where that isn't said."""
    if TO_ME.search(folded) or re.search(FROM + re.escape(party), folded):
        return "in"
    gave = GAVE.search(folded)
    if PAID_THEM.search(folded):
        return "out"
    return "" if gave is None else "out" if gave["me"] else "in"


def _days_beside(spoken: str, found: Mapping[str, object], now: datetime) -> Mapping[str, object]:
    """The days that a name or a tail right beside them hides: 张三九月份, 10月15到10月20号5207."""
    if "period" in found:
        return {}
    for name in ("counterparty", "account"):
        spoken = spoken.replace(str(found.get(name) or "\n"), ",")
    return {name: value for name, value in read(spoken, now).slots.items() if name == "period"}


def _before(said_: str, now: datetime) -> str:
    """Who is named last before the verb, days aside: 张三这个月 | 转我多少."""
    reading = read(said_, now)
    if (named := re.search(rf"({HAN}+)[A-Z]*$", reading.masked)) is None:
        return str(reading.slots.get("counterparty", ""))
    start, end = named.span(1)
    ends = (end - length for length in (2, 3, 4) if start <= end - length)
    return next((said_[at:end] for at in ends if likely(reading.folded[at:end])), "")


def _way(folded: str, who: str) -> str:
    """Which way it went, where the words beside the name tell: 我转给李四的 went out."""
    if not who or fold(who) not in folded:
        return ""
    before, _, after = folded.partition(fold(who))
    out = SENT_TO.search(before) or (before.endswith("给") and SENDS.match(after))
    return "out" if out else ""


def _without(what: str, rest: str, slots: Mapping[str, object], now: datetime) -> Mapping[str, object]:
    """What is left of the slots, where these words were said of what is not wanted."""
    denied = _strictly(fold(what), dict(read(what, now).slots))
    way, party = direction(fold(what)), slots.get("counterparty")
    if way and "counterparty" not in denied:
        return {**slots, "direction": OTHER_WAY[way]}
    named = (
        what in (party, denied.get("counterparty")) or likely(fold(what)) or CATEGORY.fullmatch(fold(what))
    )
    if not named and not denied.keys() & TOLD:
        return slots
    if denied.keys() in ({"least"}, {"most"}):  # 三百以下的不要
        ((bound, sum_),) = denied.items()
        assert isinstance(sum_, Money)
        beyond = sum_ + FEN if bound == "most" else sum_ - FEN
        return {name: value for name, value in slots.items() if name != bound} | {OTHER_BOUND[bound]: beyond}
    gone = {name for name, value in slots.items() if value in (what, denied.get(name))}
    gone = gone - {"direction"} if direction(rest) else gone | {"direction"}
    left = {name: value for name, value in slots.items() if name not in gone}
    return {**left, "without": what}


def _party(who: str, now: datetime) -> bool:
    """Whether somebody or something is named, and no time, account or amount."""
    told = read(who, now).slots.keys() - {"direction"}
    named = (
        likely(fold(who))
        or "counterparty" in told
        or bool(re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*", who))
    )
    return named and not told - {"payee", "counterparty"}


def _left_out(folded: str) -> tuple[tuple[int, int], str] | None:
    """Where it stands what is to be left out, and all else that is said."""
    for pattern in LEFT_OUT:
        if found := pattern.search(folded):
            return found.span("what"), folded[: found.start()] + folded[found.end() :]
    return None


def _folded(text: str) -> str:
    return fold(said(text)).rstrip("。.!?~ ")
