"""Putting a push into its envelope: stamped and signed, in the clear or sealed, by the account's mode."""

import secrets

from guitai_sandbox import xml
from guitai_sandbox.settings import Mode
from guitai_sandbox.state.envelope import Envelope
from guitai_sandbox.world import World


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
    return Envelope(query, xml.write([*visible, ("Encrypt", encrypted)]), plain, encrypted)
