"""A bank that plays docs/shield.md, with joserfc, which knows nothing of the device's own JOSE."""

import base64
import json
import re
import secrets
import socket
from contextlib import contextmanager
from html import escape
from threading import Thread
from urllib.parse import urlencode
from uuid import uuid4

import httpx
import pytest
import uvicorn
from joserfc import jwe, jws
from joserfc.jwk import ECKey
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Route

from guitai_sandbox.world import trusted

SEALING = jwe.JWERegistry(algorithms=["ECDH-ES", "A256GCM"], strict_check_header=False)
SIGNING = jws.JWSRegistry(algorithms=["ES256"], strict_check_header=False)
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

LIN = {
    "name": "林小满",
    "id_number": "310101199001011234",
    "card_number": "6217000000000001",
    "mobile": "13800000001",
    "pin": "271828",
}
CARD = {
    "title": "账户余额",
    "language": "zh-Hans",
    "rows": [{"label": "活期", "value": "¥88.00"}],
    "text": "截至今日",
    "pictures": [],
    "documents": [],
    "expires_at": "2026-11-24T15:00:00+08:00",
}


class Refusal(Exception):
    """The bank says no: a status and a code."""


def padded(content):
    """The plaintexts of the seals that hold the content."""
    whole = len(content).to_bytes(4, "big") + content
    size = next((size for size in (1024, 4096, 16384, 65536) if len(whole) <= size), 65536)
    count = 1
    while count * size < len(whole):
        count *= 2
    whole = whole.ljust(count * size, b"\0")
    return [whole[start : start + size] for start in range(0, len(whole), size)]


def sealed(plains, device, subject):
    """A list of seals, as the bank makes them where a test does not say otherwise."""
    common = {
        "alg": "ECDH-ES",
        "enc": "A256GCM",
        "kid": device["id"],
        "subject": subject,
        "parts": len(plains),
    }
    return [
        jwe.encrypt_compact({**common, "part": part}, plain, device["open"], registry=SEALING)
        for part, plain in enumerate(plains)
    ]


