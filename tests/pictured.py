"""Slips, cards, bills and codes at random, each with what a person would read in it."""

from datetime import date, timedelta
from random import Random
from urllib.parse import urlencode

from tests import drawn

from guitai.money import Money

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程"
    "苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝"
    "龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰建国文华志玉萍红梅金海燕鑫波浩宇欣怡梓涵"
    "子轩诗雅晨曦嘉琪思远俊豪晓彤雨泽佳颖淑珍德胜美玲振东"
)
FIRMS = (
    "上海{0}贸易有限公司",
    "{0}百货商店",
    "北京{0}科技有限公司",
    "深圳市{0}电子有限公司",
    "{0}物业服务中心",
    "杭州{0}餐饮管理有限公司",
)
BRANDS = "恒通 鼎盛 华宇 绿源 金茂 新世纪 瑞丰 安泰".split()
BINS = {
    "工商银行": "622202",
    "农业银行": "622848",
    "建设银行": "621700",
    "交通银行": "622260",
    "招商银行": "621483",
    "邮储银行": "621799",
}
OURS = "江海银行", "623999"
LONG = {
    "工商银行": "中国工商银行",
    "农业银行": "中国农业银行股份有限公司",
    "建设银行": "中国建设银行",
    "邮储银行": "中国邮政储蓄银行",
}
MEMOS = "房租 十一月房租 货款 生活费 借款 学费 装修尾款 谢谢 还款 押金 工资 份子钱".split()
FIGURES = "零壹贰叁肆伍陆柒捌玖"
COMPANIES = {"电费": "国网上海市电力公司", "水费": "江海市自来水有限公司", "燃气费": "江海燃气集团有限公司"}


def check_digit(digits):
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[::-2])
    return str(-(doubled + sum(map(int, digits[-2::-2]))) % 10)


def number(random: Random, begins):
    digits = begins + "".join(random.choices("0123456789", k=18 - len(begins)))
    return digits + check_digit(digits)


def person(random: Random):
    return random.choice(SURNAMES) + "".join(random.sample(GIVEN, random.choice((1, 2, 2))))


def somebody(random: Random):
    return random.choice(FIRMS).format(random.choice(BRANDS)) if random.random() < 0.2 else person(random)


