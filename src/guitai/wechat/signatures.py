"""WeChat's SHA-1 signatures over what only both ends know. All that the gateway needs; holds no AES key."""

import hmac
from collections.abc import Sequence
from hashlib import sha1

from guitai.errors import Misconfigured


def in_force(tokens: Sequence[str]) -> tuple[str, ...]:
    """The tokens, none of them empty: what an empty one signs anybody can sign."""
    if not tokens or not all(tokens):
        raise Misconfigured("GUITAI_WECHAT__TOKEN is empty; copy it from WeChat's console")
    return tuple(tokens)


def signature(token: str, timestamp: str, nonce: str, *more: str) -> str:
    """The signature of a request: without `more` it covers no body, with the ciphertext it covers that too.

    >>> signature("bankToken2026", "1767225600", "1372623149")
    'ebf5fb873e18c6b37d8806a6ab038e69ec29ffc9'
    """
    parts = sorted(_bytes(part) for part in (token, timestamp, nonce, *more))
    return sha1(b"".join(parts), usedforsecurity=False).hexdigest()


def signer(tokens: Sequence[str], given: str, timestamp: str, nonce: str, *more: str) -> str | None:
    """Which of our tokens made the signature `given`, or None. Several are in force during a rotation.

    Every token is tried and every comparison takes the same time, so the time tells nothing.
    """
    found = None
    for token in tokens:
        if hmac.compare_digest(_bytes(signature(token, timestamp, nonce, *more)), _bytes(given)):
            found = token
    return found


def _bytes(text: str) -> bytes:
    # A query can hold anything; a lone surrogate must lead to a refusal, not to an exception.
    return text.encode("utf-8", "surrogatepass")
