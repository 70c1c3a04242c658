"""Proofs that were tampered with: what a device signs to show that it is there."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from uuid import uuid4

from joserfc.jwk import ECKey
from tests.altering import (
    Json,
    coded_otherwise,
    headed_otherwise,
    numbers_altered,
    parts_altered,
    signed,
    signed_otherwise,
    twice,
)
from tests.scene import Scene
from tests.tampered_calls import GONE, NESTED, NO_DEVICE, NOT_PROVED, SAYS, opening
from tests.tries import Batch, Page, Try

from guitai.shield import devices
from guitai.shield.codes import BETWEEN
from guitai.shield.proofs import LIFE as MINUTE

SIGNED_SAYS = SAYS | {
    "no algorithm": {"alg": "none"},
    "a shared secret": {"alg": "HS256"},
    "another curve": {"alg": "ES384"},
    "b64": {"b64": False, "crit": ["b64"]},
    "a certificate": {"certificate": str(uuid4())},
}


def proofs(act: str, scene: Scene, chance: Random) -> Batch:
    """What a device signs to show that it is there: altered, of something else, of somebody else, late, once more."""
    ask = _asked(scene, act)
    phone, page, subject = scene.lin.phone, ask.page, ask.subject
    good, other = (
        phone.proof(act, subject),
        phone.proof("devices.list" if act != "devices.list" else "pins.change"),
    )
    said, header = json.loads(phone.unchecked(good)), {"alg": "ES256", "kid": phone.device_id}
    used = page.body(proof=good)

    def signs(payload: bytes, key: ECKey = phone.sign_key, **more: object) -> Callable[[], str]:
        return lambda: signed(key, header | more, payload)

    altered = parts_altered(good, other, chance)
    tries = [
        page.tried(what, NOT_PROVED, *([NO_DEVICE] if "header" in what else []), proof=make())
        for what, make in altered.items()
    ]
    altered = coded_otherwise(good, chance) | headed_otherwise(good, SIGNED_SAYS) | numbers_altered(good)
    altered |= signed_otherwise(phone.sign_key, good)
    altered |= {f"a proof that {what}": signs(raw) for what, raw in _says_else(scene, said, chance).items()}
    tries += page.all(altered, good, "proof", NOT_PROVED)
    tries += _under_other_names(scene, page, said, signs)
    tries += [
        page.tried("for another act", NOT_PROVED, proof=other),
        page.tried("a minute later", NOT_PROVED, ahead=MINUTE, proof=good),
        *(
            page.tried(f"that is {what!r}", NOT_PROVED, proof=what)
            for what in (None, 1, "", [good], {"proof": good})
        ),
    ]
    tries += _by_somebody_else(scene, ask)

    def accepted() -> None:
        phone.posts(page.path, used)
        scene.lin.pin = str(page.more.get("new_pin", scene.lin.pin))

    return Batch(
        tries,
        accepted,
        [
            Try("the same once more", page.path, used, ask.over),
            page.tried("sealed once more", *ask.over, proof=good),
        ],
    )


def _under_other_names(
    scene: Scene, page: Page, said: Json, signs: Callable[..., Callable[[], str]]
) -> list[Try]:
    """What the phone's key, or the tablet's, has signed in the name of another device."""
    phone = scene.lin.phone
    return [
        page.tried(
            "by the tablet's name", NOT_PROVED, proof=signs(_json(said), kid=scene.lin.tablet.device_id)()
        ),
        page.tried("by the tablet", NOT_PROVED, proof=signs(_json(said), scene.lin.tablet.sign_key)()),
        page.tried(
            "by another customer's name",
            NO_DEVICE,
            proof=signs(_json(said), kid=scene.chen.phone.device_id)(),
        ),
        page.tried("by nobody's name", NO_DEVICE, proof=signs(_json(said), kid=str(uuid4()))()),
        page.tried(
            "by a name in capitals", NOT_PROVED, proof=signs(_json(said), kid=phone.device_id.upper())()
        ),
        page.tried(
            "by a name as a URN", NOT_PROVED, proof=signs(_json(said), kid=f"urn:uuid:{phone.device_id}")()
        ),
    ]


@dataclass(frozen=True)
class Ask:
    """A call that takes a proof. `over`: what is said when it is sent once more; `others`: to another customer."""

    act: str
    subject: str
    page: Page
    others: str
    over: frozenset[str] = frozenset({NOT_PROVED})


ACTS = (
    "cards.open",
    "orders.open",
    "orders.code",
    "orders.decline",
    "devices.list",
    "devices.remove",
    "pins.change",
    "certificates.code",
    "certificates.issue",
)


def _asked(scene: Scene, act: str) -> Ask:
    lin = scene.lin
    phone, kind = lin.phone, act.partition(".")[0]
    if act == "cards.open":
        page = opening(scene, phone)
        return Ask(act, page.path.split("/")[2], page, GONE)
    if kind == "orders":
        order = scene.order(lin)
        phone.loads(f"/orders/{order}")
        last = {"orders.open": "seals", "orders.code": "codes", "orders.decline": "declines"}[act]
        return Ask(act, order, Page(phone, f"/orders/{order}/{last}"), GONE)
    mine = phone.device_id
    scene.move(BETWEEN)  # since a code was sent for this device
    if act == "certificates.issue":
        phone.loads("/devices")
        phone.calls(f"/shield/devices/{mine}/codes", proof=phone.proof("certificates.code"))
        given = {"pin": lin.pin, "code": phone.code(lin.owner)}
        return Ask(act, mine, Page(phone, f"/shield/devices/{mine}/certificates", given), NO_DEVICE)
    phone.loads("/devices")
    if act == "devices.remove":
        other = _another(scene)
        return Ask(act, other, Page(phone, f"/shield/devices/{other}/removals"), NO_DEVICE)
    if act == "pins.change":
        pins = {"pin": lin.pin, "new_pin": lin.another_pin}
        return Ask(act, mine, Page(phone, "/shield/pins", pins), NOT_PROVED)
    if act == "certificates.code":
        return Ask(act, mine, Page(phone, f"/shield/devices/{mine}/codes"), NO_DEVICE)
    return Ask(act, mine, Page(phone, "/shield/devices/seals"), NOT_PROVED)


def _by_somebody_else(scene: Scene, ask: Ask) -> list[Try]:
    """The same thing, asked for by another customer's device, which proves itself."""
    other = scene.chen.phone
    other.loads("/devices")
    page = Page(other, ask.page.path, ask.page.more)
    tries = [page.tried("somebody else's", ask.others, proof=other.proof(ask.act, ask.subject))]
    if ask.act.startswith("certificates"):
        tablet = scene.lin.tablet
        tablet.loads("/devices")
        page = Page(tablet, ask.page.path, ask.page.more)
        tries.append(page.tried("another device's", NO_DEVICE, proof=tablet.proof(ask.act, ask.subject)))
    return tries


