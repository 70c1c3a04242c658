"""JOSE as the bank's devices use it: keys on P-256 as JWKs, seals (JWE) and signatures (JWS) in compact form.

Written from the RFCs alone (7515, 7516, 7517, 7518), so that the bank's own reading of them meets a second one.
"""

import base64
import hashlib
import json
import os
import re
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

CURVE = ec.SECP256R1()
NUMBER_BYTES = 32  # a coordinate, a private number, r and s
IV_BYTES = 12
TAG_BYTES = 16

SEALED = {"alg": "ECDH-ES", "enc": "A256GCM"}
SIGNED = {"alg": "ES256"}
BASE64URL = re.compile(r"[A-Za-z0-9_-]*")

Json = dict[str, Any]
Jwk = dict[str, Any]


class Unsound(Exception):
    """What came is no such seal, signature or key."""


def new_key() -> Jwk:
    """A key pair; its private number is `d`."""
    pair = ec.generate_private_key(CURVE)
    return {**_jwk(pair.public_key()), "d": _number(pair.private_numbers().private_value)}


def public(key: Jwk) -> Jwk:
    """The half of a key pair that others may know."""
    return {name: key[name] for name in ("kty", "crv", "x", "y")}


def encrypt(plain: bytes, to: Jwk, **header: object) -> str:
    """A seal that the holder of the key alone opens."""
    ours = ec.generate_private_key(CURVE)
    agreed = ours.exchange(ec.ECDH(), _public_key(to))
    protected = _json({**SEALED, **header, "epk": _jwk(ours.public_key())})
    iv = os.urandom(IV_BYTES)
    sealed = AESGCM(_content_key(agreed)).encrypt(iv, plain, protected.encode())
    body, tag = sealed[:-TAG_BYTES], sealed[-TAG_BYTES:]
    return ".".join((protected, "", _encoded(iv), _encoded(body), _encoded(tag)))


def decrypt(seal: str, key: Jwk) -> tuple[Json, bytes]:
    """The protected header of a seal, and what is in it."""
    protected, wrapped, iv, body, tag = _parts(seal, 5)
    header = _header(protected, SEALED)
    if wrapped:
        raise Unsound("the seal holds an encrypted key, and ECDH-ES has none")
    # AESGCM takes the last 16 bytes for the tag, wherever the seal says that the tag begins.
    if len(_decoded(iv)) != IV_BYTES or len(_decoded(tag)) != TAG_BYTES:
        raise Unsound("the seal's initialization vector or tag is of another length")
    agreed = _private_key(key).exchange(ec.ECDH(), _public_key(header.get("epk")))
    sealed = _decoded(body) + _decoded(tag)
    try:
        plain = AESGCM(_content_key(agreed)).decrypt(_decoded(iv), sealed, protected.encode())
    except InvalidTag:
        raise Unsound("the seal is for another key, or was changed on its way") from None
    return header, plain


def sign(payload: bytes, key: Jwk, **header: object) -> str:
    """The payload with its header, and a signature over both."""
    signed = f"{_json({**SIGNED, **header})}.{_encoded(payload)}"
    r, s = decode_dss_signature(_private_key(key).sign(signed.encode(), ec.ECDSA(SHA256())))
    return f"{signed}.{_encoded(_bytes(r) + _bytes(s))}"


def payload(signed: str) -> bytes:
    """What was signed. The signature is not verified: a device meets none that are for it to verify."""
    protected, text, _ = _parts(signed, 3)
    _header(protected, SIGNED)
    return _decoded(text)


def _content_key(agreed: bytes) -> bytes:
    """One round of the Concat KDF of RFC 7518 §4.6, with neither party's name."""
    algorithm = SEALED["enc"].encode()
    sized = len(algorithm).to_bytes(4, "big") + algorithm
    bits = (256).to_bytes(4, "big")
    return hashlib.sha256((1).to_bytes(4, "big") + agreed + sized + bytes(4) + bytes(4) + bits).digest()


def _header(protected: str, wanted: Json) -> Json:
    header = _object(protected)
    if not wanted.items() <= header.items():
        raise Unsound(f"the header does not say {' and '.join(wanted.values())}")
    # What is critical has to be understood (RFC 7515 §4.1.11), and of that there is nothing here.
    if "crit" in header or "zip" in header:
        raise Unsound("the header asks for more than a device can do")
    return header


def _public_key(jwk: object) -> ec.EllipticCurvePublicKey:
    if not isinstance(jwk, dict) or (jwk.get("kty"), jwk.get("crv")) != ("EC", "P-256"):
        raise Unsound("the key is none on P-256")
    x, y = (int.from_bytes(_decoded(jwk.get(name)), "big") for name in ("x", "y"))
    try:
        return ec.EllipticCurvePublicNumbers(x, y, CURVE).public_key()
    except ValueError:
        raise Unsound("the key is no point of the curve") from None


def _private_key(jwk: Jwk) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(_decoded(jwk["d"]), "big"), CURVE)


def _jwk(key: ec.EllipticCurvePublicKey) -> Jwk:
    point = key.public_numbers()
    return {"kty": "EC", "crv": "P-256", "x": _number(point.x), "y": _number(point.y)}


def _parts(compact: str, count: int) -> list[str]:
    parts = compact.split(".")
    if len(parts) != count:
        raise Unsound(f"a compact form has {count} parts here, and this has {len(parts)}")
    return parts


def _object(text: str) -> Json:
    try:
        value = json.loads(_decoded(text))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise Unsound("what should be a JSON object is something else")
    return value


def _json(value: Json) -> str:
    return _encoded(json.dumps(value, separators=(",", ":")).encode())


def _number(number: int) -> str:
    return _encoded(_bytes(number))


def _bytes(number: int) -> bytes:
    return number.to_bytes(NUMBER_BYTES, "big")


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decoded(text: object) -> bytes:
    if not isinstance(text, str) or not BASE64URL.fullmatch(text) or len(text) % 4 == 1:
        raise Unsound("what should be base64url is something else")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if _encoded(data) != text:
        raise Unsound("in the base64url there are bits left over")
    return data
