"""Calls that were tampered with on their way: their envelopes and visits."""

import json
from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from random import Random
from uuid import uuid4

from joserfc.jwk import ECKey
from tests.altering import (
    Json,
    coded_otherwise,
    headed_otherwise,
    parts_altered,
    unpack,
)
from tests.devices import Device
from tests.scene import Scene
from tests.tries import Batch, Page, Try, sealed

from guitai.keys.port import Use
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


def envelopes(scene: Scene, chance: Random) -> Batch:
    """The body of a call: JWE that was altered or is made in another way, and what should not be in it."""
    lin = scene.lin
    page = opening(scene, lin.phone)
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
    page = opening(scene, lin.phone)
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


def opening(scene: Scene, device: Device) -> Page:
    """A card of Lin's, about to be opened on that device."""
    card = scene.card(scene.lin)
    device.loads(f"/cards/{card}")
    return Page(device, f"/cards/{card}/seals")


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
