"""What is ordered, where more is told: 上回存三年亏了，这次存一年 orders one year.

Which verbs order something, the intent tells: a value beside one of them is meant, where all others are only told of.
Of several sums, `tagging/sums.py` chooses.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from guitai.money import Money
from guitai.understanding.slots.beside_money import Unread
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.found import REMARK, TIME, EitherDay, Found, masked
from guitai.understanding.slots.gazetteer import Span
from guitai.understanding.slots.kin_words import KIN
from guitai.understanding.slots.money_words import ALL, MOVED, Sum
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.reading import Reading
from guitai.understanding.slots.transfer_words import LATER
from guitai.understanding.slots.withdrawn import regretted
from guitai.zone import day_of

REPAY = r"还(?!有|剩|没|是|差|不)|[清结付冲]|转|找(?!人|谁)|\b(?:re)?pay|\bclear|\bsettle|\bput\b|\bsend"
BORROW = r"借(?!给|条)|贷(?!款还)|周转|申请|要|拿|\b(?:borrow|need|apply|get|take|loan|lend)"
PUT = r"[存放转弄换锁做]|定[期存]|拿(?!走)|\b(?:deposit|put|lock|place|fix|move|turn)"
BREAK = r"[取支提拿领动]|转出|uplift|\b(?:withdraw|break|take|get|pull|cash|close|need)"
# With which verbs what is wished for is ordered.
VERBS = {
    intent: re.compile(verbs)
    for intent, verbs in {
        "transfers.send": (
            r"转(?!账记录)|[汇打付给还发寄划拨补退弄挪移]|执行|生效|结(?!婚|果)|[过入]数|走账|[到出入]账"
            r"|\b(?:send|transfer|pay|wire|remit|give|return|forward)\b"
        ),
        "circles.repay": rf"{REPAY}|[给退]|\b(?:give|return)",
        "circles.lend": r"借给|(?<![要想])借|[出投给转拿]|支持|support|\b(?:lend|chip|put|fund|give|send|loan|in for)",
        "circles.borrow": BORROW,
        "loans.apply": BORROW,
        "loans.repay": REPAY,
        "credit.repay": REPAY,
        "credit.instalment": r"分|\b(?:split|instal|spread)",
        "deposits.open": PUT,
        "deposits.withdraw": BREAK,
        "withdrawals.create": BREAK,
        "wealth.buy": (
            r"[买投申入放换购扔]|来(?!的|说)|加仓|存进|转[入到进]"
            r"|\b(?:buy|invest|put|get|subscribe|move|add)"
        ),
        "wealth.redeem": r"[赎熟卖取提撤出沽拿抛]|清仓|转|\b(?:redeem|sell|cash|take|withdraw|get|pull|liquidate)",
        "bills.pay": r"[交缴付清充冲]|\b(?:pay|settle)",
        "topup.mobile": r"[充加冲]|交|安排|\b(?:top|recharge|add|load|put)",
        "insurance.buy": r"[买投]|保(?!险|单)|\b(?:buy|get|take|insure)",
        "branches.book": r"[约订去来办]|号|见|\b(?:book|visit|come|appointment|see|meet|slot|reserve)",
    }.items()
}
# What is asked of the past is asked with these words: a time beside one of them is meant.
ASKED = {
    intent: re.compile(words)
    for intent, words in {
        "accounts.transactions": (
            r"流水|明细|交易|账|[花收进出转刷扣取存打付]|\b(?:spen|came|went|paid|transact|money|got)"
        ),
        "accounts.statement": r"流水|对账单|账单|明细|证明|statement",
        "credit.bill": r"账单|[还欠]|卡数|bill|statement|owe",
        "bills.list": r"费|[缴交欠]|罚|bill|fee|paid|owe",
        "transfers.status": r"[转汇打过付寄]|款|transfer|sen[dt]|wire|paid",
        "payments.orders": r"[退付买刷]|支付|扫|订单|paid|refund|bought",
        "wealth.orders": r"[买扣申认购赎]|单|份额|bought|order|subscri",
    }.items()
}
OWED = frozenset({"bills.list"})  # what is owed is owed now
TAKES_ALL = frozenset(
    "transfers.send circles.repay loans.repay credit.repay credit.instalment deposits.open deposits.withdraw"
    " wealth.buy wealth.redeem".split()
)
# Of what is asked about, borrowed, given or bought anew, all of it is no sum: 钱全退了吗.
TAKES_NONE = frozenset(
    "transfers.status transfers.cancel payments.orders payments.code loans.apply circles.borrow circles.lend"
    " topup.mobile insurance.buy wealth.browse".split()
)
CLEARS = frozenset({"loans.repay", "credit.repay", "circles.repay"})  # clearing a debt leaves nothing of it
CLEARED = re.compile("(?<![已没未])(?:结清|清掉|清偿)(?![吗没]|证明)")
STILL_OWED = re.compile(r"余额|[欠剩]|本金|最低|应还|\b(?:owe|owed|owing|balance|outstanding|left)\b")
# Behind all of it: what is left of it, and what doing so costs.
BESIDE = re.compile(
    r"[欠亏]|利息|违约|手续费|\b(?:left|owe|interest|penalty|fees?|los(?:e|ing)|reminders?|already)\b"
)
ANSWER = re.compile(rf"(?:{ALL.pattern})\W*")  # 全部 alone answers whatever was asked
PAUSE = re.compile(
    r"[,，。;；:：!！?？…~\n]+|\.(?=\s|$)|\.{2,}|[唉哎](?!呀)|\s(?:but|so|and then|then|now|please)\s"
    r"|\sand\s(?=i (?:want|need)\b)"
    r"|(?<=..)(?=先(?![生不别])|[这今]次|这回|帮我|给我[转汇打取存赎买]|麻烦|要不|打算|准备|(?<!本来)(?<!原[来本先])我?想[先拿把给要转还存取买]|我[只就也]?[肯能要]?[给出借拿转还存取买]他?她?A)"
)
FOR_A_DAY = frozenset({"transfers.send", "deposits.open"})  # are ordered for a day, or done at once
# Of what was, and of what something costs or comes to.
TOLD = re.compile(
    r"了|过(?![来去数])|到手|到账|收[到入]|上[次回个月周]|[昨前]天|之前|以前|刚|去年|今年|共|总|欠|借|工资|奖金"
    r"|薪|[学房车饭水电医药路]费|[学房]?租|月供|首付|礼金|报销|[手卡账]里|手[上头]|余额|[还只就]剩|有(?!没)|要[交用付花还]|价|涨|罚|赔"
    r"|每|目标|一[晚天年位人]|送的|得了|垫|是|存着|终奖|扣掉|说|拿走|[这上]期|账单|期里|[跟向找问][我咱][要借]"
    r"|^\W*(?:he|she|they|it)\b|\b(?:was|were|had|has|have|got|came|cost\w*|is|spent|paid|sent|earned|received|owe|owed|lent|borrowed"
    r"|last|yesterday|ago|already|bonus|salary|rent|fee|price|total|comes?)\b"
)
# What such a sum is, or who wants it; and an order that says no more than the sum.
TOLD_SUM = re.compile("剩下?的?A|A(?:块钱?|元)?(?:的(?!话)(?=.)|起)|那笔?A|要借?A|差A|留A|A多")
ORDERED_SUM = re.compile("(?:那就?|就)?A+(?:块钱?|元)?吧|那就A+|还是A+(?:块钱?|元)?[^A]{0,3}")
SETTLES = re.compile("(?:还是|那?就|改成?)[^A]{0,4}T+[^A]{0,4}吧")
# How long somebody has worked or been a customer is no term: 返工三年, 开店五年了, worked here for 3 years.
LIVED = re.compile(
    "(?:[返开上做打]工|工作|上班|入职|开店|经营|认识|合作|结婚|毕业|退休)[满了过咗足]{0,2}$|[干住交缴][满了咗足]$"
    r"|\b(?:worked|working|lived|living|been|employed)\b[^,.;]{0,20}\bfor $"
)
LIVED_SO = re.compile(
    "(?:的?(?:工龄|老客户|工作经验|经验|社保)|了(?!吗))|\\s(?:of (?:work|service)|in (?:this|the) job)"
)
DUE = re.compile(r"\bdue (?:on |by )?$")
KEPT = re.compile("留A|再说|其余|等.{0,8}再|(?:以后|回头|下[个次]月?)再")
PAST = re.compile(rf"^(?:[了过](?!吧|[来去,。]|$)|给?(?!{KIN})我|的)|^(?:ed|t)?\b (?:me|us)\b")
BEFORE = re.compile(
    "上[次回个]|[昨前]天|本来|原[来本先想]|^[A-Z,]*(?:别人|人家|大家|有人)|之前|以前|已经|刚|去年|起[购投存买]|最低|^[A-Z,]*[他她]|说(?!明(?!天))|非要|[跟向找问][我咱]要"
    "|\\b(?:last|yesterday|already|he|she|they)\\b"
)
NOT = re.compile("(?:别|勿|没|未|唔好|(?<![要哦噢])不)[要用想]?$")  # 今天先不转, but 要不转
AWAITED = re.compile(
    "等到?T+[^A-Z,。;]{0,4}再(?![说讲看想定决联议])"
)  # 等礼拜四再打: it is ordered, for then
NOW = re.compile("[这今]次|这回|this time")
PARTLY = re.compile(
    r"(?<![大全])部分|一[点些]|[点些]吧|剩下|余下|其余|\b(?:part|some|a (?:bit|little)|portion|the rest)\b"
)
GAINED = re.compile("[亏赔跌赚涨挣]|每个?[月期年天]|月供|\\b(?:lost|gained|made|up|down)\\b")
HOW_MUCH = re.compile("多少|几多|几钱|怎么算|\\bhow much\\b")
# What may stand beside a day in a clause of its own, and says nothing else: 时间定在明天, make sure it arrives on ..
BARE = re.compile(
    r"[A-Z]|之[前后]|以前|可以|时间|日期|时候|那[天日]|会儿?|最[晚迟早]|预约|安排|定时|麻烦|一早|不急|执行|生效|到期"
    r"|[\s的吧就前到账要左右再都也是在于得好啊哦呢那行成为等约选定设改先才了请帮排办做我想最不别]"
    r"|(?<![a-z])(?:on|by|at|for|it|is|the|of"
    r"|this|coming|any|(?:some)?time|please|but|would|will|should|be|fine|ok|okay|good|make|sure|that|schedule|set|date"
    r"|arrives?|until|till|wait|no later than|latest|around|as|not|(?:when|once)(?= T)|(?:comes|rolls)(?: a?round)?)"
    r"(?![a-z])"
)
# The day on which the customer is paid is not that on which they pay: 工资周五才发，先转500.
PAYDAY = re.compile(
    r"(?:工资|薪水?|奖金|粮)[^,。;]{0,8}[发到出]|[发出]了?(?:工资|薪水?|奖金|粮)"
    r"|\b(?:salary|pay(?:day|check|cheque)|(?:i get|got) paid)\b"
)
THEN = re.compile(r"到时|那[天时]|再|[之以]后|然后|\b(?:then|after)")
EVENING = re.compile("[晚夜]|night|evening")
# 不要等到明天, not today
NOT_THEN = re.compile(
    r"(?:(?<!要)[不别勿]|唔好|\bnot|\bn't)(?:[要是在过等到\s]|等到|\b(?:on|by|for|till|until|before)\b)*$"
)
OTHERWISE = re.compile(f"{MOVED}|\\b(?:sell|transfer|send|withdraw|redeem|repay|pay|put|deposit)")


def only_told(intent: str, reading: Reading) -> bool:
    """Whether the one amount is told of, and a part of it ordered that isn't named: 发了3万6，还掉一部分车贷.

    Or all of something that it tells of: 亏了五万，全部卖掉; but 有八万，都存了吧 orders what there is.
    """
    verbs = VERBS.get(intent)
    clauses = list(_clauses(reading))
    named = {_around(place.start, clauses) for place in reading.sums if isinstance(place.money, Money)}
    by_how_much = all(GAINED.search(reading.folded[slice(*clause)]) for clause in named)
    return bool(
        verbs
        and named
        and all(_tells(clause, reading) and not _ordered(verbs, clause, reading) for clause in named)
        and any(
            (PARTLY.search(said := reading.folded[slice(*clause)]) or (by_how_much and ALL.search(said)))
            and _ordered(verbs, clause, reading)
            for clause in clauses
            if clause not in named
        )
    )


def all_of_it(intent: str, reading: Reading) -> bool:
    """Whether all of it is ordered, and not asked about or done already: 股票全卖了，想买基金 buys none for all."""
    if ANSWER.fullmatch(reading.folded):
        return True
    said = [*ALL.finditer(reading.folded)]
    said += CLEARED.finditer(reading.folded) if intent in CLEARS else []
    if intent not in TAKES_ALL:
        return bool(said) and intent not in TAKES_NONE
    verbs = VERBS[intent]
    clauses = list(_clauses(reading))
    for match in said:
        begin, end = _around(match.start(), clauses), _around(match.end() - 1, clauses)
        clause = reading.folded[begin[0] : end[1]]
        if HOW_MUCH.search(clause.replace(match[0], "")) or NOT.search(reading.folded[: match.start()]):
            continue
        if verbs.search(clause) or not OTHERWISE.search(match[0]):
            return True
    return False


def all_instead(intent: str, reading: Reading) -> bool:
    """Whether all of it is ordered in the place of each sum that was named: 先还一万，算了，全还."""
    clauses = list(_clauses(reading))
    at = max((match.start() for match in ALL.finditer(reading.folded)), default=-1)
    sums = (place for place in reading.sums if place.money is not Unread.COUNT)
    return all(_gave_way(intent, place, at, clauses, reading) for place in sums)


def _gave_way(intent: str, place: Sum, at: int, clauses: Sequence[Span], reading: Reading) -> bool:
    told = _around(place.start, clauses)
    said = reading.folded[slice(*told)]
    if at < told[0]:
        return bool(BESIDE.search(said)) and not _ordered(VERBS[intent], told, reading)
    if place.end > at or at < told[1]:
        return False
    owed = intent in CLEARS and STILL_OWED.search(said) and not _ordered(VERBS[intent], told, reading)
    before = BEFORE.search(reading.folded[max(0, told[0] - 2) : told[1]])  # 本来 | 打算取1万的
    return bool(owed or before or regretted(reading.valued, place.end, at))


def when(intent: str, reading: Reading, sum_: object = None) -> date | datetime | EitherDay | None:
    """The day or moment that is ordered, or one of two, without the days of which is only told: 今天她过生日."""
    verbs = VERBS.get(intent)
    clauses = list(_clauses(reading))
    every = {
        value: place
        for place in reading.times
        if isinstance(value := place.slots.get("when", place.slots.get("arrival")), date | EitherDay)
    }
    moments = {value.date() for value in every if isinstance(value, datetime)}
    every = {
        value: place
        for value, place in every.items()
        if value not in moments and not NOT_THEN.search(reading.folded[: place.start])
    }
    around = {value: _around(place.start, clauses) for value, place in every.items()}
    meant = {
        value
        for value, clause in around.items()
        if verbs is None
        or (
            not _of_payday(intent, clause, clauses, reading)
            and (
                _ordered(verbs, clause, reading)
                or any(
                    clause[0] <= place.start < clause[1] and sum_ in (None, place.money)
                    for place in reading.sums
                )
                or AWAITED.search(_valued(clause, reading))
                or not BARE.sub("", _valued(clause, reading))
            )
        )
    }
    if intent in FOR_A_DAY or len(every) > 1:
        return meant.pop() if len(meant) == 1 else None
    return next(iter(every), None)


def _of_payday(intent: str, clause: Span, clauses: Sequence[Span], reading: Reading) -> bool:
    """Whether it tells when the customer is paid, and another clause orders, not for then: 先转500，周五发工资.

    What orders behind it in the same clause may be for another day: 周五发工资周六转.
    """
    others = [other for other in clauses if other != clause]
    payday = PAYDAY.search(reading.folded, *clause)
    return bool(
        payday
        and not _ordered(VERBS[intent], (payday.end(), clause[1]), reading)
        and any(_ordered(VERBS[intent], other, reading) for other in others)
        and not any(THEN.search(reading.folded[slice(*other)]) for other in others)
    )


def some_time(reading: Reading, sum_: object = None) -> bool:
    """Whether it is to be sent later, at a time that can't be read: 过几天, 明天下午, 发了工资再转."""
    read_ = [
        place
        for place in reading.times
        if place.slots.keys() & {"when", "arrival"}
        and not EVENING.search(reading.folded[place.start : place.end])
    ]
    if any(isinstance(place.slots.get("when"), datetime) for place in reading.times):
        return False
    said = [
        one
        for one in LATER.finditer(reading.folded)
        if REMARK not in reading.valued[slice(*one.span())]
        and not any(place.start < one.end() and one.start() < place.end for place in read_)
        and not NOT_THEN.search(reading.folded[: one.start()])
    ]
    valued = masked(reading.valued, (Found(*one.span(), TIME) for one in said))
    clauses = list(_clauses(reading))
    return any(
        _ordered(VERBS["transfers.send"], clause := _around(one.start(), clauses), reading)
        or any(clause[0] <= place.start < clause[1] and sum_ in (None, place.money) for place in reading.sums)
        or not BARE.sub("", valued[slice(*clause)])
        for one in said
    )


