"""Deliveries that somebody on the way has changed, for a bank to refuse or to see through."""

from collections.abc import Container
from dataclasses import replace

from guitai_sandbox import xml
from guitai_sandbox.state.envelope import Envelope
from guitai_sandbox.state.faults import Deed
from guitai_sandbox.xml import Fields

ATTACKS = frozenset({Deed.WRONG_SIGNATURE, Deed.FORGED_PLAIN, Deed.XML_ENTITIES})
# What a forger leaves as it is: it would be refused for it, or not be understood.
KEPT = ("ToUserName", "FromUserName", "MsgType", "Event")

# Each entity is ten of the one before: ten million letters in all, which no machine minds, and any limit does.
GROWING = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 7))
ENTITIES = f'<!DOCTYPE xml [<!ENTITY e0 "0123456789">{GROWING}<!ENTITY file SYSTEM "file:///etc/hostname">]>'


def changed(envelope: Envelope, fields: Fields, struck: Container[Deed]) -> Envelope:
    """The delivery as it arrives; `fields` are those of the message in it."""
    if Deed.WRONG_SIGNATURE in struck:
        envelope = replace(envelope, query=_signed_by_nobody(envelope.query))
    if Deed.FORGED_PLAIN in struck:
        envelope = replace(envelope, body=_forged(fields, envelope.sealed))
    if Deed.XML_ENTITIES in struck:
        body = envelope.body.replace("<xml>", f"{ENTITIES}<xml><Note>&e6;&file;</Note>", 1)
        envelope = replace(envelope, body=body)
    return envelope


def _signed_by_nobody(query: dict[str, str]) -> dict[str, str]:
    signatures = {name: query[name] for name in ("signature", "msg_signature") if name in query}
    return {**query, **{name: value[1:] + value[:1] for name, value in signatures.items()}}


def _forged(fields: Fields, sealed: str | None) -> str:
    """Other words in clear, and beside them the message as it was sealed."""
    forged = [(name, value if name in KEPT else _another(value)) for name, value in fields]
    return xml.write(forged if sealed is None else [*forged, ("Encrypt", sealed)])


def _another(value: xml.Value) -> xml.Value:
    return "forged" if isinstance(value, str) else value
