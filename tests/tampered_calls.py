"""Calls that were tampered with on their way: their envelopes, visits and proofs."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
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
    unpack,
)
from tests.devices import Device
from tests.scene import Scene
from tests.tries import Batch, Page, Try, sealed

from guitai.keys.port import Use
from guitai.shield import devices
from guitai.shield.proofs import LIFE as MINUTE
from guitai.shield.visits import VISIT_LIFE

UNREADABLE, NOT_PROVED, NO_DEVICE = "shield.unreadable", "shield.not_proved", "shield.no_device"
GONE, VISIT_OVER = "shield.gone", "shield.visit_over"
TOO_MUCH = 64 * 1024 + 1
NESTED = 9_000
SHORT = timedelta(seconds=20)  # of what is still good, for a machine that is slow

# What a header may say beside, or in the place of, what it should.
SAYS: dict[str, Json] = {
    "a key of its own": {"jwk": dict(ECKey.generate_key("P-256").as_dict(private=False))},
    "an address of keys": {"jku": "https://bank.example/keys"},
    "a chain of certificates": {"x5c": ["AAAA"]},
    "something critical": {"crit": ["exp"], "exp": 4_000_000_000},
    "a compression": {"zip": "DEF"},
    "a member of its own": {"sure": True},
    "no key's name": {"kid": None},
    "a name that is no text": {"kid": ["a"]},
}
SEALED_SAYS = SAYS | {
    "direct encryption": {"alg": "dir"},
    "no algorithm": {"alg": "none"},
    "a wrapped key": {"alg": "ECDH-ES+A256KW"},
    "smaller blocks": {"enc": "A128GCM"},
    "no authentication": {"enc": "A256CBC"},
    "who agrees": {"apu": "AAAA"},
    "an unknown key's name": {"kid": "0123456789abcdef"},
}
SIGNED_SAYS = SAYS | {
    "no algorithm": {"alg": "none"},
    "a shared secret": {"alg": "HS256"},
    "another curve": {"alg": "ES384"},
    "b64": {"b64": False, "crit": ["b64"]},
    "a certificate": {"certificate": str(uuid4())},
}


def envelopes(scene: Scene, chance: Random) -> Batch:
    """The body of a call: JWE that was altered or is made in another way, and what should not be in it."""
    lin = scene.lin
    page = _opening(scene, lin.phone)
    card = page.path.split("/")[2]
    proof = lin.phone.proof("cards.open", card)
    good, other = page.body(proof=proof), page.body(proof="another")
    plain = json.dumps({"visit": page.visit, "proof": proof}).encode()
    certify = scene.database.keys.public(Use.CERTIFY)["kid"]
    says = SEALED_SAYS | {
        "the certifying key's name": {"kid": certify},
        "another's ephemeral key": {"epk": json.loads(unpack(other.partition(".")[0]))["epk"]},
        "no ephemeral key": {"epk": None},
        "an ephemeral key of another curve": {
            "epk": dict(ECKey.generate_key("P-384").as_dict(private=False))
        },
    }
    altered = (
        parts_altered(good, other, chance) | coded_otherwise(good, chance) | headed_otherwise(good, says)
    )
    bodies: dict[str, str | bytes] = {what: make() for what, make in altered.items()}
    bodies |= {
        f"sealed with {what}": sealed(lin.phone, plain, **said)
        for what, said in SEALED_SAYS.items()
        if None not in said.values()
    }
    bodies |= {f"sealed {what}": lin.phone.seals_bytes(raw) for what, raw in _plains(plain).items()}
    bodies |= {
        "in clear": plain,
        "as JSON": json.dumps(dict(zip("abcde", good.split("."), strict=True))),
        "sealed to the device": _to_itself(lin.phone, plain),
        "huge": good + "A" * (TOO_MUCH - len(good)),
        "huge and empty": "." * TOO_MUCH,
        "of bytes": chance.randbytes(300),
    }
    tries = [Try(what, page.path, body, frozenset({UNREADABLE})) for what, body in bodies.items()]
    tries += [
        Try(f"of the type {kind!r}", page.path, good, frozenset({UNREADABLE}), kind=kind)
        for kind in ("", "text/plain", "application/json", "application/jose+json", "multipart/form-data")
    ]
    return Batch(tries, lambda: lin.phone.opens(page.device.posts(page.path, good)["seals"]))


def visits(scene: Scene, chance: Random) -> Batch:
    """Visits that nobody has, that are over, that are another's, or no text."""
    lin, chen = scene.lin, scene.chen
    page = _opening(scene, lin.phone)
    proof = lin.phone.proof("cards.open", page.path.split("/")[2])
    mine = page.visit
    tries = [
        page.tried(what, VISIT_OVER, visit=visit, proof=proof)
        for what, visit in _unknown_visits(mine, chance).items()
    ]
    nothing = (
        {"a number": 1},
        {"none": None},
        {"a list": [mine]},
        {"an object": {"visit": mine}},
        {"a yes": True},
    )
    tries += [
        page.tried(what, UNREADABLE, visit=visit, proof=proof)
        for one in nothing
        for what, visit in one.items()
    ]
    path, said = chance.choice(
        [
            ("/shield/challenges", {"device": lin.phone.device_id}),
            ("/shield/bindings", lin.details),
            ("/shield/freezes", lin.details),
            (f"/orders/{uuid4()}/signatures", {"pin": lin.pin, "signature": proof}),
            (f"/shield/bindings/{uuid4()}", {"pin": lin.pin, "code": "123456", "device": proof}),
        ]
    )
    tries.append(page.tried("an hour later", VISIT_OVER, ahead=VISIT_LIFE, proof=proof))
    tries.append(page.tried(f"an hour later at {path}", VISIT_OVER, ahead=VISIT_LIFE, path=path, **said))
    for whose, device in (("another customer's", chen.phone), ("a stranger's", scene.stranger)):
        visit = device.loads(f"/cards/{uuid4()}")["data-visit"]
        tries.append(page.tried(f"{whose} visit", NO_DEVICE, visit=visit, proof=proof))
        asked = page.tried(
            f"a challenge in {whose} visit",
            NO_DEVICE,
            path="/shield/challenges",
            visit=visit,
            device=lin.phone.device_id,
        )
        tries.append(asked)
    again = lin.tablet.loads(f"/cards/{uuid4()}")["data-visit"]
    tries.append(page.tried("another visit of the customer's", NOT_PROVED, visit=again, proof=proof))
    return Batch(tries, lambda: page.posts(proof=proof))


