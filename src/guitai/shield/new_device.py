"""What a device that is about to be bound says of itself, and shows by signing it with its own new key."""

from dataclasses import dataclass
from uuid import UUID

from guitai.keys.jose import object_of
from guitai.shield.jws import NotSigned, checked, public_key, unchecked
from guitai.shield.refusals import NotProved, Unreadable
from guitai.shield.visits import Visit

LONGEST_NAME = 40


@dataclass(frozen=True)
class NewDevice:
    """A name that its owner knows it by, and its two public keys."""

    name: str
    sign_key: dict[str, str]
    open_key: dict[str, str]


def new_device(text: object, visit: Visit, binding_id: UUID) -> NewDevice:
    """The device, if it holds the signing key that it names, and made this for this binding."""
    try:
        sign_key = public_key(unchecked(text)[1].get("sign"))
        said = object_of(checked(text, sign_key)[1])
        name, open_key = said.get("name"), public_key(said.get("open"))
    except (NotSigned, ValueError) as error:
        raise NotProved(detail=str(error)) from error
    if (said.get("binding"), said.get("visit")) != (str(binding_id), visit.text):
        raise NotProved(detail="it is for another binding")
    name = name.strip() if isinstance(name, str) else ""
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise Unreadable(detail="the device's name")
    return NewDevice(name, sign_key, open_key)
