"""What devices sign: compact JWS by ES256 (RFC 7515), checked by `joserfc`. Pure: knows no database."""

from base64 import urlsafe_b64decode
from collections.abc import Mapping
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from joserfc.registry import HeaderParameter

from guitai.keys.jose import COORDINATE, object_of

LONGEST = 64 * 1024
# Beside the usual members one of ours: with which certificate of the bank's an order was signed. No other is taken, for
# they would say by which key to check it (jwk, jku, x5c), or how to read it (crit, b64).
REGISTRY = jws.JWSRegistry(algorithms=["ES256"])
REGISTRY.header_registry = {
    name: HeaderParameter(name, "str") for name in ("alg", "kid", "typ", "cty", "certificate")
}
PUBLIC = ("kty", "crv", "x", "y")


class NotSigned(Exception):
    """A JWS that does not hold, or a key that is none: why, for the record only."""


def checked(text: object, key: Mapping[str, str]) -> tuple[dict[str, Any], bytes]:
    """The protected header and the payload, if this key has signed them."""
    if not isinstance(text, str) or len(text) > LONGEST:
        raise NotSigned("no JWS")
    try:
        token = jws.deserialize_compact(text, ECKey.import_key({**key}), registry=REGISTRY)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise NotSigned(type(error).__name__) from error
    return dict(token.protected), token.payload


def unchecked(text: object) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """What header and payload say before anybody has checked them: only to learn by which key to check."""
    if not isinstance(text, str) or len(text) > LONGEST:
        raise NotSigned("no JWS")
    try:
        header, payload, _ = text.encode("ascii").split(b".")
        return _object(header), _object(payload)
    except ValueError as error:  # of characters, of base64, of JSON alike
        raise NotSigned(type(error).__name__) from error


def public_key(key: object) -> dict[str, str]:
    """A public key on P-256 as a JWK, without anything else that stood beside it."""
    if not isinstance(key, dict) or key.get("kty") != "EC" or key.get("crv") != "P-256":
        raise NotSigned("no key on P-256")
    try:
        public = {name: str(key[name]) for name in PUBLIC}
        if {len(public["x"]), len(public["y"])} != {COORDINATE}:
            raise ValueError("a coordinate of another length")
        ECKey.import_key({**public})
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise NotSigned(type(error).__name__) from error
    return public


def _object(part: bytes) -> Mapping[str, Any]:
    return object_of(urlsafe_b64decode(part + b"=" * (-len(part) % 4)))
