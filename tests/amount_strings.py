"""Amounts as people write and say them, each put together from the number it stands for. Knows no parser."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

SMALL = "零一二三四五六七八九"
FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
TRADITIONAL = str.maketrans("万亿两块贰陆叁转给账电费买汇还张陈", "萬億兩塊貳陸參轉給賬電費買匯還張陳")
ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


@dataclass(frozen=True)
class Said:
    """A text, and the fen it stands for; None where nobody can tell, so that it has to be asked about."""

    text: str
    fen: int | None


def below_ten_thousand(number: int, *, two: str = "二") -> str:
    """1 to 9999 in full, as it is taught: 一千零五十."""
    words, gap = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit == 0:
            gap = bool(words)
            continue
        name = two if digit == 2 and size >= 100 else SMALL[digit]
        words += ("零" if gap else "") + name + unit
        gap = False
    return words


def in_full(yuan: int, *, two: str = "二") -> str:
    """Whole yuan in full: 一亿零三万二千."""
    if yuan == 0:
        return "零"
    words, before = "", False
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = yuan // size % 10**4
        if part == 0:
            before = before or bool(words)
            continue
        zero = bool(words) and (part < 1000 or before)
        words += ("零" if zero else "") + below_ten_thousand(part, two=two) + unit
        before = False
    return words.removeprefix("一") if 10 <= yuan < 20 else words


def cut_short(rng: Random) -> Said:
    """The last unit left out: 一千五, 三万二, 两千三百六."""
    unit, below = rng.choice([("万", 10**4), ("千", 1000), ("百", 100)])
    first, second = rng.randint(1, 9), rng.randint(1, 9)
    head = ("两" if first == 2 and below >= 1000 else SMALL[first]) + unit
    number = first * below + second * below // 10
    if below == 10**4 and rng.random() < 0.3:
        third = rng.randint(1, 9)
        return Said(f"{head}{SMALL[second]}千{SMALL[third]}", (number + third * 100) * 100)
    return Said(head + SMALL[second] + rng.choice(["", "块", "元", "块钱"]), number * 100)


def chinese(rng: Random) -> Said:
    """In full, small or capital figures, with or without jiao and fen."""
    yuan = rng.choice([rng.randint(10, 999), rng.randint(1000, 99_999), rng.randint(10**5, 10**9)])
    jiao, fen = rng.choice(
        [
            (0, 0),
            (0, 0),
            (rng.randint(1, 9), 0),
            (rng.randint(1, 9), rng.randint(1, 9)),
            (0, rng.randint(1, 9)),
        ]
    )
    words = in_full(yuan, two=rng.choice("二两"))
    unit, coin = rng.choice([("元", "角"), ("块", "毛"), ("圆", "角")])
    coins = (f"{SMALL[jiao]}{coin}" if jiao else "") + (
        f"{'' if jiao else '零'}{SMALL[fen]}分" if fen else ""
    )
    text = words + unit + coins
    if unit == "圆":
        text = text.replace("两", "二").translate(FORMAL) + ("整" if not coins else "")
    return Said(
        text if unit != "元" or rng.random() < 0.7 or coins else f"人民币{text}", yuan * 100 + jiao * 10 + fen
    )


def pocket_money(rng: Random) -> Said:
    """Coins by the tongue: 三块五, 五毛, 十块零五分, 八块二毛五."""
    yuan, jiao, fen = rng.randint(1, 99), rng.randint(1, 9), rng.randint(1, 9)
    words = in_full(yuan)
    return rng.choice(
        [
            Said(f"{words}块{SMALL[jiao]}", yuan * 100 + jiao * 10),
            Said(f"{yuan}块{jiao}毛", yuan * 100 + jiao * 10),
            Said(f"{words}块{SMALL[jiao]}毛{SMALL[fen]}", yuan * 100 + jiao * 10 + fen),
            Said(f"{words}块零{SMALL[fen]}分", yuan * 100 + fen),
            Said(f"{SMALL[jiao]}毛{SMALL[fen]}", jiao * 10 + fen),
            Said(f"{SMALL[jiao]}毛钱", jiao * 10),
            Said(f"{SMALL[fen]}分钱", fen),
            Said(f"{words}块半", yuan * 100 + 50),
        ]
    )


def figures(rng: Random) -> Said:
    """Figures, as a till or a keyboard writes them."""
    yuan, cents = rng.choice([rng.randint(1, 9999), rng.randint(10**4, 10**7)]), rng.randint(0, 99)
    fen = yuan * 100 + cents
    text = rng.choice(
        [f"{yuan}.{cents:02}", f"{yuan:,}.{cents:02}", f"¥{yuan:,}.{cents:02}", f"￥{yuan}.{cents:02}"]
    )
    whole = rng.choice(
        [
            f"{yuan}",
            f"{yuan:,}",
            f"{yuan}元",
            f"{yuan}块",
            f"{yuan}块钱",
            f"￥{yuan:,}",
            f"{yuan} rmb",
            f"RMB {yuan}",
            f"{yuan}圆整",
        ]
    )
    wide = str(yuan).translate(str.maketrans("0123456789", "０１２３４５６７８９")) + "元"
    return rng.choice(
        [Said(text, fen), Said(f"{text}元", fen), Said(whole, yuan * 100), Said(wide, yuan * 100)]
    )


def mixed(rng: Random) -> Said:
    """Figures with units: 1万2, 3.5w, 2k, 10万零5百, 1.25万, 5千3."""
    many, few = rng.randint(1, 99), rng.randint(1, 9)
    return rng.choice(
        [
            Said(f"{many}万{few}", (many * 10**4 + few * 1000) * 100),
            Said(f"{many}万{few}千", (many * 10**4 + few * 1000) * 100),
            Said(f"{many}.{few}w", (many * 10 + few) * 1000 * 100),
            Said(f"{many}.{few}万", (many * 10 + few) * 1000 * 100),
            Said(f"{many}.{few}5万", (many * 100 + few * 10 + 5) * 100 * 100),
            Said(f"{few}k", few * 1000 * 100),
            Said(f"{few}.5K", (few * 1000 + 500) * 100),
            Said(f"{many}万零{few}百", (many * 10**4 + few * 100) * 100),
            Said(f"{few}千{few}", few * 1100 * 100),
            Said(f"{few}百块", few * 100 * 100),
            Said(f"{many}万块钱", many * 10**4 * 100),
            Said(f"{few}亿", few * 10**8 * 100),
            Said(f"{SMALL[few]}w", few * 10**4 * 100),
        ][: 8 if rng.random() < 0.5 else 13]
    )


def aloud(rng: Random) -> Said:
    """Digit by digit, or with a point: 幺零零元, 三点五万, 十二点五万."""
    digits = str(rng.randint(100, 99_999))
    spoken = "".join("幺" if digit == "1" and rng.random() < 0.5 else SMALL[int(digit)] for digit in digits)
    many, few = rng.randint(1, 19), rng.randint(1, 9)
    return rng.choice(
        [
            Said(f"{spoken}元", int(digits) * 100),
            Said(f"{in_full(many)}点{SMALL[few]}万", (many * 10 + few) * 1000 * 100),
            Said("半万", 5000 * 100),
            Said(f"{'两' if few == 2 else SMALL[few]}个亿", few * 10**8 * 100),
            Said("俩百块", 200 * 100),
            Said(f"廿{SMALL[few]}元", (20 + few) * 100),
        ]
    )


def english_words(number: int) -> str:
    """Below a million: two thousand three hundred and five."""
    if number >= 1000:
        rest = number % 1000
        joint = " and " if 0 < rest < 100 else " "
        return english_words(number // 1000) + " thousand" + (joint + english_words(rest) if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{ENGLISH[number // 100]} hundred" + (f" and {english_words(rest)}" if rest else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{ENGLISH[number % 10]}" if number % 10 else "")
    return ENGLISH[number]


def english(rng: Random) -> Said:
    """English words and figures."""
    number, few = rng.choice([rng.randint(20, 999), rng.randint(1000, 99_999)]), rng.randint(1, 9)
    return rng.choice(
        [
            Said(english_words(number) + rng.choice(["", " yuan"]), number * 100),
            Said(english_words(number).replace("-", " ") + " yuan", number * 100),
            Said(f"{few} grand", few * 1000 * 100),
            Said(f"{few}.5k", (few * 10 + 5) * 100 * 100),
            Said(f"{number:,} yuan", number * 100),
            Said("half a million", 500_000 * 100),
            Said("a quarter of a million", 250_000 * 100),
            Said("three quarters of a million", 750_000 * 100),
            Said(f"{ENGLISH[few]} and a half thousand", (few * 1000 + 500) * 100),
            Said(f"{few} thousand", few * 1000 * 100),
            Said(f"¥{number}", number * 100),
            Said(f"{few}.2 million", (few * 10 + 2) * 10**5 * 100),
        ]
    )


def cantonese(rng: Random) -> Said:
    """As in Hong Kong and Taiwan: 千五蚊, 兩萬五千蚊, 三百塊錢."""
    few, more = rng.randint(1, 9), rng.randint(1, 9)
    unit, size = rng.choice([("百", 100), ("千", 1000), ("万", 10**4)])
    plain = rng.randint(101, 99_999)
    said = rng.choice(
        [
            Said(f"{unit}{SMALL[few]}蚊", (size + few * size // 10) * 100),
            Said(f"{in_full(plain, two='两')}蚊", plain * 100),
            Said(f"{plain}蚊", plain * 100),
            Said(f"{in_full(plain, two='两')}块钱", plain * 100),
            Said(f"{SMALL[few]}块{SMALL[more]}", few * 100 + more * 10),
        ]
    )
    return Said(said.text.translate(TRADITIONAL), said.fen)


def unclear(rng: Random) -> Said:
    """What has to be asked about: vague, a range, foreign, negative, parts of a fen, malformed."""
    few, many = rng.randint(2, 8), rng.randint(10, 9999)
    vague = (
        f"{SMALL[few]}千多 {SMALL[few]}百来块 几百块 十几块 百把块 {many}左右 大概{many} 差不多{many}元"
        f" 上千块 {many}多块 {many}出头 不到{many} 至少{many} 最多{many}块"
    )
    vague += (
        f" {SMALL[few]}{SMALL[few + 1]}百 {SMALL[few]}{SMALL[few + 1]}千块 一两万 {few}万多 好几千块"
        f" {many}元以上 {many}以内 {many}起 {many}+ 约{many}元"
    )
    ranges = (
        f"{many}或{many + 10} {many}到{many + 50}元 {many}-{many + 50} {few}百或者{few + 1}百"
        f" {many}还是{many + 5} {few}万到{few + 1}万 {many}~{many + 9}"
    )
    foreign = (
        f"{many}美元 ${many} HK${many} {many}港币 {many}欧元 {many}日元 二十歐元 {many}英镑 {many}新台幣"
        f" {many}刀 {many}美金 {many}usd €{many} £{many} 美元{many}"
    )
    wrong = f"-{many} 负{many} {many}.123元 0.001 {few}e3 {few}ooo {few},0000 {few}万23 1.2.3元 {few}_000"
    phrases = [
        "a couple of hundred",
        "about 500",
        "several thousand",
        "500 dollars",
        "20 bucks",
        "minus 50",
        "at most 300",
        "500-ish",
        "a few hundred yuan",
        "300 or 400",
    ]
    return Said(
        rng.choice(rng.choice([vague.split(), ranges.split(), foreign.split(), wrong.split(), phrases])), None
    )


KINDS: list[Callable[[Random], Said]] = [cut_short, chinese, pocket_money, figures, mixed, aloud, cantonese]
CHINESE_AROUND = [
    "{}",
    "给张三转{}",
    "转{}给李四",
    "存{}定期一年",
    "{}的话费",
    "取{}",
    "买{}天天盈",
    "还信用卡{}",
    "我想借{}，分12期还",
    "明天下午三点给王五转{}",
    "用尾号8888的卡转{}给陈大文",
    "给13800138000充{}",
    "交{}电费",
    "转{}到6225880123456789",
    "帮我转{}给房东备注11月房租",
    "给老王打{}谢谢",
    "12月5号给我妈汇{}",
    "麻烦您给小李转{}",
    "收款{}",
    "借给赵六{}",
    "赎回{}",
    "贷款{}三年还清",
    "10月15号那笔{}的退款",
    "买两张电影票一共{}",
    "轉{}畀阿媽",
]
ENGLISH_AROUND = [
    "{}",
    "send {} to Li Lei",
    "transfer {} to my mom",
    "withdraw {} without a card",
    "pay {} to my credit card",
    "put {} on a fixed deposit for six months",
    "tomorrow at 3 pm send {} to Wang Fang",
]


def amounts(seed: int, count: int) -> Iterator[Said]:
    """So many sentences, each with the amount named in it; the same for the same seed."""
    rng = Random(seed)
    for _ in range(count):
        kind = rng.choices([*KINDS, english, unclear], weights=[*([10] * len(KINDS)), 12, 14])[0]
        said = kind(rng)
        latin = said.text.isascii() and not said.text[0].isdigit()
        around = rng.choice(ENGLISH_AROUND if kind is english or latin else CHINESE_AROUND)
        yield Said(around.format(said.text), said.fen)
