"""Days, periods and moments as people say them, each put together from the days it stands for. Knows no parser."""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

FIGURES = "零一二三四五六七八九"
WEEK = "一二三四五六日"
ENGLISH_WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
ENGLISH_MONTHS = (
    "January February March April May June July August September October November December".split()
)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Said:
    """A sentence said on a day, the slot it fills, and the value: days, a day, a moment; None where it must ask."""

    text: str
    today: date
    slot: str
    value: tuple[date, date] | date | datetime | None


def numeral(number: int) -> str:
    """1 to 99 as it is said."""
    tens, ones = divmod(number, 10)
    if number < 10:
        return FIGURES[number]
    return ("" if tens == 1 else FIGURES[tens]) + "十" + (FIGURES[ones] if ones else "")


def month_days(year: int, month: int) -> tuple[date, date]:
    """A calendar month; months beyond the year are the next year's."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def months_before(day: date, months: int) -> date:
    """The same day so many months before, or the month's last."""
    first, last = month_days(day.year, day.month - months)
    return first.replace(day=min(day.day, last.day))


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def near_days(rng: Random, today: date) -> tuple[str, tuple[date, date]]:
    """昨天, 三天前, yesterday."""
    back = rng.randint(3, 20)
    words = {
        "今天": 0,
        "昨天": 1,
        "前天": 2,
        "大前天": 3,
        "昨日": 1,
        "today": 0,
        "yesterday": 1,
        "the day before yesterday": 2,
        "琴日": 1,
        "昨晚": 1,
    }
    words |= {f"{back}天前": back, f"{numeral(back)}天前": back, f"{back} days ago": back}
    text = rng.choice(list(words))
    return text, (today - words[text] * ONE_DAY,) * 2


def named_days(rng: Random, today: date) -> tuple[str, tuple[date, date]]:
    """A day with its month, in figures or words, with or without its year."""
    day = today - rng.randint(0, 350) * ONE_DAY
    month, number = ENGLISH_MONTHS[day.month - 1], day.day
    cn = f"{numeral(day.month)}月{numeral(number)}"
    texts = [
        f"{day.month}月{number}号",
        f"{day.month}月{number}日",
        f"{cn}号",
        f"{cn}日",
        f"{month} {number}",
        f"{number} {month}",
        f"{month[:3]} {number}th",
        f"{day.month}月{number}號",
    ]
    texts += [
        f"{day.year}年{day.month}月{number}日",
        day.isoformat(),
        f"{day.year}/{day.month}/{number}",
        f"{month} {number}, {day.year}",
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{number}",
    ]
    if number in (1, 2, 3, 21, 22, 23, 31):
        texts.remove(f"{month[:3]} {number}th")
    return rng.choice(texts), (day, day)


def weekdays(rng: Random, today: date) -> tuple[str, tuple[date, date]]:
    """上周五, 上上周三, last Friday: of the week before, whatever today is."""
    at, back = rng.randint(0, 6), rng.choice([1, 1, 2])
    name = rng.choice(["周", "星期", "礼拜", "週"])
    ge = rng.choice(["", "个"]) if name != "周" else ""
    text = "上" * back + ge + name + WEEK[at]
    if back == 1 and rng.random() < 0.3:
        text = f"last {ENGLISH_WEEK[at]}"
    day = monday(today) - timedelta(days=7 * back - at)
    return text, (day, day)


def weeks_and_months(rng: Random, today: date) -> tuple[str, tuple[date, date]]:
    """上周, 本月, 上上个月, last month."""
    start = monday(today)
    week = {
        name: (start - timedelta(days=7 * back), start - timedelta(days=7 * back - 6))
        for name, back in {
            "本周": 0,
            "这周": 0,
            "这个星期": 0,
            "上周": 1,
            "上个礼拜": 1,
            "上上周": 2,
            "this week": 0,
            "last week": 1,
            "上星期": 1,
            "上週": 1,
        }.items()
    }
    month = {
        name: month_days(today.year, today.month - back)
        for name, back in {
            "本月": 0,
            "这个月": 0,
            "上个月": 1,
            "上月": 1,
            "上上个月": 2,
            "這個月": 0,
            "上個月": 1,
            "this month": 0,
            "last month": 1,
            "the month before last": 2,
            "当月": 0,
        }.items()
    }
    text = rng.choice([*week, *month])
    return text, (week | month)[text]


