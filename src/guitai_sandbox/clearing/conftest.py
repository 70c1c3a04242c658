"""A bank at the clearing house's door, which writes and reads XML by itself and knows the contract only."""

import uuid

import pytest
from defusedxml import ElementTree

OURS = "313990100010"
ICBC = "102100099996"
BANKS_OF = {
    "622202": ICBC,
    "622848": "103100000026",
    "621661": "104100000004",
    "621700": "105100000017",
    "622260": "301290000007",
    "621483": "308584000013",
    "621799": "403100000004",
}
A_THURSDAY = "2026-11-26T10:00:00+08:00"

AGENT = (
    "<FinInstnId><ClrSysMmbId><ClrSysId><Cd>CNAPS</Cd></ClrSysId><MmbId>{}</MmbId></ClrSysMmbId></FinInstnId>"
)
PACS_008 = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf>
<GrpHdr><MsgId>{msg_id}</MsgId><CreDtTm>{at}</CreDtTm><NbOfTxs>1</NbOfTxs>
<SttlmInf><SttlmMtd>CLRG</SttlmMtd><ClrSys><Prtry>{rail}</Prtry></ClrSys></SttlmInf></GrpHdr>
<CdtTrfTxInf><PmtId><EndToEndId>{tx_id}</EndToEndId><TxId>{tx_id}</TxId><UETR>{uetr}</UETR></PmtId>
<IntrBkSttlmAmt Ccy="CNY">{amount}</IntrBkSttlmAmt><IntrBkSttlmDt>{day}</IntrBkSttlmDt><ChrgBr>SLEV</ChrgBr>
<Dbtr><Nm>林小满</Nm></Dbtr><DbtrAcct><Id><Othr><Id>6239990000000000018</Id></Othr></Id></DbtrAcct>
<DbtrAgt>{ours}</DbtrAgt><CdtrAgt>{theirs}</CdtrAgt>
<Cdtr><Nm>{name}</Nm></Cdtr><CdtrAcct><Id><Othr><Id>{account_no}</Id></Othr></Id></CdtrAcct>
<RmtInf><Ustrd>饭钱</Ustrd></RmtInf></CdtTrfTxInf></FIToFICstmrCdtTrf></Document>"""
PACS_028 = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.028.001.03"><FIToFIPmtStsReq>
<GrpHdr><MsgId>{msg_id}</MsgId><CreDtTm>{at}</CreDtTm></GrpHdr>
<TxInf><OrgnlEndToEndId>{tx_id}</OrgnlEndToEndId><OrgnlTxId>{tx_id}</OrgnlTxId></TxInf>
</FIToFIPmtStsReq></Document>"""
PACS_002 = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10"><FIToFIPmtStsRpt>
<GrpHdr><MsgId>{msg_id}</MsgId><CreDtTm>{at}</CreDtTm></GrpHdr>
<TxInfAndSts><OrgnlTxId>{tx_id}</OrgnlTxId><TxSts>{status}</TxSts>{reason}</TxInfAndSts>
</FIToFIPmtStsRpt></Document>"""


class Paper:
    """A message of the house's."""

    def __init__(self, xml):
        self.xml = xml
        self.root = ElementTree.fromstring(xml.encode())
        space, _, _ = self.root.tag.partition("}")
        self.kind = space.removeprefix("{urn:iso:std:iso:20022:tech:xsd:")

    def all(self, name):
        """The texts of all elements with that name."""
        return [one.text for one in self.root.iter() if one.tag.endswith("}" + name)]

    def __getitem__(self, name):
        """The text of the first, None where there is none."""
        return next(iter(self.all(name)), None)

    @property
    def word(self):
        """What it says of a payment, in short."""
        found = {"pacs.002.001.10": self["TxSts"], "pacs.004.001.09": "back"}[self.kind]
        return found if found in ("ACSC", "PDNG") else f"{found} {self['Cd']}"


class OutsideBank:
    """Sends its messages and fetches the house's."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.headers = {
            "Authorization": f"Bearer {sandbox.settings.clearing_token}",
            "Content-Type": "application/xml",
        }
        self.fetched = 0

    def now(self):
        return self.sandbox.get("/phone/clock")["now"]

    def waits(self, duration):
        """Time goes by."""
        self.sandbox.post("/phone/clock", advance=duration)

    def post(self, xml, **headers):
        """The bare answer to a message."""
        data = xml if isinstance(xml, bytes) else xml.encode()
        return self.sandbox.http.post("/clearing/messages", content=data, headers={**self.headers, **headers})

    def order(self, account_no="6222029999999999991", name="王建国", **given):
        """A `pacs.008` to an account, to the bank that its first digits name."""
        tx_id = given.pop("tx_id", uuid.uuid4().hex)
        fields = {
            "msg_id": uuid.uuid4().hex,
            "at": self.now(),
            "rail": "IBPS",
            "amount": "500.00",
            "day": self.now()[:10],
            "uetr": str(uuid.UUID(tx_id, version=4)),
            "ours": AGENT.format(OURS),
            "theirs": AGENT.format(given.pop("bank", BANKS_OF.get(account_no[:6], ICBC))),
            **given,
        }
        return PACS_008.format(account_no=account_no, name=name, tx_id=tx_id, **fields)

    def pays(self, *to, **given):
        """What the house says at once, in short; `taken` where nothing."""
        return self.word(self.post(self.order(*to, **given)))

    def asks(self, tx_id):
        """What the house says of an earlier payment."""
        return self.word(self.post(PACS_028.format(msg_id=uuid.uuid4().hex, at=self.now(), tx_id=tx_id)))

    def answers(self, tx_id, status, reason=""):
        """The status of the answer to the bank's word on a payment to a customer."""
        why = f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>" if reason else ""
        fields = {"msg_id": uuid.uuid4().hex, "at": self.now(), "tx_id": tx_id}
        return self.post(PACS_002.format(status=status, reason=why, **fields)).status_code

    @staticmethod
    def word(answer):
        """In short."""
        if answer.status_code == 202:
            return "taken"
        return Paper(answer.text).word if answer.status_code == 200 else answer.status_code

    def look(self, after, most=100):
        """The house's messages after a number, as they come."""
        query = {"after": after, "most": most}
        answer = self.sandbox.http.get("/clearing/messages", params=query, headers=self.headers)
        return answer.raise_for_status().json()["messages"]

    def fetches(self):
        """The messages that are new."""
        found = self.look(self.fetched)
        self.fetched += len(found)
        assert [one["number"] for one in found] == list(
            range(self.fetched - len(found) + 1, self.fetched + 1)
        )
        return [Paper(one["xml"]) for one in found]

    def hears(self):
        """The new messages on single payments, in short."""
        return [paper.word for paper in self.fetches() if paper.kind != "camt.053.001.08"]

    def statements(self):
        """The statements among the new messages."""
        return [paper for paper in self.fetches() if paper.kind == "camt.053.001.08"]

    def payments(self, **query):
        """The payments as the tester sees them."""
        return self.sandbox.get("/phone/clearing", **query)["payments"]


@pytest.fixture
def house(start):
    """A bank at the door of a house that begins on a Thursday morning."""
    return OutsideBank(start(now=A_THURSDAY))


@pytest.fixture
def house_at(start):
    """A bank at the door of a house that begins at that moment."""
    return lambda moment: OutsideBank(start(now=moment))
