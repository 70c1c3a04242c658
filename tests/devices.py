"""The pytest plugin for pages: the bank's doors in process, and a device by `joserfc` that goes through them."""

import asyncio
import json
import re
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import cache
from html import unescape
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwe, jws
from joserfc.jwk import ECKey
from starlette.applications import Starlette

from guitai import app
from guitai.acquaintances import People
from guitai.conversation.flow import Flow
from guitai.conversation.hearing import Conversations
from guitai.database import Database, Owner
from guitai.keys.port import Use
from guitai.language import Catalogue
from guitai.pages.doors import Doors
from guitai.pages.visiting import NotKnown, Where
from guitai.sms import context
from guitai.turns import CHAT, Message, Turns
from guitai.understanding.answer import Heard, How
from guitai.understanding.load import understanding
from guitai.wechat import chat, windows

REGISTRY = jwe.JWERegistry(algorithms=["ECDH-ES", "A256GCM"], strict_check_header=False)
REGISTRY.max_ciphertext_length = 100_000  # 64 KiB in base64
SIGNING = jws.JWSRegistry(algorithms=["ES256"], strict_check_header=False)
ORIGIN = "https://bank.example"
Json = dict[str, Any]


class Refused(Exception):
    """The bank said no to a call: its status, its code and what it says to the customer."""

    def __init__(self, status: int, error: Mapping[str, str]) -> None:
        super().__init__(error["code"])
        self.status = status
        self.code = error["code"]
        self.message = error["message"]


class Pages:
    """The bank's pages, as a browser reaches them. WeChat is somebody who knows every code: it is the openid."""

    def __init__(self, database: Database) -> None:
        self.database = database
        flows, catalogue, people = _capabilities()
        self.turns = Turns(
            Conversations(flows, catalogue, understanding(), lambda path: ORIGIN + path, people=people),
            chat.texts,
        )
        doors = Doors(
            database,
            catalogue,
            Where(ORIGIN, lambda page, state: f"https://wechat.example/?page={page}&state={state}", ""),
            identify=_whose,
            happen=self.turns.happen,
            tell=self.turns.tell,
            moved=windows.moved,
            done=lambda: None,
        )
        self._app = Starlette(routes=doors.routes())

    def ask(self, method: str, path: str, **kwargs: Any) -> httpx.Response:
        """One request."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
                return await client.request(method, path, **kwargs)

        return asyncio.run(asked())

    def saying(self, owner: Owner) -> Callable[..., str]:
        """Lets this customer say something in the chat; gives the reply."""
        keys = count()

        def say(text: str = "", option: str | None = None, wish: str | None = None) -> str:
            with self.database.transaction() as db:
                heard = Heard(How.TYPED, text, option, wish)
                message = Message(owner, b"%032d" % next(keys), db.now + timedelta(seconds=4), heard)
                return self.turns.hear(db, message).said

        return say

    def texts(self, destination: str, owner: Owner) -> list[str]:
        """What has been put up for this customer's mobile or chat, the oldest first."""
        with self.database.transaction() as db:
            rows = db.execute(
                "SELECT body FROM outbox.requests WHERE owner = %(owner)s AND destination = %(to)s ORDER BY put_at",
                {"owner": owner, "to": destination},
            ).fetchall()
            if destination == CHAT:
                return [body["text"] for (body,) in rows]
            sealed = (b64decode(body["sealed"]) for (body,) in rows)
            return [db.keys.unseal(Use.POST, one, context=context(owner)).decode() for one in sealed]


def root_attributes(html: str) -> Json:
    """The attributes of a page's root: the visit, and the bank's key."""
    (root,) = re.findall(r"<html ([^>]*)>", html)
    return {name: unescape(value) for name, value in re.findall(r'([a-z-]+)="([^"]*)"', root)}


