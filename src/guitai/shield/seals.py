"""Seals: what only one device can open, in sizes that tell nothing of what is in them (docs/shield.md §5).

JWE, ECDH-ES with A256GCM (RFC 7516, 7518). Pure: knows no database.
"""

from collections.abc import Iterator, Mapping
from uuid import UUID

from joserfc import jwe
from joserfc.jwk import ECKey

KIB = 1024
SIZES = (1 * KIB, 4 * KIB, 16 * KIB, 64 * KIB)
LENGTH_BYTES = 4
# The members beside the usual: whose, of what, and which of how many parts. They are protected as the text is.
REGISTRY = jwe.JWERegistry(algorithms=["ECDH-ES", "A256GCM"], strict_check_header=False)


def seals(content: bytes, *, open_key: Mapping[str, str], device_id: UUID, subject: UUID) -> list[str]:
    """The content as one seal of 1, 4, 16 or 64 KiB, or as 2, 4, 8 … of 64 KiB, each bound to its place."""
    plain = len(content).to_bytes(LENGTH_BYTES, "big") + content
    parts = list(_padded(plain))
    key = ECKey.import_key({**open_key})
    return [
        jwe.encrypt_compact(
            {
                "alg": "ECDH-ES",
                "enc": "A256GCM",
                "kid": str(device_id),
                "subject": str(subject),
                "part": number,
                "parts": len(parts),
            },
            part,
            key,
            registry=REGISTRY,
        )
        for number, part in enumerate(parts)
    ]


def _padded(plain: bytes) -> Iterator[bytes]:
    largest = SIZES[-1]
    if len(plain) <= largest:
        size = next(size for size in SIZES if len(plain) <= size)
        yield plain.ljust(size, b"\0")
        return
    parts = 2
    while parts * largest < len(plain):
        parts *= 2
    whole = plain.ljust(parts * largest, b"\0")
    for start in range(0, len(whole), largest):
        yield whole[start : start + largest]
