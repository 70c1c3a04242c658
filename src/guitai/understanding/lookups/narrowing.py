"""What is said to a look-up that was shown, clause by clause: 别看2816，看5207; 不限金额了; 前一天呢. Pure.

A clause counts where nothing is left of it but values and the words in which what was shown is talked of. Where
anything else is said, something of its own is asked for.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from guitai.money import Money
from guitai.understanding.fold import fold, said
from guitai.understanding.known import READ_ON
from guitai.understanding.lookups.sought import FOUR, INTENT, LARGEST, NO, sought
from guitai.understanding.slots.count_words import MONEY_IN, MONEY_OUT, direction
from guitai.understanding.slots.number_words import whole
from guitai.understanding.slots.people import likely
from guitai.understanding.slots.period import Period, calendar_day, earlier
from guitai.understanding.slots.reading import Reading, read
from guitai.zone import day_of

Slots = Mapping[str, object]

AMOUNTS = frozenset({"amount", "least", "most"})  # each says how much, in the place of the others
# What a look-up can be narrowed by.
PARTS = {
    INTENT: AMOUNTS | {"account", "period", "direction", "counterparty", "newest", "largest"},
    "accounts.statement": frozenset({"account", "period"}),
    "accounts.balance": frozenset({"account"}),
}

HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
PAUSE = re.compile(
    rf"[,，、。;；!！?？…~～:：\n]+|(?<={HAN})[ \u3000]+(?=[\u3400-\u9fff\d])|(?<=\d) +(?={HAN})"
)

# It is said of what was shown, also where the sentence alone would look for something anew.
OF_IT = re.compile(
    rf"^(?:那|再|先|还有|换|改|{NO})|[,;\s]{NO}|只|仅|净系|[光单就]看|也|不[限分]|[呢嘞]\W*$|^[^看睇查找列]+[的嘅](?:那?些|那几?笔)?\W*$"
    r"|[错反]了?[,\s]|^[看睇列](?![看睇]|一?下)[^,。;]{1,4}$"
    r"|[的嘅](?:都|也|再)?(?:给我|帮我)?[列看睇挑筛](?:一?下|[看睇]|出来)*[吧啊呗]*$"
    r"|^(?:and|then|what about|how about|only|just)\b|\b(?:only|instead|too|as well|please)\W*$"
    r"|^(?:在?(?:其中|当中|[这那]?里面|[这那]些(?:里面?|当中)))|^(?:同样|一样|照样)"
    r"|\b(?:same|of (?:these|those|them|which))\b"
)
# A look-up of its own says what to look at: 和张三的往来明细.
WHOLE = re.compile(r"明细|流水|交易|记录|往来|账单|\b(?:transactions?|statement)\b")
LOOKS = re.compile(r"(?:帮?我?[想要]?|给我|please )*(?:[看查睇]|show|see|check)")
LINES = re.compile(r"明细|流水|交易|\btransactions?\b")
# It is about looking, and orders nothing.
LOOKING = re.compile(
    r"[看睇查列找]|有没有?|有无|有冇|都要|[的嘅](?:那?些|那几?笔)?\W*$|去掉|拿掉|取消|随便|无所谓"
    r"|^(?:for|over|under|above|below|between|(?:more|less) than|at (?:least|most)|up to|from|any|all|both|no)\b"
    r"|\b(?:show|sorry|i mean)"
)

OF_WHICH = re.compile("[的嘅](?:那?些|那几?笔|[钱数账])?$")

# Nothing is told by these.
TALK = re.compile(
    "在?(?:其中|当中|[这那]里面|[这那]些(?:里面?|当中))|同样|一样|照样|有没有|有无|有冇|没有|哪个|[嗰那这]些?|[个张笔份条]|[看睇查列找][看睇到]?|出来|显示|给我|帮我|麻烦|请|想|要|净系|只|仅|光|单|就|也|都|还|再"
    "|先|才|然后|接着|换成?|改[成为]?|一?下|的话|试试|可以|行|好|嗯|哦|噢|啊|呀|吧|了|呢|嘞|啦|喇|吗|嘛|哈|呗|咯|喽|㗎|咩|的|嘅|是|有|我|你|他|她|佢|里|啲|对|算|用"
    r"|(?<![a-z])(?:please|pls|thanks?|show|see|look|me|i|my|the|those|these|ones?|them|it|is|are|just|only|and|also|too|what|how|about|then|now"
    r"|ok|okay|sorry|oops|meant?|instead|for|of|in|on|with|to|from|as|well|there|any|same|again|which|them|let's|an?|but|so|actually|rather|switch|change)(?![a-z])"
)
# What stands around values, and says what they are.
AROUND = re.compile(
    "正好|刚好|恰好|整数?|[大小高低多少]于|超过|不到|至少|最[多少高低]|[上下]限|起码|以[上下内]|之间|金额|块钱?|元|蚊|人民币|月份?|尾号|账[户号]|户口|卡"
    "|明细|流水|交易|记录|往来|账单?|数|钱|有关|相关|之?间|[转汇打过付][了过咗]?[账款钱数]?给|给|[转汇打付还寄][了过咗]"
    "|[转汇打](?=[的 ]|给?我)|(?:另外?|来)(?:一?[份张个]|(?=[A-Z]))|(?<= )[来去]|出去|进来|最近|最大|多少"
    r"|(?<![a-z])(?:at least|at most|or (?:more|less|above|below)|more than|less than|over|under|above|below|between"
    r"|exactly|up to|yuan|rmb|cny|account|card|ending|transactions?|records?|payments?|transfers?"
    r"|largest|biggest|latest|last)(?![a-z])"
)
BOUNDS = {"least": re.compile("下限|最[低少]|至少|起码"), "most": re.compile("上限|最[高多]|封顶")}
WAYS = {"出": "out", "付": "out", "花": "out", "进": "in", "入": "in", "收": "in", "out": "out"}

UNBOUND = re.compile(
    "不[限分管论设]|不用限|别限|别[只光单仅止]|不看|不要|无所谓|随便|任意|任何|[去拿删]掉|取消|放开|所有|全部|都(?:[看要查睇算行]|可以|列出来)"
    r"|\b(?:any|all|both|every|regardless of|no|remove|drop|forget|never mind|don't (?:limit|filter))\b"
)
LIMITS = re.compile(
    "限制|条件|筛选|过滤|算了|[了吧哈啊呀呗啦喽就都也把将的先定制那]|给我|还是|一下|下(?!限)"
    r"|\b(?:limits?|bounds?|filters?|conditions?|on|of|for|in|from|across|by|my|the|please|then|ok|now|that|it|me|show|them|actually|sorry|no|wait|instead|again|see|i|want)\b|\W"
)
FIELDS = {
    "account": "(?:[两俩二三四几2-4哪][个张])?(?:账[户号]|户口|卡)|[两俩][个张]|尾号|accounts?|cards?",
    "least": "下限|最低|最少|起点|(?:minimum|lower|min)(?:amount|sum)?",
    "most": "上限|最高|最多|封顶|(?:maximum|upper|max|cap)(?:amount|sum)?",
    "amount": "金额|数额|钱数|多少钱?|钱|amounts?|sums?",
    "counterparty": "人名?|对方|名字|姓名|谁(?:的?都)?|who|names?|people|person|payees?|counterpart(?:y|ies)",
    "direction": "收支|方向|进出|收入和?支出|支出和?收入|directions?|ways",
    "period": "时间|日期|日子|月份|dates?|time|periods?|days?",
}
# One of whom it was so far and no other: 不限张三, 不光看李四. What is not wanted at all is left out (不要张三).
NOT_ONLY = re.compile("(?:不要?|别)[只光单仅止]|not (?:just|only)")
LOOSE = re.compile(
    r"^(?:不[限分管论]|不用限|不要限|别限|(?:不要?|别)[只光单仅止](?:限|要|看|是)?|放开|not (?:just|only))[于定在和跟]?"
    r"(?P<who>.+?)的?了?$"
)
FIELD = re.compile("|".join(f"(?P<{name}>{words})" for name, words in FIELDS.items()))

# From the days that were shown to those before or behind them: 前一天, the month after.
UNITS = {
    "天": "days",
    "日": "days",
    "周": "weeks",
    "星期": "weeks",
    "礼拜": "weeks",
    "月": "months",
    "年": "years",
}
UNIT = "(?P<unit>天|日|周|星期|礼拜|月|年)"
ENGLISH_UNIT = "(?P<english>day|week|month|year)"
BACK = re.compile(
    rf"(?:[前头]|上(?=一)|早)[面]?的?[一那]个?{UNIT}|(?:previous|preceding) {ENGLISH_UNIT}"
    rf"|{ENGLISH_UNIT.replace('english', 'other')} (?:before|earlier)"
)
ON = re.compile(
    rf"(?:[后下]面?的?[一那]个?|第二(?=天)|次(?=[日月年])){UNIT}|following {ENGLISH_UNIT}"
    rf"|{ENGLISH_UNIT.replace('english', 'other')} (?:after|later)"
)
STEPPING = re.compile(r"^(?:往|再)*|\bthe\b")

NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})"
DAYS = re.compile(
    rf"(?P<first>{NUMBER})[号日]?(?:[到至~-](?P<last>{NUMBER}))?[号日](?P<on>[以之往]?后|[开起]始?)?(?P<back>[以之往]?前)?"
    r"|(?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)"
)

FROM_DAY = re.compile(r"\b(?:(?P<on>from|since|after)|until|till|before|up to)\b[ a-z]*$")
WRONG = re.compile(
    r"(?:[哦噢喔啊呃额嗯哎诶欸唉\s]|不对|我?[说打写看搞弄]?[错反]了?)+|oops|wait|no|(?:oh )?(?:sorry|no)"
)
DENIED = re.compile(rf"(?:{WRONG.pattern})*(?:那?就?把?(?:{NO})|不是|唔系|\bnot\b)")
NAME = re.compile(r"(?i:and|only|just|what about|how about) (?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+)+)\W*")


@dataclass(frozen=True)
class Narrowed:
    """What is told anew, and what shall not narrow it any more."""

    told: Slots = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


Own = Collection[str] | None
"""The tails of the customer's accounts; None where any may be theirs."""


