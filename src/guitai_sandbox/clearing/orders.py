"""What a `pacs.008` orders, and writing one: the rules of the contract beyond the schema's."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from guitai_sandbox.clearing.directory import OURS
from guitai_sandbox.clearing.iso import Invalid, Json, Message, write
from guitai_sandbox.state.clock import stamp
from guitai_sandbox.state.payments import Order, Party, Rail

CREDIT_TRANSFER = "pacs.008.001.08"
CURRENCY = "CNY"

_IN = "CdtTrfTxInf"
_AGENT = ("FinInstnId", "ClrSysMmbId")
_ACCOUNT = ("Id", "Othr", "Id")
_AMOUNT = re.compile(r"\d{1,16}\.\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ACCOUNT_NO = re.compile(r"\d{1,34}")
_BANK_CODE = re.compile(r"\d{12}")


def ordered(message: Message) -> Order:
    """The one transfer in it."""
    said = _demanding(message)
    said("GrpHdr", "NbOfTxs", among=("1",))
    said("GrpHdr", "SttlmInf", "SttlmMtd", among=("CLRG",))
    said(_IN, "ChrgBr", among=("SLEV",))
    said(_IN, "IntrBkSttlmAmt", "Ccy", among=(CURRENCY,))
    if message.count(_IN) != 1:
        raise Invalid(f"{_IN} stands there {message.count(_IN)} times")
    amount = Decimal(said(_IN, "IntrBkSttlmAmt", "value", form=_AMOUNT))
    if not amount:
        raise Invalid("IntrBkSttlmAmt is nothing")
    return Order(
        tx_id=said(_IN, "PmtId", "TxId"),
        end_to_end_id=said(_IN, "PmtId", "EndToEndId"),
        uetr=said(_IN, "PmtId", "UETR"),
        amount_fen=int(amount * 100),
        rail=Rail(said("GrpHdr", "SttlmInf", "ClrSys", "Prtry", among=tuple(Rail))),
        day=date.fromisoformat(said(_IN, "IntrBkSttlmDt", form=_DAY)),
        payer=_party(said, "Dbtr", among=(OURS,)),
        payee=_party(said, "Cdtr"),
        memo=message.text(_IN, "RmtInf", "Ustrd") or "",
    )


def transfer(order: Order, *, msg_id: str, at: datetime) -> str:
    """The `pacs.008` of an order."""
    inside: Json = {
        "PmtId": {"EndToEndId": order.end_to_end_id, "TxId": order.tx_id, "UETR": order.uetr},
        "IntrBkSttlmAmt": amount_of(order.amount_fen),
        "IntrBkSttlmDt": order.day.isoformat(),
        "ChrgBr": "SLEV",
        "Dbtr": {"Nm": order.payer.name},
        "DbtrAcct": account(order.payer.account_no),
        "DbtrAgt": _agent(order.payer.bank_code),
        "CdtrAgt": _agent(order.payee.bank_code),
        "Cdtr": {"Nm": order.payee.name},
        "CdtrAcct": account(order.payee.account_no),
    }
    if order.memo:
        inside["RmtInf"] = {"Ustrd": [order.memo]}
    header = {"MsgId": msg_id, "CreDtTm": stamp(at), "NbOfTxs": "1", "SttlmInf": by_rail(order.rail)}
    return write(CREDIT_TRANSFER, {"GrpHdr": header, _IN: [inside]})


def amount_of(fen: int) -> Json:
    """An amount with its currency."""
    return {"value": f"{fen // 100}.{fen % 100:02d}", "Ccy": CURRENCY}


def account(number: str) -> Json:
    """An account by its number."""
    return {"Id": {"Othr": {"Id": number}}}


def by_rail(rail: Rail) -> Json:
    """Settled by this system."""
    return {"SttlmMtd": "CLRG", "ClrSys": {"Prtry": rail.value}}


def _agent(code: str) -> Json:
    return {"FinInstnId": {"ClrSysMmbId": {"ClrSysId": {"Cd": "CNAPS"}, "MmbId": code}}}


def _party(said: Callable[..., str], who: str, *, among: tuple[str, ...] = ()) -> Party:
    said(_IN, f"{who}Agt", *_AGENT, "ClrSysId", "Cd", among=("CNAPS",))
    return Party(
        said(_IN, who, "Nm"),
        said(_IN, f"{who}Acct", *_ACCOUNT, form=_ACCOUNT_NO),
        said(_IN, f"{who}Agt", *_AGENT, "MmbId", form=_BANK_CODE, among=among),
    )


def _demanding(message: Message) -> Callable[..., str]:
    """A reader that refuses what is missing, of another form, or not among what is allowed."""

    def said(*path: str, form: re.Pattern[str] | None = None, among: tuple[str, ...] = ()) -> str:
        text = message.text(*path)
        if text is None:
            raise Invalid(f"{'/'.join(path)} is missing")
        if (form and not form.fullmatch(text)) or (among and text not in among):
            raise Invalid(f"{'/'.join(path)} can not be {text[:40]}")
        return text

    return said