def _unknown_visits(mine: str, chance: Random) -> dict[str, str]:
    """What is no visit, though much of it may be one's."""
    at = chance.randrange(len(mine))
    known = sha256(mine.encode())
    return {
        "one made up": urlsafe_b64encode(chance.randbytes(24)).decode(),
        "one with another character": mine[:at] + ("A" if mine[at] != "A" else "B") + mine[at + 1 :],
        "one cut": mine[:at],
        "one with a blank": f"{mine} ",
        "an empty one": "",
        "what the database knows it by": known.hexdigest(),
        "the same in base64": urlsafe_b64encode(known.digest()).decode(),
        "in other letters": mine.swapcase(),
        "a long one": mine * 500,
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
        page = _opening(scene, phone)
        return Ask(act, page.path.split("/")[2], page, GONE)
    if kind == "orders":
        order = scene.order(lin)
        phone.loads(f"/orders/{order}")
        last = {"orders.open": "seals", "orders.code": "codes", "orders.decline": "declines"}[act]
        return Ask(act, order, Page(phone, f"/orders/{order}/{last}"), GONE)
    mine = phone.device_id
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


def _plains(plain: bytes) -> dict[str, bytes]:
    """What is sealed to the bank as it should be, and nothing that it reads."""
    return {
        "nothing": b"",
        "no JSON": b"visit",
        "a list": b"[" + plain + b"]",
        "a text": b'"visit"',
        "no visit": b"{}",
        "two objects": plain + plain,
        "two visits": plain[:-1] + b', "visit": "another"}',
        "two visits, the right one last": b'{"visit": "another", ' + plain[1:],
        "two proofs": plain[:-1] + b', "proof": null}',
        "half a character": plain[:-1] + b', "a": "\\udfff"}',
        "no number": plain[:-1] + b', "a": NaN}',
        "something nested without end": plain[:-1] + b', "a": ' + b"[" * NESTED,
        "something deep": plain[:-1] + b', "a": ' + b"[" * NESTED + b"]" * NESTED + b"}",
        "a number without end": plain[:-1] + b', "a": ' + b"9" * NESTED + b"}",
        "UTF-16": plain.decode().encode("utf-16"),
        "a byte order mark": b"\xef\xbb\xbf" + plain,
        "no UTF-8": plain[:-1] + b', "a": "\xff"}',
        "an envelope": b'{"visit": {"visit": "another"}}',
    }


def _opening(scene: Scene, device: Device) -> Page:
    card = scene.card(scene.lin)
    device.loads(f"/cards/{card}")
    return Page(device, f"/cards/{card}/seals")


def _another(scene: Scene) -> str:
    """A device of Lin's that nobody needs any more."""
    keys = dict(ECKey.generate_key("P-256").as_dict(private=False))
    with scene.database.transaction() as db:
        added = devices.add(
            db, scene.lin.owner, openid="oLin", name="旧手机", sign_key=keys, open_key=keys, low=False
        )
    return str(added.device_id)


def _to_itself(device: Device, plain: bytes) -> str:
    public = dict(device.open_key.as_dict(private=False))
    kept, device.page = (
        device.page,
        device.page | {"data-bank-key": json.dumps(public | {"kid": device.device_id})},
    )
    try:
        return device.seals_bytes(plain)
    finally:
        device.page = kept


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