def narrows(text: str, flow: str, *, anew: bool, other: bool) -> bool:
    """Whether it is only said of what this look-up has shown: words alone that leave nothing over.

    `anew`: alone it would surely be the same look-up; `other`: surely something else.

    >>> narrows("别看2816，看5207", INTENT, anew=False, other=True)
    True
    >>> narrows("给张三转500", INTENT, anew=False, other=True), narrows("查10月支出", INTENT, anew=True, other=False)
    (False, False)
    """
    folded = fold(said(text))
    mends = any(WRONG.fullmatch(part) or DENIED.match(part) for part in PAUSE.split(folded))  # 不对 不是进账
    of_it = mends or any(pattern.search(folded) for pattern in (OF_IT, BACK, ON))
    looking = of_it or LOOKING.search(folded) or UNBOUND.search(folded)
    if ((anew or WHOLE.search(folded)) and not of_it) or (other and not looking):
        return False
    return narrowed(text, flow, {"period": Period.day(READ_ON.date())}, None, READ_ON) is not None


def narrowed(text: str, flow: str, before: Slots, own: Own, now: datetime) -> Narrowed | None:
    """What these words change in that look-up; None where they change nothing, or something else is said."""
    told: dict[str, object] = {}
    gone: set[str] = set()
    denied: set[str] = set()
    more: set[str] = set()
    for clause in filter(str.strip, PAUSE.split(text)):
        if WRONG.fullmatch(fold(said(clause))):
            continue
        if (field_ := _unbound(clause)) is not None:
            more |= {field_} if NOT_ONLY.match(fold(said(clause))) else set()
            gone |= AMOUNTS if field_ == "amount" else {field_} - {""}
        elif no := DENIED.match(fold(said(clause))):
            values = _values(said(clause)[no.end() :], before, own, now)
            denied |= {"else"} if values is None else values.keys()
        elif (values := _values(clause, before, own, now)) is not None:
            told |= values
        else:
            return None
    told = {name: value for name, value in told.items() if name not in more}
    if denied - told.keys() or not (told or gone) or not told.keys() | gone <= PARTS.get(flow, frozenset()):
        return None
    return Narrowed(told, frozenset(gone - told.keys()))


