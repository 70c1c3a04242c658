"""Orders that were tampered with: signatures, the text that is signed, codes, PINs, certificates, devices, time."""

import json
from dataclasses import asdict
from datetime import timedelta
from random import Random
from uuid import UUID, uuid4

from tests.altering import (
    Json,
    coded_otherwise,
    headed_otherwise,
    mirrored,
    numbers_altered,
    parts_altered,
    signed,
    signed_otherwise,
    unpack,
)
from tests.devices import Device
from tests.scene import WRONG_PIN, Scene
from tests.tampered_bindings import WRONG, WRONG_CODE
from tests.tampered_calls import GONE, NO_DEVICE, NOT_PROVED, UNREADABLE, VISIT_OVER
from tests.tampered_proofs import SIGNED_SAYS
from tests.tries import Batch, Page, Try

from guitai.shield import certificates, orders
from guitai.shield.codes import BETWEEN
from guitai.shield.strength import Strength

BAD, NOT_SHOWN, OVER = "shield.bad_signature", "shield.not_shown", "shield.order_over"
NEEDS_CODE, NEEDS_CERTIFICATE = "shield.needs_code", "shield.needs_certificate"


def signatures(scene: Scene, chance: Random) -> Batch:
    """Signatures that were altered, that are over something else, or are somebody else's."""
    lin, phone = scene.lin, scene.lin.phone
    before, theirs = scene.order(lin), scene.order(scene.chen)
    void = phone.opens_order(before)
    their_document, _ = scene.coded(scene.chen, theirs)
    order = scene.order(lin)
    document, code = scene.coded(lin, order)
    page = _signing(phone, order, code=code, pin=lin.pin)
    header = {"alg": "ES256", "kid": phone.device_id}
    good, other = (phone.signs(text, kid=phone.device_id) for text in (document, void))
    body = page.body(signature=good)
    tries = [
        page.tried(what, BAD, NOT_PROVED, *([NO_DEVICE] if "header" in what else []), signature=make())
        for what, make in parts_altered(good, other, chance).items()
    ]
    coded = coded_otherwise(good, chance) | headed_otherwise(good, SIGNED_SAYS)
    coded |= signed_otherwise(phone.sign_key, good)
    tries += page.all(coded, good, "signature", BAD, NOT_PROVED)
    tries += page.all(numbers_altered(good), good, "signature", BAD)
    for what, text in _texts(document, chance).items():
        tries.append(page.tried(f"over {what}", BAD, signature=signed(phone.sign_key, header, text)))
    for what, text in {"no object": b"[]", "no JSON": b"yes", "nothing": b""}.items():
        tries.append(page.tried(f"over {what}", NOT_PROVED, signature=signed(phone.sign_key, header, text)))
    for what in (None, 1, [good], {"signature": good}, ""):
        tries.append(page.tried(f"that is {what!r}", NOT_PROVED, signature=what))
    tries += [
        page.tried("over the order that was void before", BAD, signature=other),
        page.tried(
            "over another customer's order", BAD, signature=signed(phone.sign_key, header, their_document)
        ),
        page.tried("that is a proof", BAD, signature=phone.proof("orders.decline", order)),
    ]
    tries += _by_others(scene, page, document, theirs, before, {"before": other, "good": good})
    tries += _late(page, good)

    def accepted() -> None:
        result = phone.posts(page.path, body)["result"]
        assert result.startswith("小额免密已经开通"), result

    return Batch(tries, accepted, _once_signed(page, order, document, good, body))


