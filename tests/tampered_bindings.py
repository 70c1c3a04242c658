"""Bindings that were tampered with: what a new device says of itself, numbers, codes, PINs and details."""

import json
from collections.abc import Callable
from datetime import timedelta
from random import Random
from uuid import uuid4

from joserfc.jwk import ECKey, OctKey
from tests.altering import (
    Json,
    coded_otherwise,
    headed_otherwise,
    numbers_altered,
    pack,
    parts_altered,
    signed,
    signed_otherwise,
    twice,
    unpack,
)
from tests.devices import Device
from tests.scene import WRONG_PIN, Scene
from tests.tampered_calls import GONE, NOT_PROVED, UNREADABLE, VISIT_OVER
from tests.tampered_proofs import SIGNED_SAYS
from tests.tries import Batch, Page, Try

from guitai.shield.bindings import LIFE as BINDING_LIFE
from guitai.shield.codes import LIFE as CODE_LIFE

NOT_MATCHED, TOO_MANY = "shield.not_matched", "shield.too_many_tries"
WRONG_CODE, WRONG = "shield.wrong_code", "shield.wrong_pin"
LOCKED, WEAK = "shield.pin_locked", "shield.weak_pin"
DAY = timedelta(days=1)


def introductions(scene: Scene, chance: Random) -> Batch:
    """What a new device says of itself, altered, or said by somebody who has not its key."""
    lin, new = scene.lin, Device(scene.pages, "oLin")
    number, code = scene.begun(lin, new)
    page = Page(new, f"/shield/bindings/{number}", {"code": code, "pin": lin.pin})
    good, header = new.introduces(number), {"alg": "ES256"}
    another = Device(scene.pages, "oLin")
    another.page = new.page
    said = json.loads(new.unchecked(good))
    altered = (
        parts_altered(good, another.introduces(number), chance)
        | coded_otherwise(good, chance)
        | headed_otherwise(good, SIGNED_SAYS)
        | numbers_altered(good)
        | signed_otherwise(new.sign_key, good)
    )
    for what, payload in _says_else(said).items():
        altered[f"a device that {what}"] = lambda payload=payload: signed(new.sign_key, header, payload)
    tries = page.all(altered, good, "device", NOT_PROVED)
    for what, name in NAMES.items():
        named = signed(new.sign_key, header, _json(said | {"name": name}))
        tries.append(page.tried(f"a name that is {what}", UNREADABLE, device=named))
    tries += [page.tried(f"that is {what!r}", NOT_PROVED, device=what) for what in (None, 1, [good], said)]
    return Batch(tries, _bound(scene, page, good), [page.tried("once more", GONE, device=good)])


NAMES = {
    "empty": "",
    "blank": "  ",
    "too long": "机" * 41,
    "in two lines": "手\n机",
    "written backwards": "\u202e机手",
    "invisible": "手\u200b机",
    "a zero": "手\0机",
    "a number": 7,
    "nothing": None,
    "a list": ["手机"],
}


def numbers(scene: Scene, chance: Random) -> Batch:
    """Numbers of bindings that are over, another visit's, another customer's, or nobody's."""
    lin, new = scene.lin, Device(scene.pages, "oLin")
    other = Device(scene.pages, "oChen")
    theirs, their_code = scene.begun(scene.chen, other)
    number, code = scene.begun(lin, new)
    pin = lin.pin
    page = Page(new, f"/shield/bindings/{number}", {"code": code, "pin": pin})
    good = new.introduces(number)
    elsewhere = Device(scene.pages, chance.choice(["oLin", "oChen", "oStranger"]))
    elsewhere.loads("/bind")
    away = Page(elsewhere, page.path, page.more)

    def at(what: str, path: str, codes: str = code) -> Try:
        device = new.introduces(path.rpartition("/")[2])
        return page.tried(what, GONE, path=path, device=device, code=codes)

    tries = [
        at("a number made up", f"/shield/bindings/{uuid4()}"),
        at("another customer's number", f"/shield/bindings/{theirs}"),
        at("another customer's number and code", f"/shield/bindings/{theirs}", their_code),
        at("an order's number", f"/shield/bindings/{scene.order(lin)}"),
        at("a device's number", f"/shield/bindings/{lin.phone.device_id}"),
        away.tried("from another visit", GONE, device=elsewhere.introduces(number)),
        away.tried("from another visit, as it was said", GONE, device=good),
        page.tried("a quarter of an hour later", GONE, ahead=BINDING_LIFE, device=good),
        page.tried("an hour later", VISIT_OVER, ahead=timedelta(hours=1), device=good),
        page.tried("a day later", VISIT_OVER, ahead=DAY, device=good),
    ]
    after = [
        page.tried("when it is done", GONE, device=good),
        page.tried("when it is done, for another PIN", GONE, device=good, pin=lin.another_pin, new_pin=True),
    ]
    return Batch(tries, _bound(scene, page, good), after)


