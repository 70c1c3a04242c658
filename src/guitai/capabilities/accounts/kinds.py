"""What each kind of line, and the way it came, is called in the customer's language; people's own words stay."""

from collections.abc import Sequence

from guitai.language import Words

# What the bank itself books, and what merchants and those who pay wages tell it by a fixed word.
KINDS = (
    Words("转账"),
    Words("手续费"),
    Words("退回"),
    Words("退汇"),
    Words("消费"),
    Words("退款"),
    Words("存款"),
    Words("取款"),
    Words("转存定期"),
    Words("定期支取"),
    Words("定期到期"),
    Words("定期利息"),
    Words("通知存款支取"),
    Words("通知存款利息"),
    Words("结息"),
    Words("销户"),
    Words("工资"),
    Words("代发工资"),
    Words("年终奖"),
    Words("养老金"),
    Words("还款"),
    Words("红包"),
    Words("扫码收款"),
    Words("电费"),
    Words("水费"),
    Words("燃气费"),
    Words("话费"),
    Words("物业费"),
)
CHANNELS = (
    Words("微信"),
    Words("网上银行"),
    Words("柜面"),
    Words("网点"),
    Words("跨行"),
    Words("系统"),
    Words("代扣"),
    Words("代发"),
    Words("收款码"),
    Words("微信支付"),
)
# What customers call what stands in the books otherwise, in small letters.
IN_THE_BOOKS = {
    "退休金": "养老金",
    "退休工资": "养老金",
    "薪水": "工资",
    "薪金": "工资",
    "人工": "工资",
    "吃饭": "餐饮",
    "吃喝": "餐饮",
    "伙食": "餐饮",
    "外食": "餐饮",
    "买东西": "购物",
    "网购": "购物",
    "打车": "交通",
    "坐车": "交通",
    "看病": "医疗",
    "旅游": "旅行",
    "上学": "教育",
    "电话费": "话费",
    "food": "餐饮",
    "meals": "餐饮",
    "eating out": "餐饮",
    "dining": "餐饮",
    "restaurants": "餐饮",
    "shopping": "购物",
    "groceries": "购物",
    "transport": "交通",
    "travel": "旅行",
    "health": "医疗",
    "education": "教育",
    "entertainment": "娱乐",
    "leisure": "娱乐",
    "bills": "缴费",
    "phone": "通讯",
    "salary": "工资",
    "wages": "工资",
    "wage": "工资",
    "pay": "工资",
    "paycheck": "工资",
    "payroll": "工资",
    "bonus": "年终奖",
    "pension": "养老金",
    "interest": "利息",
    "rent": "房租",
    "refund": "退款",
    "refunds": "退款",
    "red packet": "红包",
    "red packets": "红包",
    "cash": "取现",
    "electricity": "电费",
    "electricity bill": "电费",
    "water": "水费",
    "water bill": "水费",
    "gas": "燃气费",
    "gas bill": "燃气费",
    "phone bill": "话费",
}
# What the books name the place of, or name otherwise: each is looked for in its turn, till one is found.
ABOUT = {
    said: words
    for every, words in {
        ("买菜", "买餸", "买𩠌", "菜钱", "菜"): ("菜市场", "菜场", "蔬菜"),
        ("买药", "药店", "药房", "药费", "pharmacy", "chemist", "drugstore", "medicine"): ("药",),
        ("加油", "汽油", "油费", "petrol", "gasoline", "fuel"): ("加油",),
        ("房贷", "mortgage"): ("住房贷款", "房贷"),
    }.items()
    for said in every
}
BY_SUMMARY = {kind.text: kind for kind in KINDS}
BY_CHANNEL = {channel.text: channel for channel in CHANNELS}


def kind(summary: str) -> Words | str:
    """The kind of line that a summary says: a word of the bank's is said in every language, any other as it stands."""
    return BY_SUMMARY.get(summary, summary)


def channel(name: str) -> Words | str:
    """The way a line came: a word of the bank's is said in every language, any other as it stands: POS, ATM."""
    return BY_CHANNEL.get(name, name)


def in_the_books(text: str) -> Sequence[str]:
    """A customer's word, in small letters, as the books may have it: what the bank books is named in Chinese.

    >>> in_the_books("salary"), in_the_books("张三"), in_the_books("买菜")
    (('工资',), ('张三',), ('菜市场', '菜场', '蔬菜'))
    """
    return ABOUT.get(text) or (IN_THE_BOOKS.get(text, text),)