class Bank:
    """Everything in memory; a test may set what it refuses, how it pads, and how it seals."""

    def __init__(self):
        self.customer = LIN
        self.url = self.wechat = ""
        self.account = {}
        self.http = httpx.Client(trust_env=False, verify=trusted())
        self.key = ECKey.generate_key("P-256", {"kid": "bank-1"})
        self.refuses = {}  # by the last part of a call's path: status and code, once
        self.padded, self.sealed = padded, sealed
        self.attributes = {}  # what stands otherwise in a page
        self.claims = {}  # and in a certificate
        self.raw = None  # what every call is answered with, where a test sets it
        self.most_devices = 3
        self.states, self.visits, self.challenges, self.codes = {}, {}, {}, {}
        self.bindings, self.devices, self.contents, self.orders = {}, {}, {}, {}
        self.calls, self.signed = [], []

    def page(self, request):
        """A page, by way of WeChat."""
        path, query = request.url.path, request.query_params
        if self.states.pop(query.get("state"), None) != path:
            state = secrets.token_hex(8)
            self.states[state] = path
            wanted = {"appid": self.account["appid"], "redirect_uri": f"{self.url}{path}", "state": state}
            query = urlencode({**wanted, "response_type": "code", "scope": "snsapi_base"})
            return RedirectResponse(f"{self.wechat}/connect/oauth2/authorize?{query}#wechat_redirect", 302)
        visitor = {**self.account, "code": query["code"], "grant_type": "authorization_code"}
        openid = self.http.get(f"{self.wechat}/sns/oauth2/access_token", params=visitor).json()["openid"]
        visit = secrets.token_urlsafe(24)
        self.visits[visit] = openid
        attributes = {
            "lang": "zh-Hans",
            "data-visit": visit,
            "data-openid": openid,
            "data-bank-key": json.dumps(self.key.as_dict(private=False)),
            "data-subject": request.path_params.get("subject", ""),
            "data-framed-by": self.wechat,
            **self.attributes,
        }
        said = " ".join(
            f'{name}="{escape(value)}"' for name, value in attributes.items() if value is not None
        )
        return HTMLResponse(f"<!doctype html>\n<html {said}><title>银行</title>")

    async def call(self, request):
        """Any call of a page's."""
        assert request.headers["content-type"] == "application/jose"
        self.calls.append(request.url.path)
        if self.raw is not None:
            return self.raw
        opened = jwe.decrypt_compact(await request.body(), self.key, registry=SEALING)
        assert opened.headers()["kid"] == "bank-1"
        try:
            return JSONResponse(
                await run_in_threadpool(self.answer, request.url.path, json.loads(opened.plaintext))
            )
        except Refusal as no:
            status, code = no.args
            return JSONResponse({"error": {"code": code, "message": f"不行：{code}"}}, status)

    def answer(self, path, body):
        """The answer to a call, by the shape of its path."""
        if body["visit"] not in self.visits:
            raise Refusal(401, "shield.visit_over")
        if refusal := self.refuses.pop(path.rpartition("/")[2], None):
            raise Refusal(*refusal)
        subject = next(iter(ID.findall(path)), "")
        match ID.sub("*", path):
            case "/shield/challenges":
                return self.challenge(body)
            case "/shield/bindings":
                return self.begin(body)
            case "/shield/bindings/*":
                return self.bind(subject, body)
            case "/cards/*/seals":
                return self.seals("cards.open", subject, body)
            case "/orders/*/seals":
                return self.seals("orders.open", subject, body)
            case "/orders/*/codes":
                return self.send_code("orders.code", subject, body)
            case "/orders/*/signatures":
                return self.sign(subject, body)
            case "/orders/*/declines":
                self.proved("orders.decline", subject, body)
                return {"result": "已取消"}
            case "/shield/devices/*/codes":
                return self.send_code("certificates.code", subject, body)
            case "/shield/devices/*/certificates":
                return self.certify(subject, body)
        raise AssertionError(f"no such call: {path}")

    def challenge(self, body):
        """Something to sign, for a device of this visitor's."""
        device = self.devices.get(body["device"])
        if device is None or device["openid"] != self.visits[body["visit"]]:
            raise Refusal(403, "shield.no_device")
        challenge = secrets.token_hex(16)
        self.challenges[challenge] = (body["visit"], body["device"])
        return {"challenge": challenge}

    def proved(self, act, subject, body):
        """The device whose proof this is."""
        proof = jws.extract_compact(body["proof"].encode())
        device = self.devices[proof.headers()["kid"]]
        claims = json.loads(jws.deserialize_compact(body["proof"], device["sign"], registry=SIGNING).payload)
        assert self.challenges.pop(claims["challenge"]) == (body["visit"], device["id"])
        assert claims == {**claims, "visit": body["visit"], "act": act, "subject": subject}
        return device

    def begin(self, body):
        """The first step of a binding: who it is."""
        if {**LIN, **body} != {**LIN, "visit": body["visit"]}:
            raise Refusal(409, "shield.not_matched")
        binding = str(uuid4())
        self.bindings[binding] = body["visit"]
        self.text(body["mobile"], f"您正在绑定设备，验证码{self.new_code(binding)}，5分钟内有效。尾号0001")
        return {"binding": binding}

    def bind(self, binding, body):
        """The second step: the code, the PIN, the keys."""
        if body["code"] != self.codes[binding]:
            raise Refusal(409, "shield.wrong_code")
        if body["pin"] != LIN["pin"]:
            raise Refusal(403, "shield.wrong_pin")
        if len(self.devices) >= self.most_devices:
            if not body.get("replace"):
                raise Refusal(409, "shield.too_many_devices")
            del self.devices[next(iter(self.devices))]
        keys = json.loads(jws.extract_compact(body["device"].encode()).payload)
        sign, to_open = ECKey.import_key(keys["sign"]), ECKey.import_key(keys["open"])
        jws.deserialize_compact(body["device"], sign, registry=SIGNING)
        assert (keys["binding"], keys["visit"]) == (binding, body["visit"])
        assert self.bindings[binding] == body["visit"]
        device = {"id": str(uuid4()), "openid": self.visits[body["visit"]], "sign": sign, "open": to_open}
        self.devices[device["id"]] = {**device, "name": keys["name"]}
        return {"device": device["id"]}

    def seals(self, act, subject, body):
        """What is there for the device alone."""
        device = self.proved(act, subject, body)
        if subject not in self.contents:
            raise Refusal(404, "shield.gone")
        return {"seals": self.sealed(self.padded(self.contents[subject]), device, subject)}

    def send_code(self, act, subject, body):
        """A code by SMS."""
        self.proved(act, subject, body)
        self.text(LIN["mobile"], f"【江海银行】{self.new_code(subject)} 是您的验证码，金额20000.00元")
        return {}

    def sign(self, order, body):
        """A signed order; its bytes are the document's."""
        signed = jws.extract_compact(body["signature"].encode())
        device = self.devices[signed.headers()["kid"]]
        jws.deserialize_compact(body["signature"], device["sign"], registry=SIGNING)
        assert signed.payload == self.orders[order]["document"]
        if body["pin"] != LIN["pin"]:
            raise Refusal(403, "shield.wrong_pin")
        if body.get("code") != self.codes.get(order):
            raise Refusal(409, "shield.wrong_code")
        if signed.headers().get("certificate") != device.get("certificate"):
            raise Refusal(409, "shield.needs_certificate")
        self.signed.append(order)
        return {"result": "转账已受理"}

    def certify(self, device_id, body):
        """A certificate on the device's key."""
        device = self.proved("certificates.issue", device_id, body)
        if body["code"] != self.codes[device_id]:
            raise Refusal(409, "shield.wrong_code")
        jti = device["certificate"] = str(uuid4())
        claims = {"iss": "bank", "jti": jti, "sub": device_id, "iat": 1, "exp": 4_000_000_000}
        key = ECKey.generate_key("P-256")
        claims = json.dumps({**claims, "cnf": {"jwk": device["sign"].as_dict(private=False)}, **self.claims})
        return {"certificate": jws.serialize_compact({"alg": "ES256"}, claims.encode(), key)}

    def new_code(self, subject):
        """Six digits, remembered."""
        code = self.codes[subject] = f"{secrets.randbelow(10**6):06}"
        return code

    def text(self, mobile, text):
        """An SMS, by the sandbox's provider."""
        sms = {"mobile": mobile, "text": text}
        self.http.post(f"{self.wechat}/sms/send", json=sms).raise_for_status()

    def card(self, **more):
        """A new card's address."""
        card = str(uuid4())
        self.contents[card] = json.dumps({**CARD, **more}, ensure_ascii=False).encode()
        return f"{self.url}/cards/{card}"

    def order(self, *, needs=(), **more):
        """A new order's address."""
        order = str(uuid4())
        document = {
            "order": order,
            "kind": "transfers.transfer",
            "language": "zh-Hans",
            "title": "转账",
            "lines": [
                {"name": "payee", "label": "收款人", "text": "王小雨"},
                {"name": "amount", "label": "金额", "fen": 123456},
                {"name": "on", "label": "转出时间", "at": "2026-11-23T10:05:30+08:00"},
            ],
            "notes": ["请核对收款人"],
            "nonce": secrets.token_hex(8),
            "expires_at": "2026-11-23T10:10:00+08:00",
            **more,
        }
        signed = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        self.orders[order] = {"document": signed}
        content = {"document": base64.b64encode(signed).decode(), "needs": list(needs)}
        self.contents[order] = json.dumps({**content, "expires_at": document["expires_at"]}).encode()
        return f"{self.url}/orders/{order}"


@contextmanager
def playing(bank):
    """The bank on a free port, in a thread of its own."""
    pages = ["/bind", "/cards/{subject}", "/orders/{subject}"]
    calls = ["/shield/{rest:path}", "/cards/{rest:path}", "/orders/{rest:path}"]
    routes = [*(Route(path, bank.page) for path in pages)]
    routes += [Route(path, bank.call, methods=["POST"]) for path in calls]
    bound = socket.create_server(("127.0.0.1", 0))
    bank.url = f"http://127.0.0.1:{bound.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_level="critical", access_log=False))
    # What is accepted before the server runs waits in the socket.
    Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True).start()
    try:
        yield bank
    finally:
        bank.http.close()
        server.should_exit = True


@pytest.fixture
def bank():
    """A bank that plays the shield, and knows Lin."""
    with playing(Bank()) as bank:
        yield bank
