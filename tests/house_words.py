"""What the clearing house says, as docs/clearing.md §2 has it, written by hand."""

from datetime import datetime

DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{name}">{of}</Document>'
)
HEADER = "<MsgId>{message_id}</MsgId><CreDtTm>{at}</CreDtTm>"


def status(message_id: str, tx_id: str, said: str, at: datetime, reason: str = "") -> str:
    """pacs.002: `ACSC`, or `RJCT` with its reason."""
    why = f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>" if reason else ""
    about = f"<OrgnlTxId>{tx_id}</OrgnlTxId><TxSts>{said}</TxSts>{why}"
    of = f"<GrpHdr>{_header(message_id, at)}</GrpHdr><TxInfAndSts>{about}</TxInfAndSts>"
    return DOCUMENT.format(name="pacs.002.001.10", of=f"<FIToFIPmtStsRpt>{of}</FIToFIPmtStsRpt>")


def returned(message_id: str, tx_id: str, fen: int, at: datetime, reason: str) -> str:
    """pacs.004: the whole payment comes back."""
    settled = "<SttlmInf><SttlmMtd>CLRG</SttlmMtd><ClrSys><Prtry>IBPS</Prtry></ClrSys></SttlmInf>"
    header = f"<GrpHdr>{_header(message_id, at)}<NbOfTxs>1</NbOfTxs>{settled}</GrpHdr>"
    amount = f'<RtrdIntrBkSttlmAmt Ccy="CNY">{fen // 100}.{fen % 100:02}</RtrdIntrBkSttlmAmt>'
    day = f"<IntrBkSttlmDt>{at:%Y-%m-%d}</IntrBkSttlmDt>"
    why = f"<RtrRsnInf><Rsn><Cd>{reason}</Cd></Rsn></RtrRsnInf>"
    about = f"<RtrId>{message_id}</RtrId><OrgnlTxId>{tx_id}</OrgnlTxId>{amount}{day}{why}"
    return DOCUMENT.format(name="pacs.004.001.09", of=f"<PmtRtr>{header}<TxInf>{about}</TxInf></PmtRtr>")


def _header(message_id: str, at: datetime) -> str:
    return HEADER.format(message_id=message_id, at=at.isoformat(timespec="seconds"))
