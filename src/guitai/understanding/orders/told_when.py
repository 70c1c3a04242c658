"""When an open order is to be sent, where a part of that is told anew: the day alone, or the hour. Pure."""

import re
from datetime import date, datetime, timedelta

from guitai.understanding.order_talk import TALK, left_of
from guitai.understanding.orders.monthly_words import HOUR, MonthlyBut, monthly_but
from guitai.understanding.slots.english_days import MONTH
from guitai.understanding.slots.found import REMARK as MEMO
from guitai.understanding.slots.found import TIME, EitherDay
from guitai.understanding.slots.number_words import whole
from guitai.understanding.slots.period import Period, calendar_day
from guitai.understanding.slots.reading import Reading, read
from guitai.understanding.slots.transfer_words import LAST_DAY, NOW, SOME_TIME, Monthly
from guitai.understanding.slots.wished import when
from guitai.zone import BANK_ZONE, day_of

SEND = "transfers.send"
NOON = 12
SOONEST = re.compile(
    r"现在|马上|立刻|立即|即刻|而家|依家"
    r"|(?<![a-z])(?:now(?! (?:make|change|set|let|it)\b)|at once|right away|immediately|asap)(?![a-z])"
)
CLOCK = re.compile(
    r"(?P<hour>2[0-3]|1?[0-9]|十?[一二两三四五六七八九十])(?:[点时]钟?(?P<half>半)?[正整]?|[:点](?P<minute>[0-5][0-9])分?)"
)
DAY = re.compile(
    r"[今明后昨前]|天|[日号]|周|星期|礼拜|月|\d[-/.]\d|[a-z]{3,}day|tomorrow|tmr|next|\d(?:st|nd|rd|th)"
)
DAY_OF_MONTH = re.compile(
    r"(?:[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})[号日]|(?<![0-9a-z])[0-9]{1,2}(?:st|nd|rd|th)(?![a-z])"
)
NUMBER = re.compile(r"[0-9]+|[一二三四五六七八九十廿]+")
# 明天早上吧九点
PARTED_HOUR = re.compile(
    r"(?P<day>[早晚上中下][上午晚]|[今明后後听聽][早晚朝日天]|凌晨|傍晚|朝早|夜晚)(?:[吧啦啊呢呀喇嘛]+|(?:个|個)?时间)[,，\s]*"
    r"(?=(?:\d{1,2}|[一二两兩三四五六七八九十]{1,3})[点點:：])"
)
OF_MONTH = re.compile(rf"月|{MONTH}|\b(?:this|next) month\b")  # no day of every month
WEEKDAY = re.compile(
    r"(?<![下本这个上])(?:周|星期|礼拜)[一二三四五六日天]"
    r"|(?<!next )(?<!this )(?<!coming )(?<![a-z])(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
)
LAST_OF_MONTH = re.compile(r"(?<![下这本个\d十])月[底末尾]|最后一[天日]|\blast day\b")  # 这个月底 is one day
ANY_HOUR = re.compile("[当全]天|随便几点|几点都|哪个点|any time")
PAST = re.compile(r"^上|昨|^前[天日晚]|\d[日号]|\b(?:last|yesterday)\b")  # 上周五转 is asked about
OF_IT = re.compile("[的嘅那这嗰]")  # 昨天那笔
# 不要现在转要等到周五再转 says only when not.
NOT_NOW = re.compile(
    r"(?:(?:但是?|不过|然后|就|先|可)*(?<![要用是特分区级告识])(?:不要|别|不是|不用|唔好|唔使)(?:急着|着急)?"
    r"|(?<![\w吗])not )"
    r"(?:现在|現在|马上|馬上|立刻|立即|而家|依家|今天|right now|now|today)"
    r"(?!就?是)(?:就)?(?:[转轉打汇匯付过過](?:账|賬|款|钱|錢|数|數)?(?:给[他她]|出去|过去)?)?"
    r"(?![吗嘛么了])[啊哈吧，, ]*"
)
REMARK = re.compile("((?:附言|备注|備註|备註|留言|memo|note).*)", re.IGNORECASE | re.DOTALL)
WAITS = re.compile(
    rf"等到?(?P<time>{TIME}+)(?:那天)?(?:的时候)?"
    r"再(?:帮我|给[^,。;]{1,6}?|[你我就])*(?:[转打汇付过寄发给]|$)"
)
NUMERAL = "[一二三四五六七八九十廿]"
DATE = re.compile(rf"(?<!\d)(?P<month>\d{{1,2}}|{NUMERAL}{{1,3}})月(?P<day>\d{{1,2}}|{NUMERAL}{{1,3}})[号日]")
LEAP_YEAR = 2028  # in which every day is that any year has
HALF = re.compile("[上下中早晚凌傍夜]|[ap]m")