def term(intent: str, reading: Reading, sum_: object = None) -> Term | None:
    """Of several lengths of time the one that is ordered: 上回存三年亏了，这次存一年.

    One alone is, unless it tells how long somebody has lived so (公积金交满6年了), or of a sum that is not ordered:
    房租一个月3200.
    """
    verbs = VERBS.get(intent)
    clauses = list(_clauses(reading))
    every = {
        value: _around(place.start, clauses)
        for place in reading.times
        if isinstance(value := place.slots.get("term"), Term)
        and not (LIVED.search(reading.folded[: place.start]) or LIVED_SO.match(reading.folded[place.end :]))
        and not any(_beside_it(place, other) and sum_ not in (None, other.money) for other in reading.sums)
    }
    if len(every) < 2:
        return next(iter(every), None)
    settled = {value for value, clause in every.items() if SETTLES.search(_valued(clause, reading))}
    meant = {
        value
        for value, clause in every.items()
        if verbs and (_ordered(verbs, clause, reading) or not TOLD.search(_valued(clause, reading)))
    }
    meant = settled if len(settled) == 1 else meant
    return meant.pop() if len(meant) == 1 else None


def period(intent: str, reading: Reading) -> Period | None:
    """Of several times the one that is asked about, where the others are told of: 上月账单多少, 我16号才发工资."""
    asked = ASKED.get(intent)
    every = {
        value: place
        for place in reading.times
        if isinstance(value := place.slots.get("period"), Period)
        and not DUE.search(reading.folded[: place.start])
    }
    today = day_of(reading.now)
    past = {value: place for value, place in every.items() if value.first <= today} or every
    clauses = list(_clauses(reading))
    if asked is None or len(past) < 2:
        value = next(iter(past), None) if len(past) == 1 else None
        if asked is None or value is None:
            return value
        told = _around(past[value].start, clauses)
        passed = "了" in reading.folded[slice(*told)] and intent in OWED
        return None if (passed or value.first > today) and _beside(asked, told, clauses, reading) else value
    meant = {
        value for value, place in past.items() if asked.search(reading.folded, *_around(place.start, clauses))
    }
    return meant.pop() if len(meant) == 1 else None


