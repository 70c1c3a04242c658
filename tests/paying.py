"""A person of the demo who moves money on the phone, and what is found of it behind the chat."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import psycopg
from tests.demo_process import Demo, guitai
from tests.walking import Card, Message, Phone, now


@dataclass(frozen=True)
class Signed:
    """What came of a signature: what was shown before it, what the page said after, and what the chat was told."""

    shown: str
    accepted: bool
    result: str
    told: Sequence[Message]


class Payer:
    """Somebody with an account, a PIN, and a phone that is bound."""

    def __init__(self, phone: Phone, person: dict[str, Any]) -> None:
        self.phone = phone
        self.name, self.card_number = str(person["name"]), str(person["card_number"])
        self.pin, self.mobile = str(person["pin"]), str(person["mobile"])

    @property
    def tail(self) -> str:
        """Of the first card."""
        return self.card_number[-4:]

    @property
    def seq(self) -> int:
        """The number of the newest message in the chat."""
        messages = self.phone.http.get(f"{self.phone.path}/messages").json()["messages"]
        return int(messages[-1]["seq"]) if messages else 0

    def says(self, text: str) -> Message:
        """Type this; the last that the chat shows for it."""
        return self.phone.acts("messages", type="text", content=text)[-1]

    def signs(self, message: Message, **how: object) -> Signed:
        """Read the order that this message links to, and sign it."""
        before = self.seq
        body = {"url": self.order_url(message), "pin": self.pin, **how}
        answer = self.phone.http.post(f"{self.phone.path}/device/sign", json=body).raise_for_status().json()
        return Signed(answer["shown"], answer["accepted"], answer["result"], self.phone.since(before))

    def order(self, message: Message) -> str:
        """The id of the order that this message links to."""
        return self.order_url(message).rpartition("/")[2]

    def card(self, messages: Sequence[Message]) -> Card:
        """The card of the newest of these messages."""
        return self.phone.card(messages[-1])

    def card_id(self, messages: Sequence[Message]) -> str:
        """The id of that card."""
        (link,) = messages[-1]["links"]
        return str(link["url"]).rpartition("/")[2]

    def codes(self) -> int:
        """How many texts have come to the mobile."""
        query = {"mobile": self.mobile}
        return len(self.phone.http.get("/phone/sms", params=query).json()["messages"])

    @staticmethod
    def order_url(message: Message) -> str:
        """The link to an order."""
        (url,) = [link["url"] for link in message["links"] if "/orders/" in link["url"]]
        return str(url)


class Bankside:
    """What only the bank and the clearing house see."""

    def __init__(self, demo: Demo, phone: Phone, connection: psycopg.Connection[Any]) -> None:
        self.demo, self.http, self.connection = demo, phone.http, connection

    def balance(self, number: str) -> int:
        """What an account holds, summed up from its postings alone, in fen."""
        return int(
            self._one(
                """
                SELECT coalesce(sum(CASE p.side WHEN 'C' THEN p.amount_fen ELSE -p.amount_fen END), 0)::bigint
                  FROM ledger.accounts AS a
                  JOIN ledger.postings AS p ON (p.owner, p.account_id) = (a.owner, a.account_id)
                 WHERE a.number = %s
                """,
                number,
            )
        )

    def number(self, tail: str) -> str:
        """The one account number that ends so."""
        return str(self._one("SELECT number FROM ledger.accounts WHERE number LIKE %s", f"%{tail}"))

    def transfers(self) -> int:
        """How many transfers there are, of whomever."""
        return int(self._one("SELECT count(*) FROM transfers.transfers"))

    def postings(self, entry_id: str) -> list[tuple[str, str, int]]:
        """An entry's postings: the account's number or kind, the side, the amount in fen."""
        return self.connection.execute(
            """
            SELECT coalesce(a.number, a.kind), p.side::text, p.amount_fen
              FROM ledger.postings AS p
              JOIN ledger.accounts AS a ON (a.owner, a.account_id) = (p.owner, p.account_id)
             WHERE p.entry_id = %s
             ORDER BY p.side DESC
            """,
            (entry_id,),
        ).fetchall()

    def message_id(self, message: Message) -> str:
        """What WeChat knew the message by to which this was the reply: the newest push before it."""
        pushes = self.connection.execute(
            """
            SELECT message_id FROM turns.turns WHERE said LIKE %s AND message_id <> '' ORDER BY heard_at DESC LIMIT 1
            """,
            (f"%{Payer.order_url(message)}%",),
        ).fetchall()
        return str(pushes[0][0])

    def trace(self, some_id: str) -> dict[str, Any]:
        """What `guitai trace` finds by this id."""
        traced = guitai("trace", some_id, "--json", SANDBOX=1, **self.demo.settings)
        assert traced.returncode == 0, traced.stderr
        found: dict[str, Any] = json.loads(traced.stdout)
        return found

    def payments(self, order: str) -> list[dict[str, Any]]:
        """What the clearing house has of a transfer, on whatever of the last days."""
        today, tx_id = now(self.http).date(), order.replace("-", "")
        days = [today - timedelta(days=number) for number in range(7)]
        found = {}
        for day in days:
            answer = (
                self.http.get("/phone/clearing", params={"on": day.isoformat()}).raise_for_status().json()
            )
            found |= {one["tx_id"]: one for one in answer["payments"] if one["tx_id"] == tx_id}
        return [*found.values()]

    def at(self, hour: int, minute: int = 0) -> datetime:
        """Go on to the next time that it is so late; when that was."""
        moment = now(self.http)
        wanted = datetime.combine(moment.date(), time(hour, minute), moment.tzinfo)
        wanted += timedelta(days=wanted <= moment)
        self.http.post("/phone/clock", json={"at": wanted.isoformat()}).raise_for_status()
        return wanted

    def _one(self, query: str, *values: object) -> Any:
        ((value,),) = self.connection.execute(query.encode(), values).fetchall()
        return value