# From when it was to be sent: a day later, 提前两天, 晚半个钟.
ONES = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "half an": 0.5, "半": 0.5}
UNITS = {
    "minutes": r"分钟?|minutes?|mins?",
    "hours": r"小时|钟头|粒?钟|hours?|hrs?",
    "days": r"[天日]|days?",
    "weeks": r"周|星期|礼拜|weeks?",
}
UNIT = "|".join(f"(?:{unit})" for unit in UNITS.values())
SOONER = r"提前|提早|往前[挪移调推]?|(?<![今明听昨每一])早"
LATER = r"推迟|推后|往后[挪移调推]?|延后|延迟|押后|顺延|(?<![今明听昨每])晚|迟"
COUNT = r"\d{1,2}|[一二两三四五六七八九十半]{1,3}|half an|an?|one|two|three|four|five"
SHIFT = re.compile(
    rf"(?:(?P<sooner>{SOONER})|(?P<later>{LATER}))[个多再]*(?P<count>{COUNT})个?(?P<unit>{UNIT})(?![之以]?[后前内])"
    rf"|\b(?:by )?(?P<many>{COUNT}) (?:full |whole )?(?P<of>{UNIT})"
    r" (?:(?P<before>earlier|sooner|ahead|before)|(?P<after>later|after))\b"
    rf"|\b(?:(?:bring|move|pull|push)(?: it| that| this)? (?:(?P<up>forward|up)|(?P<off>back|out|off))"
    rf"|(?P<prepone>prepone|advance)|(?P<delay>delay|postpone|push))(?: it| that| this)?(?: by)?"
    rf" (?P<by>{COUNT}) (?P<long>{UNIT})\b"
)
# From the day on which it was to be sent: 前一天晚上8点, the day after.
NEIGHBOUR = re.compile(
    r"(?P<eve>(?<!提)[前头][一1][天日]|\b(?:the )?(?:day|night|evening) before(?! yesterday))"
    r"|(?:[后第][一二12]|隔)[天日]|\b(?:the )?(?:next day|day after)(?! tomorrow)"
)
BARE = re.compile(r"2[0-4]|1?[0-9]|十?[一二两三四五六七八九十]")
OF_SUM = re.compile(
    r"[块元蚊¥钱]|金额|数[额目]|银码|[转付汇打给过俾]|\b(?:amount|sum|rmb|cny|yuan|send|pay|transfer|give)\b"
)
LAST_OF_ALL = 28  # of the days that every month has


def shifted(reading: Reading, before: object) -> tuple[object] | None:
    """When it is to be sent, where a clause says by how much sooner or later than `before`; none where it can't be.

    None where a clause says nothing of that, or it hangs on no day.
    """
    if (beside := NEIGHBOUR.search(reading.folded)) and isinstance(before, date):
        return (_neighbour(beside, reading, before),)
    found = SHIFT.search(reading.folded)
    hours = found and re.fullmatch(
        UNITS["hours"] + "|" + UNITS["minutes"], _one_of(found, "unit", "of", "long")
    )
    if found is None or (hours and not isinstance(before, datetime)):
        return None
    start, end = found.span()
    rest = reading.masked[:start] + " " + reading.masked[end:]
    if left_of(rest) or re.search("[A-Z]", rest):
        return (None,)  # two days before the 5th
    sooner = _one_of(found, "sooner", "before", "up", "prepone") != ""
    count = _one_of(found, "count", "many", "by")
    many = ONES.get(count) or whole(count) or 0
    unit = next(
        name for name, words in UNITS.items() if re.fullmatch(words, _one_of(found, "unit", "of", "long"))
    )
    by = timedelta(**{unit: -many if sooner else many})
    if isinstance(before, Monthly):
        day = before.day + by.days
        return (Monthly(day) if before.day and 0 < day <= LAST_OF_ALL >= before.day else None,)
    today = day_of(reading.now)
    so_far = today if before in (None, NOW) else before
    if not isinstance(so_far, date) or not by:
        return (None,)
    then = so_far + by
    past = then <= reading.now if isinstance(then, datetime) else then < today
    return (None if past or (many != int(many) and not hours) else then,)