def _once_signed(page: Page, order: str, document: bytes, good: str, body: str) -> list[Try]:
    """What is tried with an order that is signed already."""
    phone = page.device
    header = {"alg": "ES256", "kid": phone.device_id}
    return [
        Try("the same once more", page.path, body, frozenset({OVER})),
        page.tried("the same, sealed once more", OVER, signature=good),
        page.tried("the mirrored signature", OVER, signature=mirrored(good)),
        page.tried("another signature", OVER, signature=signed(phone.sign_key, header, document)),
        page.tried(
            "a decline", OVER, path=f"/orders/{order}/declines", proof=phone.proof("orders.decline", order)
        ),
        page.tried("opened", OVER, path=f"/orders/{order}/seals", proof=phone.proof("orders.open", order)),
        page.tried(
            "another code", OVER, path=f"/orders/{order}/codes", proof=phone.proof("orders.code", order)
        ),
    ]


def factors(scene: Scene, chance: Random) -> Batch:
    """A signature that is good, without the code or the PIN that is asked for."""
    lin, phone = scene.lin, scene.lin.phone
    number, for_binding = scene.begun(lin, Device(scene.pages, "oLin"))
    _, for_theirs = scene.coded(scene.chen, scene.order(scene.chen))
    order = scene.order(lin)
    document, earlier = scene.coded(lin, order)
    scene.move(BETWEEN)
    phone.calls(f"/orders/{order}/codes", proof=phone.proof("orders.code", order))
    code, pin = phone.code(lin.owner), lin.pin
    page = _signing(phone, order, signature=phone.signs(document, kid=phone.device_id))
    random = f"{(int(code) + chance.randrange(1, 10**6)) % 10**6:06}"
    codes: dict[str, object] = {
        "at random": random,
        "that was sent before": earlier,
        "of a binding": for_binding,
        "of another customer's order": for_theirs,
        "with a digit more": f"{code}{chance.randrange(10)}",
        "in a list": [code],
        "that is true": True,
        "that says what it is for": f"{order} {code}",
        "that is a binding": number,
    }
    tries = [
        page.tried(f"a code {what}", WRONG_CODE, code=one, pin=pin)
        for what, one in codes.items()
        if one != code
    ]
    for what, nothing in {"empty": "", "none": None, "zero": 0, "no": False, "an empty list": []}.items():
        tries.append(page.tried(f"a code that is {what}", NEEDS_CODE, code=nothing, pin=pin))
    tries.append(page.tried("no code at all", NEEDS_CODE, pin=pin))
    for what, wrong in {
        "another": WRONG_PIN,
        "another customer's": scene.chen.pin,
        "the code": code,
    }.items():
        if wrong != pin:
            tries.append(page.tried(f"a PIN that is {what}", WRONG, code=code, pin=wrong))
    for what, none in {
        "short": pin[:5],
        "a number": int(pin),
        "none": None,
        "a list": [pin],
        "long": pin * 9,
    }.items():
        tries.append(page.tried(f"a PIN that is {what}", UNREADABLE, code=code, pin=none))
    return Batch(tries, lambda: page.posts(code=code, pin=pin))


def certified(scene: Scene, chance: Random) -> Batch:
    """An order that asks for the bank's certificate, signed with none, another's, the one before or a revoked one."""
    lin, chen, phone = scene.lin, scene.chen, scene.lin.phone
    third = Device(scene.pages, "oLin").binds({**asdict(lin.person), "pin": lin.pin}, lin.owner)
    holders = (
        ("one that was revoked with its device", lin, third),
        ("the tablet's", lin, lin.tablet),
        ("another customer's", chen, chen.phone),
        ("the one before", lin, phone),
        ("its own", lin, phone),
    )
    issued = {whose: scene.certified(customer, device) for whose, customer, device in holders}
    scene.ends(lin, third.device_id)
    wrong = {whose: _number(text) for whose, text in issued.items()}
    mine = wrong.pop("its own")
    order = scene.order(lin, Strength.CERTIFICATE)
    document, code = scene.coded(lin, order)
    page = _signing(phone, order, code=code, pin=lin.pin)
    wrong |= {
        "one made up": str(uuid4()),
        "an empty one": "",
        "the device": phone.device_id,
        "the order": order,
        "its own in capitals": mine.upper(),
        "its own as a URN": f"urn:uuid:{mine}",
        "the certificate itself": issued["its own"][:300],
    }

    def signs(**more: object) -> str:
        return signed(phone.sign_key, {"alg": "ES256", "kid": phone.device_id, **more}, document)

    tries = [
        page.tried(f"with {what}", NEEDS_CERTIFICATE, signature=signs(certificate=one))
        for what, one in wrong.items()
    ]
    tries.append(page.tried("with none", NEEDS_CERTIFICATE, signature=signs()))
    for what in (None, 1, [mine], {"jti": mine}, True):
        tries.append(page.tried(f"with {what!r}", BAD, signature=signs(certificate=what)))
    return Batch(tries, lambda: page.posts(signature=signs(certificate=mine)))


