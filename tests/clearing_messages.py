"""What a clearing house says, by hand from docs/clearing.md: the tests' own, beside the bank's and the sandbox's."""

from datetime import datetime, timedelta
from itertools import count

from guitai.money import Money
from guitai.zone import BANK_ZONE

NUMBER, MERCHANTS = "6239990000000002816", "308584000013"
CODES = {
    "out": ("ICDT", "DMCT"),
    "back": ("ICDT", "RRTN"),
    "in": ("RCDT", "DMCT"),
    "refused": ("RCDT", "RRTN"),
}
LEAVES = ("out", "refused")

_ids = count(1)


def document(name, inside):
    """A message, as a house writes it."""
    return f'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:{name}">{inside}</Document>'


def header(more="", at="2026-11-23T10:00:01+08:00"):
    return f"<GrpHdr><MsgId>H{next(_ids)}</MsgId><CreDtTm>{at}</CreDtTm>{more}</GrpHdr>"


def amount(name, yuan):
    return f'<{name} Ccy="CNY">{yuan}</{name}>'


def status(tx_id, standing="ACSC", reason=""):
    """pacs.002."""
    sts = f"<TxSts>{standing}</TxSts>" if standing else ""
    why = f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>" if reason else ""
    said = f"<TxInfAndSts><OrgnlTxId>{tx_id}</OrgnlTxId>{sts}{why}</TxInfAndSts>"
    return document("pacs.002.001.10", f"<FIToFIPmtStsRpt>{header()}{said}</FIToFIPmtStsRpt>")


def unknown(tx_id):
    """pacs.002: no such payment has come."""
    return status(tx_id, "", "NOOR")


def settlement(rail):
    return f"<SttlmInf><SttlmMtd>CLRG</SttlmMtd><ClrSys><Prtry>{rail}</Prtry></ClrSys></SttlmInf>"


def returned(tx_id, yuan="500.00", *, return_id="R1", on="2026-11-23", reason="AC04"):
    """pacs.004."""
    back = (
        f"<TxInf><RtrId>{return_id}</RtrId><OrgnlTxId>{tx_id}</OrgnlTxId>{amount('RtrdIntrBkSttlmAmt', yuan)}"
        f"<IntrBkSttlmDt>{on}</IntrBkSttlmDt><RtrRsnInf><Rsn><Cd>{reason}</Cd></Rsn></RtrRsnInf></TxInf>"
    )
    head = header("<NbOfTxs>1</NbOfTxs>" + settlement("IBPS"))
    return document("pacs.004.001.09", f"<PmtRtr>{head}{back}</PmtRtr>")


def agent(name, code):
    member = f"<ClrSysMmbId><ClrSysId><Cd>CNAPS</Cd></ClrSysId><MmbId>{code}</MmbId></ClrSysMmbId>"
    return f"<{name}><FinInstnId>{member}</FinInstnId></{name}>"


def holder(role, name, number):
    return (
        f"<{role}><Nm>{name}</Nm></{role}>",
        f"<{role}Acct><Id><Othr><Id>{number}</Id></Othr></Id></{role}Acct>",
    )


def paid_in(
    tx_id,
    yuan="300.00",
    *,
    name="林晓雯",
    number=NUMBER,
    bank="313990100010",
    payer="李四",
    memo="房租",
    on="2026-11-23",
    rail="IBPS",
):
    """pacs.008 of another bank's."""
    debtor, debtor_account = holder("Dbtr", payer, "6214830000000009")
    creditor, creditor_account = holder("Cdtr", name, number)
    ids = f"<PmtId><EndToEndId>E{tx_id}</EndToEndId><TxId>{tx_id}</TxId></PmtId>"
    sums = f"{amount('IntrBkSttlmAmt', yuan)}<IntrBkSttlmDt>{on}</IntrBkSttlmDt><ChrgBr>SLEV</ChrgBr>"
    parties = (
        debtor
        + debtor_account
        + agent("DbtrAgt", MERCHANTS)
        + agent("CdtrAgt", bank)
        + creditor
        + creditor_account
    )
    memo = f"<RmtInf><Ustrd>{memo}</Ustrd></RmtInf>" if memo else ""
    head = header("<NbOfTxs>1</NbOfTxs>" + settlement(rail))
    paid = f"<CdtTrfTxInf>{ids}{sums}{parties}{memo}</CdtTrfTxInf>"
    return document("pacs.008.001.08", f"<FIToFICstmrCdtTrf>{head}{paid}</FIToFICstmrCdtTrf>")


def balance(code, yuan, on):
    side = "DBIT" if yuan.startswith("-") else "CRDT"
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{amount('Amt', yuan.lstrip('-'))}"
        f"<CdtDbtInd>{side}</CdtDbtInd><Dt><Dt>{on}</Dt></Dt></Bal>"
    )


def line(booked, tx_id, yuan, on, number=1):
    family, sub = CODES[booked]
    side = "DBIT" if booked in LEAVES else "CRDT"
    code = f"<Domn><Cd>PMNT</Cd><Fmly><Cd>{family}</Cd><SubFmlyCd>{sub}</SubFmlyCd></Fmly></Domn>"
    return (
        f"<Ntry><NtryRef>{number}</NtryRef>{amount('Amt', yuan)}<CdtDbtInd>{side}</CdtDbtInd>"
        f"<RvslInd>{str(booked == 'refused').lower()}</RvslInd><Sts><Cd>BOOK</Cd></Sts>"
        f"<BookgDt><Dt>{on}</Dt></BookgDt><ValDt><Dt>{on}</Dt></ValDt><BkTxCd>{code}</BkTxCd>"
        f"<NtryDtls><TxDtls><Refs><EndToEndId>{tx_id}</EndToEndId><TxId>{tx_id}</TxId></Refs></TxDtls></NtryDtls></Ntry>"
    )


def statement(on, *lines, page=1, last=True, opening="0.00", closing=None, since=None, statement_id=None):
    """camt.053 of a day; each line is what is booked, an id and yuan."""
    eve = datetime.fromisoformat(on).replace(tzinfo=BANK_ZONE) - timedelta(hours=3, minutes=30)
    moved = sum(Money.parse(yuan).fen * (-1 if booked in LEAVES else 1) for booked, _, yuan in lines)
    closing = closing or str(Money(Money.parse(opening).fen + moved))
    listed = "".join(line(*one, on, number) for number, one in enumerate(lines, 1))
    period = (
        f"<FrToDt><FrDtTm>{since or eve.isoformat()}</FrDtTm><ToDtTm>{on}T23:59:59+08:00</ToDtTm></FrToDt>"
    )
    head = header(f"<MsgPgntn><PgNb>{page}</PgNb><LastPgInd>{str(last).lower()}</LastPgInd></MsgPgntn>")
    acct = "<Acct><Id><Othr><Id>313990100010</Id></Othr></Id></Acct>"
    sums = balance("OPBD", opening, on) + balance("CLBD", closing, on)
    stated = f"<Stmt><Id>{statement_id or 'S' + on}</Id>{period}{acct}{sums}{listed}</Stmt>"
    return document("camt.053.001.08", f"<BkToCstmrStmt>{head}{stated}</BkToCstmrStmt>")
