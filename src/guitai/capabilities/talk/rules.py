"""What a message for the staff may be, and how a no of the bank's is told once more. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Protocol, TypeVar

from guitai.language import Sentence, Words
from guitai.money import Money
from guitai.shield.card import Card, Row
from guitai.shield.document import Document
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.secret_words import masked, withheld
from guitai.understanding.slots.period import Period

LONGEST = 500

SAID = frozenset({"fee", "arrival", "payer", "rate", "matures", "renewal"})  # of an order, in the chat

LIKELIEST = 5  # that a reply offers: more than these nobody reads
# What people come for, as long as nothing is known of this one: what is done every week, then what goes with it, then
# what is set up once. Whatever else there is comes behind that, as it is found.
USUAL = (
    "accounts.balance",
    "transfers.send",
    "accounts.transactions",
    "deposits.list",
    "cards.freeze",
    "transfers.status",
    "transfers.payees",
    "accounts.list",
    "transfers.plans",
    "transfers.cancel",
    "accounts.statement",
    "identity.security",
    "service.agent",
)

FROM, UNTIL = time(9), time(17)  # when the staff read what was left for them, on every day
MESSAGE, COMPLAINT = "message", "complaint"  # the kinds of message

# What is refused on a page is recorded by the act that it was.
ON_PAGES = {
    "challenges": "验证设备",
    "bindings.begin": "绑定设备",
    "bindings.finish": "绑定设备",
    "cards.open": "查看卡片",
    "orders.open": "核对并签名",
    "orders.code": "核对并签名",
    "orders.sign": "核对并签名",
    "orders.decline": "核对并签名",
    "devices.list": "我的设备",
    "devices.remove": "我的设备",
    "pins.change": "修改交易密码",
    "certificates.code": "数字证书",
    "certificates.issue": "数字证书",
    "freezes.freeze": "冻结微信服务",
    "statements.confirm": "核验对账单",
}


class Told(Protocol):
    """A no as it was told before."""

    @property
    def refused_at(self) -> datetime: ...
    @property
    def flow(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def said(self) -> Words: ...
    @property
    def offers(self) -> tuple[str, str] | None: ...


Used = TypeVar("Used", bound="Offered")


class Offered(Protocol):
    """Something that can be done here."""

    @property
    def intent(self) -> str: ...
    @property
    def used(self) -> int: ...


def by_use(services: Sequence[Used]) -> list[Used]:
    """What was used most comes first, then what people usually come for."""
    usual = {intent: place for place, intent in enumerate(USUAL)}
    return sorted(services, key=lambda one: (-one.used, usual.get(one.intent, len(usual))))


def every_one(answer: Answer) -> bool:
    """Whether all that can be done is asked for."""
    return answer.slots.get("every") is True


def back_on(now: datetime) -> Words | None:
    """On which day the staff are there again; None while they are."""
    if FROM <= now.time() < UNTIL:
        return None
    return Words("今天" if now.time() < FROM else "明天")


def message(answer: Answer) -> str:
    """The text to leave, masked: at least two characters, at most 500, and no secret."""
    text = answer.text.strip()
    if withheld(text):
        raise Unclear("这条消息里好像有密码、验证码或证件号码，为了您的安全没有转交。请去掉以后再写一遍。")
    if len(text) < 2:
        raise Unclear("请把要说的事写成一句话，我们好转给工作人员。")
    if len(text) > LONGEST:
        raise Unclear("留言最多{most}个字，请您写短一些。", most=LONGEST)
    return masked(text)


def like_fraud(answer: Answer) -> str:
    """Whether what was told is like a fraud, or it is doubted that it is none; empty where neither is."""
    return str(answer.slots.get("fraud", ""))


def topic(answer: Answer) -> str:
    """What of an order is asked about: the name of the line that tells it; empty where nothing is."""
    return str(answer.slots.get("about", ""))


def told_of_order(about: str, order: Document) -> Sentence:
    """What a waiting order says of it. Sums of the bank's and whole numbers are read on its page only."""
    return Sentence(_told(about, order))


def _told(about: str, order: Document) -> Words:
    line = order.line(about)
    if about == "until":
        taken_back = line or order.line("arrival")
        unsigned = Words("现在还没有签名，您的钱没有动，随时可以取消。")
        return (
            Words("{unsigned}{told}", {"unsigned": unsigned, "told": _line(taken_back)})
            if taken_back
            else unsigned
        )
    if line is None:
        return Words("这张订单上没有这一项。")
    if about == "fee" and line[1] == Money(0):
        return Words("这一笔不收手续费。")
    return (
        _line(line)
        if about in SAID
        else Words("“{label}”写在订单上，请点开下面的页面看。", {"label": line[0]})
    )


def _line(line: tuple[str, Money | datetime | str]) -> Words:
    return Words("{label}：{value}。", {"label": line[0], "value": line[1]})


def period_meant(answer: Answer) -> Period:
    """The days that are asked about."""
    period = answer.slots.get("period")
    if not isinstance(period, Period):
        raise Unclear("没有看懂是哪段时间。您可以说“昨天”“这个星期”，或者“11月1日到15日”。")
    return period


def why_card(past: Sequence[Told], titles: Mapping[str, str]) -> Card:
    """Each no: when, which wish, what was said, what can be done, and what the staff know it by."""
    rows = []
    for one in past:
        wish = Words(titles.get(one.flow) or ON_PAGES.get(one.flow, "其他业务"))
        rows.append(Row(Words("{at} {wish}", {"at": one.refused_at, "wish": wish}), one.said))
        if one.offers:
            rows.append(Row("可以办", Words(one.offers[0])))
        rows.append(Row("原因代码", one.code))
    return Card("没办成的业务", tuple(rows), "拨打客服热线或到网点询问时，请告诉工作人员原因代码。")