def sum_of(random: Random):
    most = random.choice((100_00, 1_000_00, 10_000_00, 99_999_00))
    return Money(fen=random.choice((1, 10, 100)) * random.randint(1, most // 100) + random.choice((0, 50, 8)))


def written(money):
    return f"{money.fen // 100:,}.{money.fen % 100:02d}"


def in_capitals(money):
    """Up to 99,999.99, place by place."""
    yuan, jiao, fen = money.fen // 100, money.fen // 10 % 10, money.fen % 10
    text, gap = "", False
    for place, unit in zip(range(4, -1, -1), ("万", "仟", "佰", "拾", ""), strict=True):
        figure = yuan // 10**place % 10
        if figure:
            text += ("零" if gap and text else "") + FIGURES[figure] + unit
        gap = not figure
    rest = (FIGURES[jiao] + "角" if jiao else "零" if fen else "") + (FIGURES[fen] + "分" if fen else "")
    return f"{text or '零'}元{rest or '整'}"


def account(random: Random):
    bank, begins = random.choice([*BINS.items(), OURS])
    return bank, number(random, begins)


def grouped(digits):
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def slip(random: Random):
    """A transfer's slip, in one of five makes."""
    (bank, to), (_, payer), payee, money = account(random), account(random), somebody(random), sum_of(random)
    memo = random.choice(MEMOS)
    shown = random.choice((grouped(to), to))
    long = random.choice((bank, LONG.get(bank, bank)))
    day = f"2026-11-{random.randint(10, 23)} {random.randint(8, 21):02d}:{random.randint(0, 59):02d}:07"
    serial = "".join(random.choices("0123456789", k=random.choice((16, 18, 24))))
    truth = {"payee": payee, "account_no": to, "bank": bank, "amount": money, "memo": memo}
    make = random.randrange(5)
    if make == 0:
        rows = [
            ("收款人", payee),
            ("收款账号", shown),
            ("收款银行", long),
            ("付款账号", f"{payer[:4]}****{payer[-4:]}"),
        ]
        rows += [("附言", memo), ("交易时间", day), ("流水号", serial)]
        return drawn.listed("转账成功", f"¥{written(money)}", rows), truth
    if make == 1:
        rows = [
            ("收款户名", payee),
            ("收款卡号", shown),
            ("到账银行", long),
            ("转账金额", f"{written(money)}元"),
        ]
        rows += [("手续费", "0.00元"), ("转账附言", memo), ("交易状态", "交易成功"), ("转账时间", day)]
        return drawn.listed("交易详情", f"-{written(money)}", rows, colon=True), truth
    if make == 2:
        rows = [
            ("对方户名", payee),
            ("对方账号", shown),
            ("对方银行", long),
            ("交易金额", f"￥{written(money)}"),
        ]
        rows += [("备注", memo), ("交易时间", day)]
        return drawn.stacked("转账详情", rows), truth
    if make == 3:
        left = ("付款人", [("户名", person(random)), ("账号", payer), ("开户行", "江海银行营业部")])
        right = ("收款人", [("户名", payee), ("账号", to), ("开户行", f"{long}上海分行")])
        rows = [
            ("金额（小写）", f"￥{written(money)}"),
            ("金额（大写）", f"人民币{in_capitals(money)}"),
            ("用途", memo),
        ]
        return drawn.receipt("电子回单", left, right, [*rows, ("回单编号", serial)]), truth
    del truth["amount"], truth["memo"]
    lines = [f"户名：{payee}", f"账号：{shown}", f"开户行：{long}"]
    return drawn.note(random.choice((lines, ["我的收款账户", *lines]))), truth


def card(random: Random):
    bank, to = account(random)
    paper = random.choice(("#1d4f91", "#9b1c1f", "#0f6b4f", "#3a3a3c", "#c9a14a"))
    ink = "#202020" if paper == "#c9a14a" else "#f4f4f4"
    return drawn.card(random.choice((bank, LONG.get(bank, bank))), to, paper=paper, ink=ink), {
        "account_no": to,
        "bank": bank,
    }


def bill(random: Random):
    service = random.choice(list(COMPANIES))
    money, of = sum_of(random), "".join(random.choices("0123456789", k=10))
    by = date(2026, 11, 25) + timedelta(days=random.randint(0, 30))
    rows = [
        ("缴费单位", COMPANIES[service]),
        ("户号", of),
        ("用户名称", f"*{person(random)[1:]}"),
        ("账期", "2026年10月"),
    ]
    rows += [
        ("应缴金额", f"{written(money)}元"),
        ("缴费截止日期", str(by) if random.random() < 0.5 else f"{by.year}年{by.month}月{by.day}日"),
    ]
    picture = (
        drawn.listed(f"{service}账单", "", rows)
        if random.random() < 0.5
        else drawn.stacked(f"{service}账单", rows)
    )
    return picture, {"biller": service, "account_no": of, "amount": money, "due_on": by}


def code(random: Random):
    (bank, to), payee, money = account(random), person(random), sum_of(random)
    text = "guitai://pay?" + urlencode({"account_no": to, "payee": payee, "amount": str(money)})
    truth = {"account_no": to, "payee": payee, "amount": money, "bank": bank}
    return drawn.code(text, scale=random.choice((4, 6, 8)), title="向我付款"), truth


MAKERS = {"slip": slip, "card": card, "bill": bill, "code": code}
SHARES = {"slip": 10, "card": 4, "bill": 3, "code": 3}  # of twenty


def at_random(seed, taken=drawn.photographed):
    """A picture's kind, its bytes, and what is true of it."""
    random = Random(seed)
    kind = random.choices(list(SHARES), list(SHARES.values()))[0]
    picture, truth = MAKERS[kind](random)
    return kind, taken(picture, random), truth
