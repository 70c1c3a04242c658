"""What a person does on a phone of the demo, and what its books say about that person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import httpx
import psycopg

Message = dict[str, Any]
MOVED = ("本人转账", "定期")  # between accounts of one person


class Phone:
    """One person's phone: each act returns what the chat shows for it once the bank has finished with it."""

    def __init__(self, http: httpx.Client, openid: str) -> None:
        self.http = http
        self.openid = openid
        self.path = f"/phone/users/{openid}"

    def says(self, text: str) -> Message:
        """Type this; the one reply."""
        return self.sends(type="text", content=text)

    def sends(self, **message: object) -> Message:
        """Send a message that needs no file; the one reply."""
        (reply,) = self.acts("messages", **message)
        return reply

    def uploads(self, kind: str, content: bytes, **fields: str) -> Message:
        """Send a file; the one reply."""
        (reply,) = self.hands_in(kind, content, **fields)
        return reply

    def hands_in(self, kind: str, content: bytes, **fields: str) -> list[Message]:
        """Send a file that may be acknowledged first, and answered when it was read."""
        form = {"type": kind, **fields}
        answer = self.http.post(f"{self.path}/messages", data=form, files={"file": ("file", content)})
        return self.since(answer.raise_for_status().json()["seq"])

    def taps(self, message: Message, label: str) -> Message:
        """Tap an option of this message; the one reply."""
        (option,) = [one["option"] for one in message["options"] if one["text"] == label]
        (reply,) = self.acts("tap", seq=message["seq"], option=option)
        return reply

    def acts(self, what: str, **body: object) -> list[Message]:
        """Do something that may be answered by any number of messages."""
        return self.since(self.does(what, **body))

    def does(self, what: str, **body: object) -> int:
        """Do something without waiting; its number in the chat."""
        answer = self.http.post(f"{self.path}/{what}", json=body).raise_for_status()
        return int(answer.json()["seq"])

    def since(self, seq: int) -> list[Message]:
        """What has come after this number, once all is quiet."""
        messages: list[Message] = []
        while True:
            query = {"after": messages[-1]["seq"] if messages else seq, "wait": 0.05}
            answer = self.http.get(f"{self.path}/messages", params=query).raise_for_status().json()
            messages += answer["messages"]
            if answer["idle"]:
                return [message for message in messages if message["from"] != "user"]

    def signs(self, message: Message, pin: str = "", **how: object) -> "Signed":
        """Read and sign, or decline, the order that a message links to; what the page said, and the chat after it."""
        (link,) = message["links"]
        body = {"url": link["url"], "pin": pin, **how}
        answer = self.http.post(f"{self.path}/device/sign", json=body)
        told = [one for one in self.since(message["seq"]) if "设备已经绑定" not in str(one.get("content"))]
        return Signed(answer.status_code, answer.json(), told)

    def card(self, message: Message) -> "Card":
        """The one card that a message links to, as the phone opens it."""
        (link,) = message["links"]
        answer = self.http.post(f"{self.path}/device/open", json={"url": link["url"]})
        card = answer.raise_for_status().json()
        return Card(card, [(row["label"], row["value"]) for row in card["rows"]])


@dataclass(frozen=True)
class Signed:
    """What came of signing: the page's answer, and what the chat was told since."""

    status: int
    json: Mapping[str, Any]
    told: Sequence[Message]

    @property
    def accepted(self) -> bool:
        """Whether the bank took the signature."""
        return bool(self.json.get("accepted"))


@dataclass(frozen=True)
class Card:
    """A card as JSON, and its rows as pairs."""

    json: Mapping[str, Any]
    rows: Sequence[tuple[str, str]]

    @property
    def balances(self) -> dict[str, str]:
        """A balance card's accounts by their tails; the sum, where there is one, under `sum`."""
        return {label[-4:] if label[-4:].isdigit() else "sum": value for label, value in self.rows}

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The rows that are lines: they begin with a day."""
        return [row for row in self.rows if row[0][0].isdigit()]

    @property
    def places(self) -> list[int]:
        """The numbers of the first and the last line and of all, or of all alone."""
        (written,) = (value for label, value in self.rows if label in ("笔数", "筆數", "Transactions"))
        return [int(number) for number in re.findall(r"\d+", written)]

    def __getitem__(self, label: str) -> str:
        return dict(self.rows)[label]


@dataclass(frozen=True)
class Line:
    """One posting on a customer's account: what came in is positive."""

    booked_at: datetime
    tail: str
    fen: int
    counterparty: str
    category: str