def named_months(rng: Random, today: date) -> tuple[str, tuple[date, date]]:
    """10月份, 去年三月, 2025年12月, September."""
    back = rng.randint(0, 11)
    first, last = month_days(today.year, today.month - back)
    name = ENGLISH_MONTHS[first.month - 1]
    texts = [
        f"{first.month}月",
        f"{first.month}月份",
        f"{numeral(first.month)}月份",
        f"{numeral(first.month)}月",
        f"{first.year}年{first.month}月",
        f"in {name}",
        f"{name} {first.year}",
        f"{first.year}年{numeral(first.month)}月份",
    ]
    if first.year == today.year:
        texts.append(f"今年{first.month}月")
    else:
        texts.append(f"去年{numeral(first.month)}月")
    return rng.choice(texts), (first, last)


def parts_of_year(rng: Random, today: date) -> tuple[str, tuple[date, date]]:
    """上半年, 三季度, 去年, 2025年第四季度, 今年以来."""
    year = today.year - rng.choice([0, 1])
    which = {today.year: "今年", today.year - 1: "去年"}[year]
    quarter, half = rng.randint(1, 4), rng.randint(1, 2)
    spans = {
        f"{which}{numeral(quarter)}季度": (3 * quarter - 2, 3 * quarter),
        f"{year}年第{numeral(quarter)}季度": (3 * quarter - 2, 3 * quarter),
        f"{which}{'上下'[half - 1]}半年": (6 * half - 5, 6 * half),
        f"{year}年": (1, 12),
        which: (1, 12),
        f"{which}全年": (1, 12),
    }
    text = rng.choice(list(spans))
    first, last = spans[text]
    period = month_days(year, first)[0], month_days(year, last)[1]
    if rng.random() < 0.2:
        text, period = rng.choice(["今年以来", "今年到现在", "年初至今"]), (date(today.year, 1, 1), today)
    return text, period


def back_from_today(rng: Random, today: date) -> tuple[str, tuple[date, date]]:
    """近三个月, 最近7天, past two weeks: up to today, days counted with today among them."""
    near = rng.choice(["近", "最近", "过去"])
    count = rng.randint(2, 12)
    days, weeks = rng.choice([7, 10, 15, 30, 60, 90]), rng.randint(1, 4)
    by_months = {
        f"{near}{numeral(count) if count != 2 else '两'}个月": count,
        f"{near}{count}个月": count,
        f"past {count} months": count,
        f"{near}半年": 6,
        f"{near}一年": 12,
        f"last {count} months": count,
        f"{near}两年": 24,
    }
    by_days = {
        f"{near}{days}天": days,
        f"past {days} days": days,
        f"{near}{numeral(weeks)}周" if weeks != 2 else f"{near}两周": 7 * weeks,
        f"last {weeks + 1} weeks": 7 * (weeks + 1),
        f"{near}{numeral(days)}天": days,
    }
    if rng.random() < 0.5:
        text = rng.choice(list(by_months))
        return text, (months_before(today, by_months[text]), today)
    text = rng.choice(list(by_days))
    return text, (today - (by_days[text] - 1) * ONE_DAY, today)


def ranges(rng: Random, today: date) -> tuple[str, tuple[date, date]]:
    """11月1日到15日, 从9月3号到10月8号, September 3 to October 8, 8月到10月."""
    first = today - rng.randint(30, 300) * ONE_DAY
    last = first + rng.randint(1, 29) * ONE_DAY
    to = rng.choice(["到", "至", "-", "~"])
    a, b = f"{first.month}月{first.day}", f"{last.month}月{last.day}"
    texts = [f"{a}号{to}{b}号", f"从{a}日{to}{b}日", f"{first.isoformat()}至{last.isoformat()}"]
    texts += [
        f"from {ENGLISH_MONTHS[first.month - 1]} {first.day} to {ENGLISH_MONTHS[last.month - 1]} {last.day}",
        f"{numeral(first.month)}月{numeral(first.day)}号到{numeral(last.month)}月{numeral(last.day)}号",
    ]
    if first.month == last.month:
        texts += [
            f"{a}号到{last.day}号",
            f"{a}日至{last.day}日",
            f"{first.month}月{first.day}-{last.day}号",
            f"{ENGLISH_MONTHS[first.month - 1]} {first.day} to {last.day}",
        ]
    if rng.random() < 0.2:
        months = rng.randint(1, 4)
        begin, _ = month_days(today.year, today.month - 6)
        _, end = month_days(begin.year, begin.month + months)
        return f"{begin.month}月到{end.month}月", (begin, end)
    if rng.random() < 0.1:
        return f"{a}号到现在", (first, today)
    return rng.choice(texts), (first, last)


