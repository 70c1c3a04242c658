"""Callbacks as WeChat would make them, and all the ways in which somebody else's differ. Drawn from a seed."""

import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from random import Random
from urllib.parse import urlencode

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from guitai.bench.pushes import OfficialAccount
from guitai.wechat.codec import aes_key, encrypt
from guitai.wechat.signatures import signature

TOO_MUCH_BYTES = 129 * 1024, 1024 * 1024
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
DTDS = (
    f'<!DOCTYPE xml [<!ENTITY e0 "ha">{BOMB}]>',
    f'<!DOCTYPE xml [<!ENTITY e8 "{"x" * 50_000}">]>',
    '<!DOCTYPE xml [<!ENTITY e8 SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE xml [<!ENTITY e8 PUBLIC "p" "http://127.0.0.1:9/e">]>',
    '<!DOCTYPE xml [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p; <!ENTITY e8 "x">]>',
    '<!DOCTYPE xml SYSTEM "http://127.0.0.1:9/dtd">',
)


@dataclass(frozen=True)
class Callback:
    """One HTTP request to the callback."""

    query: Mapping[str, object]
    body: bytes
    chunked: bool = False

    def request(self) -> bytes:
        """The request as bytes."""
        head = f"POST /wechat?{urlencode(self.query)} HTTP/1.1\r\nHost: bank\r\nConnection: close\r\n"
        if not self.chunked:
            return f"{head}Content-Length: {len(self.body)}\r\n\r\n".encode() + self.body
        pieces = [self.body[at : at + 9_000] for at in range(0, len(self.body), 9_000)]
        body = b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces)
        return f"{head}Transfer-Encoding: chunked\r\n\r\n".encode() + body + b"0\r\n\r\n"


