"""WeChat's encrypted envelope: signatures, AES-256-CBC, block-32 padding. Knows no customer, no message."""

import os
import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from guitai.errors import Misconfigured
from guitai.wechat.signatures import in_force, signature, signer

BLOCK = 32  # WeChat pads to 32 bytes although AES's block is 16
RANDOM = 16  # bytes before the length, so that equal messages look different
LENGTH = 4


class Unreadable(Exception):
    """An envelope that we refuse; `reason` is stable and holds nothing of the content."""

    reason: ClassVar[str]

    def __init_subclass__(cls, *, reason: str) -> None:
        cls.reason = reason

    def __init__(self) -> None:
        super().__init__(self.reason)


class WrongSignature(Unreadable, reason="signature"):
    """None of our tokens made msg_signature over this ciphertext."""


class NotBase64(Unreadable, reason="base64"):
    """The ciphertext is no Base64."""


class NotBlocks(Unreadable, reason="blocks"):
    """The ciphertext is empty or no whole number of AES blocks."""


class WrongPadding(Unreadable, reason="padding"):
    """The last bytes are not n times the byte n, with n from 1 to 32: altered, or another key's."""


class WrongLength(Unreadable, reason="length"):
    """The stated length of the message reaches past the end."""


class WrongAccount(Unreadable, reason="account"):
    """Encrypted for another AppID."""


@dataclass(frozen=True)
class Envelope:
    """What arrives in safe mode: the ciphertext in Base64 and what vouches for it."""

    ciphertext: str
    timestamp: str
    nonce: str
    msg_signature: str


@dataclass(frozen=True)
class Opened:
    """What was inside, and the secrets that opened it: the reply is sealed with the same ones."""

    plain: bytes
    token: str
    key: bytes


class Codec:
    """Opens and seals envelopes of one official account.

    The first token and key are the present ones; those after them are still accepted while a change of the
    console's settings reaches all of WeChat's servers.
    """

    def __init__(self, app_id: str, *, tokens: Sequence[str], aes_keys: Sequence[str]) -> None:
        self.app_id = app_id
        self.tokens = in_force(tokens)
        self.keys = tuple(aes_key(text) for text in aes_keys)

    def open(self, envelope: Envelope) -> Opened:
        """What the envelope holds. Raises `Unreadable`. Only what is signed is decrypted."""
        token = signer(
            self.tokens, envelope.msg_signature, envelope.timestamp, envelope.nonce, envelope.ciphertext
        )
        if token is None:
            raise WrongSignature
        refusals: list[Unreadable] = []
        for key in self.keys:
            try:
                return Opened(decrypt(key, self.app_id, envelope.ciphertext), token, key)
            except Unreadable as refusal:
                refusals.append(refusal)
        raise refusals[0]

    def seal(
        self, plain: bytes, *, timestamp: str, nonce: str, like: Opened | None = None, prefix: bytes = b""
    ) -> bytes:
        """The encrypted reply as XML, with the secrets that opened the question it answers (`like`).

        `prefix` is the 16 random bytes, to be given only where a known result is wanted.
        """
        token, key = (like.token, like.key) if like else (self.tokens[0], self.keys[0])
        ciphertext = encrypt(key, self.app_id, plain, prefix=prefix or os.urandom(RANDOM))
        signed = signature(token, timestamp, nonce, ciphertext)
        return (
            f"<xml><Encrypt><![CDATA[{ciphertext}]]></Encrypt><MsgSignature><![CDATA[{signed}]]></MsgSignature>"
            f"<TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
        ).encode()


def aes_key(text: str) -> bytes:
    """The 32 bytes of an EncodingAESKey.

    The last of its 43 characters may carry spare bits that are not zero, so the decoder must be lenient.
    """
    if not re.fullmatch(r"[A-Za-z0-9+/]{43}", text):
        raise Misconfigured(
            "GUITAI_WECHAT__AES_KEY must be EncodingAESKey, 43 characters; copy it from WeChat's console"
        )
    return b64decode(text + "=")


def encrypt(key: bytes, app_id: str, plain: bytes, *, prefix: bytes) -> str:
    """random(16) | length(4, big-endian) | message | AppID, padded to 32, AES-256-CBC, Base64."""
    frame = prefix + len(plain).to_bytes(LENGTH, "big") + plain + app_id.encode()
    pad = BLOCK - len(frame) % BLOCK
    cipher = Cipher(AES(key), CBC(key[:16])).encryptor()
    return b64encode(cipher.update(frame + bytes([pad]) * pad) + cipher.finalize()).decode()


def decrypt(key: bytes, app_id: str, ciphertext: str) -> bytes:
    """The message inside. Every way it can be wrong is an `Unreadable` of its own."""
    frame = _unpadded(_decrypted(key, ciphertext))
    start = RANDOM + LENGTH
    if len(frame) < start:
        raise WrongLength
    end = start + int.from_bytes(frame[RANDOM:start], "big")
    if end > len(frame):
        raise WrongLength
    if frame[end:] != app_id.encode():
        raise WrongAccount
    return frame[start:end]


def _decrypted(key: bytes, ciphertext: str) -> bytes:
    try:
        blocks = b64decode(ciphertext, validate=True)
    except (Base64Error, ValueError):  # ValueError: not even ASCII
        raise NotBase64 from None
    if not blocks or len(blocks) % 16:
        raise NotBlocks
    cipher = Cipher(AES(key), CBC(key[:16])).decryptor()
    return cipher.update(blocks) + cipher.finalize()


def _unpadded(padded: bytes) -> bytes:
    pad = padded[-1]
    if not 1 <= pad <= min(BLOCK, len(padded)) or padded[-pad:] != bytes([pad]) * pad:
        raise WrongPadding
    return padded[:-pad]