def looks(reading: Reading, *, besides: bool) -> bool:
    """Whether it is nothing but days and what moved on them, and on which account: 10月1号到15号，5207，出账.

    `besides`: a reason that tells no value may be said as well, where the lines are named: 我眼睛不好，列一列.
    """
    clauses = [clause for clause in PAUSE.split(reading.said) if clause.strip()]
    values = [_values(clause, {}, None, reading.now) for clause in clauses]
    told = {name for value in values if value for name in value}
    others = "，".join(clause for clause, value in zip(clauses, values, strict=True) if value is None)
    named = any(
        value and "period" in value and LINES.search(clause)
        for clause, value in zip(clauses, values, strict=True)
    )
    if others and not (besides and named and not read(others, reading.now).slots):
        return False
    looking = told == {"period"} and LOOKS.match(reading.folded)
    return told >= {"period"} and bool(named or looking or told & {"direction", "account"})


def of_lines(reading: Reading) -> bool:
    """Whether days that are over are told of what moved then, though that alone is like an order: 10月转给李四的."""
    days, today = reading.slots.get("period"), day_of(reading.now)
    over = isinstance(days, Period) and days.last < today and "amount" not in reading.slots
    told_of = any(OF_WHICH.search(clause) for clause in PAUSE.split(reading.folded))
    return over and told_of and looks(reading, besides=False)


def tails(text: str, slots: Slots, own: Own) -> Slots:
    """The slots, where a bare number that is the tail of one of the customer's accounts is that account.

    >>> tails("只看5207的", {"amount": Money.parse("5207")}, {"5207"})
    {'account': '5207'}
    >>> tails("5207元的", {"amount": Money.parse("5207")}, {"5207"}) == {"amount": Money.parse("5207")}
    True
    """
    amount = slots.get("amount")
    tail = str(amount.whole_yuan) if isinstance(amount, Money) else ""
    bare = {found[0] for found in FOUR.finditer(fold(said(text)))}
    if tail not in bare or slots.get("account", tail) != tail:
        return slots
    theirs = own is None or tail in own
    rest = {name: value for name, value in slots.items() if name not in ("account", "amount")}
    return rest | ({"account": tail} if theirs else {"amount": amount})