def _neighbour(beside: re.Match[str], reading: Reading, before: date) -> date | None:
    """The day before or after `before`, at the hour that is said or else at that of `before`."""
    start, end = beside.span()
    rest = f"{reading.folded[:start]} {reading.folded[end:]}"
    marks = f"{reading.masked[:start]} {reading.masked[end:]}".replace(TIME, " ")
    if DAY.search(rest) or left_of(marks) or re.search("[A-Z]", marks):
        return None
    day, clock = _date(before) + timedelta(days=-1 if beside["eve"] else 1), reading.slots.get("when")
    hour = next((one for one in (clock, before) if isinstance(one, datetime)), None)
    then = datetime.combine(day, hour.astimezone(BANK_ZONE).time(), BANK_ZONE) if hour else day
    today = day_of(reading.now)
    return then if day > today or (isinstance(then, datetime) and then > reading.now) else None


def hour_or_sum(folded: str, before: object) -> bool:
    """Whether a bare number may be the hour as well, where it was to be sent at one: make it 4."""
    bare = BARE.fullmatch(TALK.sub("", folded).strip())
    return bare is not None and isinstance(before, datetime) and not OF_SUM.search(folded)


def _one_of(found: re.Match[str], *names: str) -> str:
    return next((found[name] for name in names if found[name]), "")


def told_when(reading: Reading, arrival: object, before: object) -> object:
    """When a clause says that it is to be sent, `arrival` being what was read; None where it says nothing of that.

    `before` is when it was to be sent so far: of a day alone the hour stays, of an hour alone the day.
    """
    if isinstance(before, Monthly | MonthlyBut) and not isinstance(arrival, Monthly | MonthlyBut | str):
        days = (before.day,) if isinstance(before, Monthly) else before.days
        limited = monthly_but(reading, days)
        if limited and not (limited.but == (HOUR,) and DAY.search(reading.folded)):
            return limited  # an hour of a day that is named makes it one of that day
        if hour_alone(reading.folded):
            return MonthlyBut((HOUR,), days)
    if clock := hour_alone(reading.folded):
        return _then(_next(clock, reading.now), reading.folded, before, reading.now)
    if not isinstance(arrival, Monthly | MonthlyBut):
        later = SOME_TIME if arrival == SOME_TIME else None
        day = when(SEND, reading) or (NOW if SOONEST.search(reading.folded) else later)
        arrival = day or arrival or _day(reading)
    told = _then(_on_that_date(arrival, reading), reading.folded, before, reading.now) if arrival else None
    return _of_which_week(told, reading, before)


def _on_that_date(arrival: object, reading: Reading) -> object:
    """When, of a date with the day of the week that it is: 12月1号 Tuesday is no other Tuesday."""
    if not isinstance(arrival, EitherDay) or not OF_MONTH.search(reading.folded):
        return arrival
    dated = WEEKDAY.sub(" ", reading.folded).strip()
    day = when(SEND, read(f"send {dated}" if dated.isascii() else f"{dated}转", reading.now))
    weekdays = {_date(one).weekday() for one in arrival.days}
    return day if isinstance(day, date) and day in arrival.days and len(weekdays) == 1 else arrival


def _of_which_week(told: object, reading: Reading, before: object) -> object:
    """A weekday that is named alone, where so far it was one of next week: of that week too, which nobody can tell."""
    named = WEEKDAY.search(reading.folded)
    if named is None or not isinstance(told, date) or not isinstance(before, date):
        return told
    today, this, that = (_date(one) for one in (reading.now, told, before))
    next_week = Period.week(today + timedelta(days=7)).first
    if Period.week(that).first != next_week or this >= next_week:
        return told
    return EitherDay(named[0], (told + (next_week - Period.week(this).first), told))


def not_now(text: str) -> str:
    """The text without what says that it is not to be sent now, where it says so beside when it is.

    >>> not_now("给李四转钱不要现在转等周五再转"), not_now("给李四转500 不是现在转吗")
    ('给李四转钱等周五再转', '给李四转500 不是现在转吗')
    """
    head, *remark = REMARK.split(text, maxsplit=1)
    rest = NOT_NOW.sub(lambda said_: "，" if head[: said_.start()][-1:].isdigit() else "", head)
    rest = "".join((rest, *remark))
    return rest if DAY.search(rest) or CLOCK.search(rest) else text


def of_day(text: str) -> str:
    """The text without what parts the hour from its day.

    >>> of_day("就明天早上吧九点"), of_day("明天吧，500块")
    ('就明天早上九点', '明天吧，500块')
    """
    return PARTED_HOUR.sub(r"\g<day>", text)