def _says_else(scene: Scene, said: Json, chance: Random) -> dict[str, bytes]:
    """Payloads that the device signs, and that say something else than they should."""
    lin, chen = scene.lin, scene.chen
    chen.phone.loads("/devices")
    lin.tablet.loads("/devices")
    theirs = chen.phone.calls("/shield/challenges", device=chen.phone.device_id)["challenge"]
    tablets = lin.phone.calls("/shield/challenges", device=lin.tablet.device_id)["challenge"]
    elsewhere = Page(lin.tablet, "/shield/challenges").posts(device=lin.phone.device_id)["challenge"]
    else_: dict[str, Json] = {
        "is for another act": {"act": chance.choice([act for act in ACTS if act != said["act"]])},
        "is for an act in a list": {"act": [said["act"]]},
        "is about another subject": {"subject": str(uuid4())},
        "is about a subject in capitals": {"subject": said["subject"].upper()},
        "is about nothing": {"subject": ""},
        "is about none": {"subject": None},
        "is for another visit": {"visit": lin.tablet.page["data-visit"]},
        "is for another customer's visit": {"visit": chen.phone.page["data-visit"]},
        "answers another customer's challenge": {"challenge": theirs},
        "answers the tablet's challenge": {"challenge": tablets},
        "answers a challenge of another visit": {"challenge": elsewhere},
        "answers a challenge made up": {"challenge": urlsafe_b64encode(chance.randbytes(24)).decode()},
        "answers no challenge": {"challenge": ""},
        "answers a challenge that is no text": {"challenge": 7},
        "answers a list of challenges": {"challenge": [said["challenge"]]},
        "says more": {"sure": True},
    }
    payloads = {what: _json(said | other) for what, other in else_.items()}
    payloads |= {f"lacks the {name}": _json({n: v for n, v in said.items() if n != name}) for name in said}
    return payloads | {
        "says a thing twice": twice(said),
        "says two acts": _json(said | {"act": "orders.sign"})[:-1] + b"," + _json({"act": said["act"]})[1:],
        "is a list": _json([said]),
        "is no JSON": b"yes",
        "is in UTF-16": json.dumps(said).encode("utf-16"),
        "is nested without end": _json(said)[:-1] + b',"a":' + b"[" * NESTED,
        "holds half a character": _json(said)[:-1] + b',"a":"\\ud800"}',
    }


def _another(scene: Scene) -> str:
    """A device of Lin's that nobody needs any more."""
    keys = dict(ECKey.generate_key("P-256").as_dict(private=False))
    with scene.database.transaction() as db:
        added = devices.add(
            db, scene.lin.owner, openid="oLin", name="旧手机", sign_key=keys, open_key=keys, low=False
        )
    return str(added.device_id)


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