class Forger:
    """Makes callbacks at one moment of the bank's. It knows the token and the key: worse than whoever is outside."""

    def __init__(self, account: OfficialAccount, *, at: int, seed: int) -> None:
        self.account = account
        self.at = at
        self.chance = Random(seed)
        self.key = aes_key(account.aes_key)
        self._numbers: Iterator[int] = count(24_000_000_000_000_000 + self.chance.randrange(10**12))

    def plain(self, fields: str, openid: str | None = None) -> bytes:
        """A message as it is before it is encrypted, from somebody who has never written before."""
        number = next(self._numbers)
        openid = f"oForged{number:021d}" if openid is None else openid
        return (
            f"<xml><ToUserName>{self.account.original_id}</ToUserName><FromUserName>{openid}</FromUserName>"
            f"<CreateTime>{self.at}</CreateTime>{fields}<MsgId>{number}</MsgId></xml>"
        ).encode()

    def text(self) -> bytes:
        """A message that would leave its mark, if it were let in."""
        return self.plain("<MsgType>text</MsgType><Content>转人工</Content>")

    def sealed(self, plain: bytes, *, app_id: str | None = None, key: bytes | None = None) -> str:
        """Encrypted as WeChat would."""
        prefix = self.chance.randbytes(16)
        return encrypt(key or self.key, app_id or self.account.app_id, plain, prefix=prefix)

    def framed(self, frame: bytes) -> str:
        """Whole blocks encrypted as they are, whatever they hold."""
        cipher = Cipher(AES(self.key), CBC(self.key[:16])).encryptor()
        return b64encode(cipher.update(frame) + cipher.finalize()).decode()

    def signed(self, ciphertext: str, *, token: str = "", at: object = None, openid: str = "") -> Callback:
        """A callback that carries this ciphertext and is signed for it."""
        token = token or self.account.token
        at = str(self.at if at is None else at)
        nonce = str(self.chance.randrange(10**10))
        query = {
            "signature": signature(token, at, nonce),
            "timestamp": at,
            "nonce": nonce,
            "openid": openid or f"oForged{self.chance.randrange(10**12):021d}",
            "encrypt_type": "aes",
            "msg_signature": signature(token, at, nonce, ciphertext),
        }
        return Callback(query, envelope(ciphertext))

    def good(self) -> Callback:
        """A callback as WeChat would make it."""
        return self.signed(self.sealed(self.text()))

    def malformed(self) -> Callback:
        """No XML, or none that we read; the query is in order."""
        good = self.good()
        cut = self.chance.randrange(1, len(good.body) - 1)
        deep = self.chance.randrange(17, 3_000)
        bodies: list[Callable[[], bytes]] = [
            lambda: b"",
            lambda: good.body[:cut],
            lambda: good.body[cut:],
            lambda: self.chance.randbytes(cut),
            lambda: good.body + good.body,
            lambda: good.body.replace(b"</Encrypt>", b"</encrypt>"),
            lambda: good.body.replace(b"<xml>", b"<xml>\0"),
            lambda: good.body.replace(b"<xml>", b"<xml>\xff\xfe"),
            lambda: good.body.replace(b"<xml>", b"<xml>&nothing;"),
            lambda: good.body.decode().encode("utf-32"),
            lambda: b"<xml>" + b"<a>" * deep + b"</a>" * deep + b"</xml>",
            lambda: b'{"Encrypt": "' + good.body[cut:] + b'"}',
        ]
        return replace(good, body=self.chance.choice(bodies)())

    def oversized(self) -> Callback:
        """More than anybody can type, signed as it should be."""
        more = self.chance.randrange(*TOO_MUCH_BYTES)
        good = self.good()
        padding = self.chance.choice((b" ", b"<!-- -->", b"<a/>"))
        body = good.body.replace(b"<xml>", b"<xml>" + padding * (more // len(padding) + 1))
        return replace(good, body=body, chunked=self.chance.random() < 0.5)

    def expanding(self) -> Callback:
        """Entities that would grow, or fetch something, outside or inside of the ciphertext."""
        dtd = self.chance.choice(DTDS)
        fields = "<MsgType>text</MsgType><Content>&e8;</Content>"
        if self.chance.random() < 0.5:
            return self.signed(self.sealed(dtd.encode() + self.plain(fields)))
        good = self.good()
        return replace(good, body=dtd.encode() + good.body.replace(b"<xml>", b"<xml>&e8;"))

    def wrongly_signed(self) -> Callback:
        """In order but for the signature, or for what it covers."""
        good, other = self.good(), self.good()
        query = dict(good.query)
        name = self.chance.choice(("timestamp", "nonce", "msg_signature"))
        changed: list[Callable[[], Callback]] = [
            lambda: replace(good, body=other.body),
            lambda: replace(
                good, query=query | {name: other.query[name] if name != "timestamp" else self.at + 1}
            ),
            lambda: replace(good, query=query | {"msg_signature": query["signature"]}),
            lambda: replace(good, query={key: value for key, value in query.items() if key != name}),
            lambda: replace(good, query=query | {name: ""}),
            lambda: replace(good, query=query | {"msg_signature": "é" * 40}),
            lambda: self.signed(self.sealed(self.text()), token=self.chance.randbytes(8).hex()),
            lambda: self.signed(self.sealed(self.text()), token=self.account.token.upper() + "A"),
            lambda: replace(good, body=_flipped(good.body, self.chance)),
        ]
        return self.chance.choice(changed)()

    def stale(self) -> Callback:
        """Signed for another time, or for what is none."""
        when: list[object] = [
            self.at - self.chance.randrange(330, 10**8),
            self.at + self.chance.randrange(330, 10**8),
            "",
            "now",
            f"-{self.at}",
            f"{self.at}.0",
            "٣" * 10,
            "9" * 40,
        ]
        return self.signed(self.sealed(self.text()), at=self.chance.choice(when))

    def unreadable(self) -> Callback:
        """Signed as it should be, and not sealed as it should be: what only a thief of the token could send."""
        text, key = self.text(), os.urandom(32)
        prefix, account = self.chance.randbytes(16), self.account.app_id.encode()
        # So that the padding is a block of its own, or 33 bytes, which no padding is.
        whole, odd = (text + b"\n" * (-(20 + len(text) + len(account) + more) % 32) for more in (0, 33))
        right, longer = (prefix + len(one).to_bytes(4, "big") + one + account for one in (whole, odd))
        too_long = prefix + (2**31).to_bytes(4, "big") + whole + account
        sealed = b64decode(self.sealed(text))
        stranger = text.replace(self.account.original_id.encode(), b"gh_somebodyelse")
        ciphertexts = [
            lambda: self.sealed(text, app_id="wx0000000000000000"),
            lambda: self.sealed(text, key=key),
            lambda: self.sealed(stranger),
            lambda: self.sealed(self.plain("<MsgType>text</MsgType><Content>转人工</Content>", openid="")),
            lambda: self.sealed(text[: self.chance.randrange(1, len(text) - 1)]),
            lambda: self.framed(too_long + b"\x20" * 32),
            lambda: self.framed(right + b"\x20" * 31 + self.chance.choice((b"\x00", b"\x21", b"\xff"))),
            lambda: self.framed(longer + b"\x21" * 33),
            lambda: self.framed(right + b"\x00" * 31 + b"\x20"),
            lambda: b64encode(sealed[:-7]).decode(),
            lambda: "!" + b64encode(sealed).decode()[1:],
            lambda: "余额",
        ]
        return self.signed(self.chance.choice(ciphertexts)())

    def downgraded(self) -> Callback:
        """In clear, or in clear beside the ciphertext: the signature of a plain push covers no body."""
        good, text = self.good(), self.text()
        both = text.replace(b"</xml>", good.body.removeprefix(b"<xml>"))
        query = {name: good.query[name] for name in ("signature", "timestamp", "nonce", "openid")}
        return self.chance.choice(
            [Callback(query, text), Callback(good.query, text), replace(good, body=both)]
        )


def envelope(ciphertext: str) -> bytes:
    """What carries a ciphertext in safe mode."""
    return f"<xml><ToUserName>gh</ToUserName><Encrypt>{ciphertext}</Encrypt></xml>".encode()


def _flipped(body: bytes, chance: Random) -> bytes:
    """One character of the ciphertext changed."""
    first = body.index(b"<Encrypt>") + 9
    at = chance.randrange(first, body.index(b"</Encrypt>"))
    other = b"B" if body[at : at + 1] != b"B" else b"C"
    return body[:at] + other + body[at + 1 :]