class Device:
    """A device as docs/shield.md has it, of whoever's WeChat opens its pages."""

    def __init__(self, pages: Pages, openid: str) -> None:
        self.pages = pages
        self.openid = openid
        self.sign_key, self.open_key = (ECKey.generate_key("P-256") for _ in range(2))
        self.device_id = ""
        self.page: Json = {}

    def loads(self, path: str) -> Json:
        """Load a page, by way of WeChat; the attributes of its root."""
        away = self.pages.ask("GET", path)
        query = parse_qs(urlsplit(away.headers["location"]).query)
        between = "&" if "?" in path else "?"
        html = self.pages.ask("GET", f"{path}{between}code={self.openid}&state={query['state'][0]}").text
        self.page = root_attributes(html)
        return self.page

    def calls(self, path: str, **body: object) -> Json:
        """Ask the bank something from the page that is loaded."""
        sealed = self.seals({"visit": self.page["data-visit"], **body})
        return self.posts(path, sealed)

    def seals(self, body: object) -> str:
        """A body sealed to the bank's key."""
        return self.seals_bytes(json.dumps(body).encode())

    def seals_bytes(self, plain: bytes) -> str:
        """Any bytes, sealed to the bank's key."""
        key = json.loads(self.page["data-bank-key"])
        header = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": key["kid"]}
        return jwe.encrypt_compact(header, plain, ECKey.import_key(key))

    def posts(self, path: str, body: str) -> Json:
        """Post these bytes."""
        answer = self.pages.ask("POST", path, content=body, headers={"Content-Type": "application/jose"})
        said: Json = answer.json()
        if answer.status_code != 200:
            raise Refused(answer.status_code, said["error"])
        return said

    def signs(self, payload: bytes, **header: str) -> str:
        """A JWS by the signing key."""
        return jws.serialize_compact({"alg": "ES256", **header}, payload, self.sign_key, registry=SIGNING)

    def unchecked(self, signed: str) -> bytes:
        """What a JWS says, whoever has signed it."""
        return jws.extract_compact(signed.encode()).payload

    def proof(self, act: str, subject: str = "", **instead: object) -> str:
        """A proof for this act, on a new challenge."""
        challenge = self.calls("/shield/challenges", device=self.device_id)["challenge"]
        said = {
            "challenge": challenge,
            "visit": self.page["data-visit"],
            "act": act,
            "subject": subject or self.device_id,
            **instead,
        }
        return self.signs(json.dumps(said).encode(), kid=self.device_id)

    def binds(self, person: Mapping[str, str], owner: Owner, **more: object) -> "Device":
        """Bind from nothing, with the code that came by SMS."""
        self.loads("/bind")
        details = {name: person[name] for name in ("name", "id_number", "card_number", "mobile")}
        binding = self.calls("/shield/bindings", **details)["binding"]
        given = {"code": self.code(owner), "pin": person["pin"], "device": self.introduces(binding), **more}
        self.device_id = self.calls(f"/shield/bindings/{binding}", **given)["device"]
        return self

    def introduces(self, number: str, **instead: object) -> str:
        """What a new device says of itself."""
        said = {
            "binding": number,
            "visit": self.page["data-visit"],
            "name": "测试手机",
            "sign": self.sign_key.as_dict(private=False),
            "open": self.open_key.as_dict(private=False),
            **instead,
        }
        return self.signs(json.dumps(said).encode())

    def code(self, owner: Owner) -> str:
        """The newest code that came by SMS."""
        codes = (re.search(r"验证码([0-9]{6})", text) for text in self.pages.texts("sms", owner))
        return [found[1] for found in codes if found][-1]

    def opens(self, seals: list[str]) -> Json:
        """What stands in seals to this device."""
        parts = [jwe.decrypt_compact(seal, self.open_key, registry=REGISTRY) for seal in seals]
        assert [part.headers()["part"] for part in parts] == list(range(len(parts))), "in their order"
        plain = b"".join(part.plaintext or b"" for part in parts)
        length = int.from_bytes(plain[:4], "big")
        content: Json = json.loads(plain[4 : 4 + length])
        return content

    def opens_card(self, card: str) -> Json:
        """The card of this id."""
        self.loads(f"/cards/{card}")
        return self.opens(self.calls(f"/cards/{card}/seals", proof=self.proof("cards.open", card))["seals"])

    def opens_order(self, order: str) -> bytes:
        """The document of the order of this id."""
        return b64decode(self.reads_order(order)["document"])

    def reads_order(self, order: str) -> Json:
        """All that the page is told of the order of this id."""
        self.loads(f"/orders/{order}")
        return self.opens(
            self.calls(f"/orders/{order}/seals", proof=self.proof("orders.open", order))["seals"]
        )

    def signs_order(self, order: str, document: bytes, pin: str, **more: object) -> str:
        """Sign the document; what the bank says to it."""
        signature = self.signs(document, kid=self.device_id)
        given = {"pin": pin, "signature": signature, **more}
        return str(self.calls(f"/orders/{order}/signatures", **given)["result"])


async def _whose(code: str) -> str:
    if code == "snapshot":
        raise NotKnown("snapshot")
    return code


@cache
def _capabilities() -> tuple[Mapping[str, Flow], Catalogue, Sequence[People]]:
    """What the bank can do, its sentences in English, whose names it knows: read once for all tests."""
    return app.flows(), app.catalogue(), app.people()


@pytest.fixture
def refused() -> Callable[..., str]:
    """Does what the bank has to say no to; the code of that no."""

    def refuse(work: Callable[..., object], *args: object, **kwargs: object) -> str:
        with pytest.raises(Refused) as no:
            work(*args, **kwargs)
        return no.value.code

    return refuse


@pytest.fixture
def pages(database: Database) -> Pages:
    """The bank's pages on a database of this test's own."""
    return Pages(database)


@pytest.fixture
def device(pages: Pages) -> Callable[[str], Device]:
    """Makes a device on which somebody of this openid opens the bank's pages."""
    return lambda openid: Device(pages, openid)
