"""The keys of a process in its memory: the bank's own, where no hardware holds them."""

import hmac
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from joserfc.jwk import ECKey

from guitai.errors import Misconfigured
from guitai.keys import jose
from guitai.keys.key import ALGORITHMS, KID_BYTES, Key, new
from guitai.keys.port import Unsealable, Use

NONCE_BYTES = 12  # random: so a key is good for four thousand million seals (NIST SP 800-38D, 8.3)

SEALING = {use for use, algorithm in ALGORITHMS.items() if algorithm == "A256GCM"}
NAMING = {use for use, algorithm in ALGORITHMS.items() if algorithm == "HS256"}
SIGNING = {use for use, algorithm in ALGORITHMS.items() if algorithm == "ES256"}


class Keyring:
    """`guitai.keys.port.Keys` over keys at hand. `keys_of` gives those of a use, the oldest first, never none."""

    def __init__(self, keys_of: Callable[[Use], Sequence[Key]]) -> None:
        self._keys_of = keys_of

    def needs(self, *uses: Use) -> None:
        """Misconfigured, in one line, if one of these is not held here."""
        for use in uses:
            self._keys_of(use)

    def seal(self, use: Use, plain: bytes, *, context: bytes) -> bytes:
        """The key's id, the nonce, then what AES-GCM makes of it."""
        assert use in SEALING
        key = self._newest(use)
        nonce = secrets.token_bytes(NONCE_BYTES)
        return bytes.fromhex(key.kid) + nonce + AESGCM(key.secret).encrypt(nonce, plain, context)

    def unseal(self, use: Use, sealed: bytes, *, context: bytes) -> bytes:
        """What was sealed with this context, or Unsealable."""
        assert use in SEALING
        kid, rest = sealed[:KID_BYTES], sealed[KID_BYTES:]
        key = self._named(use, kid.hex())
        try:
            return AESGCM(key.secret).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], context)
        except (InvalidTag, ValueError) as error:  # a ValueError where there is no whole nonce
            raise Unsealable("it was altered, or sealed for another place") from error

    def mac(self, use: Use, data: bytes) -> bytes:
        """By the newest key."""
        assert use in NAMING
        return _mac(self._newest(use), data)

    def macs(self, use: Use, data: bytes) -> list[bytes]:
        """By each valid key, the newest first."""
        assert use in NAMING
        return [_mac(key, data) for key in reversed(self._keys_of(use))]

    def public(self, use: Use) -> dict[str, str]:
        """The newest public key, as a JWK with its `kid`."""
        key = self._newest(use)
        jwk = key.pair.as_dict(private=False)
        return {name: str(jwk[name]) for name in ("kty", "crv", "x", "y")} | {"kid": key.kid}

    def received(self, jwe: str) -> bytes:
        """What was sealed to any valid key of ours, or Unsealable."""
        return jose.opened(jwe, self._pairs(Use.RECEIVE))

    def certified(self, payload: bytes, *, typ: str, use: Use = Use.CERTIFY) -> str:
        """A JWS by the newest key."""
        assert use in SIGNING
        key = self._newest(use)
        return jose.signed(payload, key.pair, kid=key.kid, typ=typ)

    def certificate(self, jws: str, *, typ: str, use: Use = Use.CERTIFY) -> bytes:
        """What a JWS by any valid key says, or Unsealable."""
        assert use in SIGNING
        return jose.verified(jws, self._pairs(use), typ=typ)

    def _newest(self, use: Use) -> Key:
        return self._keys_of(use)[-1]

    def _named(self, use: Use, kid: str) -> Key:
        for key in self._keys_of(use):
            if key.kid == kid:
                return key
        raise Unsealable(f"no valid {use} key is called {kid!r}")

    def _pairs(self, use: Use) -> Callable[[str], ECKey]:
        return lambda kid: self._named(use, kid).pair


def in_memory() -> Keyring:
    """Fresh keys for every use, which nobody will have when the process has ended: for tests and benches."""
    keys = {use: (new(use, datetime.now(UTC)),) for use in Use}
    return Keyring(keys.__getitem__)


def _mac(key: Key, data: bytes) -> bytes:
    return bytes.fromhex(key.kid) + hmac.digest(key.secret, data, "sha256")


def _not_held(use: Use) -> Sequence[Key]:
    raise Misconfigured(f"this command holds no keys, and it takes the {use} key; see docs/settings.md")


NO_KEYS = Keyring(_not_held)
"""For whoever opens nothing that is sealed: the ledger's check has no need of keys."""