CLOCKS: dict[str, time] = {
    "上午九点": time(9),
    "上午10点半": time(10, 30),
    "下午三点": time(15),
    "下午2点": time(14),
    "中午12点": time(12),
    "晚上八点": time(20),
    "早上8点": time(8),
    "下午4:30": time(16, 30),
    "10:15": time(10, 15),
    "14:00": time(14),
    "下午两点一刻": time(14, 15),
    "上午十一点四十五分": time(11, 45),
    "三点": time(15),
    "9点": time(9),
    "下午五点二十": time(17, 20),
    "十点钟": time(10),
    "晚上7点半": time(19, 30),
}
ENGLISH_CLOCKS = {
    "at 3 pm": time(15),
    "at 10:30 am": time(10, 30),
    "at 9am": time(9),
    "at half past two": time(14, 30),
    "at noon": time(12),
    "at 14:00": time(14),
    "at 3 o'clock": time(15),
    "at quarter to ten": time(9, 45),
}


def ahead(rng: Random, today: date) -> tuple[str, date | datetime]:
    """明天下午三点, 下周五, 12月5号上午九点, next Tuesday at 3 pm."""
    far, at, on = rng.randint(2, 20), rng.randint(0, 6), today + rng.randint(1, 300) * ONE_DAY
    start = monday(today)
    _, month_end = month_days(today.year, today.month)
    following = month_days(today.year, today.month + 1)[0]
    days = {
        "明天": 1,
        "后天": 2,
        "大后天": 3,
        f"{far}天后": far,
        f"{numeral(far)}天后" if far != 2 else "两天后": far,
        "聽日": 1,
    }
    chinese = {text: today + count * ONE_DAY for text, count in days.items()}
    chinese |= {
        f"下周{WEEK[at]}": start + timedelta(days=7 + at),
        f"下个星期{WEEK[at]}": start + timedelta(days=7 + at),
        f"下下周{WEEK[at]}": start + timedelta(days=14 + at),
        f"{on.month}月{on.day}号": on,
        f"{numeral(on.month)}月{numeral(on.day)}日": on,
        f"{on.year}年{on.month}月{on.day}日": on,
        f"下个月{far}号": following.replace(day=far),
        "月底": month_end,
    }
    english = {
        "tomorrow": today + ONE_DAY,
        "the day after tomorrow": today + 2 * ONE_DAY,
        f"next {ENGLISH_WEEK[at]}": start + timedelta(days=7 + at),
        f"in {far} days": today + far * ONE_DAY,
        f"on {ENGLISH_MONTHS[on.month - 1]} {on.day}": on,
        f"on {on.day} {ENGLISH_MONTHS[on.month - 1]}": on,
    }
    words, times = (chinese, CLOCKS) if rng.random() < 0.75 else (english, ENGLISH_CLOCKS)
    text = rng.choice(list(words))
    if rng.random() < 0.5:
        return text, words[text]
    clock = rng.choice(list(times))
    return text + ("" if words is chinese else " ") + clock, datetime.combine(words[text], times[clock])


NO_DAY = "2月30号 13月1号 4月31日 最近 以前 2月30日到3月5日 每月15号 每周五 前段时间 过几天 三年级 11月31号".split()
LOOKING_BACK: list[Callable[[Random, date], tuple[str, tuple[date, date]]]] = [
    near_days,
    named_days,
    weekdays,
    weeks_and_months,
    named_months,
    parts_of_year,
    back_from_today,
    ranges,
]
BACK_AROUND = [
    "{}",
    "查{}的明细",
    "{}花了多少",
    "看看{}的账单",
    "帮我拉一下{}的流水",
    "{}收入多少",
    "尾号8888的卡{}的交易",
    "{}有没有一笔500的支出",
]
ENGLISH_BACK_AROUND = ["{}", "how much did I spend {}", "show my transactions {}", "statement for {}"]
AHEAD_AROUND = ["{}给张三转500", "预约{}去网点", "帮我约{}办业务", "{}转两千块给房东", "我想{}过去开户"]
ENGLISH_AHEAD_AROUND = ["send 500 to Li Lei {}", "book a visit {}", "I'd like to come {}"]


def _english(text: str) -> bool:
    return text.isascii() and any(character.isalpha() for character in text)


def dates(seed: int, count: int) -> Iterator[Said]:
    """So many sentences, each with a day, a period or a moment in it; the same for the same seed."""
    rng = Random(seed)
    for _ in range(count):
        today = date(2025, 1, 1) + rng.randint(0, 1400) * ONE_DAY
        roll = rng.random()
        if roll < 0.05:
            yield Said(rng.choice(["{}", "查{}的明细"]).format(rng.choice(NO_DAY)), today, "period", None)
        elif roll < 0.3:
            text, value = ahead(rng, today)
            around = rng.choice(ENGLISH_AHEAD_AROUND if _english(text) else AHEAD_AROUND)
            yield Said(around.format(text), today, "when", value)
        else:
            named, period = rng.choice(LOOKING_BACK)(rng, today)
            around = rng.choice(ENGLISH_BACK_AROUND if _english(named) else BACK_AROUND)
            yield Said(around.format(named), today, "period", period)
