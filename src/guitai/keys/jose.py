"""JOSE, read strictly: one algorithm and one form for each thing, and no choice left to whoever sent it."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from typing import Any

from joserfc import jwe, jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from guitai.keys.port import Unsealable

Find = Callable[[str], ECKey]
"""The key of this id, or Unsealable."""

MOST_HEADER = 1024  # characters
EPK = ("kty", "crv", "x", "y")
COORDINATE = 43  # characters of a coordinate on P-256
NONCE, TAG = 16, 22  # characters of AES-GCM's, in a JWE
WRONG = (JoseError, ValueError, TypeError, LookupError, RecursionError)


def opened(text: str, find: Find) -> bytes:
    """What a compact JWE holds that was sealed by ECDH-ES and A256GCM to a key of ours."""
    header, (_, encrypted_key, nonce, _, tag) = _parts(text, 5)
    named = header.keys() - {"typ", "cty"} == {"alg", "enc", "kid", "epk"}
    if not named or (header["alg"], header["enc"]) != ("ECDH-ES", "A256GCM"):
        raise Unsealable("another form of JWE")
    if (len(encrypted_key), len(nonce), len(tag)) != (0, NONCE, TAG) or not _on_our_curve(header["epk"]):
        raise Unsealable("a part of the JWE has another length or form")
    key = find(header["kid"])
    try:
        return jwe.decrypt_compact(text, key, algorithms=["ECDH-ES", "A256GCM"]).plaintext or b""
    except WRONG as error:
        raise Unsealable("the JWE does not open") from error


def signed(payload: bytes, key: ECKey, *, kid: str, typ: str) -> str:
    """A compact JWS over these bytes."""
    return jws.serialize_compact({"alg": "ES256", "kid": kid, "typ": typ}, payload, key, algorithms=["ES256"])


def verified(text: str, find: Find, *, typ: str) -> bytes:
    """What a compact JWS says that `signed` made with one of our keys."""
    header, _ = _parts(text, 3)
    if header.keys() != {"alg", "kid", "typ"} or (header["alg"], header["typ"]) != ("ES256", typ):
        raise Unsealable("another form of JWS")
    key = find(header["kid"])
    try:
        return jws.deserialize_compact(text, key, algorithms=["ES256"]).payload
    except WRONG as error:
        raise Unsealable("the signature is not of that key over this") from error


def object_of(plain: bytes) -> dict[str, Any]:
    """The JSON object that stands there, in UTF-8; ValueError for anything else.

    What says a thing twice means one thing to one reader and another to the next, so it is none.
    """
    try:
        said = json.loads(plain.decode(), object_pairs_hook=_once, parse_constant=_strange)
        json.dumps(said, ensure_ascii=False).encode()  # JSON can name halves of characters, which are no text
    except RecursionError as error:
        raise ValueError("it is nested without end") from error
    if not isinstance(said, dict):
        raise ValueError("it is no object")
    return said


def _once(members: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(members)
    if len(said) < len(members):
        raise ValueError("it says a thing twice")
    return said


def _strange(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _parts(text: str, number: int) -> tuple[Mapping[str, Any], list[str]]:
    """The protected header, and all parts as they came."""
    segment = text[: MOST_HEADER + 1].partition(".")[0]
    if len(segment) > MOST_HEADER or text.count(".") != number - 1:
        raise Unsealable("it has another number of parts, or too long a header")
    try:
        header = object_of(urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))
    except WRONG as error:
        raise Unsealable("its header can't be read") from error
    if not isinstance(header.get("kid"), str):
        raise Unsealable("its header names no key")
    return header, text.split(".")


def _on_our_curve(epk: object) -> bool:
    """Whether it has the form of a public key on P-256, and nothing else in it."""
    return (
        isinstance(epk, dict)
        and epk.keys() == set(EPK)
        and (epk["kty"], epk["crv"]) == ("EC", "P-256")
        and all(isinstance(epk[name], str) and len(epk[name]) == COORDINATE for name in ("x", "y"))
    )
