"""The clearing house's messages as values: docs/clearing.md §2. What isn't read there isn't read here."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from pyiso20022.camt import camt_053_001_08 as c53
from pyiso20022.pacs import pacs_002_001_10 as p2
from pyiso20022.pacs import pacs_004_001_09 as p4
from pyiso20022.pacs import pacs_008_001_08 as p8

from guitai.clearing import document
from guitai.clearing.document import BadMessage
from guitai.clearing.messages import (
    NOOR,
    Booked,
    CreditTransfer,
    Ids,
    Line,
    Message,
    Party,
    Return,
    Standing,
    StatementPage,
    Status,
    one_line,
)
from guitai.clearing.rails import Rail
from guitai.ledger.entry import MOST
from guitai.money import Currency, Money
from guitai.zone import BANK_ZONE

STANDINGS = {
    "ACSC": Standing.SETTLED,
    "RJCT": Standing.REJECTED,
    "PDNG": Standing.ON_ITS_WAY,
    "RCVD": Standing.ON_ITS_WAY,
    "ACTC": Standing.ON_ITS_WAY,
    "ACCP": Standing.ON_ITS_WAY,
    "ACSP": Standing.ON_ITS_WAY,
}
BOOKED = {
    ("PMNT", "ICDT", "DMCT"): Booked.OUT,
    ("PMNT", "ICDT", "RRTN"): Booked.BACK,
    ("PMNT", "RCDT", "DMCT"): Booked.IN,
    ("PMNT", "RCDT", "RRTN"): Booked.REFUSED,
}
OPENING, CLOSING = "OPBD", "CLBD"

Value = TypeVar("Value")


def message(body: bytes) -> Message:
    """What the house says, or BadMessage: then it stays as it came."""
    name, whole = document.read(body)
    if name not in READERS:
        raise BadMessage(f"{name} is not for us")
    return READERS[name](whole)


def _credit_transfer(whole: p8.Document) -> CreditTransfer:
    header = whole.fito_ficstmr_cdt_trf.grp_hdr
    paid = _one("CdtTrfTxInf", whole.fito_ficstmr_cdt_trf.cdt_trf_tx_inf)
    system = _there("SttlmInf/ClrSys", header.sttlm_inf.clr_sys)
    memo = paid.rmt_inf.ustrd if paid.rmt_inf else []
    return CreditTransfer(
        message_id=header.msg_id,
        made_at=header.cre_dt_tm.to_datetime(),
        ids=Ids(_there("TxId", paid.pmt_id.tx_id), paid.pmt_id.end_to_end_id, paid.pmt_id.uetr or ""),
        rail=_rail(system.prtry),
        amount=_amount(paid.intr_bk_sttlm_amt),
        settles_on=_there("IntrBkSttlmDt", paid.intr_bk_sttlm_dt).to_date(),
        payer=_party(paid.dbtr, paid.dbtr_acct, paid.dbtr_agt),
        payee=_party(paid.cdtr, paid.cdtr_acct, paid.cdtr_agt),
        memo=one_line(" ".join(memo)),
    )


def _status(whole: p2.Document) -> Status:
    said = _one("TxInfAndSts", whole.fito_fipmt_sts_rpt.tx_inf_and_sts)
    reasons = [why.rsn.cd for why in said.sts_rsn_inf if why.rsn and why.rsn.cd]
    reason = reasons[0] if reasons else ""
    if said.tx_sts is None and reason == NOOR:
        standing: Standing | None = Standing.UNKNOWN
    else:
        standing = STANDINGS.get(said.tx_sts or "")
    return Status(_there("OrgnlTxId", said.orgnl_tx_id), _there("TxSts", standing), reason)


def _return(whole: p4.Document) -> Return:
    back = _one("TxInf", whole.pmt_rtr.tx_inf)
    reasons = [why.rsn.cd for why in back.rtr_rsn_inf if why.rsn and why.rsn.cd]
    return Return(
        return_id=_there("RtrId", back.rtr_id),
        tx_id=_there("OrgnlTxId", back.orgnl_tx_id),
        amount=_amount(back.rtrd_intr_bk_sttlm_amt),
        settles_on=_there("IntrBkSttlmDt", back.intr_bk_sttlm_dt).to_date(),
        reason=reasons[0] if reasons else "",
    )


def _statement(whole: c53.Document) -> StatementPage:
    header = whole.bk_to_cstmr_stmt.grp_hdr
    paged = _there("MsgPgntn", header.msg_pgntn)
    statement = _one("Stmt", whole.bk_to_cstmr_stmt.stmt)
    period = _there("FrToDt", statement.fr_to_dt)
    balances = {_balance_code(balance): balance for balance in statement.bal}
    closing = _there(CLOSING, balances.get(CLOSING))
    return StatementPage(
        statement_id=statement.id,
        page=_page(paged),
        last=paged.last_pg_ind,
        on=_date(closing.dt),
        since=_moment("FrDtTm", period.fr_dt_tm.to_datetime()),
        opening=_balance(_there(OPENING, balances.get(OPENING))),
        closing=_balance(closing),
        lines=tuple(map(_line, statement.ntry)),
    )


def _page(paged: c53.Pagination1) -> int:
    page = int(paged.pg_nb)
    if page < 1:
        raise BadMessage("PgNb: no page")
    return page


def _line(entry: c53.ReportEntry10) -> Line:
    code = _there("BkTxCd/Domn", entry.bk_tx_cd.domn)
    booked = _there("BkTxCd", BOOKED.get((code.cd, code.fmly.cd, code.fmly.sub_fmly_cd)))
    leaves = entry.cdt_dbt_ind is c53.CreditDebitCode.DBIT
    if booked.leaves is not leaves or entry.sts.cd != "BOOK":
        raise BadMessage("Ntry: contradicts itself")
    details = _one("TxDtls", _one("NtryDtls", entry.ntry_dtls).tx_dtls)
    refs = _there("Refs", details.refs)
    return Line(booked, _there("TxId", refs.tx_id), refs.end_to_end_id or "", _amount(entry.amt))


def _party(
    who: p8.PartyIdentification135,
    account: p8.CashAccount38 | None,
    agent: p8.BranchAndFinancialInstitutionIdentification6,
) -> Party:
    number = _there("Othr", _there("Acct", account).id.othr).id
    member = _there("ClrSysMmbId", agent.fin_instn_id.clr_sys_mmb_id)
    return Party(one_line(_there("Nm", who.nm)), number, member.mmb_id)


def _rail(name: str | None) -> Rail:
    if name not in (Rail.IBPS, Rail.BEPS, Rail.HVPS):
        raise BadMessage("SttlmInf/ClrSys: no rail")
    return Rail(name)


def _amount(amount: Any) -> Money:
    """More than nothing, in the bank's currency, without parts of a fen."""
    money = _money(amount)
    if money <= Money(0):
        raise BadMessage("Amt: nothing")
    return money


