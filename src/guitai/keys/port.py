"""What the bank asks of its keys, whoever holds them: files, or a hardware module. Nobody above sees a key itself."""

from enum import StrEnum
from typing import Protocol


class Use(StrEnum):
    """What a key is for. Each use has keys of its own, and a process holds only those that it needs."""

    REST = "rest"  # seals what is kept in the database
    INDEX = "index"  # blind indexes: what is sealed and has to be found
    PEPPER = "pepper"  # goes into the hash of a PIN
    RECEIVE = "receive"  # what pages seal to the bank
    CERTIFY = "certify"  # the bank's certificates on keys of devices
    POST = "post"  # seals what is on its way between core and worker, and the files that customers send
    BOOKS = "books"  # signs where the chains of the ledger stood at the end of a day


class Unsealable(Exception):
    """It was altered, belongs elsewhere, or was made with a key that is not valid any more."""


class Keys(Protocol):
    """Keys by their use: the newest makes, every valid one opens. A use that isn't held here is Misconfigured."""

    def seal(self, use: Use, plain: bytes, *, context: bytes) -> bytes:
        """Seal it by AES-256-GCM. `context` says whose it is and where it stands: it opens nowhere else."""

    def unseal(self, use: Use, sealed: bytes, *, context: bytes) -> bytes:
        """What was sealed with this context, or Unsealable."""

    def mac(self, use: Use, data: bytes) -> bytes:
        """HMAC-SHA-256 by the newest key: 8 bytes that name the key, then 32."""

    def macs(self, use: Use, data: bytes) -> list[bytes]:
        """The same by each valid key, the newest first: what was made before a rotation is among them."""

    def public(self, use: Use) -> dict[str, str]:
        """The newest public key, as a JWK with its `kid`."""

    def received(self, jwe: str) -> bytes:
        """What a page sealed to any valid key of the bank, or Unsealable, whatever it is."""

    def certified(self, payload: bytes, *, typ: str, use: Use = Use.CERTIFY) -> str:
        """A JWS of the bank's over these bytes. `typ` keeps what is signed for one purpose from another."""

    def certificate(self, jws: str, *, typ: str, use: Use = Use.CERTIFY) -> bytes:
        """What such a JWS says, or Unsealable."""