def certified_once(scene: Scene, chance: Random) -> Batch:
    """The same a year later, when no certificate is in force; then with a new one."""
    lin, phone = scene.lin, scene.lin.phone
    numbers = [_number(scene.certified(lin, phone)) for _ in range(2)]
    scene.move(certificates.LIFE)
    order = scene.order(lin, Strength.CERTIFICATE)
    document, code = scene.coded(lin, order)
    page = _signing(phone, order, code=code, pin=lin.pin)

    def signs(number: str) -> str:
        header = {"alg": "ES256", "kid": phone.device_id, "certificate": number}
        return signed(phone.sign_key, header, document)

    tries = [page.tried("with one of a year ago", NEEDS_CERTIFICATE, signature=signs(one)) for one in numbers]
    return Batch(tries, lambda: page.posts(signature=signs(_number(scene.certified(lin, phone)))))


def somebody_elses(scene: Scene, chance: Random) -> Batch:
    """Orders and cards that are another customer's, nobody's, or were too long ago."""
    lin, chen = scene.lin, scene.chen
    phone, other = lin.phone, chen.phone
    card = scene.card(lin)
    old = {
        life: scene.card(lin, age=timedelta(hours=life)) for life in (24, 25, 24 * chance.randrange(2, 60))
    }
    declined = _declined(scene)
    document = other.opens_order(scene.order(chen))
    order = scene.order(lin)
    other.loads("/devices")
    phone.loads("/devices")
    signature = other.signs(document, kid=other.device_id)
    theirs, mine = Page(other, "/devices"), Page(phone, "/devices")
    tries = []
    for page, device, subject in (
        (theirs, other, order),
        (theirs, other, str(uuid4())),
        (mine, phone, str(uuid4())),
    ):
        for act, last in (("orders.open", "seals"), ("orders.code", "codes"), ("orders.decline", "declines")):
            proof = device.proof(act, subject)
            tries.append(page.tried(f"{act} of it", GONE, path=f"/orders/{subject}/{last}", proof=proof))
        given = {"pin": chen.pin, "code": "123456", "signature": signature}
        tries.append(page.tried("a signature of it", GONE, path=f"/orders/{subject}/signatures", **given))
    for subject in (card, str(uuid4()), order):
        proof = other.proof("cards.open", subject)
        tries.append(
            theirs.tried("a card of somebody else's", GONE, path=f"/cards/{subject}/seals", proof=proof)
        )
    for subject in (*old.values(), order):
        proof = phone.proof("cards.open", subject)
        tries.append(mine.tried("a card that is over", GONE, path=f"/cards/{subject}/seals", proof=proof))
    for act, last in (("orders.open", "seals"), ("orders.code", "codes"), ("orders.decline", "declines")):
        proof = phone.proof(act, declined)
        tries.append(
            mine.tried(f"{act} of one declined", OVER, path=f"/orders/{declined}/{last}", proof=proof)
        )
    proof = phone.proof("cards.open", card)
    return Batch(tries, lambda: mine.device.posts(f"/cards/{card}/seals", mine.body(proof=proof)))