def of_that_day(text: str, arrival: object, before: object, now: datetime) -> object:
    """When, where an hour alone is told: of the day that was told before."""
    return _then(arrival, text, before, now) if isinstance(arrival, datetime) else arrival


def waited_for(reading: Reading) -> object:
    """When it is to be sent, where that is waited for: 等到周五再转. None where nothing is."""
    found = WAITS.search(reading.masked)
    word = reading.folded[slice(*found.span("time"))] if found else ""
    return (when(SEND, read(f"{word}转", reading.now)) or SOME_TIME) if word else None


def no_such_day(reading: Reading) -> bool:
    """Whether a day is named that no year has: 2月30号, 13月1号."""
    said = (one for one in DATE.finditer(reading.folded) if MEMO not in reading.valued[slice(*one.span())])
    dates = [(whole(one["month"]) or 0, whole(one["day"]) or 0) for one in said]
    return any(not calendar_day(LEAP_YEAR, month, day) for month, day in dates)


def _date(moment: date) -> date:
    return day_of(moment) if isinstance(moment, datetime) else moment


def hour_alone(folded: str) -> re.Match[str] | None:
    """The hour, where a clause says nothing else: 改成九点."""
    return CLOCK.fullmatch(TALK.sub("", folded).strip())


def _day(reading: Reading) -> date | None:
    """The day alone that is named: of 16号 the next one."""
    today = day_of(reading.now)
    spoken = _spoken(reading)
    if named := DAY_OF_MONTH.fullmatch(spoken):
        ahead = (today + timedelta(days) for days in range(62))
        return next((day for day in ahead if day.day == _number(named)), None)
    send = f"send {spoken}" if spoken.isascii() else f"{spoken}转"
    if spoken and isinstance(day := when(SEND, read(send, reading.now)), date):
        return day  # 周四, which is none of the past here
    period = reading.slots.get("period")
    if not isinstance(period, Period) or period.first != period.last:
        return None
    over = [place for place in reading.times if PAST.search(reading.folded[place.start : place.end])]
    told_of = any(OF_IT.match(reading.folded, place.end) for place in over)
    return period.first if period.last >= today or (over and not told_of) else None


def _number(day: re.Match[str]) -> int:
    found = NUMBER.match(day[0])
    return (whole(found[0]) if found else None) or 0


def _spoken(reading: Reading) -> str:
    """The words for a day, with the hour where that stands behind it; empty where there are several. Of 1号当天 1号."""
    runs = {
        reading.folded[slice(*run.span())] for run in re.finditer(f"{TIME}+(?: {TIME}+)*", reading.masked)
    }
    words = runs.pop() if len(runs) == 1 else ""  # 周四就周四
    for place in reading.times:
        word = reading.folded[place.start : place.end]
        words = words if TALK.sub("", word) else words.replace(word, "")
    return words


def _next(clock: re.Match[str], now: datetime) -> datetime:
    """The next time that the clock shows this."""
    minute = 30 if clock["half"] else int(clock["minute"] or 0)
    at = now.astimezone(BANK_ZONE).replace(
        hour=whole(clock["hour"]) or 0, minute=minute, second=0, microsecond=0
    )
    return at if at > now else at + timedelta(days=1)


def _then(said_: object, folded: str, before: object, now: datetime) -> object:
    """When, where a day or an hour alone is told: of the day, or at the hour, that was told before."""
    monthly = isinstance(before, Monthly | MonthlyBut) and not (isinstance(said_, Monthly) and said_.day)
    if (
        monthly
        and (day := DAY_OF_MONTH.search(folded))
        and not OF_MONTH.search(re.sub("每个?月", "", folded))
    ):
        return Monthly(_number(day))
    if monthly and LAST_OF_MONTH.search(folded):
        return Monthly(LAST_DAY)
    if isinstance(said_, datetime) and not DAY.search(folded) and isinstance(before, date):
        at = said_.astimezone(BANK_ZONE)
        late = isinstance(before, datetime) and before.astimezone(BANK_ZONE).hour >= NOON > at.hour
        hours = timedelta(hours=NOON if late and not HALF.search(folded) else 0)
        day_ = day_of(before) if isinstance(before, datetime) else before
        return datetime.combine(day_, at.time(), BANK_ZONE) + hours
    if ANY_HOUR.search(folded):
        return day_of(said_) if isinstance(said_, datetime) else said_
    if isinstance(before, datetime) and isinstance(said_, date) and not isinstance(said_, datetime):
        at_that_hour = datetime.combine(said_, before.astimezone(BANK_ZONE).time(), BANK_ZONE)
        return at_that_hour if at_that_hour > now else said_
    return said_