def codes(scene: Scene, chance: Random) -> Batch:
    """Codes that are another's, of something else, too old, or no codes."""
    lin, new = scene.lin, Device(scene.pages, "oLin")
    order = scene.order(lin)
    _, for_an_order = scene.coded(lin, order)
    _, for_another = scene.begun(lin, new)
    _, for_chen = scene.begun(scene.chen, Device(scene.pages, "oChen"))
    number, code = scene.begun(lin, new)
    page = Page(new, f"/shield/bindings/{number}", {"pin": lin.pin})
    device = new.introduces(number)
    at = chance.randrange(6)
    wrong: dict[str, object] = {
        "with another digit": f"{code[:at]}{(int(code[at]) + chance.randrange(1, 10)) % 10}{code[at + 1 :]}",
        "at random": f"{(int(code) + chance.randrange(1, 10**6)) % 10**6:06}",
        "with a digit less": code[:5],
        "with a digit more": f"{code}0",
        "with a blank": f"{code} ",
        "in wide digits": code.translate({ord("0") + n: ord("０") + n for n in range(10)}),
        "of an order": for_an_order,
        "of another binding": for_another,
        "of another customer's": for_chen,
        "that is empty": "",
        "that is none": None,
        "that is a list": [code],
        "that is an object": {"code": code},
        "that is true": True,
        "that says it is of this binding": f"{number} {code}",
    }
    tries = [
        page.tried(f"a code {what}", WRONG_CODE, code=said, device=device)
        for what, said in wrong.items()
        if said != code
    ]
    tries.append(page.tried("five minutes later", WRONG_CODE, ahead=CODE_LIFE, code=code, device=device))
    good = _bound(scene, Page(new, page.path, {**page.more, "code": code}), device)
    return Batch(tries, good)


def codes_used_up(scene: Scene, chance: Random) -> Batch:
    """Three wrong codes, then the right one."""
    lin, new = scene.lin, Device(scene.pages, "oLin")
    number, code = scene.begun(lin, new)
    page = Page(new, f"/shield/bindings/{number}", {"pin": lin.pin})
    device = new.introduces(number)
    wrong = [f"{(int(code) + chance.randrange(1, 10**6)) % 10**6:06}" for _ in range(3)]
    tries = [page.tried("a wrong code", WRONG_CODE, code=one, device=device) for one in wrong]
    tries.append(page.tried("the right code, too late", WRONG_CODE, code=code, device=device))
    good = _bound(scene, Page(new, page.path, {**page.more, "code": code}), device)
    return Batch(tries, good, forgiving=False)


def pins(scene: Scene, chance: Random) -> Batch:
    """PINs that are another's, no PINs, or that everybody tries first."""
    lin, new = scene.lin, Device(scene.pages, "oLin")
    number, code = scene.begun(lin, new)
    page = Page(new, f"/shield/bindings/{number}", {"code": code})
    device, pin = new.introduces(number), lin.pin
    at = chance.randrange(6)
    other = f"{pin[:at]}{(int(pin[at]) + chance.randrange(1, 10)) % 10}{pin[at + 1 :]}"
    no_pins: dict[str, object] = {
        "a digit less": pin[:5],
        "a digit more": f"{pin}0",
        "a blank": f"{pin} ",
        "a line's end": f"{pin}\n",
        "wide digits": pin.translate({ord("0") + n: ord("０") + n for n in range(10)}),
        "another script's digits": pin.translate({ord("0") + n: ord("٠") + n for n in range(10)}),
        "a number": int(pin),
        "a list": [pin],
        "none": None,
        "nothing": "",
    }
    tries = [
        page.tried(f"a PIN that is {what}", UNREADABLE, pin=one, device=device)
        for what, one in no_pins.items()
    ]
    for what, one in {"with another digit": other, "at random": WRONG_PIN, "backwards": pin[::-1]}.items():
        tries.append(page.tried(f"a PIN {what}", WRONG, pin=one, device=device))
    tries.append(page.tried("another customer's PIN", WRONG, pin=scene.chen.pin, device=device))
    for weak in (
        "123456",
        "111111",
        lin.person.id_number[8:14],
        lin.person.mobile[:6],
        lin.person.card_number[-6:],
    ):
        tries.append(page.tried(f"{weak} as the new PIN", WEAK, pin=weak, new_pin=True, device=device))
    for not_said in ("true", 1, [True], None):
        given = {"pin": lin.another_pin, "new_pin": not_said, "device": device}
        tries.append(page.tried(f"a new PIN where it is said with {not_said!r}", WRONG, **given))
    return Batch(tries, _bound(scene, Page(new, page.path, {"code": code, "pin": pin}), device))


def pins_used_up(scene: Scene, chance: Random) -> Batch:
    """Three wrong PINs, then the right one, where a PIN is changed."""
    lin = scene.lin
    phone, pin = lin.phone, lin.pin
    phone.loads("/devices")
    page = Page(phone, "/shield/pins", {"new_pin": lin.another_pin})
    wrong = [f"{(int(pin) + chance.randrange(1, 10**6)) % 10**6:06}" for _ in range(3)]
    tries = [
        page.tried("a wrong PIN", WRONG, LOCKED, pin=one, proof=phone.proof("pins.change")) for one in wrong
    ]
    for what, ahead in (("too late", timedelta()), ("still too late", timedelta(seconds=30))):
        proof = phone.proof("pins.change")
        tries.append(page.tried(f"the right PIN, {what}", LOCKED, ahead=ahead, pin=pin, proof=proof))
    proof = phone.proof("pins.change")

    def changed() -> None:
        page.posts(pin=pin, proof=proof)
        lin.pin = str(page.more["new_pin"])

    return Batch(tries, changed, forgiving=False)