def _unbound(clause: str) -> str | None:
    """What shall leave nothing out any more, if that is all that is said; empty where it is not named."""
    folded = fold(said(clause))
    if not UNBOUND.search(folded) and not LOOSE.search(folded):
        return None
    if loose := LOOSE.match(folded):
        if direction(loose["who"]):
            return "direction"
        if FOUR.fullmatch(loose["who"].strip()):
            return "account"
        if likely(loose["who"]):
            return "counterparty"
    rest = LIMITS.sub("", UNBOUND.sub("", folded))
    named = FIELD.fullmatch(rest)
    return str(named.lastgroup) if named else None if TALK.sub("", rest) else ""


def _values(clause: str, before: Slots, own: Own, now: datetime) -> Slots | None:
    """The values of a clause; None where something else is said in it."""
    reading = read(said(clause), now)
    found = tails(clause, sought(clause, reading.slots, now), own)
    told = {name: value for name, value in found.items() if name in PARTS[INTENT]}
    told |= _in_that_month(reading, before.get("period"))
    bound = next((name for name, words in BOUNDS.items() if words.search(reading.masked)), "")
    if bound and "amount" in told:
        told[bound] = told.pop("amount")  # 上限1000
    said_of_lines = LARGEST.sub(" ", reading.masked) if "newest" in told else reading.masked
    left = AROUND.sub(" ", MONEY_OUT.sub(" ", MONEY_IN.sub(" ", said_of_lines)))
    if (named := NAME.fullmatch(reading.said)) and not told:
        return {"counterparty": named["who"]}
    left = left.replace(fold(str(told.get("counterparty") or "\n")), " ")
    tail = re.sub(rf"(?:{TALK.pattern}|\W)+$", "", left)
    who = re.sub(rf"^(?:(?!张{HAN}{{1,2}}$)(?:{TALK.pattern})|\W)+", "", tail)
    if likely(who):
        told.setdefault("counterparty", who)
        left = left.replace(who, " ")
    if "period" not in told and (days := _beside(reading.folded, before.get("period"))):
        told["period"], left = days, ""
    pieces = [piece for piece in re.split(r"[A-Z\W\d]+", TALK.sub(" ", left)) if piece]
    if len(pieces) == 1 and "direction" not in told and pieces[0] in WAYS:
        told["direction"] = WAYS[pieces.pop()]
    marks = re.search("[A-Z]", reading.masked) and not told
    return None if pieces or marks or found.keys() & {"without", "unmet"} else told


def _in_that_month(reading: Reading, shown: object) -> Slots:
    """The days that are named without their month, in the month that was shown: 12号, after 10月11号."""
    named = [place for place in reading.times if "period" in place.slots]
    days = DAYS.fullmatch(reading.folded[named[0].start : named[0].end]) if len(named) == 1 else None
    if (
        days is None
        or not isinstance(shown, Period)
        or shown.first.replace(day=1) != shown.last.replace(day=1)
    ):
        return {}
    month = Period.months(shown.first.year, shown.first.month)
    first = whole(days["first"] or days["day"]) or 0
    since = calendar_day(month.first.year, month.first.month, first)
    until = calendar_day(month.first.year, month.first.month, whole(days["last"] or "") or first)
    before = reading.folded[: named[0].start]
    if days["on"] or days["back"] or (side := FROM_DAY.search(before)):
        on = days["on"] or (not days["back"] and side and side["on"])
        since, until = (since, month.last) if on else (month.first, until)
    return {"period": Period(since, until)} if since and until and since <= until else {}


def _beside(folded: str, shown: object) -> Period | None:
    """The days right before those that were shown, or right behind them: as long as is said."""
    rest = STEPPING.sub("", TALK.sub(" ", folded) if re.search("[a-z]", folded) else folded).strip()
    rest = re.sub(r"[的呢嘞吧吗也看了]+\W*$", "", rest)
    back, on = BACK.fullmatch(rest), ON.fullmatch(rest)
    if not (found := back or on) or not isinstance(shown, Period):
        return None
    named = next(value for value in found.groups() if value)
    unit = UNITS.get(named, f"{named}s")
    first = shown.first if back else shown.last
    match unit:
        case "days":
            return Period.day(first - timedelta(days=1 if back else -1))
        case "weeks":
            return Period.week(first - timedelta(days=7 if back else -7))
        case "months":
            day = earlier(first.replace(day=1), months=1 if back else -1)
            return Period.months(day.year, day.month)
    return Period.months(first.year - (1 if back else -1), 1, 12)
