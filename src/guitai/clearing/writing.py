"""The bank's messages to the clearing house as ISO 20022 documents: docs/clearing.md §2."""

from datetime import date, datetime
from decimal import Decimal

from pyiso20022.pacs import pacs_002_001_10 as p2
from pyiso20022.pacs import pacs_008_001_08 as p8
from pyiso20022.pacs import pacs_028_001_03 as p28
from xsdata.models.datatype import XmlDate, XmlDateTime

from guitai.clearing.document import PACS_008, written
from guitai.clearing.messages import ACCC, CreditTransfer, Ids, Party
from guitai.money import Currency, Money

CNAPS = "CNAPS"


def credit_transfer(transfer: CreditTransfer) -> bytes:
    """pacs.008: pay this."""
    settlement = p8.SettlementInstruction7(
        sttlm_mtd=p8.SettlementMethod1Code.CLRG,
        clr_sys=p8.ClearingSystemIdentification3Choice(prtry=transfer.rail),
    )
    header = p8.GroupHeader93(
        msg_id=transfer.message_id,
        cre_dt_tm=_moment(transfer.made_at),
        nb_of_txs="1",
        sttlm_inf=settlement,
    )
    ids, payer, payee = transfer.ids, transfer.payer, transfer.payee
    paid = p8.CreditTransferTransaction39(
        pmt_id=p8.PaymentIdentification7(end_to_end_id=ids.end_to_end_id, tx_id=ids.tx_id, uetr=ids.uetr),
        intr_bk_sttlm_amt=p8.ActiveCurrencyAndAmount(value=_decimal(transfer.amount), ccy=Currency.CNY),
        intr_bk_sttlm_dt=_day(transfer.settles_on),
        chrg_br=p8.ChargeBearerType1Code.SLEV,
        dbtr=p8.PartyIdentification135(nm=payer.name),
        dbtr_acct=_account(payer),
        dbtr_agt=_agent(payer),
        cdtr_agt=_agent(payee),
        cdtr=p8.PartyIdentification135(nm=payee.name),
        cdtr_acct=_account(payee),
        rmt_inf=p8.RemittanceInformation16(ustrd=[transfer.memo]) if transfer.memo else None,
    )
    transfers = p8.FitoFicustomerCreditTransferV08(grp_hdr=header, cdt_trf_tx_inf=[paid])
    return written(p8.Document(fito_ficstmr_cdt_trf=transfers))


def status_request(message_id: str, ids: Ids, *, original_message_id: str, at: datetime) -> bytes:
    """pacs.028: what has become of this payment of ours?"""
    asked = p28.PaymentTransaction113(
        orgnl_grp_inf=p28.OriginalGroupInformation29(
            orgnl_msg_id=original_message_id, orgnl_msg_nm_id=PACS_008
        ),
        orgnl_end_to_end_id=ids.end_to_end_id,
        orgnl_tx_id=ids.tx_id,
        orgnl_uetr=ids.uetr,
    )
    header = p28.GroupHeader91(msg_id=message_id, cre_dt_tm=_moment(at))
    request = p28.FitoFipaymentStatusRequestV03(grp_hdr=header, tx_inf=[asked])
    return written(p28.Document(fito_fipmt_sts_req=request))


def status_report(message_id: str, transfer: CreditTransfer, *, refused: str, at: datetime) -> bytes:
    """pacs.002: what became of a payment to us. `refused` is the reason, empty where it was credited."""
    why = p2.StatusReasonInformation12(rsn=p2.StatusReason6Choice(cd=refused))
    said = p2.PaymentTransaction110(
        orgnl_grp_inf=p2.OriginalGroupInformation29(
            orgnl_msg_id=transfer.message_id, orgnl_msg_nm_id=PACS_008
        ),
        orgnl_end_to_end_id=transfer.ids.end_to_end_id,
        orgnl_tx_id=transfer.ids.tx_id,
        orgnl_uetr=transfer.ids.uetr or None,
        tx_sts="RJCT" if refused else ACCC,
        sts_rsn_inf=[why] if refused else [],
    )
    header = p2.GroupHeader91(msg_id=message_id, cre_dt_tm=_moment(at))
    report = p2.FitoFipaymentStatusReportV10(grp_hdr=header, tx_inf_and_sts=[said])
    return written(p2.Document(fito_fipmt_sts_rpt=report))


def _account(party: Party) -> p8.CashAccount38:
    other = p8.GenericAccountIdentification1(id=party.account)
    return p8.CashAccount38(id=p8.AccountIdentification4Choice(othr=other))


def _agent(party: Party) -> p8.BranchAndFinancialInstitutionIdentification6:
    member = p8.ClearingSystemMemberIdentification2(
        clr_sys_id=p8.ClearingSystemIdentification2Choice(cd=CNAPS), mmb_id=party.bank
    )
    institution = p8.FinancialInstitutionIdentification18(clr_sys_mmb_id=member)
    return p8.BranchAndFinancialInstitutionIdentification6(fin_instn_id=institution)


def _decimal(money: Money) -> Decimal:
    return Decimal(str(money))


def _day(day: date) -> XmlDate:
    return XmlDate.from_date(day)


def _moment(at: datetime) -> XmlDateTime:
    return XmlDateTime.from_datetime(at.replace(microsecond=at.microsecond // 1000 * 1000))