def _money(amount: Any) -> Money:
    fen: Decimal = amount.value * 100
    if amount.ccy != Currency.CNY or fen % 1 or fen > MOST.fen:
        raise BadMessage("Amt: no amount in CNY")
    return Money(int(fen))


def _balance(balance: c53.CashBalance8) -> Money:
    money = _money(balance.amt)
    return money if balance.cdt_dbt_ind is c53.CreditDebitCode.CRDT else -money


def _balance_code(balance: c53.CashBalance8) -> str:
    return balance.tp.cd_or_prtry.cd or ""


def _date(day: c53.DateAndDateTime2Choice) -> date:
    return _there("Dt", day.dt).to_date()


def _moment(name: str, at: datetime) -> datetime:
    if at.tzinfo is None:
        raise BadMessage(f"{name}: without an offset")
    return at.astimezone(BANK_ZONE)


def _there(name: str, value: Value | None) -> Value:
    if value is None:
        raise BadMessage(f"{name}: missing, or nothing that we know")
    return value


def _one(name: str, values: Sequence[Value]) -> Value:
    if len(values) != 1:
        raise BadMessage(f"{name}: {len(values)} of them")
    return values[0]


READERS: dict[str, Callable[[Any], Message]] = {
    document.PACS_008: _credit_transfer,
    document.PACS_002: _status,
    document.PACS_004: _return,
    document.CAMT_053: _statement,
}
