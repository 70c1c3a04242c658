"""One key as a JWK: made, read, written."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OctKey

from guitai.keys.port import Use

ALGORITHMS = {
    Use.REST: "A256GCM",
    Use.INDEX: "HS256",
    Use.PEPPER: "HS256",
    Use.RECEIVE: "ECDH-ES",
    Use.CERTIFY: "ES256",
    Use.POST: "A256GCM",
    Use.BOOKS: "ES256",
}
PAIRS = {Use.RECEIVE, Use.CERTIFY, Use.BOOKS}
BITS = 256  # of every symmetric key
CURVE = "P-256"
KID_BYTES = 8  # random: the hash of a secret key would say something of it


@dataclass(frozen=True)
class Key:
    """A key with its name. `jwk` is the secret itself."""

    kid: str
    created_at: datetime
    jwk: OctKey | ECKey = field(repr=False)

    @property
    def secret(self) -> bytes:
        """A symmetric key's bytes."""
        assert isinstance(self.jwk, OctKey), "its use is symmetric"
        return self.jwk.raw_value

    @property
    def pair(self) -> ECKey:
        """A private key with its public one."""
        assert isinstance(self.jwk, ECKey), "its use is a pair's"
        return self.jwk


def new(use: Use, created_at: datetime) -> Key:
    """A fresh key for this use."""
    jwk = ECKey.generate_key(CURVE) if use in PAIRS else OctKey.generate_key(BITS)
    return Key(secrets.token_hex(KID_BYTES), created_at, jwk)


def written(use: Use, key: Key) -> dict[str, Any]:
    """The key as it stands in a file."""
    named = {"kid": key.kid, "alg": ALGORITHMS[use], "created_at": key.created_at.isoformat()}
    return dict(key.jwk.as_dict(private=True)) | named


def read(use: Use, jwk: Mapping[str, Any]) -> Key:
    """A key from a file. ValueError where it is none for this use."""
    try:
        named = (jwk["alg"], jwk["kty"], len(bytes.fromhex(jwk["kid"])))
        if named != (ALGORITHMS[use], "EC" if use in PAIRS else "oct", KID_BYTES):
            raise ValueError("its alg, kty or kid is another")
        created_at = datetime.fromisoformat(jwk["created_at"])
        return Key(jwk["kid"], created_at, _pair(jwk) if use in PAIRS else _symmetric(jwk))
    except (KeyError, TypeError, JoseError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def _pair(jwk: Mapping[str, Any]) -> ECKey:
    if jwk["crv"] != CURVE:
        raise ValueError("it is on another curve")
    return ECKey.import_key({name: jwk[name] for name in ("kty", "crv", "x", "y", "d")})


def _symmetric(jwk: Mapping[str, Any]) -> OctKey:
    if len(jwk["k"]) != BITS // 6 + 1:
        raise ValueError("it has another size")
    return OctKey.import_key({name: jwk[name] for name in ("kty", "k")})
