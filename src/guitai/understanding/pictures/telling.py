"""What was recognised in a picture, put to the customer: what is seen, and what they may tap. Numbers by their tail."""

from collections.abc import Sequence
from functools import reduce

from guitai.language import Words
from guitai.understanding.answer import Heard, How, Wish
from guitai.understanding.pictures.found import Found, Kind
from guitai.understanding.pictures.values import SURE

PAY = "transfers.send"
WHOM = ("payee", "account_no", "bank")  # what an open question may take; how much is never taken from one
CONFIDENCE = "confidence"
CANCEL = (Words("取消"), Wish("talk.cancel"))

SEEN = {
    Kind.SLIP: "图片里是转账信息：{what}。",
    Kind.CARD: "图片里有一个银行卡号：{what}。",
    Kind.BILL: "图片里是一张账单：{what}。",
    Kind.CODE: "图片里是收款码：{what}。",
}
BLURRED = {
    Kind.SLIP: "图片里是转账信息。",
    Kind.CARD: "图片里不止一个银行卡号。",
    Kind.BILL: "图片里是一张账单。",
    Kind.CODE: "图片里的收款码用不了。",
}
NAMES = {
    "payee": "收款人姓名",
    "account_no": "号码",
    "bank": "银行名",
    "amount": "金额",
    "memo": "附言",
    "biller": "收费项目",
    "due_on": "截止日",
}
CHOOSE = "要按图片办，请点选。"
AGAIN = "请您重新拍清楚些再发，或者打字告诉我。"
NO_BILLS = "现在还不能在微信里缴费，您的钱没有变动。请您用原来的办法缴。"
NOT_OURS = "为了您的安全，柜台不会打开别处的二维码。要转账，请发对方的卡号或账号。"
NOTHING = "图片里没有看到银行卡号、转账信息、账单或收款码，柜台只看得懂这几种。请您用文字告诉我要办什么。"
SECRET = "请不要在聊天里发送证件、密码或验证码的图片。刚才的图片没有保存。"


def told(found: Found) -> Heard:
    """What the customer said with a picture. It proposes, and has no authority to do anything."""
    match found.kind:
        case Kind.SECRET:
            return Heard(How.PICTURE, unclear=SECRET)
        case Kind.NOTHING:
            return Heard(How.PICTURE, otherwise=NOTHING)
        case Kind.OTHERS_CODE:
            seen = Words("图片里是{whose}。", {"whose": Words(found.whose)})
            return Heard(How.PICTURE, seen=seen, otherwise=NOT_OURS)
        case Kind.BILL:
            return Heard(How.PICTURE, seen=_seen(found), otherwise=NO_BILLS)
    whom = {name: value for name, value in found.values.items() if name in WHOM}
    offers = _offers(found, whom) if {"payee", "account_no"} & whom.keys() else []
    return Heard(
        How.PICTURE, slots=whom, seen=_seen(found), otherwise=CHOOSE if offers else AGAIN, offers=offers
    )


def _offers(found: Found, whom: dict[str, object]) -> Sequence[tuple[Words, Wish]]:
    """What is proposed, with how sure each field is: it stays with the order's opening, for whoever asks later."""
    whom = {**whom, CONFIDENCE: {name: sure for name, sure in found.confidence.items() if name in whom}}
    if found.kind is Kind.CARD:
        return [(Words("转账到这个卡号"), Wish(PAY, whom, asked=True)), CANCEL]
    if "amount" not in found.fields:
        return [(Words("转给图片里的收款人"), Wish(PAY, whom, asked=True)), CANCEL]
    alike = (Words("转给同一人，金额另说"), Wish(PAY, whom))
    return [
        (Words("按图片转账"), Wish(PAY, {**found.values, CONFIDENCE: found.confidence}, asked=True)),
        alike,
        CANCEL,
    ]


def _seen(found: Found) -> Words:
    what = [*_read(found)]
    seen = Words(SEEN[found.kind], {"what": _listed(what)}) if what else Words(BLURRED[found.kind])
    if found.kind in (Kind.CARD, Kind.CODE) and not what:
        return seen
    doubted = [name for name, sure in found.confidence.items() if sure < SURE and name in NAMES]
    if unsure := [Words(NAMES[name]) for name in found.unsure if name in NAMES]:
        seen = Words("{seen}没有看清的：{unsure}。", {"seen": seen, "unsure": _listed(unsure)})
    if doubted:
        unclear = _listed([Words(NAMES[name]) for name in doubted])
        seen = Words("{seen}不太清楚、请您核对的：{unclear}。", {"seen": seen, "unclear": unclear})
    if "foreign" in found.unsure:
        seen = Words("{seen}上面的外币金额没有采用。", {"seen": seen})
    return seen


def _read(found: Found) -> list[Words]:
    """What was read for certain, a phrase each."""
    values, said = found.values, []
    if "biller" in values:
        said.append(Words(str(values["biller"])))
    if "payee" in values:
        said.append(Words("收款人{payee}", values))
    if "bank" in values:
        said.append(Words(str(values["bank"])))
    if "account_no" in values:
        text = "户号尾号{tail}" if found.kind is Kind.BILL else "尾号{tail}"
        said.append(Words(text, {"tail": str(values["account_no"])[-4:]}))
    if "amount" in values:
        said.append(Words("金额{amount}", values))
    if "due_on" in values:
        said.append(Words("{due_on}前缴", values))
    if "memo" in values:
        said.append(Words("附言“{memo}”", values))
    return said


def _listed(parts: Sequence[Words]) -> Words:
    return reduce(lambda first, more: Words("{first}，{more}", {"first": first, "more": more}), parts)
