"""The clearing house as tables, for a person who opens its address in a browser. Knows no world."""

from collections.abc import Iterable, Iterator
from html import escape

from guitai_sandbox.clearing.views import BankView, HouseView, PaymentView

CHINESE, ENGLISH = 0, 1
HEADS = {
    "title": ("清算所", "Clearing house"),
    "now": ("沙箱时间", "Sandbox time"),
    "balance": ("本行余额", "The bank's balance"),
    "accounts": ("他行账户", "Accounts at other banks"),
    "about": (
        "往这些账户转账，会有下面写的结果；其他账号都立即结清。程序访问同一地址得到 JSON。",
        "A payment to one of these goes as is written beside it; any other account takes it at once. "
        "A program gets JSON from the same address.",
    ),
    "bank": ("银行", "Bank"),
    "name": ("户名", "Name"),
    "account": ("账号", "Account number"),
    "conduct": ("转过去会怎样", "What becomes of a payment"),
    "payments": ("当天的支付", "Payments of the day"),
    "none": ("当天没有支付。", "There is none."),
    "at": ("时间", "Time"),
    "direction": ("方向", "Direction"),
    "out": ("转出", "out"),
    "in": ("转入", "in"),
    "rail": ("渠道", "Rail"),
    "amount": ("金额（元）", "Amount (yuan)"),
    "state": ("状态", "State"),
    "reason": ("原因", "Reason"),
    "id": ("编号", "Id"),
    "pending": ("处理中", "pending"),
    "settled": ("已结清", "settled"),
    "rejected": ("被拒绝", "rejected"),
    "returned": ("已退回", "returned"),
    "credited": ("已入账", "credited"),
    "refused": ("本行未收", "refused"),
}
CONDUCTS = {
    "settles": "立即结清。",
    "settles_after_seconds": "处理中，5秒后结清。",
    "settles_after_minutes": "处理中，2分钟后结清。",
    "settles_after_hours": "处理中，3小时后结清。",
    "refuses_AC01": "立即拒绝（AC01）：没有这个账户。",
    "refuses_AC04": "立即拒绝（AC04）：账户已经销户。",
    "refuses_AC06": "立即拒绝（AC06）：账户目前不能入账。",
    "refuses_BE01": "立即拒绝（BE01）：户名不符，不管填的是什么。",
    "refuses_AM02": "立即拒绝（AM02）：超过这个账户能收的金额。",
    "refuses_AM04": "立即拒绝（AM04）：本行在清算所的余额不足。",
    "refuses_AB08": "立即拒绝（AB08）：收款银行不在线。",
    "refuses_AG01": "立即拒绝（AG01）：这里不允许这样的交易。",
    "refuses_RR04": "立即拒绝（RR04）：监管规定不允许。",
    "refuses_MS03": "立即拒绝（MS03）：没有说明原因。",
    "refuses_later": "处理中，2分钟后拒绝（AB05）：收款银行没有及时答复。",
    "returns_after_an_hour": "立即结清，1小时后退回（AC06）。",
    "returns_next_day": "立即结清，1天后退回（AC04）。",
    "returns_by_the_payee": "立即结清，2天后退回（CUST）。",
    "returns_before_it_is_told": "立即结清但不告知，1小时后退回（BE01），再过1小时才告知曾经结清。",
    "silent_until_asked": "立即结清但不告知；来问就答。",
    "silent_asked_later": "立即结清但不告知；来问的，1分钟后在消息里答。",
    "silent_until_the_statement": "立即结清但不告知，问也不答；对账单里有。",
    "silent_until_the_day_is_closed": "全天处理中，日终拒绝（AB06）。",
    "cuts_settled": "已经结清，但答复之前连接中断。",
    "cuts_refused": "已经拒绝（AC04），但答复之前连接中断。",
    "loses": "连接中断，清算所没有收到。",
    "says_it_twice": "立即结清并告知，之后在消息里又告知一遍。",
    "says_it_late": "立即结清，45分钟后才告知。",
    "contradicts": "立即结清并告知；2分钟后又来一条拒绝（MS03），不是真的。",
}


def page(house: HouseView, *, english: bool) -> str:
    """The page in Chinese or in English."""
    words = {name: both[ENGLISH if english else CHINESE] for name, both in HEADS.items()}
    lang = "en" if english else "zh-Hans"
    known = _table(
        [words["bank"], words["name"], words["account"], words["conduct"]],
        [row for bank in house["banks"] for row in _accounts(bank, english=english)],
    )
    paid = [_payment(one, words, house["banks"]) for one in house["payments"]]
    heads = [
        words[name] for name in ("at", "direction", "bank", "account", "amount", "rail", "state", "reason")
    ]
    made = _table([*heads, words["id"]], paid, figures=heads.index(words["amount"]))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<meta charset="utf-8">\n<title>{words["title"]}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<link rel="icon" href="/page/icon.svg">\n<link rel="stylesheet" href="/page/clearing.css">\n'
        f"<h1>{words['title']}</h1>\n<p>{words['now']} {_time(house['now'])} · "
        f"{words['balance']} ¥{_amount(house['balance'])}</p>\n"
        f"<h2>{words['payments']}</h2>\n{made if paid else '<p>' + words['none'] + '</p>'}\n"
        f"<h2>{words['accounts']}</h2>\n<p>{words['about']}</p>\n{known}\n</html>\n"
    )


def wanted(accept: str) -> bool:
    """Whether who asks is a browser: it names HTML, and before JSON."""
    kinds = [kind.partition(";")[0].strip() for kind in accept.lower().split(",")]
    if "text/html" not in kinds:
        return False
    return "application/json" not in kinds or kinds.index("text/html") < kinds.index("application/json")


def _accounts(bank: BankView, *, english: bool) -> Iterator[list[str]]:
    for one in bank["accounts"]:
        said = one["says"] if english else CONDUCTS[one["conduct"]]
        yield [bank["name"], one["name"], one["account_no"], said]


def _payment(one: PaymentView, words: dict[str, str], banks: list[BankView]) -> list[str]:
    bank = next((bank["name"] for bank in banks if bank["code"] == one["bank_code"]), one["bank_code"])
    return [
        _time(one["at"]),
        words[one["direction"]],
        bank,
        one["account_no"],
        _amount(one["amount"]),
        one["rail"],
        words[one["state"]],
        one["reason"] or "",
        one["tx_id"],
    ]


def _table(heads: Iterable[str], rows: Iterable[list[str]], *, figures: int = -1) -> str:
    """`figures` is the column of amounts."""

    def cell(kind: str, at: int, text: str) -> str:
        aside = ' class="figure"' if at == figures else ""
        return f"<{kind}{aside}>{escape(text)}</{kind}>"

    def line(kind: str, texts: Iterable[str]) -> str:
        return "<tr>" + "".join(cell(kind, at, text) for at, text in enumerate(texts)) + "</tr>"

    body = "\n".join(line("td", row) for row in rows)
    return f'<div class="wide"><table>\n<thead>{line("th", heads)}</thead>\n<tbody>\n{body}\n</tbody></table></div>'


def _time(stamp: str) -> str:
    return stamp[:19].replace("T", " ")


def _amount(yuan: str) -> str:
    whole, _, part = yuan.partition(".")
    return f"{int(whole):,}.{part}" if whole.lstrip("-").isdigit() else yuan