class Books:
    """What the database holds of one customer, summed up from the postings alone."""

    def __init__(self, connection: psycopg.Connection[Any], openid: str) -> None:
        self.connection = connection
        self.openid = openid

    def balances(self) -> dict[str, str]:
        """Every account's balance by its tail, as a card shows it, and their sum."""
        rows = self.connection.execute(
            """
            SELECT right(a.number, 4), sum(CASE p.side WHEN 'C' THEN p.amount_fen ELSE -p.amount_fen END)
              FROM customers.openids AS o
              JOIN ledger.accounts AS a ON a.owner = o.owner
              JOIN ledger.postings AS p ON p.owner = a.owner AND p.account_id = a.account_id
             WHERE o.openid = %(openid)s
             GROUP BY a.number
            """,
            {"openid": self.openid},
        ).fetchall()
        found = {tail: shown(int(fen)) for tail, fen in rows}
        return found | ({"sum": shown(int(sum(fen for _, fen in rows)))} if len(rows) > 1 else {})

    def lines(self, tails: Sequence[str], first: date, last: date) -> list[Line]:
        """What was booked on these accounts from one day to another in the bank's zone, the newest first."""
        rows = self.connection.execute(
            """
            SELECT p.booked_at AT TIME ZONE 'Asia/Shanghai', right(a.number, 4),
                   CASE p.side WHEN 'C' THEN p.amount_fen ELSE -p.amount_fen END, p.counterparty, p.category
              FROM customers.openids AS o
              JOIN ledger.accounts AS a ON a.owner = o.owner
              JOIN ledger.postings AS p ON p.owner = a.owner AND p.account_id = a.account_id
             WHERE o.openid = %(openid)s AND right(a.number, 4) = ANY(%(tails)s)
               AND (p.booked_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN %(first)s AND %(last)s
             ORDER BY p.booked_at DESC, p.account_id DESC, p.seq DESC
            """,
            {"openid": self.openid, "tails": list(tails), "first": first, "last": last},
        ).fetchall()
        return [Line(*row) for row in rows]

    def left_messages(self) -> list[str]:
        """What this customer left for the staff, the newest last."""
        rows = self.connection.execute(
            """
            SELECT m.text
              FROM customers.openids AS o
              JOIN talk.messages AS m ON m.owner = o.owner
             WHERE o.openid = %(openid)s
             ORDER BY m.left_at
            """,
            {"openid": self.openid},
        ).fetchall()
        return [text for (text,) in rows]


def came_in(lines: Sequence[Line]) -> str:
    """What was received, moves between own accounts aside, as a card shows it."""
    return shown(sum(line.fen for line in lines if line.fen > 0 and line.category not in MOVED))


def went_out(lines: Sequence[Line]) -> str:
    """What was paid, moves between own accounts aside, as a card shows it."""
    return shown(-sum(line.fen for line in lines if line.fen < 0 and line.category not in MOVED))


def signed(fen: int) -> str:
    """A line's amount as a card shows it."""
    return f"{'+' if fen > 0 else ''}{shown(fen)}"


def shown(fen: int) -> str:
    """An amount as a card shows it."""
    yuan, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}¥{yuan:,}.{cents:02d}"


def tails(books, phone):
    return sorted(tail for tail in books(phone).balances() if tail != "sum")


def now(http):
    return datetime.fromisoformat(http.get("/phone/clock").json()["now"])


def later(http, time):
    http.post("/phone/clock", json={"advance": time}).raise_for_status()


def last_month(day):
    """The first and the last day of the month before."""
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def faulty(phone, **rule):
    """From now on something goes wrong for this customer."""
    rules = [{"openid": phone.openid, "times": 1, **rule}]
    phone.http.post("/phone/faults", json={"rules": rules}).raise_for_status()


def wire(phone, *, after=0):
    entries = phone.http.get("/phone/wire", params={"after": after}).json()["entries"]
    return [entry for entry in entries if entry["openid"] == phone.openid]


def newest(http):
    return http.get("/phone/wire").json()["entries"][-1]["seq"]
