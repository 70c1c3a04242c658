"""Pushes as WeChat makes them in safe mode: whole HTTP requests, encrypted and signed, ready to be sent."""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from urllib.parse import urlencode
from uuid import uuid4

from guitai.clock import BANK_ZONE
from guitai.wechat import xml
from guitai.wechat.codec import RANDOM, Codec, Envelope, aes_key, encrypt
from guitai.wechat.signatures import signature

TEXT = (
    "<xml><ToUserName><![CDATA[{account}]]></ToUserName><FromUserName><![CDATA[{openid}]]></FromUserName>"
    "<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content>"
    "<MsgId>{number}</MsgId></xml>"
)
REQUEST = (
    "POST /wechat?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n"
    "Content-Length: {length}\r\nConnection: close\r\n\r\n"
)


class WrongReply(Exception):
    """The answer is not the one that was asked for."""


@dataclass(frozen=True)
class OfficialAccount:
    """The secrets that WeChat and the bank share."""

    app_id: str
    original_id: str
    token: str
    aes_key: str

    @classmethod
    def invented(cls) -> "OfficialAccount":
        """One with secrets of its own."""
        return cls(
            app_id="wx" + secrets.token_hex(8),
            original_id="gh_" + secrets.token_hex(6),
            token=secrets.token_hex(12),
            aes_key="".join(secrets.choice("abcdefghijkmnopqrstuvwxyz23456789") for _ in range(43)),
        )


class WeChat:
    """Makes pushes of text messages, none like another, and reads what comes back."""

    def __init__(self, account: OfficialAccount) -> None:
        self.account = account
        self._key = aes_key(account.aes_key)
        self._codec = Codec(account.app_id, tokens=[account.token], aes_keys=[account.aes_key])
        # Beyond what one run counts, so that no other run has had these ids.
        self._ids: Iterator[int] = count(uuid4().int >> 66)

    def push(self, openid: str, text: str) -> bytes:
        """A customer's message as an HTTP request. It is stale five minutes from now."""
        at, nonce = int(datetime.now(BANK_ZONE).timestamp()), str(uuid4().int >> 96)
        plain = TEXT.format(
            account=self.account.original_id, openid=openid, at=at, text=text, number=next(self._ids)
        )
        ciphertext = encrypt(self._key, self.account.app_id, plain.encode(), prefix=os.urandom(RANDOM))
        token = self.account.token
        query = {
            "signature": signature(token, str(at), nonce),
            "timestamp": at,
            "nonce": nonce,
            "openid": openid,
            "encrypt_type": "aes",
            "msg_signature": signature(token, str(at), nonce, ciphertext),
        }
        body = (
            f"<xml><ToUserName><![CDATA[{self.account.original_id}]]></ToUserName>"
            f"<Encrypt><![CDATA[{ciphertext}]]></Encrypt></xml>"
        ).encode()
        return REQUEST.format(query=urlencode(query), length=len(body)).encode() + body

    def reply(self, response: bytes) -> str:
        """The text in an encrypted answer, checked and decrypted; empty for a bare `success`."""
        head, _, body = response.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200 "):
            raise WrongReply(head[:60].decode(errors="replace"))
        if body == b"success":
            return ""
        tree = xml.parse(body)
        fields = [xml.text(tree, name) for name in ("Encrypt", "TimeStamp", "Nonce", "MsgSignature")]
        return xml.text(xml.parse(self._codec.open(Envelope(*fields)).plain), "Content")
