"""WeChat's message encryption, WXBizMsgCrypt: signatures, AES-256-CBC, padding to 32 bytes.

Written from the platform's description alone; the bank has its own, and they meet on the wire.
"""

import base64
import binascii
import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32  # WeChat pads to the key's length, not to the cipher's 16 bytes
HEADER = 16 + 4  # random bytes, then the message's length


class CodecError(Exception):
    """What came is not what the holder of the key would have sent."""


def signature(*parts: str) -> str:
    """The SHA-1 over the sorted parts, in lower-case hex."""
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


class Codec:
    """Encrypts and decrypts for one official account."""

    def __init__(self, *, token: str, aes_key: str, app_id: str) -> None:
        self._token = token
        self._app_id = app_id.encode()
        # The 43rd character carries spare bits, which the standard library ignores as WeChat does.
        self._key = base64.b64decode(aes_key + "=")

    def sign(self, *, timestamp: str, nonce: str, encrypted: str | None = None) -> str:
        """`signature` without the ciphertext, `msg_signature` with it."""
        covered = [] if encrypted is None else [encrypted]
        return signature(self._token, timestamp, nonce, *covered)

    def verify(self, given: str, *, timestamp: str, nonce: str, encrypted: str) -> None:
        """Refuse a message signature that is not ours, in constant time."""
        ours = self.sign(timestamp=timestamp, nonce=nonce, encrypted=encrypted)
        if not hmac.compare_digest(ours.encode(), given.encode()):
            raise CodecError("the message signature is wrong")

    def encrypt(self, message: str, *, salt: bytes | None = None) -> str:
        """The message as base64; `salt` is 16 random bytes."""
        body = message.encode()
        plain = (salt or secrets.token_bytes(16)) + len(body).to_bytes(4, "big") + body + self._app_id
        pad = BLOCK - len(plain) % BLOCK
        cipher = self._cipher().encryptor()
        return base64.b64encode(cipher.update(plain + bytes([pad]) * pad) + cipher.finalize()).decode()

    def decrypt(self, encrypted: str) -> str:
        """The message, if its padding, length and app id are all right."""
        try:
            sealed = base64.b64decode(encrypted, validate=True)
        except (binascii.Error, ValueError):
            raise CodecError("the ciphertext is not base64") from None
        if not sealed or len(sealed) % BLOCK:
            raise CodecError("the ciphertext is not a whole number of 32-byte blocks")
        cipher = self._cipher().decryptor()
        return self._opened(cipher.update(sealed) + cipher.finalize())

    def _opened(self, padded: bytes) -> str:
        pad = padded[-1]
        if not 1 <= pad <= BLOCK or padded[-pad:] != bytes([pad]) * pad:
            raise CodecError("the padding is wrong")
        plain = padded[:-pad]
        length = int.from_bytes(plain[16:HEADER], "big")
        if len(plain) < HEADER + length:
            raise CodecError("the message length is beyond the message")
        if plain[HEADER + length :] != self._app_id:
            raise CodecError("the message is for another app id")
        try:
            return plain[HEADER : HEADER + length].decode()
        except UnicodeDecodeError:
            raise CodecError("the message is not UTF-8") from None

    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES(self._key), modes.CBC(self._key[:16]))
