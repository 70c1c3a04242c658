"""A push as it travels: the query with its signatures, and the body in one of the three modes."""

import secrets
from dataclasses import dataclass

from guitai_sandbox import xml
from guitai_sandbox.settings import Mode
from guitai_sandbox.world import World


@dataclass(frozen=True)
class Envelope:
    """One push, ready to be sent as often as it takes."""

    query: dict[str, str]
    body: str
    plain: str

    @property
    def encrypted(self) -> str | None:
        """The body, where it is not the plain text itself."""
        return None if self.body == self.plain else self.body


def stamped(world: World) -> dict[str, str]:
    """Timestamp, nonce and the signature over both: all that a handshake and a plain push carry."""
    timestamp = str(int(world.clock.now().timestamp()))
    nonce = str(100_000_000 + secrets.randbelow(1_900_000_000))
    signature = world.codec.sign(timestamp=timestamp, nonce=nonce)
    return {"signature": signature, "timestamp": timestamp, "nonce": nonce}


def enclose(world: World, openid: str, fields: xml.Fields) -> Envelope:
    """The fields of a message as the account's mode has them travel."""
    query = {**stamped(world), "openid": openid}
    plain = xml.write(fields)
    if world.settings.mode is Mode.PLAIN:
        return Envelope(query, plain, plain)
    encrypted = world.codec.encrypt(plain)
    query["encrypt_type"] = "aes"
    query["msg_signature"] = world.codec.sign(
        timestamp=query["timestamp"], nonce=query["nonce"], encrypted=encrypted
    )
    visible = fields if world.settings.mode is Mode.COMPATIBLE else fields[:1]  # ToUserName stays readable
    return Envelope(query, xml.write([*visible, ("Encrypt", encrypted)]), plain)