def _beside_it(place: Found, other: Sum) -> bool:
    return 0 <= place.start - other.end <= 1 or 0 <= other.start - place.end <= 1


def _beside(asked: re.Pattern[str], told: Span, clauses: Sequence[Span], reading: Reading) -> bool:
    """Whether it is only when something else happens: 3号被拍了，罚款交了吗; 开个流水，公司下周五前要."""
    return not asked.search(reading.folded, *told) and any(
        asked.search(reading.folded, *clause) for clause in clauses
    )


def _clauses(reading: Reading) -> Iterator[Span]:
    at = 0
    for pause in [*PAUSE.finditer(reading.valued), None]:
        end = pause.start() if pause else len(reading.valued)
        if end > at:
            yield at, end
        at = pause.end() if pause else end


def _around(place: int, clauses: Sequence[Span]) -> Span:
    return next((clause for clause in clauses if clause[0] <= place < clause[1]), (place, place))


def _valued(clause: Span, reading: Reading) -> str:
    return reading.valued[slice(*clause)]


def _ordered(verbs: re.Pattern[str], clause: Span, reading: Reading) -> bool:
    said, valued = reading.folded[slice(*clause)], _valued(clause, reading)
    if BEFORE.search(said) or KEPT.search(valued):
        return False
    if NOW.search(said) or ORDERED_SUM.fullmatch(valued):
        return True
    return any(
        not PAST.match(said[verb.end() :]) and not NOT.search(said[: verb.start()])
        for verb in verbs.finditer(said)
    )


def _tells(clause: Span, reading: Reading) -> bool:
    told = TOLD.search(reading.folded[slice(*clause)]) or TOLD_SUM.search(_valued(clause, reading))
    return told is not None
