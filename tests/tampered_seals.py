"""Seals that were tampered with on their way to a device, which opens them as the sandbox's own devices do."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from uuid import UUID, uuid4

from tests.altering import coded_otherwise, headed_otherwise, parts_altered
from tests.devices import Device
from tests.scene import Scene
from tests.tampered_calls import SEALED_SAYS

from guitai.shield.seals import SIZES, seals
from guitai_sandbox import jose
from guitai_sandbox.phone.shield.seals import opened
from guitai_sandbox.state.devices import Device as Opener

KIB = 1024
LENGTHS = (
    0,
    2 * KIB,
    9 * KIB,
    40 * KIB,
    100 * KIB,
    200 * KIB,
)  # of the text on a card: from one seal to four


@dataclass(frozen=True)
class Delivery:
    """What comes to a device: seals, and for which subject it has asked."""

    what: str
    seals: object
    to: Opener
    subject: str

    def opens(self) -> bytes:
        """What is in them. Unsound where they are not what they should be."""
        return opened(self.seals, self.to, subject=self.subject)


def opener(device: Device) -> Opener:
    """The same device, as the sandbox has it."""
    key = {name: str(value) for name, value in device.open_key.as_dict(private=True).items()}
    return Opener(id=device.device_id, mobile="", sign={}, open=key)


def delivered(scene: Scene, chance: Random) -> tuple[Delivery, list[Delivery]]:
    """A card as the bank has sealed it for the phone, and all that is no such card."""
    lin, text = scene.lin, "字" * (chance.choice(LENGTHS) // 3)
    card, other = scene.card(lin, text=text), scene.card(lin, text=text)
    phone, tablet, theirs = opener(lin.phone), opener(lin.tablet), opener(scene.chen.phone)
    good, others = _fetched(lin.phone, card), _fetched(lin.phone, other)
    tablets = _fetched(lin.tablet, card)
    at = chance.randrange(len(good))
    lists = {
        what: [*good[:at], make(), *good[at + 1 :]]
        for what, make in _altered(good[at], others[at], at, chance).items()
    }
    lists |= {
        "another card's in its place": [*good[:at], others[at], *good[at + 1 :]],
        "the tablet's in its place": [*good[:at], tablets[at], *good[at + 1 :]],
        "one twice": [*good, good[at]],
        "one less": good[:at] + good[at + 1 :],
        "another card's": others,
        "the tablet's": tablets,
        "two cards'": good + others,
        "none": [],
    }
    if len(good) > 1:
        lists |= {
            "in another order": good[1:] + good[:1],
            "backwards": good[::-1],
            "one in two places": [good[at]] * len(good),
            "half of them": good[: len(good) // 2],
        }
    things: dict[str, object] = {**lists, "no list": good[0], "a list of none": [None], "nothing": None}
    wrong = [Delivery(what, list_, phone, card) for what, list_ in things.items()]
    wrong += [
        Delivery("for another subject", good, phone, other),
        Delivery("for no subject", good, phone, ""),
        Delivery("on the tablet", good, tablet, card),
        Delivery("on another customer's device", good, theirs, card),
        Delivery("on another customer's device, in the phone's name", good, _named(theirs, phone.id), card),
        Delivery("on the tablet, in the phone's name", good, _named(tablet, phone.id), card),
    ]
    wrong += [
        Delivery(what, list_, phone, card) for what, list_ in _made_otherwise(phone, card, chance).items()
    ]
    return Delivery("as it was sealed", good, phone, card), wrong


def _fetched(device: Device, card: str) -> list[str]:
    device.loads(f"/cards/{card}")
    answer = device.calls(f"/cards/{card}/seals", proof=device.proof("cards.open", card))
    return [str(seal) for seal in answer["seals"]]


def _altered(good: str, other: str, part: int, chance: Random) -> dict[str, Callable[[], str]]:
    says = SEALED_SAYS | {
        "another part": {"part": part + 1},
        "another number of parts": {"parts": 16},
        "another subject": {"subject": str(uuid4())},
        "another device": {"kid": str(uuid4())},
        "a part as a text": {"part": str(part)},
        "no parts": {"parts": None},
    }
    return parts_altered(good, other, chance) | coded_otherwise(good, chance) | headed_otherwise(good, says)


def _made_otherwise(phone: Opener, card: str, chance: Random) -> dict[str, list[str]]:
    """Seals to the device's key that open, and are not as the bank makes them."""
    public, content = jose.public(phone.open), b'{"title":"x"}'
    right = {"kid": phone.id, "subject": card, "part": 0, "parts": 1}
    plain = (len(content).to_bytes(4, "big") + content).ljust(SIZES[0], b"\0")
    size = chance.choice([1, 3, 100, SIZES[0] - 1, SIZES[0] + 1, 2 * SIZES[0], SIZES[-1] + 1])
    three = [{**right, "part": part, "parts": 3} for part in range(3)]
    small = [{**right, "part": part, "parts": 2} for part in range(2)]
    headers = {
        "another device": {"kid": str(uuid4())},
        "another subject": {"subject": str(uuid4())},
        "another part": {"part": 1},
        "another number of parts": {"parts": 2},
        "a part as a text": {"part": "0"},
        "something critical": {"crit": ["exp"], "exp": 1},
        "a compression": {"zip": "DEF"},
    }
    made = {
        f"sealed with {what}": [jose.encrypt(plain, public, **{**right, **more})]
        for what, more in headers.items()
    }
    return made | {
        "of another size": [jose.encrypt(plain[:size].ljust(size, b"\0"), public, **right)],
        "longer than its seals": [jose.encrypt(b"\xff" + plain[1:], public, **right)],
        "with something after it": [jose.encrypt(plain[:-1] + b"x", public, **right)],
        "in three parts": [jose.encrypt(bytes(SIZES[-1]), public, **header) for header in three],
        "in two small parts": [jose.encrypt(bytes(SIZES[0]), public, **header) for header in small],
        "for another subject by the bank": seals(
            content, open_key=public, device_id=UUID(phone.id), subject=uuid4()
        ),
        "for another device by the bank": seals(
            content, open_key=public, device_id=uuid4(), subject=UUID(card)
        ),
        "in clear": [json.dumps({**right, "title": "x"})],
    }


def _named(device: Opener, kid: str) -> Opener:
    return device.model_copy(update={"id": kid})