def details(scene: Scene, chance: Random) -> Batch:
    """Details of somebody who is not one person, in a binding and in a freeze."""
    lin, chen, path = scene.lin, scene.chen, chance.choice(["/shield/bindings", "/shield/freezes"])
    device = Device(scene.pages, "oStranger")
    device.loads("/freeze")
    asked = [name for name in lin.details if name != "card_number" or path == "/shield/bindings"]
    page = Page(device, path, lin.details)
    tries = [
        page.tried(f"another customer's {name}", NOT_MATCHED, **{name: chen.details[name]}) for name in asked
    ]
    for name in asked:
        value = lin.details[name]
        at = chance.randrange(len(value))
        changed = value[:at] + ("7" if value[at] != "7" else "8") + value[at + 1 :]
        tries.append(page.tried(f"another character in the {name}", NOT_MATCHED, **{name: changed}))
        tries.append(page.tried(f"a {name} of nothing", UNREADABLE, **{name: ""}))
        tries.append(page.tried(f"no {name}", UNREADABLE, **{name: None}))
        tries.append(page.tried(f"a long {name}", UNREADABLE, **{name: value * 50}))
        tries.append(page.tried(f"a {name} in a list", NOT_MATCHED, **{name: [value]}))
    good = {"/shield/bindings": lambda: page.posts(), "/shield/freezes": _frozen(scene, page)}[path]
    return Batch(tries, good)


def details_used_up(scene: Scene, chance: Random) -> Batch:
    """Five wrong details, then the right ones, from the same phone and from another."""
    lin = scene.lin
    first, second = Device(scene.pages, "oStranger"), Device(scene.pages, "oChen")
    for device in (first, second):
        device.loads("/bind")
    page, other = (Page(device, "/shield/bindings", lin.details) for device in (first, second))
    wrong = [f"{lin.person.name}{chance.randrange(10**6)}" for _ in range(5)]
    tries = [page.tried("a wrong name", NOT_MATCHED, name=name) for name in wrong]
    tries += [
        page.tried("the right one, too late", TOO_MANY),
        other.tried("from another phone, too late", TOO_MANY),
    ]
    return Batch(tries, lambda: other.posts(), forgiving=False)


def _bound(scene: Scene, page: Page, device: str) -> Callable[[], object]:
    """The binding is accepted; then the new device goes again, so that there is room for the next."""

    def bound() -> None:
        scene.ends(scene.lin, page.posts(device=device)["device"])

    return bound


def _frozen(scene: Scene, page: Page) -> Callable[[], object]:
    def frozen() -> None:
        page.posts()
        scene.lift(scene.lin)

    return frozen


def _says_else(said: Json) -> dict[str, bytes]:
    """What a device signs of itself that is not as it should be."""
    other = dict(ECKey.generate_key("P-256").as_dict(private=False))
    curve = dict(ECKey.generate_key("P-384").as_dict(private=False))
    secret = {"kty": "oct", "k": str(OctKey.generate_key(256).as_dict()["k"])}
    x = unpack(said["open"]["x"])
    else_: dict[str, Json] = {
        "names another binding": {"binding": str(uuid4())},
        "names the binding in capitals": {"binding": said["binding"].upper()},
        "names no binding": {"binding": None},
        "names another visit": {"visit": "another"},
        "names another signing key": {"sign": other},
        "has no signing key": {"sign": None},
        "has a signing key of another curve": {"sign": curve},
        "has a secret for a signing key": {"sign": secret},
        "has no key to seal to": {"open": None},
        "has a key to seal to of another curve": {"open": curve},
        "has a secret to seal to": {"open": secret},
        "has a key to seal to off the curve": {"open": said["open"] | {"x": other["x"]}},
        "has a key to seal to at nowhere": {
            "open": said["open"] | {"x": pack(bytes(32)), "y": pack(bytes(32))}
        },
        "has a key to seal to with a long number": {"open": said["open"] | {"x": pack(bytes(1) + x)}},
        "has a key to seal to with a number for a text": {"open": said["open"] | {"x": 7}},
        "has a key that says it is another's": {"open": said["open"] | {"crv": "P-384"}},
    }
    payloads = {what: _json(said | change) for what, change in else_.items()}
    payloads |= {f"lacks the {name}": _json({n: v for n, v in said.items() if n != name}) for name in KEYS}
    return payloads | {
        "says a thing twice": twice(said),
        "names two bindings": b'{"binding":"another",' + _json(said)[1:],
        "is a list": _json([said]),
        "is no JSON": b"yes",
        "is in UTF-16": json.dumps(said).encode("utf-16"),
    }


KEYS = ("binding", "visit", "sign", "open")


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