def _by_others(
    scene: Scene, page: Page, document: bytes, theirs: str, before: str, made: dict[str, str]
) -> list[Try]:
    """The same document, signed by devices that may not, or under the number of another order."""
    lin, chen = scene.lin, scene.chen
    phone, tablet, other = lin.phone, lin.tablet, chen.phone
    said = {"code": page.more["code"], "pin": lin.pin, "signature": made["good"]}

    def by(device: Device, kid: str) -> str:
        return signed(device.sign_key, {"alg": "ES256", "kid": kid}, document)

    tries = [
        page.tried(
            "by the tablet, which was not shown it", NOT_SHOWN, signature=by(tablet, tablet.device_id)
        ),
        page.tried("by the tablet's name", NOT_SHOWN, signature=by(phone, tablet.device_id)),
        page.tried("by the tablet in the phone's name", BAD, signature=by(tablet, phone.device_id)),
        page.tried("by another customer's device", NO_DEVICE, signature=by(other, other.device_id)),
        page.tried("by nobody's device", NO_DEVICE, signature=by(phone, str(uuid4()))),
        page.tried("by a name in capitals", BAD, signature=by(phone, phone.device_id.upper())),
        page.tried("for an order that was void", OVER, path=_path(before), signature=made["before"]),
        page.tried("for another customer's order", GONE, path=_path(theirs), signature=made["good"]),
        page.tried("for nobody's order", GONE, path=_path(str(uuid4())), signature=made["good"]),
    ]
    for device in (other, scene.stranger):
        device.loads("/devices")
        tries.append(Page(device, page.path, said).tried("in somebody else's visit", GONE))
    return tries


def _late(page: Page, good: str) -> list[Try]:
    minutes = {5: OVER, 6: OVER, 59: OVER, 61: VISIT_OVER, 24 * 60: VISIT_OVER}
    return [
        page.tried(f"{late} minutes later", code, ahead=timedelta(minutes=late), signature=good)
        for late, code in minutes.items()
    ]


def _texts(document: bytes, chance: Random) -> dict[str, bytes]:
    """Documents that say something else, or the same in other bytes."""
    content: Json = json.loads(document)
    lines = content["lines"]
    more = [
        {**line, "fen": line["fen"] + chance.randrange(1, 10**6)} if "fen" in line else line for line in lines
    ]
    else_: dict[str, Json] = {
        "larger amounts": {"lines": more},
        "lines in another order": {"lines": lines[::-1]},
        "a line less": {"lines": lines[1:]},
        "a line twice": {"lines": [*lines, lines[0]]},
        "an amount in words": {"lines": [{**lines[0], "fen": str(lines[0].get("fen"))}, *lines[1:]]},
        "no notes": {"notes": []},
        "another title": {"title": "开通小额免密。"},
        "another language": {"language": "en"},
        "another kind": {"kind": "transfers.send"},
        "another order": {"order": str(uuid4())},
        "another nonce": {"nonce": content["nonce"][::-1]},
        "another nonce's case": {"nonce": content["nonce"].swapcase()},
        "a later end": {"expires_at": "2099-01-01T00:00:00+08:00"},
        "something more": {"sure": True},
    }
    texts = {what: _canonical(content | change) for what, change in else_.items()}
    return texts | {
        "the same with a line's end": document + b"\n",
        "the same with a blank": document.replace(b",", b", ", 1),
        "the same in ASCII": json.dumps(content, sort_keys=True, separators=(",", ":")).encode(),
        "the same unsorted": json.dumps(dict(reversed(content.items())), ensure_ascii=False).encode(),
    }


def _number(certificate: str) -> str:
    return str(json.loads(unpack(certificate.split(".")[1]))["jti"])


def _canonical(content: Json) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _signing(phone: Device, order: str, **more: object) -> Page:
    phone.loads(f"/orders/{order}")
    return Page(phone, _path(order), more)


def _path(order: str) -> str:
    return f"/orders/{order}/signatures"


def _declined(scene: Scene) -> str:
    order = scene.order(scene.lin)
    with scene.database.transaction() as db:
        orders.decline(db, scene.lin.owner, UUID(order))
    return order
